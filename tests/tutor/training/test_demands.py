import pytest
import torch

from tutor.errors import TrainingError
from tutor.training.demands import dropping, objective, signal_shares, try_dropping
from tutor.training.functions import load


def test_the_learners_schedule_and_shares_are_taken():
    betas = "import torch\ndef cosine_beta_schedule(T, s=0.008, max_beta=0.999):\n"
    betas += "    return torch.full((T,), 0.5, dtype=torch.float64)\n"

    shares = signal_shares(load({"cosine_beta_schedule": betas}), 3)

    assert shares.tolist() == [0.5, 0.25, 0.125]
    assert shares.dtype == torch.float32


def test_a_schedule_of_another_length_is_told():
    betas = "import torch\ndef cosine_beta_schedule(T, s=0.008, max_beta=0.999):\n"
    betas += "    return torch.full((T + 1,), 0.5, dtype=torch.float64)\n"

    with pytest.raises(TrainingError) as caught:
        signal_shares(load({"cosine_beta_schedule": betas}), 3)

    assert str(caught.value) == ("`cosine_beta_schedule` must return shape (3,), but returned (4,)")


def test_a_schedule_with_nan_in_it_is_told():
    source = "def alpha_bar(betas):\n    return betas.cumprod(0) / 0 * 0\n"

    with pytest.raises(TrainingError) as caught:
        signal_shares(load({"alpha_bar": source}), 3)

    assert str(caught.value) == "`alpha_bar` returned nan or infinity"


def test_a_loss_without_a_gradient_is_told():
    source = "def training_loss(model, x0, t, noise, alpha_bar):\n    return x0.sum()\n"
    x0 = torch.ones(2, 2)

    with pytest.raises(TrainingError) as caught:
        objective(load({"training_loss": source}))(lambda x, t: x, x0, x0, x0, x0[0])

    assert str(caught.value) == "`training_loss` returned a loss without a gradient"
    assert caught.value.hint == (
        "keep the model's answer a tensor: no `.detach()`, `.item()` or `.numpy()`"
    )


HEAD = "def training_loss(model, x0, t, noise, alpha_bar):\n    return "


def refused(returned):
    x0, t = torch.ones(2, 3), torch.tensor([0, 1])
    with pytest.raises(TrainingError) as caught:
        objective(load({"training_loss": HEAD + returned + "\n"}))(lambda x, t: x, x0, t, x0, x0[0])
    return str(caught.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "x0.double(), t",
            "x_t as torch.float32 of shape (2, 3) on cpu, not torch.float64 of shape (2, 3) on cpu",
        ),
        (
            "x0[:1], t",
            "x_t as torch.float32 of shape (2, 3) on cpu, not torch.float32 of shape (1, 3) on cpu",
        ),
        (
            "x0.to('meta'), t",
            "x_t as torch.float32 of shape (2, 3) on cpu, "
            "not torch.float32 of shape (2, 3) on meta",
        ),
        ("x0.numpy(), t", "x_t as torch.float32 of shape (2, 3) on cpu, not `ndarray`"),
        (
            "x0, t / 2",
            "t as torch.int64 of shape (2,) on cpu, not torch.float32 of shape (2,) on cpu",
        ),
    ],
    ids=["dtype", "shape", "device", "no tensor", "steps"],
)
def test_what_a_model_cannot_take_is_told_at_the_line_that_gives_it(given, told):
    assert refused(f"model({given}).mean()") == (
        f"training_loss.py:2: TypeError: the model takes {told}"
    )


@pytest.mark.parametrize(
    ("returned", "message"),
    [
        ("labels", "`drop_condition` must return the labels and which of them were dropped"),
        (
            "labels[:1], None",
            "`drop_condition` must return labels as torch.int64 of shape (2,) on cpu, "
            "not torch.int64 of shape (1,) on cpu",
        ),
        (
            "labels.float(), None",
            "`drop_condition` must return labels as torch.int64 of shape (2,) on cpu, "
            "not torch.float32 of shape (2,) on cpu",
        ),
    ],
    ids=["no pair", "too few", "not whole"],
)
def test_labels_that_are_none_are_told(returned, message):
    source = f"def drop_condition(labels, null, p, generator):\n    return {returned}\n"
    drop = dropping(load({"drop_condition": source}))

    with pytest.raises(TrainingError) as caught:
        drop(torch.tensor([0, 1]), torch.tensor(2), 0.1, torch.Generator())

    assert str(caught.value) == message


def test_labels_that_no_network_knows_are_told():
    source = "def drop_condition(labels, null, p, generator):\n    return labels - 1, None\n"

    with pytest.raises(TrainingError) as caught:
        try_dropping(load({"drop_condition": source}), torch.tensor([0, 1]), torch.tensor(2))

    assert str(caught.value) == ("`drop_condition` must keep each label or put `null` in its place")
