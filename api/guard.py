"""What stands around every request: a limit on the body, headers that let in no other host."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http_errors import problem_response
from api.problems import TOO_LARGE

HEADERS = {
    # Only what this server itself gives, nothing from another host; inline no more than the style
    # attributes with which the page's components place themselves, and the one style sheet (by its
    # digest) that the drawing of graphs brings along. Pictures may stand in the style sheet itself.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; "
        "style-src 'self' 'sha256-pgvDUBa4IjFA2yuSJ2cqcyxmNYJMborsd0ORcRv9vw8='; "
        "style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """ASGI middleware. A body longer than allowed gets 413, at the latest when it has come so far.

    ``max_body`` bytes are allowed, and at and below the addresses in ``longer`` what stands there.
    """

    def __init__(self, app: ASGIApp, *, max_body: int, longer: Mapping[str, int]) -> None:
        self._app = app
        self._max_body = max_body
        self._longer = longer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if message["status"] == 200 and (etag := scope["state"].get("etag")):
                    headers["ETag"] = etag
                    headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        most = self._most(scope["path"])
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isascii() and announced.isdigit() and int(announced) > most:
            refusal = problem_response(TOO_LARGE, _too_long(most), headers={"connection": "close"})
            await refusal(scope, receive, send_with_headers)
            return
        await self._app(scope, _counted(receive, most), send_with_headers)

    def _most(self, path: str) -> int:
        return next(
            (most for start, most in self._longer.items() if f"{path}/".startswith(f"{start}/")),
            self._max_body,
        )


def _counted(receive: Receive, most: int) -> Receive:
    """``receive`` that raises HTTPException 413 once more than ``most`` bytes have come."""
    come = 0

    async def counted() -> Message:
        nonlocal come
        message = await receive()
        come += len(message.get("body", b""))
        if come > most:
            raise HTTPException(TOO_LARGE.status, _too_long(most))
        return message

    return counted


def _too_long(most: int) -> str:
    return (
        f"the body is longer than {most} bytes; shorten it, or raise ZHENGTU_MAX_BODY, "
        "for uploads ZHENGTU_MAX_UPLOAD"
    )
