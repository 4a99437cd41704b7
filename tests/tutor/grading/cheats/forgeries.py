"""Files that answer in the place of the process they run in."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import Cheat

GARBLED = "wrote into the channel that carries its answers"
FORGE = """
import json, os, socket, struct
def forge(number, value, buffers=(), body=b"", changed=()):
    reply = {"dict": {"value": value, "changed": {"list": list(changed)}}}
    head = json.dumps({"number": number, "value": reply, "buffers": buffers}).encode()
    return struct.pack("<4sIQ", b"DTW1", len(head), len(body)) + head + body
def everywhere(data):
    for file in range(3, 64):
        try: os.write(file, data)
        except OSError: pass
"""


def forged(lines: str, says: str = GARBLED) -> Cheat:
    """A file that has `forge` and `everywhere`."""
    return Cheat(FORGE + lines, says=says)


FORGERIES = {
    "answers before it is asked": forged(
        """
def halve(x):
    for number in range(2, 9): everywhere(forge(number, True))
    return x
""",
        says="seen the bool True",
    ),
    "answers twice": forged(
        """
def halve(x):
    everywhere(forge(2, True))
    everywhere(forge(2, True))
    return x
""",
        says="seen the bool True",
    ),
    "answers from another thread": forged(
        """
import threading
def halve(x):
    threading.Thread(target=everywhere, args=(forge(2, True),)).start()
    while True: pass
""",
        says="seen the bool True",
    ),
    "answers a question that nobody asked": forged(
        """
def halve(x): everywhere(forge(99, True))
"""
    ),
    "answers that all is well": forged(
        """
def halve(x):
    everywhere(b'\\n{"check": 0, "status": "passed", "message": "", "seconds": 0}\\n')
    everywhere(b'\\n{"complete": true}\\n{"ended": 1}\\n')
"""
    ),
    "writes nonsense into every file it holds": forged(
        """
def halve(x):
    everywhere(b"nonsense" * 9)
    return x
"""
    ),
    "commands the jail": forged(
        """
def halve(x):
    everywhere(b'{"start": true}')
    everywhere(b'{"end": 60}')
    return x
"""
    ),
    "promises more bytes than it sends": forged(
        """
def halve(x):
    everywhere(struct.pack("<4sIQ", b"DTW1", 1 << 20, 64 << 20))
    while True: pass
""",
        says="gave no answer within",
    ),
    "promises more bytes than there are": forged(
        """
def halve(x): everywhere(struct.pack("<4sIQ", b"DTW1", 2**32 - 1, 2**64 - 1))
"""
    ),
    "names one buffer ten thousand times": forged(
        """
def halve(x):
    many = {"list": [{"tensor": 0, "grad": False}] * 10_000}
    everywhere(forge(2, many, [["bool", [1 << 20], 0]], bytes(1 << 20)))
"""
    ),
    "nests its answer without end": forged(
        """
def halve(x):
    deep = b'{"number": 2, "buffers": [], "value": ' + b'{"list": [' * 90_000
    everywhere(struct.pack("<4sIQ", b"DTW1", len(deep), 0) + deep)
"""
    ),
    "tells of a number beyond all numbers": forged(
        """
def halve(x):
    head = b'{"number": 2, "buffers": [], "value": ' + b"9" * 100_000 + b"}"
    everywhere(struct.pack("<4sIQ", b"DTW1", len(head), 0) + head)
"""
    ),
    "says that it is not the function that is wanted": forged(
        """
def halve(x):
    told = {"dict": {"missing": "x" * 500_000, "defined": {"list": []}, "inside": "y" * 500_000}}
    head = json.dumps({"number": 2, "value": told, "buffers": []}).encode()
    everywhere(struct.pack("<4sIQ", b"DTW1", len(head), 0) + head)
    while True: pass
""",
        says="xxxx",
    ),
    "tells of changes without end": forged(
        """
def halve(x):
    everywhere(forge(2, None, changed=["x" * 50] * 9_000))
    while True: pass
"""
    ),
    "tells an exception of a megabyte": forged(
        """
def halve(x):
    told = {"raised": "E" * 9_000, "text": "t" * 900_000, "frames": {"list": [None] * 9_000}}
    head = json.dumps({"number": 2, "value": {"dict": told}, "buffers": []}).encode()
    everywhere(struct.pack("<4sIQ", b"DTW1", len(head), 0) + head)
    while True: pass
""",
        says="`halve` raised EEEE",
    ),
    "sends files along with its answer": forged(
        """
def halve(x):
    for file in range(3, 64):
        try: socket.send_fds(socket.socket(fileno=os.dup(file)), [b"D"], [0, 1, 2] * 20)
        except OSError: pass
    return x
""",
    ),
    "hangs up and stays": forged(
        """
def halve(x):
    for file in range(3, 64):
        try: socket.socket(fileno=os.dup(file)).shutdown(socket.SHUT_RDWR)
        except OSError: pass
    return x
""",
        says="ended its own process",
    ),
    "closes every file it holds": forged(
        """
def halve(x):
    os.closerange(0, 64)
    return x
""",
        says="halve",
    ),
    "puts another file where its answers go": forged(
        """
def halve(x):
    null = os.open(os.devnull, os.O_RDONLY)
    for file in range(64): os.dup2(null, file)
    return x / 2
""",
        says="halve",
    ),
    "answers out of band": forged(
        """
def halve(x):
    for file in range(3, 64):
        try: socket.socket(fileno=os.dup(file)).send(b"!", socket.MSG_OOB)
        except OSError: pass
    return x
""",
        says="expected ",
    ),
}
