from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.grading.grader import Grader
from tutor.grading.handed_out import without_a_mark

RIGHT = "def cfg_combine(u, c, scale):\n    return u + scale * (c - u)\n"
SWAPPED = "def cfg_combine(u, c, scale):\n    return c + scale * (u - c)\n"


@pytest.fixture
def cfg_combine(tutor: Tutor, workspace: Path) -> Path:
    tutor("start")
    return workspace / "exercises" / "13_guidance" / "cfg_combine.py"


@pytest.fixture
def verdicts(monkeypatch: pytest.MonkeyPatch) -> dict[str, Verdict]:
    """Verdicts to be given instead of grading, by exercise."""
    given: dict[str, Verdict] = {}

    def grade(_: Grader, exercise: object, source: str, **__: object) -> Verdict:
        return given[exercise.slug]

    monkeypatch.setattr(Grader, "grade", grade)
    return given


def test_a_right_function_passes_and_is_remembered(tutor: Tutor, cfg_combine: Path) -> None:
    cfg_combine.write_text(RIGHT, encoding="utf-8")

    ran = tutor("grade")

    assert ran.code == 0
    assert ran.out.startswith("cfg_combine: passed, 5 of 5 points (isolation: ")
    assert "✓ Scale 0 is the prediction without the condition\n" in ran.out
    assert "✓ cfg_combine                  passed\n" in tutor("list").out
    assert "def cfg_combine" in tutor("solution", "cfg_combine").out


def test_a_known_mistake_is_named_with_the_page_to_read(tutor: Tutor, cfg_combine: Path) -> None:
    cfg_combine.write_text(SWAPPED, encoding="utf-8")

    ran = tutor("grade", "cfg_combine")

    assert ran.code == 1
    assert "\nThis looks like a known mistake: " in ran.out
    assert "\nRead again: `tutor read 13 --step " in ran.out
    assert "✗ cfg_combine                  failed\n" in tutor("list").out


def test_a_verdict_is_there_for_programs(tutor: Tutor, cfg_combine: Path, tmp_path: Path) -> None:
    cfg_combine.write_text(SWAPPED, encoding="utf-8")

    ran = tutor("grade", "--json", "--junit", str(tmp_path / "report.xml"))

    report = json.loads(ran.out)
    assert report["schema"] == 1
    assert report["exercises"][0]["exercise"] == "cfg_combine"
    assert report["exercises"][0]["status"] == "failed"
    assert report["exercises"][0]["mistake"]["id"] == "guidance-roles-swapped"
    assert "<testsuites" in (tmp_path / "report.xml").read_text(encoding="utf-8")


def test_a_file_from_elsewhere_is_graded_and_not_recorded(
    tutor: Tutor, verdicts: dict[str, Verdict], tmp_path: Path
) -> None:
    verdicts["cfg_combine"] = Verdict("cfg_combine", Status.PASSED, 5, 5, isolation="kernel")
    (tmp_path / "cfg_combine.py").write_text(RIGHT, encoding="utf-8")
    tutor("start")

    ran = tutor("grade", "--file", "cfg_combine.py")

    assert ran.code == 0
    assert "· cfg_combine                  not started\n" in tutor("list").out


def test_an_untouched_stub_is_not_started(tutor: Tutor, cfg_combine: Path) -> None:
    ran = tutor("grade", "cfg_combine")

    assert ran.code == 1
    assert ran.out == "cfg_combine: not started: open it with `tutor edit cfg_combine`\n\n"


def test_with_nothing_begun_the_first_exercise_is_proposed(tutor: Tutor, cfg_combine: Path) -> None:
    ran = tutor("grade")

    assert ran.code == 2
    assert ran.err == (
        "error: you have not begun any exercise\n\nhint: begin with `tutor edit broadcast_coef`\n"
    )


@pytest.mark.parametrize(
    ("status", "code"),
    [(Status.PASSED, 0), (Status.FAILED, 1), (Status.NOT_STARTED, 1), (Status.BLOCKED, 3)],
)
def test_the_exit_code_says_how_it_came_out(
    tutor: Tutor, cfg_combine: Path, verdicts: dict[str, Verdict], status: Status, code: int
) -> None:
    verdicts["cfg_combine"] = Verdict("cfg_combine", status, 0, 5)

    assert tutor("grade", "cfg_combine").code == code


def test_what_is_right_as_far_as_it_can_be_checked_is_no_failure(
    tutor: Tutor, cfg_combine: Path, verdicts: dict[str, Verdict]
) -> None:
    passed = Verdict("cfg_combine", Status.PASSED, 5, 5)
    verdicts["cfg_combine"] = without_a_mark(passed, Finding("Callable", Status.PASSED, 0))

    ran = tutor("grade", "cfg_combine", "--json")

    assert ran.code == 0
    assert json.loads(ran.out)["exercises"][0]["status"] == "blocked"


def test_the_worst_of_several_verdicts_counts(
    tutor: Tutor, cfg_combine: Path, verdicts: dict[str, Verdict]
) -> None:
    verdicts["cfg_combine"] = Verdict("cfg_combine", Status.PASSED, 5, 5)
    verdicts["q_sample"] = Verdict("q_sample", Status.FAILED, 0, 10)

    assert tutor("grade", "cfg_combine", "q_sample").code == 1


def test_the_first_failure_the_mistake_and_the_prints_are_told(
    tutor: Tutor, cfg_combine: Path, verdicts: dict[str, Verdict]
) -> None:
    verdicts["cfg_combine"] = Verdict(
        "cfg_combine",
        Status.FAILED,
        2,
        5,
        (
            Finding("one", Status.PASSED, 2),
            Finding("two", Status.FAILED, 0, "expected 1\nseen 2"),
            Finding("three", Status.FAILED, 0, "more"),
        ),
        Mistake("guidance-roles-swapped", "the roles are swapped", "no_lesson#nowhere"),
        printed="hello\n",
        isolation="kernel",
        seed=41,
    )

    ran = tutor("grade", "cfg_combine")

    assert ran.out == (
        "cfg_combine: failed, 2 of 5 points (isolation: kernel)\n"
        "  ✓ one\n  ✗ two\n  ✗ three\n\n"
        "two:\n  expected 1\n  seen 2\n\n"
        "This looks like a known mistake: the roles are swapped\n\n"
        "The same inputs again: `tutor grade cfg_combine --seed 41`\n\n"
        "Your code printed:\n  hello\n\n"
    )


def test_two_mistakes_at_once_are_both_told(
    tutor: Tutor, cfg_combine: Path, verdicts: dict[str, Verdict]
) -> None:
    verdicts["cfg_combine"] = Verdict(
        "cfg_combine",
        Status.FAILED,
        2,
        5,
        mistake=Mistake("guidance-roles-swapped", f"The roles are {'very ' * 12}much swapped."),
        also=Mistake("scale-rounded", "The scale is rounded."),
    )

    ran = tutor("grade", "cfg_combine")

    assert (
        "This looks like two known mistakes at once:\n"
        f"  1. The roles are {'very ' * 11}very\n"
        "     much swapped.\n"
        "  2. The scale is rounded.\n"
    ) in ran.out


def test_a_blocked_verdict_is_nobodys_mark(
    tutor: Tutor, cfg_combine: Path, verdicts: dict[str, Verdict]
) -> None:
    verdicts["cfg_combine"] = Verdict("cfg_combine", Status.BLOCKED, 0, 5)

    ran = tutor("grade", "cfg_combine")

    assert ran.out.startswith(
        "cfg_combine: blocked: this is no fault of your code, and no mark is given\n"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"# \xff\n", "{path}:1: this is not UTF-8 text", id="not utf-8"),
        pytest.param(None, "`{path}` is not there", id="not there"),
    ],
)
def test_a_file_that_cannot_be_read_is_no_attempt(
    tutor: Tutor, cfg_combine: Path, content: bytes | None, message: str
) -> None:
    cfg_combine.unlink()
    if content is not None:
        cfg_combine.write_bytes(content)

    ran = tutor("grade", "cfg_combine")

    assert ran.code == 2
    assert ran.err.startswith(f"error: {message.format(path=cfg_combine)}\n\nhint: ")
    assert "· cfg_combine                  not started\n" in tutor("list").out


def test_a_verdict_is_shown_even_where_it_cannot_be_recorded(
    tutor: Tutor, cfg_combine: Path, workspace: Path, verdicts: dict[str, Verdict]
) -> None:
    verdicts["cfg_combine"] = Verdict("cfg_combine", Status.PASSED, 5, 5)
    (workspace / ".tutor" / "progress.db").mkdir()

    ran = tutor("grade", "cfg_combine")

    assert ran.code == 2
    assert ran.out.startswith("cfg_combine: passed")
    assert ran.err.startswith("error: your progress in `")


def test_two_exercises_cannot_share_a_file(tutor: Tutor, tmp_path: Path) -> None:
    (tmp_path / "both.py").touch()

    ran = tutor("grade", "q_sample", "cfg_combine", "--file", "both.py")

    assert ran.code == 2
    assert ran.err == "error: one file is one exercise\n\nhint: name one exercise with `--file`\n"


def test_a_report_that_cannot_be_written_is_named(
    tutor: Tutor, cfg_combine: Path, verdicts: dict[str, Verdict], tmp_path: Path
) -> None:
    verdicts["cfg_combine"] = Verdict("cfg_combine", Status.PASSED, 5, 5)

    ran = tutor("grade", "cfg_combine", "--junit", str(tmp_path))

    assert ran.code == 2
    assert ran.err == (
        f"error: `{tmp_path}` cannot be written: is a directory\n\n"
        "hint: name a file that you may write\n"
    )


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        pytest.param(
            "nowhere.py", "`nowhere.py` is not there", "name a file of Python source", id="missing"
        ),
        pytest.param(
            "mine.py",
            "`mine.py` does not say which exercise it is",
            "name it: `tutor grade EXERCISE --file mine.py`",
            id="no exercise named",
        ),
    ],
)
def test_a_file_from_elsewhere_must_be_there_and_say_what_it_is(
    tutor: Tutor, tmp_path: Path, name: str, message: str, hint: str
) -> None:
    (tmp_path / "mine.py").touch()

    ran = tutor("grade", "--file", name)

    assert ran.code == 2
    assert ran.err == f"error: {message}\n\nhint: {hint}\n"


def test_a_flood_of_prints_leaves_the_verdict_on_the_screen(
    tutor: Tutor, cfg_combine: Path, verdicts: dict[str, Verdict]
) -> None:
    printed = "x" * 1000 + "\n" + "y\n" * 100
    verdicts["cfg_combine"] = Verdict("cfg_combine", Status.PASSED, 5, 5, printed=printed)

    shown = tutor("grade", "cfg_combine").out.splitlines()

    assert shown[3:6] == ["  " + "x" * 200, "  y", "  y"]
    assert shown[-2] == "  … and 962 characters more"


def test_long_names_are_wrapped_between_words(
    tutor: Tutor,
    cfg_combine: Path,
    verdicts: dict[str, Verdict],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    name = "Each sample gets its own t, also where the batch is long"
    findings = (Finding(name, Status.PASSED, 5),)
    verdicts["cfg_combine"] = Verdict("cfg_combine", Status.PASSED, 5, 5, findings)

    shown = tutor("grade", "cfg_combine").out

    assert "  ✓ Each sample gets its own t, also\n    where the batch is long\n" in shown
