"""Files that talk to the terminal, or to whatever else shows what they said."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import Cheat

ESCAPES = {
    "prints escape sequences": Cheat(
        r"""
def halve(x):
    print("\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\r\b")
    raise ValueError("\x1b[31mred")
""",
        says="`halve` raised ValueError: \N{REPLACEMENT CHARACTER}[31mred",
    ),
    "writes escape sequences past Python": Cheat(
        r"""
import os
def halve(x):
    os.write(1, b"\x1b]52;c;b3duZWQ=\x07\xff\xfe\x00\x9b2J")
    return x / 2
""",
        says="",
    ),
    "bears a name that is an escape sequence": Cheat(
        r"""
Red = type("\x1b[31mRed\r\n", (Exception,), {})
def halve(x): raise Red("\x1b[0m")
""",
        says="`halve` raised \N{REPLACEMENT CHARACTER}[31mRed",
    ),
    "defines names that are escape sequences": Cheat(
        r"""
halve, name = None, "\x1b[31mhalve\x07"
def one(x): ...
one.__name__ = name
globals()[name] = one
""",
        says="`halve` is of type `NoneType`",
    ),
    "takes parameters that are escape sequences": Cheat(
        r"""
import inspect
Parameter = inspect.Parameter("a", inspect.Parameter.POSITIONAL_ONLY, default="\x1b[31m")
def halve(): ...
halve.__signature__ = inspect.Signature([])
halve.__signature__._return_annotation = "\x1b[2J"
""",
        says="but yours is `halve()",
    ),
    "returns a text that is an escape sequence": Cheat(
        r"""
def halve(x): return "\x1b[2J\u202e\ud800"
""",
        says="seen the str",
    ),
    "returns keys that are escape sequences": Cheat(
        r"""
def halve(x): return {"\x1b[2J": x}
""",
        says="seen a dict of 1",
    ),
    "writes half of a character": Cheat(
        r"""
def halve(x):
    print("\ud800 half")
    raise ValueError("\ud800")
""",
        says="`halve` raised ValueError: \N{REPLACEMENT CHARACTER}",
    ),
    "writes what ends the page that shows it": Cheat(
        """
def halve(x):
    print("]]></system-out><testcase name='all'/><![CDATA[ [bold]markup[/] </script>")
    raise ValueError("]]>" + '"}, {"status": "passed"}]')
""",
        says="`halve` raised ValueError: ]]>",
    ),
}
