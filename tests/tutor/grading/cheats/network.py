"""Files that talk to somebody outside."""

from __future__ import annotations

from tests.tutor.grading.cheats.cheat import CALLS, OTHERS, Cheat

NO_NETWORK = "while graded, your code has no files, no network and no other processes"

NETWORK = {
    "opens a connection": Cheat(
        """
import socket
def halve(x):
    socket.create_connection(("127.0.0.1", 9), timeout=0.5)
    return x / 2
""",
        says="`halve` raised",
    ),
    "asks a name server": Cheat(
        """
import socket
def halve(x):
    socket.getaddrinfo("example.org", 80)
    return x / 2
""",
        says=NO_NETWORK,
    ),
    "loads the answer from the web": Cheat(
        """
import urllib.request
def halve(x):
    urllib.request.urlopen("http://192.0.2.1/", timeout=0.5)
    return x / 2
""",
        says="`halve` raised URLError",
    ),
    "opens sockets of every kind": Cheat(
        """
import socket
KINDS = socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET
def halve(x):
    opened = []
    for family in range(1, 46):
        for kind in KINDS:
            try: opened.append(socket.socket(family, kind))
            except OSError: pass
    return x / 2 if opened else x
""",
        held_by=CALLS,
    ),
    "sends a datagram": Cheat(
        """
import socket
def halve(x):
    try: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 9))
    except OSError: return x
    return x / 2
""",
        held_by=OTHERS,
    ),
    "listens for others": Cheat(
        """
import socket
def halve(x):
    try: socket.create_server(("127.0.0.1", 0))
    except OSError: return x
    return x / 2
""",
        held_by=CALLS,
    ),
    "looks for sockets that have no file": Cheat(
        """
import socket
def halve(x):
    try: socket.socket(socket.AF_UNIX).bind("\\0left-behind")
    except OSError: return x
    return x / 2
""",
        held_by=CALLS,
    ),
    "uses a socket that it was given": Cheat(
        """
import os, socket
def halve(x):
    for file in range(3, 64):
        try:
            held = socket.socket(fileno=os.dup(file))
            held.connect("\\0abstract")
        except OSError: continue
        return x / 2
    return x
"""
    ),
}
