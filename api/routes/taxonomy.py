"""The kinds of measure as a list, for choosing from; as SKOS they are in the open data."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.schemas import Shape
from graph.taxonomy import concepts, taxonomy_version

router = APIRouter()


class TaxonomyConcept(Shape):
    notation: str
    name: str
    name_en: str
    definition: str
    broader: str | None


class Taxonomy(Shape):
    """Every concept of measures, groups before what they hold."""

    version: str
    items: list[TaxonomyConcept]


@router.get("/v1/taxonomy", response_model=Taxonomy)
def taxonomy() -> dict[str, Any]:
    """The kinds of measure that statements carry, with their groups."""
    return {
        "version": taxonomy_version(),
        "items": [
            {
                "notation": entry.notation,
                "name": entry.zh,
                "name_en": entry.en,
                "definition": entry.definition,
                "broader": entry.broader,
            }
            for entry in concepts()
        ],
    }
