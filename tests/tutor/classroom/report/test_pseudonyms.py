"""Pseudonyms: the same for the same learner and key, and the key for nobody else."""

from __future__ import annotations

import pytest

from tutor.classroom.report.pseudonyms import KEY, key_beside, pseudonym
from tutor.errors import TutorError


def test_a_pseudonym_is_a_keyed_hash():
    """As `openssl dgst -sha256 -mac HMAC` has it of `canvas/1`, with a key of zeros."""
    assert pseudonym(bytes(32), "canvas/1") == "3tanlhmn"


def test_another_key_gives_other_pseudonyms():
    assert pseudonym(bytes(32), "canvas/1") != pseudonym(b"\x01" * 32, "canvas/1")


def test_the_key_is_made_once_and_is_for_its_owner_alone(tmp_path):
    first = key_beside(tmp_path, lambda size: b"\x07" * size)
    second = key_beside(tmp_path, lambda size: b"\x08" * size)

    assert first == second == b"\x07" * 32
    assert (tmp_path / KEY).stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [KEY]


@pytest.mark.parametrize("text", [b"", b"abc", b"\xff" * 64, b"0" * 62])
def test_a_key_that_is_none_is_not_used(tmp_path, text):
    (tmp_path / KEY).write_bytes(text)

    with pytest.raises(TutorError) as caught:
        key_beside(tmp_path, bytes)

    assert str(caught.value) == f"`{tmp_path / KEY}` is no key for pseudonyms"
    assert caught.value.hint == (
        "put the file back as it was, or delete it: then learners are called anew"
    )


def test_a_key_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(TutorError) as caught:
        key_beside(tmp_path / "no", bytes)

    assert str(caught.value) == (
        f"`{tmp_path / 'no' / KEY}` cannot be read or written: no such file or directory"
    )
    assert caught.value.hint == (
        "give yourself the right to it, or choose another folder with `--to DIR`"
    )
