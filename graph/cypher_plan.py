"""What Neo4j says that it would do: the last look before a reader's query runs there.

In READ mode it refuses writes by itself, but not files, servers' settings and other people's
transactions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import QueryRefused

# By what operators of Neo4j's planner are called: LoadCSV, ProcedureCall, TransactionForeach …
_FORBIDDEN = (
    *("loadcsv", "procedurecall", "transaction", "foreach", "show", "terminate", "administration"),
    *("create", "merge", "delete", "set", "remove", "drop", "alter", "grant", "deny", "revoke"),
)
_SCHEMA_NAMES = ("db.labels", "db.relationshiptypes", "db.propertykeys")


def check_plan(plan: Mapping[str, Any] | None, query_type: str | None) -> None:
    """Raises QueryRefused where a step of the plan does more than read."""
    if query_type != "r":
        raise QueryRefused(f"query refused: the store takes it for one of type {query_type}, not r")
    for step in _steps(plan or {}):
        name = str(step.get("operatorType", "")).partition("@")[0].lower()
        if name == "procedurecall" and _reads_names(step):
            continue
        if any(name.startswith(word) for word in _FORBIDDEN):
            raise QueryRefused(f"query refused: {step['operatorType']} is not for readers")


def _steps(step: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield step
    for child in step.get("children", ()):
        yield from _steps(child)


def _reads_names(step: Mapping[str, Any]) -> bool:
    details = str(step.get("args", {}).get("Details", "")).lower()
    return details.startswith(_SCHEMA_NAMES)
