from datetime import UTC, datetime

import pytest

from tests.tutor.tui.course import small_course
from tutor.course.verdict import Status, Verdict
from tutor.learning.progress import Place, Progress
from tutor.learning.way_on import WayOn, way_on

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FORWARD, SAMPLING = "02_forward_process", "09_sampling"


@pytest.fixture
def course(tmp_path):
    return small_course(tmp_path / "course")


@pytest.fixture
def progress(tmp_path):
    progress = Progress(tmp_path / "progress.db", NOON)
    yield progress
    progress.close()


def passed(progress, *names):
    """Let questions be answered right and exercises pass."""
    for name in names:
        verdict = Verdict(name, Status.PASSED, 1, 1)
        if name in ("q_sample", "ddim_step"):
            progress.record_attempt(verdict, "", NOON)
        else:
            progress.record_answer(name, "hash", verdict, "", NOON)


def at_the_end(progress):
    progress.remember_place(SAMPLING, 0)
    progress.record_read(SAMPLING, 0, NOON)


def test_a_new_learner_begins(course, progress):
    assert way_on(course, progress) == WayOn(Place(FORWARD, 0), "Begin")


def test_a_learner_goes_on_where_they_left(course, progress):
    progress.remember_place(FORWARD, 1, 7)

    assert way_on(course, progress) == WayOn(Place(FORWARD, 1, 7), "Continue where you left")


def test_the_last_page_is_gone_on_with_until_it_is_read(course, progress):
    progress.remember_place(SAMPLING, 0)

    assert way_on(course, progress) == WayOn(Place(SAMPLING, 0), "Continue where you left")


@pytest.mark.parametrize(
    ("done", "place"),
    [
        pytest.param((), Place(FORWARD, 0), id="nothing is done"),
        pytest.param(("why-square-roots",), Place(FORWARD, 1), id="a question is open"),
        pytest.param(("why-square-roots", "closed-form"), Place(FORWARD, 2), id="an exercise is"),
        pytest.param(
            ("why-square-roots", "closed-form", "q_sample"), Place(SAMPLING, 0), id="the last is"
        ),
    ],
)
def test_behind_the_last_page_comes_what_is_still_open(course, progress, done, place):
    at_the_end(progress)
    passed(progress, *done)

    assert way_on(course, progress) == WayOn(place, "Go on with what is still open")


def test_who_has_done_everything_finds_the_last_page(course, progress):
    at_the_end(progress)
    passed(progress, "why-square-roots", "closed-form", "q_sample", "ddim_step")

    assert way_on(course, progress) == WayOn(Place(SAMPLING, 0), "Continue where you left")
