"""No step of ours waits for the device, and a learner's that does is found at its line."""

import pytest
import torch

from tutor.diffusion.datasets import find
from tutor.training.adam import Adam
from tutor.training.bench import set_up
from tutor.training.fitting import Average, working
from tutor.training.functions import load
from tutor.training.networks import plan_for
from tutor.training.trainer import learning_rates
from tutor.training.waits import waits


def made(sources, data):
    """One step of our loop with those functions, and of the average after it."""
    bench = set_up(find(data), load(sources), torch.device("cpu"), seed=0)
    plan = plan_for(bench.dataset)
    adam = Adam(bench.denoiser, learning_rates(plan))
    generator = torch.Generator().manual_seed(0)
    work = working(bench, plan, adam, generator)
    average = Average(bench.functions["ema_update"], adam.weights.clone(), adam.weights)
    return lambda: (work.step(), average.move())


@pytest.mark.parametrize("data", ["two-moons", "digits", "shapes"])
def test_no_step_of_ours_waits_for_the_device(data):
    assert waits(made({}, data)) == []


def test_no_step_with_the_courses_solutions_waits_for_the_device(sources):
    assert waits(made(sources, "shapes")) == []


@pytest.mark.parametrize(
    "line",
    [
        "noise.mean().item()",
        "float(noise.mean())",
        "1 if t[0] > 3 else 0",
        "max(noise[0, 0], noise[1, 0])",
        "noise[noise > 0].sum()",
        "noise.to('meta').shape[0]",
        "noise.nonzero().shape[0]",
        "len(t.unique())",
        "torch.equal(noise, x0)",
    ],
)
def test_a_line_that_waits_is_found(sources, line):
    body = f"    {line}\n    x_t = q_sample(x0, t, noise, alpha_bar)\n"
    loss = (
        "import torch\nfrom q_sample import q_sample\n\n"
        f"def training_loss(model, x0, t, noise, alpha_bar):\n{body}"
        "    return (model(x_t, t) - noise).square().mean()\n"
    )

    found = waits(made({**sources, "training_loss": loss}, "two-moons"), ["training_loss.py"])

    assert set(found) == {"training_loss.py:5"}


@pytest.mark.parametrize("line", ["x0[t]", "x0[:, 0]", "x0.to(torch.float64)", "x0.sum()"])
def test_a_line_that_waits_for_nothing_is_not(line):
    x0, t = torch.ones(4, 2), torch.arange(4)

    assert waits(lambda: eval(line, {"torch": torch}, {"x0": x0, "t": t})) == []


def test_a_wait_outside_all_files_is_told_as_its_operation():
    assert waits(torch.ones(()).item) == ["aten._local_scalar_dense"]
