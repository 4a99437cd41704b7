"""The tutor without a screen: read line by line, answered by typing.

Made to be heard: each thing is named before it is told, choices are numbers, and every prompt ends
with what can be typed. What has a command of its own is that command here too.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace

from tutor.cli import complain, perform
from tutor.cli.desk import Desk
from tutor.cli.pages.page import Page
from tutor.cli.parser import build_parser
from tutor.cli.questions.foretelling import foretell
from tutor.cli.questions.quiz import Stop, answered
from tutor.course import finder
from tutor.course.course import ExerciseBlock, Lesson, SimulationBlock
from tutor.course.question import Question
from tutor.course.verdict import Status
from tutor.errors import TutorError
from tutor.learning.places import after, called, entered, lesson_of
from tutor.learning.progress import Place
from tutor.learning.review.memory import remembered
from tutor.learning.review.sitting import sitting
from tutor.learning.review.words import due_in_words, held_in_words
from tutor.learning.standing import Standing, standings
from tutor.learning.way_on import way_on
from tutor.learning.workspace import make_workspace

MENU = "enter, the number of a lesson, r to review, q to end, or a command, as `list`:"
UNREAD = "The number of a lesson, as {}, goes to its first step that you have not read."
ON_A_STEP = "enter for the next step; b for the one before; l for the lessons; q to end"
LATER = "to leave it for later"
SHORT = {"e": "edit", "g": "grade", "h": "hint"}
"""What one letter does to the exercise of a step."""


@dataclass(frozen=True)
class Walk:
    """A learner who goes through a course by typing."""

    desk: Desk
    page: Page


def walk(desk: Desk) -> int:
    """Go from lesson to lesson until the learner leaves, or their input ends."""
    if make_workspace(desk.workspace, desk.course):
        print(f"your files are in `{desk.workspace.root}`")
    here = Walk(desk, Page(desk.plain, desk.unicode, desk.room))
    place: Place | None = None
    try:
        while True:
            place = _step(here, place) if place else _menu(here)
    except Stop:
        here.page.say()
        _say_how_to_go_on(here)
    return 0


def _say_how_to_go_on(walk: Walk) -> None:
    desk, page = walk.desk, walk.page
    if onward := way_on(desk.course, desk.progress):
        lesson = lesson_of(desk.course, onward.place.lesson)
        number = lesson.number if lesson else onward.place.lesson
        page.say(f"You go on at {called(desk.course, onward.place)}.")
        page.say(f"`tutor --plain` goes on there; `tutor read {number}` reads it whole.")


def _menu(walk: Walk) -> Place | None:
    """Where the learner wants to go."""
    course, progress, page = walk.desk.course, walk.desk.progress, walk.page
    onward = way_on(course, progress)
    page.title(course.title)
    page.say(course.description)
    for lesson, done in zip(course.lessons, standings(course, progress), strict=True):
        name = f"Lesson {lesson.number}, {lesson.title}, {lesson.minutes} minutes"
        ending = "; you know it" if done.known else ""
        page.say(f"{name}: {_in_words(done)}{ending}.")
    memory = remembered(progress, course)
    if due := due_in_words(sitting(course, memory, walk.desk.now())):
        page.say(f"Review: {due}.")
    if onward is None:
        page.say("Enter goes nowhere: there is no lesson.")
    else:
        page.say(f"Enter goes to {called(course, onward.place)}.")
        page.say(UNREAD.format(course.lessons[-1].number))
    for misconception, count in memory.misled.recurring(course):
        page.prose(f"Mistaken most often: {held_in_words(course, misconception, count)}")
    while typed := _typed(MENU, page):
        if not typed.isdecimal():
            _perform(walk.desk, "review" if typed == "r" else typed)
            continue
        try:
            lesson = finder.lesson(course, typed)
        except TutorError as error:
            complain(error)
            continue
        return entered(lesson, progress.steps_read().get(lesson.id, frozenset()), progress.place())
    return onward.place if onward else None


def _step(walk: Walk, place: Place) -> Place | None:
    """Tell a step, ask its questions, and return where to go next; None for the lessons."""
    desk, page = walk.desk, walk.page
    lesson = next(one for one in desk.course.lessons if one.id == place.lesson)
    step = lesson.steps[place.step]
    desk.progress.remember_place(place.lesson, place.step)
    page.heading(f"Step {place.step + 1} of {len(lesson.steps)}: {step.title}")
    for block in step.blocks:
        if isinstance(block, Question):
            _ask(walk, block)
        elif isinstance(block, SimulationBlock):
            _drive(walk, block, lesson)
        else:
            page.block(block, lesson)
    slugs = [block.slug for block in step.blocks if isinstance(block, ExerciseBlock)]
    while (typed := _typed(_prompt(slugs), page)) not in ("", "b", "l"):
        short = SHORT.get(typed) if slugs else None
        _perform(desk, f"{short} {slugs[0]}" if short else typed)
    if typed == "b":
        return Place(lesson.id, max(place.step - 1, 0))
    if typed == "l":
        return None
    desk.progress.record_read(lesson.id, place.step, desk.now())
    return after(desk.course, place)


def _ask(walk: Walk, question: Question) -> None:
    """Ask what has not been answered right before; `q` leaves the question for later."""
    before = walk.desk.progress.answers().get(question.id)
    walk.page.say()
    if before and before.status is Status.PASSED:
        walk.page.say("Question, which you have answered right:")
        walk.page.prose(question.prompt)
        return
    walk.page.say("Question:")
    try:
        answered(question, walk.page, walk.desk, q=LATER)
    except Stop:
        walk.page.say("Left for later.")


def _drive(walk: Walk, block: SimulationBlock, lesson: Lesson) -> None:
    """Ask what a simulation will show before it is shown; `q` leaves that for later."""
    try:
        foretell(block, walk.page, walk.desk, q=LATER)
    except EOFError:
        walk.page.say("Left for later.")
    walk.page.block(replace(block, prediction=None), lesson)


def _perform(desk: Desk, line: str) -> None:
    """Run a command; whatever it ends with, the walk goes on."""
    try:
        words = shlex.split(line)
        perform(build_parser().parse_args(words[1:] if words[0] == "tutor" else words), desk)
    except ValueError:
        complain(TutorError(f"`{line}` has an open quote", "close it, or leave it out"))
    except TutorError as error:
        complain(error)
    except SystemExit:
        return  # the parser has said why
    except KeyboardInterrupt:
        print()


def _prompt(slugs: list[str]) -> str:
    if not slugs:
        return f"\n{ON_A_STEP}:"
    return f"\n{ON_A_STEP}; e to edit {slugs[0]}, g to grade it, h for a hint:"


def _typed(prompt: str, page: Page) -> str:
    """What was typed; raises Stop for `q` and at the end of the input."""
    try:
        typed = page.ask(prompt)
    except EOFError:
        raise Stop from None
    if typed == "q":
        raise Stop
    return typed


def _in_words(done: Standing) -> str:
    parts = [("steps read", done.steps), ("questions right", done.questions)]
    parts += [("exercises passed", done.exercises)]
    return ", ".join(f"{tally} {what}" for what, tally in parts if tally.of)
