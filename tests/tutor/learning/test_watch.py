import os

import pytest

from tutor.learning.watch import PATIENCE, Sight, Watch, stamp


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "f.py"
    file.write_text("a")
    return file


@pytest.fixture
def watch(file):
    """A watch that knows the file as it is."""
    watch = Watch(file)
    watch.seen()
    return watch


def looks(watch, times):
    """What each of so many looks tells."""
    return [watch.look() for _ in range(times)]


def test_a_save_changes_the_stamp(file):
    before = stamp(file)

    file.write_text("ab")

    assert stamp(file) != before


def test_an_atomic_rename_changes_the_stamp_even_within_one_tick_of_the_clock(file, tmp_path):
    other = tmp_path / "new.py"
    other.write_text("b")
    for one in (file, other):
        os.utime(one, ns=(1, 1))
    before = stamp(file)

    other.replace(file)

    assert stamp(file) != before


def test_a_file_that_is_not_there_has_no_stamp(tmp_path):
    assert stamp(tmp_path / "f.py") is None


def test_what_is_there_at_first_counts_as_saved_once(file):
    watch = Watch(file)

    assert looks(watch, 3) == [None, Sight.SAVED, None]


def test_a_known_file_tells_nothing(watch):
    assert looks(watch, 3) == [None, None, None]


def test_a_save_is_told_once_it_rests(watch, file):
    file.write_text("ab")

    assert looks(watch, 3) == [None, Sight.SAVED, None]


def test_an_editor_that_writes_twice_has_saved_once(watch, file):
    file.write_text("")
    first = watch.look()
    file.write_text("the whole text")

    assert [first, *looks(watch, 3)] == [None, None, Sight.SAVED, None]


def test_an_editor_that_takes_the_file_away_for_a_moment_has_saved_once(watch, file):
    file.unlink()
    away = looks(watch, PATIENCE - 1)
    file.write_text("new")

    assert away == [None] * (PATIENCE - 1)
    assert looks(watch, 3) == [None, Sight.SAVED, None]


def test_a_backup_beside_the_file_is_no_save(watch, file):
    file.with_name("f.py~").write_text("a")
    file.with_name(".f.py.swp").write_text("a")

    assert looks(watch, 3) == [None, None, None]


def test_a_file_that_stays_away_is_gone_and_is_told_so_once(watch, file):
    file.unlink()

    assert looks(watch, PATIENCE + 2) == [None] * (PATIENCE - 1) + [Sight.GONE, None, None]


def test_a_file_that_was_gone_and_is_back_as_it_was_counts_as_saved(watch, file, tmp_path):
    aside = file.rename(tmp_path / "aside")
    looks(watch, PATIENCE)

    aside.rename(file)

    assert looks(watch, 2) == [None, Sight.SAVED]


def test_a_change_is_known_before_it_rests(watch, file):
    before = watch.changed
    file.write_text("ab")

    assert (before, watch.changed) == (False, True)


def test_a_file_known_to_be_missing_is_not_told_to_be_gone(tmp_path):
    watch = Watch(tmp_path / "f.py")
    watch.seen()

    assert looks(watch, PATIENCE + 1) == [None] * (PATIENCE + 1)
