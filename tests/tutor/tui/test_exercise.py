from contextlib import nullcontext

import pytest

from tests.tutor.tui.conftest import settle
from tests.tutor.tui.course import SOLUTION
from tutor.course.verdict import Status
from tutor.errors import BlockedError
from tutor.learning.progress import source_hash

SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((60, 20), id="60x20")]
WRONG = SOLUTION.replace(".sqrt()", "")


class Open:
    """An app with the exercise q_sample on the screen."""

    def __init__(self, desk, pilot):
        self.desk, self.pilot, self.app = desk, pilot, pilot.app

    async def save(self, text):
        """Write the learner's file as an editor does, and let the screen look."""
        self.desk.file("q_sample").write_text(text, encoding="utf-8")
        self.app.screen.look()
        await self.settle()

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self):
        if not self.desk.grader.holds:
            await self.app.workers.wait_for_complete()
        await settle(self.pilot)


@pytest.fixture
def exercise(desk):
    """Opens the exercise on a terminal of some size."""

    async def open_at(pilot):
        await pilot.press("enter", "n", "n", "tab", "enter")
        await pilot.pause()
        opened = Open(desk, pilot)
        await opened.settle()
        return opened

    return open_at


@pytest.fixture
async def opened(desk, exercise):
    async with desk.app().run_test(size=(80, 24), notifications=True) as pilot:
        yield await exercise(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_an_untouched_exercise_shows_its_task(desk, exercise, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        opened = await exercise(pilot)

        await looks(opened.pilot, "exercise_untouched")


@pytest.mark.parametrize("size", SIZES)
async def test_a_save_is_graded_and_the_mistake_is_named(desk, exercise, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        opened = await exercise(pilot)
        await opened.save(WRONG)

        await looks(opened.pilot, "exercise_failed")


@pytest.mark.parametrize("size", SIZES)
async def test_a_passed_exercise_says_what_comes_next(desk, exercise, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        opened = await exercise(pilot)
        await opened.save(SOLUTION)

        await looks(opened.pilot, "exercise_passed")


async def test_a_verdict_is_kept(opened):
    await opened.save(SOLUTION)

    attempt = opened.desk.progress.last_attempt("q_sample")
    assert (attempt.verdict.status, attempt.source) == (Status.PASSED, source_hash(SOLUTION))


async def test_an_untouched_file_is_no_attempt(opened):
    assert opened.desk.progress.last_attempt("q_sample") is None


@pytest.mark.parametrize("key", ["g", "f5"])
async def test_the_file_can_be_graded_by_hand(opened, key):
    before = len(opened.desk.grader.graded)

    await opened.press(key)

    assert len(opened.desk.grader.graded) == before + 1


async def test_grading_never_holds_up_a_key(opened, shows):
    opened.desk.grader.holds = True
    await opened.save(WRONG)

    await opened.press("h")

    assert "checking" in shows(opened.app)
    assert "hint 1 of 2" in shows(opened.app)


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

    assert "… checking; what follows is older than your file" in shows(opened.app)
    assert "seen     0.9000" in shows(opened.app)


async def test_a_run_that_cannot_be_made_is_nobodys_fault_and_keeps_the_old_verdict(opened, shows):
    await opened.save(WRONG)
    opened.desk.grader.trouble = BlockedError("the grader did not start", "run `tutor doctor`")

    await opened.save(SOLUTION)

    text = shows(opened.app)
    assert "! the grader did not start\n    run `tutor doctor`" in text
    assert "what follows is older than your file" in text


async def test_a_file_that_is_no_text_is_explained(opened, shows):
    opened.desk.file("q_sample").write_bytes(b"\xff\xfe\x00")

    opened.app.screen.look()
    await opened.settle()

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


async def test_hints_come_one_at_a_time_and_are_remembered(opened, shows):
    await opened.press("h")
    one = shows(opened.app)
    await opened.press("h")

    assert "hint 2 of 2" not in one
    assert "hint 2 of 2" in shows(opened.app)
    assert "Hint" not in shows(opened.app)
    assert opened.desk.progress.hints_shown("q_sample") == 2


async def test_the_solution_is_shown_after_passing(opened, shows):
    await opened.save(SOLUTION)

    await opened.press("s")

    assert "share = alpha_bar[t]" in shows(opened.app)


@pytest.mark.parametrize("width", [80, 40])
async def test_no_line_of_the_solution_is_cut_off(desk, exercise, shows, width):
    line = "    return " + " + ".join(f"x0[{index}]" for index in range(12)) + "  # the last word"
    exercise_file = desk.course.exercises["q_sample"].solution
    exercise_file.write_text(f"def q_sample(x0):\n{line}\n", encoding="utf-8")

    async with desk.app().run_test(size=(width, 24)) as pilot:
        opened = await exercise(pilot)
        await opened.save(SOLUTION)
        await opened.press("s")

        shown = "".join(shows(opened.app).replace("│", "").split())
        assert "".join(line.split()) in shown


async def test_the_solution_is_not_shown_before(opened, shows):
    await opened.save(WRONG)

    await opened.press("s")

    assert "share = alpha_bar[t]" not in shows(opened.app)


async def test_starting_over_asks_and_keeps_what_was_written(opened, shows):
    await opened.save(WRONG)

    await opened.press("x")
    asked = shows(opened.app)
    await opened.press("y")

    file = opened.desk.file("q_sample")
    assert "Start q_sample over? Your version is kept beside it." in " ".join(asked.split())
    assert "NotImplementedError" in file.read_text(encoding="utf-8")
    assert file.with_name("q_sample.20260101-120000.bak").read_text(encoding="utf-8") == WRONG


@pytest.mark.parametrize("key", ["n", "escape", "enter"])
async def test_anything_but_yes_starts_nothing_over(opened, key):
    await opened.save(WRONG)

    await opened.press("x")
    await opened.press(key)

    assert opened.desk.file("q_sample").read_text(encoding="utf-8") == WRONG


async def test_the_lesson_opens_where_the_mistake_is_treated(opened, shows):
    await opened.save(WRONG)

    await opened.press("l")

    assert "step 1 of 3" in shows(opened.app)


async def test_from_reading_again_escape_comes_back_and_the_place_stays(opened, shows):
    await opened.save(WRONG)

    await opened.press("l")
    there = shows(opened.app)
    await opened.press("n", "escape")

    assert "esc Back to the exercise" in there
    assert "✗ Not passed yet" in shows(opened.app)
    assert opened.desk.progress.place().step == 2


async def test_going_on_from_a_passed_exercise_leaves_its_step_read(opened):
    await opened.save(SOLUTION)

    await opened.press("n")

    assert 2 in opened.desk.progress.steps_read()["02_forward_process"]


async def test_a_file_that_is_gone_is_noticed_and_can_be_brought_back(opened, shows):
    opened.desk.file("q_sample").unlink()
    opened.app.screen.look()
    await opened.settle()
    gone = shows(opened.app)
    await opened.press("x")
    asked = shows(opened.app)
    await opened.press("y")

    assert "press x to bring it back as it was given to you" in gone
    assert "Bring q_sample back as it was given to you?" in asked
    assert opened.desk.file("q_sample").exists()


async def test_without_a_mistake_the_lesson_opens_at_the_exercise(opened, shows):
    await opened.press("l")

    assert "step 3 of 3" in shows(opened.app)


async def test_after_passing_n_goes_on(opened, shows):
    await opened.save(SOLUTION)

    await opened.press("n")

    assert "09  Sampling" in shows(opened.app)


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


async def test_another_check_can_be_opened(opened, shows):
    await opened.save(WRONG)

    await opened.press("tab", "enter")

    assert "seen     0.9000" not in shows(opened.app)


async def test_the_grader_is_closed_with_the_app(desk, exercise):
    async with desk.app().run_test(size=(80, 24), notifications=True) as pilot:
        await exercise(pilot)

    assert desk.grader.closed
