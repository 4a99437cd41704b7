"""Whoever reads goes on reading where they were, in a window of whatever size."""

import re

import pytest

from tests.tutor.tui.conftest import settle
from tutor.tui.widgets.running_text import Paragraph
from tutor.tui.widgets.step_page import StepPage

PARAGRAPHS = [f"Line {number}. " + "These are words. " * 12 for number in range(1, 60)]


SMALL, LARGE = (40, 12), (100, 40)


@pytest.mark.parametrize(("size", "other"), [(LARGE, SMALL), (SMALL, LARGE)], ids=str)
async def test_a_window_of_another_size_shows_the_line_that_was_read(desk, shows, size, other):
    desk.replace_first_step("\n\n".join(PARAGRAPHS))
    async with desk.app().run_test(size=size) as pilot:

        async def first_line():
            await settle(pilot)
            return re.search(r"Line \d+\.", shows(pilot.app))[0]

        await pilot.press("enter")
        await settle(pilot)
        page = pilot.app.screen.query_one(StepPage)
        page.scroll_to_widget(page.query(Paragraph)[29], top=True, animate=False)
        before = await first_line()
        await pilot.resize_terminal(*other)
        changed = await first_line()
        await pilot.resize_terminal(*size)

        assert before == changed == await first_line() == "Line 30."


async def test_a_page_that_is_not_scrolled_stays_at_its_top(desk, shows):
    desk.replace_first_step("\n\n".join(PARAGRAPHS))
    async with desk.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "down", "up")
        await pilot.resize_terminal(40, 12)
        await settle(pilot)

        assert "Noise in one jump" in shows(pilot.app)
