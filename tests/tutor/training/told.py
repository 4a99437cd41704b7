"""What is said where something is refused, and what a kept model is about."""

import pytest

from tutor.errors import TrainingError

ABOUT = {
    "T": 100,
    "classes": ["upper", "lower"],
    "example": [2],
    "data": "two-moons",
    "trained": 25,
}


def said(refusal):
    """The message and the hint of a TrainingError."""
    with pytest.raises(TrainingError) as caught:
        refusal()
    return str(caught.value), caught.value.hint
