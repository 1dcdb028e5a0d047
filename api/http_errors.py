"""Errors over HTTP: every failure is an RFC 9457 problem, by the table in ``api.problems``."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.problems import (
    INVALID_INPUT,
    OF_STATUS,
    Kind,
    framework_problem,
    kind_of,
    problem,
)
from api.routes.dependencies import NotModified
from api.today import seconds_to_tomorrow
from graph.errors import ModelBudgetSpent, ZhengtuError


def handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(ZhengtuError, _our_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _framework_error)
    app.add_exception_handler(NotModified, _not_modified)
    app.add_exception_handler(Exception, _crash)


async def _not_modified(_: Request, error: Exception) -> Response:
    if not isinstance(error, NotModified):
        raise error
    return Response(status_code=304, headers={"ETag": error.etag})


async def _our_error(_: Request, error: Exception) -> Response:
    if not isinstance(error, ZhengtuError):
        raise error
    spent = isinstance(error, ModelBudgetSpent)
    wait = {"Retry-After": str(seconds_to_tomorrow())} if spent else None
    return problem_response(kind_of(error), str(error), headers=wait)


async def _invalid_request(_: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    detail = "; ".join(
        f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
        for fault in error.errors()
    )
    return problem_response(INVALID_INPUT, detail)


async def _framework_error(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    kind = OF_STATUS.get(error.status_code)
    if kind:
        return problem_response(kind, str(error.detail), headers=error.headers)
    body = framework_problem(error.status_code, str(error.detail))
    return _response(error.status_code, body, error.headers)


async def _crash(_: Request, error: Exception) -> Response:
    # The server logs the trace; the caller learns no more than that it was not its fault.
    body = framework_problem(500, f"{type(error).__name__}: a fault of the server; see its log")
    return _response(500, body)


def problem_response(
    kind: Kind, detail: str, *, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """A problem of our own, for what answers before a route does."""
    return _response(kind.status, problem(kind, detail), headers)


def _response(
    status: int, body: dict[str, object], headers: Mapping[str, str] | None = None
) -> JSONResponse:
    return JSONResponse(body, status, headers=headers, media_type="application/problem+json")
