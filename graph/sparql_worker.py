"""The process of one SPARQL query: it opens the dataset read-only, answers and ends.

Run as a script by ``graph.sparql`` and never imported: a query in pyoxigraph cannot be stopped, a
process can. It needs the standard library and pyoxigraph alone, so that it starts at once.

In: one JSON object. Out: one line of JSON (``form``, or ``error`` with ``message``), then the
answer.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from typing import Any

import pyoxigraph

RESULTS = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "text/csv": pyoxigraph.QueryResultsFormat.CSV,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
}


class TooMuch(Exception):
    """More rows or bytes than an answer may have."""


class Counting(io.BytesIO):
    """What a serializer writes: a line for each row, so many lines and bytes and no more."""

    def __init__(self, rows: int, size: int) -> None:
        super().__init__()
        self._rows = rows
        self._size = size

    def write(self, part: Any) -> int:
        self._rows -= bytes(part).count(b"\n")
        self._size -= len(part)
        if self._rows < 0:
            raise TooMuch("rows")
        if self._size < 0:
            raise TooMuch("bytes")
        return super().write(part)


def main() -> None:
    plan: dict[str, Any] = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (plan["memory"], plan["memory"]))
    seconds = int(plan["seconds"]) + 2  # a second net, should nobody be left to stop us
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        form, body = answer(plan)
    except (SyntaxError, ValueError) as exc:  # ValueError: a graph that is named by no IRI
        tell({"error": "syntax", "message": str(exc)})
    except TooMuch as exc:
        tell({"error": "too much", "message": str(exc)})
    except MemoryError:
        tell({"error": "too much", "message": "memory"})
    else:
        tell({"form": form}, body)


def answer(plan: dict[str, Any]) -> tuple[str, bytes]:
    store = pyoxigraph.Store.read_only(plan["store"])
    given: dict[str, Any] = {"prefixes": plan["prefixes"]}
    if plan["default_graphs"] or plan["named_graphs"]:
        given["default_graph"] = [pyoxigraph.NamedNode(g) for g in plan["default_graphs"]]
        given["named_graphs"] = [pyoxigraph.NamedNode(g) for g in plan["named_graphs"]]
    else:
        given["use_default_graph_as_union"] = not names_graphs(plan["query"])
    told = store.query(plan["query"], **given)
    rows, size = plan["rows"], plan["bytes"]
    if isinstance(told, pyoxigraph.QueryTriples):
        lines = Counting(rows, size)
        told.serialize(lines, pyoxigraph.RdfFormat.N_TRIPLES)
        return plan["graph"], in_form(lines.getvalue(), plan)
    if isinstance(told, pyoxigraph.QueryBoolean):
        form = RESULTS[plan["results"]] if plan["results"] else None
        return plan["results"], told.serialize(format=form) or b"" if form else b""
    # One line of TSV is one row, whatever the strings in it hold; the first line names columns.
    lines = Counting(rows + 1, size)
    told.serialize(lines, pyoxigraph.QueryResultsFormat.TSV)
    return plan["results"], in_results(lines.getvalue(), plan["results"])


_TOKEN = re.compile(
    r"""#[^\r\n]*|<[^<>"{}|^`\\\s]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[?$:]?\w+|\{""",
    re.DOTALL,
)


def names_graphs(query: str) -> bool:
    """Whether FROM stands before the first pattern; the union of all graphs would outdo it."""
    for token in _TOKEN.finditer(query):
        if token[0] == "{":
            return False
        if token[0].upper() == "FROM":
            return True
    return False


def in_results(tsv: bytes, media_type: str) -> bytes:
    if not media_type:
        return b""
    form = RESULTS[media_type]
    if form == pyoxigraph.QueryResultsFormat.TSV:
        return tsv
    told = pyoxigraph.parse_query_results(tsv, format=pyoxigraph.QueryResultsFormat.TSV)
    return told.serialize(format=form) or b""


def in_form(ntriples: bytes, plan: dict[str, Any]) -> bytes:
    if not plan["graph"]:
        return b""
    triples = pyoxigraph.parse(ntriples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return (
        pyoxigraph.serialize(
            (quad.triple for quad in triples),
            format=GRAPHS[plan["graph"]],
            prefixes=plan["prefixes"],
        )
        or b""
    )


def tell(head: dict[str, Any], body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
