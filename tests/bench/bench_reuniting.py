"""How many sentences come whole out of texts that an extraction of a PDF has broken.

    python -m tests.bench.bench_reuniting

Our own digests are set in columns, as a newspaper sets them, and taken apart as extractions take
pages apart. A sentence counts as whole where the frozen text has all its characters in one run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from corpus.starter import starter_path
from ingest.clean import clean
from ingest.formats.raw import RawLine, RawText

WIDTH, HEIGHT = 22, 18
"""Characters of a printed line, lines of a column."""
_SENTENCE = re.compile(r"[^。\n]{12,}。")
_HEADING = re.compile(r"^#+ |^[-*] |\*\*|`|<!--.*?-->")

Column = list[str]
Page = list[Column]


@dataclass(frozen=True, slots=True)
class Layout:
    """A way of setting and of taking apart."""

    name: str
    columns: int
    taken_apart: Callable[[Page, int], list[str]]


def paragraphs() -> list[str]:
    """Running text of the digests: invented neither for this nor by it, all of them our own."""
    found: list[str] = []
    for path in sorted(starter_path().rglob("*.md")):
        for line in path.read_text("utf-8").splitlines():
            text = _HEADING.sub("", line).strip()
            if len(text) > 40 and "|" not in text:
                found.append(text)
    return found


def set_in_columns(texts: Iterable[str], columns: int) -> list[Page]:
    """Paragraphs in lines of a printed column, columns on pages. No first line is indented."""
    lines = [text[n : n + WIDTH] for text in texts for n in range(0, len(text), WIDTH)]
    cut = [lines[n : n + HEIGHT] for n in range(0, len(lines), HEIGHT)]
    return [cut[n : n + columns] for n in range(0, len(cut), columns)]


def in_order(page: Page, number: int) -> list[str]:
    del number
    return [line for column in page for line in column]


def last_column_first(page: Page, number: int) -> list[str]:
    return in_order(page[1:] + page[:1], number)


def reversed_columns(page: Page, number: int) -> list[str]:
    return in_order(page[::-1], number)


def by_rows(page: Page, number: int) -> list[str]:
    """Line by line across the columns, as a reader who does not see the white between them."""
    del number
    return [line for row in zip_longest(*page) for line in row if line]


def in_blocks(page: Page, number: int) -> list[str]:
    """Halves of columns, the lower ones of all columns first."""
    half = HEIGHT // 2
    return in_order([c[half:] for c in page] + [c[:half] for c in page], number)


def with_heads(page: Page, number: int) -> list[str]:
    return [f"政策参考 第{number}期", *in_order(page, number), f"— {number} —"]


def with_captions(page: Page, number: int) -> list[str]:
    """A picture stands in the middle of each column."""
    lines: list[str] = []
    for column in page:
        middle = len(column) // 2
        picture = ["工作人员介绍新近登记的成果", "本报记者 甲乙 摄"]
        lines += [*column[:middle], *picture, *column[middle:]]
    return lines


def with_footnotes(page: Page, number: int) -> list[str]:
    """Each page ends with a note, in the middle of a sentence of the text."""
    return [*in_order(page, number), f"注{number}：数据由登记机构提供。"]


LAYOUTS = (
    Layout("one column, running heads", 1, with_heads),
    Layout("two columns in order", 2, in_order),
    Layout("two columns, right one first", 2, reversed_columns),
    Layout("three columns, last one first", 3, reversed_columns),
    Layout("three columns, first one last", 3, last_column_first),
    Layout("two columns, blocks out of order", 2, in_blocks),
    Layout("two columns, row by row", 2, by_rows),
    Layout("three columns, row by row", 3, by_rows),
    Layout("two columns, captions inside", 2, with_captions),
    Layout("two columns, footnotes", 2, with_footnotes),
)


def broken(layout: Layout, texts: Sequence[str]) -> RawText:
    """The text as an extraction leaves it, in plain lines."""
    pages = set_in_columns(texts, layout.columns)
    lines = [
        RawLine(line, page=number)
        for number, page in enumerate(pages, 1)
        for line in layout.taken_apart(page, number)
    ]
    return RawText(tuple(lines), "txt", visual=True)


@dataclass(frozen=True, slots=True)
class Share:
    torn: int
    """Sentences whose lines do not follow each other in the broken text."""
    reunited: int
    """Of those, how many the frozen text has whole."""
    whole_before: int
    kept: int
    """Of the sentences that were whole, how many still are."""


def measure(layout: Layout, texts: Sequence[str]) -> Share:
    raw = broken(layout, texts)
    flat = _bare("".join(line.text for line in raw.lines))
    text = clean(raw).text
    runs = [_bare(paragraph) for paragraph in text.split("\n")]
    found = "\n".join(runs)
    sentences = [_bare(s) for t in texts for s in _SENTENCE.findall(t)]
    torn = [s for s in sentences if s not in flat]
    whole = [s for s in sentences if s in flat]
    reunited, kept = (sum(s in found for s in part) for part in (torn, whole))
    return Share(len(torn), reunited, len(whole), kept)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def main() -> None:
    texts = paragraphs()
    print(f"{len(texts)} paragraphs, {sum(map(len, texts)):,} characters")
    print("| layout | torn | reunited | | whole | kept | |\n|---|---|---|---|---|---|---|")
    for layout in LAYOUTS:
        share = measure(layout, texts)
        print(
            f"| {layout.name} | {share.torn} | {share.reunited} "
            f"| {share.reunited / max(1, share.torn):.2f} | {share.whole_before} | {share.kept} "
            f"| {share.kept / max(1, share.whole_before):.2f} |"
        )


if __name__ == "__main__":
    main()
