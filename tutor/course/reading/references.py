"""Whether what the parts of a course call each other exists, once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from tutor.course.names import did_you_mean
from tutor.course.question import (
    ChoiceQuestion,
    FormulaQuestion,
    Item,
    NumberQuestion,
    Option,
    OrderQuestion,
    Question,
    WrongForm,
)
from tutor.course.reading.lessons import LessonFile
from tutor.course.sealed import SealedChoice


def check_references(files: Iterable[LessonFile], misconceptions: Collection[str] | None) -> None:
    """Report unknown lessons, concepts and misconceptions, and numbers and ids that are used twice.

    misconceptions: None where their file cannot be read; then they are not looked at.
    """
    files = tuple(files)
    lessons = [file.lesson.id for file in files]
    used: dict[str, str] = {}
    for place, file in enumerate(files):
        _check_number(file, files[:place])
        _check_needs(file, lessons[:place], lessons)
        for question in file.lesson.questions:
            _check_id(file, question, used)
            _check_concepts(file, question)
            if misconceptions is not None:
                _check_misconceptions(file, question, misconceptions)


def misconceptions_of(question: Question) -> Iterator[tuple[int, str]]:
    """Line and id of each misconception that an answer can show."""
    for one in answers_of(question):
        if one.misconception:
            yield one.line, one.misconception


def answers_of(question: Question) -> tuple[Option | Item | WrongForm, ...]:
    """Every answer that the author wrote something about, and did not seal."""
    match question:
        case SealedChoice():
            return ()
        case ChoiceQuestion():
            return question.options
        case OrderQuestion():
            return question.items
        case FormulaQuestion() | NumberQuestion():
            return question.wrong
    return ()


def _check_number(file: LessonFile, before: Iterable[LessonFile]) -> None:
    """By which learners ask for a lesson."""
    for other in before:
        if int(other.lesson.number) == int(file.lesson.number):
            what = f"{other.lesson.path.name} has the number {other.lesson.number} already"
            file.report(1, what, "give one of the two another number")


def _check_needs(file: LessonFile, before: Collection[str], lessons: Collection[str]) -> None:
    for need in file.needs:
        name = str(need.value)
        if name not in lessons:
            hint = did_you_mean(name, lessons, "write the file's name without `.md`")
            file.report(need.line, f"`needs` names no lesson: `{name}`", hint)
        elif name not in before:
            what = f"`needs` names a lesson that does not come before: `{name}`"
            file.report(need.line, what, "remove it, or give one of the two another number")


def _check_id(file: LessonFile, question: Question, used: dict[str, str]) -> None:
    if question.id in used:
        what = f"the id `{question.id}` is already used in {used[question.id]}"
        file.report(question.line, what, "give this question another id")
    elif question.id:
        used[question.id] = file.lesson.path.name


def _check_concepts(file: LessonFile, question: Question) -> None:
    """Of a lesson that says what it teaches."""
    taught = file.lesson.teaches
    for concept in question.teaches:
        if taught and concept not in taught:
            what = f"the lesson does not teach `{concept}`"
            hint = did_you_mean(concept, taught, "add it to `teaches` in the front matter")
            file.report(question.line, what, hint)


def _check_misconceptions(
    file: LessonFile, question: Question, misconceptions: Collection[str]
) -> None:
    for line, identity in misconceptions_of(question):
        if identity not in misconceptions:
            hint = did_you_mean(identity, misconceptions, "declare it in misconceptions.yaml")
            file.report(line, f"unknown misconception `{identity}`", hint)
