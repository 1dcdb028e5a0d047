"""Open data: files of every format, the same each time, and whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef

from api.exports.formats import FORMS, ExportFormat
from api.exports.library import export_chunks
from api.exports.statements import fragment_lines
from graph.errors import StoreUnavailable
from graph.iris import Iris
from graph.library import open_library
from graph.one_build import of_one_build
from graph.open_store import open_store
from graph.store import GraphReader, GraphStore
from graph.vocabulary import DCAT
from tests.graph.fragments import make_fragment, with_findings
from tests.graph.test_rdf import violations

IRIS = Iris()
JSON_LD, N_QUADS = pyoxigraph.RdfFormat.JSON_LD, pyoxigraph.RdfFormat.N_QUADS
TURTLE = pyoxigraph.RdfFormat.TURTLE
XML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def reader(acts_url: str) -> Iterator[GraphReader]:
    store = open_store(acts_url)
    yield store
    store.close()


def pyoxigraph_triples(graph: Graph) -> set[pyoxigraph.Triple]:
    told = graph.serialize(format="nt", encoding="utf-8")
    return {q.triple for q in pyoxigraph.parse(told, format=pyoxigraph.RdfFormat.N_TRIPLES)}


def exported(reader: GraphReader, form: ExportFormat) -> bytes:
    return b"".join(export_chunks(reader, form, IRIS))


@pytest.mark.parametrize("form", ExportFormat)
def test_the_same_build_gives_the_same_bytes(
    embedded_store: GraphStore, form: ExportFormat
) -> None:
    fragments = [with_findings(make_fragment(f"yunxi-{n}")) for n in range(3)]
    for fragment in fragments:
        embedded_store.replace(fragment)
    once = exported(embedded_store, form)
    for fragment in fragments[::-1]:
        embedded_store.remove(fragment.document.id)
    for fragment in fragments[::-1]:
        embedded_store.replace(fragment)

    assert exported(embedded_store, form) == once


@pytest.mark.parametrize("form", ExportFormat)
def test_an_empty_library_is_a_file_that_can_be_read(
    embedded_store: GraphStore, form: ExportFormat
) -> None:
    told = exported(embedded_store, form).decode()

    match form:
        case ExportFormat.GRAPHML:
            assert ET.fromstring(told).tag == f"{XML}graphml"  # noqa: S314 - our own
        case ExportFormat.JSONLD:
            assert json.loads(told)
        case ExportFormat.CSV:
            assert len(list(csv.reader(io.StringIO(told)))) == 1
        case ExportFormat.JSONL:
            assert told == ""
        case ExportFormat.TURTLE | ExportFormat.DCAT:
            assert len(Graph().parse(data=told, format="turtle")) > 10
        case ExportFormat.NQUADS:
            assert told.endswith(" .\n")


def test_three_syntaxes_say_the_same(reader: GraphReader) -> None:
    turtle = Graph().parse(data=exported(reader, ExportFormat.TURTLE), format="turtle")
    jsonld = pyoxigraph.parse(exported(reader, ExportFormat.JSONLD), format=JSON_LD)
    nquads = pyoxigraph.parse(exported(reader, ExportFormat.NQUADS), format=N_QUADS)

    triples = {quad.triple for quad in nquads}
    assert {quad.triple for quad in jsonld} == triples
    assert pyoxigraph_triples(turtle) == triples
    assert violations(turtle) == ""


def test_every_document_has_a_named_graph(reader: GraphReader) -> None:
    nquads = exported(reader, ExportFormat.NQUADS)
    quads = pyoxigraph.parse(nquads, format=N_QUADS)

    names = {str(quad.graph_name).strip("<>") for quad in quads}
    assert {str(IRIS.graph(entry.id)) for entry in reader.documents()} <= names
    assert len(names) == 3 + len(reader.documents()) - ("changes" not in " ".join(names))


def test_the_table_has_a_row_for_each_statement(reader: GraphReader) -> None:
    told = exported(reader, ExportFormat.CSV).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    lines = [line for e in reader.documents() for line in fragment_lines(reader.fragment(e.id))]

    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        assert row["object_name"] == line["object_name"]
        assert json.loads(row["attributes"]) == line["attributes"]
        assert row["quote"] == (line["evidence"]["quote"] if line["evidence"] else "")


def test_every_relation_of_the_graph_ends_at_nodes_that_stand_once(reader: GraphReader) -> None:
    root = ET.fromstring(exported(reader, ExportFormat.GRAPHML))  # noqa: S314 - our own
    nodes = [node.get("id") for node in root.iter(f"{XML}node")]
    edges = list(root.iter(f"{XML}edge"))
    keys = {key.get("id") for key in root.iter(f"{XML}key")}

    assert len(set(nodes)) == len(nodes)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(nodes)
    assert {data.get("key") for data in root.iter(f"{XML}data")} <= keys
    said = sum(len(reader.fragment(entry.id).relations) for entry in reader.documents())
    predicates = [edge.findtext(f"{XML}data") for edge in edges]
    assert len(predicates) - predicates.count("HOLDS") == said


def test_what_xml_forbids_does_not_break_the_graph(embedded_store: GraphStore) -> None:
    embedded_store.replace(make_fragment(cites=('办法\x08<甲>&"乙"',)))

    root = ET.fromstring(exported(embedded_store, ExportFormat.GRAPHML))  # noqa: S314 - our own
    assert any("\ufffd" in str(node.get("id")) for node in root.iter(f"{XML}node"))


def test_the_description_lists_every_file_and_the_build(reader: GraphReader) -> None:
    graph = Graph().parse(data=exported(reader, ExportFormat.DCAT), format="turtle")

    places = set(graph.objects(IRIS.of("dataset"), DCAT.distribution))
    wanted = set(ExportFormat) - {ExportFormat.DCAT}
    assert places == {URIRef(f"{IRIS.base}exports/{form}") for form in wanted}
    assert reader.build() in {str(o) for o in graph.objects(IRIS.of("dataset"))}


def test_a_library_that_changes_meanwhile_gives_no_whole_file(embedded_store: GraphStore) -> None:
    for n in range(3):
        embedded_store.replace(make_fragment(f"yunxi-{n}"))
    parts = of_one_build(embedded_store, embedded_store.documents())
    next(parts)
    embedded_store.remove("yunxi-2")

    with pytest.raises(StoreUnavailable, match="changed while"):
        list(parts)


# --- Over HTTP ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ExportFormat)
def test_a_file_is_fetched_as_what_it_is(
    client: TestClient, reader: GraphReader, form: ExportFormat
) -> None:
    response = client.get(f"/v1/exports/{form}")

    assert response.status_code == 200
    assert response.headers["content-type"].startswith(FORMS[form].media_type)
    assert reader.build()[:12] in response.headers["content-disposition"]
    assert response.content == exported(reader, form)
    etag = response.headers["etag"]
    again = client.get(f"/v1/exports/{form}", headers={"If-None-Match": etag})
    assert again.status_code == 304


def test_an_unknown_format_is_a_problem(client: TestClient) -> None:
    response = client.get("/v1/exports/xlsx")

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_every_format_is_listed_where_it_can_be_fetched(client: TestClient) -> None:
    items = client.get("/v1/exports").json()["items"]

    assert [item["format"] for item in items] == list(ExportFormat)
    assert all(client.head(item["href"]).status_code in (200, 405) for item in items)


def test_a_file_on_disk_is_whole_or_is_not_there(tmp_path: Path) -> None:
    with open_library(f"embedded:{tmp_path / 'store'}") as library:
        library.replace(make_fragment())
        library.replace(make_fragment("yunxi-2"))
        chunks = export_chunks(library.store, ExportFormat.CSV, IRIS)
        next(chunks)
        next(chunks)
        library.remove("yunxi-2")

        with pytest.raises(StoreUnavailable):
            list(chunks)


# --- Content negotiation ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def node(reader: GraphReader) -> str:
    """Address of a norm."""
    entry = reader.documents()[0]
    norm = next(n for n in reader.fragment(entry.id).nodes if n.kind == "Norm")
    return "/v1" + str(IRIS.node(norm.id)).removeprefix(IRIS.base.rstrip("/"))


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        pytest.param("text/turtle", "text/turtle", id="Turtle"),
        pytest.param("application/ld+json", "application/ld+json", id="JSON-LD"),
        pytest.param("application/json", "application/json", id="JSON"),
        pytest.param("*/*", "application/json", id="anything"),
        pytest.param(None, "application/json", id="nothing said"),
        pytest.param("text/html, */*;q=0.1", "application/json", id="a browser"),
        pytest.param("text/turtle;q=0.5, application/ld+json", "application/ld+json", id="liked"),
        pytest.param("application/*;q=0.2, text/*;q=0.9", "text/turtle", id="ranges"),
        pytest.param("*/*, application/json;q=0", "text/turtle", id="all but one"),
    ],
)
def test_a_node_is_given_in_the_form_that_is_liked(
    client: TestClient, node: str, accept: str | None, media_type: str
) -> None:
    headers = {"Accept": accept} if accept else {"Accept": ""}
    response = client.get(node, headers=headers)

    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media_type
    assert "Accept" in response.headers["vary"].split(", ")


def test_a_form_that_is_not_offered_is_a_problem(client: TestClient, node: str) -> None:
    response = client.get(node, headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert response.headers["content-type"] == "application/problem+json"
    assert "text/turtle" in response.json()["detail"]


def test_forms_of_one_node_have_tags_of_their_own(client: TestClient, node: str) -> None:
    tags = {client.get(node, headers={"Accept": a}).headers["etag"] for a in ("text/turtle", "*/*")}

    assert len(tags) == 2


def test_a_node_in_rdf_says_what_it_says_in_the_whole(
    client: TestClient, node: str, reader: GraphReader
) -> None:
    whole = Graph().parse(data=exported(reader, ExportFormat.TURTLE), format="turtle")
    for accept, syntax in (("text/turtle", TURTLE), ("application/ld+json", JSON_LD)):
        response = client.get(node, headers={"Accept": accept})
        told = {quad.triple for quad in pyoxigraph.parse(response.content, format=syntax)}

        assert len(told) > 20
        assert told <= pyoxigraph_triples(whole)


def test_a_document_in_rdf_is_all_that_it_says(client: TestClient, reader: GraphReader) -> None:
    told = client.get("/v1/documents/qh-001", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=told.content, format="turtle")

    assert violations(graph) == ""
    assert (IRIS.document("qh-001"), None, None) in graph


def test_the_concept_scheme_is_given_in_both_forms(client: TestClient) -> None:
    turtle = client.get("/v1/concepts.ttl")
    jsonld = client.get("/v1/concepts", headers={"Accept": "application/ld+json"})

    assert turtle.headers["content-type"].startswith("text/turtle")
    graph = Graph().parse(data=turtle.content, format="turtle")
    told = {quad.triple for quad in pyoxigraph.parse(jsonld.content, format=JSON_LD)}
    assert told == pyoxigraph_triples(graph)
