"""What is seen and what ends in namespaces of its own. Each test starts processes in some."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.sandbox import bubblewrap
from tutor.sandbox.bubblewrap import Enclosed, Found, found, outermost, prefix
from tutor.sandbox.profile import Namespaces

pytestmark = pytest.mark.isolation


@pytest.fixture(params=[Namespaces.OWN, Namespaces.OUTER_PROC])
def inside(request):
    """What a program prints in there."""

    def run(program: str, hidden=()) -> str:
        ran = subprocess.run(
            [*prefix(request.param, hidden), sys.executable, "-c", program],
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    return run


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A folder of libraries with a course in it."""
    for place in ("torch/nn.py", "tutor/solutions/a.py", "tutor/.git"):
        path = tmp_path / "library" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")
    roots = bubblewrap.python_roots() | {tmp_path / "library"}
    monkeypatch.setattr(bubblewrap, "python_roots", lambda: roots)
    return tmp_path / "library"


def test_this_machine_has_all_of_it():
    assert found() == Found(Namespaces.OWN)


def test_a_hidden_folder_is_there_but_neither_names_nor_sizes_of_what_it_holds(inside, library):
    seen = inside(
        "import os\n"
        f"for root, folders, files in os.walk({str(library)!r}):\n"
        "    print(os.path.basename(root), *sorted(folders + files))",
        hidden=[library / "tutor" / "solutions", library / "tutor" / ".git"],
    )

    assert set(seen.splitlines()) == {
        "library torch tutor",
        "torch nn.py",
        "tutor .git solutions",
        "solutions",
    }


def test_a_hidden_file_cannot_be_read(inside, library):
    secret = library / "tutor" / ".git"
    program = f"""
try:
    print(open({str(secret)!r}).read())
except PermissionError:
    print("refused")
"""

    assert inside(program) == "x = 1"
    assert inside(program, hidden=[secret]) == "refused"


def test_a_library_inside_a_hidden_folder_is_not_there(inside, library):
    assert inside(f"import os; print(os.path.exists({str(library)!r}))", [library]) == "False"


@pytest.mark.parametrize(
    "place", ["/etc/passwd", "/home", "/usr/share/doc", "/run", "/dev/shm", str(Path(__file__))]
)
def test_what_python_does_not_need_is_not_there(inside, place):
    assert inside(f"import os; print(os.path.exists({place!r}))") == "False"


@pytest.mark.parametrize("folder", ["/", "/usr/lib", "/dev", sys.prefix, "/tmp"])
def test_nothing_can_be_written_outside_scratch(inside, folder):
    program = f"""
try:
    open({folder!r} + "/left-behind", "w")
except OSError as error:
    print(type(error).__name__)
"""

    assert inside(program) in ("OSError", "PermissionError", "FileNotFoundError")


def test_scratch_is_small(inside):
    program = """
try:
    for number in range(32):
        open(f"{number}", "wb").write(bytes(1 << 20))
except OSError:
    print(number)
"""

    assert inside(program) == "16"


def test_there_is_no_network_but_the_loopback_and_no_name_of_this_machine(inside):
    program = "import socket; print(*socket.if_nameindex(), socket.gethostname())"

    assert inside(program) == "(1, 'lo') jail"


def test_the_program_is_the_first_process_and_sees_no_other():
    program = "import os; print(os.getpid(), [n for n in os.listdir('/proc') if n.isdigit()])"

    ran = subprocess.run(
        [*prefix(Namespaces.OWN, ()), sys.executable, "-c", program],
        capture_output=True,
        text=True,
    )

    assert ran.stdout == "1 ['1']\n"


def test_the_interpreter_finds_its_libraries_as_outside(inside):
    assert inside("import sys, numpy; print(sys.prefix)") == sys.prefix


@pytest.mark.parametrize("how", [Enclosed.kill, Enclosed.terminate])
def test_ending_it_ends_all_that_it_has_started(how):
    program = (
        "import os, time\nif os.fork() == 0:\n    os.setsid()\nos.write(1, b'.')\ntime.sleep(1000)"
    )
    running = Enclosed(
        [*prefix(Namespaces.OWN, ()), sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with running.stdout as words:
        assert words.read(2) == b".."

        how(running)
        hung_up, _, _ = select.select([words], [], [], 10)

    assert hung_up == [words]  # nobody holds the other end of this pipe any more
    assert running.wait() != 0


def test_no_namespaces_need_no_prefix():
    assert prefix(Namespaces.NONE, ()) == []


def test_a_bubblewrap_that_is_not_there_is_nothing_to_complain_of(monkeypatch):
    monkeypatch.setenv("PATH", "")

    assert found() == Found(Namespaces.NONE)


@pytest.mark.parametrize(
    ("refused", "expected"),
    [
        ("--proc", Found(Namespaces.OUTER_PROC, "bwrap: Can't mount proc")),
        ("--as-pid-1", Found(Namespaces.NONE, "bwrap: Can't mount proc")),
    ],
    ids=["only a fresh proc", "everything"],
)
def test_what_bubblewrap_refuses_is_told_and_the_next_best_is_tried(
    monkeypatch, tmp_path, refused, expected
):
    real = shutil.which("bwrap")
    (tmp_path / "bwrap").write_text(
        f'#!/bin/sh\ncase "$*" in *{refused}*) echo "bwrap: Can\'t mount proc" >&2; exit 1;; esac\n'
        f'exec {real} "$@"\n'
    )
    (tmp_path / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    assert found() == expected


def test_a_place_inside_another_is_not_named_twice():
    paths = [Path("/usr/lib/python3"), Path("/usr/lib"), Path("/usr/lib-old"), Path("/usr/lib")]

    assert outermost(paths) == [Path("/usr/lib"), Path("/usr/lib-old")]
