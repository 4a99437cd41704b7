from pathlib import Path

import pytest
import torch

from tutor.training.driving import driving
from tutor.training.functions import load

SOLUTIONS = Path(__file__).parents[3] / "solutions"


@pytest.fixture(autouse=True)
def _one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def whole():
    """The functions as a learner could have written them, with the loops around them."""
    return driving({path.stem: path.read_text() for path in SOLUTIONS.rglob("*.py")})


@pytest.fixture(scope="session")
def sources(whole):
    """The same as they stand before the capstone."""
    return {slug: source for slug, source in whole.items() if not slug.startswith("capstone")}


@pytest.fixture
def functions(sources):
    return load(sources)


@pytest.fixture
def path(tmp_path):
    """Where a model is to be kept."""
    return tmp_path / "models" / "model.safetensors"
