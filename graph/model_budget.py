"""How many tokens a day may go to language models, counted in one file for all processes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph.dates import CHINA
from graph.errors import ModelBudgetSpent, StoreUnavailable

_WAIT = 30.0
"""Seconds to wait for another process that counts."""
_SCHEMA = "CREATE TABLE IF NOT EXISTS spent (day TEXT PRIMARY KEY, tokens INTEGER NOT NULL)"
_ADD = """
INSERT INTO spent VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET tokens = tokens + excluded.tokens
"""
_SPENT = "SELECT tokens FROM spent WHERE day = ?"


@dataclass(frozen=True, slots=True)
class ModelBudget:
    file: Path
    tokens: int
    """Those of requests and of replies, for one day in China."""

    def check(self) -> None:
        """Raises ModelBudgetSpent once the day's tokens are used up: the reply that uses the last
        of them is still heard out.
        """
        spent = self.spent()
        if spent >= self.tokens:
            raise ModelBudgetSpent(
                f"language models have used {spent} tokens today, of {self.tokens} "
                f"(counted in {self.file}); raise ZHENGTU_MODEL_TOKENS_PER_DAY, wait for the next "
                "day in China, or do without a model"
            )

    def spent(self) -> int:
        """Tokens of today."""
        with closing(self._counted()) as file:
            row = file.execute(_SPENT, (_today(),)).fetchone()
        return int(row[0]) if row else 0

    def spend(self, tokens: int) -> None:
        with closing(self._counted()) as file, file:
            file.execute(_ADD, (_today(), max(0, tokens)))

    def _counted(self) -> sqlite3.Connection:
        try:
            return _opened(self.file)
        except (OSError, sqlite3.Error) as exc:
            raise StoreUnavailable(
                f"{self.file}: cannot count the tokens of language models there ({exc}); make the "
                "folder writable, or unset ZHENGTU_MODEL_TOKENS_PER_DAY"
            ) from exc


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    file = sqlite3.connect(path, timeout=_WAIT)
    file.execute(_SCHEMA)
    return file


def _today() -> str:
    return datetime.now(CHINA).date().isoformat()
