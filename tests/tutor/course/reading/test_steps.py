import pytest

from tutor.course.course import Formula, Prose
from tutor.course.reading.steps import anchor_of

LESSON = "lessons/02_forward_process.md"


def test_each_heading_opens_a_step(folder):
    folder.lesson("# Unused\n\n## One\nWords.\n$$ x $$\n\n## Two\n")

    one, two = folder.read().lessons[0].steps

    assert (one.title, one.anchor, one.line) == ("One", "one", 6)
    assert one.blocks == (Prose("Words.", 7), Formula("x", 8))
    assert (two.title, two.line, two.blocks) == ("Two", 10, ())


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Two weights", "two-weights"),
        ("What is `t`, and why?", "what-is-t-and-why"),
        ("From $x_0$ to noise", "from-x_0-to-noise"),
        ("Noise — and  signal", "noise-and-signal"),
    ],
)
def test_an_anchor_is_the_title_in_lower_case_without_signs(title, anchor):
    assert anchor_of(title) == anchor


@pytest.mark.parametrize(
    ("body", "fault", "hint"),
    [
        pytest.param(
            "# Title\n\nWords.\n\nMore.\n\n## One\n",
            "6: text before the first step",
            "start a step with a line `## Title`",
            id="text before the first step",
        ),
        pytest.param(
            "\n",
            "1: the lesson has no steps",
            "start a step with a line `## Title`",
            id="no text at all",
        ),
        pytest.param(
            "## One\n\n## one!\n",
            "6: line 4 has a step with the same link `one`",
            "give this one another title",
            id="two steps with one link",
        ),
        pytest.param(
            "## One\n\n## !\n",
            "6: a step without a title",
            "write it as `## Title`",
            id="a step without a title",
        ),
    ],
)
def test_faulty_steps_are_reported_on_their_line(folder, body, fault, hint):
    folder.lesson(body)

    faults = folder.faults()

    assert faults == [(f"{LESSON}:{fault}", hint)]
