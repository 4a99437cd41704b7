"""The public checks of the built-in course, as learners run them: without a solution to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor.course.course import Course
from tutor.course.reader import read_course
from tutor.course.verdict import Status, Verdict
from tutor.grading.grader import Grader
from tutor.grading.handed_out import withheld
from tutor.handout.learners import learners_half
from tutor.handout.pack import write

ROOT = Path(__file__).parents[3]
STUBS = {path.stem: path for path in sorted((ROOT / "exercises").glob("*/*.py"))}
UNWRITTEN = re.compile(r"raise NotImplementedError\(.*\)")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Course:
    folder = tmp_path_factory.mktemp("handed-out") / "packed"
    write(learners_half(read_course(ROOT), "salt"), folder)
    return read_course(folder)


@pytest.fixture(scope="module")
def grade(packed: Course) -> Iterator[Callable[[str, str], Verdict]]:
    """The verdict on a file, by one warm grader."""
    with Grader(packed) as grader:
        yield lambda slug, source: grader.grade(
            packed.exercises[slug], source, filename=f"{slug}.py", seed=5
        )


@pytest.mark.parametrize("slug", STUBS)
def test_the_solution_passes_a_public_check_and_fails_none(
    grade: Callable[[str, str], Verdict], slug: str
) -> None:
    stub = STUBS[slug]
    solution = ROOT / "solutions" / stub.parent.name / stub.name

    verdict = grade(slug, solution.read_text(encoding="utf-8"))

    signature, *public, _ = verdict.findings
    assert withheld(verdict)
    assert len(public) >= 1
    assert {one.status for one in (signature, *public)} == {Status.PASSED}


@pytest.mark.parametrize("slug", STUBS)
def test_a_stub_that_returns_nothing_fails_a_public_check(
    grade: Callable[[str, str], Verdict], slug: str
) -> None:
    source, unwritten = UNWRITTEN.subn("return None", STUBS[slug].read_text(encoding="utf-8"))

    verdict = grade(slug, source)

    assert unwritten == 1
    assert verdict.status is Status.FAILED
    assert verdict.findings[0].status is Status.PASSED
