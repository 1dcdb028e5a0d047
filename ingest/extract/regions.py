"""Regions that the provisions of a document mention."""

from __future__ import annotations

import re

from graph.model import Node, Predicate, Relation
from graph.regions import COUNTRY, find_regions
from ingest.extract.body import Body

# A title names the act, not the place: 《北京市某某条例》.
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")


def regions(body: Body) -> tuple[list[Node], list[Relation], list[str]]:
    """Region nodes and MENTIONS from the narrowest provision, one per provision and region.

    The nation is in every second sentence and is left out; so are regions inside titles.
    """
    nodes: dict[str, Node] = {}
    relations: dict[tuple[str, str], Relation] = {}
    for sentence in body.sentences:
        titles = [match.span() for match in _TITLE.finditer(sentence.text)]
        for mention in find_regions(sentence.text, within=body.head.regions):
            region = mention.region
            if region.level == COUNTRY or any(a <= mention.start < b for a, b in titles):
                continue
            nodes.setdefault(region.id, region)
            start = sentence.start + mention.start
            place = body.narrowest(start)
            key = (place.id, region.id)
            if key not in relations:
                evidence = body.quote((start, sentence.start + mention.end))
                relations[key] = Relation(place.id, Predicate.MENTIONS, region.id, evidence)
    return list(nodes.values()), list(relations.values()), []
