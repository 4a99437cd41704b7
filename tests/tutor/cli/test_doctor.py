from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tests.tutor.cli.forward import COURSE
from tutor.sandbox.bubblewrap import Found
from tutor.sandbox.profile import BASIC, Namespaces


def test_the_doctor_names_what_the_tutor_depends_on(tutor: Tutor, workspace: Path) -> None:
    ran = tutor("doctor")

    lines = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
    assert ran.code == 0
    counted = f"({len(COURSE.lessons)} lessons, {len(COURSE.exercises)} exercises)"
    assert lines["course"].endswith(counted)
    assert lines["workspace"] == f"{workspace}, not made yet; `tutor start` makes it"
    assert lines["isolation"].partition(":")[0] in {"full", "kernel", "basic"}
    assert "trains on" in lines["torch"]


def test_the_doctor_says_how_to_get_an_editor(
    tutor: Tutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    assert "editor     no editor is set" in tutor("doctor").out


def test_a_weak_isolation_and_a_broken_torch_are_told_with_the_remedy(
    tutor: Tutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.sandbox.isolation.strongest", lambda: BASIC)
    monkeypatch.setattr("tutor.sandbox.bubblewrap.found", lambda: Found(Namespaces.NONE))
    monkeypatch.setitem(sys.modules, "torch", None)

    ran = tutor("doctor")

    assert ran.code == 0
    assert "isolation  basic: limits and timeouts only" in ran.out
    assert "; for more, " in ran.out
    assert "torch      cannot be loaded: " in ran.out
