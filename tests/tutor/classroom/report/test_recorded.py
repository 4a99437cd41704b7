"""Records are files of others: whatever is wrong with one costs a line."""

from __future__ import annotations

import json
import zipfile

import pytest

from tests.tutor.classroom.report.conftest import NOW, Class, attempt
from tutor.classroom.report.recorded import Record, read_records
from tutor.classroom.submission import Oddity
from tutor.errors import TutorError

WHOLE = {"schema": 1, "course": "Two functions", "exported": NOW.isoformat(), "log": []}
NO_RECORD = "this is no record of the tutor; it is not in the report"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", NO_RECORD, id="empty"),
        pytest.param("[" * 100_000, NO_RECORD, id="nested too deeply"),
        pytest.param("\x00\xff", NO_RECORD, id="binary"),
        pytest.param("[1, 2]", NO_RECORD, id="a list"),
        pytest.param(json.dumps(WHOLE | {"log": 7}), NO_RECORD, id="a log that is none"),
        pytest.param(json.dumps(WHOLE | {"exported": "today"}), NO_RECORD, id="no moment"),
        pytest.param(
            json.dumps(WHOLE | {"exported": "2026-11-02T20:00:00"}), NO_RECORD, id="no time zone"
        ),
        pytest.param(
            json.dumps(WHOLE | {"schema": 2}),
            "another version of the tutor wrote this record; it is not in the report",
            id="another schema",
        ),
        pytest.param(
            json.dumps(WHOLE | {"course": "Cooking"}),
            "this is a record of another course, `Cooking`; it is not in the report",
            id="another course",
        ),
    ],
)
def test_a_broken_record_costs_its_learner_a_line(school: Class, text, said):
    (school.records / "ada.json").write_bytes(text.encode("latin-1"))
    school.records_of(1, [attempt(0, "halve")])

    odd, record = read_records(school.records, "Two functions")

    assert str(odd) == f"ada.json: {said}"
    assert isinstance(record, Record)


def test_entries_that_cannot_be_read_are_counted_and_left_out(school: Class, answers):
    (answered,) = answers([True])
    broken = [
        7,
        {"at": "never", "kind": "read", "subject": "x"},
        {"at": NOW.isoformat(), "kind": "dance", "subject": "x"},
        {"at": NOW.isoformat(), "kind": "attempt", "subject": "halve", "verdict": None},
        {"at": NOW.isoformat(), "kind": "answer", "subject": "ask-1", "given": [["x"]]},
        answered | {"given": [float("inf")]},
        {"at": NOW.isoformat(), "kind": "read", "subject": ["x"]},
    ]
    school.records_of(1, [attempt(0, "halve"), *broken])

    odd, record = read_records(school.records, "Two functions")

    assert isinstance(odd, Oddity)
    assert str(odd) == "learner-1.json: 7 entries of this record cannot be read; the others count"
    assert isinstance(record, Record)
    assert [one.subject for one in record.entries] == ["halve"]


def test_one_entry_is_one(school: Class):
    school.records_of(1, [7])

    odd, _ = read_records(school.records, "Two functions")

    assert str(odd) == "learner-1.json: 1 entry of this record cannot be read; the others count"


def test_a_record_that_is_too_large_is_not_read(school: Class, monkeypatch):
    monkeypatch.setattr("tutor.classroom.report.recorded.LARGEST_RECORD", 100)
    school.records_of(1, [attempt(0, "halve")])

    (odd,) = read_records(school.records, "Two functions")

    assert str(odd) == "learner-1.json: it is larger than 100 bytes; it is not in the report"


def test_a_link_is_not_followed(school: Class, tmp_path):
    (tmp_path / "elsewhere.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    (school.records / "ada.json").symlink_to(tmp_path / "elsewhere.json")

    (odd,) = read_records(school.records, "Two functions")

    assert str(odd) == "ada.json: this is a link, which is not followed"


def test_a_folder_without_a_record_is_said(school: Class):
    (school.records / "ada").mkdir()
    (school.records / "ada" / "notes.txt").write_text("x", encoding="utf-8")

    (odd,) = read_records(school.records, "Two functions")

    assert str(odd) == "ada: there is no record in it; `tutor export json` writes one"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ada.json", "folder/ada"),
        ("ada/record.json", "folder/ada"),
        ("lovelaceada_12345_98765_record.json", "canvas/12345"),
        ("Ada Lovelace_123_assignsubmission_file_/record.json", "moodle/123"),
    ],
)
def test_a_record_is_whose_its_name_says(tmp_path, name, key):
    path = tmp_path / "records" / name
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(WHOLE), encoding="utf-8")

    (record,) = read_records(tmp_path / "records", "Two functions")

    assert isinstance(record, Record)
    assert record.learner.key == key


def test_records_may_lie_in_a_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "records.zip", "w") as archive:
        archive.writestr("ada.json", json.dumps(WHOLE))

    (record,) = read_records(tmp_path / "records.zip", "Two functions")

    assert isinstance(record, Record)
    assert record.learner.id == "ada"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(TutorError) as caught:
        list(read_records(tmp_path / "no", "Two functions"))

    assert str(caught.value) == f"`{tmp_path / 'no'}` is not there"
    assert caught.value.hint == "name a folder, or a zip as it was downloaded"


def test_what_the_tutor_exports_is_read(tmp_path, course):
    from tutor.course.verdict import Finding, Mistake, Status, Verdict
    from tutor.learning.export.record import write_record
    from tutor.learning.progress import Foretold, Progress

    progress = Progress(tmp_path / "progress.db", NOW)
    progress.record_read("01_jump", 0, NOW)
    progress.record_hint("halve", 1, NOW)
    found = Finding("Half of each number", Status.FAILED, 0.0, "expected 1, seen 3", out_of=10.0)
    mistake = Mistake("doubles", "Halve it.", "01_jump#jump")
    verdict = Verdict("halve", Status.FAILED, 0.0, 10.0, (found,), mistake)
    progress.record_attempt(verdict, "", NOW)
    progress.record_answer("ask-1", "content", Verdict("ask-1", Status.PASSED, 1, 1), (0,), NOW)
    progress.record_prediction("dissolve", "x", Foretold(1.0, 2.0), NOW)
    progress.record_give_up("halve", NOW)
    (tmp_path / "records").mkdir()
    write_record(course, progress, tmp_path / "records" / "ada.json", NOW)
    progress.close()

    (record,) = read_records(tmp_path / "records", "Two functions")

    assert isinstance(record, Record)
    kinds = [one.kind for one in record.entries]
    assert kinds == ["read", "hint", "attempt", "answer", "prediction", "give-up"]
    tried, answered = record.entries[2], record.entries[3]
    assert (tried.check, tried.mistakes) == ("Half of each number", ("doubles",))
    assert (answered.passed, answered.given, answered.content) == (True, (0,), "content")
