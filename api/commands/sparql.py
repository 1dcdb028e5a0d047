"""``zhengtu sparql``: a query over the RDF of the library, which is made where it is not there."""

from __future__ import annotations

import sys
import time

from api.commands.session import opened
from api.settings import load_settings
from api.sparql_dataset import sparql_dataset
from graph.errors import InvalidInput
from graph.sparql import DatasetNotReady, SparqlAnswer, SparqlDataset, SparqlQuery

RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}


def run(query: str, *, store: str | None, form: str | None) -> None:
    if form and form not in RESULTS and form not in GRAPHS:
        raise InvalidInput(f"--format {form}: there are {', '.join((*RESULTS, *GRAPHS))}")
    settings = load_settings(store=store)
    asked = SparqlQuery(
        text=query,
        results=RESULTS.get(form or "csv", ""),
        graph=GRAPHS.get(form or "turtle", ""),
    )
    with opened(store) as library:
        dataset = sparql_dataset(settings)
        told = _patiently(dataset, asked, library.build())
    if not told.media_type:
        raise InvalidInput(f"--format {form} is not for this kind of query")
    sys.stdout.buffer.write(told.body)
    sys.stdout.buffer.flush()


def _patiently(dataset: SparqlDataset, asked: SparqlQuery, build: str) -> SparqlAnswer:
    """Wait until the dataset is made, and say how far it is."""
    try:
        while True:
            try:
                return dataset.query(asked, build)
            except DatasetNotReady as waiting:
                sys.stderr.write(f"zhengtu: {str(waiting).partition(';')[0]}\n")
                time.sleep(2)
    finally:
        dataset.close()
