"""API keys: who may do what, kept as digests beside the store.

A key's secret has 256 random bits. Nobody can guess such a secret from its SHA-256, so a slow hash,
which is for passwords that people choose, would protect nothing here and cost 50 ms a request, and
an attacker could make the server spend them.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from graph.errors import InvalidInput, NotFound
from graph.locks import locked, write_private

TOKEN = re.compile(r"zt_(?P<id>[0-9a-f]{8})_(?P<secret>[A-Za-z0-9_-]{43})")
_LOCK_SECONDS = 10.0
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,60}")


class Role(StrEnum):
    """Each may do what those before it may."""

    READER = "reader"
    """Asks and reads."""
    CURATOR = "curator"
    """Uploads, removes, corrects."""
    ADMIN = "admin"
    """Sees the audit log, revokes keys."""


_RANKS = {role: rank for rank, role in enumerate(Role)}


def allows(held: Role, needed: Role) -> bool:
    return _RANKS[held] >= _RANKS[needed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    id: str
    """Eight hexadecimal digits; part of the token, and what the audit log names."""
    name: str
    """Whose it is; the author of what is changed with it."""
    role: Role
    digest: str
    """SHA-256 of the whole token."""
    created_at: str
    """ISO 8601."""
    expires_at: str | None = None
    revoked_at: str | None = None

    def is_valid(self, now: datetime) -> bool:
        expired = self.expires_at and datetime.fromisoformat(self.expires_at) <= now
        return not expired and self.revoked_at is None


class Keys:
    """The keys in one file. Processes may share it; a change is seen by the next request."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._read: tuple[tuple[int, int], dict[str, Key]] | None = None

    def list(self) -> list[Key]:
        """Revoked and expired ones included, the oldest first."""
        return sorted(self._keys().values(), key=lambda key: (key.created_at, key.id))

    def create(self, name: str, role: Role, expires_at: datetime | None = None) -> tuple[str, Key]:
        """A new key and its token, which is not kept and cannot be shown again.

        Raises InvalidInput for a name that is empty or long, and for an expiry in the past.
        """
        now = datetime.now(UTC)
        if not _NAME.fullmatch(name) or not name.strip():
            raise InvalidInput(f"{name!r} is no name for a key; write whose it is, 60 characters")
        if expires_at and expires_at <= now:
            raise InvalidInput(f"{expires_at.isoformat()} is past; the key would never be valid")
        id_ = secrets.token_hex(4)
        token = f"zt_{id_}_{secrets.token_urlsafe(32)}"
        key = Key(
            id=id_,
            name=name.strip(),
            role=role,
            digest=_digest(token),
            created_at=now.isoformat(timespec="seconds"),
            expires_at=expires_at.isoformat(timespec="seconds") if expires_at else None,
        )
        self._store(key)
        return token, key

    def revoke(self, id_: str) -> Key:
        """Raises NotFound. Revoking twice is revoking once."""
        key = self._keys().get(id_)
        if key is None:
            raise NotFound(f"no key {id_!r}; `zhengtu keys list` shows them")
        if key.revoked_at is None:
            key = replace(key, revoked_at=datetime.now(UTC).isoformat(timespec="seconds"))
            self._store(key)
        return key

    def of_token(self, token: str) -> Key | None:
        """The valid key of this token; None for any other string."""
        read = TOKEN.fullmatch(token)
        key = self._keys().get(read["id"]) if read else None
        if key is None or not hmac.compare_digest(key.digest, _digest(token)):
            return None
        return key if key.is_valid(datetime.now(UTC)) else None

    def any_valid(self) -> bool:
        now = datetime.now(UTC)
        return any(key.is_valid(now) for key in self._keys().values())

    def _keys(self) -> dict[str, Key]:
        try:
            seen = self.file.stat()
        except FileNotFoundError:
            return {}
        stamp = (seen.st_mtime_ns, seen.st_ino)
        if self._read is None or self._read[0] != stamp:
            rows = json.loads(self.file.read_text("utf-8"))
            keys = [Key(**(row | {"role": Role(row["role"])})) for row in rows]
            self._read = stamp, {key.id: key for key in keys}
        return self._read[1]

    def _store(self, key: Key) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with locked(self.file.with_suffix(".lock"), _LOCK_SECONDS, "another change of the keys"):
            keys = self._keys() | {key.id: key}
            rows = [asdict(k) | {"role": k.role.value} for k in keys.values()]
            write_private(self.file, json.dumps(rows, ensure_ascii=False, indent=1))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
