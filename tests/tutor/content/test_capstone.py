"""The two loops of the capstone: right ones pass however they are written, wrong ones are named."""

import importlib.util

import numpy as np
import pytest
import torch

from tests.tutor.content.right_ways import looping
from tests.tutor.content.right_ways.written import preamble, ways
from tests.tutor.content.shipped import ROOT
from tutor.course.verdict import Status
from tutor.diffusion import samplers, schedule
from tutor.diffusion.mixture import Mixture

SLUGS = ("capstone_train", "capstone_sample")
PREAMBLE, WAYS = preamble(looping), ways(looping, SLUGS)

TRAIN = """
def capstone_train(
    model, optimizer, training_loss, data, labels, none, hidden, alpha_bar, steps, batch, generator
):
    losses = []
    for _ in range(steps):
        rows = torch.randperm(len(data), generator=generator)[:batch]
        t = torch.randint(0, len(alpha_bar), (batch,), generator=generator)
        noise = torch.randn(data[rows].shape, generator=generator)
        keep = torch.rand(batch, generator=generator) > hidden
        label = torch.where(keep, labels[rows], none)
        loss = training_loss(lambda x, t, c=label: model(x, t, c), data[rows], t, noise, alpha_bar)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return torch.tensor(losses)
"""
SAMPLE = """
@torch.no_grad()
def capstone_sample(
    model, ddim_step, cfg_combine, alpha_bar, start, noise, label, none, steps, scale=1.0, eta=0.0
):
    T = len(alpha_bar)
    times = [T - 1 - k * (T // steps) for k in range(steps)]
    nothing = torch.zeros_like(label) + none
    x = start
    for k, now in enumerate(times):
        t = torch.zeros_like(label) + now
        eps = cfg_combine(model(x, t, nothing), model(x, t, label), scale)
        then = alpha_bar[times[k + 1]] if now != times[-1] else 1.0
        x = ddim_step(x, eps, alpha_bar[now], then, eta, noise[k])
    return x
"""
SPOILED = [
    (TRAIN, "        optimizer.zero_grad()\n", "", "zero-grad-forgotten"),
    (TRAIN, "        optimizer.step()\n", "", "step-forgotten"),
    (TRAIN, "        loss.backward()\n", "        loss.item()\n", "backward-forgotten"),
    (
        TRAIN,
        "randperm(len(data), generator=generator)[:batch]",
        "arange(batch)",
        "same-batch-always",
    ),
    (TRAIN, "randint(0,", "randint(1,", "t-counted-from-one"),
    (TRAIN, "len(alpha_bar), (batch,)", "len(alpha_bar) - 1, (batch,)", "last-level-left-out"),
    (TRAIN, "torch.randn(", "torch.rand(", "noise-not-normal"),
    (TRAIN, "shape, generator=generator", "shape", "generator-ignored"),
    (TRAIN, "> hidden", "< hidden", "hidden-turned-round"),
    (TRAIN, "rows], none", "rows], 0", "null-is-class-zero"),
    (TRAIN, "torch.rand(batch", "torch.rand(1", "dropout-per-batch"),
    (TRAIN, "labels[rows], none", "labels[:batch], none", "labels-of-others"),
    (TRAIN, "model(x, t, c)", "model(x, t, c).detach()", "prediction-detached"),
    (TRAIN, "torch.tensor(losses)", "loss.detach()", "only-the-last-loss"),
    (SAMPLE, "@torch.no_grad()", "", "gradients-kept"),
    (SAMPLE, "T - 1 - k", "T - T // steps - k", "starts-below-the-top"),
    (SAMPLE, "else 1.0", "else alpha_bar[0]", "array-holds-the-one"),
    (
        SAMPLE,
        "[times[k + 1]] if now != times[-1] else 1.0",
        "[now - T // steps]",
        "negative-index-raises",
    ),
    (SAMPLE, "[times[k + 1]] if now != times[-1]", "[now - 1] if now", "goes-to-the-neighbour"),
    (
        SAMPLE,
        "model(x, t, nothing), model(x, t, label)",
        "model(x, t, label), model(x, t, nothing)",
        "guidance-roles-swapped",
    ),
    (SAMPLE, "+ none", "", "null-is-class-zero"),
    (SAMPLE, "noise[k]", "noise[0]", "one-fresh-noise"),
    (SAMPLE, ", eta, noise[k]", "", "eta-never-used"),
    (SAMPLE, "model(x, t, ", "model(start, t, ", "start-asked-again"),
    (SAMPLE, "alpha_bar[now], then", "then, alpha_bar[now]", "levels-swapped"),
]
"""A right loop, a piece of it, what stands in its place, and the mistake that this is."""
TOLD = [
    (
        TRAIN,
        "c=label: model(x, t, c)",
        "c=label: model(x, t)",
        "missing 1 required positional argument: 'label'",
    ),
    (
        TRAIN,
        "data[rows], t, noise, alpha_bar",
        "data, t, noise, alpha_bar",
        "x0 has shape (128, 2), where it is (64, 2)",
    ),
    (
        TRAIN,
        "t, noise, alpha_bar)\n",
        "t, noise, alpha_bar[t])\n",
        "training_loss takes the whole of alpha_bar",
    ),
    (
        TRAIN,
        "range(steps)",
        "range(steps - 1)",
        "expected 12 calls of training_loss, one for each step, seen 11",
    ),
    (
        TRAIN,
        "model(x, t, c)",
        "model(x, t * 0, c)",
        "show the network the t that `training_loss` calls its model with",
    ),
    (
        SAMPLE,
        "t = torch.zeros_like(label) + now",
        "t = now",
        "the model takes a t for each example, as a tensor of shape (32,)",
    ),
    (SAMPLE, "return x", "return x.tolist()", "returned a list: return the last x"),
    (
        SAMPLE,
        "T - 1 - k",
        "T - 2 - k",
        "with 5 of 40 levels, expected [39, 31, 23, 15, 7], seen [38, 30, 22, 14, 6]",
    ),
    (
        SAMPLE,
        "then, eta, noise[k]",
        "then, eta",
        "with eta above 0, ddim_step takes fresh noise, too",
    ),
]
"""As above, and what the learner reads."""


def slug_of(source):
    return next(slug for slug in SLUGS if f"def {slug}" in source)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("slug", "way"), WAYS)
def test_a_right_way_passes(grade, slug, way, seed):
    verdict = grade(slug, WAYS[slug, way], seed)

    assert verdict.passed, verdict.first_failure


@pytest.mark.parametrize("source", [TRAIN, SAMPLE], ids=SLUGS)
def test_the_loop_that_is_spoiled_here_is_right(grade, source):
    assert grade(slug_of(source), PREAMBLE + source).passed


@pytest.mark.parametrize(("source", "piece", "other", "known"), SPOILED)
def test_a_mistake_in_one_place_is_named(grade, source, piece, other, known):
    assert piece in source

    verdict = grade(slug_of(source), PREAMBLE + source.replace(piece, other))

    assert verdict.status is Status.FAILED
    assert verdict.mistake.id == known


@pytest.mark.parametrize(("source", "piece", "other", "message"), TOLD)
def test_what_a_loop_may_not_do_is_told_in_a_sentence(grade, source, piece, other, message):
    assert piece in source

    verdict = grade(slug_of(source), PREAMBLE + source.replace(piece, other))

    assert message in verdict.first_failure.message


def test_two_mistakes_in_one_loop_are_both_named(grade):
    source = TRAIN.replace("        optimizer.zero_grad()\n", "").replace(
        "randint(0,", "randint(1,"
    )

    verdict = grade("capstone_train", PREAMBLE + source)

    assert {verdict.mistake.id, verdict.also.id} == {"zero-grad-forgotten", "t-counted-from-one"}


def test_a_loop_that_nobody_has_thought_of_gets_a_verdict_all_the_same(grade):
    source = SAMPLE.replace("+ now", "+ (now + 3) % T").replace("noise[k]", "noise[-1 - k]")

    verdict = grade("capstone_sample", PREAMBLE + source)

    assert verdict.status is Status.FAILED
    assert verdict.mistake is None


def test_the_solution_walks_where_the_sampler_of_the_simulations_walks():
    spec = importlib.util.spec_from_file_location(
        "solution", ROOT / "solutions" / "18_capstone" / "capstone_sample.py"
    )
    solution = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(solution)
    table = schedule.alpha_bar(schedule.cosine_betas(40))
    cloud = Mixture(np.array([[1.0, 0.0], [-1.0, 0.5]]), 0.3, np.array([0.4, 0.6]))
    start = np.random.default_rng(0).standard_normal((50, 2))

    *_, end = samplers.ddim(
        lambda x, i: cloud.eps(x, table[i]), start, table, samplers.timesteps(40, 8)
    )
    x = solution.capstone_sample(
        lambda x, t, _: torch.from_numpy(cloud.eps(x.numpy(), table[int(t[0])])),
        lambda x, eps, a, b, *_: torch.from_numpy(
            samplers.ddim_step(x.numpy(), eps.numpy(), float(a), float(b))
        ),
        lambda uncond, cond, _: cond,
        torch.from_numpy(table),
        torch.from_numpy(start),
        torch.zeros(8, 50, 2),
        torch.zeros(50, dtype=torch.int64),
        none=1,
        steps=8,
    )

    assert np.allclose(x.numpy(), end.x, rtol=0, atol=1e-12)
