"""The sentences a learner reads when their code did not give a value.

`subject` is what did it, as a noun: `` `q_sample` `` or `importing your file`. Everything that
comes from the learner's process is cleaned, so that no escape sequence of theirs reaches a
terminal.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Sequence
from difflib import get_close_matches

from tutor.sandbox.package import PACKAGE

OUT_OF_MEMORY = "can't allocate memory"
MEGABYTE = 1 << 20
ENCLOSING = re.compile(r"[\w.<>]*<locals>\.")
"""The names of functions around another, of a hidden test perhaps."""
OWN_FILES = re.compile(re.escape(str(PACKAGE)) + r"[\w/.-]*")
REASONS = {
    "^SystemExit": "return a value instead of leaving Python",
    "^BdbQuit|^EOFError: EOF when reading a line": "while graded, your code has no terminal: "
    "take out `breakpoint()` and `input()`",
    "^ModuleNotFoundError": "each exercise's file stands alone: "
    "it can import installed packages, but no other exercise",
    "^PermissionError|^FileNotFoundError|Operation not permitted|Permission denied"
    "|name resolution|Name or service not known": "while graded, your code has no files, "
    "no network and no other processes",
}
"""What the place where the code runs has to do with an exception, by a pattern of its words."""


def clean(text: str) -> str:
    """The text with every control character but newline and tab made visible, and no file of ours.

    A learner who prints the stack gets our files into it; they are none of their affair.
    """
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}"
        for c in OWN_FILES.sub("<tutor>", text)
    )


def late(subject: str, seconds: float) -> str:
    """No answer in time."""
    unit = "second" if seconds == 1 else "seconds"
    return f"{subject} gave no answer within {seconds:g} {unit}: is there an endless loop?"


def slow(spent: float, calls: int, given: float) -> str:
    """Many calls that each came in time, and together did not."""
    number = "call" if calls == 1 else "calls"
    return (
        f"your code took {spent:.3g} seconds for {calls} {number}, where all calls together have "
        f"{given:g}: calculate with whole tensors instead of loops"
    )


def garbled(subject: str) -> str:
    """Bytes that are no answer."""
    return f"{subject} wrote into the channel that carries its answers"


def ended(subject: str, status: int) -> str:
    """A process that is gone, by its wait status."""
    if not os.WIFSIGNALED(status):
        code = os.waitstatus_to_exitcode(status)
        return (
            f"{subject} ended its own process with exit code {code}: "
            "return a value instead of leaving Python"
        )
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        return f"{subject} used up its CPU time: is there an endless loop?"
    named = number in set(signal.Signals)  # real-time signals have no names
    name = signal.Signals(number).name if named else f"signal {number}"
    return f"{subject} crashed its own process ({name})"


def raised(subject: str, kind: str, text: str, frames: Sequence[object], filename: str) -> str:
    """An exception, with those lines of the learner's file that led to it."""
    lines = [f"{subject} raised {_told(kind, text)}"]
    for frame in frames:
        match frame:
            case [int(line), str(function), str(code)]:
                lines.append(f'  File "{filename}", line {line}, in {function}\n    {code}')
    return clean("\n".join(lines))


def unusable(subject: str, kind: str, text: str) -> str:
    """An exception of the check's own, raised beside the learner's module."""
    return clean(f"the check could not go on with what {subject} did: {_told(kind, text)}")


def _told(kind: str, text: str) -> str:
    """An exception in its own words, and why it came if the reason is where the code runs."""
    words = f"{kind}: {text}" if text else kind
    reason = reason_of(words)
    return ENCLOSING.sub("", words) + f"; {reason}" * bool(reason)


def reason_of(words: str) -> str:
    """What the place where the code runs has to do with it; empty if nothing."""
    return next((why for pattern, why in REASONS.items() if re.search(pattern, words)), "")


def out_of_memory(subject: str, limit: int) -> str:
    """More memory than allowed."""
    return (
        f"{subject} needed more than the {limit // MEGABYTE} MB of memory it may use: "
        "does a tensor have more dimensions than it should, or a list grow for ever?"
    )


def missing(name: str, defined: Sequence[str], inside: str) -> str:
    """A function that is not in the file. `inside`: the class that has it, if any."""
    if inside:
        return clean(
            f"`{name}` is defined inside the class `{inside}`: define it at the left margin"
        )
    near = get_close_matches(name, defined, n=1)
    if near:
        return clean(f"your file has no function `{name}`; it has `{near[0]}`: rename it")
    known = ", ".join(f"`{one}`" for one in defined) or "no function at all"
    return clean(f"your file has no function `{name}`; it defines {known}")


def no_function(name: str, what: str) -> str:
    """Something else of that name, or a function that does not return."""
    return clean(f"`{name}` is {what}: write a plain function that returns a value")


def wrong_parameters(name: str, wanted: Sequence[str], takes: str) -> str:
    """A function that cannot be called as the exercise says."""
    called = f"{name}({', '.join(wanted)})"
    return clean(f"`{name}` is called as `{called}`, but yours is `{name}{takes}`")


def unsendable(subject: str, what: str) -> str:
    """A value that is no value."""
    return clean(f"{subject} returned {what}: return tensors or plain numbers")


def too_large(subject: str, size: int, limit: int) -> str:
    """A value of more bytes than can be compared."""
    return (
        f"{subject} returned {size // MEGABYTE} MB of numbers, where {limit // MEGABYTE} MB are "
        "allowed: does a tensor have more dimensions than it should?"
    )


def changed(subject: str, names: Sequence[str]) -> str:
    """Inputs that are not what they were."""
    inputs = " and ".join(f"`{name}`" for name in names)
    plural = "inputs" if len(names) > 1 else "input"
    return clean(
        f"{subject} changed its {plural} {inputs} in place: "
        "make a new tensor, as in `x = x * 2` instead of `x *= 2`"
    )
