import pytest
import torch

from tutor.diffusion.datasets import find
from tutor.training.bench import set_up
from tutor.training.divergence import diverged
from tutor.training.functions import load
from tutor.training.trainer import Batch, Step

HEAD = "def training_loss(model, x0, t, noise, alpha_bar):\n"


@pytest.fixture
def why():
    """What is said of the last of some steps, with that body of `training_loss`."""

    def told(body, *losses):
        functions = load({"training_loss": HEAD + body})
        bench = set_up(find("two-moons"), functions, torch.device("cpu"), seed=0)
        return diverged(bench, [step(loss) for loss in losses])

    return told


def step(loss):
    """Four points on a line, at four levels."""
    x0 = torch.tensor([[-1.5, 0.0], [-0.5, 0.0], [0.5, 0.0], [1.5, 0.25]])
    t = torch.tensor([0, 33, 66, 99])
    batch = Batch(x0, torch.zeros(4, dtype=torch.int64), t, torch.full((4, 2), 2.0))
    return Step(batch, torch.tensor(loss))


NAN = float("nan")
GIVEN = "x0 (4, 2) in -1.5 to 1.5, t (4,) in 0 to 99, noise (4, 2) at 2"


def test_the_examples_that_do_it_alone_are_told(why):
    told = why("    return (model(x0, t).mean(1) / (t < 99)).mean()\n", 0.5, NAN)

    assert told == (
        "for 1 of 4 examples, first x0 (1, 2) in 0.25 to 1.5, t (1,) at 99, noise (1, 2) at 2"
    )


def test_a_loss_that_is_no_number_for_every_example_is_told_with_its_inputs(why):
    assert why("    return model(x0, t).mean() * 0 / 0\n", NAN) == f"given {GIVEN}"


def test_a_gradient_that_is_no_number_is_told_before_the_loss_is_none(why):
    root = "    return (model(x0, t) * 0).sum().sqrt()\n"

    assert why(root, 0.0, NAN) == f"after a gradient that is no number, given {GIVEN}"


def test_a_loss_that_grew_beyond_all_bounds_is_told_with_the_one_before(why):
    told = why("    return -(model(x0, t) ** 2).mean()\n", -3e37, NAN)

    assert told == f"having grown after -3e+37, given {GIVEN}"
