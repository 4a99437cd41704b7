"""What a teacher sees of a course that is not sound yet."""

import pytest

from tutor.authoring.draft import draft
from tutor.authoring.ledger import Ledger
from tutor.course.course import ExerciseBlock, Formula, Prose
from tutor.errors import TutorError

PLACE = "02_forward_process"


def drawn(folder) -> list[list[str]]:
    """The blocks of each step of the first lesson: texts as they are, others by their kind."""
    lesson = draft(folder.root, Ledger()).lessons[0]
    return [[_shown(block) for block in step.blocks] for step in lesson.steps]


def _shown(block) -> str:
    match block:
        case Prose():
            return block.text
        case Formula():
            return f"$$ {block.latex}"
        case ExerciseBlock():
            return f"exercise {block.slug}"
    return type(block).__name__


def test_a_sound_lesson_is_shown_as_it_is(folder):
    folder.lesson("## One\nWords.\n\n$$\nx\n$$\n\n## Two\nMore.\n")

    assert drawn(folder) == [["Words.", "$$ x"], ["More."]]


def test_a_fault_stands_in_the_place_of_its_block_with_what_was_written(folder):
    folder.lesson("## One\nBefore.\n\n$$\n\\sqr{x}\n$$\n\nAfter.\n\n## Two\nMore.\n")

    assert drawn(folder) == [
        [
            "Before.",
            "> **error** in line 8: unknown command `\\sqr` at column 1, in `\\sqr{x}`\n>\n"
            "> hint: did you mean `\\sqrt`?",
            "~~~~~~text\n$$\n\\sqr{x}\n$$\n~~~~~~",
            "After.",
        ],
        ["More."],
    ]


def test_a_formula_that_is_not_closed_does_not_take_away_what_stands_above_it(folder):
    folder.lesson("## One\nBefore.\n\n$$\nx\n\nAfter.\n")

    before, fault, source, after = drawn(folder)[0]
    assert (before, after) == ("Before.", "After.")
    assert fault.startswith("> **error** in line 7: this `$$` is not closed")
    assert source == "~~~~~~text\n$$\nx\n~~~~~~"


def test_every_fault_of_a_block_is_told(folder):
    folder.lesson("## One\n```quizz choice\n```\n\nAfter.\n")

    *faults, source, after = drawn(folder)[0]
    assert [fault.partition(": ")[2].partition("\n")[0] for fault in faults] == [
        "unknown block `quizz`",
        "a quiz without an id",
        "a quiz without a question",
        "fewer than two options",
    ]
    assert (source, after) == ("~~~~~~text\n```quizz choice\n```\n~~~~~~", "After.")


def test_a_warning_stands_below_its_block(folder):
    folder.lesson(
        "## One\n$$\nx + y\n$$\n",
        front="title: t\nsymbols:\n  x: {says: it, step: one}\n",
    )

    assert drawn(folder) == [
        [
            "$$ x + y",
            "> **warning** in line 8: no lesson explains `y`\n>\n"
            "> hint: declare it under `symbols`, with `says` and `step`",
        ]
    ]


def test_what_is_wrong_above_the_first_step_is_told_at_its_top(folder):
    folder.lesson("Astray.\n\n## One\nWords.\n", front="titel: t\n")

    first = drawn(folder)[0]
    assert [text.partition("\n")[0] for text in first] == [
        "> **error** in line 2: the front matter has an unknown key `titel`",
        "> **error** in line 2: the front matter has no `title`",
        "> **error** in line 4: text before the first step",
        "Words.",
    ]


def test_a_lesson_without_steps_has_one_that_says_so(folder):
    folder.lesson("")

    lesson = draft(folder.root, Ledger()).lessons[0]
    assert [step.title for step in lesson.steps] == ["Nothing to read yet"]
    assert (
        lesson.steps[0].blocks[0].text.startswith("> **error** in line 1: the lesson has no steps")
    )


def test_two_steps_of_one_name_are_both_shown(folder):
    folder.lesson("## One\nFirst.\n\n## One\nSecond.\n")

    first, second = drawn(folder)
    assert first == ["First."]
    assert second[0].startswith("> **error** in line 7: line 4 has a step with the same link")
    assert second[1:] == ["Second."]


def test_faults_of_another_lesson_stay_there(folder):
    folder.lesson("## One\nWords.\n")
    folder.lesson("## One\n$\\sqr{x}$\n", name="03_other")

    assert drawn(folder) == [["Words."]]


def test_an_exercise_whose_files_are_missing_is_no_exercise_yet(folder):
    folder.lesson(
        "## One\n```exercise twice\npoints: 1\nhints: [a]\n```\n"
        "```exercise thrice\npoints: 1\nhints: [a]\n```\n"
    )
    folder.exercise("thrice")

    course = draft(folder.root, Ledger())

    assert list(course.exercises) == ["thrice"]
    told = [_shown(block) for block in course.lessons[0].steps[0].blocks]
    assert told[0].startswith("> **error** in line 5: `twice` has no stub")
    assert told[-1] == "exercise thrice"


def test_a_course_without_lessons_has_nothing_to_show(folder):
    with pytest.raises(TutorError) as caught:
        draft(folder.root, Ledger())

    assert str(caught.value) == "there is no lesson to show"
    assert caught.value.hint == "run `tutor course check`"
