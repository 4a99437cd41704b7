"""Throws mutated frames at the wire for a minute: nothing but its declared error, and no memory.

    python tests/benchmarks/wire.py [SECONDS] [SEED]

Prints what came of the frames, and exits with 1 at the first that breaks a rule, and shows it.
"""

from __future__ import annotations

import collections
import random
import resource
import socket
import sys
import time
from collections.abc import Callable, Iterable

import numpy as np
import torch

from tutor.sandbox import wire
from tutor.sandbox.limits import Limits, address_space, impose

SECONDS, SEED = 60, 1
HEADROOM = 256 << 20
"""Bytes beyond what this process begins with; a frame may have 65 MB."""
MOST_BYTES = 1 << 16
"""Of one frame: it must fit into a socket that nobody reads yet."""
INTERESTING = [
    b"\x00",
    b"\xff",
    b"-1",
    b"9" * 30,
    b"[",
    b"]",
    b"{",
    b"}",
    b'"',
    b",",
    b"NaN",
    b"1e999",
]
WORDS = [b"tensor", b"array", b"list", b"tuple", b"dict", b"grad", b"true", b"null", b"bool"]
TYPES = [name.encode() for name in wire.ITEM_SIZE]

SEEDS = [
    None,
    [1, 2.5, "ᾱ", {"a": (True, None)}],
    {"value": torch.arange(6.0).reshape(2, 3), "changed": ("x0",)},
    [torch.zeros(3, 0), torch.ones(2, dtype=torch.bool), torch.ones(1, requires_grad=True)],
    [np.arange(5), np.zeros((2, 2), complex), np.float32(1)],
    {"raised": "ValueError", "text": "no", "frames": [[1, "halve", "return x"]]},
]


def main() -> int:
    given = [int(one) for one in sys.argv[1:]]
    seconds, seed = (*given, *(SECONDS, SEED)[len(given) :])
    chance = random.Random(seed)
    frames = [b"".join(wire.encode(7, value)) for value in SEEDS]
    outcomes: collections.Counter[str] = collections.Counter()
    impose(Limits(cpu_seconds=None, memory=HEADROOM, file_size=None), address_space())
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        frame = mutated(chance.choice(frames), frames, chance)[:MOST_BYTES]
        outcome = read(frame)
        if outcome not in ("a value", "WireError", "EOFError"):
            sys.stdout.write(f"{outcome} after {sum(outcomes.values())} frames: {frame!r}\n")
            return 1
        outcomes[outcome] += 1
    show(outcomes)
    return 0


def read(frame: bytes) -> str:
    """What comes of a frame, for whoever waits for it: a value, or an exception's name."""
    here, there = socket.socketpair()
    with here:
        with there:
            there.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_BYTES * 4)
            there.sendall(frame)
        try:
            wire.receive(here, time.monotonic() + 5)
        except BaseException as error:
            return type(error).__name__
    return "a value"


def mutated(frame: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The frame, changed in up to eight ways; most have lengths that fit again."""
    for _ in range(chance.randint(1, 8)):
        frame = chance.choice(CHANGES)(frame, chance)
    if chance.random() < 0.1:
        frame = frame[: chance.randrange(len(frame) + 1)] + chance.choice(others)
    return mended(frame, chance) if chance.random() < 0.9 else frame


def mended(frame: bytes, chance: random.Random) -> bytes:
    """The frame with a prefix that says how long head and body are."""
    rest = frame[wire.PREFIX.size :]
    end = rest.rfind(b"]}") + 2 if chance.random() < 0.95 else chance.randrange(len(rest) + 1)
    head, body = rest[:end], rest[end:]
    return wire.PREFIX.pack(wire.MAGIC, len(head), len(body)) + rest


def flip(frame: bytes, chance: random.Random) -> bytes:
    """One bit the other way."""
    if not frame:
        return frame
    place = chance.randrange(len(frame))
    return frame[:place] + bytes([frame[place] ^ 1 << chance.randrange(8)]) + frame[place + 1 :]


def insert(frame: bytes, chance: random.Random) -> bytes:
    """Something interesting in between."""
    place = chance.randrange(len(frame) + 1)
    return frame[:place] + chance.choice(INTERESTING + WORDS + TYPES) + frame[place:]


def remove(frame: bytes, chance: random.Random) -> bytes:
    """A few bytes less."""
    place = chance.randrange(len(frame) + 1)
    return frame[:place] + frame[place + chance.randrange(1, 9) :]


def repeat(frame: bytes, chance: random.Random) -> bytes:
    """A part of it many times."""
    place = chance.randrange(len(frame) + 1)
    part = frame[place : place + chance.randrange(1, 40)]
    return frame[:place] + part * chance.choice([2, 3, 50, 1000]) + frame[place:]


def exchange(words: Iterable[bytes]) -> Callable[[bytes, random.Random], bytes]:
    """A change of one word for another of its kind."""
    known = list(words)
    return lambda frame, chance: frame.replace(chance.choice(known), chance.choice(known), 1)


CHANGES = [
    flip,
    insert,
    remove,
    repeat,
    exchange(WORDS),
    exchange(TYPES),
    exchange([b"0", b"1", b"2", b"3", b"16", b"-16", b"67108864", b"1e308"]),
]


def show(outcomes: collections.Counter[str]) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    for outcome, count in outcomes.most_common():
        sys.stdout.write(f"{outcome:<12} {count:>9}\n")
    sys.stdout.write(f"{'in all':<12} {sum(outcomes.values()):>9}   (peak {peak} MB)\n")


if __name__ == "__main__":
    sys.exit(main())
