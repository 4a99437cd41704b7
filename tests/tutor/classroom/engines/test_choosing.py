"""Who asks for workers that cannot be had is told so at once; who asks for none loads no dask."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tutor.classroom.engines import choosing
from tutor.classroom.engines.choosing import Wanted, hiring
from tutor.classroom.engines.local import Local
from tutor.errors import TutorError


def wanted(where: str, count: int | None = 2) -> Wanted:
    return Wanted(where, count, trusting=True, folder=Path("graded"))


@pytest.mark.parametrize(
    ("asked", "said", "hint"),
    [
        pytest.param(
            wanted("local", 0), "0 workers grade nothing", "ask for one at least", id="no worker"
        ),
        pytest.param(
            wanted("k8s"),
            "nothing grades on `k8s`",
            "write `local`, `cluster`, `slurm` or `dask:tls://HOST:PORT`",
            id="a place that is none",
        ),
        pytest.param(
            wanted("dask:tcp://10.0.0.1:8786"),
            "`tcp://10.0.0.1:8786` is open to everyone who can reach it",
            "start the scheduler with TLS, and name it as `dask:tls://HOST:PORT`",
            id="a cluster without TLS",
        ),
        pytest.param(
            wanted("slurm", None),
            "how many jobs SLURM is to start is not said",
            "say it: `--workers 8`",
            id="no number of jobs",
        ),
    ],
)
def test_what_cannot_be_had_is_said_at_once(course, asked, said, hint):
    with pytest.raises(TutorError) as caught:
        hiring(asked, course)

    assert (str(caught.value), caught.value.hint) == (said, hint)


def test_a_cluster_without_the_extra_is_told_what_to_install(course, monkeypatch):
    monkeypatch.setattr(choosing, "EXTRA", ("distributed", "nothing_of_that_name"))

    with pytest.raises(TutorError) as caught:
        hiring(wanted("cluster"), course)

    assert str(caught.value) == (
        "`--on cluster` needs `nothing_of_that_name`, which is not installed"
    )
    assert caught.value.hint == "install the extra: `pip install 'diffusion-tutor[cluster]'`"


def test_there_are_no_more_workers_than_jobs(course):
    with hiring(wanted("local", 8), course)(3) as workers:
        kinds = [type(one) for one in workers]

    assert kinds == [Local] * 3


def test_who_grades_here_loads_no_dask():
    script = (
        "import sys, tutor.cli.classroom.grading, tutor.classroom.engines.remote\n"
        "print(sorted({'dask', 'distributed', 'cryptography', 'torch'} & set(sys.modules)))"
    )

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"
