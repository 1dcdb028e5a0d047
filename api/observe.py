"""What is seen of every request: an id, a line in the log, counts for Prometheus."""

from __future__ import annotations

import re
import secrets
import time

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.job import JobState
from api.jobs import Jobs
from api.logs import logger

LOG = logger("requests")
REQUEST_ID = "x-request-id"
_TAKEN_OVER = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
UNMATCHED = "unmatched"


class Metrics:
    """Counts of one app. Routes are labelled by their template, so labels stay few."""

    def __init__(self, jobs: Jobs) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter(
            "zhengtu_http_requests", "Requests that were answered.", labels, registry=self.registry
        )
        self.seconds = Histogram(
            "zhengtu_http_request_seconds",
            "Time until the response was sent whole.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.running = Gauge(
            "zhengtu_http_requests_running", "Requests in hand.", registry=self.registry
        )
        self.registry.register(_JobCounts(jobs))

    def text(self) -> bytes:
        return generate_latest(self.registry)


class _JobCounts(Collector):
    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    def collect(self) -> list[GaugeMetricFamily]:
        counted = GaugeMetricFamily("zhengtu_jobs", "Jobs that are told of.", labels=["state"])
        states = [job.state for job in self._jobs.list()]
        for state in JobState:
            counted.add_metric([state.value], states.count(state))
        return [counted]


class Observed:
    """ASGI middleware, the outermost. ``request.state.request_id`` is the request's id."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id_ = _id_of(Headers(scope=scope))
        scope.setdefault("state", {})["request_id"] = id_
        status, started = 500, time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = id_
            await send(message)

        self._metrics.running.inc()
        structlog.contextvars.bind_contextvars(request_id=id_)
        try:
            await self._app(scope, receive, send_with_id)
        finally:
            self._metrics.running.dec()
            self._told(scope, status, time.perf_counter() - started)
            structlog.contextvars.unbind_contextvars("request_id")

    def _told(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        route = route_of(scope)
        self._metrics.requests.labels(method, route, str(status)).inc()
        self._metrics.seconds.labels(method, route).observe(seconds)
        client = scope.get("client")
        LOG.info(
            "request",
            method=scope["method"],
            path=scope["path"],  # without the query, which may hold what somebody asks
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            key=scope["state"].get("key_id", ""),
            client=client[0] if client else "",
        )


def route_of(scope: Scope) -> str:
    """The template of the route that took the request, never its address."""
    path = getattr(scope.get("route"), "path", None)
    return str(path) if path else UNMATCHED


def _id_of(headers: Headers) -> str:
    given = headers.get(REQUEST_ID, "")
    return given if _TAKEN_OVER.fullmatch(given) else secrets.token_hex(8)
