"""Files that answer with what is no plain value."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import Cheat

UNSENDABLE = "return tensors or plain numbers"

OBJECTS = {
    "returns an object that equals everything": Cheat(
        """
class Same:
    def __eq__(self, other): return True
    def __array__(self, *a): raise SystemExit
    shape, dtype, ndim, requires_grad = (2, 3), None, 2, True
def halve(x): return Same()
""",
        says="a value of type `Same`",
    ),
    "returns an object that unpickles to harm": Cheat(
        """
import os
class Bomb:
    def __reduce__(self): return os._exit, (0,)
def halve(x): return Bomb()
""",
        says="a value of type `Bomb`",
    ),
    "returns an object that claims to be a tensor": Cheat(
        """
import torch
class Claims:
    __class__ = torch.Tensor
    dtype, layout, is_meta, requires_grad = torch.float64, torch.strided, False, True
def halve(x): return Claims()
""",
        says="a value that cannot be read",
    ),
    "returns a tensor that lies": Cheat(
        """
import torch
class Lie(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        if "eq" in function.__name__: return True
        return super().__torch_function__(function, types, args, kwargs or {})
def halve(x): return x.as_subclass(Lie)
"""
    ),
    "returns a tensor that lies about its shape": Cheat(
        """
import torch
class Lie(torch.Tensor):
    shape = property(lambda self: (1 << 40, 1 << 40))
    def numel(self): return -1
def halve(x): return x.as_subclass(Lie)
""",
        says="a value that cannot be read",
    ),
    "returns a number of its own": Cheat(
        """
class Number(float):
    def __eq__(self, other): return True
    __ne__ = __lt__ = __gt__ = __sub__ = lambda self, other: False
def halve(x): return Number(1)
""",
        says="a value of type `Number`",
    ),
    "returns NaN": Cheat(
        """
def halve(x): return x * float("nan")
"""
    ),
    "returns infinity": Cheat(
        """
def halve(x): return x * float("inf")
"""
    ),
    "returns a NaN that carries a message": Cheat(
        """
import torch
def halve(x): return torch.full((2, 3), 0x7FF8DEADBEEF0000).view(torch.float64)
"""
    ),
    "returns a wrong number in the last element only": Cheat(
        """
def halve(x):
    y = x / 2
    y.view(-1)[-1] += 1e-7
    return y
"""
    ),
    "returns complex numbers": Cheat(
        """
def halve(x): return x / 2 + 0j
""",
        says="expected dtype float64, seen complex128",
    ),
    "returns a sparse tensor": Cheat(
        "def halve(x): return (x / 2).to_sparse()\n", says="layout torch.sparse_coo"
    ),
    "returns a quantized tensor": Cheat(
        """
import torch
def halve(x): return torch.quantize_per_tensor(x.detach().float() / 2, 0.1, 0, torch.qint8)
""",
        says="a tensor of dtype qint8",
    ),
    "returns a nested tensor": Cheat(
        """
import torch
def halve(x): return torch.nested.nested_tensor([x[0] / 2, x[1] / 2])
""",
        says=UNSENDABLE,
    ),
    "returns a tensor without numbers": Cheat(
        "def halve(x): return x.to('meta')\n", says="a tensor on the device `meta`"
    ),
    "returns a tensor that escaped from a transformation": Cheat(
        """
import torch
kept = []
def halve(x):
    torch.vmap(lambda row: kept.append(row) or row)(x)
    return kept[0]
""",
        says=UNSENDABLE,
    ),
    "returns one number spread over a terabyte": Cheat(
        "def halve(x): return x[0, 0].expand(1 << 37)\n", says="1048576 MB"
    ),
    "returns memory that is not its own": Cheat(
        """
def halve(x): return x.as_strided((2, 3), (0, 0))
"""
    ),
    "returns a tensor whose gradient lies": Cheat(
        """
import torch
class Lie(torch.autograd.Function):
    @staticmethod
    def forward(context, x): return x * 2
    @staticmethod
    def backward(context, grad): return grad / 2
def halve(x): return Lie.apply(x)
"""
    ),
    "returns a generator": Cheat(
        """
def halve(x): return (row / 2 for row in x)
""",
        says="a value of type `generator`",
    ),
    "returns Python objects in an array": Cheat(
        """
import numpy as np
def halve(x): return np.array([[object()] * 3] * 2)
""",
        says="an array of dtype object",
    ),
    "is an object that answers in place of a function": Cheat(
        """
class Answers:
    __name__, __signature__, __wrapped__ = None, 1, property(lambda self: 1 / 0)
    def __call__(self, *args): return args[0]
    def __getattr__(self, name): raise SystemExit
halve = Answers()
""",
        says="halve",
    ),
    "raises an exception that cannot be shown": Cheat(
        """
class Silent(Exception):
    def __str__(self): raise SystemExit
    __repr__ = __str__
def halve(x): raise Silent
""",
        says="`halve` raised Silent",
    ),
    "raises an exception that blames the grader": Cheat(
        """
class BlockedError(BaseException): pass
def halve(x): raise BlockedError("the fault is not yours")
""",
        says="`halve` raised BlockedError: the fault is not yours",
    ),
}
