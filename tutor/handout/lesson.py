"""A lesson as learners get it: what is right is sealed, and the authors' own notes are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.course.course import Lesson
from tutor.course.question import ChoiceQuestion, Question
from tutor.course.reading.front_matter import read_front_matter
from tutor.course.reading.quiz import ANSWERS_START
from tutor.course.reading.references import misconceptions_of
from tutor.course.reading.scanner import Display, Fence, Heading, Piece, Text, scan
from tutor.course.reading.seals import SEALED
from tutor.course.sealed import sealed_option
from tutor.course.sealing import question_key, seal


def sealed_lesson(lesson: Lesson, source: str, salt: str) -> str:
    """source: its Markdown, which has no faults."""
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    start = read_front_matter(lines, _unheard).text_from
    questions = {one.line: one for one in lesson.questions}
    pieces = [_written(piece, questions, salt) for piece in scan(lines, start, _unheard)]
    return "\n\n".join(["\n".join(lines[:start]), *pieces]) + "\n"


def _written(piece: Piece, questions: Mapping[int, Question], salt: str) -> str:
    match piece:
        case Heading():
            return f"{'#' * piece.level} {piece.title}"
        case Display():
            return f"$$\n{piece.latex}\n$$"
        case Text():
            return piece.text
        case Fence(word="quiz"):
            return _fenced(piece.word, *_sealed(piece, questions[piece.line], salt))
    return _fenced(piece.word, piece.arguments, piece.body)


def _fenced(word: str, arguments: str, body: tuple[str, ...]) -> str:
    """A block between marks that are longer than any in it."""
    marks = "```"
    while any(marks in line for line in body):
        marks += "`"
    return "\n".join([f"{marks}{word} {arguments}".rstrip(), *body, marks])


def _sealed(fence: Fence, question: Question, salt: str) -> tuple[str, tuple[str, ...]]:
    """Arguments and body of a quiz."""
    kind, _, _ = fence.arguments.partition(" ")
    split = ANSWERS_START[kind](fence.body)
    asked, told = fence.body[:split], fence.body[split:]
    if isinstance(question, ChoiceQuestion):
        return _shown(fence, question, salt), (*asked, *_options(question, salt))
    word = seal("\n".join(told), question_key(salt, question.id))
    return f"{fence.arguments} sealed={salt}", (*asked, f"{SEALED}{word}")


def _shown(fence: Fence, question: ChoiceQuestion, salt: str) -> str:
    """What a learner, or the review, has to know of a choice beforehand."""
    right = "several" if question.several else "one"
    shows = ",".join(sorted({identity for _, identity in misconceptions_of(question)}))
    return f"{fence.arguments} sealed={salt} right={right}" + (f" shows={shows}" if shows else "")


def _options(question: ChoiceQuestion, salt: str) -> Iterator[str]:
    for option in question.options:
        yield f"- [ ] {option.text}"
        yield f"  > {sealed_option(option, question.id, salt)}"


def _unheard(line: int, what: str, hint: str, *, warning: bool = False) -> None:
    """Of a course that is sound there is nothing to report."""
