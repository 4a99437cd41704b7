"""Any value arrives as it was sent, and any bytes lead to a value or to the one declared error."""

from __future__ import annotations

import json
import math
import struct
import tracemalloc

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tutor.sandbox.test_values import crossed
from tutor.sandbox import wire

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
)
DTYPES = sorted(set(wire.ITEM_SIZE) - {"bfloat16"})
"""Those that numpy knows, too."""
ARRAYS = st.sampled_from(DTYPES).flatmap(
    lambda name: arrays.arrays(np.dtype(name), arrays.array_shapes(min_dims=0, min_side=0))
)
TREES = st.recursive(
    PLAIN,
    lambda inside: (
        st.lists(inside, max_size=5)
        | st.tuples(inside, inside)
        | st.dictionaries(st.text(max_size=5), inside, max_size=5)
    ),
)
HEADS = st.fixed_dictionaries(
    {
        "number": st.integers(),
        "value": st.recursive(
            PLAIN | st.fixed_dictionaries({"tensor": st.integers(-1, 3), "grad": st.booleans()}),
            lambda inside: st.dictionaries(
                st.sampled_from(["list", "tuple", "dict", "array", "tensor", "grad", "x"]),
                inside | st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside),
                max_size=2,
            ),
        ),
        "buffers": st.lists(
            st.tuples(
                st.sampled_from([*wire.ITEM_SIZE, "object", ""]),
                st.lists(st.integers(-1, 2**64), max_size=18),
                st.integers(-16, 128).map(lambda number: number - number % 16),
            ),
            max_size=4,
        ),
    }
)
MODEST = 40 << 20
"""Bytes: what Python makes of a head of one megabyte that holds nothing but brackets."""


@given(TREES)
@settings(deadline=None)
def test_any_plain_value_arrives_as_it_was(value):
    assert crossed(value) == value


@given(ARRAYS)
@settings(deadline=None)
def test_any_array_arrives_bit_by_bit(array):
    seen = crossed(array)

    assert (seen.dtype, seen.shape, seen.tobytes()) == (array.dtype, array.shape, array.tobytes())


@given(ARRAYS, st.data())
@settings(deadline=None)
def test_any_tensor_arrives_bit_by_bit_whatever_its_strides(array, data):
    order = data.draw(st.permutations(range(array.ndim)))
    tensor = torch.from_numpy(array.copy()).permute(order)

    seen = crossed(tensor)

    assert seen.dtype is tensor.dtype
    assert seen.numpy().tobytes() == tensor.contiguous().numpy().tobytes()


@given(st.floats())
@settings(deadline=None)
def test_any_float_arrives_with_its_sign_and_as_nan_if_it_is_one(number):
    seen = crossed(number)

    assert struct.pack("d", seen) == struct.pack("d", number) or math.isnan(seen)


@given(HEADS)
@settings(max_examples=300, deadline=None)
def test_any_head_gives_a_value_or_is_refused(head):
    try:
        number, _ = wire.decode(json.dumps(head).encode(), bytearray(64))
    except wire.WireError:
        return
    assert number == head["number"]


@given(st.binary(max_size=200), st.binary(max_size=64))
@settings(deadline=None)
def test_any_bytes_are_refused_unless_they_are_a_frame(head, body):
    try:
        wire.decode(head, bytearray(body))
    except wire.WireError:
        return
    assert set(json.loads(head)) >= {"number", "value", "buffers"}


BRACKETS = ["[],", "{},", '"a",', "0.5,", "null,", "[[", '{"list":[', '{"dict":{"":']


@pytest.mark.parametrize("bracket", BRACKETS)
def test_no_head_takes_much_memory(bracket):
    head = b'{"number": 1, "buffers": [], "value": [' + bracket.encode() * (
        wire.MAX_HEAD // len(bracket) - 20
    )
    complete = head.rstrip(b",") + b"]}"
    tracemalloc.start()

    for one in (head, complete):
        try:
            wire.decode(one, bytearray())
        except wire.WireError:
            continue
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < MODEST


def test_a_buffer_that_is_named_ten_thousand_times_takes_no_more_memory():
    value = {"list": [{"array": 0}] * 10_000}
    head = {"number": 1, "value": value, "buffers": [["bool", [1 << 20], 0]]}
    tracemalloc.start()

    try:
        wire.decode(json.dumps(head).encode(), bytearray(1 << 20))
    except wire.WireError as error:
        refused = str(error)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert refused == "a buffer longer than its bytes"
    assert peak < MODEST
