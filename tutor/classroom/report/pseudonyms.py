"""What learners are called where their names are nobody's affair: a keyed hash of who they are.

The key lies beside the book. Who has it can find out whose a pseudonym is, by trying all names;
nobody else can, and in two reports of one class a learner is called the same.
"""

from __future__ import annotations

import os
import re
from base64 import b32encode
from collections.abc import Callable
from hashlib import sha256
from hmac import digest
from pathlib import Path

from tutor.errors import TutorError

KEY = "pseudonyms.key"
SIZE = 32
"""Bytes of a key."""
WRITTEN = re.compile(rf"[0-9a-f]{{{2 * SIZE}}}\s*")
SHORT = 5
"""Bytes of a hash that are shown, as eight letters: one in 900 classes of 50,000 has a double."""


def pseudonym(key: bytes, learner: str) -> str:
    """What the learner with that key of the class is called, as `k7m2q5xz`."""
    return b32encode(digest(key, learner.encode(), sha256)[:SHORT]).decode().lower()


def key_beside(folder: Path, random: Callable[[int], bytes]) -> bytes:
    """The key of the class, made when there is none yet; TutorError if it cannot be had."""
    path = folder / KEY
    try:
        if not path.exists():
            _write(path, random(SIZE))
        text = path.read_text(encoding="ascii")
    except OSError as error:
        raise TutorError(
            f"`{path}` cannot be read or written: {(error.strerror or str(error)).lower()}",
            "give yourself the right to it, or choose another folder with `--to DIR`",
        ) from None
    except UnicodeDecodeError:
        text = ""
    if not WRITTEN.fullmatch(text):
        raise TutorError(
            f"`{path}` is no key for pseudonyms",
            "put the file back as it was, or delete it: then learners are called anew",
        )
    return bytes.fromhex(text.strip())


def _write(path: Path, key: bytes) -> None:
    """For nobody else to read, and whole from the start."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(f"{key.hex()}\n")
    beside.replace(path)
