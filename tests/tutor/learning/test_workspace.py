from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tutor.learning.conftest import NOW
from tutor.course.course import Course
from tutor.errors import WorkspaceError
from tutor.learning.workspace import (
    Workspace,
    find_workspace,
    make_workspace,
    read_source,
    reset,
)


@pytest.mark.parametrize(
    ("explicit", "environ", "cwd", "found"),
    [
        pytest.param("named", {"TUTOR_WORKSPACE": "/e"}, "inside", "named", id="the one named"),
        pytest.param(None, {"TUTOR_WORKSPACE": "set"}, "inside", "set", id="the variable's"),
        pytest.param(None, {}, "inside/exercises", "inside", id="the one around the folder"),
        pytest.param(None, {}, "elsewhere", "home/diffusion-tutor", id="the one at home"),
    ],
)
def test_a_workspace_is_looked_for_from_the_nearest_place_out(
    tmp_path: Path, explicit: str | None, environ: dict[str, str], cwd: str, found: str
) -> None:
    (tmp_path / "inside" / ".tutor").mkdir(parents=True)
    if "TUTOR_WORKSPACE" in environ:
        environ = {"TUTOR_WORKSPACE": str(tmp_path / "set")}

    workspace = find_workspace(
        tmp_path / explicit if explicit else None, environ, tmp_path / cwd, tmp_path / "home"
    )

    assert workspace.root == tmp_path / found


def test_making_a_workspace_copies_every_stub(tmp_path: Path, course: Course) -> None:
    workspace = Workspace(tmp_path / "work")

    added = make_workspace(workspace, course)

    assert [file.name for file in added] == ["q_sample.py", "cfg_combine.py"]
    assert added[0].read_text(encoding="utf-8").startswith("def q_sample")
    assert workspace.exists


def test_making_a_workspace_again_leaves_the_learners_file_alone(
    tmp_path: Path, course: Course
) -> None:
    workspace = Workspace(tmp_path / "work")
    file = make_workspace(workspace, course)[0]
    file.write_text("mine", encoding="utf-8")

    added = make_workspace(workspace, course)

    assert added == []
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_reset_keeps_what_the_learner_wrote(tmp_path: Path, course: Course) -> None:
    workspace = Workspace(tmp_path / "work")
    file = make_workspace(workspace, course)[0]
    file.write_text("mine", encoding="utf-8")

    kept = reset(workspace, course.exercises["q_sample"], NOW)

    assert kept == file.with_name("q_sample.20260301-120000.bak")
    assert kept.read_text(encoding="utf-8") == "mine"
    assert file.read_text(encoding="utf-8").startswith("def q_sample")


def test_a_reset_brings_back_a_file_that_was_deleted(tmp_path: Path, course: Course) -> None:
    workspace = Workspace(tmp_path / "work")
    file = make_workspace(workspace, course)[0]
    file.unlink()

    kept = reset(workspace, course.exercises["q_sample"], NOW)

    assert kept is None
    assert file.exists()


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        pytest.param(
            None,
            "`{path}` is not there",
            "bring the stub back with `tutor reset q_sample`",
            id="missing",
        ),
        pytest.param(
            b"# one\nx = '\xff'\n",
            "{path}:2: this is not UTF-8 text",
            "save the file as UTF-8 in your editor",
            id="not utf-8",
        ),
        pytest.param(
            b"#" * ((1 << 20) + 1),
            "`{path}` is larger than 1 MB",
            "grade a file of Python source",
            id="too large",
        ),
    ],
)
def test_a_file_that_cannot_be_graded_is_named_with_the_remedy(
    tmp_path: Path, content: bytes | None, message: str, hint: str
) -> None:
    path = tmp_path / "q_sample.py"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(WorkspaceError) as caught:
        read_source(path)

    assert str(caught.value) == message.format(path=path)
    assert caught.value.hint == hint


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        read_source(tmp_path)

    assert str(caught.value) == f"`{tmp_path}` is a folder"
    assert caught.value.hint == "name a file of Python source"


def test_a_file_without_an_end_is_not_read_to_its_end() -> None:
    with pytest.raises(WorkspaceError, match="`/dev/zero` is larger than 1 MB"):
        read_source(Path("/dev/zero"))


def test_a_reset_on_a_full_disk_leaves_the_learners_file_in_its_place(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path / "work")
    file = make_workspace(workspace, course)[0]
    file.write_text("mine", encoding="utf-8")

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WorkspaceError, match="no space left on device"):
        reset(workspace, course.exercises["q_sample"], NOW)

    assert file.read_text(encoding="utf-8") == "mine"


def test_a_byte_order_mark_is_no_part_of_the_source(tmp_path: Path) -> None:
    path = tmp_path / "q_sample.py"
    path.write_bytes(b"\xef\xbb\xbfx = 1\n")

    assert read_source(path) == "x = 1\n"


def test_a_workspace_that_cannot_be_written_is_named_with_the_remedy(
    tmp_path: Path, course: Course
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(WorkspaceError) as caught:
        make_workspace(Workspace(tmp_path / "file"), course)

    assert str(caught.value) == (
        f"the workspace `{tmp_path / 'file'}` cannot be written: not a directory"
    )
    assert caught.value.hint == (
        "make room or give yourself the right to write, or choose another folder with "
        "`--workspace DIR`"
    )


def test_a_full_disk_leaves_no_half_a_stub(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path / "work")

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WorkspaceError, match="no space left on device"):
        make_workspace(workspace, course)

    assert list((workspace.root / "exercises" / "02_forward").iterdir()) == []
