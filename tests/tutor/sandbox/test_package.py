from pathlib import Path

import tutor
from tutor.sandbox.package import own_package


def test_a_process_runs_the_package_that_started_it(monkeypatch):
    monkeypatch.setattr("sysconfig.get_path", {}.get)
    package = Path(tutor.__file__).parents[1]

    assert own_package({}) == {"PYTHONPATH": str(package)}
    assert own_package({"PYTHONPATH": "/else"}) == {"PYTHONPATH": f"{package}:/else"}


def test_an_installed_package_is_put_in_front_of_nothing(monkeypatch):
    package = str(Path(tutor.__file__).parents[1])
    monkeypatch.setattr("sysconfig.get_path", {"purelib": package}.get)

    assert own_package({}) == {}
