from pathlib import Path

import pytest

from tutor.course.course import Course
from tutor.course.reader import read_course, read_what_is_sound


class CourseFolder:
    """A course on disk with a title and nothing else; faults are seen from its root."""

    def __init__(self, root: Path):
        self.root = root
        self.write("lessons/course.yaml", "title: Diffusion\n")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def lesson(
        self, body: str, front: str = "title: Noise\n", name: str = "02_forward_process"
    ) -> None:
        """The body starts on line 4 if the front matter has one line."""
        self.write(f"lessons/{name}.md", f"---\n{front}---\n{body}")

    def exercise(self, slug: str, lesson: str = "02_forward_process") -> None:
        for folder, prefix in [("exercises", ""), ("solutions", ""), ("tests/exercises", "test_")]:
            self.write(f"{folder}/{lesson}/{prefix}{slug}.py", "")

    def misconception(self, identity: str, see: str = "02_forward_process#one") -> None:
        self.write("lessons/misconceptions.yaml", f"{identity}: {{title: t, why: w, see: '{see}'}}")

    def read(self) -> Course:
        return read_course(self.root, seen_from=self.root)

    def faults(self) -> list[tuple[str, str]]:
        """Each as `path:line: what`, and its hint."""
        faults = read_what_is_sound(self.root, seen_from=self.root)[1]
        return [(str(fault), fault.hint) for fault in faults]


@pytest.fixture
def folder(tmp_path: Path) -> CourseFolder:
    return CourseFolder(tmp_path / "course")
