"""Findings that outlive a check, and when they do not."""

import json
from pathlib import Path

import pytest

from tutor.authoring.ledger import Ledger
from tutor.errors import Fault

WEAK = "no check fails on `b` in the place of `a`"


class Finder:
    """Finds the same each time, and counts how often it had to."""

    def __init__(self, *found: Fault):
        self.found = list(found)
        self.times = 0

    def __call__(self) -> list[Fault]:
        self.times += 1
        return self.found


def findings(root, finder, ground="as it is", **options) -> list[Fault]:
    ledger = Ledger(root / "kept", **options)
    return ledger.findings("exercises/twice", root, lambda: ground, finder)


def warning(root) -> Fault:
    return Fault(root / "solutions/twice.py", 8, WEAK, "add a check", warning=True)


def test_what_was_found_is_found_no_second_time(tmp_path):
    finder = Finder(warning(tmp_path))

    findings(tmp_path, finder)
    again = findings(tmp_path, finder)

    assert again == [warning(tmp_path)]
    assert finder.times == 1


def test_a_course_that_moved_has_its_findings_where_it_is_now(tmp_path):
    findings(tmp_path, Finder(warning(tmp_path)))
    ledger = Ledger(tmp_path / "kept")

    found = ledger.findings("exercises/twice", Path("/new"), lambda: "as it is", Finder())

    assert found == [warning(Path("/new"))]
    assert ledger.unchanged == ["exercises/twice"]


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"ground": "another"}, id="when its ground has changed"),
        pytest.param({"anew": True}, id="when everything is to be found anew"),
    ],
)
def test_it_is_found_again(tmp_path, options):
    finder = Finder()

    findings(tmp_path, finder)
    findings(tmp_path, finder, **options)

    assert finder.times == 2


def test_what_is_found_anew_is_kept(tmp_path):
    findings(tmp_path, Finder(), anew=True)
    finder = Finder()

    findings(tmp_path, finder)

    assert finder.times == 0


def test_an_error_is_found_each_time(tmp_path):
    finder = Finder(Fault(tmp_path / "solutions/twice.py", 1, "does not pass"))

    findings(tmp_path, finder)
    findings(tmp_path, finder)

    assert finder.times == 2


def test_what_was_found_while_a_file_was_saved_is_not_kept(tmp_path):
    moving, still = iter(["before", "after"]), Finder()

    Ledger(tmp_path).findings("a", tmp_path, lambda: next(moving), Finder())
    Ledger(tmp_path).findings("a", tmp_path, lambda: "before", still)

    assert still.times == 1


def test_without_a_folder_nothing_is_kept(tmp_path):
    finder = Finder()

    Ledger().findings("a", tmp_path, lambda: "", finder)
    Ledger().findings("a", tmp_path, lambda: "", finder)

    assert finder.times == 2


DAMAGES = {
    "gone": lambda text: None,
    "empty": lambda text: b"",
    "cut off": lambda text: text[:-20],
    "no text": lambda text: b"\xff\xfe",
    "of another kind": lambda text: b"[]",
    "without faults": lambda text: json.dumps({"ground": "as it is"}).encode(),
    "one letter changed": lambda text: text.replace(b"no check", b"no chick"),
    "a fault taken out": lambda text: json.dumps({**json.loads(text), "faults": []}).encode(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_as_good_as_none(tmp_path, damage):
    finder = Finder(warning(tmp_path))
    findings(tmp_path, finder)
    kept = tmp_path / "kept/exercises/twice.json"
    damaged = damage(kept.read_bytes())
    kept.unlink() if damaged is None else kept.write_bytes(damaged)

    again = findings(tmp_path, finder)

    assert again == [warning(tmp_path)]
    assert finder.times == 2


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_breaks(tmp_path):
    (tmp_path / "kept").write_text("a file, where a folder should be", encoding="utf-8")

    assert findings(tmp_path, Finder(warning(tmp_path))) == [warning(tmp_path)]


def test_one_file_is_kept_for_each_and_no_leavings(tmp_path):
    findings(tmp_path, Finder(), ground="one")
    findings(tmp_path, Finder(), ground="two")

    assert [one.name for one in (tmp_path / "kept").rglob("*.*")] == ["twice.json"]
