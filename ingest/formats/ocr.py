"""The words of a picture of print, by the models that the package ``rapidocr`` ships.

Needs the extra ``ocr``. Nothing is fetched: the models are opened from the package's folder. The
same picture gives the same words, whatever the number of processors.
"""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import mean, median
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]  # ships no py.typed

from graph.errors import MissingExtra
from ingest.formats.reading_order import Word

Pixels = npt.NDArray[np.uint8]
"""Shape (height, width, 3): blue, green, red."""

_MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}
_THREADS = 2
_INSTALL = "install the extra that reads pictures: pip install 'zhengtu[ocr]'"
_SKEW_SHOWN_BY = 6
"""A word so many times as wide as high shows how the page lies."""

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
# 甲,乙 and (一): print of Chinese text has full-width marks where the models saw narrow ones.
_NARROW_MARK = re.compile(rf"(?<=[{_HAN}”》）])[,;:!?()]|[,;:!?(](?=[{_HAN}“《（])|\)(?=[{_HAN}])")
_WIDE_MARKS = str.maketrans(",;:!?()", "，；：！？（）")


@dataclass(frozen=True, slots=True)
class PageOfWords:
    words: tuple[Word, ...]
    """Edges in pixels of the picture, after it was laid straight."""
    certainty: float
    """Mean over the words of what the model gave them, 0 to 1; 1 for a page without words."""
    slant: float = 0.0
    """Radians by which the picture was turned about its top left corner to lie straight."""


def can_read_pictures() -> bool:
    return find_spec("rapidocr") is not None


def require_ocr(what: str) -> None:
    """Raises MissingExtra, with ``what`` cannot be read, where the extra is not installed."""
    if not can_read_pictures():
        raise MissingExtra(f"{what}; {_INSTALL}")


def find_words(picture: Pixels) -> PageOfWords:
    """The words of one page and where they stand; in no order that means anything."""
    found = _engine()(picture)
    boxes, texts, scores = found.boxes, found.txts, found.scores
    if boxes is None or texts is None or scores is None:
        return PageOfWords((), 1.0)
    slanted = np.asarray(boxes, np.float64)
    slant = _slant(slanted)
    corners = slanted @ _turn(slant)
    words = tuple(
        Word(_wide_marks(text), *_edges(box))
        for text, box in zip(texts, corners, strict=True)
        if text.strip()
    )
    return PageOfWords(words, mean(scores) if words else 1.0, slant)


def as_shown(
    left: float, top: float, right: float, bottom: float, *, slant: float
) -> tuple[float, float, float, float]:
    """The edges of a box of the straightened picture on the picture as it was given."""
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    back = corners @ _turn(-slant)
    (west, north), (east, south) = back.min(axis=0).tolist(), back.max(axis=0).tolist()
    return west, north, east, south


@cache
def _engine() -> Any:
    """The recogniser with sessions of our own.

    The sessions that it opens have a thread per core, and they spin while they wait; and it
    fetches a model that it does not find.
    """
    require_ocr("a picture of a page")
    rapidocr = import_module("rapidocr")
    import_module("cv2").setNumThreads(1)
    flag_override = import_module("omegaconf").flag_override
    # Without the classifier of single lines that stand on their head: pages are upright.
    engine = rapidocr.RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})
    folder = Path(str(rapidocr.__file__)).parent / "models"
    for part, name in _MODELS.items():
        settings = engine.cfg[part]
        with flag_override(settings, "allow_objects", values=True):
            settings.session = _session(folder / name)
    return engine


def _session(model: Path) -> Any:
    if not model.is_file():
        raise MissingExtra(f"the installed rapidocr ships no {model.name}; {_INSTALL} --upgrade")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _slant(boxes: npt.NDArray[np.float64]) -> float:
    """Radians by which long words lie; of corners, shape (words, 4, 2)."""
    across = boxes[:, 1] - boxes[:, 0]
    down = boxes[:, 3] - boxes[:, 0]
    wide = np.hypot(*across.T) > _SKEW_SHOWN_BY * np.hypot(*down.T)
    return median(math.atan2(dy, dx) for dx, dy in across[wide].tolist()) if wide.any() else 0.0


def _turn(angle: float) -> npt.NDArray[np.float64]:
    """What points, shape (…, 2), are multiplied with to turn them about the origin."""
    return np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])


def _edges(box: npt.NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of four corners, clockwise from the top left."""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = box.tolist()
    return (x1 + x4) / 2, (y1 + y2) / 2, (x2 + x3) / 2, (y3 + y4) / 2


def _wide_marks(text: str) -> str:
    return _NARROW_MARK.sub(lambda m: m[0].translate(_WIDE_MARKS), text)
