"""Nothing of the hidden test, the solution or the grader gets out, whatever a learner hands in.

Words that are written nowhere else stand in the solution, the hidden test and its mistakes; what
comes of odd files is gathered from everywhere it can get to, and looked through for them.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tutor.grading import processes
from tests.tutor.grading.conftest import HIDDEN_TEST, SOLUTION, course_at
from tutor.cli.exercises.verdict_text import verdict_text
from tutor.grading.grader import Grader
from tutor.grading.gradescope import as_gradescope
from tutor.grading.junit import as_junit
from tutor.grading.report import as_json
from tutor.learning.progress import Progress
from tutor.sandbox.limits import Limits
from tutor.sandbox.package import PACKAGE

WORDS = ["planted_in_the_solution", "planted_in_the_test", "planted_in_a_mistake", "31415.9265"]
PLANTED_SOLUTION = f'{SOLUTION.rstrip()}  # planted_in_the_solution\n\nKEPT = "{WORDS[0]}"\n'
PLANTED_TEST = HIDDEN_TEST.replace(
    "    same(learner.halve(x), reference.halve(x))\n",
    "    planted_in_the_test = 31415.9265\n"
    "    x[1, 2] = planted_in_the_test\n"
    "    same(learner.halve(x), reference.halve(x))\n",
).replace(
    "    return x - 2\n", "    planted_in_a_mistake = 2\n    return x - planted_in_a_mistake\n"
)

ODD = {
    "a wrong number": "def halve(x): return x / 3\n",
    "a known mistake": "def halve(x): return x - 2\n",
    "a wrong shape": "def halve(x): return x[0]\n",
    "a wrong dtype": "def halve(x): return x.float() / 2\n",
    "nothing": "def halve(x): x / 2\n",
    "an object": "def halve(x): return object()\n",
    "a long text": "def halve(x): return 'a' * 10_000\n",
    "no such function": "def havle(x): return x\n",
    "too many parameters": "def halve(x, y, z): return x\n",
    "a syntax error": "def halve(x: return x\n",
    "what only the compiler refuses": "return 1\n",
    "an exception": "def halve(x): return x.no_such_thing\n",
    "an exception on import": "import no_such_module\n",
    "an exception in a chain": """
def halve(x):
    try: x[99]
    except IndexError as error: raise ValueError("what " * 1000) from error
""",
    "an exception whose traceback is printed": """
import logging, traceback
def halve(x):
    try: x[99]
    except IndexError:
        traceback.print_exc()
        traceback.print_stack()
        logging.exception("no")
        print(traceback.format_stack())
""",
    "an error told from below": """
import warnings
def halve(x):
    for level in range(9): warnings.warn(f"level {level}", stacklevel=level)
    return x
""",
    "the stack as C sees it": """
import faulthandler
def halve(x):
    faulthandler.dump_traceback(file=1)
    faulthandler.enable(file=1)
    import ctypes
    ctypes.string_at(0)
""",
    "an assertion": "def halve(x): assert False, dict(globals())\n",
    "all that is known here": """
import os, sys
def halve(x):
    frame = sys._getframe()
    while frame:
        print(frame.f_code, frame.f_locals, list(frame.f_globals))
        frame = frame.f_back
    print(dict(os.environ), sys.path, sys.argv, sys.orig_argv, os.getcwd())
    print({name: module for name, module in sys.modules.items() if "torch" not in name})
""",
    "the gradient of nothing": "def halve(x): return x.detach() / 2\n",
    "an exit": "import sys\ndef halve(x): sys.exit('bye')\n",
    "a crash": "import os\ndef halve(x): os.abort()\n",
    "a loop": "def halve(x):\n    while True: pass\n",
    "too much memory": "def halve(x): return bytearray(1 << 40)\n",
    "bytes on the wire": """
import os
def halve(x):
    for file in range(3, 64):
        try: os.write(file, b"nonsense")
        except OSError: pass
""",
}


@dataclass(frozen=True)
class Gathered:
    """All that came of one file, by where it was found."""

    places: dict[str, str]


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """What came of each odd file."""
    root = tmp_path_factory.mktemp("hidden-place")
    spare = tmp_path_factory.mktemp("spare")
    course = course_at(root, solution=PLANTED_SOLUTION, hidden_test=PLANTED_TEST)
    found = {}
    with (
        pytest.MonkeyPatch.context() as patch,
        Grader(course, limits=Limits(seconds=1.5)) as grader,
    ):
        patch.setenv("TMPDIR", str(spare))
        patch.setenv("TUTOR_COURSE", str(root))
        for number, (name, source) in enumerate(ODD.items()):
            verdict = grader.grade(course.exercises["halve"], source, filename="halve.py", seed=7)
            assert verdict.status == "failed", (name, verdict)
            record = Progress(spare / f"{number}.db", datetime(2024, 1, 1, tzinfo=UTC))
            record.record_attempt(verdict, source, datetime(2024, 1, 1, tzinfo=UTC))
            record.close()
            found[name] = {
                "the verdict": str(verdict),
                "json": as_json([verdict]),
                "junit": as_junit([verdict]),
                "gradescope": as_gradescope([verdict]),
                "the terminal": verdict_text(verdict, course),
                "files": "".join(
                    f"{path}{path.read_bytes() if path.is_file() else b''!r}"
                    for path in spare.rglob("*")
                ),
                "the jail's environment": Path(
                    f"/proc/{processes.jail(grader)}/environ"
                ).read_text()
                if os.access(f"/proc/{processes.jail(grader)}/environ", os.R_OK)
                else "",
            }
        found["root"] = str(root)
    return found


@pytest.mark.parametrize("name", ODD)
def test_no_word_of_what_is_hidden_gets_out(gathered, name):
    for place, text in gathered[name].items():
        for word in WORDS:
            assert word not in text, place


@pytest.mark.parametrize("name", ODD)
def test_no_place_of_what_is_hidden_gets_out(gathered, name):
    for place, text in gathered[name].items():
        for path in (gathered["root"], "test_halve", "solutions/", str(PACKAGE), "PYTHONPATH'"):
            assert path not in text, place


@pytest.mark.parametrize("name", ODD)
def test_of_what_is_expected_one_counterexample_is_shown(gathered, name):
    told = re.findall(r"expected (-?[\d.]+)", gathered[name]["the terminal"])

    assert len(told) <= 1
