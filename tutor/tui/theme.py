"""The two palettes, dark and light: paper, ink, and four colours that mean something.

No meaning is carried by colour alone; each pair of ink and paper keeps a contrast of 4.5 or more.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme


def _quiet(ink: str, *, rule: str, paper: str) -> dict[str, str]:
    """Colours of what should not draw the eye: side remarks, rules and scrollbars."""
    bar = {f"scrollbar{state}": rule for state in ("", "-hover", "-active")}
    rail = {f"scrollbar-background{state}": paper for state in ("", "-hover", "-active")}
    return {"quiet": ink, "rule": rule, "scrollbar-corner-color": paper, **bar, **rail}


DARK = Theme(
    name="tutor-dark",
    dark=True,
    background="#14171d",
    surface="#1b1f27",
    panel="#232833",
    foreground="#dde1e8",
    primary="#8ab4f8",
    secondary="#9aa4b5",
    accent="#f0c078",
    success="#8fd694",
    warning="#f0c078",
    error="#ff9d91",
    variables=_quiet("#9aa4b5", rule="#3a4150", paper="#14171d"),
)

LIGHT = Theme(
    name="tutor-light",
    dark=False,
    background="#faf8f4",
    surface="#f1eee7",
    panel="#e8e4da",
    foreground="#23272e",
    primary="#1d57b0",
    secondary="#59616e",
    accent="#7d4f00",
    success="#17612f",
    warning="#7d4f00",
    error="#a3231a",
    variables=_quiet("#59616e", rule="#c9c3b5", paper="#faf8f4"),
)


def fitting(environ: Mapping[str, str]) -> str:
    """The name of the theme for this terminal: `TUTOR_THEME`, else what `COLORFGBG` says."""
    wanted = environ.get("TUTOR_THEME", "")
    if wanted in ("dark", "light"):
        return f"tutor-{wanted}"
    paper = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if paper in ("7", "15") else DARK.name
