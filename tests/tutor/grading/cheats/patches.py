"""Files that change what judges them, as far as they can reach it."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import Cheat

PATCHES = {
    "patches torch's comparisons": Cheat(
        """
import torch
torch.equal = torch.allclose = torch.isclose = lambda *a, **k: torch.tensor(True)
torch.Tensor.__eq__ = torch.Tensor.__ne__ = lambda *a: torch.tensor(True)
def halve(x): return x
"""
    ),
    "patches torch's gradients": Cheat(
        """
import torch
torch.autograd.grad = lambda y, x, *a, **k: [torch.full_like(x, 0.5)]
def halve(x): return x * 1
"""
    ),
    "patches torch in C": Cheat(
        """
import torch
from torch.library import Library
library = Library("aten", "IMPL")
library.impl("isclose", lambda a, b, *rest: torch.ones_like(a, dtype=torch.bool), "CPU")
library.impl("ne.Tensor", lambda a, b: torch.zeros_like(a, dtype=torch.bool), "CPU")
def halve(x): return x
"""
    ),
    "puts a mode around all of torch": Cheat(
        """
import torch
from torch.overrides import TorchFunctionMode
class Lying(TorchFunctionMode):
    def __torch_function__(self, function, types, args=(), kwargs=None):
        if "close" in str(function) or "eq" in str(function): return torch.tensor(True)
        return function(*args, **(kwargs or {}))
Lying().__enter__()
def halve(x): return x
"""
    ),
    "patches pytest": Cheat(
        """
import pytest, _pytest.runner, _pytest.python
_pytest.runner.call_and_report = lambda *a, **k: None
_pytest.python.Function.runtest = lambda self: None
def halve(x): return x
"""
    ),
    "patches the grader's own modules": Cheat(
        """
import sys
for name, module in list(sys.modules.items()):
    if name.startswith("tutor."):
        for key, value in list(vars(module).items()):
            if callable(value) and key in ("call", "_answer", "_failure", "encode"):
                setattr(module, key, lambda *a, **k: {"value": None, "changed": ()})
def halve(x): return x
""",
        says="ended its own process",
    ),
    "makes the wire send nothing": Cheat(
        """
import tutor.sandbox.wire as wire
wire.send = lambda *a, **k: None
def halve(x): return x / 2
""",
        says="gave no answer within",
    ),
    "makes the wire break": Cheat(
        """
import tutor.sandbox.wire as wire
wire.encode = None
def halve(x): return x / 2
""",
        says="ended its own process with exit code 0",
    ),
    "forges that nothing was changed": Cheat(
        """
import tutor.grading.called as called
called._image = lambda value: []
def halve(x):
    x *= 0.5
    x += 1
    return x
"""
    ),
    "patches Python's builtins": Cheat(
        """
import builtins
builtins.isinstance = builtins.all = builtins.any = lambda *a: True
builtins.len = lambda *a: 6
def halve(x): return x
""",
        says="ended its own process",
    ),
    "watches every call that Python makes": Cheat(
        """
import sys
def spy(frame, event, arg):
    for name, value in list(frame.f_locals.items()):
        if "expected" in name or "reference" in name: seen.append(value)
    return spy
seen = []
sys.setprofile(spy)
sys.settrace(spy)
def halve(x): return seen[0] if seen else x
"""
    ),
    "changes the locals of its callers": Cheat(
        """
import ctypes, sys
def halve(x):
    frame = sys._getframe()
    while frame := frame.f_back:
        for name in frame.f_locals:
            if name in ("expected", "actual", "passed", "status"):
                frame.f_locals[name] = x
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), 0)
    return x
"""
    ),
    "patches how an exception is told": Cheat(
        """
import traceback
traceback.extract_tb = lambda *a: 1 / 0
def halve(x): raise ValueError("no")
""",
        says="ended its own process with exit code",
    ),
    "takes the place of torch": Cheat(
        """
import sys, types
sys.modules["torch"] = types.ModuleType("torch")
sys.meta_path.clear()
sys.path.clear()
def halve(x): return x
""",
        says="ended its own process",
    ),
    "turns the sign of every seed": Cheat(
        """
import torch
torch.manual_seed = torch.seed = torch.initial_seed = lambda *a: 0
torch.randn = lambda *shape, **k: torch.zeros(shape)
def halve(x): return x
"""
    ),
    "leaves no room to call": Cheat(
        """
import sys
def halve(x):
    for room in range(2, 100):
        try: sys.setrecursionlimit(room)
        except RecursionError: continue
        break
    return x
""",
        says="halve",
    ),
    "lowers its own limits": Cheat(
        """
import resource
def halve(x):
    for name in ("RLIMIT_NOFILE", "RLIMIT_STACK", "RLIMIT_DATA", "RLIMIT_AS"):
        resource.setrlimit(getattr(resource, name), (0, 0))
    return x
"""
    ),
    "sets everything that torch lets itself be told": Cheat(
        """
import torch
torch.set_default_device("meta")
torch.set_default_tensor_type(torch.HalfTensor)
torch.autograd.set_detect_anomaly(True)
torch.use_deterministic_algorithms(True)
torch.inference_mode().__enter__()
torch.set_printoptions(sci_mode=True)
def halve(x): return x
"""
    ),
}
