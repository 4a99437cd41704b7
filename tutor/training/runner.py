"""The process that runs the learner's functions: `python -m tutor.training.runner DESCRIPTOR`.

Always a fresh one, since CUDA does not survive a fork. The descriptor is a socket to the process
that asked (`child`). The first frame on it is the request; from then on frames go out, and a frame
that comes in means stop, its end that nobody listens any more.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

import tutor
from tutor.errors import TutorError
from tutor.sandbox.isolation import attainable, confine
from tutor.sandbox.limits import Limits
from tutor.sandbox.profile import KERNEL
from tutor.sandbox.wire import WireError, receive, send
from tutor.training.checkpoint import Checkpoint
from tutor.training.device import choose, gave_out, too_little_memory
from tutor.training.events import Drawn, Looked, Started
from tutor.training.film import film
from tutor.training.functions import load
from tutor.training.run import Order, train
from tutor.training.sampler import Choices
from tutor.training.source import first_line
from tutor.training.teachers import faults, register
from tutor.training.wishes import DATA

Request = Mapping[str, Any]
Stopped = Callable[[], bool]


def main(descriptor: int) -> None:
    """Answer one request."""
    connection = socket.socket(fileno=descriptor)
    _, request = receive(connection)
    with suppress(BrokenPipeError, ConnectionResetError):
        send(connection, 0, {"event": "Ready"})  # from here on a sudden end is the learner's
        for message in _answers(request, connection):
            send(connection, 0, message)


def _answers(request: Request, connection: socket.socket) -> Iterator[dict[str, Any]]:
    """Events as messages; what goes wrong is the last of them."""
    options = request["options"]
    try:
        isolation, stopped = _fenced(options["wish"]["device"], connection)
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)  # of no weight, and as slow as a hundred other numbers
        events = _events(request["task"], options, stopped)
        for event in events:
            if isinstance(event, Started):
                event = replace(event, isolation=isolation)
            yield {"event": type(event).__name__, **_plain(event)}
    except TutorError as error:
        yield {"event": "Failed", "message": str(error), "hint": error.hint}
    except Exception as error:
        yield _broken(error)


def _events(task: str, options: Request, stopped: Stopped) -> Iterator[Any]:
    match task:
        case "train":
            return _train(options, stopped)
        case "sample":
            return _sample(options)
    return _look(options)


def _broken(error: Exception) -> dict[str, Any]:
    """What to say of a machine that has too little or gave out, and of a defect of ours."""
    if too_little_memory(error):
        return {
            "event": "Failed",
            "message": "the device has too little free memory",
            "hint": "end what else uses it, or choose another one: `--device cpu`",
        }
    if gave_out(error):
        return {
            "event": "Broken",
            "what": f"the device gave out: {first_line(error)}",
            "hint": "train with `--device cpu`, which also tells whether a function is at fault",
        }
    return {
        "event": "Broken",
        "what": f"{type(error).__name__}: {first_line(error)}",
        "hint": "try again, perhaps with `--device cpu`; if it stays, report it",
    }


def _fenced(device: str | None, connection: socket.socket) -> tuple[str, Stopped]:
    """Close files, network and other processes to the learner's code; the isolation's name.

    Not on a GPU, which needs too many of them. What the kernel closes, it closes for this thread
    and later ones, so the listener starts behind the fence; without seccomp the limits forbid any
    more threads, so there it starts before.
    """
    if choose(device).device.type != "cpu":
        return "none: on a GPU", _listening(connection)
    early = None if attainable(KERNEL).calls else _listening(connection)
    limits = Limits(cpu_seconds=None, memory=8 << 30)
    profile = confine(limits, hidden=(), readable=[Path(tutor.__file__).parent])
    return profile.name, early or _listening(connection)


def _train(options: Request, stopped: Stopped) -> Iterator[Any]:
    wish, kept = options["wish"], options["resumed"]
    order = Order(
        data=wish["data"] or DATA,
        machine=choose(wish["device"]),
        seed=wish["seed"],
        steps=wish["steps"],
        seconds=wish["seconds"],
        threads=wish["threads"] if attainable(KERNEL).calls else 1,  # see `_fenced`
        resumed=kept and Checkpoint(**kept),
        beside=wish["beside"],
    )
    if options["datasets"]:
        register(options["datasets"], order.data)
    yield from train(load(options["functions"]), order, stopped)


def _sample(options: Request) -> Iterator[Any]:
    wish = options["wish"]
    checkpoint = Checkpoint(options["weights"], options["about"])
    choices = Choices(wish["steps"], wish["eta"], wish["scale"])
    yield from film(
        load(options["functions"]),
        checkpoint,
        choices,
        sampler=wish["sampler"],
        n=wish["n"],
        label=wish["label"],
        seed=wish["seed"],
        device=wish["device"],
    )
    yield Drawn()


def _look(options: Request) -> Iterator[Looked]:
    yield Looked([[str(one), one.hint] for one in faults(options["datasets"])])


def _plain(value: object) -> dict[str, Any]:
    """The fields of a dataclass, those inside it as well, but not a copy of every array."""
    return {
        name: _plain(field) if hasattr(field, "__dataclass_fields__") else field
        for name, field in vars(value).items()
    }


def _listening(connection: socket.socket) -> Stopped:
    """Hear on a thread of its own when to stop, and end when nobody listens any more."""
    stop = threading.Event()
    threading.Thread(target=_listen, args=(connection, stop), daemon=True).start()
    return stop.is_set


def _listen(connection: socket.socket, stop: threading.Event) -> None:
    try:
        while True:
            receive(connection)
            stop.set()
    except (EOFError, OSError, WireError):
        os._exit(0)  # a learner's endless loop must not outlive whoever started it


if __name__ == "__main__":
    main(int(sys.argv[1]))
