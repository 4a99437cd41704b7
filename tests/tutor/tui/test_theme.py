import pytest
from textual.color import Color

from tutor.tui.theme import DARK, LIGHT, fitting

INKS = ["foreground", "primary", "secondary", "accent", "success", "warning", "error"]


def contrast_ratio(one, other):
    """WCAG 2.1: from 1 to 21; 4.5 is what body text needs."""
    dark, light = sorted(luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(colour).normalized
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("paper", ["background", "surface"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_is_readable_on_every_paper(theme, paper, ink):
    contrast = contrast_ratio(getattr(theme, ink), getattr(theme, paper))

    assert contrast >= 4.5


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        pytest.param({}, "tutor-dark", id="nothing known"),
        pytest.param({"COLORFGBG": "0;15"}, "tutor-light", id="black on white"),
        pytest.param({"COLORFGBG": "15;0"}, "tutor-dark", id="white on black"),
        pytest.param({"COLORFGBG": "0;15", "TUTOR_THEME": "dark"}, "tutor-dark", id="asked for"),
    ],
)
def test_the_theme_fits_the_terminal(environ, name):
    assert fitting(environ) == name
