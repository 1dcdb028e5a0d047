"""Tokens of a day are counted in one file, and a day that is used up is an error."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import ModelBudgetSpent, ModelUnavailable, StoreUnavailable
from graph.model_budget import ModelBudget


def test_tokens_add_up_over_all_who_count_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "below" / "tokens.sqlite"
    ModelBudget(file, 100).spend(30)
    ModelBudget(file, 50).spend(12)

    assert ModelBudget(file, 1).spent() == 42


def test_threads_lose_no_count(tmp_path: Path) -> None:
    budget = ModelBudget(tmp_path / "tokens.sqlite", 1000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(budget.spend, [3] * 40))

    assert budget.spent() == 120


def test_a_server_that_tells_less_than_nothing_gives_nothing_back(tmp_path: Path) -> None:
    budget = ModelBudget(tmp_path / "tokens.sqlite", 10)
    budget.spend(7)
    budget.spend(-100)

    assert budget.spent() == 7


def test_a_day_that_is_used_up_names_the_setting_and_the_file(tmp_path: Path) -> None:
    budget = ModelBudget(tmp_path / "tokens.sqlite", 10)
    budget.check()
    budget.spend(10)

    with pytest.raises(ModelBudgetSpent, match=r"tokens.sqlite.*ZHENGTU_MODEL_TOKENS_PER_DAY"):
        budget.check()
    assert issubclass(ModelBudgetSpent, ModelUnavailable)


def test_a_file_that_cannot_be_kept_is_told_with_the_setting(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("no folder", "utf-8")

    with pytest.raises(StoreUnavailable, match="ZHENGTU_MODEL_TOKENS_PER_DAY"):
        ModelBudget(tmp_path / "folder" / "tokens.sqlite", 10).check()
