"""What a class hands in besides what was asked for: a line each, and all others are read."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from tests.tutor.classroom.reading.conftest import folder_of, seen, zip_of
from tutor.classroom.reading.folder import Folder
from tutor.classroom.reading.tree import UnfitError
from tutor.errors import TutorError

GOOD = {("folder/good", "q_sample"): "g"}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A class with one learner who did as asked."""
    return folder_of(tmp_path / "class", {"good/q_sample.py": "g"})


def test_a_download_that_is_not_there_is_said(tmp_path):
    with pytest.raises(TutorError) as caught:
        seen(tmp_path / "nowhere")

    assert str(caught.value) == f"`{tmp_path / 'nowhere'}` is not there"
    assert caught.value.hint == "name a folder, or a zip as it was downloaded"


def test_a_download_that_is_no_archive_is_said(tmp_path):
    path = tmp_path / "class.zip"
    path.write_text("no zip", encoding="utf-8")

    with pytest.raises(TutorError) as caught:
        seen(path)

    assert str(caught.value) == f"`{path}` is no zip archive: file is not a zip file"
    assert caught.value.hint == "name a folder, or a zip as it was downloaded"


def test_a_folder_that_is_gone_by_the_time_it_is_read_is_said(tmp_path):
    with pytest.raises(TutorError) as caught:
        Folder(tmp_path / "gone").tops()

    assert str(caught.value) == f"`{tmp_path / 'gone'}` cannot be read: no such file or directory"
    assert caught.value.hint == "name a folder you may read"


def test_a_link_is_not_followed(school, tmp_path):
    secret = tmp_path / "secret.py"
    secret.write_text("secret", encoding="utf-8")
    (school / "eve").mkdir()
    (school / "eve" / "q_sample.py").symlink_to(secret)
    (school / "mallory").symlink_to(tmp_path)

    found = seen(school)

    assert found.handed_in == GOOD
    assert found.lines == [
        "mallory: this is a link, which is not followed",
        "eve/q_sample.py: this is a link, which is not followed",
        "eve: no exercise was handed in",
    ]


def test_a_pipe_is_not_waited_for(school):
    (school / "eve").mkdir()
    os.mkfifo(school / "eve" / "q_sample.py")

    found = seen(school)

    assert found.handed_in == GOOD
    assert found.lines[0] == "eve/q_sample.py: this is no regular file"


def test_of_two_different_files_for_an_exercise_none_counts(school):
    folder_of(school, {"eve/q_sample.py": "a", "eve/old/q_sample.py": "b", "eve/alpha_bar.py": "c"})

    found = seen(school)

    assert found.handed_in == {**GOOD, ("folder/eve", "alpha_bar"): "c"}
    assert found.lines == [
        "eve: `eve/q_sample.py` and `eve/old/q_sample.py` differ; none is graded as `q_sample` "
        "until one is left"
    ]


def test_two_files_that_say_the_same_are_one(school):
    folder_of(school, {"eve/q_sample.py": "a", "eve/copy/q_sample.py": "a"})

    found = seen(school)

    assert found.handed_in == {**GOOD, ("folder/eve", "q_sample"): "a"}
    assert found.lines == []


def test_a_learner_without_a_file_is_in_the_class(school):
    (school / "eve").mkdir()

    found = seen(school)

    assert [one.id for one in found.learners] == ["eve", "good"]
    assert found.lines == ["eve: no exercise was handed in"]


def test_what_is_no_exercise_is_named_with_what_was_meant(school):
    folder_of(school, {f"eve/{name}": "x" for name in ("qsample.py", "a.txt", "b.txt", "c.txt")})

    found = seen(school)

    assert found.lines == [
        "eve: no exercise: `a.txt`, `b.txt`, `c.txt` and 1 more; was `q_sample` meant?",
        "eve: no exercise was handed in",
    ]


def test_an_empty_file_and_a_picture_are_handed_in_and_said(school):
    folder_of(school, {"eve/q_sample.py": "\n"})
    (school / "eve" / "alpha_bar.py").write_bytes(b"\x89PNG\r\n\x1a\n\0")

    found = seen(school)

    assert [one.exercise for one in found.submissions] == ["alpha_bar", "q_sample", "q_sample"]
    assert found.lines == [
        "eve/alpha_bar.py: this is no text in UTF-8",
        "eve/q_sample.py: this file is empty",
    ]


def test_a_file_that_is_too_large_is_not_read(school):
    folder_of(school, {"eve/q_sample.py": "#" * 100_001})

    found = seen(school)

    assert found.handed_in == GOOD
    assert found.lines == ["eve/q_sample.py: it is larger than 100,000 bytes; it is not graded"]


def test_of_ten_thousand_files_none_is_graded(school):
    (school / "eve").mkdir()
    for number in range(10_000):
        (school / "eve" / f"{number}.txt").touch()

    found = seen(school)

    assert found.handed_in == GOOD
    assert found.lines == ["eve: more than 1,000 files; none of them is graded"]


def test_a_line_of_the_report_is_one_line_whatever_it_quotes(school):
    folder_of(school, {"eve/a\nb/q_sample.py": "a", "eve/q_sample.py": "b"})

    found = seen(school)

    assert found.lines == [
        "eve: `eve/q_sample.py` and `eve/a\\nb/q_sample.py` differ; none is graded as `q_sample` "
        "until one is left"
    ]


def test_what_becomes_a_link_after_it_was_listed_is_not_read(school, tmp_path):
    path = school / "eve" / "q_sample.py"
    folder_of(school, {"eve/q_sample.py": "a"})
    (file,) = (one for top in Folder(school).tops() for one in top.files() if "eve" in one.path)

    path.unlink()
    path.symlink_to(tmp_path / "secret.py")
    with pytest.raises(UnfitError) as link:
        file.whole()
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(UnfitError) as pipe:
        file.whole()

    assert str(link.value) == "it cannot be read: too many levels of symbolic links"
    assert str(pipe.value) == "this is no regular file"


def test_a_name_in_capitals_is_the_same_exercise(school):
    folder_of(school, {"eve/Q_Sample.PY": "a", "bob/q_sample (2).py": "b"})

    assert seen(school).handed_in == {
        **GOOD,
        ("folder/eve", "q_sample"): "a",
        ("folder/bob", "q_sample"): "b",
    }


def test_a_name_with_newlines_is_said_in_one_line(school):
    folder_of(school, {"eve\n=cmd()/q_sample.py": "a", "eve\n=cmd()/no\r\x1b[2J": ""})

    found = seen(school)

    assert found.learners[0].id == "eve\\n=cmd()"
    assert found.lines == ["eve\\n=cmd(): no exercise: `no\\r\\x1b[2J`"]


def test_a_name_that_is_no_text_is_escaped(school):
    Path(os.fsdecode(os.fsencode(school) + b"/\xff")).mkdir()

    found = seen(school)

    assert [one.id for one in found.learners] == ["good", "\\udcff"]
    assert found.lines == ["\\udcff: no exercise was handed in"]


def test_a_path_longer_than_the_system_allows_is_said(school):
    here = os.open(school, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("e" * 200, dir_fd=here)
        inside = os.open("e" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inside
    os.close(here)

    found = seen(school)

    assert found.handed_in == GOOD
    assert found.lines[0].endswith("this folder cannot be read: file name too long")


def test_an_archive_that_was_handed_in_is_looked_into(school):
    zip_of(school / "eve.zip", {"work/q_sample.py": "a", "__MACOSX/q_sample.py": "no"})
    folder_of(school, {"bob/x": ""})
    zip_of(school / "bob" / "mine.zip", {"alpha_bar.py": "b"})

    found = seen(school)

    assert found.handed_in == {
        **GOOD,
        ("folder/eve", "q_sample"): "a",
        ("folder/bob", "alpha_bar"): "b",
    }


def test_a_bomb_is_not_unpacked(school):
    zip_of(school / "eve.zip", {"q_sample.py": "\0" * (100 << 20)})

    found = seen(school)

    assert found.handed_in == GOOD
    assert found.lines == ["eve.zip/q_sample.py: it is larger than 100,000 bytes; it is not graded"]


def test_a_bomb_in_a_bomb_stays_closed(school):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("q_sample.py", "a")
    with zipfile.ZipFile(school / "eve.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())

    found = seen(school)

    assert found.handed_in == GOOD
    assert found.lines == [
        "eve.zip: no exercise: `inner.zip`",
        "eve.zip: no exercise was handed in",
    ]


def test_an_archive_of_more_than_is_read_is_refused(school):
    (school / "eve.zip").write_bytes(bytes((4 << 20) + 1))
    (school / "mallory.zip").write_bytes(b"PK\x01\x02" * 10_001)

    found = seen(school)

    assert found.handed_in == GOOD
    assert "eve.zip: it is larger than 4,194,304 bytes" in found.lines
    assert "mallory.zip: this archive has more than 10,000 files" in found.lines


def test_an_archive_that_is_damaged_is_said(school):
    (school / "eve.zip").write_text("no zip", encoding="utf-8")
    whole = zip_of(school / "mallory.zip", {"q_sample.py": "abc" * 400}).read_bytes()
    (school / "mallory.zip").write_bytes(whole[:45] + b"\xff\xff\xff" + whole[48:])

    found = seen(school)

    assert found.handed_in == GOOD
    assert "eve.zip: this is no zip archive that can be read" in found.lines
    assert (
        "mallory.zip/q_sample.py: it cannot be unpacked: the archive is damaged; it is not graded"
        in found.lines
    )


@pytest.mark.parametrize(
    "name",
    [
        *("../q_sample.py", "/q_sample.py", "a/../../q_sample.py"),
        *("..\\q_sample.py", "C:/q_sample.py"),
    ],
)
def test_a_path_that_leaves_the_archive_is_refused(school, name):
    zip_of(school / "eve.zip", {name: "a"})

    found = seen(school)

    assert found.handed_in == GOOD
    assert (
        found.lines[0].replace("\\\\", "\\") == f"eve.zip/{name}: its path leads out of the archive"
    )


def test_links_and_locked_files_in_an_archive_are_refused(school):
    with zipfile.ZipFile(school / "eve.zip", "w") as archive:
        link = zipfile.ZipInfo("q_sample.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr(zipfile.ZipInfo("alpha_bar.py"), "a", zipfile.ZIP_LZMA)
        archive.writestr(zipfile.ZipInfo("locked.py"), "a")
        archive.infolist()[-1].flag_bits |= 1  # written with the list of members

    found = seen(school)

    assert found.handed_in == GOOD
    assert found.lines[:3] == [
        "eve.zip/q_sample.py: this is a link, which is not followed",
        "eve.zip/alpha_bar.py: it is compressed in a way that is not read",
        "eve.zip/locked.py: this file is encrypted",
    ]


def test_a_file_that_bears_the_name_of_a_folder_breaks_nothing(tmp_path):
    top = "assignment_1_export"
    path = zip_of(tmp_path / "class.zip", {top: "a file", f"{top}/ada/q_sample.py": "a"})

    found = seen(path)

    assert found.handed_in == {("folder/ada", "q_sample"): "a"}
