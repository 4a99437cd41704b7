"""What a learner reads when their code gives no usable value."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from tutor.course.verdict import Status


class Case(NamedTuple):
    source: str
    message: str


CASES = {
    "a syntax error": Case(
        "def halve(x):\n    return (x / 2\n",
        "halve.py:2: '(' was never closed\n    return (x / 2\n           ^",
    ),
    "bad indentation": Case(
        "def halve(x):\nreturn x\n",
        "halve.py:2: expected an indented block after function definition on line 1\n"
        "    return x\n"
        "    ^",
    ),
    "no text at all": Case(
        "\0", "halve.py:1: a NUL character: delete it, or save the file as UTF-8 text"
    ),
    "an empty file": Case("", "your file has no function `halve`; it defines no function at all"),
    "a misspelled name": Case(
        "def havle(x):\n    return x / 2\n",
        "your file has no function `halve`; it has `havle`: rename it",
    ),
    "other names": Case(
        "def one(x): ...\ndef two(x): ...\n",
        "your file has no function `halve`; it defines `one`, `two`",
    ),
    "a number of that name": Case(
        "halve = 0.5\n",
        "`halve` is a number (float): write a plain function that returns a value",
    ),
    "a tensor of that name": Case(
        "import torch\nhalve = torch.ones(2)\n",
        "`halve` is a tensor: write a plain function that returns a value",
    ),
    "a list of that name": Case(
        "halve = []\n", "`halve` is of type `list`: write a plain function that returns a value"
    ),
    "a class of that name": Case(
        "class halve: ...\n", "`halve` is a class: write a plain function that returns a value"
    ),
    "a method": Case(
        "class Half:\n    def halve(self, x):\n        return x / 2\n",
        "`halve` is defined inside the class `Half`: define it at the left margin",
    ),
    "an async function": Case(
        "async def halve(x):\n    return x / 2\n",
        "`halve` is `async`: write a plain function that returns a value",
    ),
    "a generator": Case(
        "def halve(x):\n    yield x / 2\n",
        "`halve` is a generator: write a plain function that returns a value",
    ),
    "a parameter too few": Case(
        "def halve():\n    return 1\n", "`halve` is called as `halve(x)`, but yours is `halve()`"
    ),
    "a parameter too many": Case(
        "def halve(x, by):\n    return x / by\n",
        "`halve` is called as `halve(x)`, but yours is `halve(x, by)`",
    ),
    "None": Case(
        "def halve(x):\n    x / 2\n", "your function returned None: is a `return` missing?"
    ),
    "a number for a tensor": Case(
        "def halve(x):\n    return 0.5\n",
        "expected a tensor of shape (2, 3), seen the float 0.5: make it a tensor",
    ),
    "a numpy array for a tensor": Case(
        "def halve(x):\n    return x.numpy() / 2\n",
        "expected a tensor of shape (2, 3), seen a numpy array of shape (2, 3): make it a tensor",
    ),
    "a wrong shape": Case(
        "def halve(x):\n    return x.T / 2\n",
        "expected shape (2, 1), seen (1, 2); it is transposed\n"
        "the smallest input that fails:\n"
        "    x         [[0.27], [-0.45]]\n"
        "    expected  [[0.135], [-0.225]]\n"
        "    seen      [[0.135, -0.225]]",
    ),
    "a wrong dtype": Case(
        "def halve(x):\n    return x.float() / 2\n",
        "expected dtype float64, seen float32; the numbers themselves are right\n"
        "the smallest input that fails:\n"
        "    x  [-0.45]",
    ),
    "a wrong number": Case(
        "def halve(x):\n    y = x / 2\n    y[1, 2] = 7\n    return y\n",
        "expected -0.085 at [1, 2], seen 7 (1 of 6 numbers differ)\n"
        "the input:\n"
        "    x         [[0.66,  0.27, 0.062],\n"
        "               [0.62, -0.45, -0.17]]\n"
        "    expected  [[0.33,  0.135,  0.031],\n"
        "               [0.31, -0.225, -0.085]]\n"
        "    seen      [[0.33,  0.135, 0.031],\n"
        "               [0.31, -0.225,     7]]",
    ),
    "NaN": Case(
        "def halve(x):\n    y = x / 2\n    y[0, 1] = float('nan')\n    return y\n",
        "expected 0.135 at [0, 1], seen NaN (1 of 2 numbers differ); "
        "NaN comes from 0/0, or from a root or logarithm of a negative number\n"
        "the smallest input that fails:\n"
        "    x         [[0.66, 0.27]]\n"
        "    expected  [[0.33, 0.135]]\n"
        "    seen      [[0.33, NaN]]",
    ),
    "an object of their own": Case(
        "class Half: ...\ndef halve(x):\n    return Half()\n",
        "`halve` returned a value of type `Half`: return tensors or plain numbers",
    ),
    "a tensor without numbers": Case(
        "import torch\ndef halve(x):\n    return torch.empty(2, 3, device='meta')\n",
        "`halve` returned a tensor on the device `meta`, which holds no numbers: "
        "return tensors or plain numbers",
    ),
    "an exception": Case(
        "def index(x):\n    return x[9]\n\n\ndef halve(x):\n    return index(x)\n",
        "`halve` raised IndexError: index 9 is out of bounds for dimension 0 with size 1\n"
        '  File "halve.py", line 6, in halve\n'
        "    return index(x)\n"
        '  File "halve.py", line 2, in index\n'
        "    return x[9]\n"
        "the smallest input that fails:\n"
        "    x  [-0.45]",
    ),
    "an exception without a text": Case(
        "def halve(x):\n    assert x is None\n",
        '`halve` raised AssertionError\n  File "halve.py", line 2, in halve\n    assert x is None\n'
        "the smallest input that fails:\n"
        "    x  [-0.45]",
    ),
    "an exception on import": Case(
        "half = 1 / 0\n",
        "importing your file raised ZeroDivisionError: division by zero\n"
        '  File "halve.py", line 1, in <module>\n'
        "    half = 1 / 0",
    ),
    "sys.exit": Case(
        "import sys\ndef halve(x):\n    sys.exit(0)\n",
        "`halve` raised SystemExit: 0; return a value instead of leaving Python\n"
        '  File "halve.py", line 3, in halve\n'
        "    sys.exit(0)",
    ),
    "a file": Case(
        "def halve(x):\n    return open('data.csv')\n",
        "`halve` raised FileNotFoundError: [Errno 2] No such file or directory: 'data.csv'; "
        "while graded, your code has no files, no network and no other processes\n"
        '  File "halve.py", line 2, in halve\n'
        "    return open('data.csv')",
    ),
    "the network": Case(
        "import urllib.request\ndef halve(x):\n    urllib.request.urlopen('http://127.0.0.1')\n",
        "`halve` raised URLError: <urlopen error [Errno 1] Operation not permitted>; "
        "while graded, your code has no files, no network and no other processes\n"
        '  File "halve.py", line 3, in halve\n'
        "    urllib.request.urlopen('http://127.0.0.1')",
    ),
    "another exercise": Case(
        "from alpha_bar import alpha_bar\n",
        "importing your file raised ModuleNotFoundError: No module named 'alpha_bar'; "
        "each exercise's file stands alone: "
        "it can import installed packages, but no other exercise\n"
        '  File "halve.py", line 1, in <module>\n'
        "    from alpha_bar import alpha_bar",
    ),
    "a question": Case(
        "def halve(x):\n    return input()\n",
        "`halve` raised EOFError: EOF when reading a line; "
        "while graded, your code has no terminal: take out `breakpoint()` and `input()`\n"
        '  File "halve.py", line 2, in halve\n'
        "    return input()",
    ),
    "a breakpoint": Case(
        "def halve(x):\n    breakpoint()\n    return x / 2\n",
        "`halve` raised BdbQuit; "
        "while graded, your code has no terminal: take out `breakpoint()` and `input()`\n"
        '  File "halve.py", line 3, in halve\n'
        "    return x / 2",
    ),
    "an endless loop": Case(
        "def halve(x):\n    while True: pass\n",
        "`halve` gave no answer within 1 second: is there an endless loop?",
    ),
    "an endless loop on import": Case(
        "while True: pass\n",
        "importing your file gave no answer within 1 second: is there an endless loop?",
    ),
    "os._exit": Case(
        "import os\ndef halve(x):\n    os._exit(0)\n",
        "`halve` ended its own process with exit code 0: return a value instead of leaving Python",
    ),
    "a crash": Case(
        "import ctypes\ndef halve(x):\n    ctypes.string_at(0)\n",
        "`halve` crashed its own process (SIGSEGV)",
    ),
    "too much memory": Case(
        "import torch\ndef halve(x):\n    return torch.zeros(1 << 30)\n",
        "`halve` needed more than the 256 MB of memory it may use: "
        "does a tensor have more dimensions than it should, or a list grow for ever?",
    ),
    "a list without end": Case(
        "def halve(x):\n    return [0] * (1 << 40)\n",
        "`halve` needed more than the 256 MB of memory it may use: "
        "does a tensor have more dimensions than it should, or a list grow for ever?",
    ),
    "a changed input": Case(
        "def halve(x):\n    x /= 2\n    return x\n",
        "`halve` changed its input `x` in place: "
        "make a new tensor, as in `x = x * 2` instead of `x *= 2`",
    ),
    "too large a value": Case(
        "import torch\ndef halve(x):\n    return torch.zeros(1 << 25)\n",
        "`halve` returned 128 MB of numbers, where 64 MB are allowed: "
        "does a tensor have more dimensions than it should?",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_fault_gets_one_clear_sentence(grade, case):
    verdict = grade(case.source)

    assert verdict.status is Status.FAILED
    assert verdict.first_failure.message == case.message
    shown = "\n".join(finding.message for finding in verdict.findings)
    assert not re.search(r"test_halve|solutions|tutor/|site-packages|slope\(|/tmp", shown)


def test_a_probe_speaks_with_its_assertions(grade):
    verdict = grade("def halve(x):\n    return x.detach() / 2\n")

    assert [finding.status for finding in verdict.findings] == [Status.PASSED, Status.FAILED]
    assert verdict.first_failure.message == "the result is cut off from x"


def test_a_probe_that_stumbles_over_a_value_says_so(grade):
    verdict = grade(
        "import torch\ndef halve(x):\n    return torch.zeros((), requires_grad=True) / 2\n"
    )

    assert verdict.findings[1].message.startswith(
        "the check could not go on with what `halve` did: RuntimeError: "
    )


def test_what_is_raised_in_a_probe_names_the_function(grade):
    verdict = grade("def halve(x):\n    return x / 2 if not x.requires_grad else 1 / 0\n")

    assert verdict.findings[1].message.startswith(
        "`halve` raised ZeroDivisionError: division by zero\n"
    )


def test_a_warning_is_shown_with_the_learners_line_and_no_place_of_ours(grade):
    verdict = grade(
        "import warnings, torch\n"
        "def halve(x):\n"
        "    warnings.warn('mine')\n"
        "    warnings.warn_explicit('other', UserWarning, torch.__file__, 1)\n"
        "    return one()\n"
        "async def one(): ...\n"
    )

    other = "UserWarning: other\n"
    assert verdict.printed == f"halve.py:3: UserWarning: mine\n{other}{other}"


def test_recursion_without_end_shows_both_ends_of_the_traceback(grade):
    verdict = grade("def halve(x):\n    return halve(x)\n")

    message = verdict.first_failure.message
    assert message.startswith("`halve` raised RecursionError: maximum recursion depth exceeded")
    assert message.count("File") == 12


def test_escape_sequences_of_the_learner_never_reach_the_terminal(grade):
    verdict = grade(
        "def halve(x):\n    print('\\x1b[2J')\n    raise ValueError('\\x1b]0;owned\\a')\n"
    )

    assert "\x1b" not in verdict.printed + verdict.first_failure.message
    assert verdict.printed.splitlines()[0] == "\N{REPLACEMENT CHARACTER}[2J"


def test_print_reaches_the_learner(grade):
    verdict = grade("def halve(x):\n    print('shape', tuple(x.shape))\n    return x / 2\n")

    assert verdict.passed
    assert verdict.printed == "shape (2, 3)\nshape (2, 3)\n"


def test_what_was_printed_before_a_crash_is_kept(grade):
    verdict = grade("import os\ndef halve(x):\n    print('here')\n    os._exit(3)\n")

    assert verdict.printed == "here\nhere\n"
