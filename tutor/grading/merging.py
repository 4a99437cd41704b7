"""Two mistakes made at once: the right computation with what each of them does otherwise.

Three trees are walked side by side, as files are merged: where one of the two computes what is
right, the other's way is taken, and where both go their own way in one place, there is no merging
them, unless one of them still holds what the other has changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from tutor.grading.recording import Given, Operand, Step

FINE, COARSE = 1e-9, 1e-5
"""How far apart two ways to compute numbers may be, relatively: in float64, and in less."""
COMMUTATIVE = ("add", "mul")


class ConflictError(Exception):
    """Both do something else in one and the same place."""


def merged(right: Operand, one: Operand, other: Operand) -> Operand:
    """The tree of both; ConflictError if there is none."""
    if alike(right, one) or alike(one, other):
        return other
    if alike(right, other):
        return one
    ours, theirs = _aligned(right, one), _aligned(right, other)
    if ours and theirs:
        parts = zip(right.operands, ours, theirs, strict=True)
        return right.with_operands([merged(*three) for three in parts])
    if ours:
        return _within(other, right, one)
    if theirs:
        return _within(one, right, other)
    try:
        return _within(one, right, other)
    except ConflictError:
        return _within(other, right, one)


def alike(one: Operand, other: Operand) -> bool:
    """Whether they are the same, whatever way they were computed; of zeros, only if one way."""
    if not (isinstance(one, Step | Given) and isinstance(other, Step | Given)):
        return type(one) is type(other) and _are_equal(one, other)
    if isinstance(one, Given) and isinstance(other, Given):
        return one.slot == other.slot
    if one.mark is None or other.mark is None:
        return _are_made_alike(one, other)
    if one.mark.kind != other.mark.kind:
        return False
    size = max(one.mark.norm, other.mark.norm)
    if size == 0:
        return _are_made_alike(one, other)
    near = size * (COARSE if one.coarse or other.coarse else FINE)
    return abs(one.mark.sum - other.mark.sum) <= near >= abs(one.mark.norm - other.mark.norm)


def _are_equal(one: Operand, other: Operand) -> bool:
    try:
        return bool(one == other)
    except (RuntimeError, ValueError):  # what holds arrays has no answer to that
        return False


def _are_made_alike(one: Operand, other: Operand) -> bool:
    if not (isinstance(one, Step) and isinstance(other, Step)):
        return False
    if (one.name, len(one.operands)) != (other.name, len(other.operands)):
        return False
    return all(alike(*pair) for pair in zip(one.operands, other.operands, strict=True))


def _aligned(right: Operand, changed: Operand) -> tuple[Operand, ...]:
    """The operands of the changed one in the order of the right one's, if both do the same."""
    if not (isinstance(right, Step) and isinstance(changed, Step)):
        return ()
    if (right.name, right.names) != (changed.name, changed.names):
        return ()
    if len(right.operands) != len(changed.operands):
        return ()
    if right.name in COMMUTATIVE and len(right.operands) == 2:
        (first, second), (one, other) = right.operands, changed.operands
        if alike(first, other) or alike(second, one):
            return other, one
    return changed.operands


def _within(new: Operand, right: Operand, changed: Operand) -> Operand:
    """The new way, with what it kept of the right one as it is in the changed one."""
    changes = list(_changes(right, changed))
    found = False

    def put_in(operand: Operand) -> Operand:
        nonlocal found
        for was, becomes in changes:
            if alike(operand, was):
                found = True
                return becomes
        if not isinstance(operand, Step) or not operand.operands:
            return operand
        parts = [put_in(one) for one in operand.operands]
        kept = all(mine is other for mine, other in zip(parts, operand.operands, strict=True))
        return operand if kept else operand.with_operands(parts)

    tree = put_in(new)
    if not found:
        raise ConflictError
    return tree


def _changes(right: Operand, changed: Operand) -> Iterator[tuple[Operand, Operand]]:
    """What the one has in the place of the other, from the whole to its parts."""
    if alike(right, changed) or not isinstance(right, Step):
        return
    yield right, changed
    for pair in zip(right.operands, _aligned(right, changed), strict=False):
        yield from _changes(*pair)
