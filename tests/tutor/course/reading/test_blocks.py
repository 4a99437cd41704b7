import pytest

from tutor.course.course import ExerciseBlock, SimulationBlock

LESSON = "lessons/02_forward_process.md"


def test_a_simulation_is_read(folder):
    folder.lesson("## One\n```sim dissolve\ndata: moons\nt: 1e-4\n```\n")

    blocks = folder.read().lessons[0].steps[0].blocks

    assert blocks == (SimulationBlock("dissolve", {"data": "moons", "t": "1e-4"}, None, 5),)


def test_a_simulation_needs_no_settings(folder):
    folder.lesson("## One\n```sim dissolve\n```\n")

    blocks = folder.read().lessons[0].steps[0].blocks

    assert blocks == (SimulationBlock("dissolve", {}, None, 5),)


def test_a_hint_may_start_with_code(folder):
    folder.exercise("q_sample")
    folder.lesson(
        "## One\n```exercise q_sample\npoints: 10\nhints:\n"
        "  - `alpha_bar[t]` has shape (B,).\n    Which shape is asked for?\n  - Think.\n```\n"
    )

    blocks = folder.read().lessons[0].steps[0].blocks

    hints = ("`alpha_bar[t]` has shape (B,). Which shape is asked for?", "Think.")
    assert blocks == (ExerciseBlock("q_sample", 10, hints, 5),)


def test_an_exercise_may_take_longer_than_others(folder):
    folder.exercise("q_sample")
    folder.lesson("## One\n```exercise q_sample\npoints: 10\nseconds: 20\nhints: [Think.]\n```\n")

    course = folder.read()

    assert course.lessons[0].exercises[0].seconds == 20
    assert course.exercises["q_sample"].seconds == 20


@pytest.mark.parametrize(
    ("block", "fault", "hint"),
    [
        pytest.param(
            "sim\n",
            "5: a simulation without a name",
            "write it after `sim`, as ```sim dissolve",
            id="a simulation without a name",
        ),
        pytest.param(
            "sim dissolve\nt: [1]\n",
            "6: `t` is not text",
            "write it as `t: some words`",
            id="a setting that is a list",
        ),
        pytest.param(
            "sim dissolve\npredict: Now: when?\n",
            "6: the simulation is not YAML: mapping values are not allowed in this context",
            "put quotes around a value that holds `: ` or starts with a sign",
            id="a prediction with a colon",
        ),
        pytest.param(
            "exercise\npoints: 1\nhints: [a]\n",
            "5: an exercise without a name",
            "write the name of its files, as ```exercise q_sample",
            id="an exercise without a name",
        ),
        pytest.param(
            "exercise q-noise.py\npoints: 1\nhints: [a]\n",
            "5: `q-noise.py` is no name of an exercise",
            "write the name of its files, as ```exercise q_sample",
            id="an exercise that no function can be called like",
        ),
        pytest.param(
            "exercise q_sample\nhints: [a]\n",
            "6: the exercise has no `points`",
            "add a line that starts `points: `",
            id="an exercise without points",
        ),
        pytest.param(
            "exercise q_sample\npoints: many\nhints: [a]\n",
            "6: `points` is not a number of 0 or more: `many`",
            "write it as `points: 10`",
            id="words for points",
        ),
        pytest.param(
            "exercise q_sample\npoints: inf\nhints: [a]\n",
            "6: `points` is not a number of 0 or more: `inf`",
            "write it as `points: 10`",
            id="points without end",
        ),
        *(
            pytest.param(
                f"exercise q_sample\npoints: 1\nseconds: {written}\nhints: [a]\n",
                f"7: `seconds` is not a whole number from 1 to 60: `{written}`",
                "write it as `seconds: 20`",
                id=f"{written} for seconds",
            )
            for written in ("many", "0", "61", "2.5")
        ),
        pytest.param(
            "exercise q_sample\npoints: 1\n",
            "6: the exercise has no `hints`",
            "add a line that starts `hints: `",
            id="an exercise without hints",
        ),
        pytest.param(
            "exercise q_sample\npoints: 1\nhints:\n",
            "7: the exercise has no `hints`",
            "add a line that starts `hints: `",
            id="an empty list of hints",
        ),
        pytest.param(
            "exercise q_sample\npoints: 1\nhint: [a]\nhints: [a]\n",
            "7: the exercise has an unknown key `hint`",
            "did you mean `hints`?",
            id="a misspelt key",
        ),
    ],
)
def test_a_faulty_block_is_reported_on_its_line(folder, block, fault, hint):
    if "q_sample" in block:
        folder.exercise("q_sample")
    folder.lesson(f"## One\n```{block}```\n")

    faults = folder.faults()

    assert faults == [(f"{LESSON}:{fault}", hint)]
