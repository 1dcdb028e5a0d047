"""The shapes of analyses when several requests need them at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import make_dataclass
from threading import Barrier

import pytest

from api.schemas_analysis import adapter_of

THREADS = 8


@pytest.fixture
def hasty_switching() -> Iterator[None]:
    """Threads take turns after a microsecond, so what is not safe shows."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty_switching")
def test_requests_at_once_share_one_adapter_of_a_shape() -> None:
    shape: type = make_dataclass("Shape", [(f"field_{n}", int) for n in range(60)])
    together = Barrier(THREADS)

    def asked(_: int) -> int:
        together.wait()
        return id(adapter_of(shape))

    with ThreadPoolExecutor(THREADS) as pool:
        assert len(set(pool.map(asked, range(THREADS)))) == 1
