import os

from tutor.learning.watch import stamp


def test_a_save_changes_the_stamp(tmp_path):
    file = tmp_path / "f.py"
    file.write_text("a")
    before = stamp(file)

    file.write_text("ab")

    assert stamp(file) != before


def test_an_atomic_rename_changes_the_stamp_even_within_one_tick_of_the_clock(tmp_path):
    file, other = tmp_path / "f.py", tmp_path / "new.py"
    file.write_text("a")
    other.write_text("b")
    for one in (file, other):
        os.utime(one, ns=(1, 1))
    before = stamp(file)

    other.replace(file)

    assert stamp(file) != before


def test_a_file_that_is_not_there_has_no_stamp(tmp_path):
    assert stamp(tmp_path / "f.py") is None
