"""For analysts: regions side by side, one rule through the years, chains, comparisons, news."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.line.arguments import AsJson, AsOf, Limit, Region, Store, day

app = typer.Typer()

Policy = Annotated[str, typer.Argument(help="Title, id (policy:…) or the id of a document.")]


class ProfileKind(StrEnum):
    INSTITUTION = "institution"
    PROGRAMME = "programme"
    PERSON = "person"
    CONCEPT = "concept"
    REGION = "region"


class MatrixFormat(StrEnum):
    TABLE = "table"
    CSV = "csv"


class NewsFormat(StrEnum):
    TABLE = "table"
    ATOM = "atom"


@app.command()
def matrix(
    *,
    region: Region = None,
    concept: Annotated[
        list[str] | None, typer.Option(help="Notation (C1, C) or label; may be repeated.")
    ] = None,
    as_of: AsOf = None,
    per_cell: Annotated[int, typer.Option(min=0, max=50, help="Quotes of one cell.")] = 3,
    format_: Annotated[MatrixFormat, typer.Option("--format")] = MatrixFormat.TABLE,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Hold regions against concepts: counts and figures, and why a cell is empty."""
    from api.commands import analysis as command

    command.show_matrix(
        regions=tuple(region or ()),
        concepts=tuple(concept or ()),
        as_of=day(as_of),
        per_cell=per_cell,
        as_csv=format_ is MatrixFormat.CSV,
        store=store,
        to_json=as_json,
    )


@app.command()
def trace(
    words: Annotated[str, typer.Argument(help="科技成果转让净收入奖励比例 …")] = "",
    *,
    concept: Annotated[str, typer.Option(help="A concept instead of words.")] = "",
    node: Annotated[str, typer.Option(help="Id of a norm or measure instead of words.")] = "",
    region: Region = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Follow one measure or rule through regions and years, earliest first."""
    from api.commands import analysis as command

    command.show_trace(
        query=words,
        concept=concept,
        node=node,
        regions=tuple(region or ()),
        as_of=day(as_of),
        limit=limit,
        store=store,
        to_json=as_json,
    )


@app.command()
def chain(
    policy: Policy,
    *,
    depth: Annotated[int, typer.Option(min=1, max=5, help="Steps to each side.")] = 2,
    as_of: AsOf = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show what a policy rests on, what rests on it, and what changed what, with the quotes."""
    from api.commands import analysis as command

    command.show_chain(policy, depth=depth, as_of=day(as_of), store=store, to_json=as_json)


@app.command()
def timeline(
    policy: Annotated[str, typer.Argument(help="Title, id or document of a policy.")] = "",
    *,
    region: Annotated[str, typer.Option(help="A region instead of a policy.")] = "",
    as_of: AsOf = None,
    limit: Limit = 200,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """List the dated events of a policy or of a region."""
    from api.commands import analysis as command

    command.show_timeline(
        policy, region=region, as_of=day(as_of), limit=limit, store=store, to_json=as_json
    )


@app.command()
def diff(
    left: Annotated[str, typer.Argument(help="Id of a document.")],
    right: Annotated[str, typer.Argument(help="Id of another version or act.")],
    *,
    everything: Annotated[bool, typer.Option("--all", help="Equal clauses too.")] = False,
    as_of: AsOf = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Compare two texts clause by clause."""
    from api.commands import analysis as command

    command.show_diff(
        left, right, everything=everything, as_of=day(as_of), store=store, to_json=as_json
    )


@app.command()
def similar(
    provision: Annotated[str, typer.Argument(help="Id of a provision, or DOCUMENT 第X条.")],
    locator: Annotated[str, typer.Argument(help="第十二条 …, where a document was given.")] = "",
    *,
    versions: Annotated[bool, typer.Option(help="Other texts of the same work too.")] = False,
    as_of: AsOf = None,
    limit: Limit = 20,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Find provisions elsewhere with the same words: likeness, never derivation."""
    from api.commands import analysis as command

    command.show_similar(
        provision,
        locator,
        versions=versions,
        as_of=day(as_of),
        limit=limit,
        store=store,
        to_json=as_json,
    )


@app.command()
def indicators(
    words: Annotated[str, typer.Argument(help="Part of an indicator's name.")] = "",
    *,
    region: Region = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Hold targets against what is known of the same indicator."""
    from api.commands import analysis as command

    command.show_indicators(
        words,
        regions=tuple(region or ()),
        as_of=day(as_of),
        limit=limit,
        store=store,
        to_json=as_json,
    )


@app.command()
def profile(
    kind: Annotated[ProfileKind, typer.Argument()],
    name: Annotated[str, typer.Argument(help="Name or id; of a concept also its notation.")],
    *,
    as_of: AsOf = None,
    limit: Limit = 10,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show what is said of an institution, programme, person, concept or region."""
    from api.commands import analysis as command

    command.show_profile(
        kind.value, name, as_of=day(as_of), limit=limit, store=store, to_json=as_json
    )


@app.command()
def changes(
    *,
    since: Annotated[str, typer.Option(metavar="DAY|BUILD", help="What came after it.")] = "",
    concept: Annotated[str, typer.Option(help="Notation or label.")] = "",
    region: Annotated[str, typer.Option()] = "",
    policy: Annotated[str, typer.Option(help="Title, id or document.")] = "",
    format_: Annotated[NewsFormat, typer.Option("--format")] = NewsFormat.TABLE,
    limit: Limit = 100,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Tell what changed for a concept, a region or a policy, newest first."""
    from api.commands import analysis as command

    command.show_changes(
        since=since,
        concept=concept,
        region=region,
        policy=policy,
        as_atom=format_ is NewsFormat.ATOM,
        limit=limit,
        store=store,
        to_json=as_json,
    )
