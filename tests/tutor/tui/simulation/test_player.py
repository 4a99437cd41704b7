import pytest
from textual.app import App
from textual.widgets import Static

from tutor.tui.simulation.player import Player


class Stopwatch:
    """A clock that is turned by hand."""

    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


@pytest.fixture
async def playing():
    """A player of ten ticks a second, its clock, and what it told."""
    app, clock, told = App(), Stopwatch(), []
    async with app.run_test():
        widget = Static()
        await app.mount(widget)
        player = Player(widget, 10, told.append, clock)
        player.start()
        player._timer.pause()
        yield player, clock, told


LATE = {
    "in time": ([0.1, 0.1], [1, 1]),
    "a little early and a little late": ([0.096, 0.104], [1, 1]),
    "too early": ([0.04, 0.06], [1]),
    "late: what is due is one frame": ([0.32], [3]),
    "away: nothing is made up for": ([7.0, 0.1], [1, 1]),
}


@pytest.mark.parametrize(("passed", "ticks"), LATE.values(), ids=LATE.keys())
async def test_ticks_come_at_their_pace_and_late_ones_together(playing, passed, ticks):
    player, clock, told = playing

    for seconds in passed:
        clock.seconds += seconds
        player.look()

    assert told == ticks


async def test_at_double_speed_twice_as_many_ticks_come_due(playing):
    player, clock, told = playing

    player.hurry(2.0)
    player._timer.pause()
    clock.seconds += 0.3
    player.look()

    assert told == [6]


@pytest.mark.parametrize(("times", "end"), [(0.5, 1 / 8), (2.0, 8.0)], ids=["slower", "faster"])
async def test_there_is_an_end_to_speed(playing, times, end):
    player, _, _ = playing

    for _ in range(9):
        player.hurry(times)

    assert player.speed == end


async def test_speed_is_chosen_also_while_nothing_plays(playing):
    player, _, _ = playing
    player.stop()

    player.hurry(2.0)

    assert player.speed == 2.0
    assert not player.playing


@pytest.mark.parametrize(
    ("pace", "colours", "fastest"),
    [(60, "truecolor", 30), (60, "256", 15), (60, None, 15), (8, "truecolor", 8)],
)
async def test_no_more_is_drawn_than_the_terminal_takes(monkeypatch, pace, colours, fastest):
    app = App()
    async with app.run_test():
        monkeypatch.setattr(type(app.console), "color_system", colours)
        widget, intervals = Static(), []
        await app.mount(widget)
        monkeypatch.setattr(
            widget, "set_interval", lambda seconds, _: intervals.append(seconds) or Stopped()
        )

        Player(widget, pace, lambda _: None).start()

        assert intervals == [1 / fastest]


class Stopped:
    def stop(self):
        pass
