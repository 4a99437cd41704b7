"""How a class does: `tutor class report`, from files that are handed in and records."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.tutor.cli.classroom.conftest import COURSE
from tests.tutor.cli.conftest import Tutor
from tutor.course.course import Exercise
from tutor.course.verdict import Status, Verdict
from tutor.grading.grader import Grader

THRICE = (
    "def q_sample(x):\n    return 3 * x\n",
    "def q_sample(x):\n    y = x + x\n    return y + x\n",
    "import torch\n\n\ndef q_sample(x):\n    return torch.mul(x, 1.5) * 2  # Anna\n",
)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the solution says passes, and nothing is run."""

    def grade(_: Grader, exercise: Exercise, source: str, **__: object) -> Verdict:
        passed = source == COURSE["solutions/01_jump/q_sample.py"]
        status = Status.PASSED if passed else Status.FAILED
        points = exercise.points if passed else 0.0
        return Verdict(exercise.slug, status, points, exercise.points, isolation="kernel")

    monkeypatch.setattr(Grader, "grade", grade)
    monkeypatch.setattr(Grader, "warm", lambda _: None)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Three who take it three times, each in their own way, and two who are right."""
    right = COURSE["solutions/01_jump/q_sample.py"]
    for number, source in enumerate([*THRICE, right, right]):
        folder = tmp_path / "class" / f"learner-{number}"
        folder.mkdir(parents=True)
        (folder / "q_sample.py").write_text(source, encoding="utf-8")
    return tmp_path / "class"


def test_a_mistake_without_a_name_is_named_once_its_stub_is_in_the_hidden_test(
    tutor: Tutor, school: Path, course: Path, tmp_path: Path
) -> None:
    tutor("class", "grade", str(school), "--workers", "1")

    ran = tutor("class", "report", "--names")

    assert (ran.code, ran.err) == (0, "")
    assert "\n- q_sample: learners 3, files 3, does not pass Half of each number, " in ran.out
    page = (tmp_path / "graded" / "class-with-names.html").read_text(encoding="utf-8")
    stub = re.findall(r"<pre[^>]*><code>(.*?)</code>", page, re.DOTALL)
    assert stub == [
        "@mistake(&quot;Say what they do, and what to do instead.&quot;, "
        "id=&quot;q-sample-1&quot;)\ndef q_sample_1(x):\n    return 3 * x\n"
    ]

    hidden_test = course / "tests/exercises/01_jump/test_q_sample.py"
    with hidden_test.open("a", encoding="utf-8") as file:
        file.write(stub[0].replace("&quot;", '"'))
    tutor("class", "grade", str(school), "--workers", "1")
    ran = tutor("class", "report", "--names")

    assert "\n- q-sample-1: learners 3, shown in q_sample\n" in ran.out
    assert "There is nothing that three or more share." in ran.out


def test_learners_are_called_by_pseudonyms_unless_names_are_asked_for(
    tutor: Tutor, quick: None, tmp_path: Path
) -> None:
    (tmp_path / "class" / "=cmd()").mkdir(parents=True)
    (tmp_path / "class" / "=cmd()" / "q_sample.py").write_text("x = (", encoding="utf-8")
    tutor("class", "grade", str(tmp_path / "class"))
    record = {"schema": 1, "course": "One function", "exported": "2026-11-02T20:00:00+00:00"}
    given_up = {"at": "2026-11-02T20:00:00+00:00", "kind": "give-up", "subject": "q_sample"}
    failed = {"status": "failed", "findings": [], "mistake": None, "also": None}
    tried = given_up | {"kind": "attempt", "verdict": failed}
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "=cmd().json").write_text(
        json.dumps(record | {"log": [tried, given_up]}), encoding="utf-8"
    )

    unnamed = tutor("class", "report", "--records", "records").out
    again = tutor("class", "report", "--records", "records").out
    named = tutor("class", "report", "--records", "records", "--names").out

    assert "=cmd()" not in unnamed
    assert "=cmd()" not in (tmp_path / "graded" / "class.html").read_text(encoding="utf-8")
    assert re.search(r"\n- [a-z2-7]{8}: times 1, last 02 Nov\n", unnamed)
    assert again == unnamed
    assert "\n- =cmd(): times 1, stuck on q_sample, last 02 Nov\n" in named
    assert (tmp_path / "graded" / "pseudonyms.key").stat().st_mode & 0o777 == 0o600


def test_a_report_says_where_its_page_is_and_what_it_lacks(
    tutor: Tutor, school: Path, quick: None, tmp_path: Path
) -> None:
    tutor("class", "grade", str(school))

    ran = tutor("class", "report")

    assert ran.code == 0
    assert ran.out.startswith("One function\n5 learners, 40 % of the exercises tried are passed, ")
    assert "name their folder with `--records DIR`" in ran.out
    assert ran.out.endswith("\nall of it, with plots: `graded/class.html`\n")
    assert (tmp_path / "graded" / "class.html").is_file()


def test_a_broken_record_is_a_line_and_the_report_is_whole(
    tutor: Tutor, school: Path, quick: None, tmp_path: Path
) -> None:
    tutor("class", "grade", str(school))
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "ada.json").write_text("{", encoding="utf-8")

    unnamed = tutor("class", "report", "--records", "records")
    named = tutor("class", "report", "--records", "records", "--names")

    broken = "this is no record of the tutor; it is not in the report\n"
    assert (unnamed.code, named.code) == (0, 0)
    assert f"\na record: {broken}Whose it is, `--names` says.\n" in unnamed.out
    assert "ada" not in unnamed.out + (tmp_path / "graded" / "class.html").read_text("utf-8")
    assert f"\nada.json: {broken}" in named.out


@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        (
            ["--to", "elsewhere"],
            "there is no book at `elsewhere/book.db`",
            "grade first, or name its folder: `--to`",
        ),
        (
            ["--records", "nowhere"],
            "`nowhere` is not there",
            "name a folder, or a zip as it was downloaded",
        ),
    ],
)
def test_what_is_not_there_is_said(
    tutor: Tutor, school: Path, quick: None, line: list[str], said: str, hint: str
) -> None:
    tutor("class", "grade", str(school))

    ran = tutor("class", "report", *line)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"error: {said}\n\nhint: {hint}\n"
