"""The built-in course, handed out: every question judged alike, and nothing told beforehand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.course.course import Course, Exercise
from tutor.course.judge import judge
from tutor.course.question import ChoiceQuestion, Question
from tutor.course.reader import read_course
from tutor.course.reading.references import answers_of
from tutor.grading.declared import declared_mistakes
from tutor.handout.given_away import given_away
from tutor.handout.learners import learners_half
from tutor.handout.pack import Part, write

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def course() -> Course:
    return read_course(ROOT)


@pytest.fixture(scope="module")
def pack(course: Course) -> dict[str, Part]:
    return learners_half(course, "salt")


@pytest.fixture(scope="module")
def content(pack: dict[str, Part]) -> str:
    return "\n".join(part.content.decode() for part in pack.values())


def questions(course: Course) -> Iterator[Question]:
    for lesson in course.lessons:
        yield from lesson.questions


def explanations(question: Question) -> Iterator[str]:
    yield from (one.explanation for one in answers_of(question))
    yield getattr(question, "explanation", "")


def test_no_explanation_can_be_read(course: Course, content: str) -> None:
    every = {text for one in questions(course) for text in explanations(one) if text}

    assert len(every) > 500
    assert [text for text in every if text in content] == []


def test_nothing_is_marked_as_right(content: str) -> None:
    lines = content.splitlines()

    assert [line for line in lines if line.startswith(("- [x]", "- [X]"))] == []


def test_no_solution_can_be_read(course: Course, pack: dict[str, Part]) -> None:
    assert [*given_away(course, pack)] == []


def test_no_hidden_check_and_no_known_mistake_can_be_read(course: Course, content: str) -> None:
    told = {text for one in course.exercises.values() for text in hidden(one)}

    assert len(told) > 500
    assert [text for text in told if text in content] == []


def hidden(exercise: Exercise) -> Iterator[str]:
    """Every check and every known mistake that is not public, written as in the pack."""
    source = exercise.hidden_test.read_text(encoding="utf-8")
    mistakes = {one.line for one in declared_mistakes(exercise.hidden_test, exercise.slug)}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and (
            node.lineno in mistakes or (node.name.startswith("test_") and not is_public(node))
        ):
            yield ast.unparse(node)


def is_public(node: ast.FunctionDef) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "public" for one in node.decorator_list)


def test_an_option_of_every_question_is_judged_as_in_the_whole_course(
    course: Course, pack: dict[str, Part], tmp_path: Path
) -> None:
    write(pack, tmp_path / "packed")

    packed = read_course(tmp_path / "packed")

    both = zip(questions(course), questions(packed), strict=True)
    for number, (whole, sealed) in enumerate(both):
        assert (whole.id, whole.prompt, whole.teaches) == (sealed.id, sealed.prompt, sealed.teaches)
        if isinstance(whole, ChoiceQuestion):
            chosen = (number % len(whole.options),)
            expected = judge(whole, chosen, course.misconceptions)
            assert judge(sealed, chosen, packed.misconceptions) == expected
