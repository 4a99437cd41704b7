"""Twelve calls on small tensors of the kinds that exercises make, for `grading` to measure.

Two schedules, four batches, two steps back, two guidances, a loss with its gradient, and a sampler.
"""

from __future__ import annotations

from types import ModuleType

SOLUTION = """\
import torch


def alpha_bar(betas):
    return torch.cumprod(1 - betas, dim=0)


def q_sample(x0, t, noise, alpha_bar):
    signal = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


def ddim_step(x_t, eps, now, then):
    x0 = (x_t - (1 - now).sqrt() * eps) / now.sqrt()
    return then.sqrt() * x0 + (1 - then).sqrt() * eps


def cfg(uncond, cond, scale):
    return uncond + scale * (cond - uncond)


def training_loss(model, x0, t, noise, alpha_bar):
    share = alpha_bar[t].reshape(-1, 1)
    x_t = share.sqrt() * x0 + (1 - share).sqrt() * noise
    return (noise - model(x_t, t)).square().mean()


def ddim_sample(model, x, alpha_bar, steps):
    for t, then in zip(steps, steps[1:]):
        eps = model(x, torch.full((len(x),), t))
        x = ddim_step(x, eps, alpha_bar[t], alpha_bar[then])
    return x
"""
MISTAKEN = SOLUTION.replace(
    "signal.sqrt() * x0 + (1 - signal).sqrt() * noise", "signal * x0 + (1 - signal) * noise"
)
CHECKS = """

BETAS = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)
ALPHA_BAR = torch.cumprod(1 - BETAS, dim=0)


def draw(generator, *shape):
    return torch.randn(*shape, generator=generator, dtype=torch.float64)


def weights(generator):
    return [draw(generator, 32, 9), draw(generator, 32), draw(generator, 8, 32), draw(generator, 8)]


def loss_and_gradients(module, weights, *batch):
    network = torch.nn.Sequential(torch.nn.Linear(9, 32), torch.nn.SiLU(), torch.nn.Linear(32, 8))
    network = network.double()
    network.load_state_dict(dict(zip(network.state_dict(), weights)))
    parameters = list(network.parameters())
    model = lambda x, t: network(torch.cat([x, t.reshape(-1, 1) / 1000], dim=1))
    loss = module.training_loss(model, *batch)
    return [loss.detach(), *torch.autograd.grad(loss, parameters)]


def sample(module, weights, x, alpha_bar, steps):
    network = torch.nn.Sequential(torch.nn.Linear(9, 32), torch.nn.SiLU(), torch.nn.Linear(32, 8))
    network = network.double()
    network.load_state_dict(dict(zip(network.state_dict(), weights)))
    model = lambda x, t: network(torch.cat([x, t.reshape(-1, 1) / 1000], dim=1))
    with torch.no_grad():
        return module.ddim_sample(model, x, alpha_bar, steps)


@pytest.mark.parametrize("steps", [10, 1000])
def test_alpha_bar(learner, reference, steps):
    close(learner.alpha_bar(BETAS[:steps]), reference.alpha_bar(BETAS[:steps]))


@pytest.mark.parametrize("shape", [(4,), (4, 2), (4, 1, 8, 8), (4, 3, 16, 16)])
def test_q_sample(learner, reference, generator, shape):
    t = torch.tensor([0, 10, 500, 999])
    batch = draw(generator, *shape), t, draw(generator, *shape), ALPHA_BAR
    close(learner.q_sample(*batch), reference.q_sample(*batch))


@pytest.mark.parametrize("t", [999, 500])
def test_ddim_step(learner, reference, generator, t):
    step = draw(generator, 4, 8), draw(generator, 4, 8), ALPHA_BAR[t], ALPHA_BAR[t // 2]
    close(learner.ddim_step(*step), reference.ddim_step(*step))


@pytest.mark.parametrize("scale", [0.0, 7.5])
def test_cfg(learner, reference, generator, scale):
    pair = draw(generator, 4, 8), draw(generator, 4, 8), scale
    close(learner.cfg(*pair), reference.cfg(*pair))


def test_training_loss(learner, reference, generator):
    batch = draw(generator, 16, 8), torch.arange(16), draw(generator, 16, 8), ALPHA_BAR
    asked = weights(generator), *batch
    close(run(learner, loss_and_gradients, *asked), loss_and_gradients(reference, *asked))


def test_ddim_sample(learner, reference, generator):
    asked = weights(generator), draw(generator, 4, 8), ALPHA_BAR, [999, 749, 499, 249, 0]
    close(run(learner, sample, *asked), sample(reference, *asked))
"""
HIDDEN_TEST = (
    """\
import pytest
import torch

from tutor.grading.checks import mistake, same as close


def run(learner, probe, *asked):
    return learner.run(probe, *asked)
"""
    + CHECKS
    + """

@mistake("ᾱ_t is a share of variance.", id="weights-not-sqrt")
def unrooted(x0, t, noise, alpha_bar):
    signal = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))
    return signal * x0 + (1 - signal) * noise
"""
)
PLAIN_TEST = (
    """\
import learner as learners
import pytest
import reference as references
import torch

close = torch.testing.assert_close


@pytest.fixture
def learner():
    return learners


@pytest.fixture
def reference():
    return references


@pytest.fixture
def generator():
    return torch.Generator().manual_seed(1)


def run(learner, probe, *asked):
    return probe(learner, *asked)
"""
    + CHECKS
)


def run_all(test: ModuleType, learner: ModuleType, reference: ModuleType) -> None:
    """The twelve, one after the other, as pytest would."""
    import torch

    cases = [
        *((test.test_alpha_bar, {"steps": steps}) for steps in (10, 1000)),
        *(
            (test.test_q_sample, {"shape": shape})
            for shape in ((4,), (4, 2), (4, 1, 8, 8), (4, 3, 16, 16))
        ),
        *((test.test_ddim_step, {"t": t}) for t in (999, 500)),
        *((test.test_cfg, {"scale": scale}) for scale in (0.0, 7.5)),
        (test.test_training_loss, {}),
        (test.test_ddim_sample, {}),
    ]
    for check, case in cases:
        if check is not test.test_alpha_bar:
            case = {**case, "generator": torch.Generator().manual_seed(1)}
        check(learner, reference, **case)
