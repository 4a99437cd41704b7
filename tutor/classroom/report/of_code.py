"""What a report says of code: exercises, who is stuck, and what has no name yet."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from tutor.classroom.report.figures import Cluster, Report, Stuck
from tutor.classroom.report.plots import Bar, Bars, Part, Tone
from tutor.classroom.report.section import (
    NEEDS_RECORDS,
    NONE,
    Code,
    Section,
    count,
    drawn,
    many,
    middle,
    share,
    table,
)


def exercises(report: Report) -> Section:
    """Who passed what, and what it took."""
    says = ["Of those who tried it, who passed. Files, tries and minutes are medians."]
    if not report.records:
        says.append(NEEDS_RECORDS)
    bars, rows = [], []
    for one in report.exercises:
        done = None if one.tried is None or one.passed is None else (one.passed, one.tried)
        name = f"{one.lesson} {one.slug}"
        passed = f"{done[0]} ({share(*done)})" if done else NONE
        measured = (middle(one.files), middle(one.tries), middle(one.minutes))
        rows.append((name, count(one.tried), passed, *measured, one.mistake or NONE))
        if done:
            bars.append(_bar(name, *done, report.learners))
    head = ("exercise", "tried", "passed", "files", "tries", "minutes", "most frequent mistake")
    legend = ((Tone.RIGHT, "passed"), (Tone.WRONG, "not yet"), (Tone.NOTHING, "nothing tried"))
    plot = Bars("Who passed which exercise", tuple(bars), legend)
    every = table(head, rows, 1, 2, 3, 4, 5, narrow=6)
    return Section("Exercises", tuple(says), drawn(plot), every)


def _bar(name: str, passed: int, tried: int, of: int) -> Bar:
    parts = ((passed, Tone.RIGHT), (tried - passed, Tone.WRONG), (of - tried, Tone.NOTHING))
    drawn = tuple(Part(number / of, tone) for number, tone in parts if number)
    return Bar(name, drawn, f"{passed} of {tried}")


def stuck(report: Report) -> Section:
    """Who does not get on: who in most places first."""
    says = ["They failed three times in a row at one check, handed in three files, or gave up."]
    if not report.stuck:
        says.append("Nobody is stuck.")
    elif not all(one.exercise for one in report.stuck):
        says.append(f"Where fewer than {report.least} are stuck is not said.")
    by_learner = groupby(sorted(report.stuck, key=lambda one: one.who), key=lambda one: one.who)
    theirs = [(who, list(places)) for who, places in by_learner]
    theirs.sort(key=lambda one: (-len(one[1]), one[0]))
    rows = [(who, str(len(places)), _places(places), _last(places)) for who, places in theirs]
    there = Counter(one.exercise for one in report.stuck if one.exercise)
    bars = tuple(
        Bar(slug, (Part(stuck / report.learners, Tone.COUNT),), str(stuck))
        for slug, stuck in there.most_common()
    )
    plot = drawn(Bars(f"How many of {report.learners} learners are stuck on what", bars, ()))
    head = ("learner", "times", "stuck on", "last")
    return Section("Who is stuck", tuple(says), plot, table(head, rows, 1), at_first=15)


def _places(places: list[Stuck]) -> str:
    """The one place, with what is not passed there; or all of them by name."""
    known = [one for one in places if one.exercise]
    if len(places) == len(known) == 1:
        (one,) = known
        return f"{one.exercise}: {one.check}" if one.check else one.exercise
    told = ", ".join(one.exercise for one in known)
    more = len(places) - len(known)
    return f"{told} and {more} more" if told and more else told or NONE


def _last(places: list[Stuck]) -> str:
    known = [one.last for one in places if one.last]
    return f"{max(known):%d %b}" if known else NONE


def misconceptions(report: Report) -> Section:
    """What is thought wrong, in code and in answers alike."""
    says = ["How many show each wrong idea, in code or in an answer, and where it is treated."]
    if report.rare:
        verb = many(report.rare, "is", "are")
        says.append(f"{report.rare} more {verb} shown by fewer than {report.least}.")
    elif not report.misconceptions:
        says.append("None was named.")
    bars = [
        Bar(one.title, (Part(one.learners / report.learners, Tone.COUNT),), str(one.learners))
        for one in report.misconceptions
    ]
    rows = [
        (one.title, str(one.learners), one.treated or NONE, ", ".join(one.shown_in) or NONE)
        for one in report.misconceptions
    ]
    title = f"How many of {report.learners} learners show each misconception"
    head = ("misconception", "learners", "treated in", "shown in")
    every = table(head, rows, 1, narrow=3)
    plot = drawn(Bars(title, tuple(bars[:10]), ()))
    return Section("Misconceptions", tuple(says), plot, every, at_first=15)


def clusters(report: Report) -> Section:
    """What several do wrong in one way, and nobody has a name for."""
    says = ["Wrong in the same way on the same numbers, and no known mistake explains it."]
    if report.small_clusters:
        ways = f"{report.small_clusters} more {many(report.small_clusters, 'way')}"
        says.append(f"{ways}, of three learners or more, but fewer than {report.least}.")
    elif not report.clusters:
        says.append("There is nothing that three or more share.")
    if any(one.stub for one in report.clusters):
        says.append(
            "Each stub is what one of them wrote: put it into the hidden test, and mend it."
        )
    rows = [
        (one.exercise, str(one.learners), str(one.files), one.check, one.message.split("\n")[0])
        for one in report.clusters
    ]
    head = ("exercise", "learners", "files", "does not pass", "says")
    codes = tuple(_code(one) for one in report.clusters if one.stub)
    return Section("Mistakes without a name", tuple(says), (), table(head, rows, 1, 2), codes)


def _code(one: Cluster) -> Code:
    return Code(f"For the end of `test_{one.exercise}.py`:", one.stub)
