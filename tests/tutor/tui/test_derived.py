"""A derivation on a page of a lesson."""

from dataclasses import replace

import pytest

from tests.tutor.tui.conftest import SIZES, settle
from tutor.course.derivation import Derivation, Line, Premise
from tutor.course.question import Symbol
from tutor.tui.widgets.derived import Derived

SYMBOLS = {
    symbol.name: symbol
    for symbol in (
        Symbol("abar_t", 0.1, 0.9, "ᾱ_t"),
        Symbol("abar_prev", 0.1, 0.9, "ᾱ_{t-1}"),
        Symbol("beta", 0.1, 0.9, "β"),
    )
}
VARIANCE = Derivation(
    "variance",
    (Premise("abar_t", "(1-beta)*abar_prev", r"one step keeps $1-\beta$", 3),),
    (
        Line("1/((1-beta)/beta + 1/(1-abar_prev))", "", "from the precisions", 4),
        Line("", "beta*(1-abar_prev)/((1-beta)*(1-abar_prev) + beta)", "one denominator", 5),
        Line("", "beta*(1-abar_prev)/(1-abar_t)", r"sorted, and $\bar\alpha_t$ put in", 6),
    ),
    SYMBOLS,
    2,
)


@pytest.fixture
def derived(desk):
    """A desk whose course begins with a derivation."""
    first, *rest = desk.course.lessons
    step = replace(first.steps[0], blocks=(VARIANCE,))
    lesson = replace(first, steps=(step, *first.steps[1:]))
    desk.course = replace(desk.course, lessons=(lesson, *rest))
    return desk


@pytest.mark.parametrize("size", SIZES)
async def test_each_line_stands_with_its_reason(derived, looks, size):
    async with derived.app().run_test(size=size) as pilot:
        await pilot.press("enter")

        await looks(pilot, "derivation")


async def test_the_linux_console_gets_it_in_words(derived, shows):
    derived.environ["TERM"] = "linux"
    async with derived.app().run_test(size=(80, 30)) as pilot:
        await pilot.press("enter")
        await settle(pilot)

        assert "= (beta (1 - alpha_bar_{t-1}))/(1 - alpha_bar_t)" in shows(pilot.app)
        assert "(one denominator)" in shows(pilot.app)


async def test_it_takes_as_many_lines_as_its_width_asks_for(derived):
    async with derived.app().run_test(size=(80, 40)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        wide = pilot.app.screen.query_one(Derived).size.height

        await pilot.resize_terminal(44, 40)
        await settle(pilot)

        assert pilot.app.screen.query_one(Derived).size.height > wide
