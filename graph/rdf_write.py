"""A few triples for people and programs that ask for one thing: with prefixes, by subject."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rdflib import Graph

from graph.iris import Iris
from graph.rdf import Triple
from graph.vocabulary import PREFIXES, SD


def turtle(triples: Iterable[Triple], iris: Iris) -> bytes:
    return _graph(triples, iris).serialize(format="turtle", encoding="utf-8")


def jsonld(triples: Iterable[Triple], iris: Iris) -> bytes:
    """In the compact form, with our prefixes as its context."""
    told = _graph(triples, iris).serialize(
        format="json-ld", context=dict(PREFIXES), auto_compact=False
    )
    return (json.dumps(_sorted(json.loads(told)), ensure_ascii=False, indent=1) + "\n").encode()


def _graph(triples: Iterable[Triple], iris: Iris) -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.bind("node", f"{iris.base}nodes/")
    graph.bind("sd", SD)
    for triple in triples:
        graph.add(triple)
    return graph


def _sorted(value: object) -> object:
    """The serializer goes by the order of sets, so lists and keys are put in order."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda v: json.dumps(v, sort_keys=True))
    return value
