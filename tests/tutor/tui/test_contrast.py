"""Text that stands out from what it stands on: WCAG 2.1 asks for 4.5 to 1."""

import pytest

from tests.tutor.tui.conftest import settle
from tests.tutor.tui.opened import opened_on
from tests.tutor.tui.test_exercise import WRONG
from tests.tutor.tui.test_theme import contrast_ratio

DECORATION = set("─│┃━╭╮╰╯▁▂▃▄▅▆▇█▊▌▍▎▏▐▔▕┌┐└┘├┤┬┴┼╷╵╸╺┏┓┗┛▀ ")
"""Rules, frames and scrollbars: what says nothing may be faint."""
WALKS = {
    "home": [],
    "help": ["question_mark"],
    "the map": ["m"],
    "lesson": ["enter"],
    "a link": ["enter"],
    "a wrong answer": ["enter", "tab", "1", "enter"],
    "a right answer": ["enter", "tab", "2", "enter"],
    "a formula": ["enter", "n", "tab", "x", "enter"],
    "an exercise": ["enter", "n", "n", "tab"],
    "palette": ["ctrl+p"],
    "find": ["slash", "f"],
}


def faint(app):
    """Pieces of text on the topmost screen whose contrast is too low, with their colours."""
    found = set()
    regions = [widget.region for widget in app.screen.displayed_children]
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        here = [strip.crop(one.x, one.right) for one in regions if one.y <= y < one.bottom]
        for text, style, _ in (segment for part in here for segment in part):
            words = "".join(mark for mark in text if mark not in DECORATION and mark < "\u2800")
            if not words.strip() or style is None or not (style.color and style.bgcolor):
                continue
            ink, paper = (one.get_truecolor().hex for one in (style.color, style.bgcolor))
            if style.reverse:
                ink, paper = paper, ink
            if contrast_ratio(ink, paper) < 4.5:
                found.add((words.strip(), ink, paper))
    return found


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_all_text_is_readable(desk, walk, theme):
    desk.environ["TUTOR_THEME"] = theme

    async with desk.app().run_test(size=(80, 30), notifications=True) as pilot:
        await pilot.press(*walk)
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)

        assert faint(pilot.app) == set()


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_a_verdict_is_readable_new_and_old(desk, theme):
    desk.environ["TUTOR_THEME"] = theme

    async with desk.app().run_test(size=(80, 40), notifications=True) as pilot:
        opened = await opened_on(desk, pilot)
        await opened.save(WRONG)
        new = faint(pilot.app)
        desk.grader.holds = True
        await opened.save(WRONG + "\n")

        assert (new, faint(pilot.app)) == (set(), set())
