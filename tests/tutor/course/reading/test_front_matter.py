import pytest

from tutor.course.question import Symbol

LESSON = "lessons/02_forward_process.md"


def test_the_front_matter_is_read(folder):
    front = (
        "title: The forward process\nminutes: 15\nneeds: []\nteaches: [noise.scale]\n"
        'symbols:\n  abar_t: {range: [0.02, 0.98], show: "ᾱ_t"}\n  x_0: {range: [-2, 2]}\n'
    )
    folder.lesson("## One\n", front)

    lesson = folder.read().lessons[0]

    assert (lesson.title, lesson.minutes, lesson.teaches) == (
        "The forward process",
        15,
        ("noise.scale",),
    )
    assert lesson.symbols == {
        "abar_t": Symbol("abar_t", 0.02, 0.98, "ᾱ_t"),
        "x_0": Symbol("x_0", -2.0, 2.0, "x_0"),
    }


def test_values_stay_words_where_yaml_would_guess_a_type(folder):
    folder.lesson("## One\n", "title: No\n")

    assert folder.read().lessons[0].title == "No"


@pytest.mark.parametrize(
    ("front", "fault", "hint"),
    [
        pytest.param(
            "minutes: 15\n",
            f"{LESSON}:2: the front matter has no `title`",
            "add a line that starts `title: `",
            id="no title",
        ),
        pytest.param(
            "title:\n",
            f"{LESSON}:2: the front matter has no `title`",
            "add a line that starts `title: `",
            id="an empty title",
        ),
        pytest.param(
            "title: Noise\nminuts: 15\n",
            f"{LESSON}:3: the front matter has an unknown key `minuts`",
            "did you mean `minutes`?",
            id="a misspelt key",
        ),
        pytest.param(
            "title: Noise\nauthor: me\n",
            f"{LESSON}:3: the front matter has an unknown key `author`",
            "use one of `title`, `minutes`, `needs`, `teaches`, `symbols`",
            id="an unknown key",
        ),
        pytest.param(
            "title: Noise\nminutes: soon\n",
            f"{LESSON}:3: `minutes` is not a number of 0 or more: `soon`",
            "write it as `minutes: 10`",
            id="words for a number",
        ),
        pytest.param(
            "title: Noise\nminutes: -3\n",
            f"{LESSON}:3: `minutes` is not a number of 0 or more: `-3`",
            "write it as `minutes: 10`",
            id="a negative number",
        ),
        pytest.param(
            "title: [Noise]\n",
            f"{LESSON}:2: `title` is not text",
            "write it as `title: some words`",
            id="a list for words",
        ),
        pytest.param(
            "title: Noise\nteaches: noise.scale\n",
            f"{LESSON}:3: `teaches` is not a list of words",
            "write `teaches: [one, two]`",
            id="words for a list",
        ),
        pytest.param(
            "title: Noise\nminutes: 1\ntitle: Again\n",
            f"{LESSON}:4: `title` is written twice",
            "remove one of them",
            id="a key twice",
        ),
        pytest.param(
            "title: Noise: a story\n",
            f"{LESSON}:2: the front matter is not YAML: mapping values are not allowed "
            "in this context",
            "put quotes around a value that holds `: ` or starts with a sign",
            id="a colon in a value",
        ),
        pytest.param(
            "- title\n",
            f"{LESSON}:2: the front matter is not made of keys and values",
            "write it as lines of `key: value`",
            id="a list for the whole",
        ),
        pytest.param(
            "title: Noise\nsymbols: [x]\n",
            f"{LESSON}:3: `symbols` is not made of keys and values",
            "write it as lines of `key: value`",
            id="a list of symbols",
        ),
        pytest.param(
            "title: Noise\nsymbols:\n  x: {show: x}\n",
            f"{LESSON}:4: `x` has no range from a lower to a higher number",
            "write it as `range: [0.02, 0.98]`",
            id="a symbol without a range",
        ),
        pytest.param(
            "title: Noise\nsymbols:\n  x:\n    show: x\n    range: [2, -2]\n",
            f"{LESSON}:6: `x` has no range from a lower to a higher number",
            "write it as `range: [0.02, 0.98]`",
            id="a range upside down",
        ),
        pytest.param(
            "title: Noise\nsymbols:\n  x:\n",
            f"{LESSON}:4: `x` has no range from a lower to a higher number",
            "write it as `range: [0.02, 0.98]`",
            id="a symbol without anything",
        ),
        pytest.param(
            "title: Noise\nsymbols:\n  x: {range: [0, inf]}\n",
            f"{LESSON}:4: `x` has no range from a lower to a higher number",
            "write it as `range: [0.02, 0.98]`",
            id="a range without end",
        ),
        pytest.param(
            "title: Noise\nsymbols:\n  x: {range: [0, 1], shown: x}\n",
            f"{LESSON}:4: `x` has an unknown key `shown`",
            "did you mean `show`?",
            id="a misspelt key of a symbol",
        ),
    ],
)
def test_a_fault_of_the_front_matter_is_reported_on_its_line(folder, front, fault, hint):
    folder.lesson("## One\n", front)

    faults = folder.faults()

    assert faults == [(fault, hint)]


def test_a_lesson_without_front_matter_is_reported(folder):
    folder.write(LESSON, "## One\n")

    faults = folder.faults()

    assert faults == [
        (f"{LESSON}:1: the lesson has no front matter", "start it with `---`, `title: …`, `---`")
    ]


def test_front_matter_that_is_not_closed_is_reported_alone(folder):
    folder.write(LESSON, "---\ntitle: Noise\n\n## One\n")

    faults = folder.faults()

    assert faults == [
        (f"{LESSON}:1: the front matter is not closed", "add a line `---` after its last key")
    ]
