"""API keys: who may use the HTTP interface."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from api.line.arguments import AsJson, Store

app = typer.Typer()
keys_app = typer.Typer(no_args_is_help=True, help="API keys of the HTTP interface.")
app.add_typer(keys_app, name="keys")


class RoleName(StrEnum):
    READER = "reader"
    """Asks and reads."""
    CURATOR = "curator"
    """Uploads, removes, corrects."""
    ADMIN = "admin"
    """Sees the audit log, revokes keys."""


@keys_app.command("create")
def keys_create(
    name: Annotated[str, typer.Argument(help="Whose it is; the author of what it changes.")],
    *,
    role: Annotated[RoleName, typer.Option(help="What it may do.")] = RoleName.READER,
    days: Annotated[
        int | None, typer.Option(min=1, max=36500, help="Days that it is valid; else for good.")
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Make a key and show it once; only a digest of it is kept."""
    from api.commands import keys as command

    command.create(name, role=role.value, days=days, store=store, as_json=as_json)


@keys_app.command("list")
def keys_list(*, store: Store = None, as_json: AsJson = False) -> None:
    """Show all keys, those that are no longer valid included."""
    from api.commands import keys as command

    command.show(store=store, as_json=as_json)


@keys_app.command("revoke")
def keys_revoke(
    key_id: Annotated[str, typer.Argument(help="As `keys list` shows it.")],
    *,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Let nobody in with this key from now on, a running server included."""
    from api.commands import keys as command

    command.revoke(key_id, store=store, as_json=as_json)
