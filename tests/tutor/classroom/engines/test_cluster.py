"""Jobs on a real cluster of two processes, which die, and whose doors strangers try."""

from __future__ import annotations

import os
import signal
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import dask
import distributed
import psutil
import pytest

from tests.tutor.classroom.engines.done_there import do
from tutor.classroom.engines import cluster, clusters
from tutor.classroom.engines.remote import Run
from tutor.classroom.engines.threads import done
from tutor.classroom.engines.turns import Turns
from tutor.classroom.job import Grade, Job
from tutor.errors import BlockedError, TutorError


@pytest.fixture(scope="module")
def processes() -> Iterator[distributed.Client]:
    with clusters.processes(2) as client:
        yield client


@pytest.fixture
def client(processes: distributed.Client) -> distributed.Client:
    """With two processes, whatever the test before has done to them."""
    processes.wait_for_workers(2, timeout=60)
    return processes


def graded(client: distributed.Client, begun: Path, sources: Sequence[str]) -> dict[str, str]:
    """What has come of each source."""
    jobs = [Job("q_sample", "b" * 64, source.encode()) for source in sources]
    with (
        cluster.workers(client, Run("r", begun, trusting=False), 2, do) as workers,
        closing(done(jobs, workers)) as ended,
    ):
        said = [(job.source.decode(), _said(outcome)) for job, outcome in ended]
    assert len(said) == len(sources)
    return dict(said)


def certificates(security: distributed.Security, folder: Path) -> dict[str, str]:
    """The settings of dask that name them, as files."""
    texts = {
        "ca-file": security.tls_ca_file,
        "client.key": security.tls_client_key,
        "client.cert": security.tls_client_cert,
    }
    kept = folder.parent / f"{folder.name}-keys"
    kept.mkdir(exist_ok=True)
    for name, text in texts.items():
        (kept / name).write_text(text, encoding="utf-8")
    return {f"distributed.comm.tls.{name}": str(kept / name) for name in texts}


def times(begun: Path) -> dict[str, int]:
    """How often each source was begun."""
    return {path.name: len(path.read_text().splitlines()) for path in begun.iterdir()}


def _said(outcome: Grade | BlockedError) -> str:
    return outcome.status if isinstance(outcome, Grade) else str(outcome)


def test_every_job_is_done_once(client, tmp_path):
    sources = [f"right {n}" for n in range(30)]

    said = graded(client, tmp_path, sources)

    assert said == dict.fromkeys(sources, "passed")
    assert times(tmp_path) == dict.fromkeys(sources, 1)


def test_what_is_blocked_there_is_blocked_here(client, tmp_path):
    assert graded(client, tmp_path, ["blocks", "right"]) == {
        "blocks": "the grader is gone",
        "right": "passed",
    }


def test_a_job_whose_process_died_is_done_by_another(client, tmp_path):
    sources = ["kills-once", *(f"right {n}" for n in range(8))]

    said = graded(client, tmp_path, sources)

    assert said == dict.fromkeys(sources, "passed")
    assert times(tmp_path)["kills-once"] == 2


def test_what_kills_every_process_is_blocked_and_harms_nobody(client, tmp_path):
    innocent = [f"right {n}" for n in range(20)]

    said = graded(client, tmp_path, ["kills 1", *innocent, "kills 2"])

    assert said == {
        "kills 1": "the process that graded it was lost 3 times",
        **dict.fromkeys(innocent, "passed"),
        "kills 2": "the process that graded it was lost 3 times",
    }
    assert (times(tmp_path)["kills 1"], times(tmp_path)["kills 2"]) == (3, 3)


def test_processes_killed_in_the_middle_lose_and_repeat_nothing_that_was_done(client, tmp_path):
    sources = [f"right {n}" for n in range(60)]
    jobs = [Job("q_sample", "b" * 64, source.encode()) for source in sources]
    seen: Counter[tuple[str, str]] = Counter()
    pids = list(client.run(os.getpid).values())
    with (
        cluster.workers(client, Run("k", tmp_path, trusting=False), 2, do) as workers,
        closing(done(jobs, workers)) as ended,
    ):
        for number, (job, outcome) in enumerate(ended):
            seen[job.source.decode(), _said(outcome)] += 1
            if number in (10, 30):
                os.kill(pids.pop(), signal.SIGKILL)

    assert seen == {(source, "passed"): 1 for source in sources}
    assert sum(times(tmp_path).values()) <= 60 + 2 * 2


def test_ctrl_c_is_for_who_asked_alone(client):
    deaf = client.run(signal.pthread_sigmask, signal.SIG_BLOCK, set())

    assert all(signal.SIGINT in blocked for blocked in deaf.values())
    assert len(deaf) == 2
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def test_processes_that_nobody_starts_anew_are_replaced(client, tmp_path):
    with dask.config.set({"distributed.deploy.lost-worker-timeout": "10ms"}):
        for nanny in list(client.cluster.workers.values()):
            client.sync(nanny.close)

        said = graded(client, tmp_path, ["right 1", "right 2"])

    assert said == {"right 1": "passed", "right 2": "passed"}


def test_a_machine_that_grades_otherwise_ends_the_run(client, tmp_path):
    with pytest.raises(TutorError) as caught:
        graded(client, tmp_path, ["refuses", *(f"right {n}" for n in range(9))])

    assert str(caught.value) == "node7 has another version"
    assert caught.value.hint == "install the same"


def test_a_cluster_without_the_tutor_ends_the_run(client, tmp_path):
    with pytest.raises(TutorError) as caught:
        graded(client, tmp_path, ["lacks"])

    assert str(caught.value) == "the cluster has not this tutor: No module named 'tutor'"
    assert caught.value.hint == ("install the same tutor with its extra `cluster` on all machines")


def test_a_cluster_that_is_there_is_reached_by_the_certificates_of_dasks_settings(client, tmp_path):
    with (
        dask.config.set(certificates(client.security, tmp_path)),
        clusters.existing(client.scheduler.address) as found,
    ):
        said = graded(found, tmp_path, ["right"])

    assert said == {"right": "passed"}


def test_a_cluster_of_others_is_not_reached(client, tmp_path):
    others = certificates(distributed.Security.temporary(), tmp_path)
    address = client.scheduler.address

    with (
        dask.config.set({**others, "distributed.comm.timeouts.connect": "3s"}),
        pytest.raises(TutorError) as caught,
        clusters.existing(address),
    ):
        pass

    assert str(caught.value).startswith(f"`{address}` does not answer: ")
    assert caught.value.hint == (
        "see whether the scheduler runs there, and with certificates of the same authority"
    )


def test_a_cluster_that_goes_away_ends_the_run(client, tmp_path):
    with dask.config.set(certificates(client.security, tmp_path)):
        with clusters.existing(client.scheduler.address) as found:
            worker = cluster.Remote(found, Run("g", tmp_path, trusting=False), Turns(), do)
        with pytest.raises(TutorError) as caught:
            worker.grade(Job("q_sample", "b" * 64, b"right"))

    assert str(caught.value) == "the cluster is gone"
    assert caught.value.hint == "run the same command again: what was graded is kept"


def test_who_has_no_certificate_is_let_in_nowhere(client):
    scheduler = client.scheduler.address
    doors = [scheduler, *client.scheduler_info()["workers"]]

    for door in doors:
        for address in (door, door.replace("tls://", "tcp://")):
            strangers = distributed.Security.temporary() if address == door else None
            with pytest.raises((OSError, ValueError)):
                distributed.Client(address, security=strangers, timeout=2, set_as_default=False)
    assert len(doors) == 3


def test_no_door_is_open_that_asks_for_no_certificate(client):
    pids = [os.getpid(), *client.run(os.getpid).values()]
    ports = {
        one.laddr.port
        for pid in pids
        for one in psutil.Process(pid).net_connections("inet")
        if one.status == psutil.CONN_LISTEN
    }

    assert all(_refuses(port) for port in ports)
    assert len(ports) >= 5


def _refuses(port: int) -> bool:
    """Whether a port has nothing to say to somebody without a certificate."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as asking:
        asking.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
        try:
            answer = asking.recv(100)
        except ConnectionResetError:
            return True
    return answer == b"" or b" 404 " in answer or answer[:1] == b"\x15"  # an alert of TLS
