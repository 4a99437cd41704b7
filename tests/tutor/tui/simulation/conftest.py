import pytest

from tests.tutor.tui.simulation.driver import FakeDriver
from tutor.tui.bench import Bench

RIGHT = """def q_sample(x0, t, noise, alpha_bar):
    share = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))
    return np.sqrt(share) * x0 + np.sqrt(1 - share) * noise
"""
WRONG = RIGHT.replace("np.sqrt(share)", "share")
BROKEN = "def q_sample(x0, t, noise, alpha_bar):\n    return 1 / 0\n"


@pytest.fixture
def driver():
    return FakeDriver()


@pytest.fixture
def bench(desk, driver):
    return Bench(desk.course, desk.workspace, desk.progress, lambda: driver)
