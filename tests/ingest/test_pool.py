"""Reading on a Dask cluster of separate processes, and what happens when it is not there."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from graph.errors import InvalidInput, MissingExtra, WorkersUnavailable
from graph.library import open_library
from ingest import pool as place
from ingest.outcome import Outcome
from ingest.pipeline import Report, ingest
from ingest.pool import cluster_pool, local_pool, rules
from ingest.source import Source, find_sources

ACT = """# 沙洲市成果登记办法（{n}）

第一条 为了规范成果登记，制定本办法。

第二条 市科学技术局应当自收到申请之日起{n}日内办结登记，奖励比例不低于百分之{n}。

第三条 本办法自2022年1月1日起施行。
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, processes=True, threads_per_worker=1, dashboard_address="127.0.0.1:0"
    ) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "texts"
    path.mkdir()
    for n in range(11, 23):
        (path / f"act-{n}.md").write_text(ACT.format(n=n), encoding="utf-8")
    (path / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing of one")
    return path


def read_into(store: Path, sources: list[Source], **how: object) -> tuple[Report, str]:
    with open_library(f"embedded:{store}") as library:
        report = ingest(sources, library, **how)  # type: ignore[arg-type]
        return report, library.build()


def test_a_cluster_reads_what_this_machine_reads(
    folder: Path, tmp_path: Path, cluster: LocalCluster
) -> None:
    sources = find_sources([folder])
    here, own = read_into(tmp_path / "here", sources, workers=1)
    there, theirs = read_into(tmp_path / "there", sources, cluster=cluster.scheduler_address)

    assert theirs == own
    assert there == here
    assert len(there.written) == 12
    assert len(there.unreadable) == 1


def test_the_workers_are_other_processes(cluster: LocalCluster) -> None:
    with cluster_pool(cluster.scheduler_address) as pool:
        there = {pool.executor.submit(os.getpid).result(timeout=30) for _ in range(4)}

        assert pool.workers == 2
    assert there
    assert os.getpid() not in there


def test_workers_are_sent_the_bytes_and_need_no_shared_disk(
    folder: Path, cluster: LocalCluster
) -> None:
    file = folder / "act-11.md"
    with cluster_pool(cluster.scheduler_address) as pool:
        future = pool.submit(Source("gone", file), None)
        file.unlink()
        outcome = pool.outcome(future)

    assert outcome.reading is not None
    assert outcome.reading.fragment.document.text.startswith("# 沙洲市") is False
    assert "沙洲市成果登记办法" in outcome.reading.fragment.head.title


def test_a_file_that_is_gone_is_told_and_the_others_are_read(
    folder: Path, tmp_path: Path, cluster: LocalCluster
) -> None:
    sources = find_sources([folder])
    (folder / "act-12.md").unlink()
    report, _ = read_into(tmp_path / "store", sources, cluster=cluster.scheduler_address)

    assert len(report.written) == 11
    assert any("act-12" in line and "cannot be opened" in line for line in report.unreadable)


def test_what_is_unchanged_needs_no_cluster(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").unlink()
    sources = find_sources([folder])
    read_into(tmp_path / "store", sources, workers=1)
    report, _ = read_into(tmp_path / "store", sources, cluster="tcp://127.0.0.1:1")

    assert len(report.unchanged) == 12


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_CONNECT_SECONDS", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with (
            pytest.raises(WorkersUnavailable, match="no Dask scheduler answers at tcp://127"),
            cluster_pool(f"tcp://127.0.0.1:{port}"),
        ):
            pass


@pytest.mark.parametrize("url", ["gopher://host:1", "", "tcp://host:port"])
def test_what_is_no_address_is_bad_input(url: str) -> None:
    with pytest.raises(InvalidInput, match="tcp://HOST:PORT"), cluster_pool(url):
        pass


def test_a_cluster_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_WORKERS_SECONDS", 1)
    with (
        LocalCluster(n_workers=0, processes=True, dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(WorkersUnavailable, match="has no workers after 1 s"),
        cluster_pool(empty.scheduler_address),
    ):
        pass


def test_workers_that_would_read_otherwise_are_refused(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "READER_VERSION", "another")
    with (
        pytest.raises(WorkersUnavailable, match=r"reader .* \(here another\)"),
        cluster_pool(cluster.scheduler_address),
    ):
        pass


def test_workers_without_zhengtu_are_refused(cluster: LocalCluster) -> None:
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        client.run(_forget)
        try:
            with (
                pytest.raises(WorkersUnavailable, match="cannot load Zhengtu"),
                cluster_pool(cluster.scheduler_address),
            ):
                pass
        finally:
            client.restart()


def _forget() -> None:
    sys.modules["ingest.pool"] = None  # type: ignore[assignment]


def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "find_spec", lambda _: None)

    with pytest.raises(MissingExtra, match=r"zhengtu\[cluster\]"), cluster_pool("tcp://h:1"):
        pass


def test_a_process_that_ends_is_told_with_what_to_do_next() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        ended: Future[Outcome] = executor.submit(os._exit, 1)
        with (
            local_pool(1) as pool,
            pytest.raises(WorkersUnavailable, match="goes on from there"),
        ):
            pool.outcome(ended)


def test_rules_name_what_decides_a_reading() -> None:
    own = rules()

    assert own["python"].startswith("3.")
    assert all(own.values())
