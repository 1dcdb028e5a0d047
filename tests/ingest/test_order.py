"""Lines in reading order: by what all pages agree on, and by what single blocks make certain."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from ingest.blocks import in_order
from ingest.continuation import Continuations, marks
from ingest.layout import rearranged
from ingest.order import Places, blocks_in_order, columns_in_order
from ingest.stretches import Stretches
from ingest.uneven import uneven
from tests.bench.bench_reuniting import DAMAGES, Rejoined, paragraphs, rejoined

LINES = [
    "为了推动成果走出校门、走进工厂，沙洲市制定本办法，凡在本市登记",
    "的成果都适用本办法的规定，登记由市科学技术局负责，不收取任何费",
    "用。成果完成单位转让职务成果的，应当从转让净收入中提取不低于百",
]


LOST = "two columns, right one first, lines lost"
PARTS = ("torn", "found", "wrong")


def odds(ends: Sequence[int], starts: Sequence[int]) -> np.ndarray:
    """Lines 0, 1, 2, … as they were before: each goes on in the next, and in no other."""
    return np.where(np.array(starts) == np.array(ends) + 1, 4.0, -4.0)


def restored(order: Sequence[int], pages: Sequence[tuple[int, int]]) -> list[int]:
    """What the source's lines are put in order to, as the numbers that they had before."""
    true = np.array(order)

    def of(ends: Sequence[int], starts: Sequence[int]) -> np.ndarray:
        return odds(true[list(ends)].tolist(), true[list(starts)].tolist())

    return [order[n] for n in rearranged(len(order), pages, of)]


def test_a_line_goes_on_better_in_its_own_continuation() -> None:
    model = Continuations(LINES)
    own = model.goes_on(np.array([0, 1]), np.array([1, 2]))
    other = model.goes_on(np.array([1, 2]), np.array([1, 1]))

    assert own.min() > 0 > other.max()


@pytest.mark.parametrize(
    ("before", "after", "agreed"),
    [
        pytest.param("依照《成果登记", "办法》办理", 1, id="a title that is closed"),
        pytest.param("依照《成果登记", "《另一办法》", -1, id="a title inside of a title"),
        pytest.param("依照本办法", "登记》办理", -1, id="a title that nobody opened"),
        pytest.param("依照本办法", "办理登记", 0, id="no marks"),
    ],
)
def test_marks_that_open_are_closed(before: str, after: str, agreed: int) -> None:
    assert marks(before, after) == agreed


def columns_reversed(heights: Sequence[int], columns: int) -> list[int]:
    """Line numbers as a source has them whose last column of each page comes first."""
    ends = np.cumsum(heights).tolist()
    blocks = [list(range(end - height, end)) for end, height in zip(ends, heights, strict=True)]
    pages = [blocks[n : n + columns] for n in range(0, len(blocks), columns)]
    return [n for page in pages for block in reversed(page) for n in block]


def read_without_pages(order: Sequence[int]) -> list[int]:
    true = np.array(order)

    def of(ends: Sequence[int], starts: Sequence[int]) -> np.ndarray:
        # Sentences end in every fourth line, and may be followed by anything.
        follows = true[list(starts)] == true[list(ends)] + 1
        return np.where(true[list(ends)] % 4 == 0, 0.5, np.where(follows, 5.0, -5.0))

    texts = ["沿河两岸的人家都种着柳树和桃树"] * len(order)
    stretches = Stretches.of(texts, [False] * (len(order) - 1), of)
    return [order[n] for n in stretches.lines(uneven(stretches))]


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize(
    "heights",
    [
        pytest.param([20] * 12, id="equally high"),
        pytest.param([20, 14, 20, 20, 17, 20, 13, 20, 20, 20, 18, 20], id="lines lost"),
    ],
)
def test_columns_of_pages_that_nobody_knows_are_found(columns: int, heights: list[int]) -> None:
    order = columns_reversed(heights, columns)

    assert read_without_pages(order) == list(range(sum(heights)))


def test_lines_in_order_stay_in_order_where_no_page_is_known() -> None:
    assert read_without_pages(range(240)) == list(range(240))


@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "without numbers"])
def test_numbers_of_articles_make_certain_what_breaks_only_suggest(*, numbered: bool) -> None:
    blocks = [range(15), range(30, 54), range(15, 30), range(54, 60)]
    order = [n for block in blocks for n in block]
    label = "第{}条 甲。" if numbered else "甲{}。"
    texts = [label.format(n // 3 + 1) if n % 3 == 0 else "乙。" for n in order]

    def suggest(ends: Sequence[int], starts: Sequence[int]) -> np.ndarray:
        true = np.array(order)
        return np.where(true[list(starts)] == true[list(ends)] + 1, 1.5, -1.0)

    stretches = Stretches.of(texts, [False] * (len(order) - 1), suggest)
    read = [order[n] for n in stretches.lines(in_order(stretches))]

    assert read == (list(range(60)) if numbered else order)


def test_columns_may_be_some_lines_higher_or_lower() -> None:
    heights = [20, 23, 19, 20, 21, 18, 22, 20]
    ends = np.cumsum(heights).tolist()
    blocks = [list(range(end - height, end)) for end, height in zip(ends, heights, strict=True)]
    order = [n for a, b in zip(blocks[::2], blocks[1::2], strict=True) for n in (*b, *a)]
    pages = list(pairwise([0, *ends[1::2]]))

    assert restored(order, pages) == list(range(sum(heights)))


def test_lines_in_order_stay_in_order() -> None:
    assert restored(range(160), [(0, 80), (80, 160)]) == list(range(160))


def test_without_any_sign_nothing_moves() -> None:
    draw = random.Random(7)

    def nothing(ends: Sequence[int], starts: Sequence[int]) -> np.ndarray:
        return np.array([draw.gauss(-1, 1) for _ in zip(ends, starts, strict=True)])

    assert rearranged(200, [(0, 100), (100, 200)], nothing) == list(range(200))


def test_a_long_text_is_ordered_by_whole_pages() -> None:
    texts = [LINES[n % 3] for n in range(3_100)]
    flags = [True] * len(texts)
    pages = [n // 700 + 1 for n in range(len(texts))]
    places = Places(texts, flags, flags, [False] * (len(texts) - 1), pages)

    assert columns_in_order(places).lines == tuple(range(3_100))
    assert blocks_in_order(places).halves == frozenset()


def seen(name: str, *, paged: bool) -> Rejoined:
    """Over the digests, cut into four texts."""
    whole = paragraphs()
    return rejoined(name, [whole[n::4] for n in range(4)], paged=paged)


def test_torn_lines_are_rejoined_and_hardly_ever_wrongly() -> None:
    # Where lines are lost, a half may have lost its other half: bench_reuniting counts those.
    names = [name for name in DAMAGES if name not in ("blocks moved", LOST)]
    damages = [seen(name, paged=True) for name in names]
    torn, found, wrong = (sum(getattr(d, part) for d in damages) for part in PARTS)

    assert torn > 40
    assert found >= 0.65 * torn
    assert wrong <= 0.12 * found


@pytest.mark.parametrize("paged", [True, False], ids=["pages known", "pages unknown"])
def test_a_text_in_order_is_not_touched(*, paged: bool) -> None:
    result = seen("in order", paged=paged)

    assert result.texts == 4
    assert result.wrong == 0
