from dataclasses import replace

import pytest

from tests.tutor.tui.conftest import SIZES, settle
from tutor.course.course import Formula, Term

FORWARD, SAMPLING = "02_forward_process", "09_sampling"
X_T = Term("x_t", "x_t", "the sample after step $t$", "`(B, *S)`", "anything", FORWARD, 0, 1)
EPS = Term("eps", r"\varepsilon", "the noise", "`(B, *S)`, as $x_0$", "", FORWARD, 0, 2)
T = Term("T", "T", "how many steps there are", "", "a whole number", FORWARD, 1, 3)
ETA = Term("eta", r"\eta", "how much fresh noise", "", "0 to 1", SAMPLING, 0, 4)


@pytest.fixture
def explained(desk):
    """A desk whose course explains four symbols."""
    forward, sampling = desk.course.lessons
    lessons = (replace(forward, terms=(X_T, EPS, T)), replace(sampling, terms=(ETA,)))
    desk.course = replace(desk.course, lessons=lessons)
    return desk


@pytest.mark.parametrize("size", SIZES)
async def test_the_symbols_of_the_page_come_first(explained, looks, size):
    async with explained.app().run_test(size=size) as pilot:
        await pilot.press("enter", "g", "down")

        await looks(pilot, "glossary")


async def test_a_symbol_of_a_later_lesson_is_not_told_yet(explained, shows):
    async with explained.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "g")
        await settle(pilot)

        assert "how many steps there are" in shows(pilot.app)
        assert "how much fresh noise" not in shows(pilot.app)


async def test_formulas_in_sight_come_before_the_text(explained, shows):
    explained.replace_first_step("All in $T$ steps.\n\n" + "Words.\n\n" * 40)
    first, *rest = explained.course.lessons
    step = first.steps[0]
    page = replace(step, blocks=(*step.blocks, Formula(r"x_t + \varepsilon", 9)))
    lesson = replace(first, steps=(page, *first.steps[1:]))
    explained.course = replace(explained.course, lessons=(lesson, *rest))

    async with explained.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "end")
        await settle(pilot)
        await pilot.press("g")
        await settle(pilot)

        screen = shows(pilot.app)
        assert screen.index("the noise") < screen.index("how many steps there are")


async def test_enter_turns_to_the_page_that_introduces_a_symbol(explained, shows):
    async with explained.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "g", "down", "down", "enter")
        await settle(pilot)

        assert "step 2 of 3" in shows(pilot.app)


async def test_from_an_exercise_the_page_is_read_beside_it(explained, shows):
    async with explained.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "n", "n", "tab", "enter")
        await settle(pilot)
        await pilot.press("ctrl+p", *"symbols")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        beside = shows(pilot.app)
        await pilot.press("escape")
        await settle(pilot)

        assert "esc Back " in beside
        assert "q_sample" in shows(pilot.app)


async def test_at_home_all_symbols_are_told(explained, shows):
    async with explained.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        await settle(pilot)

        assert "All symbols" in shows(pilot.app)
        assert "how much fresh noise" in shows(pilot.app)


@pytest.mark.parametrize("key", ["g", "q", "escape"])
async def test_the_glossary_closes_and_the_page_is_as_it_was(explained, shows, key):
    async with explained.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        before = shows(pilot.app)
        await pilot.press("g", key)
        await settle(pilot)

        assert shows(pilot.app) == before


async def test_a_course_without_symbols_says_so(desk):
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        await settle(pilot)

        told = [one.title for one in pilot.app._notifications]
        assert told == ["this course explains no symbols"]


async def test_typing_a_g_into_a_line_opens_nothing(explained):
    async with explained.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "n", "tab", "g")
        await settle(pilot)

        assert pilot.app.focused.value == "g"
