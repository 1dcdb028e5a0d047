"""From a URL to a store: what is accepted, whose password is used, what an error says."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

from graph.bolt import BoltStore
from graph.errors import InvalidInput, StoreCorrupt, StoreUnavailable
from graph.open_store import credentials, open_store
from graph.store import GraphStore
from tests.graph.fragments import make_fragment


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="empty"),
        pytest.param("graph", id="a bare word"),
        pytest.param("build/graph", id="a path"),
        pytest.param("http://localhost:7474", id="http"),
        pytest.param("bolt://", id="no host"),
        pytest.param("bolt://localhost:port", id="a port that is no number"),
        pytest.param("embedded:", id="no folder"),
    ],
)
def test_other_urls_are_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(InvalidInput, match="write"):
        open_store(url)


def test_a_refused_url_is_told_without_its_password() -> None:
    with pytest.raises(InvalidInput) as caught:
        open_store("http://li:secret@localhost:7474")

    assert "secret" not in str(caught.value)


@pytest.fixture
def nobody_known(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.delenv("NEO4J_USERNAME", raising=False)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("ZHENGTU_NEO4J_HOME", str(tmp_path_factory.mktemp("home")))


def test_the_url_names_user_and_password(nobody_known: None) -> None:
    parts = urlsplit("neo4j://li%40home:p%3Aw%2Fd@graph.example:7687/policies")

    assert credentials(parts) == ("li@home", "p:w/d")


def test_the_environment_is_asked_where_the_url_names_nobody(
    nobody_known: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")

    assert credentials(urlsplit("bolt://graph.example")) == ("neo4j", "secret")

    monkeypatch.setenv("NEO4J_USERNAME", "li")

    assert credentials(urlsplit("bolt://graph.example")) == ("li", "secret")
    assert credentials(urlsplit("bolt://wang:other@graph.example")) == ("wang", "other")


def test_nobody_is_used_where_nobody_is_known(nobody_known: None) -> None:
    assert credentials(urlsplit("bolt://localhost:7687")) is None


def test_a_server_that_is_not_there_is_told_with_its_address(nobody_known: None) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

    with pytest.raises(StoreUnavailable, match=rf"bolt://127\.0\.0\.1:{port} does not answer"):
        open_store(f"bolt://127.0.0.1:{port}")


def test_a_wrong_password_is_told_without_repeating_it(neo4j_url: str) -> None:
    port = urlsplit(neo4j_url).port

    with pytest.raises(StoreUnavailable, match="refuses us") as caught:
        open_store(f"bolt://neo4j:wrong-password@127.0.0.1:{port}")

    assert "wrong-password" not in str(caught.value)


def test_a_store_in_another_layout_is_refused_and_not_misread(
    store: GraphStore, store_url: str
) -> None:
    assert isinstance(store, BoltStore)
    fragment = make_fragment()
    store.replace(fragment)
    store.connection.create_schema(("MATCH (b:Build {id: 'build'}) SET b.layout = 0",))

    with pytest.raises(StoreCorrupt, match="new store"):
        open_store(store_url)

    store.remove(fragment.document.id)
    open_store(store_url).close()
