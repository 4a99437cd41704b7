import subprocess
import sys

import torch
from torch import nn

from tutor.training.adam import Adam
from tutor.training.optimizer import Optimizer

X = torch.arange(6.0).reshape(3, 2)


def line():
    """A network, its optimizer at a rate of 0.1 for ever, and what counts its moves."""
    torch.manual_seed(0)
    network, moves = nn.Linear(2, 1), []
    return network, Optimizer(Adam(network, torch.tensor([0.1])), lambda: moves.append(1)), moves


def test_it_moves_as_the_same_adam_does_from_the_loss():
    by_loss, by_gradient = line(), line()
    adam = by_loss[1]._adam

    for _ in range(5):
        adam.step(by_loss[0](X).square().mean())
        by_gradient[1].zero_grad()
        by_gradient[0](X).square().mean().backward()
        by_gradient[1].step()

    torch.testing.assert_close(by_loss[0].weight, by_gradient[0].weight)


def test_each_move_is_told():
    _, optimizer, moves = line()

    for _ in range(3):
        optimizer.step()

    assert len(moves) == 3


def test_gradients_add_up_until_they_are_cleared():
    network, optimizer, _ = line()
    network(X).sum().backward()
    network(X).sum().backward()
    twice = network.weight.grad.clone()

    optimizer.zero_grad(set_to_none=False)
    network(X).sum().backward()

    torch.testing.assert_close(twice, 2 * network.weight.grad)


def test_cleared_gradients_are_none_as_in_torch():
    network, optimizer, _ = line()
    network(X).sum().backward()

    optimizer.zero_grad()

    assert network.weight.grad is None


def test_a_closure_is_asked_for_the_loss_with_gradients():
    network, optimizer, _ = line()
    before = network.weight.detach().clone()

    def closure():
        optimizer.zero_grad()
        loss = network(X).square().mean()
        loss.backward()
        return loss

    with torch.no_grad():
        loss = optimizer.step(closure)

    assert loss > 0
    assert not torch.equal(network.weight, before)


def test_what_a_learner_may_do_with_an_optimizer_of_torchs_can_be_done():
    network, optimizer, _ = line()

    assert isinstance(optimizer, torch.optim.Optimizer)
    assert optimizer.param_groups[0]["params"] == list(network.parameters())


def test_no_compiler_is_loaded_for_it():
    program = (
        "import sys, torch\nfrom tutor.training.adam import Adam\n"
        "from tutor.training.optimizer import Optimizer\n"
        "adam = Adam(torch.nn.Linear(2, 1), torch.ones(1))\n"
        "one = Optimizer(adam, lambda: None)\none.zero_grad()\none.step()\n"
        "print([name for name in ('torch._dynamo', 'sympy') if name in sys.modules])"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert ran.stdout == "[]\n"
