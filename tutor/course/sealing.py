"""Texts that cannot be read at a glance: encrypted, with a key that comes from what is answered.

Whoever has the course has all it takes to try every answer, so this keeps nobody out for long.
The key stream is SHAKE-256 of the key and of a tag over the text: no two texts share one, and a
text that was changed does not open. Python's standard library has no cipher of its own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

_COST = 1 << 12
"""Of scrypt: 7 ms and 4 MB for each answer that is tried."""
_TAG = 16


def answer_key(salt: str, question: str, answer: str) -> bytes:
    """The key that an answer yields: its salted hash, which takes a while on purpose."""
    asked = f"{question}\n{answer}".encode()
    return hashlib.scrypt(asked, salt=salt.encode(), n=_COST, r=8, p=1, dklen=32)


def question_key(salt: str, question: str) -> bytes:
    """The key of a question that no single answer could open: it lies beside the lock."""
    return hashlib.sha256(f"{salt}\n{question}".encode()).digest()


def seal(text: str, key: bytes) -> str:
    """The text as one word of base64; the same text and key always give the same word."""
    plain = text.encode()
    tag = hmac.digest(key, plain, "sha256")[:_TAG]
    return base64.b64encode(tag + _mixed(plain, key, tag)).decode()


def unseal(word: str, key: bytes) -> str:
    """The text again; ValueError if it is another key, or the word was changed."""
    try:
        content = base64.b64decode(word, validate=True)
    except ValueError as error:
        raise ValueError("no base64") from error
    tag, mixed = content[:_TAG], content[_TAG:]
    plain = _mixed(mixed, key, tag)
    if not hmac.compare_digest(tag, hmac.digest(key, plain, "sha256")[:_TAG]):
        raise ValueError("another key")
    return plain.decode()


def _mixed(text: bytes, key: bytes, tag: bytes) -> bytes:
    stream = hashlib.shake_256(key + tag).digest(len(text))
    return bytes(one ^ other for one, other in zip(text, stream, strict=True))
