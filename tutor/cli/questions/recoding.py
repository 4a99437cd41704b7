"""An exercise written once more, from blank, by somebody who types commands."""

from __future__ import annotations

from pathlib import Path

from tutor.cli.desk import Desk
from tutor.cli.exercises.files import opened_in_editor, told_hint
from tutor.cli.exercises.verdict_text import verdict_text
from tutor.cli.pages.page import Page
from tutor.cli.questions.quiz import typed
from tutor.course.course import Exercise
from tutor.course.solution import solution_text
from tutor.course.task import read_task
from tutor.course.verdict import Status, Verdict
from tutor.errors import TutorError
from tutor.learning.review.recoding import handed_out, since_blank
from tutor.learning.workspace import read_source

PROMPT = (
    "\ne to edit, g to grade, h for a hint, s to give up and see the solution, "
    "enter to leave it for later, q to stop:"
)


def written_again(exercise: Exercise, page: Page, desk: Desk) -> bool:
    """Let a function be written from blank; whether it passed. Stop may be raised."""
    file = handed_out(desk.made_workspace(), exercise, desk.progress, desk.now())
    page.say(f"Write {exercise.slug} once more, from blank, in `{file}`.")
    task = read_task(exercise.stub.read_text(encoding="utf-8"), exercise.slug)
    page.say(f"\n{task.signature}\n{task.text}")
    while said := typed(page, PROMPT):
        try:
            if said == "e":
                opened_in_editor(file, desk)
            elif said == "h":
                told_hint(exercise, since_blank(desk.progress.trail(exercise.slug)), desk)
            elif said == "s":
                text = solution_text(exercise)
                desk.progress.record_give_up(exercise.slug, desk.now())
                page.say(text)
                return False
            elif said == "g" and _graded(exercise, file, desk).passed:
                return True
        except TutorError as error:
            print(f"{error}\n\nhint: {error.hint}")
    return False


def _graded(exercise: Exercise, file: Path, desk: Desk) -> Verdict:
    from tutor.grading.grader import Grader

    source = read_source(file)
    with Grader(desk.course) as grader:
        verdict = grader.grade(exercise, source, filename=str(file))
    print(verdict_text(verdict, desk.course, desk.unicode, desk.columns), flush=True)
    if verdict.status not in (Status.NOT_STARTED, Status.BLOCKED):
        desk.progress.record_recoding(verdict, source, desk.now())
    return verdict
