"""A simulation in a lesson and on a screen of its own: what is kept, and what ends it."""

from dataclasses import replace

import pytest

from tests.tutor.tui.simulation.conftest import WRONG
from tests.tutor.tui.simulation.opening import ASKED, CHOSEN, open_lesson, rest, teach
from tutor.course.course import SimulationBlock, alone
from tutor.errors import TutorError
from tutor.learning.progress import Foretold
from tutor.tui.messages import OpenSimulation
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.simulation import SimulationScreen
from tutor.tui.simulation import opened
from tutor.tui.simulation.asking import Asking
from tutor.tui.simulation.view import SimulationView
from tutor.tui.widgets.step_page import LATER

WIDE = (80, 24)


async def test_a_lesson_opens_it_as_it_was_left(desk):
    teach(desk, t="250")
    async with desk.app().run_test(size=WIDE) as pilot:
        view = await open_lesson(pilot)
        await pilot.press("right", "d")

    async with desk.app().run_test(size=WIDE) as pilot:
        view = await open_lesson(pilot)

        assert view.settings == {"t": 260, "data": "two-clusters", "seed": 0}
        await pilot.press("r")
        assert view.settings == {"t": 250, "data": "two-moons", "seed": 0}


async def test_a_kill_loses_no_setting_that_was_noted(desk, monkeypatch):
    monkeypatch.setattr(opened, "NOTE", 1e-6)
    teach(desk)

    async with desk.app().run_test(size=WIDE) as pilot:
        await open_lesson(pilot)
        await pilot.press("right", "right")
        while not desk.progress.left("simulation dissolve"):
            await pilot.pause()
        noted = desk.progress.left("simulation dissolve")

    assert noted == {"t": 20, "data": "two-moons", "seed": 0}


@pytest.mark.parametrize(
    ("keys", "whose"), [(["y"], "yours: xₜ"), (["y", "y"], "ᾱ by t")], ids=["yours", "the course's"]
)
async def test_whose_code_drives_it_outlives_a_kill(desk, driver, shows, keys, whose):
    teach(desk, t="300")
    desk.file("q_sample").write_text(WRONG)
    async with desk.app(open_driver=lambda: driver).run_test(size=WIDE) as killed:
        await open_lesson(killed)
        await killed.press(*keys)
        await rest(killed)
        desk.open_progress()  # what another process would read while the first still runs

        async with desk.app(open_driver=lambda: driver).run_test(size=WIDE) as pilot:
            await open_lesson(pilot)
            await rest(pilot)

            assert whose in shows(pilot.app)


async def test_it_is_the_learners_code_that_is_enlarged(desk, driver, shows):
    teach(desk, t="300")
    desk.file("q_sample").write_text(WRONG)

    async with desk.app(open_driver=lambda: driver).run_test(size=WIDE) as pilot:
        await open_lesson(pilot)
        await pilot.press("y")
        await rest(pilot)
        await pilot.press("f")
        await rest(pilot)

        assert isinstance(pilot.app.screen, SimulationScreen)
        assert "yours: xₜ" in shows(pilot.app)


async def test_while_it_plays_it_is_not_noted_at_every_frame(desk, monkeypatch):
    teach(desk)
    kept = []
    monkeypatch.setattr(desk.progress, "leave", lambda name, what: kept.append((name, what)))

    async with desk.app().run_test(size=WIDE) as pilot:
        view = await open_lesson(pilot)
        kept.clear()
        view.play()
        for _ in range(5):
            view.tick()
        await pilot.pause()

        assert [name for name, _ in kept if name.startswith("simulation")] == []


async def test_opened_otherwise_it_is_another(desk):
    teach(desk, t="250")
    desk.progress.leave("simulation dissolve", {"t": 10, "data": "digit", "seed": 0})

    async with desk.app().run_test(size=WIDE) as pilot:
        view = await open_lesson(pilot)

        assert view.settings["t"] == 250


@pytest.mark.parametrize(
    "left", [{"t": 5000}, {"t": "soon"}, {"gone": 1}, {"data": "cats"}], ids=str
)
async def test_settings_that_it_no_longer_has_are_left_alone(desk, left):
    teach(desk)
    desk.progress.leave("simulation dissolve", left)

    async with desk.app().run_test(size=WIDE) as pilot:
        view = await open_lesson(pilot)

        assert view.settings == {"t": 0, "data": "two-moons", "seed": 0}


async def test_what_was_foretold_is_kept_and_shown_again(desk):
    teach(desk, ASKED)
    async with desk.app().run_test(size=WIDE) as pilot:
        await open_lesson(pilot)
        await pilot.press(*["shift+right"] * 6, "enter")
        await rest(pilot)

    assert desk.progress.foretold("dissolve", ASKED.content) == Foretold(300, 260)
    async with desk.app().run_test(size=WIDE) as pilot:
        view = await open_lesson(pilot)
        await pilot.press("right")

        assert view.render_line(0).text.startswith("You said 300; ")
        assert view.settings["t"] == 10


@pytest.mark.parametrize("key", ["enter", "s"], ids=["said", "skipped"])
async def test_what_stands_below_a_question_is_shown_once_it_is(desk, shows, key):
    teach(desk, ASKED)
    async with desk.app().run_test(size=(80, 50)) as pilot:
        await open_lesson(pilot)
        before = shows(pilot.app)
        await pilot.press(key)
        await rest(pilot)

        assert "Now read on." not in before
        assert LATER in before
        assert "Now read on." in shows(pilot.app)
        assert LATER not in shows(pilot.app)


async def test_a_question_without_an_answer_hides_nothing(desk, shows, monkeypatch):
    teach(desk, ASKED)
    monkeypatch.setattr(Asking, "search", _fail)
    async with desk.app().run_test(size=(80, 50)) as pilot:
        await open_lesson(pilot)
        await pilot.press("enter")
        await rest(pilot)

        assert "Now read on." in shows(pilot.app)


def _fail(_):
    raise TutorError("it never comes true")


async def test_a_second_question_on_a_page_waits_below_the_first(desk, shows):
    teach(desk, ASKED)
    first, *rest_of_it = desk.course.lessons
    asks, prose = first.steps[0].blocks
    again = SimulationBlock("dissolve", {}, CHOSEN, 5)
    step = replace(first.steps[0], blocks=(asks, again, prose))
    lesson = replace(first, steps=(step, *first.steps[1:]))
    desk.course = replace(desk.course, lessons=(lesson, *rest_of_it))
    async with desk.app().run_test(size=(80, 70)) as pilot:
        await open_lesson(pilot)
        one = shows(pilot.app)
        await pilot.press("s")
        await rest(pilot)
        two = shows(pilot.app)
        await pilot.press("tab", "1")
        await rest(pilot)

        assert (one.count("Watch data"), "Now read on." in one) == (1, False)
        assert (two.count("Watch data"), "Now read on." in two) == (2, False)
        assert "Now read on." in shows(pilot.app)


async def test_another_question_is_asked_anew(desk):
    teach(desk, ASKED)
    desk.progress.record_prediction("dissolve", CHOSEN.content, Foretold(0, 1), desk.clock)

    async with desk.app().run_test(size=WIDE) as pilot:
        view = await open_lesson(pilot)

        assert view.render_line(0).text.startswith("Predict: From which t on")


async def test_f_gives_it_the_screen_and_esc_brings_back_what_was_done_there(desk):
    teach(desk)

    async with desk.app().run_test(size=WIDE) as pilot:
        view = await open_lesson(pilot)
        await pilot.press("right", "f")
        await rest(pilot)
        alone_there = pilot.app.screen
        large = alone_there.query_one(SimulationView)
        began = large.settings["t"], large.size.height
        await pilot.press("right", "right", "f", "escape")
        await pilot.pause()

        assert isinstance(alone_there, SimulationScreen)
        assert began == (10, 21)
        assert isinstance(pilot.app.screen, LessonScreen)
        assert view.settings["t"] == 30


async def test_a_simulation_that_the_course_misspells_is_said_and_breaks_nothing(desk, shows):
    teach(desk, name="disolve")

    async with desk.app().run_test(size=WIDE) as pilot:
        await pilot.press("enter")
        await pilot.pause()

        assert "! no simulation is called `disolve`" in shows(pilot.app)
        assert "Now read on." in shows(pilot.app)


async def test_the_palette_opens_it(desk):
    async with desk.app().run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+p", *"Simulation: Watch data")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter", "enter")
        await pilot.pause()

        assert isinstance(pilot.app.screen, SimulationScreen)
        assert pilot.app.screen.query_one(SimulationView).simulation.name == "dissolve"


async def test_leaving_the_app_lets_the_driver_go(desk, driver):
    desk.file("q_sample").write_text(WRONG)

    async with desk.app(open_driver=lambda: driver).run_test(size=WIDE) as pilot:
        pilot.app.post_message(OpenSimulation(alone("dissolve")))
        await pilot.pause()
        await pilot.press("y")
        await rest(pilot)

    assert driver.closed
