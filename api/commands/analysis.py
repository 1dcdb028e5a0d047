"""What the analysts' commands do: one function each, a table for people and JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from api.atom import atom_feed
from api.commands import analysis_tables as tables
from api.commands.session import opened, print_json
from api.csv_matrix import matrix_csv
from api.schemas_analysis import as_json
from api.today import today
from graph.errors import InvalidInput, NotFound
from graph.library import Library
from graph.model import NodeKind, ProvisionKind
from qa.analysis.chain import chain
from qa.analysis.changes import changes
from qa.analysis.comparison import compare_texts
from qa.analysis.desk import Desk, Desks
from qa.analysis.indicators import indicators
from qa.analysis.matrix import matrix
from qa.analysis.profile import profile
from qa.analysis.similar import similar
from qa.analysis.timeline import policy_timeline, region_timeline
from qa.analysis.trace import trace

Found = TypeVar("Found")


@contextmanager
def _desk(store: str | None) -> Iterator[tuple[Desk, Library]]:
    with opened(store) as library:
        yield Desks(library).desk(), library


def _tell(found: Found, show: Callable[[Found], None], *, to_json: bool) -> None:
    if to_json:
        print_json(as_json(found))
    else:
        show(found)


def show_matrix(
    *,
    regions: tuple[str, ...],
    concepts: tuple[str, ...],
    as_of: date | None,
    per_cell: int,
    as_csv: bool,
    store: str | None,
    to_json: bool,
) -> None:
    with _desk(store) as (desk, _):
        on = as_of or today()
        found = matrix(desk, on, regions=regions, concepts=concepts, per_cell=per_cell)
    if to_json:
        print_json(as_json(found))
    elif as_csv:
        sys.stdout.write(matrix_csv(found))
    else:
        tables.print_matrix(found)


def show_trace(
    *,
    query: str,
    concept: str,
    node: str,
    regions: tuple[str, ...],
    as_of: date | None,
    limit: int,
    store: str | None,
    to_json: bool,
) -> None:
    with _desk(store) as (desk, _):
        found = trace(
            desk,
            as_of or today(),
            query=query,
            concept=concept,
            node=node,
            regions=regions,
            limit=limit,
        )
    _tell(found, tables.print_trace, to_json=to_json)


def show_chain(
    policy: str, *, depth: int, as_of: date | None, store: str | None, to_json: bool
) -> None:
    with _desk(store) as (desk, _):
        found = chain(desk, policy, as_of or today(), depth=depth)
    _tell(found, tables.print_chain, to_json=to_json)


def show_timeline(
    policy: str, *, region: str, as_of: date | None, limit: int, store: str | None, to_json: bool
) -> None:
    if bool(policy) == bool(region):
        raise InvalidInput("timeline takes a policy, or --region and its name")
    with _desk(store) as (desk, _):
        on = as_of or today()
        if region:
            found = region_timeline(desk, region, on, limit=limit)
        else:
            found = policy_timeline(desk, policy, on, limit=limit)
    _tell(found, tables.print_timeline, to_json=to_json)


def show_diff(
    left: str,
    right: str,
    *,
    everything: bool,
    as_of: date | None,
    store: str | None,
    to_json: bool,
) -> None:
    with _desk(store) as (desk, _):
        found = compare_texts(desk, left, right, as_of or today())
    if to_json:
        print_json(as_json(found))
    else:
        tables.print_comparison(found, everything=everything)


def show_similar(
    provision: str,
    locator: str,
    *,
    versions: bool,
    as_of: date | None,
    limit: int,
    store: str | None,
    to_json: bool,
) -> None:
    with _desk(store) as (desk, _):
        id_ = _provision_at(desk, provision, locator) if locator else provision
        found = similar(desk, id_, as_of or today(), versions=versions, limit=limit)
    _tell(found, tables.print_similar, to_json=to_json)


def _provision_at(desk: Desk, document_id: str, locator: str) -> str:
    desk.entry(document_id)
    found = [p for p in desk.edition.text(document_id).provisions.values() if p.locator == locator]
    found.sort(key=lambda p: (p.rank is not ProvisionKind.ARTICLE, p.start, -p.end))
    if not found:
        raise NotFound(f"{document_id} has no {locator}; `zhengtu inspect {document_id}` shows it")
    return found[0].id


def show_indicators(
    words: str,
    *,
    regions: tuple[str, ...],
    as_of: date | None,
    limit: int,
    store: str | None,
    to_json: bool,
) -> None:
    with _desk(store) as (desk, _):
        on = as_of or today()
        found = indicators(desk, on, regions=regions, query=words, limit=limit)
    _tell(found, tables.print_indicators, to_json=to_json)


def show_profile(
    kind: str, name: str, *, as_of: date | None, limit: int, store: str | None, to_json: bool
) -> None:
    with _desk(store) as (desk, _):
        found = profile(desk, NodeKind(kind.capitalize()), name, as_of or today(), limit=limit)
    _tell(found, tables.print_profile, to_json=to_json)


def show_changes(
    *,
    since: str,
    concept: str,
    region: str,
    policy: str,
    as_atom: bool,
    limit: int,
    store: str | None,
    to_json: bool,
) -> None:
    with _desk(store) as (desk, library):
        found = changes(
            desk,
            library.journal(),
            today(),
            since=since,
            concept=concept,
            region=region,
            policy=policy,
            limit=limit,
        )
    about = "、".join(word for word in (concept, region, policy) if word)
    if to_json:
        print_json(as_json(found))
    elif as_atom:
        feed = atom_feed(found, address=f"urn:zhengtu:changes:{about}", about=about)
        sys.stdout.write(feed.decode())
    else:
        tables.print_changes(found)
