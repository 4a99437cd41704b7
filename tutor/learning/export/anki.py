"""The questions of a course as an Anki deck.

Anki knows a note by its GUID, and keeps the learner's schedule when a note comes again. So the
GUID is made of the course's title and the question's id, and never of its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from tutor.course import formula
from tutor.course.course import Course, Lesson
from tutor.course.judging.order import shuffled
from tutor.course.question import (
    ChoiceQuestion,
    FormulaQuestion,
    NumberQuestion,
    OrderQuestion,
    Question,
)
from tutor.learning.export.html import as_html

if TYPE_CHECKING:
    from genanki import Model, Note

MODEL = 1_607_394_113
"""Anki's number for our kind of note; another one would be another kind, and another schedule."""
LEAST, SPAN = 1 << 30, 1 << 30
"""Where the numbers of decks lie, as genanki advises."""


def write_deck(course: Course, path: Path, now: datetime) -> int:
    """Write the deck and return how many notes it has; raises OSError."""
    import genanki  # 60 ms, and brings a template language

    deck = genanki.Deck(LEAST + crc32(course.title.encode()) % SPAN, course.title)
    model = _model()
    for lesson in course.lessons:
        for question in lesson.questions:
            deck.add_note(_note(course, lesson, question, model))
    part = path.with_name(f".{path.name}.part")
    try:
        genanki.Package(deck).write_to_file(str(part), timestamp=now.timestamp())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return len(deck.notes)


def _model() -> Model:
    import genanki

    template = {"name": "question", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"}
    fields = [{"name": "Front"}, {"name": "Back"}]
    return genanki.Model(MODEL, "diffusion-tutor", fields=fields, templates=[template])


def _note(course: Course, lesson: Lesson, question: Question, model: Model) -> Note:
    import genanki

    return genanki.Note(
        model=model,
        fields=[front(question), back(question)],
        guid=genanki.guid_for(course.title, question.id),
        tags=[lesson.id],
    )


def front(question: Question) -> str:
    """What is asked, and what there is to choose from or to put in order; HTML."""
    offered: Sequence[str] = ()
    match question:
        case ChoiceQuestion():
            offered = [one.text for one in question.options]
        case OrderQuestion():
            offered = [question.items[index].text for index in shuffled(question)]
    return as_html(question.prompt) + _listed(offered)


def back(question: Question) -> str:
    """What is right, and why; HTML."""
    match question:
        case ChoiceQuestion():
            right = [one for one in question.options if one.right]
            return _listed([f"{one.text}\n\n{one.explanation}" for one in right])
        case OrderQuestion():
            return _listed([one.text for one in sorted(question.items, key=lambda one: one.rank)])
        case NumberQuestion():
            return f"{as_html(f'`{question.answer}`')}<br><br>{as_html(question.explanation)}"
        case FormulaQuestion():
            shown = formula.show(formula.read(question.answer, question.symbols))
            return f"{as_html(f'`{shown}`')}<br><br>{as_html(question.explanation)}"
    return ""


def _listed(entries: Sequence[str]) -> str:
    items = "".join(f"<li>{as_html(one)}</li>" for one in entries)
    return f"<ol>{items}</ol>" if items else ""
