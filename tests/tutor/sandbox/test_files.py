from __future__ import annotations

import sys

from tutor.sandbox.files import around, python_roots


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
