"""How an exercise stands: one line, the checks, the named mistake, and what was printed."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.grading.handed_out import withheld
from tutor.learning.age import age
from tutor.learning.places import called, linked
from tutor.tui.session import Session
from tutor.tui.widgets.checks import COLOURS, Checks

BEGIN = "Open it in your editor; every save is graded here."
ONE_MISTAKE = "This looks like a known mistake"
TWO_MISTAKES = "This looks like two known mistakes at once"
FOLLOWING = (".mistake", ".printed", ".seed")
"""What may follow the checks."""
AGEING = 20.0
"""Seconds between two looks at the clock; an age is told in minutes."""


class VerdictView(Vertical):
    """Shows a verdict while it comes in, and marks it as old when the file has changed since."""

    DEFAULT_CSS = """
    VerdictView {
        height: auto; padding: 0 1 0 0;
        Static, Checks { margin: 0 0 1 0; }
        .mistake { border-left: heavy $accent; padding: 0 0 0 2; }
        .printed, .seed { color: $quiet; }
        &.old Checks, &.old .mistake { color: $quiet; }
    }
    """

    def __init__(self, session: Session) -> None:
        self._course = session.course
        self._writing = session.writing
        self._now = session.now
        self._shown: Verdict | None = None
        self._at: datetime | None = None
        self._news = Content()
        """What is known of the file as it is now, while that is no verdict."""
        self._streaming = False
        super().__init__()

    def compose(self) -> ComposeResult:
        """The line, the checks, and what may follow them."""
        yield Static(classes="state")
        yield Checks(self._writing)
        yield Static(classes="mistake")
        yield Static(classes="printed")
        yield Static(classes="seed")

    def on_mount(self) -> None:
        """Nothing is known yet; what will be known grows old."""
        for where in FOLLOWING:
            self._tell(where, Content())
        self.query_one(Checks).display = False
        self.set_interval(AGEING, self._state)

    def checking(self) -> None:
        """A run has begun; what is shown belongs to the run before."""
        self._streaming = False
        self._announce(Content("… checking"))

    def add(self, finding: Finding) -> None:
        """Show a finding of the run that is under way."""
        if not self._streaming:
            self._streaming, self._shown = True, None
            self._announce(Content("… checking"))
            for where in FOLLOWING:
                self._tell(where, Content())
            self._checks(())
        self.query_one(Checks).display = True
        self.query_one(Checks).add(finding)

    def show(self, verdict: Verdict, at: datetime) -> None:
        """Show a verdict as it is."""
        self._streaming, self._shown, self._at = False, verdict, at
        self._announce(Content())
        self._checks(verdict.findings)
        self._tell(".mistake", self._mistake(verdict))
        printed = f"your code printed\n{verdict.printed.rstrip()}" if verdict.printed else ""
        self._tell(".printed", Content(printed))
        self._tell(".seed", Content(_seeded(verdict)))

    def trouble(self, message: str, hint: str) -> None:
        """Say why there is no verdict; what was shown stays, marked as old."""
        self._streaming = False
        words = [f"{self._writing.glyphs.blocked} {message}", f"  {hint}" if hint else ""]
        self._announce(Content("\n".join(line for line in words if line)))

    def _announce(self, news: Content) -> None:
        self._news = news
        self._state()

    def _state(self) -> None:
        """What is known now, then the verdict, marked as old where there is news."""
        verdict, since = self._shown, self._age
        lines = [self._news] if self._news else []
        old = bool(self._news and verdict and verdict.findings)
        self.set_class(old, "old")
        if verdict and old:
            mark = Content(f"{self._writing.glyphs.old} old, graded {since}: ")
            lines.append(mark + self._headline(verdict))
        elif verdict and not self._news:
            told = f"  graded {since}" if verdict.findings and since != "just now" else ""
            lines.append(self._headline(verdict) + Content.styled(told, "$quiet"))
        self.query_one(".state", Static).update(Content("\n").join(lines))

    @property
    def _age(self) -> str:
        return age(self._at, self._now()) if self._at else ""

    def _headline(self, verdict: Verdict) -> Content:
        mark = f"{self._writing.status(verdict.status)} "
        return Content.assemble((mark, f"bold {COLOURS.get(verdict.status, '')}"), _said(verdict))

    def _mistake(self, verdict: Verdict) -> Content:
        if verdict.mistake is None:
            return Content()
        heading = TWO_MISTAKES if verdict.also else ONE_MISTAKE
        named = [self._named(one) for one in (verdict.mistake, verdict.also) if one]
        return Content("\n").join([Content.styled(heading, "bold"), *named])

    def _named(self, mistake: Mistake) -> Content:
        """Why it is one, and where to read of it."""
        place = linked(self._course, mistake.see)
        again = f"\nread again: {called(self._course, place)}" if place else ""
        return Content.assemble(self._writing.words(mistake.why), (again, "$quiet"))

    def _checks(self, findings: tuple[Finding, ...]) -> None:
        checks = self.query_one(Checks)
        checks.show(findings)
        checks.display = bool(findings)

    def _tell(self, where: str, content: Content) -> None:
        place = self.query_one(where, Static)
        place.update(content)
        place.display = bool(content)


def _seeded(verdict: Verdict) -> str:
    if verdict.status is not Status.FAILED or verdict.seed is None:
        return ""
    return f"the same inputs again: tutor grade {verdict.subject} --seed {verdict.seed}"


def _said(verdict: Verdict) -> str:
    passed = sum(one.status is Status.PASSED for one in verdict.findings)
    points = f"{verdict.score} points"
    match verdict.status:
        case Status.PASSED:
            return f"Passed: all {passed} checks, {points}."
        case Status.FAILED:
            return f"Not passed yet: {passed} of {len(verdict.findings)} checks, {points}."
        case Status.NOT_STARTED:
            return f"Not started: the file is as you were given it.\n{BEGIN}"
        case Status.BLOCKED if withheld(verdict):
            return "Not graded here, and nothing is wrong so far."
        case Status.BLOCKED:
            return "Not graded, and that is not your fault: no mark is given."
