"""Every error has one row: a stable type, a status and an exit code."""

from __future__ import annotations

import pytest

from api.problems import kind_of, problem
from graph import errors


def test_every_error_has_a_kind_of_its_own() -> None:
    classes = [
        cls
        for cls in vars(errors).values()
        if isinstance(cls, type) and issubclass(cls, errors.ZhengtuError)
    ]
    kinds = {cls.__name__: kind_of(cls("why")).slug for cls in classes}

    assert len(set(kinds.values())) == len(classes)


@pytest.mark.parametrize(
    ("error", "status", "exit_code"),
    [
        pytest.param(errors.InvalidInput("x"), 422, 2, id="bad input"),
        pytest.param(errors.NotFound("x"), 404, 3, id="not found"),
        pytest.param(errors.StoreUnavailable("x"), 503, 4, id="unavailable is never empty"),
        pytest.param(errors.ZhengtuError("x"), 500, 1, id="any other"),
    ],
)
def test_callers_can_tell_errors_apart(
    error: errors.ZhengtuError, status: int, exit_code: int
) -> None:
    kind = kind_of(error)

    assert (kind.status, kind.exit_code) == (status, exit_code)


def test_a_problem_has_the_members_of_rfc_9457() -> None:
    told = problem(kind_of(errors.NotFound("x")), "no document 'bj-999'")

    assert told["type"] == "urn:zhengtu:problem:not-found"
    assert told["status"] == 404
    assert told["detail"] == "no document 'bj-999'"
