"""Which keys do what right now, read from the bindings: the one source of footer and help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

WORDS = {
    "escape": "esc", "question_mark": "?", "exclamation_mark": "!", "tilde": "~", "slash": "/",
    "left_square_bracket": "[", "right_square_bracket": "]", "minus": "−", "plus": "+",
    "left": "←", "right": "→", "up": "↑", "down": "↓",
}  # fmt: skip

WALK = (
    Binding("tab", "app.focus_next", "Next part"),
    Binding("shift+tab", "app.focus_previous", "Part before", show=False),
    Binding("ctrl+c", "screen.copy_text", "Copy what is selected", show=False),
)
"""What textual gives every screen, in our words; so that the order of the footer is ours."""


@dataclass(frozen=True)
class Offer:
    """Something that can be done, and by which keys."""

    keys: tuple[str, ...]
    does: str
    where: str
    """`part` for the focused part, `screen`, or `app`."""
    shown: bool
    """Whether it belongs into the footer."""


def offers(screen: Screen[object]) -> list[Offer]:
    """What can be done now, the focused part first, in the order of its bindings."""
    found: dict[tuple[int, str], Offer] = {}
    for active in screen.active_bindings.values():
        node, binding = active.node, active.binding
        if not binding.description or binding.system or not active.enabled:
            continue
        if getattr(node, "SELF_EVIDENT", False) and not binding.show:
            continue
        where = "app" if isinstance(node, App) else "screen" if node is screen else "part"
        same = (id(node), binding.description)
        keys = (*found[same].keys, binding.key) if same in found else (binding.key,)
        shown = binding.show or (same in found and found[same].shown)
        found[same] = Offer(keys, binding.description, where, shown)
    return list(found.values())


def footer(offers: Iterable[Offer], room: int = 5) -> list[Offer]:
    """At most `room` of them; help is always the last."""
    shown = [one for one in offers if one.shown]
    help_ = [one for one in shown if "f1" in one.keys]  # `?` is text in a line to type into
    others = [one for one in shown if one not in help_]
    return [*others[: room - len(help_)], *help_]


def spelled(key: str) -> str:
    """A key as it is written on a keyboard."""
    with_shift, key = "shift+" * key.startswith("shift+"), key.removeprefix("shift+")
    return with_shift + (WORDS.get(key) or key.replace("_", " "))
