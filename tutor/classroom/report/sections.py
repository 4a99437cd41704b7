"""A report in the order in which it is read, and what stands above it."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.classroom.report import of_code, of_questions
from tutor.classroom.report.figures import Report
from tutor.classroom.report.section import Section, many, share


def sections(report: Report) -> Iterator[Section]:
    """All there is to say, and for what is missing, why."""
    yield of_code.exercises(report)
    yield of_code.stuck(report)
    yield of_code.misconceptions(report)
    yield of_questions.questions(report)
    yield of_questions.suspects(report)
    yield of_code.clusters(report)
    if report.odd:
        whose = () if report.named else ("Whose it is, `--names` says.",)
        yield Section("What could not be read", (*map(str, report.odd), *whose))


def in_short(report: Report) -> tuple[tuple[str, str], ...]:
    """The numbers to begin with, each with what it counts."""
    known = [one for one in report.exercises if one.passed is not None]
    passed, tried = sum(one.passed or 0 for one in known), sum(one.tried or 0 for one in known)
    stuck = len({one.who for one in report.stuck})
    return (
        (f"{report.learners:,}", many(report.learners, "learner")),
        (share(passed, tried), "of the exercises tried are passed"),
        (f"{stuck:,}", f"{many(stuck, 'learner is', 'learners are')} stuck"),
        (f"{report.records:,}", many(report.records, "record of work", "records of work")),
    )


def who_may_read(report: Report) -> str:
    """Whose eyes it is for."""
    if report.named:
        return "Learners are called by their names, and small groups are shown: for you alone."
    return (
        f"Learners have pseudonyms, and of fewer than {report.least} nothing is said apart: it "
        "shows as `–`. For your own eyes, `--names` shows all."
    )
