"""What a simulation looks like, in a lesson and on a screen of its own."""

import pytest

from tests.tutor.tui.conftest import SIZES
from tests.tutor.tui.simulation.conftest import WRONG
from tests.tutor.tui.simulation.opening import ASKED, CHOSEN, open_lesson, rest, teach
from tutor.course.course import alone
from tutor.tui.messages import OpenSimulation
from tutor.tui.screens.help import HelpScreen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("prediction", [ASKED, CHOSEN], ids=["number", "choice"])
async def test_a_question_before_the_driving(desk, looks, size, prediction):
    teach(desk, prediction)

    async with desk.app().run_test(size=size) as pilot:
        await open_lesson(pilot)

        await looks(pilot, f"foretell_{'choice' if prediction is CHOSEN else 'number'}")


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_said_above_the_driving(desk, looks, size):
    teach(desk, ASKED)

    async with desk.app().run_test(size=size) as pilot:
        await open_lesson(pilot)
        await pilot.press(*["shift+right"] * 6, "enter")
        await rest(pilot)

        await looks(pilot, "foretold")


@pytest.mark.parametrize("size", [*SIZES, pytest.param((120, 40), id="120x40")])
async def test_a_screen_of_its_own(desk, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        pilot.app.post_message(
            OpenSimulation(alone("dissolve"), {"t": 300, "data": "two-moons", "seed": 0})
        )
        await pilot.pause()

        await looks(pilot, "simulation")


@pytest.mark.parametrize("size", SIZES)
async def test_ones_own_code_beside_the_right_one(desk, driver, looks, size):
    desk.file("q_sample").write_text(WRONG)

    async with desk.app(open_driver=lambda: driver).run_test(size=size) as pilot:
        pilot.app.post_message(
            OpenSimulation(alone("dissolve"), {"t": 300, "data": "two-moons", "seed": 0})
        )
        await pilot.pause()
        await pilot.press("y")
        await rest(pilot)

        await looks(pilot, "simulation_yours")


@pytest.mark.parametrize("size", [(80, 30), (40, 12)], ids=["80x30", "40x12"])
async def test_help_lists_the_controls(desk, looks, size):
    async with desk.app().run_test(size=size) as pilot:
        pilot.app.post_message(OpenSimulation(alone("denoising")))
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()

        assert isinstance(pilot.app.screen, HelpScreen)
        await looks(pilot, "help_simulation")
