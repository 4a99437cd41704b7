"""Files by name become a zip or a folder."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from tutor.errors import TutorError
from tutor.handout.pack import Part, placed, text, write, zipped

PACK = {"b/run": text("go\n", executable=True), "a.txt": Part(b"\xff")}


def test_a_folder_has_every_file_and_who_may_run_it(tmp_path: Path) -> None:
    write(PACK, tmp_path / "out")

    assert (tmp_path / "out" / "a.txt").read_bytes() == b"\xff"
    assert (tmp_path / "out" / "b" / "run").read_text(encoding="utf-8") == "go\n"
    modes = [(tmp_path / "out" / name).stat().st_mode & 0o777 for name in ("a.txt", "b/run")]
    assert modes == [0o644, 0o755]


def test_a_zip_has_them_too(tmp_path: Path) -> None:
    write(PACK, tmp_path / "new" / "out.zip")

    with ZipFile(tmp_path / "new" / "out.zip") as archive:
        assert archive.namelist() == ["a.txt", "b/run"]
        assert archive.read("b/run") == b"go\n"
        modes = [entry.external_attr >> 16 & 0o777 for entry in archive.infolist()]
        times = {entry.date_time for entry in archive.infolist()}
    assert modes == [0o644, 0o755]
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_the_order_of_the_files_makes_no_other_zip() -> None:
    assert zipped(PACK) == zipped(dict(reversed(PACK.items())))


def test_a_pack_can_lie_in_a_folder_of_another() -> None:
    assert placed(PACK, "course") == {"course/b/run": PACK["b/run"], "course/a.txt": PACK["a.txt"]}


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_nothing_that_is_there_is_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")

    with pytest.raises(TutorError) as caught:
        write(PACK, tmp_path / name)

    assert str(caught.value) == f"`{tmp_path / name}` is there already"
    assert caught.value.hint == "remove it, or name another with `--to PATH`"
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_where_nothing_can_be_written_it_is_said_why(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    to = tmp_path / "file" / name

    with pytest.raises(TutorError) as caught:
        write(PACK, to)

    assert str(caught.value) == f"`{to}` cannot be written: {reason(name)}"
    assert caught.value.hint == "make room, or name another place with `--to PATH`"


def reason(name: str) -> str:
    return "file exists" if name == "out.zip" else "not a directory"
