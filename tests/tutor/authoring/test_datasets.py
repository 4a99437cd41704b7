"""The datasets of a teacher's own, tried before a learner trains on them."""

from dataclasses import replace

import pytest

from tutor.authoring import datasets
from tutor.authoring.check import check
from tutor.authoring.ledger import Ledger
from tutor.errors import Fault, TrainingError

OWN = "lessons/datasets.py"
HINT = f"mend `{OWN}` of the course: docs/writing-a-course.md says what is asked of it"
NOISE = """import numpy as np

from tutor.diffusion.datasets import dataset


@dataset("noise", (2,))
def noise(n, generator):
    return generator.standard_normal((n, 2)), np.zeros(n, np.int64)


@dataset("still", (2,))
def still(n, generator):
    return np.zeros((n, 2)), np.zeros(n, np.int64)


@dataset("late", (2,))
def late(n, generator):
    return np.zeros(n), generator.shuffle()
"""


def faults(folder, source, **options) -> list[Fault]:
    folder.lesson("## One\n")
    folder.write(OWN, source)
    return check(folder.root, seen_from=folder.root, **options)


def test_every_dataset_is_tried_and_told_at_its_line(folder):
    found = faults(folder, NOISE)

    assert [str(fault) for fault in found] == [
        f"{OWN}:11: `still` must draw examples that differ, or there is nothing to learn",
        f"{OWN}:18: TypeError: shuffle() takes at least 1 positional argument (0 given)",
    ]
    assert {fault.hint for fault in found} == {HINT}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        pytest.param("import numpy\ndef (\n", ":2: SyntaxError: invalid syntax", id="no Python"),
        pytest.param("x = 1\n1 / 0\n", ":2: ZeroDivisionError: division by zero", id="an error"),
        pytest.param(
            "import os\nos._exit(3)\n",
            ":1: the training ended without a word (exit code 3)",
            id="an end",
        ),
    ],
)
def test_a_file_that_cannot_be_run_is_told(folder, source, told):
    assert [str(fault) for fault in faults(folder, source)] == [OWN + told]


def test_a_file_that_is_not_utf_8_is_told(folder):
    (folder.root / OWN).write_bytes(b"x = 1\n# na\xefve\n")

    (fault,) = datasets.check_datasets(folder.root / OWN)

    assert str(replace(fault, path=OWN)) == f"{OWN}:2: this is not UTF-8"
    assert fault.hint == "save the file as UTF-8"


@pytest.fixture
def looked(monkeypatch):
    """Sources that were tried; nothing is run."""
    sources: list[str] = []

    def look_at(source):
        sources.append(source)
        return [TrainingError("bad", "mend it")] if "bad" in source else []

    monkeypatch.setattr(datasets, "look_at", look_at)
    return sources


def test_they_are_tried_again_only_when_they_have_changed(folder, looked, tmp_path):
    told: list[str] = []
    for source in ("a = 1\n", "a = 1\n", "a = 2\n"):
        faults(folder, source, ledger=Ledger(tmp_path / "kept"), on_progress=told.append)

    assert looked == ["a = 1\n", "a = 2\n"]
    assert told.count("datasets") == 2


def test_they_are_not_run_where_nothing_is_to_be_proven(folder, looked):
    assert faults(folder, "bad = 1\n", prove=False) == []
    assert looked == []


def test_what_has_no_line_is_told_at_the_first(folder, looked):
    assert [str(fault) for fault in faults(folder, "bad = 1\n")] == [f"{OWN}:1: bad"]
