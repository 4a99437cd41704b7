import pytest
from textual.app import App
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from tutor.simulations import catalogue
from tutor.simulations.denoising import Denoising
from tutor.tui.simulation.view import SimulationView

WIDE, NARROW = (80, 24), (60, 20)


class Page(App[None]):
    """A simulation in a page that scrolls, as in a lesson."""

    def __init__(self, name="dissolve", *, asking=None, bench=None, unicode=True, **options):
        super().__init__()
        simulation = catalogue.simulation(name)
        self.view = SimulationView(
            simulation,
            catalogue.start(simulation, options),
            asking=asking,
            bench=bench,
            unicode=unicode,
        )
        self.heard = []

    def compose(self):
        with VerticalScroll(can_focus=False):
            yield self.view
            yield Static("\n" * 60)

    def on_mount(self):
        self.view.focus()

    def on_driven(self, event):
        self.heard.append(event.settings)


def text(view) -> list[str]:
    return [view.render_line(y).text for y in range(view.content_size.height)]


KEYS = {
    "an arrow moves the first slider": (["right"], {"t": 10}),
    "shift takes five steps": (["shift+right", "left"], {"t": 40}),
    "another control has a key of its own": (["d"], {"data": "two-clusters"}),
    "fresh noise": (["s", "s"], {"seed": 2}),
    "back to the start": (["right", "d", "r"], {}),
}


@pytest.mark.parametrize(("keys", "changes"), KEYS.values(), ids=KEYS.keys())
async def test_keys_change_the_settings(keys, changes):
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*keys)

        assert app.view.settings == {"t": 0, "data": "two-moons", "seed": 0, **changes}


async def test_whoever_listens_is_told_of_each_change():
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("right", "left", "left")

        assert [settings["t"] for settings in app.heard] == [10, 0]


async def test_what_is_driven_is_what_is_drawn():
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        before = text(app.view)
        await pilot.press("shift+right")

        assert "xₜ at t = 0 " in before[0]
        assert "xₜ at t = 50 " in text(app.view)[0]
        assert "←/→ t   50  0 ━" in text(app.view)[-2]


async def test_keys_pressed_at_once_cost_one_frame(monkeypatch):
    app = Page("denoising", step="50")
    framed = []
    frame = Denoising.frame
    monkeypatch.setattr(
        Denoising, "frame", lambda self, settings: framed.append(settings) or frame(self, settings)
    )

    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        framed.clear()
        for key in "eeee":
            app.view.action_move(key)
        await pilot.pause()

        assert [settings["eta"] for settings in framed] == [0.4]


async def test_keys_of_no_control_are_left_to_the_page():
    app = Page()
    app.bind("n", "quit")

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("n")

    assert app.return_code == 0


async def test_space_plays_and_stops():
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space")
        playing = app.view.playing, "space stop" in text(app.view)[-1]
        await pilot.press("space")

        assert playing == (True, True)
        assert not app.view.playing


async def test_a_key_does_what_this_simulation_says_of_it_not_the_one_before():
    described = []

    for name in ("dissolve", "denoising"):
        simulation = catalogue.simulation(name)
        view = SimulationView(simulation, catalogue.start(simulation, {}))
        described.append(view._bindings.key_to_bindings["s"][-1].description)
        assert len(view._bindings.key_to_bindings["s"]) == 2

    assert described == ["seed: Draws another noise.", "seed: Draws another start."]


async def test_brackets_halve_and_double_the_speed_and_the_last_line_says_so():
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("right_square_bracket")
        faster = "\n".join(text(app.view))
        await pilot.press("left_square_bracket")
        usual = "\n".join(text(app.view))
        await pilot.press("left_square_bracket")
        slower = "\n".join(text(app.view))

        assert "[ ] speed 2x" in faster
        assert "speed" not in usual
        assert "[ ] speed 0.5x" in slower
        assert not app.view.playing


async def test_time_passes_while_playing():
    app = Page("dissolve", t="980")

    async with app.run_test(size=WIDE):
        app.view.play()
        app.view.tick()
        app.view.tick()
        at_the_end = app.view.settings["t"], app.view.playing
        app.view.tick()

        assert at_the_end == (1000, True)
        assert (app.view.settings["t"], app.view.playing) == (1000, False)


async def test_playing_from_the_end_begins_again():
    app = Page("denoising", step="50")

    async with app.run_test(size=WIDE):
        app.view.play()

        assert app.view.settings["step"] == 0
        assert app.view.playing


async def test_playing_stops_when_hidden():
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        app.view.play()
        app.view.display = False
        await pilot.pause()

        assert not app.view.playing


async def test_playing_stops_when_scrolled_away():
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        app.view.play()
        app.query_one(VerticalScroll).scroll_to(y=40, animate=False)
        await pilot.pause()
        app.view.tick()

        assert (app.view.settings["t"], app.view.playing) == (0, False)


async def test_playing_stops_under_another_screen():
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        app.view.play()
        await app.push_screen(Screen())
        await pilot.pause()
        app.view.tick()

        assert (app.view.settings["t"], app.view.playing) == (0, False)


@pytest.mark.parametrize("name", catalogue.names())
@pytest.mark.parametrize("size", [WIDE, NARROW, (40, 12)])
async def test_it_leaves_room_for_the_page_and_fills_its_own(name, size):
    app = Page(name)

    async with app.run_test(size=size):
        rows = text(app.view)

    assert len(rows) <= 17
    assert all(rows[y] for y in (0, -1, -2))
    assert "reset" in rows[-1]


async def test_its_height_does_not_change_with_what_it_shows():
    app = Page("guidance")

    async with app.run_test(size=NARROW) as pilot:
        heights = set()
        for _ in range(7):
            heights.add(app.view.size.height)
            await pilot.press("shift+right")

    assert len(heights) == 1


async def test_it_is_laid_out_anew_in_another_size():
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()

        assert {len(row) for row in text(app.view)} == {app.view.content_size.width}


@pytest.mark.parametrize("name", catalogue.names())
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ascii"])
async def test_without_colour_it_draws_the_same(monkeypatch, name, unicode):
    monkeypatch.setenv("NO_COLOR", "1")
    app = Page(name, unicode=unicode)

    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("right")
        app.screen._compositor.render_strips()

        assert app.no_color
        assert app.view.settings != {}


async def test_every_segment_has_a_style():
    app = Page("dissolve", data="digit")

    async with app.run_test(size=WIDE):
        segments = [s for y in range(app.view.size.height) for s in app.view.render_line(y)]

    assert all(segment.style is not None for segment in segments)


async def test_a_picture_has_grey_levels_only_where_there_are_any(monkeypatch):
    app = Page("dissolve", data="digit")

    async with app.run_test(size=WIDE) as pilot:
        app.console._color_system = None
        await pilot.press("d", "d", "d", "d")
        shaded = "".join(text(app.view))
        monkeypatch.setattr(type(app.console), "color_system", "truecolor")
        await pilot.press("d", "d", "d", "d")
        grey = "".join(text(app.view))

    assert "█" in shaded
    assert "▀" not in shaded
    assert "▀" in grey


async def test_without_unicode_all_but_the_frame_is_ascii():
    app = Page("training-watch", unicode=False)

    async with app.run_test(size=WIDE):
        assert all(row.isascii() for row in text(app.view))


async def test_another_theme_is_seen_at_once():
    app = Page()

    async with app.run_test(size=WIDE) as pilot:
        before = app.view.render_line(0)._segments[0].style
        app.theme = "textual-light"
        await pilot.pause()

        assert app.view.render_line(0)._segments[0].style != before
