def test_lessons_come_in_the_order_of_their_numbers(folder):
    for name in ["10_later", "02_forward_process", "100_last"]:
        folder.lesson("## One\n", name=name)

    lessons = folder.read().lessons

    assert [lesson.id for lesson in lessons] == ["02_forward_process", "10_later", "100_last"]


def test_two_lessons_of_one_number_are_reported(folder):
    for name in ["002_other", "02_forward_process", "03_third"]:
        folder.lesson("## One\n", name=name)

    faults = folder.faults()

    assert faults == [
        (
            "lessons/002_other.md:1: 02_forward_process.md has the number 02 already",
            "give one of the two another number",
        )
    ]


def test_a_course_without_lessons_is_reported(folder):
    faults = folder.faults()

    assert faults == [("lessons: no lessons here", "write a first lesson as `lessons/01_name.md`")]


def test_a_file_that_is_not_named_as_a_lesson_is_reported(folder):
    folder.lesson("## One\n", name="Forward-Process")

    faults = folder.faults()

    assert faults == [
        (
            "lessons/Forward-Process.md:1: the file's name is not `NN_name.md`",
            "rename it, as `03_noise_schedules.md`",
        )
    ]


def test_a_file_that_is_not_utf8_is_reported_on_the_line_of_the_first_wrong_byte(folder):
    path = folder.root / "lessons/02_forward_process.md"
    path.write_bytes(b"---\ntitle: Noise\n---\n## One\nna\xefve\n")

    faults = folder.faults()

    assert faults == [
        ("lessons/02_forward_process.md:5: this is not UTF-8", "save the file as UTF-8")
    ]


def test_a_folder_named_as_a_lesson_is_reported(folder):
    (folder.root / "lessons/02_forward_process.md").mkdir()

    faults = folder.faults()

    assert faults == [
        (
            "lessons/02_forward_process.md: cannot be read: is a directory",
            "make it a file that you may read",
        )
    ]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(folder):
    path = folder.root / "lessons/02_forward_process.md"
    path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: Noise\r\n---\r\n## One\r\n$$\r\nx\r\n$$\r\n")

    lesson = folder.read().lessons[0]

    assert (lesson.title, lesson.steps[0].title) == ("Noise", "One")
