"""The tutor as a wheel, made of the package that runs."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import tomllib
from email import message_from_string
from pathlib import Path
from zipfile import ZipFile

import pytest

from tutor.handout.wheel import wheel

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


@pytest.fixture(scope="module")
def made() -> tuple[str, ZipFile]:
    name, content = wheel()
    return name, ZipFile(io.BytesIO(content))


def told(archive: ZipFile, name: str) -> str:
    [path] = [one for one in archive.namelist() if one.endswith(f".dist-info/{name}")]
    return archive.read(path).decode()


def test_it_says_what_it_needs_as_the_project_does(made: tuple[str, ZipFile]) -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]

    headers = message_from_string(told(made[1], "METADATA"))

    assert made[0] == f"diffusion_tutor-{project['version']}-py3-none-any.whl"
    assert headers["Name"] == "diffusion-tutor"
    assert headers["Requires-Python"] == project["requires-python"]
    assert headers.get_all("Requires-Dist") == project["dependencies"]
    assert "torch>=2.6,<2.14" in project["dependencies"]


def test_an_installed_package_says_what_it_was_installed_with(tmp_path: Path) -> None:
    package = tmp_path / "tutor"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")

    _, content = wheel(package)

    headers = message_from_string(told(ZipFile(io.BytesIO(content)), "METADATA"))
    needs = headers.get_all("Requires-Dist") or []
    assert any(one.startswith("torch") for one in needs)
    assert not any("extra ==" in one for one in needs)


def test_it_has_the_package_and_none_of_its_solutions(tmp_path: Path) -> None:
    package = tmp_path / "tutor"
    for name in ("cli/a.py", "tui/look.tcss", "courses/d/solution.py", "__pycache__/a.pyc"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("", encoding="utf-8")

    _, content = wheel(package)

    names = ZipFile(io.BytesIO(content)).namelist()
    assert [one for one in names if one.startswith("tutor/")] == [
        "tutor/cli/a.py",
        "tutor/tui/look.tcss",
    ]


def test_every_file_is_recorded_with_its_hash(made: tuple[str, ZipFile]) -> None:
    rows = {row[0]: row[1:] for row in csv.reader(told(made[1], "RECORD").splitlines())}

    assert rows.keys() == {*made[1].namelist()}
    for name, (digest, size) in rows.items():
        if not name.endswith("RECORD"):
            content = made[1].read(name)
            hashed = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode()
            assert (digest, int(size)) == (f"sha256={hashed.rstrip('=')}", len(content))


def test_twice_the_same_package_is_the_same_wheel() -> None:
    assert wheel() == wheel()
