"""Clusters that are not let in, not found, or not safe."""

from __future__ import annotations

import pytest

from tutor.classroom.engines import clusters
from tutor.errors import TutorError


def refused(reached) -> TutorError:
    with pytest.raises(TutorError) as caught, reached:
        pass
    return caught.value


def test_a_cluster_needs_a_certificate():
    error = refused(clusters.existing("tls://127.0.0.1:8786"))

    assert str(error) == "no certificate for `tls://127.0.0.1:8786` is known here"
    assert error.hint == (
        "name `ca-file` and the client's `key` and `cert` in `~/.config/dask/tls.yaml`"
    )


def test_a_machine_without_slurm_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    error = refused(clusters.slurm(2, tmp_path))

    assert str(error) == "`sbatch` is not there, so this machine is none of a SLURM cluster"
    assert error.hint == "run it where you type `sbatch`"


def test_slurm_that_takes_no_job_says_why(tmp_path, monkeypatch):
    sbatch = tmp_path / "sbatch"
    sbatch.write_text("#!/bin/sh\necho invalid partition specified: gold >&2\nexit 1\n")
    sbatch.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    error = refused(clusters.slurm(2, tmp_path))

    assert str(error) == "SLURM takes no job: invalid partition specified: gold"
    assert error.hint == "see `jobqueue.slurm` in `~/.config/dask/*.yaml`"
