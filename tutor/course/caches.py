"""The user's folder for caches. What lies there may be deleted at any time, and is made again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def place(use: str, root: Path, environ: Mapping[str, str], home: Path) -> Path:
    """The folder in which one use keeps what it knows of the course in `root`."""
    caches = Path(environ.get("XDG_CACHE_HOME") or home / ".cache")
    root = root.resolve()
    mark = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return caches / "diffusion-tutor" / use / f"{root.name}-{mark}"


def put(file: Path, content: bytes) -> None:
    """Write it in one move, so that nobody ever reads half of it.

    On a full disk, or without the right to write, there will be none.
    """
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(content)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
