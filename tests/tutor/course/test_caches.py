"""Where what can be made again is kept, and how it is put there."""

from pathlib import Path

from tutor.course.caches import place, put


def test_each_use_and_each_course_has_a_folder_in_the_users_folder_for_caches(tmp_path):
    course, home = tmp_path / "course", Path("/home/ada")

    default = place("course-check", course, {}, home)
    chosen = place("course-check", course, {"XDG_CACHE_HOME": "/fast"}, home)
    other = place("course-check", tmp_path / "other" / "course", {}, home)

    assert default.parent == Path("/home/ada/.cache/diffusion-tutor/course-check")
    assert default.name.startswith("course-")
    assert chosen == Path("/fast/diffusion-tutor/course-check") / default.name
    assert other.parent == default.parent
    assert other.name != default.name


def test_a_file_is_put_in_the_place_of_the_one_before_without_leavings(tmp_path):
    put(tmp_path / "new" / "kept", b"one")
    put(tmp_path / "new" / "kept", b"two")

    assert (tmp_path / "new" / "kept").read_bytes() == b"two"
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["kept"]


def test_where_nothing_can_be_written_there_is_nothing_and_nothing_breaks(tmp_path):
    (tmp_path / "file").write_text("where a folder should be", encoding="utf-8")

    put(tmp_path / "file" / "kept", b"one")

    assert (tmp_path / "file").read_text(encoding="utf-8") == "where a folder should be"
