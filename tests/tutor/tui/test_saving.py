from contextlib import nullcontext
from datetime import timedelta

import pytest

from tests.tutor.tui.conftest import SIZES
from tests.tutor.tui.course import SOLUTION
from tests.tutor.tui.opened import opened_on
from tutor.course.verdict import Status
from tutor.errors import BlockedError
from tutor.learning.progress import source_hash
from tutor.learning.watch import PATIENCE

WRONG = SOLUTION.replace(".sqrt()", "")


@pytest.fixture
async def opened(desk):
    async with desk.app().run_test(size=(80, 24), notifications=True) as pilot:
        yield await opened_on(desk, pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_save_is_graded_and_the_mistake_is_named(desk, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        opened = await opened_on(desk, pilot)
        await opened.save(WRONG)

        await looks(opened.pilot, "exercise_failed")


async def test_a_verdict_is_kept(opened):
    await opened.save(SOLUTION)

    attempt = opened.desk.progress.last_attempt("q_sample")
    assert (attempt.verdict.status, attempt.source) == (Status.PASSED, source_hash(SOLUTION))


async def test_an_untouched_file_is_no_attempt(opened):
    assert opened.desk.progress.last_attempt("q_sample") is None


@pytest.mark.parametrize("key", ["r", "f5"])
async def test_the_file_can_be_graded_by_hand(opened, key):
    before = len(opened.desk.grader.graded)

    await opened.press(key)

    assert len(opened.desk.grader.graded) == before + 1


async def test_grading_never_holds_up_a_key(opened, shows):
    opened.desk.grader.holds = True
    await opened.save(WRONG)

    await opened.press("h")

    assert "checking" in shows(opened.app)
    assert "hint 1  " in shows(opened.app)


async def test_leaving_does_not_wait_for_the_grader(opened, shows):
    opened.desk.grader.holds = True
    await opened.save(WRONG)

    await opened.press("escape")

    assert "step 3 of 3" in shows(opened.app)


async def test_a_new_save_ends_the_run_before_and_only_the_new_verdict_is_shown(opened, shows):
    opened.desk.grader.holds = True
    await opened.save(WRONG)

    opened.desk.grader.holds = False
    await opened.save(SOLUTION)

    assert "✓ Passed" in shows(opened.app)
    assert opened.desk.progress.last_attempt("q_sample").source == source_hash(SOLUTION)


async def test_what_a_cancelled_run_still_says_is_not_heard(opened, shows):
    opened.desk.grader.holds = True
    await opened.save(WRONG)
    first = list(opened.app.workers)[-1]

    await opened.save(SOLUTION)
    await first.wait()
    await opened.settle()

    assert "… checking" in shows(opened.app)
    assert opened.desk.progress.last_attempt("q_sample") is None


async def test_while_a_run_is_under_way_the_old_verdict_is_marked_as_old(opened, shows):
    await opened.save(WRONG)
    opened.desk.grader.holds = True

    await opened.save(WRONG + "\n")

    text = shows(opened.app)
    assert "… checking\n  ↺ old, graded just now: ✗ Not passed yet" in text
    assert "seen 0.8973" in text


async def test_a_run_that_cannot_be_made_is_nobodys_fault_and_keeps_the_old_verdict(opened, shows):
    await opened.save(WRONG)
    opened.desk.grader.trouble = BlockedError("the grader did not start", "run `tutor doctor`")

    await opened.save(SOLUTION)

    text = shows(opened.app)
    assert "! the grader did not start\n    run `tutor doctor`" in text
    assert "↺ old, graded just now: ✗ Not passed yet" in text


async def test_an_old_verdict_says_how_old_it_is(opened, shows):
    await opened.save(WRONG)
    opened.desk.clock += timedelta(minutes=3)
    opened.desk.grader.holds = True

    await opened.save(WRONG + "\n")

    assert "↺ old, graded 3 minutes ago: ✗ Not passed yet" in shows(opened.app)


async def test_a_verdict_of_another_day_says_so_without_being_old(opened, shows):
    await opened.save(WRONG)
    await opened.press("escape")
    opened.desk.clock += timedelta(days=2)

    await opened.press("enter")

    text = shows(opened.app)
    assert "✗ Not passed yet: 1 of 2 checks, 3 of 10 points.  graded 2 days ago" in text
    assert "old," not in text


async def test_a_file_that_is_away_for_a_moment_is_graded_when_it_is_back(opened, shows):
    opened.desk.file("q_sample").unlink()
    await opened.look(PATIENCE - 1)
    away = shows(opened.app)

    await opened.save(SOLUTION)

    assert "is not there" not in away
    assert "✓ Passed" in shows(opened.app)


async def test_a_file_that_could_not_be_read_is_graded_once_it_can(opened, shows):
    opened.desk.file("q_sample").write_bytes(b"\xff\xfe\x00")
    await opened.look()
    troubled = shows(opened.app)

    await opened.save(SOLUTION)

    assert "this is not UTF-8 text" in troubled
    assert "✓ Passed" in shows(opened.app)


async def test_a_file_that_is_no_text_is_explained(opened, shows):
    opened.desk.file("q_sample").write_bytes(b"\xff\xfe\x00")

    await opened.look(PATIENCE)

    assert "this is not UTF-8 text" in shows(opened.app)


async def test_without_an_editor_the_learner_is_told_so(opened, shows):
    await opened.press("e")

    assert "no editor is set" in shows(opened.app)


async def test_the_editor_gets_the_terminal_and_what_it_saves_is_graded(
    opened, shows, tmp_path, monkeypatch
):
    solution = tmp_path / "solution.py"
    solution.write_text(SOLUTION, encoding="utf-8")
    opened.desk.environ["EDITOR"] = f"cp {solution}"
    monkeypatch.setattr(opened.app, "suspend", nullcontext)

    await opened.press("e")

    assert "✓ Passed" in shows(opened.app)


async def test_a_terminal_that_cannot_be_lent_names_the_command(opened, shows):
    opened.desk.environ["EDITOR"] = "vi"

    await opened.press("e")

    assert "this terminal cannot be lent" in shows(opened.app)
    assert "in a second terminal" in shows(opened.app)


async def test_a_file_that_is_gone_is_noticed_and_can_be_brought_back(opened, shows):
    opened.desk.file("q_sample").unlink()
    await opened.look(PATIENCE)
    gone = shows(opened.app)
    await opened.press("x")
    asked = shows(opened.app)
    await opened.press("y")

    assert "press x to bring it back as it was given to you" in gone
    assert "Bring q_sample back as it was given to you?" in asked
    assert opened.desk.file("q_sample").exists()


async def test_coming_back_shows_the_latest_verdict_without_grading_again(opened, shows):
    await opened.save(WRONG)
    await opened.press("escape")
    before = len(opened.desk.grader.graded)

    await opened.press("enter")

    assert "✗ Not passed yet" in shows(opened.app)
    assert len(opened.desk.grader.graded) == before


async def test_a_file_changed_meanwhile_is_graded_on_coming_back(opened, shows):
    await opened.save(WRONG)
    await opened.press("escape")
    opened.desk.file("q_sample").write_text(SOLUTION, encoding="utf-8")

    await opened.press("enter")

    assert "✓ Passed" in shows(opened.app)


async def test_the_grader_is_closed_with_the_app(desk):
    async with desk.app().run_test(size=(80, 24), notifications=True) as pilot:
        await opened_on(desk, pilot)

    assert desk.grader.closed
