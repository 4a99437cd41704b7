from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.tutor.grading.verdicts import FAILED, PASSED
from tests.tutor.learning.conftest import NOW
from tutor.course.course import Course
from tutor.course.verdict import Mistake
from tutor.learning.confidence import Confidence
from tutor.learning.export.record import write_record
from tutor.learning.progress import Foretold, Progress

SCHEMA = Path(__file__).parents[4] / "docs" / "schemas" / "record.schema.json"
KINDS = {"answer", "attempt", "recoding", "blank", "hint", "give-up", "prediction", "read"}


@pytest.fixture
def record(course: Course, tmp_path: Path) -> dict[str, Any]:
    """What is written of a learner who has done each thing once."""
    progress = Progress(tmp_path / "progress.db", NOW)
    misled = replace(FAILED, mistake=Mistake("one", "Because."), also=Mistake("two", "And."))
    progress.record_read("02_forward", 0, NOW)
    progress.record_prediction("dissolve", "asked", Foretold(None, 0.5), NOW)
    progress.record_answer("typed", "content", misled, "1 - abar", NOW, Confidence.SURE)
    progress.record_answer("chosen", "content", PASSED, (0, 2), NOW)
    progress.record_attempt(misled, "code", NOW)
    progress.record_hint("q_sample", 1, NOW)
    progress.record_give_up("q_sample", NOW)
    progress.record_attempt(PASSED, "code", NOW)
    progress.record_blank("q_sample", NOW)
    progress.record_recoding(PASSED, "code", NOW)
    write_record(course, progress, tmp_path / "record.json", NOW)
    progress.close()
    whole: dict[str, Any] = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    return whole


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft202012Validator:
    published = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    return jsonschema.Draft202012Validator(published)


def test_a_record_with_every_kind_of_entry_is_what_the_schema_says(
    record: dict[str, Any], schema: jsonschema.Draft202012Validator
) -> None:
    schema.validate(record)

    assert {entry["kind"] for entry in record["log"]} == KINDS
    assert record["review"]
    assert record["misconceptions"] == {"one": 2, "two": 1}


@pytest.mark.parametrize("number", range(10))
def test_the_schema_takes_no_entry_with_a_key_too_many_or_too_few(
    record: dict[str, Any], schema: jsonschema.Draft202012Validator, number: int
) -> None:
    more, fewer = deepcopy(record), deepcopy(record)
    more["log"][number]["password"] = "x"
    fewer["log"][number].popitem()

    assert not schema.is_valid(more)
    assert not schema.is_valid(fewer)
