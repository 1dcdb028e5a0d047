"""Sentences that an extraction tore are whole again, and quotes know where the halves stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.library import open_library
from graph.model import Document, Norm, Statement
from ingest.clean import clean
from ingest.formats.raw import RawLine, RawText
from ingest.pipeline import Reading, read_fragment
from ingest.source import Source
from qa.answer import Answerer
from tests.bench.bench_reuniting import LAYOUTS, Layout, broken, measure, paragraphs

TORN = [layout for layout in LAYOUTS if layout.name != "two columns in order"]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_what_was_whole_stays_whole(layout: Layout) -> None:
    share = measure(layout, paragraphs())

    assert share.whole_before + share.torn > 200
    assert share.kept == share.whole_before


@pytest.mark.parametrize("layout", TORN, ids=lambda layout: layout.name)
def test_what_was_torn_is_reunited(layout: Layout) -> None:
    share = measure(layout, paragraphs())

    assert share.torn > 20
    assert share.reunited >= 0.9 * share.torn


RULES = [
    "为了推动成果走出校门、走进工厂，沙洲市制定本办法，凡在本市登记",
    "的成果都适用本办法的规定，登记由市科学技术局负责，不收取任何费",
    "用。成果完成单位转让职务成果的，应当从转让净收入中提取不低于百",
    "参观者在成果展上听取讲解",
    "本报记者 甲乙 摄",
    "分之六十的比例奖励完成人，奖励应当在收入到账之日起六十日内发放",
    "到人，单位不得以任何名义截留或者拖延，逾期不发的由主管部门责令",
    "限期改正，并且在全市范围内通报批评，情节严重的，暂停其两年登记",
    "资格。完成人对奖励有异议的，可以向市科学技术局提出，科学技术局",
    "收到之后应当在三十日内作出答复，答复应当写明理由和所依据的条文",
    "规定，完成人对答复不服的，可以依法申请行政复议或者提起行政诉讼",
    "来维护自己的权益，任何单位和个人都不得阻挠，也不得打击报复他们",
    "。本办法自2022年1月1日起施行，有效期五年，原有规定同时停止执行。",
]
TITLE = "沙洲市成果奖励办法"


def reading() -> Reading:
    text = "\n".join([TITLE, "", *RULES])
    return read_fragment(Source("reward", Path("reward.txt")), text.encode())


def share(read: Reading) -> Norm:
    norms = [n for n in read.fragment.nodes if isinstance(n, Norm)]
    return next(n for n in norms if n.value_text.endswith("百分之六十"))


def test_a_quote_has_a_span_for_each_half_and_joins_them() -> None:
    read = reading()
    norm = share(read)
    parts = [read.fragment.document.text[a:b] for a, b in norm.evidence.spans]

    assert len(parts) == 2
    assert parts[0].endswith("不低于百")
    assert parts[1].startswith("分之六十的比例")
    assert norm.evidence.quote == "".join(parts)


def test_each_span_stands_in_one_piece_in_the_source() -> None:
    read = reading()
    source = "".join([TITLE, *RULES])
    quotes = [n.evidence for n in read.fragment.nodes if isinstance(n, Statement)]
    torn = [e for e in quotes if e.quote.replace("\n", "") not in source]

    assert torn
    for evidence in torn:
        for start, end in evidence.spans:
            assert read.fragment.document.text[start:end].replace("\n", "") in source


def test_the_caption_is_kept_beside_the_text_and_told() -> None:
    read = reading()
    captions = [p for p in read.fragment.provisions if p.label == "图注"]
    text = read.fragment.document.text

    words = "".join(text[p.start : p.end] for p in captions)
    assert "参观者在成果展上听取讲解" in words
    assert "本报记者 甲乙 摄" in words
    assert any("1 captions taken out" in gap for gap in read.gaps)


def test_the_store_keeps_the_joints_and_citations_show_them(tmp_path: Path) -> None:
    read = reading()
    with open_library(f"embedded:{tmp_path / 'library'}") as library:
        library.replace(read.fragment)
        kept = library.store.fragment("reward")
        answer = Answerer(library).ask("沙洲市转让职务成果，至少提取多大比例奖励完成人？")

    assert kept.document.joints == read.fragment.document.joints != ()
    cited = next(c for c in answer.citations if "百分之六十" in c.quote)
    text = kept.document.text
    assert len(cited.spans) >= 2
    assert "".join(text[a:b] for a, b in cited.spans) == cited.quote


def test_pages_that_were_read_across_their_columns_are_told() -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == "two columns, row by row")
    told = clean(broken(layout, paragraphs()))

    assert any("pages put back into columns" in note for note in told.notes)
    assert len(told.joints) > 500


def test_a_page_in_order_is_left_as_it_is() -> None:
    lines = tuple(RawLine(line, page=1) for line in [*RULES[:3], *RULES[5:]] * 3)
    told = clean(RawText(lines, "txt", visual=True))

    assert told.joints == ()
    assert not any("columns" in note for note in told.notes)


@pytest.mark.parametrize("joints", [(0,), (9,), (4, 2), (3, 3)])
def test_joints_lie_inside_of_the_text_in_order(joints: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="joints"):
        Document("d", "0" * 64, "甲乙丙丁戊己庚辛壬", joints=joints)


def test_a_quote_is_parted_only_where_it_crosses_a_joint() -> None:
    document = Document("d", "0" * 64, "甲乙丙丁戊己", joints=(2, 4))

    assert document.quote((0, 2)).spans == ((0, 2),)
    assert document.quote((1, 5)).spans == ((1, 2), (2, 4), (4, 5))
    assert document.quote((0, 1), (2, 6)).spans == ((0, 1), (2, 4), (4, 6))
