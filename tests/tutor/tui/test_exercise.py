from datetime import timedelta

import pytest

from tests.tutor.tui.conftest import SIZES
from tests.tutor.tui.course import SOLUTION
from tests.tutor.tui.opened import opened_on

WRONG = SOLUTION.replace(".sqrt()", "")


@pytest.fixture
async def opened(desk):
    async with desk.app().run_test(size=(80, 24), notifications=True) as pilot:
        yield await opened_on(desk, pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_an_untouched_exercise_shows_its_task(desk, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        opened = await opened_on(desk, pilot)

        await looks(opened.pilot, "exercise_untouched")


@pytest.mark.parametrize("size", SIZES)
async def test_a_passed_exercise_says_what_comes_next(desk, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        opened = await opened_on(desk, pilot)
        await opened.save(SOLUTION)

        await looks(opened.pilot, "exercise_passed")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("key", "name"), [("x", "ask_to_reset"), ("s", "solution")], ids=["a question", "a solution"]
)
async def test_a_dialog_is_readable_at_every_size(desk, looks, size, key, name):
    async with desk.app().run_test(size=size) as pilot:
        opened = await opened_on(desk, pilot)
        await opened.save(SOLUTION)
        await opened.press(key)

        await looks(opened.pilot, name)


async def test_hints_come_one_at_a_time_and_are_remembered(opened, shows):
    await opened.press("h")
    one = shows(opened.app)
    opened.desk.clock += timedelta(minutes=1)
    await opened.press("h")

    assert "hint 1  `alpha_bar[t]`" not in one  # its Markdown is drawn
    assert "hint 1  " in one
    assert "hint 2  " not in one
    assert "hint 2  " in shows(opened.app)
    assert "Hint" not in shows(opened.app)


async def test_the_next_hint_waits_for_an_attempt_or_a_minute(opened, shows):
    await opened.press("h", "h")

    assert "hint 2  " not in shows(opened.app)
    assert "the next hint comes after your next attempt, or in 60 seconds" in " ".join(
        shows(opened.app).replace("▌", "").split()
    )


async def test_a_hint_after_an_attempt_does_not_wait(opened, shows):
    await opened.press("h")
    await opened.save(WRONG)

    await opened.press("h")

    assert "hint 2  " in shows(opened.app)


async def test_who_gives_up_sees_the_solution_and_gets_the_exercise_in_review(opened, shows):
    await opened.save(WRONG)

    await opened.press("s")
    asked = shows(opened.app)
    await opened.press("y")

    assert "See the solution of q_sample before you have passed?" in asked
    assert "share = alpha_bar[t]" in shows(opened.app)
    assert opened.desk.progress.history()[-1].kind == "give-up"


async def test_the_solution_is_shown_after_passing(opened, shows):
    await opened.save(SOLUTION)

    await opened.press("s")

    assert "share = alpha_bar[t]" in shows(opened.app)


@pytest.mark.parametrize("width", [80, 40])
async def test_no_line_of_the_solution_is_cut_off(desk, shows, width):
    line = "    return " + " + ".join(f"x0[{index}]" for index in range(12)) + "  # the last word"
    exercise_file = desk.course.exercises["q_sample"].solution
    exercise_file.write_text(f"def q_sample(x0):\n{line}\n", encoding="utf-8")

    async with desk.app().run_test(size=(width, 24)) as pilot:
        opened = await opened_on(desk, pilot)
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
    before = shows(opened.app)
    await opened.save(WRONG)
    named = shows(opened.app)

    await opened.press("l")

    assert "l Lesson" in before
    assert "l Read again" in named
    assert "step 1 of 3" in shows(opened.app)


async def test_from_reading_again_escape_comes_back_and_the_place_stays(opened, shows):
    await opened.save(WRONG)

    await opened.press("l")
    there = shows(opened.app)
    await opened.press("n", "escape")

    assert "esc Back " in there
    assert "✗ Not passed yet" in shows(opened.app)
    assert opened.desk.progress.place().step == 2


async def test_who_reads_on_from_there_is_found_there_again(opened):
    await opened.save(WRONG)

    await opened.press("l")
    looked = opened.desk.progress.place()
    await opened.press("n")
    read_on = opened.desk.progress.place()

    assert (looked.step, read_on.step) == (2, 1)


async def test_g_says_what_the_symbols_mean_as_everywhere(opened, shows):
    before = len(opened.desk.grader.graded)

    await opened.press("g")

    assert len(opened.desk.grader.graded) == before
    assert "this course explains no symbols" in shows(opened.app)


async def test_going_on_from_a_passed_exercise_leaves_its_step_read(opened):
    await opened.save(SOLUTION)

    await opened.press("n")

    assert 2 in opened.desk.progress.steps_read()["02_forward_process"]


async def test_without_a_mistake_the_lesson_opens_at_the_exercise(opened, shows):
    await opened.press("l")

    assert "step 3 of 3" in shows(opened.app)


async def test_after_passing_n_goes_on(opened, shows):
    await opened.save(SOLUTION)

    await opened.press("n")

    assert "09  Sampling" in shows(opened.app)


async def test_another_check_can_be_opened(opened, shows):
    await opened.save(WRONG)

    await opened.press("tab", "enter")

    assert "seen     0.9000" not in shows(opened.app)
