"""Brackets as tall as what they hold."""

from __future__ import annotations

from tutor.typeset import box
from tutor.typeset.box import Box

_PIECES = {
    "(": ("⎛", "⎜", "⎝"),
    ")": ("⎞", "⎟", "⎠"),
    "[": ("⎡", "⎢", "⎣"),
    "]": ("⎤", "⎥", "⎦"),
    "{": ("⎧", "⎪", "⎩"),
    "}": ("⎫", "⎪", "⎭"),
    "⌊": ("⎢", "⎢", "⎣"),
    "⌋": ("⎥", "⎥", "⎦"),
    "⌈": ("⎡", "⎢", "⎢"),
    "⌉": ("⎤", "⎥", "⎥"),
    "|": ("│", "│", "│"),
    "‖": ("‖", "‖", "‖"),
}
"""Top, middle and bottom of each bracket that can grow."""
_POINTS = {"{": "⎨", "}": "⎬"}


def bracket(character: str, beside: Box) -> Box:
    """`character` as tall as the box that it stands beside, and level with it."""
    height = beside.height
    if not character:
        return Box(("",) * height, 0, beside.baseline)
    if height == 1 or character not in _PIECES:
        return box.text(character)
    top, middle, bottom = _PIECES[character]
    pieces = [top, *[middle] * (height - 2), bottom]
    if character in _POINTS and height > 2:
        pieces[height // 2] = _POINTS[character]
    return Box(tuple(pieces), 1, beside.baseline)
