"""What is kept of a flood, and that whoever writes it never waits and never hears an error."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from threading import Thread

import pytest

from tutor.grading.printed import Printed

KEPT = 65_536


@pytest.fixture
def printed():
    printed = Printed()
    yield printed
    printed.close()


def test_what_was_written_before_is_there(printed):
    os.write(printed.writing, "ᾱ\n".encode())
    os.write(printed.writing, b"\xff")

    assert printed.text() == "ᾱ\n\N{REPLACEMENT CHARACTER}"


def test_as_much_as_is_kept_is_told_whole(printed):
    os.write(printed.writing, b"a" * KEPT)

    assert printed.text() == "a" * KEPT


def test_of_a_flood_the_beginning_is_kept(printed):
    for _ in range(300):
        os.write(printed.writing, b"a" * KEPT)

    assert printed.text() == "a" * KEPT + "\n… (the rest was not kept)"


def test_one_who_never_stops_does_not_keep_the_reader(printed):
    file = os.dup(printed.writing)

    def write():
        with suppress(BrokenPipeError):  # once nobody reads any more
            while True:
                os.write(file, b"a" * KEPT)

    writer = Thread(target=write)
    writer.start()
    text = printed.text()
    writer.join()
    os.close(file)

    assert len(text) <= KEPT + 26


def test_what_a_writer_sets_does_not_change_how_it_is_read(printed):
    fcntl.fcntl(printed.writing, fcntl.F_SETFL, os.O_DIRECT | os.O_NONBLOCK)
    fcntl.fcntl(printed.writing, fcntl.F_SETPIPE_SZ, 4096)
    os.write(printed.writing, b"a")

    assert printed.text() == "a"


def test_closing_twice_is_no_error(printed):
    printed.close()

    printed.close()


@pytest.mark.parametrize(
    "flood",
    [
        "print('a' * 200_000_000, end='')",
        "sys.stderr.write('a' * 5_000_000)",
        "sys.stdout.buffer.write(b'a' * 5_000_000)",
        "[os.write(1, b'a' * 100_000) for _ in range(50)]",
        "[os.write(2, b'a' * 100_000) for _ in range(50)]",
        "[faulthandler.dump_traceback(file=1) for _ in range(5000)]",
    ],
)
def test_a_flood_by_any_way_loses_the_rest_and_not_the_run(grade, flood):
    verdict = grade(f"import faulthandler, os, sys\n{flood}\ndef halve(x):\n    return x / 2\n")

    assert verdict.passed
    assert verdict.printed.endswith("\n… (the rest was not kept)")
