"""How many sentences come whole out of texts that an extraction of a PDF has broken.

    python -m tests.bench.bench_reuniting [FOLDER]

Our own digests are set in columns, as a newspaper sets them, and taken apart as extractions take
pages apart. A sentence counts as whole where the frozen text has all its characters in one run.
With FOLDER, the Markdown texts in it, each by itself, with and without pages: a torn line counts
as rejoined where the line behind it is its own, as wrong where it is another's.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from pathlib import Path

from corpus.starter import starter_path
from ingest.clean import clean, clean_line
from ingest.formats.raw import RawLine, RawText
from ingest.formats.read import read_raw
from ingest.printed_shape import is_wrapped
from ingest.unwrap import joined

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


Lines = list[int]
"""Line numbers, from 0, in some order."""
_MOST_LINES = 700
"""Of each text."""
_SEED = 3


def _columns(count: int, height: int, columns: int) -> list[list[Lines]]:
    cut = [list(range(n, min(count, n + height))) for n in range(0, count, height)]
    return [cut[n : n + columns] for n in range(0, len(cut), columns)]


def _flat(pages: Iterable[Iterable[Lines]]) -> Lines:
    return [n for page in pages for column in page for n in column]


def _two_reversed(count: int, height: int, draw: random.Random) -> Lines:
    del draw
    return _flat(page[::-1] for page in _columns(count, height, 2))


def _three_reversed(count: int, height: int, draw: random.Random) -> Lines:
    del draw
    return _flat(page[::-1] for page in _columns(count, height, 3))


def _three_turned(count: int, height: int, draw: random.Random) -> Lines:
    del draw
    return _flat(page[1:] + page[:1] for page in _columns(count, height, 3))


def _one_page(count: int, height: int, draw: random.Random) -> Lines:
    pages = _columns(count, height, 2)
    turned = draw.randrange(len(pages))
    return _flat(page[::-1] if n == turned else page for n, page in enumerate(pages))


def _blocks(count: int, height: int, draw: random.Random) -> Lines:
    """For each 150 lines, two blocks of any length up to 200 lines change places."""
    del height
    order = list(range(count))
    for _ in range(max(1, count // 150)):
        a, b, c = sorted(draw.sample(range(count + 1), 3))
        if c - a > 200:
            c = a + 200
            b = draw.randint(a, c)
        order[a:c] = order[b:c] + order[a:b]
    return order


def _lines_lost(count: int, height: int, draw: random.Random) -> Lines:
    order = _two_reversed(count, height, draw)
    for _ in range(max(1, count // 100)):
        place = draw.randrange(len(order))
        del order[place : place + draw.randint(1, 8)]
    return order


def _untouched(count: int, height: int, draw: random.Random) -> Lines:
    del height, draw
    return list(range(count))


DAMAGES: dict[str, Callable[[int, int, random.Random], Lines]] = {
    "in order": _untouched,
    "two columns, right one first": _two_reversed,
    "three columns, last one first": _three_reversed,
    "three columns, first one last": _three_turned,
    "two columns, wrong on one page": _one_page,
    "two columns, right one first, lines lost": _lines_lost,
    "blocks moved": _blocks,
}


@dataclass(frozen=True, slots=True)
class Rejoined:
    torn: int
    found: int
    wrong: int
    texts: int
    touched: int
    """Texts in which a line was put behind one that is not its own."""


def rejoined(name: str, texts: Iterable[list[str]], *, paged: bool) -> Rejoined:
    """How many torn lines of real texts are rejoined after one kind of damage."""
    torn = found = wrong = count = touched = 0
    for number, paragraphs_ in enumerate(texts):
        draw = random.Random(_SEED * 1_000 + number)
        width = draw.choice((18, 22, 26, 34))
        lines = [
            (text[n : n + width], n + width < len(text))
            for text in paragraphs_
            for n in range(0, len(text), width)
        ][:_MOST_LINES]
        height = draw.choice((18, 24, 32, 40))
        order = DAMAGES[name](len(lines), height, draw)
        size = height * (3 if name.startswith("three") else 2)
        raw = [RawLine(lines[n][0], page=n // size + 1 if paged else None) for n in order]
        if len(raw) < 70 or not is_wrapped(raw):
            continue
        place = {id(line): n for n, line in enumerate(raw)}
        groups, _ = joined(raw)
        pairs = {(place[id(a)], place[id(b)]) for group in groups for a, b in pairwise(group)}
        apart = {(a, b) for a, b in pairs if b != a + 1}
        at = {n: here for here, n in enumerate(order)}
        true = {
            (at[n], at[n + 1])
            for n in range(len(lines) - 1)
            if lines[n][1] and n in at and n + 1 in at and at[n + 1] != at[n] + 1
        }
        torn, found, wrong = (
            torn + len(true),
            found + len(true & apart),
            wrong + len(apart - true),
        )
        count, touched = count + 1, touched + bool(apart - true)
    return Rejoined(torn, found, wrong, count, touched)


def real_texts(folder: Path) -> list[list[str]]:
    files = sorted(folder.rglob("*.md"))
    read = [read_raw(file, file.read_bytes()) for file in files]
    lines = [[clean_line(line.text) for line in raw.lines] for raw in read]
    return [[line for line in text if line] for text in lines]


def show_rejoined(folder: Path) -> None:
    texts = real_texts(folder)
    print("| damage | pages known | torn | rejoined | | wrong | precision |")
    print("|---|---|---|---|---|---|---|")
    for name in DAMAGES:
        for paged in (False, True):
            if paged and name == "blocks moved":
                continue
            seen = rejoined(name, texts, paged=paged)
            print(
                f"| {name} | {'yes' if paged else 'no'} | {seen.torn} | {seen.found} "
                f"| {seen.found / max(1, seen.torn):.2f} | {seen.wrong} "
                f"| {seen.found / max(1, seen.found + seen.wrong):.3f} |",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    folder = parser.parse_args().folder
    if folder:
        show_rejoined(folder)
        return
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
