import subprocess
import sys

import numpy as np
import pytest
import torch

from tutor.simulations.network import Network, weights
from tutor.training.point_denoiser import PointDenoiser
from tutor.training.recipe import CLASSES, SHAPE, schedule


def in_torch(snapshot):
    """The same network as the trainer knows it."""
    denoiser = PointDenoiser(torch.from_numpy(schedule()), CLASSES, SHAPE)
    state = {name: torch.from_numpy(array) for name, array in weights(snapshot).items()}
    denoiser.load_state_dict(state)
    return denoiser


@pytest.mark.parametrize("snapshot", [0, 4, -1], ids=["untrained", "half precision", "finished"])
@pytest.mark.parametrize("label", [0, 1, None])
def test_numpy_and_torch_see_the_same_noise(snapshot, label):
    x = np.random.default_rng(0).standard_normal((64, 2))
    told = torch.full((64,), CLASSES if label is None else label)

    for i in (0, 50, 99):
        seen = Network(snapshot).eps(x, i, label)
        expected = in_torch(snapshot)(torch.from_numpy(x).float(), torch.full((64,), i), told)
        np.testing.assert_allclose(seen, expected.detach().numpy(), atol=1e-5)


def test_no_class_is_not_a_class():
    x = np.random.default_rng(0).standard_normal((64, 2))
    network = Network()

    assert abs(network.eps(x, 50) - network.eps(x, 50, 0)).max() > 0.1


def test_the_untrained_snapshot_knows_only_the_noise_level():
    x = np.random.default_rng(0).standard_normal((8, 2))

    eps = Network(0).eps(x, 30)

    np.testing.assert_allclose(eps, np.sqrt(1 - Network().alpha_bar[30]) * x)


def test_the_losses_fall_from_that_of_a_guess_to_that_of_the_finished_network():
    network = Network()

    assert network.losses.shape == (800, 2)
    assert network.losses[0, 0] == 10
    assert network.losses[-1, 0] == network.snapshots[-1] == 8000
    assert network.losses[0, 1] > 0.45
    assert 0.3 < network.losses[-20:, 1].mean() < 0.36


def test_reading_the_network_loads_no_torch():
    program = (
        "import sys, tutor.simulations.network as n; n.Network(); print('torch' in sys.modules)"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert ran.stdout == "False\n"
