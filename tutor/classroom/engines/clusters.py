"""Where the processes of a cluster come from; each door that is opened asks for a certificate.

What a site says about its cluster, as partitions and certificates, is said in dask's own settings
(`~/.config/dask/*.yaml`): sites publish such files, and we invent none.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dask
from distributed import Client, LocalCluster, Security

from tutor.errors import TutorError

SECURE = "tls://"
CLOSED: dict[str, Any] = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.scheduler.allowed-failures": 0,
}
"""No pages for a browser, which ask for no certificate; and tries are counted by us."""
PROLOGUE = "export DASK_DISTRIBUTED__WORKER__HTTP__ROUTES='[]'"


@contextmanager
def processes(count: int) -> Iterator[Client]:
    """So many processes on this machine."""
    with (
        _quiet(),
        dask.config.set(CLOSED),
        LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            security=True,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextmanager
def existing(address: str) -> Iterator[Client]:
    """The cluster whose scheduler listens at an address, as `tls://host:8786`."""
    if not address.startswith(SECURE):
        raise TutorError(
            f"`{address}` would be open to everyone who can reach it",
            "start the scheduler with TLS, and name it as `dask:tls://HOST:PORT`",
        )
    security = Security(require_encryption=True)
    if not (security.tls_ca_file and security.tls_client_key and security.tls_client_cert):
        raise TutorError(
            f"no certificate for `{address}` is known here",
            "name `ca-file` and the client's `key` and `cert` in `~/.config/dask/tls.yaml`",
        )
    with _quiet():
        try:
            client = Client(address, security=security, set_as_default=False)
        except (OSError, ValueError) as error:
            raise TutorError(
                f"`{address}` does not answer: {error}",
                "see whether the scheduler runs there, and with certificates of the same authority",
            ) from None
        with client:
            yield client


@contextmanager
def slurm(count: int, folder: Path) -> Iterator[Client]:
    """So many processes in jobs of SLURM, which are started anew when they are lost.

    folder: seen by all machines; for the certificates of this run and what the jobs print.
    """
    if not shutil.which("sbatch"):
        raise TutorError(
            "`sbatch` is not there, so this machine is none of a SLURM cluster",
            "run it where you type `sbatch`",
        )
    from dask_jobqueue import SLURMCluster

    settings = dask.config.get("jobqueue.slurm")
    said = {name: value for name, value in settings.items() if value is not None}
    default = {"cores": 1, "memory": "2GB", "walltime": "08:00:00"}
    with _quiet(), dask.config.set(CLOSED):
        try:
            cluster = SLURMCluster(
                n_workers=count,
                security=True,
                **{name: said.get(name, value) for name, value in default.items()},
                processes=said.get("processes", said.get("cores", 1)),
                job_script_prologue=[*said.get("job-script-prologue", ()), PROLOGUE],
                shared_temp_directory=said.get("shared-temp-directory", str(folder)),
                log_directory=said.get("log-directory", str(folder / "slurm")),
                scheduler_options={"dashboard_address": None, **said.get("scheduler-options", {})},
            )
        except RuntimeError as error:
            raise TutorError(
                f"SLURM takes no job: {error}", "see `jobqueue.slurm` in `~/.config/dask/*.yaml`"
            ) from None
        with cluster, Client(cluster) as client:
            cluster.adapt(minimum=count, maximum=count)
            yield client


@contextmanager
def _quiet() -> Iterator[None]:
    """What goes wrong is said by us, once."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
