"""Which keys a simulation has: those of its controls, and those of its question.

Bindings differ from simulation to simulation, so they are the view's own. A key may belong to
both: while the question is open, it is the question's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import BindingsMap

from tutor.simulations.moves import LEAP
from tutor.simulations.simulation import Choice, Control
from tutor.tui.drawing.look import Look

ASKED = ("guess", "commit")
DRIVEN = ("move", "play_or_pause", "speed", "reset", "yours", "enlarge")
"""Actions, before and after the learner has committed."""


def bind(
    bindings: BindingsMap, controls: Iterable[Control], guesses: Iterable[str], look: Look
) -> None:
    """Bind the keys of all controls and of a question, in this view alone."""
    for key, bound in bindings.key_to_bindings.items():
        bindings.key_to_bindings[key] = [*bound]  # textual lets all views share these lists
    for key in guesses:
        action = "commit" if key.isdigit() else "guess"
        does = f"Say number {key}" if key.isdigit() else "Change what you say"
        bindings.bind(key, f"{action}({key!r})", does, show=False)
    for control in controls:
        for key, does in _keys(control):
            bindings.bind(key, f"move({key!r})", look.words(does), show=False)


def _keys(control: Control) -> Iterator[tuple[str, str]]:
    """Each key of a control, and what it does."""
    words = f"{control.label}: {control.help}" if control.help else f"Change {control.label}"
    if isinstance(control, Choice) and len(control.keys) > 1:
        options = zip(control.keys, control.options, strict=True)
        yield from ((key, f"{control.label}: {option}") for key, option in options)
        return
    for key in control.keys:
        yield key, words
        if key in ("left", "right"):
            yield f"shift+{key}", f"Change {control.label} by {LEAP} steps"
