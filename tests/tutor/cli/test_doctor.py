from __future__ import annotations

from pathlib import Path

from tests.tutor.cli.conftest import Tutor


def test_the_doctor_names_what_the_tutor_depends_on(tutor: Tutor, workspace: Path) -> None:
    ran = tutor("doctor")

    lines = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
    assert ran.code == 0
    assert lines["course"].endswith("(5 lessons, 5 exercises)")
    assert lines["workspace"] == f"{workspace}, not made yet; `tutor start` makes it"
    assert lines["isolation"].partition(":")[0] in {"kernel", "basic"}
    assert "trains on" in lines["torch"]


def test_the_doctor_says_how_to_get_an_editor(tutor: Tutor) -> None:
    assert "set EDITOR so that the tutor can open your files" in tutor("doctor").out
