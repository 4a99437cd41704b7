from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tutor.classroom.handing_back.written import write
from tutor.errors import TutorError


def test_a_full_disk_leaves_the_file_of_the_last_time(tmp_path, monkeypatch):
    path = tmp_path / "deep" / "canvas.csv"
    write(path, "before")
    whole = Path.write_text

    def half(self: Path, text: str, **options: str) -> int:
        whole(self, text[: len(text) // 2], **options)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    with pytest.raises(TutorError) as caught:
        write(path, "after")

    assert str(caught.value) == f"`{path}` cannot be written: no space left on device"
    assert caught.value.hint == "make room, or choose another folder with `--to DIR`"
    assert path.read_text(encoding="utf-8") == "before"
    assert [one.name for one in path.parent.iterdir()] == ["canvas.csv"]
