"""A report in the order in which it is read: sentences, tables and plots, for any face.

Each section says what it counts, so that a table can be read without a manual.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from tutor.classroom.report import keys
from tutor.classroom.report.figures import Cluster, Middle, OfQuestion, Report, Suspect
from tutor.classroom.report.plots import Bar, Bars, Cloud, Dot, Part, Plot, Tone

HARDEST = 10
"""Questions that are drawn; the table has all."""
NEEDS_RECORDS = (
    "Tries, time and questions are in the records of learners: collect what `tutor export json "
    "PATH` writes, and name their folder with `--records DIR`."
)


@dataclass(frozen=True)
class Table:
    """Rows under headings; of the columns, the first names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    """Columns that are set flush right."""


@dataclass(frozen=True)
class Code:
    """Something to be copied."""

    says: str
    text: str


@dataclass(frozen=True)
class Section:
    """One question that a teacher has, and the answer."""

    title: str
    says: tuple[str, ...]
    plots: tuple[Plot, ...] = ()
    table: Table | None = None
    codes: tuple[Code, ...] = ()
    at_first: int | None = None
    """Rows of the table that are enough where there is little room."""


def sections(report: Report) -> Iterator[Section]:
    """All there is to say, and for what is missing, why."""
    yield _exercises(report)
    yield _stuck(report)
    yield _misconceptions(report)
    yield _questions(report)
    yield _suspects(report)
    yield _clusters(report)
    if report.odd:
        lines = tuple(str(one) for one in report.odd)
        yield Section("What could not be read", lines)


def in_short(report: Report) -> tuple[tuple[str, str], ...]:
    """The numbers to begin with, each with what it counts."""
    known = [one for one in report.exercises if one.passed is not None]
    passed, tried = sum(one.passed or 0 for one in known), sum(one.tried or 0 for one in known)
    return (
        (f"{report.learners:,}", _many(report.learners, "learner")),
        (share(passed, tried), "of the exercises tried are passed"),
        (f"{len(report.stuck):,}", "times somebody is stuck"),
        (f"{report.records:,}", _many(report.records, "record of work", "records of work")),
    )


def who_may_read(report: Report) -> str:
    """Whose eyes it is for."""
    if report.named:
        return "Learners are called by their names, and small groups are shown: for you alone."
    return (
        f"Learners have pseudonyms, and of fewer than {report.least} nothing is said apart: it "
        "shows as `–`. For your own eyes, `--names` shows all."
    )


def share(part: int, whole: int) -> str:
    """In percent, rounded down, so that only all of them read as 100; a dash of nothing."""
    return f"{floor(100 * part / whole)} %" if whole else "–"


def _exercises(report: Report) -> Section:
    says = ["Of those who tried it, who passed. Files, tries and minutes are medians."]
    if not report.records:
        says.append(NEEDS_RECORDS)
    bars, rows = [], []
    for one in report.exercises:
        done = None if one.tried is None or one.passed is None else (one.passed, one.tried)
        rows.append(
            (
                f"{one.lesson} {one.slug}",
                _count(one.tried),
                f"{done[0]} ({share(*done)})" if done else "–",
                _middle(one.files),
                _middle(one.tries),
                _middle(one.minutes),
                one.mistake or "–",
            )
        )
        if done:
            bars.append(_bar(f"{one.lesson} {one.slug}", *done, report.learners))
    head = ("exercise", "tried", "passed", "files", "tries", "minutes", "most frequent mistake")
    legend = ((Tone.RIGHT, "passed"), (Tone.WRONG, "not yet"), (Tone.NOTHING, "nothing tried"))
    plot = Bars("Who passed which exercise", tuple(bars), legend)
    return Section("Exercises", tuple(says), _drawn(plot), _table(head, rows, 1, 2, 3, 4, 5))


def _bar(label: str, passed: int, tried: int, of: int) -> Bar:
    parts = ((passed, Tone.RIGHT), (tried - passed, Tone.WRONG), (of - tried, Tone.NOTHING))
    return Bar(
        label,
        tuple(Part(count / of, tone) for count, tone in parts if count),
        f"{passed} of {tried}",
    )


def _stuck(report: Report) -> Section:
    says = [
        "Tried in vain three times at one check, handed in three files, or gave up.",
        *(["Nobody is."] if not report.stuck else []),
    ]
    rows = [
        (
            one.who,
            one.exercise or "–",
            one.check or "–",
            str(one.tries),
            f"{one.last:%d %b}" if one.last else "–",
        )
        for one in report.stuck
    ]
    head = ("learner", "exercise", "does not pass", "tries", "last")
    return Section("Who is stuck", tuple(says), (), _table(head, rows, 3), at_first=20)


def _misconceptions(report: Report) -> Section:
    says = ["How many show each wrong idea, in code or in an answer, and where it is treated."]
    if report.rare:
        ideas = "1 more is" if report.rare == 1 else f"{report.rare} more are"
        says.append(f"{ideas} shown by fewer than {report.least}.")
    elif not report.misconceptions:
        says.append("None was named.")
    bars = [
        Bar(one.title, (Part(one.learners / report.learners, Tone.WRONG),), str(one.learners))
        for one in report.misconceptions
    ]
    rows = [
        (one.title, str(one.learners), ", ".join(one.shown_in), one.treated or "–")
        for one in report.misconceptions
    ]
    plot = Bars("How many learners show each misconception", tuple(bars[:HARDEST]), ())
    head = ("misconception", "learners", "shown in", "treated in")
    return Section("Misconceptions", tuple(says), _drawn(plot), _table(head, rows, 1), at_first=15)


def _questions(report: Report) -> Section:
    if not report.records:
        return Section("Questions", (NEEDS_RECORDS,))
    says = "First answers to each question as it stands now. Tries and minutes are medians."
    known = [
        (one.at_once / one.answered, one)
        for one in report.questions
        if one.answered and one.at_once is not None
    ]
    known.sort(key=lambda pair: (pair[0], pair[1].id))
    hidden = [one for one in report.questions if one.answered is None]
    bars = [
        Bar(
            f"{one.lesson} {one.id}",
            (Part(right, Tone.RIGHT), Part(1 - right, Tone.WRONG)),
            f"{one.at_once} of {one.answered}",
        )
        for right, one in known[:HARDEST]
    ]
    legend = ((Tone.RIGHT, "right at once"), (Tone.WRONG, "not right at once"))
    hardest = Bars("The questions that fewest got right at once", tuple(bars), legend)
    rows = [_question(one) for one in (*(one for _, one in known), *hidden)]
    head = ("question", "answered", "right at once", "tries", "minutes", "r", "asks")
    table = _table(head, rows, 1, 2, 3, 4, 5)
    return Section("Questions", (says,), _drawn(hardest), table, at_first=HARDEST)


def _question(one: OfQuestion) -> tuple[str, ...]:
    at_once = "–"
    if one.at_once is not None and one.answered:
        at_once = f"{one.at_once} ({share(one.at_once, one.answered)})"
    correlation = "–" if one.correlation is None else _signed(one.correlation)
    return (
        f"{one.lesson} {one.id}",
        _count(one.answered),
        at_once,
        _middle(one.tries),
        _middle(one.minutes),
        correlation,
        one.prompt,
    )


def _suspects(report: Report) -> Section:
    title = "Is a key wrong?"
    dots = [
        Dot(
            one.at_once / one.answered,
            one.correlation,
            Tone.RIGHT if one.correlation >= 0 else Tone.WRONG,
            one.id,
        )
        for one in report.questions
        if one.correlation is not None and one.at_once is not None and one.answered
    ]
    says = [
        "Where r is below zero, those who get the other questions right get this one wrong.",
        _caution(report, len(dots)),
    ]
    if dots and not report.suspects:
        says.append("There is none.")
    cloud = Cloud(
        "Each question: how many got it right at once, and r",
        "right at once",
        "r, with the other questions",
        tuple(dots),
    )
    rows = [_suspect(one) for one in report.suspects]
    head = ("question", "right at once", "r", "95 %", "n", "others said", "asks")
    return Section(title, tuple(says), _drawn(cloud), _table(head, rows, 1, 2, 3, 4))


def _caution(report: Report, judged: int) -> str:
    if not judged:
        return (
            f"It takes {keys.LEAST} learners who answered this question and "
            f"{keys.LEAST_REST} others: there are not that many yet."
        )
    most = max(one.answered or 0 for one in report.questions)
    accused = round(judged * keys.falsely_accused(most))
    if not accused:
        return f"Of {judged} right keys, hardly one looks like this by chance in a class this big."
    return (
        f"In a class this small, about {accused} of {judged} right keys look like this by chance: "
        "read the question before you change it."
    )


def _suspect(one: Suspect) -> tuple[str, ...]:
    return (
        f"{one.lesson} {one.id}",
        f"{one.at_once} of {one.answered}",
        _signed(one.correlation),
        f"{_signed(one.low)} to {_signed(one.high)}",
        str(one.of),
        one.instead or "–",
        one.prompt,
    )


def _clusters(report: Report) -> Section:
    says = ["Wrong in the same way on the same numbers, and no known mistake explains it."]
    if report.small_clusters:
        ways = "1 way" if report.small_clusters == 1 else f"{report.small_clusters} ways"
        says.append(f"{ways} more, of fewer than {report.least} learners.")
    elif not report.clusters:
        says.append("There is nothing that three or more share.")
    if any(one.stub for one in report.clusters):
        says.append(
            "Each stub is what one of them wrote: put it into the hidden test, and mend it."
        )
    rows = [
        (one.exercise, str(one.learners), str(one.files), one.check, _first(one.message))
        for one in report.clusters
    ]
    codes = tuple(_code(one) for one in report.clusters if one.stub)
    table = _table(("exercise", "learners", "files", "does not pass", "says"), rows, 1, 2)
    return Section("Mistakes without a name", tuple(says), (), table, codes)


def _code(one: Cluster) -> Code:
    return Code(f"For the end of `test_{one.exercise}.py`:", one.stub)


def _first(message: str) -> str:
    return message.partition("\n")[0]


def _drawn(plot: Bars | Cloud) -> tuple[Plot, ...]:
    return (plot,) if (plot.bars if isinstance(plot, Bars) else plot.dots) else ()


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], *numbers: int) -> Table | None:
    return Table(head, tuple(rows), frozenset(numbers)) if rows else None


def _middle(middle: Middle | None) -> str:
    return "–" if middle is None else f"{middle.value:.3g}"


def _count(count: int | None) -> str:
    return "–" if count is None else str(count)


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−")


def _many(count: int, one: str, more: str = "") -> str:
    return one if count == 1 else more or f"{one}s"
