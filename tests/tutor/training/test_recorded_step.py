"""What becomes of a step that may be recorded; CUDA is needed by the last tests alone."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
import torch

from tutor.diffusion.datasets import find
from tutor.training.adam import Adam
from tutor.training.bench import set_up
from tutor.training.device import choose
from tutor.training.fitting import tried, working
from tutor.training.functions import load
from tutor.training.networks import plan_for
from tutor.training.recorded_step import CudaGraphs, recorder_for, steps
from tutor.training.run import Order, train
from tutor.training.trainer import learning_rates

CPU = torch.device("cpu")
needs_cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU of CUDA")


class Faithful:
    """Plays a step by doing it."""

    def __init__(self):
        self.said = []

    @contextmanager
    def aside(self):
        self.said.append("aside")
        yield

    def record(self, work, generator):
        self.said.append("record")

        def play():
            self.said.append("play")
            return work()

        return play


class Idle(Faithful):
    """Plays nothing but what is told of a step."""

    def record(self, work, generator):
        step = work()
        return lambda: step


class Frozen(Faithful):
    """Plays with the same chance each time."""

    def record(self, work, generator):
        state = generator.get_state()

        def play():
            generator.set_state(state)
            return work()

        return play


class Refusing(Faithful):
    """Cannot record."""

    def record(self, work, generator):
        raise RuntimeError("CUDA error: operation not permitted when stream is capturing\nmore")


def bench(sources=None, data="two-moons", device=CPU):
    return set_up(find(data), load(sources or {}), device, seed=0)


def decided(recorder, sources=None):
    return tried(bench(sources), recorder)


def test_on_the_cpu_nothing_is_recorded_and_nothing_said():
    decision = decided(recorder_for(CPU))

    assert decision.recorder is None
    assert decision.says == ""


def test_a_record_that_does_what_the_step_does_is_used():
    recorder = Faithful()

    decision = decided(recorder)

    assert decision.recorder is recorder
    assert decision.says == "a step is recorded once and played again, as a CUDA graph"


@pytest.mark.parametrize(
    "recorder", [Idle(), Frozen()], ids=["does nothing", "chance stands still"]
)
def test_a_record_that_does_something_else_is_not_used(recorder):
    decision = decided(recorder)

    assert decision.recorder is None
    assert decision.says == (
        "a recorded step does something else than the step, "
        "so steps run one operation after the other, which is slower"
    )


def test_what_cannot_be_recorded_is_told_with_the_reason_of_the_library():
    decision = decided(Refusing())

    assert decision.recorder is None
    assert decision.says == (
        "a step cannot be recorded (CUDA error: operation not permitted when stream is capturing), "
        "so steps run one operation after the other, which is slower"
    )


def test_a_function_that_waits_for_the_device_is_told_at_its_line(sources):
    recorder = Faithful()
    loss = (
        "def training_loss(model, x0, t, noise, alpha_bar):\n"
        "    if noise.mean() > 9:\n        raise ValueError\n"
        "    return (model(x0, t) - noise).square().mean()\n"
    )

    decision = decided(recorder, {**sources, "training_loss": loss})

    assert decision.recorder is None
    assert decision.says == (
        "training_loss.py:2: here a step waits for a value of the device (`.item()`, `float`, "
        "`if` and masks do), and what waits cannot be recorded, "
        "so steps run one operation after the other, which is slower"
    )
    assert recorder.said == []


def test_a_loop_of_the_learners_is_not_recorded(whole):
    decision = decided(Faithful(), whole)

    assert decision.recorder is None
    assert decision.says == (
        "the loop is your own, and only ours can be recorded, "
        "so steps run one operation after the other, which is slower"
    )


def test_trying_does_not_train_the_bench():
    mine = bench()
    before = [weight.clone() for weight in mine.denoiser.parameters()]

    tried(mine, Faithful())

    assert all(map(torch.equal, before, mine.denoiser.parameters()))


def losses(recorder, count, device=CPU):
    """Of so many steps of our loop, and the noise of each."""
    mine = bench(device=device)
    plan = replace(plan_for(mine.dataset), steps=count)
    generator = torch.Generator(device).manual_seed(0)
    work = working(mine, plan, Adam(mine.denoiser, learning_rates(plan)), generator)
    return list(steps(work, recorder))


def test_three_steps_come_before_the_record_and_the_others_are_played():
    recorder = Faithful()

    done = losses(recorder, 5)

    assert len(done) == 5
    assert recorder.said == ["aside", "aside", "aside", "record", "play", "play"]


def test_a_run_shorter_than_the_warm_up_records_nothing():
    recorder = Faithful()

    assert len(losses(recorder, 2)) == 2
    assert recorder.said == ["aside", "aside"]


def test_played_steps_are_those_that_would_have_been_done():
    alone, played = losses(None, 6), losses(Faithful(), 6)

    assert [float(step.loss) for step in alone] == [float(step.loss) for step in played]
    assert all(
        torch.equal(a.batch.noise, b.batch.noise) for a, b in zip(alone, played, strict=True)
    )


class SamePlace(Faithful):
    """Tells each played step in the memory of the first, as a CUDA graph does."""

    def record(self, work, generator):
        place = []

        def play():
            step = work()
            place.append(step)
            place[0].loss.copy_(step.loss)
            return place[0]

        return play


def test_what_was_told_of_a_step_stays_when_the_next_is_played():
    told = [float(step.loss) for step in losses(SamePlace(), 6)]

    assert told == [float(step.loss) for step in losses(None, 6)]
    assert len(set(told)) == 6


@needs_cuda
def test_cuda_plays_what_the_steps_would_have_done():
    device = torch.device("cuda")

    alone, played = losses(None, 50, device), losses(CudaGraphs(), 50, device)

    for one, other in zip(alone, played, strict=True):
        torch.testing.assert_close(one.batch.noise, other.batch.noise)
        torch.testing.assert_close(one.loss, other.loss, rtol=0.05, atol=0.01)


@needs_cuda
@pytest.mark.parametrize("data", ["two-moons", "shapes"])
def test_cuda_learns_as_much_from_recorded_steps(sources, data):
    order = Order(data, choose("cuda"), seed=0, steps=400)

    started, *_, end = train(load(sources), order, stopped=lambda: False)

    assert started.recording == "a step is recorded once and played again, as a CUDA graph"
    assert end.report.score > 0.8
