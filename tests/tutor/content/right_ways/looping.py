"""Other right ways to write the two loops of the capstone, as learners and published codes do."""

import copy
from functools import partial

import torch


def capstone_train_shuffling_each_round(
    model, optimizer, training_loss, data, labels, none, hidden, alpha_bar, steps, batch, generator
):
    losses, order = [], torch.empty(0, dtype=torch.int64)
    while len(losses) < steps:
        if len(order) < batch:
            order = torch.cat([order, torch.randperm(len(data), generator=generator)])
        chosen, order = order[:batch], order[batch:]
        x0, label = data[chosen], labels[chosen].clone()
        label[torch.rand(batch, generator=generator) < hidden] = none
        t = torch.randint(0, alpha_bar.shape[0], (batch,), generator=generator)
        eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
        optimizer.zero_grad(set_to_none=False)
        loss = training_loss(lambda x, t, c=label: model(x, t, c), x0, t, eps, alpha_bar)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return torch.tensor(losses)


def capstone_train_with_spread_levels(
    model, optimizer, training_loss, data, labels, none, hidden, alpha_bar, steps, batch, generator
):
    T = len(alpha_bar)
    history = torch.empty(steps)
    for step in range(steps):
        rows = (torch.rand(batch, generator=generator) * len(data)).long()
        place = torch.arange(batch) + torch.rand(batch, generator=generator)
        t = (place * T / batch).long().clamp(max=T - 1)
        noise = torch.empty_like(data[rows]).normal_(generator=generator)
        keep = torch.rand(batch, generator=generator) >= hidden
        label = torch.where(keep, labels[rows], torch.full_like(labels[rows], none))
        loss = training_loss(partial(model, label=label), data[rows], t, noise, alpha_bar)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        history[step] = loss.detach()
    return history


def capstone_train_from_a_loader(
    model, optimizer, training_loss, data, labels, none, hidden, alpha_bar, steps, batch, generator
):
    from torch.utils.data import DataLoader, TensorDataset

    loader = DataLoader(
        TensorDataset(data, labels), batch, shuffle=True, drop_last=True, generator=generator
    )
    losses = []
    model.train()
    while len(losses) < steps:
        for x0, label in loader:
            if len(losses) == steps:
                break
            drop = torch.bernoulli(torch.full((batch,), hidden), generator=generator).bool()
            label = torch.where(drop, none, label)
            t = torch.randint(len(alpha_bar), (len(x0),), generator=generator)
            noise = torch.randn(x0.size(), generator=generator)

            def predict(x_t, t, label=label):
                return model(x_t, t, label)

            loss = training_loss(predict, x0, t, noise, alpha_bar)
            model.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.detach())
    return torch.stack(losses)


def capstone_train_drawing_all_first(
    model, optimizer, training_loss, data, labels, none, hidden, alpha_bar, steps, batch, generator
):
    rows = torch.randint(len(data), (steps, batch), generator=generator)
    ts = torch.randint(len(alpha_bar), (steps, batch), generator=generator)
    noises = torch.randn(steps, batch, *data.shape[1:], generator=generator)
    told = labels[rows]
    told[torch.rand(steps, batch, generator=generator) < hidden] = none

    def one(step):
        def answer(x_t, t):
            return model(x_t, t, told[step])

        optimizer.zero_grad()
        loss = training_loss(answer, data[rows[step]], ts[step], noises[step], alpha_bar)
        loss.backward()
        optimizer.step()
        return loss.item()

    return torch.tensor([one(step) for step in range(steps)])


def capstone_train_with_gradients_by_hand(
    model, optimizer, training_loss, data, labels, none, hidden, alpha_bar, steps, batch, generator
):
    weights = list(model.parameters())
    losses = torch.zeros(steps)
    for step in range(steps):
        pick = torch.multinomial(torch.ones(len(data)), batch, True, generator=generator)
        x0, y = torch.index_select(data, 0, pick), labels[pick].tolist()
        dropped = (torch.rand(batch, generator=generator) < hidden).tolist()
        y = torch.tensor([none if drop else one for one, drop in zip(y, dropped, strict=True)])
        t = torch.randint(len(alpha_bar), size=(batch,), generator=generator)
        noise = torch.stack([torch.randn(x0.shape[1:], generator=generator) for _ in x0])
        loss = training_loss(
            model=lambda x_t, t, y=y: model(x_t, t, y), x0=x0, t=t, noise=noise, alpha_bar=alpha_bar
        )
        for weight, slope in zip(weights, torch.autograd.grad(loss, weights), strict=True):
            weight.grad = slope
        optimizer.step()
        losses[step] = loss.item()
    return losses


def capstone_train_remembering_the_best(
    model, optimizer, training_loss, data, labels, none, hidden, alpha_bar, steps, batch, generator
):
    losses, best = [], None
    for _ in range(steps):
        chosen = torch.randperm(len(data), generator=generator)[:batch]
        t = torch.randint(len(alpha_bar), (batch,), generator=generator)
        noise = torch.randn((batch, *data.shape[1:]), generator=generator)
        mask = torch.rand(batch, generator=generator).lt(hidden)
        label = labels[chosen].masked_fill(mask, none)
        loss = training_loss(partial(model, label=label), data[chosen], t, noise, alpha_bar)
        if best is None or loss.item() < best[0]:
            best = loss.item(), copy.deepcopy(model.state_dict())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses += [loss.detach().clone()]
    return torch.stack(losses)


def capstone_sample_in_one_call_of_twice_the_size(
    model, ddim_step, cfg_combine, alpha_bar, start, noise, label, none, steps, scale=1.0, eta=0.0
):
    T, B = len(alpha_bar), len(start)
    levels = torch.arange(T - 1, -1, -(T // steps)).tolist()
    both = torch.cat([torch.full_like(label, none), label])
    x = start.clone()
    with torch.no_grad():
        for k, i in enumerate(levels):
            t = torch.full((2 * B,), i, dtype=torch.long)
            eps_uncond, eps_cond = model(torch.cat([x, x]), t, both).chunk(2)
            prev = alpha_bar[levels[k + 1]] if k + 1 < len(levels) else torch.tensor(1.0)
            x = ddim_step(
                x, cfg_combine(eps_uncond, eps_cond, scale), alpha_bar[i], prev, eta, noise[k]
            )
    return x


@torch.inference_mode()
def capstone_sample_asking_once_where_it_can(
    model, ddim_step, cfg_combine, alpha_bar, start, noise, label, none, steps, scale=1.0, eta=0.0
):
    stride = len(alpha_bar) // steps
    i, k, x = len(alpha_bar) - 1, 0, start
    null = torch.full_like(label, none)
    while i >= 0:
        t = i * torch.ones_like(label)
        eps = model(x, t, label)
        if scale != 1:
            eps = cfg_combine(model(x, t, null), eps, scale)
        abar_prev = 1.0 if i - stride < 0 else float(alpha_bar[i - stride])
        z = noise[k] if eta > 0 else None
        x = ddim_step(x, eps, float(alpha_bar[i]), abar_prev, eta=eta, noise=z)
        i, k = i - stride, k + 1
    return x


def capstone_sample_with_a_leading_one(
    model, ddim_step, cfg_combine, alpha_bar, start, noise, label, none, steps, scale=1.0, eta=0.0
):
    T = len(alpha_bar)
    padded = torch.cat([alpha_bar.new_ones(1), alpha_bar])
    times = [round(T - k * T / steps) for k in range(steps + 1)]
    x = start
    for now, then, z in zip(times, times[1:], noise, strict=False):
        t = torch.full((len(x),), now - 1)
        with torch.no_grad():
            eps = cfg_combine(model(x, t, torch.full_like(t, none)), model(x, t, label), scale)
        x = ddim_step(x, eps, padded[now], padded[then], eta, z)
    return x


def capstone_sample_by_recursion(
    model, ddim_step, cfg_combine, alpha_bar, start, noise, label, none, steps, scale=1.0, eta=0.0
):
    stride = len(alpha_bar) // steps

    def denoise(x, i, fresh):
        if i < 0:
            return x
        t = torch.tensor(i).expand(len(x))
        answers = [model(x, t, c).detach() for c in (label.new_full(label.shape, none), label)]
        target = alpha_bar[i - stride] if i >= stride else torch.ones(())
        eps = cfg_combine(*answers, scale)
        return denoise(
            ddim_step(x, eps, alpha_bar[i], target, eta, fresh[0]), i - stride, fresh[1:]
        )

    return denoise(start, len(alpha_bar) - 1, noise)


def capstone_sample_guiding_by_hand(
    model, ddim_step, cfg_combine, alpha_bar, start, noise, label, none, steps, scale=1.0, eta=0.0
):
    x = start.detach()
    T = len(alpha_bar)
    for k in range(steps):
        i = T - 1 - k * (T // steps)
        t = torch.full_like(label, i)
        u, c = model(x, t, torch.full_like(label, none)), model(x, t, label)
        following = i - T // steps
        abar_prev = alpha_bar[following] if following >= 0 else alpha_bar.new_tensor(1.0)
        eps = u.detach() + scale * (c - u).detach()
        x = ddim_step(x, eps, abar_t=alpha_bar[i], abar_prev=abar_prev, eta=eta, noise=noise[k])
    return x
