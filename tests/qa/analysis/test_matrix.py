"""Regions against concepts: what a cell counts, shows, and says when it is empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import NotFound
from graph.library import Library, open_library
from ingest.pipeline import ingest, read_fragment
from ingest.source import Source, find_sources
from qa.analysis.applicability import why_not
from qa.analysis.desk import Desk, Desks
from qa.analysis.matrix import CellStatus, Matrix, MatrixCell, cell, matrix
from tests.qa.acts import ACTS

TODAY = date(2026, 6, 1)


def _cell(found: Matrix, region: str, concept: str) -> MatrixCell:
    row = next(row for row in found.rows if row.region == region)
    return next(cell for cell in row.cells if cell.concept == concept)


def test_a_cell_gives_figures_modalities_and_the_clause_that_says_so(desk: Desk) -> None:
    found = _cell(matrix(desk, TODAY, concepts=["C1"], per_cell=9), "甘肃省", "C1")

    assert found.status is CellStatus.FOUND
    assert "转让净收入 不低于百分之六十五" in found.values
    assert found.modalities["must"] >= 1
    first = found.findings[0]
    assert first.source.document_id == "gansu"
    assert first.source.locator.startswith("第")
    text = desk.edition.text("gansu").document.text
    assert first.source.quote == "".join(text[a:b] for a, b in first.source.spans)


def test_a_group_holds_the_statements_of_its_concepts_once(desk: Desk) -> None:
    found = matrix(desk, TODAY, concepts=["C", "C1"], per_cell=50)
    group, concept = _cell(found, "甘肃省", "C"), _cell(found, "甘肃省", "C1")

    assert {f.id for f in concept.findings} <= {f.id for f in group.findings}
    assert len({f.id for f in group.findings}) == len(group.findings) == group.statements


def test_of_one_sentence_the_norm_counts_and_not_the_measure_too(desk: Desk) -> None:
    found = _cell(matrix(desk, TODAY, concepts=["C1"], per_cell=50), "青海省", "C1")
    quotes = [f.source.spans[-1] for f in found.findings]

    assert len(quotes) == len(set(quotes))


def test_only_the_text_in_use_on_the_day_counts(desk: Desk) -> None:
    before = matrix(desk, date(2021, 11, 30), regions=["青海"], concepts=["C1"])
    after = matrix(desk, date(2021, 12, 1), regions=["青海"], concepts=["C1"])

    assert _cell(before, "青海省", "C1").status is CellStatus.NOT_SEEN
    assert _cell(after, "青海省", "C1").status is CellStatus.FOUND


@pytest.mark.parametrize(
    ("region", "concept", "status"),
    [
        pytest.param("西藏自治区", "C1", CellStatus.REGION_MISSING, id="no text of the region"),
        pytest.param("青海省", "F6", CellStatus.NOT_SEEN, id="texts that do not say it"),
        pytest.param("青海省", "K3", CellStatus.NOT_APPLICABLE, id="reserved to national law"),
        pytest.param("全国", "Q4", CellStatus.NOT_APPLICABLE, id="a matter of one place"),
    ],
)
def test_an_empty_cell_says_why(desk: Desk, region: str, concept: str, status: CellStatus) -> None:
    found = _cell(matrix(desk, TODAY, regions=[region], concepts=[concept]), region, concept)

    assert found.status is status
    assert found.statements == 0
    assert bool(found.reason) is (status is CellStatus.NOT_APPLICABLE)


def test_penalties_do_not_apply_where_only_notices_are_held() -> None:
    assert why_not("D4", "青海省", {"规范性文件", "地区案例报道"})
    assert not why_not("D4", "青海省", {"规范性文件", "地方性法规"})


def test_regions_and_concepts_are_taken_in_the_words_people_use(desk: Desk) -> None:
    found = matrix(desk, TODAY, regions=["甘肃", "全国"], concepts=["收益分配与薪酬激励", "c1"])

    assert [row.region for row in found.rows] == ["甘肃省", "全国"]
    assert [column.notation for column in found.columns] == ["C", "C1"]


@pytest.mark.parametrize(
    ("regions", "concepts"),
    [pytest.param(["云梦泽"], [], id="region"), pytest.param([], ["Z9"], id="concept")],
)
def test_what_is_no_region_and_no_concept_is_refused(
    desk: Desk, regions: list[str], concepts: list[str]
) -> None:
    with pytest.raises(NotFound):
        matrix(desk, TODAY, regions=regions, concepts=concepts)


def test_a_cell_is_paged_in_the_order_of_the_matrix(desk: Desk) -> None:
    shown = _cell(matrix(desk, TODAY, concepts=["C1"], per_cell=50), "甘肃省", "C1").findings
    first = cell(desk, TODAY, "甘肃", "C1", skip=0, limit=1)
    rest = cell(desk, TODAY, "甘肃", "C1", skip=1, limit=50)

    assert (*first.items, *rest.items) == shown
    assert first.total == len(shown)


def test_real_regions_differ_in_their_share_of_the_proceeds(
    shared_corpus: Path, tmp_path: Path
) -> None:
    wanted = ("bj-005", "sn-001", "zj-004", "nat-029", "nat-059")
    paths = [shared_corpus / "docs" / f"{id_}.md" for id_ in wanted]
    sources = [s for s in find_sources([shared_corpus]) if s.path in paths]
    with open_library(f"embedded:{tmp_path}") as library:
        ingest(sources, library, workers=1)
        held = Desks(library).desk()
        found = matrix(held, TODAY, regions=["北京", "陕西"], concepts=["C1"], per_cell=9)
        in_use = held.current(TODAY)

    assert any("百分之七十" in value for value in _cell(found, "北京市", "C1").values)
    assert any("百分之八十" in value for value in _cell(found, "陕西省", "C1").values)
    assert len(in_use & {"nat-029", "nat-059"}) == 1  # one act from two sources


def test_the_desk_is_the_same_until_the_build_changes(library: Library) -> None:
    desks = Desks(library)

    assert desks.desk() is desks.desk()


def test_a_clause_that_was_repealed_alone_no_longer_counts(written: Library) -> None:
    repealing = (
        "# 甘肃省推广奖励规定\n\n"
        "2022年5月6日 甘肃省第十三届人民代表大会常务委员会第三十次会议通过\n\n"
        "第一条 为了奖励推广，制定本规定。\n\n"
        "第二条 本规定自2022年7月1日起施行。《甘肃省技术成果推广条例》第七条同时废止。\n"
    )
    metadata = {"region": "甘肃省", "doc_type": "地方性法规"}
    texts = {"gansu": ACTS["gansu"], "rewards": (metadata, repealing)}
    for name, (given, text) in texts.items():
        source = Source(name, Path(f"{name}.md"), given)
        written.replace(read_fragment(source, text.encode()).fragment)
    desk = Desks(written).desk()
    before = _cell(matrix(desk, date(2022, 6, 30), concepts=["C1"]), "甘肃省", "C1")
    after = _cell(matrix(desk, date(2022, 7, 1), concepts=["C1"]), "甘肃省", "C1")

    assert "转让净收入 不低于百分之六十五" in before.values
    assert "转让净收入 不低于百分之六十五" not in after.values
