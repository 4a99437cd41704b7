"""Whether every work that a lesson names is in the bibliography, and every work is named."""

from __future__ import annotations

from tutor.course.citations import citations, cited
from tutor.course.course import Course
from tutor.course.names import did_you_mean
from tutor.course.reading.bibliography import NAME, read_bibliography
from tutor.course.reading.faults import Faults
from tutor.course.reading.files import read_lines


def check_bibliography(course: Course, faults: Faults) -> None:
    """Report what is cited and not declared, and warn of what is declared and cited nowhere."""
    declared = course.root / "lessons" / NAME
    works = read_bibliography(declared.parent, faults.of(declared))
    numbers = [work.number for work in works]
    used = set[str]()
    for lesson in course.lessons:
        report = faults.of(lesson.path)
        lines = read_lines(lesson.path, report) or ()
        used.update(work.id for work in cited(lines, works))
        for place in citations(lines):
            if not any(place.means(work) for work in works):
                otherwise = f"declare it in lessons/{NAME}, with authors, year, title and `at`"
                hint = did_you_mean(place.number, numbers, otherwise)
                report(place.line, f"cites what the bibliography lacks: `{place.written}`", hint)
    report = faults.of(declared)
    for work in works:
        if work.id not in used:
            what = f"no lesson cites `{work.id}`"
            report(work.line, what, "cite it where it is needed, or take it out", warning=True)
