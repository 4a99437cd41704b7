"""A learner's functions called from a process without torch, through the jail."""

import os
import subprocess
import sys
import threading

import numpy as np
import pytest

from tutor.errors import BlockedError, TutorError
from tutor.grading import driving
from tutor.grading.driving import Code, Driver
from tutor.sandbox.limits import Limits

SHIFTED = "def shifted(x, by):\n    return x + by\n"
X = np.array([[1.0, 2.0]])


@pytest.fixture(scope="module")
def driver():
    driver = Driver([], os.environ, Limits(seconds=1.0))
    yield driver
    driver.close()


def shifted(driver, text):
    return driver.function(Code("shifted", "/home/me/shifted.py", text))


def test_arrays_go_in_as_tensors_and_come_out_as_arrays(driver):
    text = "import torch\ndef shifted(x, by):\n    assert torch.is_tensor(x)\n    return x + by\n"

    value = shifted(driver, text)(X, 0.5)

    assert isinstance(value, np.ndarray)
    assert value.dtype == np.float64
    assert value.tolist() == [[1.5, 2.5]]


def test_two_files_know_nothing_of_each_other(driver):
    shifted(driver, "helper = abs\n" + SHIFTED)(X, 1)

    with pytest.raises(TutorError) as caught:
        shifted(driver, "def shifted(x, by):\n    return helper(x)\n")(X, 1)

    assert "name 'helper' is not defined" in str(caught.value)


def test_the_same_arguments_are_computed_once(driver):
    counting = shifted(
        driver, "calls = []\ndef shifted(x):\n    calls.append(1)\n    return len(calls)\n"
    )

    assert [counting(X), counting(X), counting(X + 1), counting(X)] == [1, 1, 2, 1]


FAULTS = {
    "what it raises": (
        "def shifted(x, by):\n    return x @ x.T @ x.T\n",
        "`shifted` raised RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x1 and 2x1)",
        "look at shifted.py:2: `return x @ x.T @ x.T`",
    ),
    "parameters of its own": (
        "def shifted(x):\n    return x\n",
        "yours is `shifted(x)`, and is called otherwise",
        "keep the parameters that the exercise names",
    ),
    "no such function": (
        "import torch\n",
        "your file has no function `shifted`; it defines no function at all",
        "write it, and save",
    ),
    "a file that Python cannot read": (
        "def shifted(x:\n",
        "/home/me/shifted.py:1: '(' was never closed",
        "mend it and save",
    ),
    "an endless loop": (
        "def shifted(x, by):\n    while True:\n        pass\n",
        "`shifted` gave no answer within 1 second: is there an endless loop?",
        "mend it and save",
    ),
    "an end of its own": (
        "import os\ndef shifted(x, by):\n    os._exit(3)\n",
        "`shifted` ended its own process with exit code 3: return a value instead of leaving "
        "Python",
        "mend it and save",
    ),
    "a value that is none": (
        "def shifted(x, by):\n    return object()\n",
        "`shifted` returned a value of type `object`: return tensors or plain numbers",
        "mend it and save",
    ),
    "nothing": (
        "def shifted(x, by):\n    pass\n",
        "`shifted` returned a `NoneType`",
        "return a tensor",
    ),
    "complex numbers": (
        "def shifted(x, by):\n    return x + 1j\n",
        "`shifted` returned complex numbers",
        "return real ones",
    ),
    "a class of that name": (
        "class shifted:\n    pass\n",
        "`shifted` is a class: write a plain function that returns a value",
        "mend it and save",
    ),
}


@pytest.mark.parametrize(("text", "message", "hint"), FAULTS.values(), ids=FAULTS.keys())
def test_where_there_is_no_value_there_is_a_sentence(driver, text, message, hint):
    with pytest.raises(TutorError) as caught:
        shifted(driver, text)(X, 1)

    assert (str(caught.value), caught.value.hint) == (message, hint)
    assert shifted(driver, SHIFTED)(X, 1).tolist() == [[2, 3]]


def test_who_waits_hears_that_it_was_closed():
    driver = Driver([], os.environ)
    begun, heard = threading.Event(), []
    shifted(driver, SHIFTED)(X, 1)

    def ask():
        begun.set()
        try:
            shifted(driver, "def shifted(x):\n    while True:\n        pass\n")(X)
        except TutorError as error:
            heard.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    begun.wait()
    driver.close()
    thread.join()

    assert heard == ["the jail is gone"]


def test_whoever_asks_loads_no_torch():
    program = (
        "import os, sys, numpy as np\n"
        "from tutor.grading.driving import Code, Driver\n"
        "driver = Driver([], os.environ)\n"
        f"code = Code('shifted', 'shifted.py', {SHIFTED!r})\n"
        "print(driver.function(code)(np.ones(2), 1), 'torch' in sys.modules)\n"
        "driver.close()\n"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert ran.stdout == "[2. 2.] False\n", ran.stderr


def test_a_jail_that_is_gone_is_replaced(driver):
    shifted(driver, SHIFTED)(X, 1)
    driver._jail.kill()
    driver._jail.wait()

    assert shifted(driver, SHIFTED)(X, 41).tolist() == [[42, 43]]


def test_a_jail_that_cannot_be_had_is_nobodys_fault(monkeypatch):
    def cannot(*_):
        raise BlockedError("the grader cannot be started: no such file")

    monkeypatch.setattr(driving, "start_jail", cannot)

    with pytest.raises(BlockedError, match="cannot be started"):
        shifted(Driver([], os.environ), SHIFTED)(X, 1)
