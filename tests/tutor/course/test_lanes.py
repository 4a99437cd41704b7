from __future__ import annotations

import pytest

from tutor.course.lanes import drawn


def picture(**needs: str) -> list[str]:
    """The rows as they stand below each other."""
    stops = drawn(
        {one: tuple(of.split()) for one, of in needs.items()}, {one: one for one in needs}
    )
    return [row.rstrip() for stop in stops for row in (stop.at, stop.below) if row]


@pytest.mark.parametrize(
    ("needs", "rows"),
    [
        pytest.param({"a": "", "b": ""}, ["a", "b"], id="nothing builds on anything"),
        pytest.param({"a": "", "b": "a"}, ["a", "│", "b"], id="one on the other"),
        pytest.param(
            {"a": "", "b": "a", "c": "a"}, ["a", "├─┐", "│ b", "c"], id="two on one"
        ),
        pytest.param(
            {"a": "", "b": "a", "c": "a", "d": "a"},
            ["a", "├─┬─┐", "│ │ b", "│ c", "d"],
            id="three on one",
        ),
        pytest.param({"a": "", "b": "", "c": "a b"}, ["a", "│ b", "c─┘"], id="one on two"),
        pytest.param(
            {"a": "", "b": "", "c": "", "d": "a b c"},
            ["a", "│ b", "│ │ c", "d─┴─┘"],
            id="one on three",
        ),
        pytest.param(
            {"a": "", "b": "a", "c": "a", "d": "b c"},
            ["a", "├─┐", "│ b", "c │", "│ │", "d─┘"],
            id="apart and together",
        ),
        pytest.param(
            {"a": "", "b": "a", "c": "a", "d": "b c", "e": "c"},
            ["a", "├─┐", "│ b", "c │", "├─┤", "│ d", "e"],
            id="into a lane that leads there already",
        ),
        pytest.param(
            {"a": "", "b": "", "c": "a", "d": "a", "e": "b"},
            ["a", "├─┐", "│ │ b", "│ c │", "d   │", "    e"],
            id="a lane that runs beside",
        ),
        pytest.param(
            {"a": "", "b": "", "c": "a", "d": "a b"},
            ["a", "├─┐", "│ │ b", "│ c │", "d───┘"],
            id="over a lane that is free",
        ),
        pytest.param(
            {"a": "", "b": "", "c": "a b", "d": "b", "e": "a"},
            ["a", "├─┐", "│ │ b", "│ │ ├─┐", "│ c─┼─┘", "│   d", "e"],
            id="across a lane",
        ),
    ],
)  # fmt: skip
def test_ways_part_and_meet(needs: dict[str, str], rows: list[str]) -> None:
    assert picture(**needs) == rows
