import pytest

from tutor.errors import TutorError
from tutor.learning.editor import editor_command


def program(folder, name):
    file = folder / name
    file.write_text("#!/bin/sh\n", encoding="utf-8")
    file.chmod(0o755)


def test_visual_comes_before_editor():
    assert editor_command({"VISUAL": "code -w", "EDITOR": "vi"}) == ["code", "-w"]


def test_an_empty_visual_is_none():
    assert editor_command({"VISUAL": "", "EDITOR": "vi"}) == ["vi"]


def test_without_a_word_the_first_that_is_installed_is_taken(tmp_path):
    program(tmp_path, "vi")
    program(tmp_path, "vim")

    assert editor_command({"PATH": str(tmp_path)}) == ["vim"]


def test_without_any_editor_the_learner_is_told_what_to_do(tmp_path):
    with pytest.raises(TutorError) as caught:
        editor_command({"PATH": str(tmp_path)})

    assert str(caught.value) == "no editor is set, and none of nano, vim and vi is installed"
    assert caught.value.hint == "set `EDITOR`, or open the file in any editor: every save is graded"


def test_an_open_quote_is_told_with_the_variable_to_mend():
    with pytest.raises(TutorError, match="the editor `vi '` has an open quote") as caught:
        editor_command({"EDITOR": "vi '"})

    assert caught.value.hint == "mend `EDITOR`"
