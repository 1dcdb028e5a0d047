"""The SPARQL dataset of the store that the settings name."""

from __future__ import annotations

from api.settings import Settings
from graph.beside import folder_beside
from graph.iris import DEFAULT_BASE, Iris
from graph.sparql import SparqlDataset


def iris_of(settings: Settings) -> Iris:
    """Raises InvalidInput where the base is none."""
    return Iris(settings.iri_base or DEFAULT_BASE)


def sparql_dataset(settings: Settings) -> SparqlDataset:
    folder = folder_beside(settings.store, "rdf", settings.files)
    return SparqlDataset(settings.store, iris_of(settings), folder, settings.query_limits())
