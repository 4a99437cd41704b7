"""What a terminal that is behind gets: the last thing there was to show, and nothing in between."""

import pytest

from tutor.tui.link import PATIENCE, Link


class Line:
    """A terminal that answers when it is told to, and what was painted for it."""

    def __init__(self):
        self.timers = []
        self.asked = 0
        self.painted = []
        self.link = Link(self._ask, self._later)

    def _ask(self):
        self.asked += 1

    def _later(self, seconds, act):
        assert seconds == PATIENCE
        self.timers.append(act)

    def pass_time(self):
        timers, self.timers = self.timers, []
        for act in timers:
            act()

    def show(self, frame):
        self.link.when_free(lambda: self._paint(frame))

    def _paint(self, frame):
        self.painted.append(frame)
        self.link.painted()


@pytest.fixture
def line():
    line = Line()
    line.show(0)
    line.link.answered()
    return line


def test_a_terminal_that_keeps_up_gets_every_frame(line):
    for frame in (1, 2, 3):
        line.show(frame)
        line.link.answered()

    assert line.painted == [0, 1, 2, 3]
    assert line.asked == 4


def test_of_what_was_to_be_shown_meanwhile_the_last_is_painted(line):
    for frame in (1, 2, 3, 4):
        line.show(frame)
    before = list(line.painted)
    line.link.answered()

    assert before == [0, 1]
    assert line.painted == [0, 1, 4]


def test_nothing_is_painted_when_nothing_was_to_be(line):
    line.show(1)
    line.link.answered()
    line.link.answered()

    assert line.painted == [0, 1]


def test_a_terminal_that_never_answers_is_not_waited_for():
    line = Line()

    for frame in (1, 2, 3):
        line.show(frame)

    assert line.painted == [1, 2, 3]
    assert line.asked == 1


def test_an_answer_that_was_lost_is_not_waited_for_any_longer(line):
    line.show(1)
    line.show(2)
    line.pass_time()

    assert line.painted == [0, 1, 2]
    assert line.asked == 3


def test_time_that_passes_after_an_answer_paints_nothing_too_early(line):
    line.show(1)
    line.show(2)
    line.link.answered()
    line.show(3)
    line.timers[0]()

    assert line.painted == [0, 1, 2]
