"""One table from our errors to what callers see: RFC 9457 problems and exit codes."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import (
    InvalidInput,
    MissingExtra,
    ModelBudgetSpent,
    ModelUnavailable,
    NotFound,
    QueryRefused,
    StoreCorrupt,
    StoreUnavailable,
    UnreadableDocument,
    WorkersUnavailable,
    ZhengtuError,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one class of errors is shown."""

    slug: str
    """Last part of the problem's ``type``: urn:zhengtu:problem:SLUG. Stable, for programs."""
    title: str
    """Short and the same for every problem of this kind; Chinese first, as the page shows it."""
    status: int
    """HTTP."""
    exit_code: int
    """Of the command line. 1 is left to crashes, 2 is the shell's own word for wrong usage."""

    @property
    def type(self) -> str:
        return f"urn:zhengtu:problem:{self.slug}"


INVALID_INPUT = Kind("invalid-input", "输入有误 (invalid input)", 422, 2)
NOT_FOUND = Kind("not-found", "库中没有 (not found)", 404, 3)
UNAVAILABLE = Kind("store-unavailable", "图库不可用 (store unavailable)", 503, 4)
MALFORMED = Kind("malformed", "请求无法解析 (malformed request)", 400, 2)
TOO_LARGE = Kind("too-large", "请求过大 (request too large)", 413, 2)
UNAUTHENTICATED = Kind("unauthenticated", "需要有效的密钥 (API key needed)", 401, 2)
FORBIDDEN = Kind("forbidden", "无权进行此操作 (forbidden)", 403, 2)
RATE_LIMITED = Kind("rate-limited", "请求过于频繁 (too many requests)", 429, 2)
OF_STATUS = {kind.status: kind for kind in (MALFORMED, TOO_LARGE)}
"""Kinds that are raised by their status, where the framework stands between."""

# The first class that fits counts, so a subclass stands before its parent.
_KINDS: tuple[tuple[type[ZhengtuError], Kind], ...] = (
    (InvalidInput, INVALID_INPUT),
    (UnreadableDocument, Kind("unreadable-document", "文件无法读取 (unreadable)", 422, 2)),
    (NotFound, NOT_FOUND),
    (StoreUnavailable, UNAVAILABLE),
    (StoreCorrupt, Kind("store-corrupt", "图库与其摘要不符 (store corrupt)", 500, 5)),
    (MissingExtra, Kind("missing-extra", "缺少可选组件 (missing extra)", 501, 6)),
    (ModelBudgetSpent, Kind("model-budget-spent", "模型用量已达上限 (budget spent)", 429, 8)),
    (ModelUnavailable, Kind("model-unavailable", "模型不可用 (model unavailable)", 502, 8)),
    (WorkersUnavailable, Kind("workers-unavailable", "读取进程不可用 (no workers)", 503, 9)),
    (QueryRefused, Kind("query-refused", "查询被拒绝 (query refused)", 403, 7)),
    (ZhengtuError, Kind("error", "出错 (error)", 500, 1)),
)

_FRAMEWORK: dict[int, str] = {
    404: "没有这个地址 (no such address)",
    405: "方法不允许 (method not allowed)",
    406: "没有这种格式 (not acceptable)",
}


def kind_of(error: ZhengtuError) -> Kind:
    return next(kind for cls, kind in _KINDS if isinstance(error, cls))


def problem(kind: Kind, detail: str) -> dict[str, object]:
    """The body of application/problem+json; also what ``--json`` prints for an error."""
    return {"type": kind.type, "title": kind.title, "status": kind.status, "detail": detail}


def framework_problem(status: int, detail: str) -> dict[str, object]:
    """For what the framework itself refuses: an unknown address, a wrong method."""
    title = _FRAMEWORK.get(status, "请求无法处理 (request refused)")
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}
