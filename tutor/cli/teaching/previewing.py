"""`tutor course preview`: a lesson as learners see it, while it is being written."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tutor.authoring.draft import draft
from tutor.authoring.ledger import Ledger
from tutor.cli.desk import Desk
from tutor.cli.teaching.own_course import own_course
from tutor.course import finder
from tutor.course.caches import place
from tutor.course.course import Course, Lesson
from tutor.learning.progress import Place, Progress
from tutor.learning.workspace import Workspace, make_workspace
from tutor.tui.launch import why_not


def preview(arguments: Namespace, desk: Desk) -> int:
    """Show it on the screen, and again at each save; as text, print it once."""
    root = own_course(None, desk) or finder.find_course(None, desk.environ)
    kept = Ledger(place("course-check", root, desk.environ, desk.home))
    read = partial(draft, root, kept)
    course = read()
    lesson = finder.lesson(course, arguments.lesson) if arguments.lesson else _latest(course)
    if desk.plain or not sys.stdin.isatty():
        from tutor.cli.pages.reading import print_lesson

        print_lesson(lesson, desk)
        return 0
    if reason := why_not(sys.__stderr__, desk.environ, os.get_terminal_size):
        raise reason
    return _show(course, lesson, read, desk)


def _latest(course: Course) -> Lesson:
    """The lesson that was saved last."""
    return max(course.lessons, key=lambda one: one.path.stat().st_mtime)


def _show(course: Course, lesson: Lesson, read: Callable[[], Course], desk: Desk) -> int:
    """On a screen whose learner is nobody: nothing of it is kept."""
    from tutor.grading.grader import Grader
    from tutor.tui.preview import PreviewApp

    with tempfile.TemporaryDirectory(prefix="tutor-preview-") as folder:
        workspace = Workspace(Path(folder))
        make_workspace(workspace, course)
        progress = Progress(workspace.progress_file, desk.now())
        here = ["--course", str(course.root), "--workspace", folder]
        app = PreviewApp(
            course,
            workspace,
            progress,
            lambda: Grader(course),
            environ=desk.environ,
            now=desk.now,
            tutor=[sys.executable, "-m", "tutor", *here],
            read=read,
            place=Place(lesson.id, 0),
        )
        try:
            app.run()
        finally:
            progress.close()
    if app.failure:
        raise app.failure
    return app.return_code or 0
