"""Which values cross from one process to another, and as what they arrive."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from tutor.sandbox import wire


class Faulty(list):
    """A container of a learner's own that breaks when it is looked into."""

    def __iter__(self):
        raise ZeroDivisionError


def crossed(value):
    """The value as the other side reads it."""
    _, head, *chunks = wire.encode(7, value)
    number, seen = wire.decode(head, bytearray(b"".join(chunks)))
    assert number == 7
    return seen


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -(2**63),
        0.1,
        float("inf"),
        "ᾱ_t",
        [],
        [1, [2.5, None]],
        (1, ("a", False)),
        {"loss": 0.5, "grads": [1, 2]},
    ],
    ids=repr,
)
def test_a_plain_value_arrives_unchanged(value):
    seen = crossed(value)

    assert seen == value
    assert type(seen) is type(value)


@pytest.mark.parametrize("name", sorted(wire.ITEM_SIZE))
def test_a_tensor_arrives_with_its_dtype_shape_and_values(name):
    tensor = torch.tensor([[0, 1, 2], [3, 4, 5]]).to(getattr(torch, name))

    seen = crossed(tensor)

    assert seen.dtype is tensor.dtype
    assert seen.shape == (2, 3)
    assert torch.equal(seen, tensor)


@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1, 1)], ids=str)
def test_a_tensor_of_any_shape_arrives(shape):
    assert crossed(torch.ones(shape)).shape == shape


def test_a_view_of_a_tensor_arrives_as_what_it_shows():
    seen = crossed(torch.arange(6.0).reshape(2, 3).T)

    assert seen.tolist() == [[0, 3], [1, 4], [2, 5]]


@pytest.mark.parametrize(
    ("tensor", "numbers"),
    [
        (torch.tensor([[0.5, 0.25]])[:, 1], [0.25]),
        (torch.tensor([0.5]).repeat_interleave(2)[::2], [0.5]),
        (torch.tensor([0.5 + 2j]).real, [0.5]),
        (torch.tensor([0.5 + 2j]).conj(), [0.5 - 2j]),
        (torch.tensor([0.5 + 2j]).conj().imag, [-2.0]),
        (torch.tensor([0.5]).expand(3), [0.5, 0.5, 0.5]),
        (torch.nn.Parameter(torch.tensor([0.5])), [0.5]),
    ],
    ids=["column", "every second", "real part", "conjugate", "negated", "expanded", "parameter"],
)
def test_a_tensor_of_unusual_strides_arrives_as_what_it_shows(tensor, numbers):
    assert crossed(tensor).tolist() == numbers


def test_a_tensor_arrives_knowing_whether_it_wants_a_gradient():
    free, bound = crossed([torch.ones(2), torch.ones(2, requires_grad=True)])

    assert not free.requires_grad
    assert bound.requires_grad


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6, dtype=">f8").reshape(2, 3),
        np.array([True, False]),
        np.zeros((0, 2)),
        np.array(0.5),
    ],
    ids=["big-endian", "bool", "empty", "without dimensions"],
)
def test_an_array_arrives_with_its_values(array):
    seen = crossed({"batch": array})["batch"]

    assert np.array_equal(seen, array)
    assert seen.dtype.name == array.dtype.name


def test_a_number_of_numpy_arrives_as_an_array():
    assert crossed(np.float32(0.5)) == np.array(0.5, np.float32)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (object(), "a value of type `object`"),
        ({1: "one"}, "a value of type `dict`"),
        (2**63, "a value of type `int`"),
        ([0] * 20_000, "more than 20000 items or 32 levels of nesting"),
        (torch.ones(2).to_sparse(), "a tensor of dtype float32 and layout torch.sparse_coo"),
        (np.array(["a"]), "an array of dtype str32"),
        (torch.ones(2, device="meta"), "a tensor on the device `meta`, which holds no numbers"),
        (Faulty([1]), "a value that cannot be read (ZeroDivisionError)"),
        ("a" * (1 << 20), "more than 1 MB of text"),
        (torch.ones(1).expand(1 << 40), "a value of 4194304 MB, where 64 MB can cross"),
        (torch.zeros(65 << 20, dtype=torch.uint8), "a value of 65 MB, where 64 MB can cross"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 80 else "",
)
def test_a_value_that_cannot_cross_is_named(value, message):
    with pytest.raises(wire.WireError) as caught:
        wire.encode(1, value)

    assert str(caught.value) == message


def test_a_list_that_contains_itself_cannot_cross():
    endless: list[object] = []
    endless.append(endless)

    with pytest.raises(wire.WireError, match="32 levels"):
        wire.encode(1, endless)


def test_a_process_without_torch_sends_and_reads_tensors_as_arrays():
    array = np.array([[1.5, 2.5]])

    _, head, *chunks = wire.encode(7, wire.AsTensor(array))
    body = bytearray(b"".join(chunks))
    _, as_tensor = wire.decode(head, body)
    _, as_array = wire.decode(head, body, arrays=True)

    assert torch.equal(as_tensor, torch.tensor([[1.5, 2.5]], dtype=torch.float64))
    assert isinstance(as_array, np.ndarray)
    assert as_array.tolist() == [[1.5, 2.5]]
