"""Beginning a course, a lesson or an exercise: files that agree with each other, to be rewritten.

What they say stands in `starter/`, where `{{name}}` marks what differs. Nothing that is there is
ever overwritten; only misconceptions and the lesson of an exercise are added to.
"""

from __future__ import annotations

import json
import keyword
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import yaml

from tutor.course import finder
from tutor.course.course import Course, Lesson
from tutor.course.reader import read_what_is_sound
from tutor.course.reading.steps import anchor_of
from tutor.errors import TutorError

STARTER = Path(__file__).parent / "starter"
FIRST = "A first lesson"
Files = Mapping[Path, str]


def begin_course(root: Path) -> list[Path]:
    """A course with one lesson, in a folder that is new or empty; the files."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise TutorError(
            f"there is something at `{root}` already",
            "name a new or an empty folder; `--lesson` and `--exercise` add to a course",
        )
    title = root.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    about = {root / "lessons" / "course.yaml": _text("course", title=_quoted(title))}
    return [*_write(about), *begin_lesson(root, FIRST)]


def begin_lesson(root: Path, title: str) -> list[Path]:
    """A lesson with one question, after all others; its file."""
    course, _ = read_what_is_sound(root)
    before = course.lessons[-1:]
    number = max((int(one.number) for one in course.lessons), default=0) + 1
    name = _plain(title)
    text = _text(
        "lesson",
        title=_quoted(title),
        needs=", ".join(one.id for one in before),
        concept=name.replace("_", "-"),
        name=f"{number:02}-{name.replace('_', '-')}",
    )
    return _write({root / "lessons" / f"{number:02}_{name}.md": text})


def begin_exercise(root: Path, slug: str, place: str | None) -> list[Path]:
    """An exercise at the end of a lesson: its three files, and those that were added to.

    place: number or name of the lesson; the last one if None. The hidden test knows one mistake.
    """
    course, _ = read_what_is_sound(root)
    _check_slug(course, slug)
    lesson = _lesson(course, place)
    title = f"Write {slug}"
    names = {
        "slug": slug,
        "title": title,
        "mistake": f"{slug.replace('_', '-').lower()}-weights-swapped",
        "see": f"{lesson.id}#{anchor_of(title)}",
    }
    new = {
        root / "exercises" / lesson.id / f"{slug}.py": _text("stub", **names),
        root / "solutions" / lesson.id / f"{slug}.py": _text("solution", **names),
        root / "tests" / "exercises" / lesson.id / f"test_{slug}.py": _text("hidden_test", **names),
    }
    page, declared = root / "lessons" / lesson.path.name, root / "lessons" / "misconceptions.yaml"
    more = {
        declared: _declared(declared, names["mistake"], _text("misconception", **names)),
        page: f"{_read(page).rstrip()}\n{_text('step', **names)}",
    }
    return [*_write(new), *_rewrite(more)]


def _check_slug(course: Course, slug: str) -> None:
    if not re.fullmatch(r"[A-Za-z]\w*", slug, re.ASCII) or keyword.iskeyword(slug):
        raise TutorError(
            f"`{slug}` cannot be the name of a function",
            "use letters from a to z, digits and `_`, as `q_sample`",
        )
    if slug in course.exercises:
        taken = course.exercises[slug].lesson
        raise TutorError(f"the exercise `{slug}` is already in {taken}", "choose another name")


def _lesson(course: Course, place: str | None) -> Lesson:
    if place is not None:
        return finder.lesson(course, place)
    if not course.lessons:
        raise TutorError(
            "there is no lesson that could hold the exercise", 'begin one: `--lesson "Its title"`'
        )
    return course.lessons[-1]


def _plain(title: str) -> str:
    """The title as a file may be called: small letters, digits and `_`."""
    letters = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    name = "_".join(re.findall(r"[a-z0-9]+", letters))
    if not name:
        raise TutorError(
            f"no file can be called after `{title}`", "use a title with letters from a to z"
        )
    return name


def _quoted(title: str) -> str:
    """As YAML takes it for a text, whatever it holds."""
    return json.dumps(title, ensure_ascii=False)


def _text(starter: str, /, **names: str) -> str:
    text = (STARTER / f"{starter}.txt").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: names[found[1]], text)


def _declared(path: Path, identity: str, added: str) -> str:
    """`misconceptions.yaml` with one more at its end, unless that is there already."""
    before = _read(path) if path.exists() else ""
    kept = "".join(line for line in before.splitlines(keepends=True) if line.strip() != "{}")
    text = f"{kept.rstrip()}\n\n{added}".lstrip()
    try:
        known = yaml.safe_load(before) or {}
        if identity in known:
            return before
        if yaml.safe_load(text).keys() == {*known, identity}:
            return text
    except (yaml.YAMLError, AttributeError, TypeError):
        pass
    raise TutorError(
        f"nothing can be added to `{path}`", "write each misconception as a block of its own"
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TutorError(f"`{path}` cannot be read: {error}", "save it as UTF-8") from None


def _write(files: Files) -> list[Path]:
    """All of them or none, as far as names go."""
    for path in files:
        if path.exists():
            raise TutorError(f"`{path}` is already there", "choose another name, or remove it")
    return _rewrite(files)


def _rewrite(files: Files) -> list[Path]:
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.part")
            beside.write_text(text, encoding="utf-8")
            beside.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TutorError(
            f"`{path}` cannot be written: {reason}", "give yourself the right to write there"
        ) from None
    return list(files)
