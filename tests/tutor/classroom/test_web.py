"""What every page for a browser has in common."""

from __future__ import annotations

import re

import pytest

from tests.tutor.classroom.web import Page, contrast, palettes
from tutor.classroom.web import STYLE, page

LIGHTS = ["in the light", "in the dark", "on paper"]


def test_a_page_is_whole_and_loads_nothing():
    told = Page(page("A <title>", "<h1>Hello</h1>"))

    assert told.all("html") == [{"lang": "en"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in told.all(
        "meta"
    )
    policy = {"default-src 'none'; style-src 'unsafe-inline'"}
    assert policy <= {one.get("content") for one in told.all("meta")}
    assert told.text.split() == ["A", "<title>", "Hello"]


def test_the_style_loads_nothing():
    style = STYLE.read_text(encoding="utf-8")

    assert not re.search(r"url\(|@import|https?:", style)


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("light", range(3), ids=LIGHTS)
@pytest.mark.parametrize("ink", ["ink", "soft", "link"])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_what_is_read_stands_out(light, ink, ground):
    palette = palettes(STYLE.read_text(encoding="utf-8"))[light]

    assert contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("light", range(3), ids=LIGHTS)
@pytest.mark.parametrize("tone", ["right", "wrong", "link"])
@pytest.mark.parametrize("ground", ["card", "nothing"])
def test_what_is_drawn_stands_out(light, tone, ground):
    """WCAG 1.4.11 asks for 3:1; marks beside a check are read, and have 4.5:1 on their card."""
    palette = palettes(STYLE.read_text(encoding="utf-8"))[light]

    assert contrast(palette[tone], palette[ground]) >= (4.5 if ground == "card" else 3)
