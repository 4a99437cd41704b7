"""Where the processes of a cluster come from; each door that is opened asks for a certificate.

What a site says about its cluster, as partitions and certificates, is said in dask's own settings
(`~/.config/dask/*.yaml`): sites publish such files, and we invent none.
"""

from __future__ import annotations

import logging
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import dask
from distributed import Adaptive, Client, LocalCluster, Security, SpecCluster

from tutor.errors import TutorError

NO_PAGES = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
SETTINGS: dict[str, Any] = {
    "distributed.scheduler.http.routes": [],  # a browser would need no certificate for them
    "distributed.worker.http.routes": [],
    "distributed.scheduler.allowed-failures": 0,  # tries are counted by us
    "distributed.deploy.lost-worker-timeout": "1m",  # sooner, it ends what is starting anew
}
PROLOGUE = "export DASK_DISTRIBUTED__WORKER__HTTP__ROUTES='[]'"


class Replacing(Adaptive):  # type: ignore[misc]  # see mypy in pyproject.toml
    """Opens again what has ended, as a process that is killed while it starts."""

    async def adapt(self) -> None:
        """Look once, as dask does every second."""
        self.cluster.scale(self.maximum)


@contextmanager
def processes(count: int) -> Iterator[Client]:
    """So many processes on this machine."""
    with _quiet(), dask.config.set(SETTINGS):
        with _spared():
            cluster = LocalCluster(
                n_workers=count,
                threads_per_worker=1,
                security=True,
                dashboard_address=NO_PAGES["dashboard_address"],
                scheduler_kwargs=NO_PAGES,
                silence_logs=logging.CRITICAL,
            )
        with cluster, _client(cluster, count) as client:
            yield client


@contextmanager
def existing(address: str) -> Iterator[Client]:
    """The cluster whose scheduler listens at an address, as `tls://host:8786`."""
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
    """So many jobs of SLURM with one process each.

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
    default = {"memory": "2GB", "walltime": "08:00:00"}
    shared = Path(said.get("shared-temp-directory", folder)).expanduser()
    with _quiet(), dask.config.set(SETTINGS), TemporaryDirectory(dir=shared) as keys:
        cluster = SLURMCluster(
            security=_certificates(Path(keys)),
            cores=1,
            processes=1,
            **{name: said.get(name, value) for name, value in default.items()},
            job_script_prologue=[*said.get("job-script-prologue", ()), PROLOGUE],
            log_directory=said.get("log-directory", str(folder / "slurm")),
            scheduler_options={**NO_PAGES, **said.get("scheduler-options", {})},
        )
        try:
            _try_out(cluster.job_script())
            with _client(cluster, count) as client:
                yield client
        finally:
            with suppress(AssertionError):  # if a job was not taken, as beyond somebody's limit
                cluster.close()


def _certificates(folder: Path) -> Security:
    """For one run, in files of a folder that nobody else may read."""
    made = Security.temporary()
    texts = {"ca": made.tls_ca_file, "key": made.tls_client_key, "cert": made.tls_client_cert}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    of_roles = {
        f"tls_{role}_{part}": str(folder / part)
        for role in ("client", "scheduler", "worker")
        for part in ("key", "cert")
    }
    return Security(require_encryption=True, tls_ca_file=str(folder / "ca"), **of_roles)


def _try_out(script: str) -> None:
    """Have SLURM look at a job without starting it."""
    tried = subprocess.run(
        ["sbatch", "--test-only"],  # noqa: S607  where it lies is the site's affair
        input=script,
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode:
        raise TutorError(
            f"SLURM takes no job: {tried.stderr.strip().splitlines()[-1]}",
            "see `jobqueue.slurm` in `~/.config/dask/*.yaml`",
        )


@contextmanager
def _client(cluster: SpecCluster, count: int) -> Iterator[Client]:
    with Client(cluster, set_as_default=False) as client:
        cluster.adapt(Adaptive=Replacing, minimum=count, maximum=count)
        yield client


@contextmanager
def _spared() -> Iterator[None]:
    """What is started meanwhile, and what that starts, hears no ctrl-c: it is for this process."""
    resource_tracker.ensure_running()  # or it would let ctrl-c in again when it is needed
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _quiet() -> Iterator[None]:
    """What goes wrong is said by us, once."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
