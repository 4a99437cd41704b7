from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.tutor.cli.conftest import Tutor

FRONT = "---\ntitle: {title}\nminutes: 5\nneeds: [{needs}]\n---\n\n## A page\n\nText.\n\n"
QUIZ = """```quiz choice id={id}
Yes?

- [x] yes
  > Yes.
- [ ] no
  > No.
```
"""
LESSONS = {
    "01_sums": ("Sums", ""),
    "02_means": ("Means", "01_sums"),
    "03_walks": ("Walks that nobody can foretell, not even by a long look", "01_sums"),
    "04_ends": ("Ends", "01_sums, 02_means, 03_walks"),
}


class Course(NamedTuple):
    """A course of its own, so that the one that ships can change."""

    root: Path

    @property
    def option(self) -> tuple[str, str]:
        return "--course", str(self.root)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    root = tmp_path / "course"
    (root / "lessons").mkdir(parents=True)
    for name, (title, needs) in LESSONS.items():
        text = FRONT.format(title=title, needs=needs) + QUIZ.format(id=f"q-{name[:2]}")
        (root / "lessons" / f"{name}.md").write_text(text, "utf-8")
    (root / "lessons" / "course.yaml").write_text("title: Small\n", "utf-8")
    return Course(root)


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that draws."""
    monkeypatch.setattr("tutor.cli.desk.Desk.plain", False)


@pytest.mark.usefixtures("drawing")
def test_the_map_shows_what_builds_on_what(
    tutor: Tutor, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    ran = tutor("map", *course.option)

    assert ran.out.splitlines()[:9] == [
        "Small",
        "",
        "○    01 Sums",
        "├─┐",
        "│ ·  02 Means",
        "· │  03 Walks that nobody can foretell, not even by a long look",
        "│ │",
        "·─┘  04 Ends",
        "",
    ]
    assert "✓ passed  ○ open  · after the open ones" in ran.out


@pytest.mark.usefixtures("drawing")
def test_in_a_narrow_terminal_a_long_title_goes_on_beside_the_lanes(
    tutor: Tutor, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    ran = tutor("map", *course.option)

    assert "· │  03 Walks that nobody can foretell,\n│ │     not even by a long look\n" in ran.out
    assert max(len(line.rstrip()) for line in ran.out.splitlines()) <= 40


@pytest.mark.usefixtures("drawing")
def test_what_is_passed_is_marked_and_opens_what_builds_on_it(tutor: Tutor, course: Course) -> None:
    tutor("start")
    tutor("quiz", "1", *course.option, stdin="1\n")

    ran = tutor("map", *course.option)

    assert "✓    01 Sums" in ran.out
    assert "│ ○  02 Means" in ran.out
    assert "·─┘  04 Ends" in ran.out
    assert "as `tutor quiz 02`." in ran.out or "as tutor quiz 02." in ran.out


def test_in_plain_words_every_lesson_says_what_it_builds_on(tutor: Tutor, course: Course) -> None:
    ran = tutor("map", "--plain", *course.option)

    assert ran.out == (
        "Small\n\n"
        "01 Sums (builds on no other; open)\n"
        "02 Means (builds on 01; after the open ones)\n"
        "03 Walks that nobody can foretell, not even by a long look "
        "(builds on 01; after the open ones)\n"
        "04 Ends (builds on 01, 02, 03; after the open ones)\n\n"
        "To pass a lesson that you know, answer its questions: `tutor quiz` with its number, "
        "as `tutor quiz 01`.\n"
    )


def test_a_lesson_is_passed_by_its_questions_alone(tutor: Tutor, course: Course) -> None:
    tutor("start")
    tutor("quiz", "1", *course.option, stdin="1\n")

    assert "01 Sums (builds on no other; passed)" in tutor("map", *course.option).out
