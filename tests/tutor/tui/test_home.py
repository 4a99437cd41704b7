from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.tutor.tui.conftest import SIZES, settle
from tutor.course.verdict import Status, Verdict

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def some_progress(desk):
    progress = desk.progress
    progress.record_read("02_forward_process", 0, NOON)
    right = Verdict("why-square-roots", Status.PASSED, 1, 1)
    progress.record_answer("why-square-roots", "hash", right, (1,), NOON)
    progress.record_attempt(Verdict("ddim_step", Status.PASSED, 5, 5), "", NOON)
    progress.remember_place("02_forward_process", 1)


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_learner_is_shown_where_to_begin(desk, looks, size):
    app = desk.app()

    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        await looks(pilot, "home_new")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_done_is_shown_in_glyphs_and_words(desk, looks, size):
    some_progress(desk)
    app = desk.app()

    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        await looks(pilot, "home_begun")


@pytest.mark.parametrize("key", ["enter", "c"])
async def test_the_first_action_goes_on_where_the_learner_left(desk, shows, key):
    some_progress(desk)
    app = desk.app()

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()

        assert "step 2 of 3" in shows(app)


async def test_a_lesson_is_opened_from_the_list(desk, shows):
    app = desk.app()

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "down", "enter")
        await pilot.pause()

        assert "09  Sampling" in shows(app)


async def test_a_lesson_opens_at_its_first_unread_step(desk, shows):
    desk.progress.record_read("02_forward_process", 0, NOON)

    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()

        assert "step 2 of 3" in shows(pilot.app)


async def test_a_lesson_is_opened_with_the_mouse(desk, shows):
    app = desk.app()

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(offset=(10, 10))
        await pilot.pause()

        assert "09  Sampling" in shows(app)


async def test_find_opens_an_exercise_by_some_of_its_letters(desk, shows):
    app = desk.app()

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"ddim")
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause()

        assert "ddim_step   5 points" in shows(app)


async def test_q_quits(desk):
    app = desk.app()

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await pilot.pause()

    assert app.return_code == 0


@pytest.mark.parametrize("size", SIZES)
async def test_help_lists_what_the_keys_do(desk, looks, size):
    app = desk.app()

    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()

        await looks(pilot, "help_home")


async def test_what_a_key_does_goes_on_below_where_it_began(desk, shows):
    app = desk.app()

    async with app.run_test(size=(40, 60)) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)

        lines = [line.strip("│ ") for line in shows(app).splitlines()]
        first = lines.index("m              Map of the")
        assert shows(app).splitlines()[first + 1].index("lessons") == 22


@pytest.mark.parametrize("keys", [["m"], ["ctrl+p", *"map of", "enter"]], ids=["key", "palette"])
async def test_the_map_shows_what_builds_on_what_and_what_is_passed(desk, shows, keys):
    first, second = desk.course.lessons
    desk.course = replace(desk.course, lessons=(first, replace(second, needs=(first.id,))))
    for question in first.questions:
        right = Verdict(question.id, Status.PASSED, 1, 1)
        desk.progress.record_answer(question.id, "", right, "", desk.clock)
    app = desk.app()

    async with app.run_test(size=(80, 24)) as pilot:
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await settle(pilot)

        map_ = [line.split("│")[1].strip() for line in shows(app).splitlines() if "│  " in line]
        assert "✓  02 The forward process" in map_
        assert "○  09 Sampling" in map_
        assert "✓ passed  ○ open  · after the open ones" in map_


async def test_a_damaged_record_is_told_on_the_first_screen(desk, shows):
    desk.progress.close()
    desk.workspace.progress_file.write_bytes(b"not a database, not at all")
    desk.open_progress()
    app = desk.app()

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert "your record of progress was damaged" in shows(app)
