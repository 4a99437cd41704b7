"""Whose a file is, by what each platform hands out; every download as a folder and as a zip."""

from __future__ import annotations

from tests.tutor.classroom.reading.conftest import seen
from tutor.classroom.submission import Learner, Origin

METADATA = """\
---
submission_111:
  :submitters:
  - :name: Ada Lovelace
    :sid: '42'
    :email: ada@example.org
  - :name: Bob
    :sid:
    :email: bob@example.org
  :created_at: 2026-11-01 10:00:00.000000000 +00:00
  :score: 0.0
  :status: processed
  :history: []
submission_112:
  :submitters:
  - :name: Cyd
    :sid:
    :email:
"""


def test_a_folder_for_each_learner_is_theirs_however_deep_a_file_lies(download):
    found = seen(download({"ada/q_sample.py": "a", "bob/exercises/02_x/q_sample.py": "b"}))

    assert found.handed_in == {("folder/ada", "q_sample"): "a", ("folder/bob", "q_sample"): "b"}
    assert found.learners[0] == Learner(Origin.FOLDER, "ada", "ada")
    assert found.lines == []


def test_canvas_names_each_file_after_its_learner(download):
    found = seen(
        download(
            {
                "lovelaceada_12345_98765_q_sample.py": "a",
                "lovelaceada_12345_98766_alpha_bar.py": "b",
                "mülleröner_LATE_777_98767_q_sample.py": "c",
                "anon_x7y8z_98768_q_sample.py": "d",
                "LATE_anon_aaaaa_98769_q_sample.py": "e",
            }
        )
    )

    assert found.handed_in == {
        ("canvas/12345", "q_sample"): "a",
        ("canvas/12345", "alpha_bar"): "b",
        ("canvas/777", "q_sample"): "c",
        ("canvas/anon_x7y8z", "q_sample"): "d",
        ("canvas/anon_aaaaa", "q_sample"): "e",
    }
    assert {one.id: one.name for one in found.learners} == {
        "12345": "lovelaceada",
        "777": "mülleröner",
        "anon_x7y8z": "anon_x7y8z",
        "anon_aaaaa": "anon_aaaaa",
    }
    assert found.lines == []


def test_a_folder_that_is_called_like_a_file_of_canvas_is_a_learner(download):
    found = seen(download({"ada_1_2_x/q_sample.py": "a"}))

    assert found.handed_in == {("folder/ada_1_2_x", "q_sample"): "a"}


def test_of_what_canvas_got_twice_the_last_counts(download):
    found = seen(
        download(
            {
                "doe_1_2_q_sample.py": "old",
                "doe_1_3_q_sample-1.py": "x",
                "doe_1_4_q_sample-10.py": "n",
            }
        )
    )

    assert found.handed_in == {("canvas/1", "q_sample"): "n"}
    assert found.lines == ["doe_1_4_q_sample-10.py: the last of 3 uploads; the others do not count"]


def test_a_text_typed_into_canvas_is_no_exercise(download):
    found = seen(download({"doe_1_text.html": "<p>here</p>"}))

    assert found.lines == [
        "doe_1_text.html: no exercise: `text.html`",
        "doe_1_text.html: no exercise was handed in",
    ]


def test_moodle_has_a_folder_for_each_learner(download):
    found = seen(
        download(
            {
                "Ada Lovelace_123_assignsubmission_file_/q_sample.py": "a",
                "Group A-Bob Ross_124_assignsubmission_file/q_sample.py": "b",
                "Participant_125_assignsubmission_file_/q_sample.py": "c",
            }
        )
    )

    assert found.handed_in == {
        ("moodle/123", "q_sample"): "a",
        ("moodle/124", "q_sample"): "b",
        ("moodle/125", "q_sample"): "c",
    }
    assert found.learners[0].name == "Ada Lovelace"


def test_moodle_may_have_files_without_folders(download):
    found = seen(
        download(
            {
                "Ada Lovelace_123_assignsubmission_file_q_sample.py": "a",
                "Ada Lovelace_123_assignsubmission_file_alpha_bar.py": "b",
            }
        )
    )

    assert found.handed_in == {("moodle/123", "q_sample"): "a", ("moodle/123", "alpha_bar"): "b"}


def test_gradescope_says_in_a_file_whose_a_folder_is(download):
    found = seen(
        download(
            {
                "assignment_9_export/submission_metadata.yml": METADATA,
                "assignment_9_export/submission_111/q_sample.py": "both",
                "assignment_9_export/submission_112/q_sample.py": "c",
                "assignment_9_export/submission_113/q_sample.py": "nobody's",
            }
        )
    )

    assert found.handed_in == {
        ("gradescope/42", "q_sample"): "both",
        ("gradescope/bob@example.org", "q_sample"): "both",
        ("gradescope/Cyd", "q_sample"): "c",
    }
    assert found.learners[0] == Learner(Origin.GRADESCOPE, "42", "Ada Lovelace", "ada@example.org")
    assert found.lines == [
        "submission_113: this could not be matched to a learner; it is not graded"
    ]


def test_metadata_that_are_none_are_reported_and_the_folders_have_their_own_names(download):
    found = seen(download({"submission_metadata.yml": "- what", "submission_1/q_sample.py": "a"}))

    assert found.handed_in == {("folder/submission_1", "q_sample"): "a"}
    assert found.lines == [
        "submission_metadata.yml: this is not the metadata that Gradescope writes"
    ]


def test_repositories_are_told_apart_by_what_follows_their_prefix(download):
    path = download(
        {
            "cs-hw1-ada-l/q_sample.py": "a",
            "cs-hw1-bob/exercises/02/q_sample.py": "b",
            "cs-hw1-bob/.git/q_sample.py": "not this",
            "template/q_sample.py": "nobody's",
        }
    )

    found = seen(path, prefix="cs-hw1")

    assert found.handed_in == {("github/ada-l", "q_sample"): "a", ("github/bob", "q_sample"): "b"}
    assert found.lines == ["template: this could not be matched to a learner; it is not graded"]


def test_a_mix_of_layouts_is_read_and_said(download):
    found = seen(download({"ada/q_sample.py": "a", "doe_1_2_q_sample.py": "b"}))

    assert found.handed_in == {("folder/ada", "q_sample"): "a", ("canvas/1", "q_sample"): "b"}
    assert found.lines == [
        "all: a mix of layouts: canvas, folder; who is in two of them is two learners"
    ]


def test_a_folder_without_a_learner_is_said(download):
    found = seen(download({"q_sample.py": "whose?"}))

    assert found.learners == []
    assert found.lines == [
        "q_sample.py: this could not be matched to a learner; it is not graded",
        "all: no learner was found",
    ]


def test_several_downloads_make_one_class(tmp_path, download):
    first = download({"ada/q_sample.py": "a"})
    (tmp_path / "second" / "ada").mkdir(parents=True)
    (tmp_path / "second" / "ada" / "alpha_bar.py").write_text("b", encoding="utf-8")

    found = seen(first, tmp_path / "second")

    assert found.handed_in == {("folder/ada", "q_sample"): "a", ("folder/ada", "alpha_bar"): "b"}
