"""One run of a hidden test, as a pytest plugin: its fixtures, and a report for each check.

Reports are plain dicts, sent on as they come:

{"broken": why}                                    if it cannot be loaded
{"collected": [[name, weight], …]}                 before the first check
{"check": index, "status", "message", "seconds"}   after each
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Literal, cast

import pytest
import torch

from tutor.course.verdict import Status
from tutor.errors import BlockedError
from tutor.grading import phrases
from tutor.grading.asked import Asks, Observation, unread
from tutor.grading.checks import KnownMistake
from tutor.grading.counterexample import Ask, smallest
from tutor.grading.diagnosis import misfit_among, stumbled
from tutor.grading.learner import Learner

Report = dict[str, object]
Phase = Literal["setup", "call", "teardown"]

UNUSED = (
    "cacheprovider capture debugging doctest faulthandler freeze_support junitxml legacypath "
    "logging pastebin setuponly setupplan stepwise subtests terminal threadexception unittest "
    "unraisableexception warnings"
)
OPTIONS = [
    *("-c", os.devnull),
    "--assert=plain",  # a rewritten assertion would tell what is expected
    "--import-mode=importlib",
    *(word for plugin in UNUSED.split() for word in ("-p", f"no:{plugin}")),
]
BLOCKED = "this check could not be carried out: the fault is not yours"


def run_checks(hidden_test: Path, plugin: Checks) -> None:
    """Run every check of one file; what they found goes where the plugin sends it."""
    folder = str(hidden_test.parent)
    places = [f"--rootdir={folder}", f"--confcutdir={folder}", str(hidden_test)]
    pytest.main([*OPTIONS, *places], plugins=[plugin])


class Checks:
    """Asks one learner's code; keeps what was asked, by the checks that failed and by others."""

    def __init__(
        self,
        examiner: Asks,
        reference: ModuleType,
        seed: int,
        emit: Callable[[Report], None],
        *,
        explicit: bool,
        again: Ask | None = None,
        handed_out: bool = False,
    ) -> None:
        self._examiner = examiner
        self._ask_again = again
        """Looks for a smaller counterexample, if there is anybody to ask."""
        self._reference = reference
        self._seed = seed
        self._emit = emit
        self._explicit = explicit
        """Whether a blocked check says why; a learner would see the inside of it."""
        self._handed_out = handed_out
        """Whether a check that stumbles is taken at its word: its author has seen it pass."""
        self._indices: dict[str, int] = {}
        self.mistakes: list[KnownMistake] = []
        self.asked: dict[Status, list[Observation]] = {status: [] for status in Status}
        """By what came of the check that asked."""

    @pytest.fixture
    def learner(self) -> Learner:
        """The learner's functions, each called in the learner's process."""
        return Learner(self._examiner)

    @pytest.fixture
    def reference(self) -> ModuleType:
        """The module of the solution."""
        return self._reference

    @pytest.fixture
    def seed(self) -> int:
        """A number that differs from run to run."""
        return self._seed

    @pytest.fixture
    def generator(self) -> torch.Generator:
        """A source of random tensors that differs from run to run."""
        return torch.Generator().manual_seed(self._seed)

    def pytest_configure(self, config: pytest.Config) -> None:
        """Declare the mark behind `worth`."""
        config.addinivalue_line("markers", "worth(points): the share of a check")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Say why a hidden test cannot be loaded."""
        if report.failed:
            reason = f"\n{report.longreprtext}" if self._explicit else ""
            self._emit({"broken": "the hidden test cannot be loaded" + reason})

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Announce the checks, and find the known mistakes beside them."""
        self._indices = {item.nodeid: index for index, item in enumerate(session.items)}
        self._emit({"collected": [[_name(item), _weight(item)] for item in session.items]})
        modules = {id(module): module for item in session.items if (module := _module(item))}
        for module in modules.values():
            known = (one for one in vars(module).values() if isinstance(one, KnownMistake))
            self.mistakes.extend(known)

    def pytest_runtest_setup(self) -> None:
        """Begin a new record of what is asked."""
        self._examiner.asked = []

    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        """Report a check once its outcome is known.

        It takes pytest's place, which would lay out a traceback that nobody reads, at 5 ms each.
        """
        error = call.excinfo.value if call.excinfo else None
        if call.when == "call" or error:
            status, message = self._judge(call, error)
            self.asked[status] += [
                one for one in self._examiner.asked if one[0].reading is not unread
            ]
            self._emit(
                {
                    "check": self._indices[item.nodeid],
                    "status": status.value,
                    "message": message,
                    "seconds": call.duration,
                }
            )
        phase = cast(Phase, call.when)  # nothing is collected by now
        return pytest.TestReport(
            item.nodeid, item.location, {}, "failed" if error else "passed", None, phase
        )

    def _judge(
        self, call: pytest.CallInfo[None], error: BaseException | None
    ) -> tuple[Status, str]:
        """What a phase of a check means; whatever is not clearly right or wrong is blocked."""
        if error is None:
            return Status.PASSED, ""
        if call.when == "call":
            if isinstance(error, AssertionError):
                return Status.FAILED, phrases.clean(self._told(error)) or "this check did not hold"
            if not isinstance(error, BlockedError | pytest.skip.Exception):
                # The check stumbled: over a value of the wrong kind, or over its own feet?
                misfit = misfit_among(self._examiner.asked, self._reference)
                if not misfit and self._handed_out:
                    misfit = stumbled(error, self._examiner.asked)
                if misfit:
                    return Status.FAILED, misfit
        if self._explicit and call.excinfo:
            return Status.BLOCKED, f"{BLOCKED}\n{call.excinfo.getrepr(style='short')}"
        return Status.BLOCKED, BLOCKED

    def _told(self, error: AssertionError) -> str:
        """What is wrong, on the smallest input that shows it."""
        if self._ask_again is None:
            return str(error)
        return smallest(error, self._examiner.asked, self._reference, self._ask_again)


def _name(item: pytest.Item) -> str:
    """The first line of a check's docstring, with the case's id if it has several."""
    function, case = getattr(item, "function", None), getattr(item, "callspec", None)
    text = getattr(function, "__doc__", None) or _spoken(getattr(function, "__name__", item.name))
    first = str(text).strip().splitlines()[0]
    return f"{first} ({case.id})" if case else first


def _spoken(name: str) -> str:
    return name.removeprefix("test_").replace("_", " ")


def _weight(item: pytest.Item) -> float:
    mark = item.get_closest_marker("worth")
    return float(mark.args[0]) if mark else 1.0


def _module(item: pytest.Item) -> ModuleType | None:
    return getattr(item, "module", None)
