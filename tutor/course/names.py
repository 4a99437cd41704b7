"""Names in a sentence: what somebody may have meant by one that nothing has, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known name most like `name`; None where none is alike. likeness: in 0..1."""
    import difflib  # 3 ms, and only somebody's typo needs it

    lower = {one.lower(): one for one in known}
    found = difflib.get_close_matches(name.lower(), lower, 1, likeness)
    return lower[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that offers the nearest name, or says something else."""
    near = nearest(name, known)
    return f"did you mean `{near}`?" if near else otherwise


def joined(names: Sequence[str], joint: str = "and") -> str:
    """As a sentence lists them: `a`, `a and b`, `a, b and c`."""
    *first, last = names
    return f"{', '.join(first)} {joint} {last}" if first else last
