import torch
from torch import nn

from tutor.training.adam import Adam


def test_the_first_step_moves_every_weight_by_the_learning_rate_against_its_gradient():
    network = nn.Linear(2, 1)
    network.weight.data = torch.tensor([[1.0, -2.0]])
    network.bias.data = torch.tensor([0.0])

    Adam(network, torch.tensor([0.1])).step(network(torch.tensor([3.0, -5.0])).sum())

    torch.testing.assert_close(network.weight.data, torch.tensor([[0.9, -1.9]]))
    torch.testing.assert_close(network.bias.data, torch.tensor([-0.1]))


def test_it_moves_as_torchs_own_does():
    def trained(step):
        torch.manual_seed(0)
        network = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1))
        x = torch.randn(16, 3)
        step(network, lambda: (network(x) - x.sum(1, keepdim=True)).square().mean())
        return torch.cat([weight.detach().flatten() for weight in network.parameters()])

    def ours(network, loss):
        adam = Adam(network, torch.full((20,), 0.05))
        for _ in range(20):
            adam.step(loss())

    def torchs(network, loss):
        adam = torch.optim.Adam(network.parameters(), lr=0.05, betas=(0.9, 0.99))
        for _ in range(20):
            adam.zero_grad()
            loss().backward()
            adam.step()

    torch.testing.assert_close(trained(ours), trained(torchs), rtol=1e-4, atol=1e-5)


def test_a_loss_that_does_not_depend_on_the_network_moves_nothing():
    network = nn.Linear(2, 1)
    before = network.weight.detach().clone()

    Adam(network, torch.tensor([0.1])).step(torch.ones(1, requires_grad=True).sum())

    assert torch.equal(network.weight, before)
