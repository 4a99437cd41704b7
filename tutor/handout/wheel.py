"""The tutor that runs here, as a wheel: what grades elsewhere is the same, to the byte.

It is put together from the installed package, so neither a build tool nor a network is needed.
The course that ships with the tutor stays out: solutions must not lie beside a learner's code.
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

from tutor.handout.pack import Pack, Part, text, zipped
from tutor.sandbox.package import PACKAGE

_NAME = "diffusion-tutor"
_WHEEL = "Wheel-Version: 1.0\nGenerator: tutor\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_SCRIPTS = "[console_scripts]\ntutor = tutor.__main__:main\n"
_LEFT_OUT = {"__pycache__", "courses"}


def wheel(package: Path = PACKAGE) -> tuple[str, bytes]:
    """Its file name and its bytes. package: the folder `tutor`."""
    headers = _headers(package.parent / "pyproject.toml")
    version = next(value for key, value in headers if key == "Version")
    stem = f"{_NAME.replace('-', '_')}-{version}"
    information = f"{stem}.dist-info"
    parts = {f"tutor/{name}": part for name, part in _files(package).items()}
    parts[f"{information}/METADATA"] = text("".join(f"{key}: {value}\n" for key, value in headers))
    parts[f"{information}/WHEEL"] = text(_WHEEL)
    parts[f"{information}/entry_points.txt"] = text(_SCRIPTS)
    record = f"{information}/RECORD"
    parts[record] = text("".join(_recorded(parts)) + f"{record},,\n")
    return f"{stem}-py3-none-any.whl", zipped(parts)


def _headers(project: Path) -> list[tuple[str, str]]:
    """What pip has to know: as a checkout says it now, else as it was installed."""
    told = tomllib.loads(project.read_text(encoding="utf-8"))["project"] if _ours(project) else None
    found = metadata(_NAME)
    version = told["version"] if told else found["Version"]
    python = told["requires-python"] if told else found["Requires-Python"]
    needs = told["dependencies"] if told else found.get_all("Requires-Dist") or []
    return [
        ("Metadata-Version", "2.1"),
        ("Name", _NAME),
        ("Version", version),
        ("Requires-Python", python),
        *(("Requires-Dist", one) for one in needs if "extra ==" not in one),
    ]


def _ours(project: Path) -> bool:
    """Whether the package lies in its checkout."""
    return project.is_file() and f'name = "{_NAME}"' in project.read_text(encoding="utf-8")


def _files(package: Path) -> dict[str, Part]:
    found = (path.relative_to(package) for path in package.rglob("*") if path.is_file())
    kept = (one for one in found if not _LEFT_OUT & {*one.parts})
    return {one.as_posix(): Part((package / one).read_bytes()) for one in kept}


def _recorded(parts: Pack) -> Iterator[str]:
    for name, part in sorted(parts.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(part.content).digest()).rstrip(b"=")
        yield f"{name},sha256={digest.decode()},{len(part.content)}\n"
