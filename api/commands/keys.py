"""``zhengtu keys``: API keys made, listed, revoked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.commands.session import print_json, say
from api.keys import Key, Keys, Role
from api.settings import load_settings


def create(name: str, *, role: str, days: int | None, store: str | None, as_json: bool) -> None:
    expires = datetime.now(UTC) + timedelta(days=days) if days else None
    token, key = _keys(store).create(name, Role(role), expires)
    if as_json:
        print_json(view(key) | {"token": token})
    else:
        say(token)
        Console(stderr=True, soft_wrap=True, highlight=False).print(
            f"[dim]key {key.id} of {escape(key.name)}, {key.role}, "
            f"{f'valid until {key.expires_at}' if key.expires_at else 'valid until revoked'}; "
            "it is shown this once. Send it as Authorization: Bearer …[/]"
        )


def show(*, store: str | None, as_json: bool) -> None:
    keys = _keys(store).list()
    if as_json:
        print_json({"items": [view(key) for key in keys]})
        return
    table = Table("id", "name", "role", "made", "valid until", box=None)
    for key in keys:
        until = f"revoked {key.revoked_at}" if key.revoked_at else key.expires_at or "—"
        table.add_row(key.id, escape(key.name), key.role.value, key.created_at, until)
    Console().print(table)


def revoke(key_id: str, *, store: str | None, as_json: bool) -> None:
    key = _keys(store).revoke(key_id)
    if as_json:
        print_json(view(key))
    else:
        say(f"key {key.id} of {key.name} is revoked")


def view(key: Key) -> dict[str, str | None]:
    """Without the digest."""
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role.value,
        "created_at": key.created_at,
        "expires_at": key.expires_at,
        "revoked_at": key.revoked_at,
    }


def _keys(store: str | None) -> Keys:
    return Keys(load_settings(store=store).files_folder / "keys.json")
