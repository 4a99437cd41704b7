"""Who wants to be alone waits for all who are inside, and those who come later wait for them."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Event, Thread

from tutor.classroom.engines.turns import Turns


class Guest:
    """Somebody who takes a turn, and ends it when told."""

    def __init__(self, turns: Turns, name: str, entered: SimpleQueue[str], *, alone: bool) -> None:
        self.may_go = Event()
        self.thread = Thread(target=self._visit, args=(turns, name, entered, alone), daemon=True)
        self.thread.start()

    def _visit(self, turns: Turns, name: str, entered: SimpleQueue[str], alone: bool) -> None:
        with turns.taken(alone=alone):
            entered.put(name)
            assert self.may_go.wait(30)

    def goes(self) -> None:
        self.may_go.set()
        self.thread.join(30)


def test_those_who_come_together_are_let_in_at_once():
    turns, entered = Turns(), SimpleQueue()

    guests = [Guest(turns, name, entered, alone=False) for name in "ab"]

    assert {entered.get(timeout=30), entered.get(timeout=30)} == {"a", "b"}
    for guest in guests:
        guest.goes()


def test_who_wants_to_be_alone_waits_and_is_waited_for():
    turns, entered = Turns(), SimpleQueue()
    first = Guest(turns, "first", entered, alone=False)
    assert entered.get(timeout=30) == "first"
    alone = Guest(turns, "alone", entered, alone=True)
    while not turns._alone:  # it stands at the door
        pass
    late = Guest(turns, "late", entered, alone=False)

    first.goes()

    assert entered.get(timeout=30) == "alone"
    assert entered.empty()
    alone.goes()
    assert entered.get(timeout=30) == "late"
    late.goes()
