"""From learners to figures of questions, as they stand in the course by now.

An answer to an earlier wording is left out: with another key, it says nothing of this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tutor.classroom.report import keys
from tutor.classroom.report.counting import at_least, middle
from tutor.classroom.report.figures import OfQuestion, Suspect
from tutor.classroom.report.one_line import one_line, short
from tutor.classroom.report.pupils import Pupil
from tutor.classroom.report.recorded import Entry
from tutor.classroom.submission import printable
from tutor.course.course import Course, Lesson
from tutor.course.judge import content_hash
from tutor.course.question import ChoiceQuestion, Question

LONGEST_PROMPT = 90
"""Characters of a question that are shown."""
LONGEST_ANSWER = 60


@dataclass
class _Asked:
    """What became of one question, learner by learner."""

    lesson: Lesson
    question: Question
    firsts: list[Entry] = field(default_factory=list)
    tries: list[int | None] = field(default_factory=list)
    """Until the right one; None where there was none."""
    minutes: list[float | None] = field(default_factory=list)


def of_questions(
    course: Course, pupils: Sequence[Pupil], least: int
) -> tuple[tuple[OfQuestion, ...], tuple[Suspect, ...]]:
    """Those that anybody answered, and those of them whose key is probably wrong."""
    asked = {
        (one.id, content_hash(one)): _Asked(lesson, one)
        for lesson in course.lessons
        for one in lesson.questions
    }
    classmates: list[dict[str, bool]] = []
    for pupil in pupils:
        firsts: dict[str, bool] = {}
        for about, answers in _answers(pupil).items():
            if about not in asked:
                continue
            first = answers[0]
            firsts[first.subject] = first.passed
            tries = (number for number, one in enumerate(answers, 1) if one.passed)
            asked[about].firsts.append(first)
            asked[about].tries.append(next(tries, None))
            asked[about].minutes.append((pupil.minutes or {}).get(first.subject))
        classmates.append(firsts)
    figures, suspects = [], []
    for one in asked.values():
        if one.firsts:
            found = keys.correlation(one.question.id, classmates)
            figures.append(_figures(one, found[0] if found else None, least))
            if found and found[0] < 0:
                suspects.append(_suspect(one, *found, least))
    return tuple(figures), tuple(sorted(suspects, key=lambda one: (one.high, one.id)))


def _answers(pupil: Pupil) -> dict[tuple[str, str], list[Entry]]:
    """In order, by question and wording."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for one in pupil.answers:
        found.setdefault((one.subject, one.content), []).append(one)
    return found


def _figures(asked: _Asked, correlation: float | None, least: int) -> OfQuestion:
    answered = at_least(len(asked.firsts), least)
    return OfQuestion(
        asked.question.id,
        asked.lesson.number,
        _prompt(asked.question),
        answered,
        None if answered is None else sum(one.passed for one in asked.firsts),
        middle(asked.tries, least),
        middle(asked.minutes, least),
        correlation,
    )


def _suspect(asked: _Asked, correlation: float, count: int, least: int) -> Suspect:
    wrong = Counter(one.given for one in asked.firsts if not one.passed)
    most = next(iter(wrong.most_common(1)), ("", 0))
    return Suspect(
        asked.question.id,
        asked.lesson.number,
        _prompt(asked.question),
        len(asked.firsts),
        sum(one.passed for one in asked.firsts),
        correlation,
        count,
        *keys.interval(correlation, count),
        _in_words(asked.question, most[0]) if most[1] >= least else "",
    )


def _in_words(question: Question, given: str | tuple[int, ...]) -> str:
    """An answer, as a person reads it."""
    if isinstance(given, str):
        return short(printable(given), LONGEST_ANSWER)
    if isinstance(question, ChoiceQuestion):
        chosen = list(_chosen(question, given))
        return short("; ".join(chosen), LONGEST_ANSWER)
    return ", ".join(str(one + 1) for one in given)


def _chosen(question: ChoiceQuestion, given: Sequence[int]) -> Iterator[str]:
    for index in given:
        if 0 <= index < len(question.options):
            yield one_line(question.options[index].text)


def _prompt(question: Question) -> str:
    return short(one_line(question.prompt), LONGEST_PROMPT)
