"""Who may do what over HTTP: keys, roles, rates, and pages of other sites.

On loopback everybody may do everything, unless keys are asked for. On any other address a key is
asked for, unless something in front of the server asks who people are and the settings say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.audit import Act, Audit
from api.http_errors import problem_response
from api.keys import Key, Keys, Role, allows
from api.logs import hide
from api.problems import FORBIDDEN, RATE_LIMITED, UNAUTHENTICATED, Kind
from api.settings import AccessMode, Settings
from graph.errors import InvalidInput

LOOPBACK = ("127.0.0.1", "localhost", "::1")
WRONG_KEYS = "20/minute"
"""Tries with a wrong key that one address has."""

_GUARDED = ("/v1/", "/metrics", "/mcp")
"""What needs a role. The page's own files, the description and the health checks do not."""
_READING_POSTS = ("/v1/answers", "/v1/cypher", "/v1/sparql", "/v1/lessons/preview", "/mcp")
"""Requests that post a question and change nothing."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_CURATORS = ("/v1/jobs",)
_ADMINS = ("/v1/audit", "/v1/keys")


def role_for(method: str, path: str) -> Role | None:
    """What a request needs; None where nobody has to say who they are."""
    if not path.startswith(_GUARDED):
        return None
    if _is_below(path, _ADMINS):
        return Role.ADMIN
    if _is_below(path, _CURATORS):
        return Role.CURATOR
    if method in _READING or _is_below(path, _READING_POSTS):
        return Role.READER
    return Role.CURATOR


def _is_below(path: str, places: Sequence[str]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)


def needs_keys(settings: Settings) -> bool:
    if settings.access is AccessMode.AUTO:
        return settings.host not in LOOPBACK
    return settings.access is AccessMode.KEYS


def check_can_serve(settings: Settings, keys: Keys) -> None:
    """Raises InvalidInput where nobody could get in, or everybody, and for rates that are none."""
    for rate in (settings.rate_limit, settings.rate_limit_address):
        _limits(rate)
    if needs_keys(settings) and not keys.any_valid():
        raise InvalidInput(
            f"the server would listen on {settings.host} and there is no valid API key; make one "
            "with `zhengtu keys create NAME --role admin`, or set ZHENGTU_ACCESS=open where "
            "something in front of the server asks who people are"
        )


@dataclass(frozen=True, slots=True)
class _Refusal:
    kind: Kind
    detail: str
    headers: dict[str, str]


class Access:
    """ASGI middleware. Puts the key's name in ``request.state.actor`` and its id in ``.key_id``."""

    def __init__(self, app: ASGIApp, *, settings: Settings, keys: Keys, audit: Audit) -> None:
        self._app = app
        self._keys = keys
        self._audit = audit
        self._asked = needs_keys(settings)
        self._trusting = not self._asked and settings.host in LOOPBACK
        self._friends = settings.cors_origins.split()
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._by_key = _limits(settings.rate_limit)
        self._by_address = _limits(settings.rate_limit_address)
        self._wrong = _limits(WRONG_KEYS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        needed = role_for(scope["method"], scope["path"])
        state = scope.setdefault("state", {})
        state["actor"] = state["key_id"] = ""
        headers = Headers(scope=scope)
        key = self._key(headers) if needed else None
        if key and self._asked:
            state["actor"], state["key_id"] = key.name, key.id
        refusal = self._refusal(scope, headers, needed, key) if needed else None
        status = 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            if refusal:
                response = problem_response(refusal.kind, refusal.detail, headers=refusal.headers)
                await response(scope, receive, send_and_note)
            else:
                await self._app(scope, receive, send_and_note)
        finally:
            if needed and scope["method"] not in _READING and needed is not Role.READER:
                await run_in_threadpool(self._audit.note, _act(scope, key, status))

    def _key(self, headers: Headers) -> Key | None:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        return self._keys.of_token(token.strip()) if scheme.lower() == "bearer" else None

    def _refusal(
        self, scope: Scope, headers: Headers, needed: Role, key: Key | None
    ) -> _Refusal | None:
        if self._asked:
            if key is None:
                return self._unknown(scope, headers)
            if not allows(key.role, needed):
                detail = f"the key of {key.name!r} is a {key.role}'s; this needs a {needed}'s"
                return _Refusal(FORBIDDEN, detail, {})
            return self._too_many(self._by_key, "key", key.id)
        if scope["method"] not in _READING and self._is_foreign(headers):
            detail = (
                f"a page of {headers['origin']} may not do this; to let it, name it in "
                "ZHENGTU_CORS_ORIGINS"
            )
            return _Refusal(FORBIDDEN, detail, {})
        if self._trusting:
            return None
        return self._too_many(self._by_address, "address", _address(scope))

    def _unknown(self, scope: Scope, headers: Headers) -> _Refusal:
        address = _address(scope)
        limited = self._too_many(self._by_address, "address", address)
        if "authorization" in headers:
            limited = self._too_many(self._wrong, "wrong", address) or limited
        if limited:
            return limited
        given = "is not valid (wrong, expired or revoked)" if "authorization" in headers else ""
        detail = f"the key {given}".strip() if given else "this needs an API key"
        return _Refusal(
            UNAUTHENTICATED,
            f"{detail}; send it as Authorization: Bearer zt_…",
            {"WWW-Authenticate": 'Bearer realm="zhengtu"'},
        )

    def _too_many(self, limits: Sequence[RateLimitItem], *whose: str) -> _Refusal | None:
        for limit in limits:
            if not self._limiter.hit(limit, *whose):
                again = self._limiter.get_window_stats(limit, *whose).reset_time
                seconds = max(1, round(again - datetime.now(UTC).timestamp()))
                detail = f"more than {limit}; try again in {seconds} s"
                return _Refusal(RATE_LIMITED, detail, {"Retry-After": str(seconds)})
        return None

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a browser sends this for a page that is not ours.

        Without keys a request has no other proof of who sent it. A name that an attacker points to
        this machine is not ours either, so on loopback only names of loopback are.
        """
        origin = headers.get("origin")
        if origin is None or origin in self._friends:
            return False
        place = urlsplit(origin)
        ours = place.netloc == headers.get("host", "")
        return not ours or (self._trusting and place.hostname not in LOOPBACK)


def _limits(written: str) -> list[RateLimitItem]:
    """Raises InvalidInput."""
    if not written:
        return []
    try:
        return parse_many(written)
    except ValueError as exc:
        raise InvalidInput(
            f"{written!r} is no rate; write e.g. 600/minute, or several with ; between them"
        ) from exc


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _act(scope: Scope, key: Key | None, status: int) -> Act:
    return Act(
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        key=key.id if key else "",
        actor=key.name if key else "",
        address=_address(scope),
        method=scope["method"],
        path=hide(scope["path"]),
        status=status,
        request_id=scope["state"].get("request_id", ""),
    )
