import pytest

from tutor.course.prediction import Outcome, Prediction

LESSON = "lessons/02_forward_process.md"


def prediction(folder, body):
    folder.lesson(f"## One\n```sim dissolve\n{body}```\n")
    (block,) = folder.read().lessons[0].steps[0].blocks
    assert block.options == {"t": "3"}
    return block.prediction


def test_a_number_to_be_foretold_is_read(folder):
    keys = "answer: share\nat: {seed: 1}\nbetween: [0, 2]\nwithin: 0.5\n"

    asked = prediction(folder, f"t: 3\npredict: At which $t$?\n{keys}")

    assert asked == Prediction("At which $t$?", "share", (), {"seed": "1"}, (0, 2), 0.5, 7)


def test_outcomes_to_choose_from_are_read(folder):
    asked = prediction(
        folder,
        "t: 3\npredict: Which?\noptions:\n- is: less\n  when: share < 1\n"
        "- is: more\n  when: share > 1\n",
    )

    outcomes = (Outcome("less", "share < 1", 9), Outcome("more", "share > 1", 11))
    assert asked == Prediction("Which?", "", outcomes, {}, None, 0, 7)


FAULTS = {
    "a question without an answer": (
        "predict: When?\n",
        "6: this prediction has no answer",
        "write `answer: t where share < 0.5`, `answer: share`, or `options`",
    ),
    "a question with two answers": (
        "predict: When?\nanswer: share\noptions: [{is: a, when: b}, {is: c, when: d}]\n",
        "6: this prediction has two answers",
        "write `answer: t where share < 0.5`, `answer: share`, or `options`",
    ),
    "an answer without a question": (
        "answer: share\n",
        "6: `answer` without a question",
        "add a line that starts `predict: `, or remove it",
    ),
    "one option": (
        "predict: When?\noptions: [{is: a, when: b}]\n",
        "7: 1 options, where 2 to 9 can be chosen from",
        "give each an `is` and a `when`",
    ),
    "an option that never says when": (
        "predict: When?\noptions:\n- {is: a, when: b}\n- is: c\n",
        "9: option 2 has no `when`",
        "add a line that starts `when: `",
    ),
    "a range that is none": (
        "predict: When?\nanswer: share\nbetween: [2, 0]\n",
        "8: `between` is no range",
        "write two numbers, as `between: [0, 2]`",
    ),
}


@pytest.mark.parametrize(("body", "fault", "hint"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_prediction_is_reported_where_it_is_written(folder, body, fault, hint):
    folder.lesson(f"## One\n```sim dissolve\n{body}```\n")

    assert folder.faults() == [(f"{LESSON}:{fault}", hint)]
