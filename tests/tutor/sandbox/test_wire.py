"""Frames on a socket, and what a hostile peer can send."""

from __future__ import annotations

import json
import socket
import time

import pytest
import torch

from tutor.sandbox import wire


@pytest.fixture
def pair():
    here, there = socket.socketpair()
    with here, there:
        yield here, there


def frame(value, buffers=(), number=1):
    """The head of a forged frame."""
    return json.dumps({"number": number, "value": value, "buffers": buffers}).encode()


TENSOR = {"tensor": 0, "grad": False}
DEEP = "[" * 100_000


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\xfe", id="not text"),
        pytest.param(b"[]", id="not an object"),
        pytest.param(b'{"number": 1}', id="no value"),
        pytest.param(DEEP.encode(), id="lists without end"),
        pytest.param(b"9" * 5000, id="a number without end"),
        pytest.param(frame(1, number="1"), id="a number in quotes"),
        pytest.param(frame(1, {}), id="buffers that are no list"),
        pytest.param(frame(2**63), id="an integer beyond 64 bits"),
        pytest.param(frame([1]), id="a list without a tag"),
        pytest.param(frame({"pickle": "cos\nsystem"}), id="an unknown tag"),
        pytest.param(frame({"list": [None] * 20_000}), id="too many items"),
        pytest.param(frame(TENSOR), id="a tensor without a buffer"),
        pytest.param(frame({"tensor": -1, "grad": False}, [["float32", [1], 0]]), id="index -1"),
        pytest.param(frame(TENSOR, [["float32", [1]]]), id="a buffer without an offset"),
        pytest.param(frame(TENSOR, [["object", [1], 0]]), id="an unknown dtype"),
        pytest.param(frame(TENSOR, [[["float32"], [1], 0]]), id="a dtype that is a list"),
        pytest.param(frame(TENSOR, [["float32", 4, 0]]), id="a shape that is a number"),
        pytest.param(frame(TENSOR, [["float32", [17], 0]]), id="longer than the body"),
        pytest.param(frame(TENSOR, [["float32", [1], 64]]), id="beyond the body"),
        pytest.param(frame(TENSOR, [["float32", [1], -16]]), id="before the body"),
        pytest.param(frame(TENSOR, [["float32", [1], 4]]), id="not aligned"),
        pytest.param(frame(TENSOR, [["float32", [-1], 0]]), id="a negative size"),
        pytest.param(frame(TENSOR, [["float32", [True], 0]]), id="a size that is a bool"),
        pytest.param(
            frame(TENSOR, [["float32", [2**40, 2**40], 0]]), id="a product that overflows"
        ),
        pytest.param(
            frame(TENSOR, [["float32", [0] + [2**26] * 15, 0]]), id="empty and overflowing"
        ),
        pytest.param(frame(TENSOR, [["float32", [1] * 17, 0]]), id="17 dimensions"),
        pytest.param(
            frame({"tensor": 0, "grad": True}, [["int64", [1], 0]]), id="a gradient of integers"
        ),
        pytest.param(frame({"array": 0}, [["bfloat16", [1], 0]]), id="an array of bfloat16"),
        pytest.param(
            frame({"list": [{"array": 0}] * 5}, [["uint8", [16], 0]]), id="one buffer many times"
        ),
    ],
)
def test_a_forged_head_is_refused(head):
    with pytest.raises(wire.WireError):
        wire.decode(head, bytearray(64))


def test_a_forged_bool_is_still_true_or_false():
    _, seen = wire.decode(frame(TENSOR, [["bool", [3], 0]]), bytearray(b"\x02\x00\xff" + bytes(13)))

    assert seen.tolist() == [True, False, True]
    assert seen.view(torch.uint8).tolist() == [1, 0, 1]


def test_a_frame_crosses_a_socket(pair):
    here, there = pair

    wire.send(here, 3, {"x": torch.ones(2)})

    number, value = wire.receive(there)
    assert number == 3
    assert value["x"].tolist() == [1, 1]


@pytest.mark.parametrize(
    "prefix",
    [
        wire.PREFIX.pack(b"HTTP", 2, 0),
        wire.PREFIX.pack(wire.MAGIC, wire.MAX_HEAD + 1, 0),
        wire.PREFIX.pack(wire.MAGIC, 2, wire.MAX_BODY + 1),
    ],
    ids=["another protocol", "a head too long", "a body too long"],
)
def test_a_forged_prefix_is_refused_before_memory_is_taken(pair, prefix):
    here, there = pair

    here.sendall(prefix)

    with pytest.raises(wire.WireError, match="not a frame"):
        wire.receive(there)


def test_a_reply_to_another_question_is_refused(pair):
    here, there = pair

    wire.send(there, 8, "early")

    with pytest.raises(wire.WireError, match="a reply to nothing that was asked"):
        wire.ask(here, 9, "question")


def test_a_peer_that_is_gone_ends_the_wait(pair):
    here, there = pair

    there.close()

    with pytest.raises(EOFError):
        wire.receive(here)


def test_a_peer_that_drips_bytes_gains_no_time(pair):
    here, there = pair
    there.sendall(wire.MAGIC)

    with pytest.raises(TimeoutError):
        wire.receive(here, deadline=time.monotonic() + 0.01)


def test_a_reader_that_never_reads_ends_the_sending(pair):
    here, _ = pair

    with pytest.raises(TimeoutError):
        wire.send(here, 1, torch.zeros(1 << 22), deadline=time.monotonic() + 0.01)
