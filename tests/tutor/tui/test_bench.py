from dataclasses import replace

import pytest

from tests.tutor.tui.grader import PASSED
from tests.tutor.tui.simulation.conftest import BROKEN, RIGHT, WRONG
from tests.tutor.tui.simulation.driver import FakeDriver
from tutor.course.verdict import Status, Verdict
from tutor.errors import TutorError
from tutor.simulations import catalogue
from tutor.simulations.functions import REFERENCE
from tutor.tui.bench import Bench

DISSOLVE = catalogue.simulation("dissolve")
SETTINGS = {"t": 300, "data": "two-moons", "seed": 0}


@pytest.fixture
def driver():
    return FakeDriver()


@pytest.fixture
def bench(desk, driver):
    return Bench(desk.course, desk.workspace, desk.progress, lambda: driver)


def test_nothing_is_taken_of_what_is_not_begun(desk, bench):
    with pytest.raises(TutorError) as caught:
        bench.take(DISSOLVE)

    assert str(caught.value) == "`q_sample` is not started, so nothing of yours can drive this"
    assert caught.value.hint == "write it with `tutor edit q_sample`"


def test_of_two_that_are_not_begun_one_is_enough(bench):
    with pytest.raises(TutorError) as caught:
        bench.take(replace(DISSOLVE, driven_by=("q_sample", "ddim_step")))

    assert str(caught.value) == (
        "`q_sample` and `ddim_step` are not started, so nothing of yours can drive this"
    )
    assert caught.value.hint == "write one of them, say with `tutor edit q_sample`"


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        pytest.param((), "your `q_sample` and `ddim_step`, which have not passed", id="neither"),
        pytest.param(
            ("ddim_step",),
            "your `ddim_step`, which has passed, and `q_sample`, which has not passed",
            id="one",
        ),
        pytest.param(
            ("q_sample", "ddim_step"),
            "your `q_sample` and `ddim_step`, which have passed",
            id="both",
        ),
    ],
)
def test_two_that_are_taken_are_told_together(desk, bench, passed, words):
    for slug in ("q_sample", "ddim_step"):
        desk.file(slug).write_text(WRONG)
    for slug in passed:
        desk.progress.record_attempt(
            Verdict(slug, Status.PASSED, 10, 10, PASSED), WRONG, desk.clock
        )

    yours = bench.take(replace(DISSOLVE, driven_by=("q_sample", "ddim_step")))

    assert yours.words == words


def test_a_simulation_that_no_exercise_is_about_cannot_be_driven(bench):
    assert bench.drives(DISSOLVE)
    assert not bench.drives(catalogue.simulation("guidance"))


@pytest.mark.parametrize(("passed", "stands"), [(True, "has passed"), (False, "has not passed")])
def test_it_says_whether_what_it_takes_has_passed(desk, bench, passed, stands):
    desk.file("q_sample").write_text(WRONG)
    if passed:
        verdict = Verdict("q_sample", Status.PASSED, 10, 10, PASSED)
        desk.progress.record_attempt(verdict, WRONG, desk.clock)

    yours = bench.take(DISSOLVE)

    assert yours.words == f"your `q_sample`, which {stands}"
    assert yours.functions["alpha_bar"] is REFERENCE["alpha_bar"]


def test_a_wrong_function_draws_what_it_does_beside_the_right_one(desk, bench):
    desk.file("q_sample").write_text(WRONG)

    mine, right = bench.frames(DISSOLVE, SETTINGS, bench.take(DISSOLVE))

    assert mine.source == "your q_sample, which has not passed"
    assert right.source == ""
    assert mine.panels[0].marks[0].xy.std() < 0.9 < right.panels[0].marks[0].xy.std() < 1.1


def test_a_saved_file_is_noticed(desk, bench):
    desk.file("q_sample").write_text(WRONG)
    yours = bench.take(DISSOLVE)

    before = bench.changed(DISSOLVE, yours)
    desk.file("q_sample").write_text(RIGHT)

    assert (before, bench.changed(DISSOLVE, yours)) == (False, True)


def test_what_a_function_raises_is_told(desk, bench):
    desk.file("q_sample").write_text(BROKEN)

    with pytest.raises(TutorError, match="`q_sample` raised division by zero"):
        bench.frames(DISSOLVE, SETTINGS, bench.take(DISSOLVE))


def test_values_that_no_simulation_can_go_on_with_are_told(desk, bench):
    desk.file("q_sample").write_text("def q_sample(*_):\n    return [[1], [2, 3]]\n")

    with pytest.raises(TutorError) as caught:
        bench.frames(DISSOLVE, SETTINGS, bench.take(DISSOLVE))

    assert str(caught.value).startswith("the simulation cannot go on with what your `q_sample`")
    assert caught.value.hint == "mend it and save"


def test_the_driver_is_let_go(desk, bench, driver):
    desk.file("q_sample").write_text(RIGHT)
    bench.take(DISSOLVE)

    bench.close()

    assert driver.closed
