"""Where in a course one is, what comes next, and how a place is called."""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise

from tutor.course.course import Course, Exercise, ExerciseBlock, Lesson
from tutor.course.question import Question
from tutor.learning.progress import Place


def lesson_of(course: Course, lesson: str) -> Lesson | None:
    """The lesson of that id."""
    return next((one for one in course.lessons if one.id == lesson), None)


def resumed(course: Course, place: Place | None) -> Place | None:
    """Where to go on: the place, if the course still has it, else its first step."""
    lesson = lesson_of(course, place.lesson) if place else None
    if place and lesson and place.step < len(lesson.steps):
        return place
    first = next((one for one in course.lessons if one.steps), None)
    return Place(first.id, 0) if first else None


def entered(lesson: Lesson, read: Set[int], left: Place | None) -> Place:
    """Where a lesson begins: its first unread step, scrolled as it was left; else its first."""
    step = next((index for index in range(len(lesson.steps)) if index not in read), 0)
    here = left is not None and (left.lesson, left.step) == (lesson.id, step)
    return left if left and here else Place(lesson.id, step)


def linked(course: Course, see: str) -> Place | None:
    """The place a link means, as `02_forward_process#noise-in-one-jump`, with or without `.md`."""
    name, _, anchor = see.partition("#")
    lesson = lesson_of(course, name.rpartition("/")[2].removesuffix(".md"))
    if lesson is None:
        return None
    steps = (index for index, step in enumerate(lesson.steps) if step.anchor == anchor)
    return Place(lesson.id, next(steps, 0))


def asked_at(course: Course, question: str) -> Place | None:
    """The step that asks the question of that id."""
    for lesson in course.lessons:
        for index, step in enumerate(lesson.steps):
            if any(isinstance(one, Question) and one.id == question for one in step.blocks):
                return Place(lesson.id, index)
    return None


def after(course: Course, place: Place) -> Place | None:
    """The next step, in the next lesson if need be; None at the end of the course."""
    ids = [lesson.id for lesson in course.lessons]
    here = ids.index(place.lesson)
    if place.step + 1 < len(course.lessons[here].steps):
        return Place(place.lesson, place.step + 1)
    return Place(ids[here + 1], 0) if here + 1 < len(ids) else None


def after_exercise(course: Course, exercise: Exercise) -> Exercise | Place | None:
    """What follows a passed exercise: what stands below it on its page, else the next step."""
    lesson, here = lesson_of(course, exercise.lesson), Place(exercise.lesson, exercise.step)
    blocks = lesson.steps[exercise.step].blocks if lesson else ()
    for block, below in pairwise(blocks):
        if isinstance(block, ExerciseBlock) and block.slug == exercise.slug:
            return course.exercises[below.slug] if isinstance(below, ExerciseBlock) else here
    return after(course, here)


def called(course: Course, place: Place) -> str:
    """A place in words: number and title of the lesson, number and title of the step."""
    lesson = lesson_of(course, place.lesson)
    if lesson is None:
        return ""
    step = f"step {place.step + 1} of {len(lesson.steps)}"
    return f"{lesson.number} {lesson.title}, {step}: {lesson.steps[place.step].title}"
