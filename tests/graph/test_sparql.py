"""SPARQL over the RDF of one build: what is answered, what is refused, what is stopped."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import InvalidInput, QueryRefused, StoreUnavailable
from graph.iris import Iris
from graph.open_store import open_store
from graph.query_limits import Limits
from graph.sparql import DatasetNotReady, SparqlAnswer, SparqlDataset, SparqlQuery, dataset_name
from graph.sparql_build import make
from graph.store import GraphStore
from tests.conftest import ROOT
from tests.graph.fragments import make_fragment, with_findings

IRIS = Iris()
PATIENCE = 60.0

NORMS = """
SELECT ?title ?article ?value ?quote WHERE {
  ?norm a ttp:Norm ; schema:value ?value ; ttp:quotedFrom ?passage .
  ?passage ttp:inProvision/ttp:locator ?article ; oa:hasSource/eli:title ?title ;
    oa:hasSelector/oa:exact ?quote .
  FILTER (?value >= 50)
}
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = f"embedded:{tmp_path_factory.mktemp('store')}"
    store = open_store(url)
    store.replace(with_findings(make_fragment()))
    yield url
    store.close()


@pytest.fixture(scope="module")
def store(url: str) -> Iterator[GraphStore]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def folder(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With the dataset of the store made."""
    folder = tmp_path_factory.mktemp("rdf")
    make(store, IRIS, folder)
    return folder


Ask = Callable[..., SparqlAnswer]


@pytest.fixture
def ask(url: str, store: GraphStore, folder: Path) -> Ask:
    def asked(text: str, limits: Limits | None = None, **more: object) -> SparqlAnswer:
        dataset = SparqlDataset(url, IRIS, folder, limits)
        return dataset.query(SparqlQuery(text=text, **more), store.build())  # type: ignore[arg-type]

    return asked


def rows(answer: SparqlAnswer) -> list[dict[str, str]]:
    told = json.loads(answer.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in told]


def waited_for(dataset: SparqlDataset, build: str) -> Path:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return dataset.ready(build)
        except DatasetNotReady:
            time.sleep(0.05)
    raise AssertionError("the dataset was not made")


# --- Answers ------------------------------------------------------------------------------------


def test_a_rule_is_found_with_its_quote(ask: Ask) -> None:
    (row,) = rows(ask(NORMS))

    assert row["value"] == "60"
    assert row["quote"] == "百分之六十"
    assert row["article"] == "第二条第1款"
    assert row["title"] == "yunxi-1实施办法"


@pytest.mark.parametrize(
    ("results", "start"),
    [
        pytest.param("application/sparql-results+json", b'{"head"', id="JSON"),
        pytest.param("application/sparql-results+xml", b"<?xml", id="XML"),
        pytest.param("text/csv", b"value\r\n60\r\n", id="CSV"),
        pytest.param("text/tab-separated-values", b'?value\n"60"^^<', id="TSV"),
    ],
)
def test_rows_come_in_every_form(ask: Ask, results: str, start: bytes) -> None:
    answer = ask("SELECT ?value WHERE { [] a ttp:Norm ; schema:value ?value }", results=results)

    assert answer.media_type == results
    assert answer.body.startswith(start)


@pytest.mark.parametrize(
    ("graph", "form"),
    [
        pytest.param("text/turtle", pyoxigraph.RdfFormat.TURTLE, id="Turtle"),
        pytest.param("application/ld+json", pyoxigraph.RdfFormat.JSON_LD, id="JSON-LD"),
        pytest.param("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES, id="N-Triples"),
        pytest.param("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML, id="RDF/XML"),
    ],
)
def test_a_constructed_graph_comes_in_every_form(
    ask: Ask, graph: str, form: pyoxigraph.RdfFormat
) -> None:
    answer = ask("CONSTRUCT WHERE { ?norm a ttp:Norm ; schema:value ?value }", graph=graph)

    assert answer.media_type == graph
    assert len(list(pyoxigraph.parse(answer.body, format=form))) == 2


def test_a_yes_or_no_is_answered(ask: Ask) -> None:
    assert json.loads(ask("ASK { ?target a ttp:Target }").body)["boolean"] is True


def test_strings_with_line_breaks_stay_one_row(ask: Ask) -> None:
    (row,) = rows(ask("SELECT ?text WHERE { ?document ttp:text ?text }", Limits(rows=1)))

    assert row["text"].count("\n") == 3


def test_a_query_can_be_held_to_the_graph_of_a_document(ask: Ask) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    graph = str(IRIS.graph("yunxi-1"))
    of_one = rows(ask(count, default_graphs=(graph,)))[0]["n"]
    named = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"

    assert rows(ask(named))[0]["n"] == of_one
    assert 0 < int(of_one) < int(rows(ask(count))[0]["n"])
    assert rows(ask(count, named_graphs=(graph,)))[0]["n"] == "0"


EXAMPLES = re.findall(
    r"```sparql\n(.*?)```", (ROOT / "docs" / "open-data.md").read_text("utf-8"), re.DOTALL
)


def test_the_examples_of_the_documentation_are_answered(
    ask: Ask, subtests: pytest.Subtests
) -> None:
    for query in EXAMPLES:
        with subtests.test(query.splitlines()[0]):
            assert ask(query).media_type

    assert len(EXAMPLES) >= 5


# --- Refusals -----------------------------------------------------------------------------------

UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX x: <urn:x>\nDELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:1/x>",
    "CLEAR ALL",
    "DROP GRAPH <urn:g>",
    "CREATE GRAPH <urn:g>",
    "SELECT * WHERE { ?s ?p ?o } ; CLEAR ALL",
]
CALLS = [
    "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * WHERE { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p ?e . SERVICE ?e { ?a ?b ?c } }",
    "SELECT * WHERE { ?s ?p 1SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    'SELECT * WHERE { FILTER(?a<?b#>"""\n) SERVICE <http://127.0.0.1:1/> {} #"""\n }',
    "SELECT * WHERE { #\rSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", UPDATES)
def test_an_update_is_refused_and_changes_nothing(ask: Ask, text: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    before = rows(ask(count))

    with pytest.raises((QueryRefused, InvalidInput), match=r"refused|no SPARQL"):
        ask(text)

    assert rows(ask(count)) == before


@pytest.mark.parametrize("text", CALLS)
def test_a_call_to_another_server_is_refused(ask: Ask, text: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        ask(text)


def test_a_variable_may_be_called_so(ask: Ask) -> None:
    assert rows(ask("SELECT ?service WHERE { ?service a ttp:Norm }"))


def test_what_is_no_sparql_is_the_callers_mistake(ask: Ask) -> None:
    with pytest.raises(InvalidInput, match="no SPARQL"):
        ask("SELECT ?x WHERE { ?x a }")


def test_a_graph_that_is_no_iri_is_the_callers_mistake(ask: Ask) -> None:
    with pytest.raises(InvalidInput, match="no SPARQL"):
        ask("ASK { ?s ?p ?o }", default_graphs=("no iri",))


def test_from_reads_no_file_and_no_address(ask: Ask) -> None:
    for place in ("<file:///etc/passwd>", "<http://127.0.0.1:1/>"):
        assert rows(ask("SELECT * FROM place WHERE { ?s ?p ?o }".replace("place", place))) == []


def test_from_holds_a_query_to_its_graphs(ask: Ask) -> None:
    graph = str(IRIS.graph("yunxi-1"))
    titles = "SELECT ?title FROM <graph> WHERE { ?d eli:title ?title }".replace("graph", graph)
    of_concepts = titles.replace(graph, str(IRIS.of("concepts")))
    only_said = "SELECT ('from' AS ?from) ?title WHERE { ?d eli:title ?title } # from"

    assert len(rows(ask(titles))) == 1
    assert rows(ask(of_concepts)) == []
    assert len(rows(ask(only_said))) == 1


# --- Limits -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        pytest.param(Limits(rows=20), "20 rows", id="rows"),
        pytest.param(Limits(bytes=500), "500 bytes", id="bytes"),
    ],
)
def test_more_than_an_answer_may_hold_is_refused_not_cut(
    ask: Ask, limits: Limits, what: str
) -> None:
    everything = "{ ?s ?p ?o } LIMIT 21"

    for text in (f"SELECT * WHERE {everything}", f"CONSTRUCT WHERE {everything}"):
        with pytest.raises(QueryRefused, match=what):
            ask(text, limits)


def test_a_query_that_takes_too_long_is_killed(ask: Ask) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    start = time.monotonic()

    with pytest.raises(QueryRefused, match="longer than 1 s"):
        ask(endless, Limits(seconds=1))

    assert time.monotonic() - start < PATIENCE


def test_a_query_that_wants_too_much_memory_is_refused(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.sparql.MEMORY", 400_000_000)
    greedy = (
        "SELECT ?x WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
        "BIND(CONCAT(STR(?a), STR(?d), STR(?g), STR(?h)) AS ?x) } ORDER BY ?x"
    )

    with pytest.raises(QueryRefused, match=r"memory|longer"):
        ask(greedy, Limits(seconds=15))


# --- Builds -------------------------------------------------------------------------------------


def test_the_dataset_is_made_when_it_is_first_asked_for(
    url: str, store: GraphStore, tmp_path: Path
) -> None:
    asked = SparqlQuery(text=NORMS)
    with closing(SparqlDataset(url, IRIS, tmp_path / "rdf")) as dataset:
        with pytest.raises(DatasetNotReady, match="is being made"):
            dataset.query(asked, store.build())

        assert waited_for(dataset, store.build()).is_dir()
        assert rows(dataset.query(asked, store.build()))


def test_two_servers_of_one_folder_make_it_once(
    url: str, store: GraphStore, tmp_path: Path
) -> None:
    servers = [SparqlDataset(url, IRIS, tmp_path / "rdf") for _ in range(3)]
    for server in servers:
        with pytest.raises(DatasetNotReady):
            server.ready(store.build())
    places = {waited_for(server, store.build()) for server in servers}
    for server in servers:
        server.close()

    assert places == {tmp_path / "rdf" / dataset_name(store.build(), IRIS)}


def test_a_change_of_the_library_is_another_dataset(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'store'}"
    store = open_store(url)
    dataset = SparqlDataset(url, IRIS, tmp_path / "rdf")
    titles = SparqlQuery(text="SELECT ?t WHERE { ?d a ttp:PolicyVersion ; eli:title ?t }")
    counts = []
    for n in range(4):
        store.replace(make_fragment(f"yunxi-{n}"))
        waited_for(dataset, store.build())
        counts.append(len(rows(dataset.query(titles, store.build()))))
    dataset.close()
    store.close()

    assert counts == [1, 2, 3, 4]
    assert sum(path.is_dir() for path in (tmp_path / "rdf").iterdir()) == 2


def test_a_store_that_is_gone_is_told_and_not_answered_with_nothing(tmp_path: Path) -> None:
    dataset = SparqlDataset(f"embedded:{tmp_path / 'nowhere'}", IRIS, tmp_path / "rdf")
    deadline = time.monotonic() + PATIENCE
    told = "is being made"
    while "is being made" in told and time.monotonic() < deadline:
        with pytest.raises(StoreUnavailable) as raised:
            dataset.query(SparqlQuery(text=NORMS), "no such build")
        told = str(raised.value)
        time.sleep(0.05)
    dataset.close()

    assert "could not be made" in told
