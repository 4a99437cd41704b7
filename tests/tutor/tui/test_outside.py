from contextlib import nullcontext
from pathlib import Path

import pytest

from tutor.errors import TutorError
from tutor.tui.outside import editor, run_outside

FILE = Path("/work/q_sample.py")


class Lends:
    def suspend(self):
        return nullcontext()


def test_visual_comes_before_editor():
    environ = {"VISUAL": "code -w", "EDITOR": "vi"}

    assert editor(environ, FILE) == ["code", "-w", "/work/q_sample.py"]


def test_without_an_editor_the_file_is_named():
    with pytest.raises(TutorError, match="no editor is set") as caught:
        editor({}, FILE)

    assert caught.value.hint == (
        "open `/work/q_sample.py` in any editor, saving grades it; or set `EDITOR`, as to `nano`"
    )


def test_an_open_quote_in_the_editor_is_told():
    with pytest.raises(TutorError, match="the editor `vi '` has an open quote") as caught:
        editor({"EDITOR": "vi '"}, FILE)

    assert caught.value.hint == "mend `EDITOR`"


def test_a_program_that_is_not_installed_is_told():
    with pytest.raises(TutorError, match="`no-such-program` cannot be started") as caught:
        run_outside(Lends(), ["no-such-program"])

    assert caught.value.hint == "install it, or name another"


def test_a_program_gets_the_terminal_until_it_ends(tmp_path):
    run_outside(Lends(), ["touch", str(tmp_path / "ran")])

    assert (tmp_path / "ran").exists()
