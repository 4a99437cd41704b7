"""Two mistakes made at once: the right computation with what each of them does otherwise.

Three trees are walked side by side, as files are merged: where one of the two computes what is
right, the other's way is taken, and where both go their own way in one place, there is no merging
them, unless one of them still holds what the other has changed.

A value that is used twice is one node under two others, and a walk that uses each of its places
twice has two to the power of its steps many paths: what was found of a node is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from tutor.grading.effort import Effort
from tutor.grading.recording import Given, Operand, Step

FINE, COARSE = 1e-9, 1e-5
"""How far apart two ways to compute numbers may be, relatively: in float64, and in less."""
COMMUTATIVE = ("add", "mul")


class ConflictError(Exception):
    """Both do something else in one and the same place."""


def merged(right: Operand, one: Operand, other: Operand, effort: Effort) -> Operand:
    """The tree of both; ConflictError if there is none, ExhaustedError if the effort is spent."""
    return _Merging(effort).of(right, one, other)


class _Merging:
    """The merging of three trees, with what is known of their nodes so far."""

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._merged: dict[tuple[int, int, int], Operand] = {}
        self._alike: dict[tuple[int, int], bool] = {}

    def of(self, right: Operand, one: Operand, other: Operand) -> Operand:
        key = id(right), id(one), id(other)
        if key not in self._merged:
            self._merged[key] = self._of(right, one, other)
        return self._merged[key]

    def _of(self, right: Operand, one: Operand, other: Operand) -> Operand:
        if self._are_alike(right, one) or self._are_alike(one, other):
            return other
        if self._are_alike(right, other):
            return one
        ours, theirs = self._aligned(right, one), self._aligned(right, other)
        if ours and theirs:
            parts = zip(right.operands, ours, theirs, strict=True)
            return right.with_operands([self.of(*three) for three in parts])
        if ours:
            return self._within(other, right, one)
        if theirs:
            return self._within(one, right, other)
        try:
            return self._within(one, right, other)
        except ConflictError:
            return self._within(other, right, one)

    def _within(self, new: Operand, right: Operand, changed: Operand) -> Operand:
        """The new way, with what it kept of the right one as it is in the changed one."""
        changes = list(self._changes(right, changed, set()))
        known: dict[int, Operand] = {}
        found = False

        def put_in(operand: Operand) -> Operand:
            if id(operand) not in known:
                known[id(operand)] = put_anew(operand)
            return known[id(operand)]

        def put_anew(operand: Operand) -> Operand:
            nonlocal found
            for was, becomes in changes:
                if self._are_alike(operand, was):
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

    def _changes(
        self, right: Operand, changed: Operand, past: set[tuple[int, int]]
    ) -> Iterator[tuple[Operand, Operand]]:
        """What the one has in the place of the other, from the whole to its parts; each once."""
        pair = id(right), id(changed)
        if pair in past or self._are_alike(right, changed) or not isinstance(right, Step):
            return
        past.add(pair)
        yield right, changed
        for parts in zip(right.operands, self._aligned(right, changed), strict=False):
            yield from self._changes(*parts, past)

    def _aligned(self, right: Operand, changed: Operand) -> tuple[Operand, ...]:
        """The operands of the changed one in the order of the right one's, if both do the same."""
        if not (isinstance(right, Step) and isinstance(changed, Step)):
            return ()
        if (right.name, right.names) != (changed.name, changed.names):
            return ()
        if len(right.operands) != len(changed.operands):
            return ()
        if right.name in COMMUTATIVE and len(right.operands) == 2:
            (first, second), (one, other) = right.operands, changed.operands
            if self._are_alike(first, other) or self._are_alike(second, one):
                return other, one
        return changed.operands

    def _are_alike(self, one: Operand, other: Operand) -> bool:
        """Whether they are the same, whatever way they were computed; of zeros, only if one way."""
        key = id(one), id(other)
        if key not in self._alike:
            self._effort.spend()
            self._alike[key] = self._compare(one, other)
        return self._alike[key]

    def _compare(self, one: Operand, other: Operand) -> bool:
        if not (isinstance(one, Step | Given) and isinstance(other, Step | Given)):
            return type(one) is type(other) and _are_equal(one, other)
        if isinstance(one, Given) and isinstance(other, Given):
            return one.slot == other.slot
        if one.mark is None or other.mark is None:
            return self._are_made_alike(one, other)
        if one.mark.kind != other.mark.kind:
            return False
        size = max(one.mark.norm, other.mark.norm)
        if size == 0:
            return self._are_made_alike(one, other)
        near = size * (COARSE if one.coarse or other.coarse else FINE)
        return abs(one.mark.sum - other.mark.sum) <= near >= abs(one.mark.norm - other.mark.norm)

    def _are_made_alike(self, one: Operand, other: Operand) -> bool:
        if not (isinstance(one, Step) and isinstance(other, Step)):
            return False
        if (one.name, len(one.operands)) != (other.name, len(other.operands)):
            return False
        pairs = zip(one.operands, other.operands, strict=True)
        return all(self._are_alike(*pair) for pair in pairs)


def _are_equal(one: Operand, other: Operand) -> bool:
    try:
        return bool(one == other)
    except (RuntimeError, ValueError):  # what holds arrays has no answer to that
        return False
