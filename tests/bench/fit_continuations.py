"""Counts the runs of characters by which torn lines are found and rejoined.

    python -m tests.bench.fit_continuations FOLDER

FOLDER holds regulations as Markdown. Of each three, in the order of their names, two are counted;
the third is what ``bench_reuniting`` may be measured on. Writes ingest/data/continuations.npz:
numbers only, no run of more than three characters.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest import continuation

_BLANKS = re.compile(r"[ \t\u3000]+")
_RAREST_CHARACTER, _RAREST_PAIR, _RAREST_TRIPLE = 20, 3, 6
"""How often a character, pair or triple is seen at least to be kept."""

Counts = npt.NDArray[np.int64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    texts = [
        _BLANKS.sub("", path.read_text("utf-8"))
        for n, path in enumerate(sorted(parser.parse_args().folder.rglob("*.md")))
        if n % 3
    ]
    write("\n".join(texts), continuation.TABLE)
    print(f"{len(texts)} texts: {continuation.TABLE.stat().st_size:,} bytes")


def write(text: str, path: Path) -> None:
    """The table of the counts of this text."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    alphabet, ids, seen = np.unique(codes, return_inverse=True, return_counts=True)
    kept = seen >= _RAREST_CHARACTER
    number = np.where(kept, np.cumsum(kept), 0)[ids].astype(np.int64)
    size = int(kept.sum()) + 1
    pairs, pair_counts = _counted(
        number[:-1] * size + number[1:], (number[:-1] > 0) & (number[1:] > 0), _RAREST_PAIR
    )
    first = np.searchsorted(pairs, number[:-2] * size + number[1:-1]).clip(max=len(pairs) - 1)
    known = (pairs[first] == number[:-2] * size + number[1:-1]) & (number[2:] > 0)
    triples, triple_counts = _counted(first * size + number[2:], known, _RAREST_TRIPLE)
    np.savez_compressed(
        path,
        alphabet=alphabet[kept],
        characters=_steps(seen[kept]),
        pairs=np.diff(pairs, prepend=0).astype(np.uint32),
        pair_counts=_steps(pair_counts),
        triples=np.diff(triples, prepend=0).astype(np.uint32),
        triple_counts=_steps(triple_counts),
        total=np.array([len(codes)]),
    )


def _counted(keys: Counts, valid: npt.NDArray[np.bool_], rarest: int) -> tuple[Counts, Counts]:
    found, counts = np.unique(keys[valid], return_counts=True)
    often = counts >= rarest
    return found[often], counts[often]


def _steps(counts: Counts) -> npt.NDArray[np.uint8]:
    """Counts in steps of a quarter of a power of two."""
    steps: npt.NDArray[np.uint8] = np.rint(np.log2(counts) * continuation.STEPS).astype(np.uint8)
    return steps


if __name__ == "__main__":
    main()
