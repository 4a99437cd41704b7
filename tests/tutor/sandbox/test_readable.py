from __future__ import annotations

import sys
from pathlib import Path

from tutor.sandbox.readable import around, links, python_roots, to_start


def tree(root, *places):
    for place in places:
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_a_folder_that_hides_nothing_is_opened_whole(tmp_path):
    tree(tmp_path, "torch/nn.py")

    assert around(tmp_path / "torch", [tmp_path / "solutions"]) == ([tmp_path / "torch"], [])


def test_a_hidden_folder_is_left_out_and_the_way_to_it_can_be_listed(tmp_path):
    tree(tmp_path, "torch/nn.py", "tutor/cli.py", "tutor/courses/solutions/a.py")

    trees, folders = around(tmp_path, [tmp_path / "tutor" / "courses"])

    assert sorted(trees) == [tmp_path / "torch", tmp_path / "tutor" / "cli.py"]
    assert sorted(folders) == [tmp_path, tmp_path / "tutor"]


def test_nothing_of_a_hidden_folder_is_opened(tmp_path):
    tree(tmp_path, "solutions/library/a.py")

    assert around(tmp_path / "solutions", [tmp_path / "solutions"]) == ([], [])
    assert around(tmp_path / "solutions" / "library", [tmp_path / "solutions"]) == ([], [])


def test_a_link_opens_no_way_round(tmp_path):
    tree(tmp_path, "packages/secret/a.py", "elsewhere/b.py")
    (tmp_path / "packages" / "link").symlink_to(tmp_path / "elsewhere")

    trees, _ = around(tmp_path / "packages", [tmp_path / "packages" / "secret"])

    assert trees == []


def test_a_checkout_that_is_the_interpreters_prefix_is_not_opened(tmp_path, monkeypatch):
    tree(tmp_path, "lib/python3.11/os.py", ".git/HEAD")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))

    inside = {root for root in python_roots() if root.is_relative_to(tmp_path)}

    assert inside == {tmp_path / "lib"}


def test_the_links_on_the_way_to_a_path_are_followed_one_by_one(tmp_path):
    tree(tmp_path, "versions/3.11.9/bin/python3.11")
    (tmp_path / "versions" / "3.11").symlink_to("3.11.9")
    (tmp_path / "environment").mkdir()
    (tmp_path / "environment" / "python").symlink_to("../versions/3.11/bin/python3.11")

    found = links(tmp_path / "environment" / "python")

    assert found == {
        tmp_path / "environment" / "python": Path("../versions/3.11/bin/python3.11"),
        tmp_path / "versions" / "3.11": Path("3.11.9"),
    }


def test_a_link_to_an_absolute_path_and_a_circle_of_links_come_to_an_end(tmp_path):
    tree(tmp_path, "real/library")
    (tmp_path / "there").symlink_to(tmp_path / "real")
    (tmp_path / "round").symlink_to("round")

    assert links(tmp_path / "there" / "library") == {tmp_path / "there": tmp_path / "real"}
    assert links(tmp_path / "round" / "library") == {tmp_path / "round": Path("round")}


def test_python_is_started_by_the_name_it_was_called_by(monkeypatch, tmp_path):
    tree(tmp_path, "bin/python", "pyvenv.cfg")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))

    assert {tmp_path / "bin" / "python", tmp_path / "pyvenv.cfg"} <= to_start()
