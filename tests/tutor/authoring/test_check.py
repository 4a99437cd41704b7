from tutor.authoring.check import check

EXERCISE = "## One\n```exercise twice\npoints: 1\nhints: [Think.]\n```\n"
PLACE = "02_forward_process"


def faults_of(folder, *, prove: bool = False) -> list[tuple[str, bool]]:
    """Each as `path:line: what`, and whether it is a warning."""
    faults = check(folder.root, prove=prove, seen_from=folder.root)
    return [(str(fault), fault.warning) for fault in faults]


def test_a_sound_course_has_no_faults(folder):
    folder.lesson("## One\nWords.\n")

    assert faults_of(folder, prove=True) == []


def test_faults_of_every_kind_come_in_one_list_by_path_and_line(folder):
    folder.misconception("no-root")
    folder.lesson(
        "## One\n$\\sqr{x}$\n```sim disolve\n```\n"
        "```quiz formula id=a\nx?\n\nanswer: y\nbecause: b\n```\n```quizz choice\n```\n"
    )

    faults = faults_of(folder)

    lesson = f"lessons/{PLACE}.md"
    assert [fault.partition(" cannot be read")[0] for fault, _ in faults] == [
        f"{lesson}:5: unknown command `\\sqr` at column 2, in `\\sqr{{x}}`",
        f"{lesson}:6: no simulation is called `disolve`",
        f"{lesson}:11: `y`",
        f"{lesson}:14: unknown block `quizz`",
        f"{lesson}:14: a quiz without an id",
        f"{lesson}:14: a quiz without a question",
        f"{lesson}:14: fewer than two options",
        "lessons/misconceptions.yaml:1: nothing refers to `no-root`",
    ]
    assert [warning for _, warning in faults] == [False] * 7 + [True]


def test_it_says_what_it_looks_at(folder):
    folder.lesson("## One\n")
    folder.lesson("## One\n", name="03_other")
    told: list[str] = []

    check(folder.root, prove=False, on_progress=told.append, seen_from=folder.root)

    assert told == [PLACE, "03_other"]


def test_an_exercise_is_proven(folder):
    folder.lesson(EXERCISE)
    folder.write(f"exercises/{PLACE}/twice.py", "def twice(x):\n    raise NotImplementedError\n")
    folder.write(f"solutions/{PLACE}/twice.py", "def twice(x):\n    return 3 * x\n")
    folder.write(
        f"tests/exercises/{PLACE}/test_twice.py",
        'def test_doubles(learner):\n    """2·x"""\n    assert learner.twice(2) == 4\n',
    )

    faults = faults_of(folder, prove=True)

    solution, hidden_test = (fault for fault, _ in faults)
    assert solution.startswith(f"solutions/{PLACE}/twice.py:1: the solution does not pass")
    assert hidden_test.startswith(f"tests/exercises/{PLACE}/test_twice.py:1: 0 known mistakes")


def test_an_exercise_with_an_unreadable_file_is_not_run(folder):
    folder.lesson(EXERCISE)
    folder.exercise("twice")
    (folder.root / f"solutions/{PLACE}/twice.py").write_bytes(b"# na\xefve\n")

    faults = faults_of(folder, prove=True)

    assert faults == [(f"solutions/{PLACE}/twice.py:1: this is not UTF-8", False)]
