"""References and locators. All sentences and titles are invented, but for national laws' names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.locators import Locator, label, parse_locator, parse_locators
from graph.model import locator
from graph.references import find_references

Row = tuple[str, str, tuple[str, ...]]


def read(text: str) -> list[Row]:
    return [
        (r.kind.value, r.name, tuple(locator(place) for place in r.locators))
        for r in find_references(text)
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("依据《临海市数据条例》制定", [("title", "临海市数据条例", ())]),
        (
            "根据《临海市数据条例》第八条第二款",
            [("title", "临海市数据条例", ("第八条第二款",))],
        ),
        (
            "《关于修改〈临海市数据条例〉的决定》已通过",
            [("title", "关于修改〈临海市数据条例〉的决定", ())],
        ),
        ("不符合专利法第二十二条规定的", [("name", "专利法", ("第二十二条",))]),
        (
            "依照中华人民共和国民法典第一千条办理",
            [("name", "中华人民共和国民法典", ("第一千条",))],
        ),
        ("除种子法第五条外", [("name", "种子法", ("第五条",))]),
        ("适用本条例第九条第（二）项", [("self", "本条例", ("第九条第（二）项",))]),
        (
            "违反本办法第七条第一款第一项、第四项规定",
            [("self", "本办法", ("第七条第一款第（一）项", "第七条第一款第（四）项"))],
        ),
        (
            "符合前款第一项至第三项的标准",
            [("preceding", "前款", ("（一）", "（二）", "（三）"))],
        ),
        ("前两款规定的情形", [("preceding", "前两款", ())]),
        ("本条第三款另有规定", [("preceding", "本条", ("第三款",))]),
        (
            "依照第十条至第十二条处理",
            [("self", "", ("第十条", "第十一条", "第十二条"))],
        ),
        ("第二十条规定了什么", [("self", "", ("第二十条",))]),
        ("增加第十条之一", [("self", "", ("第十条之一",))]),
        ("\n第三条　甲乙。\n第四条 丙丁。", []),
        ("法律、行政法规另有规定的，从其规定", []),
        ("第一次会议通过第二批名单", []),
    ],
)
def test_a_reference_names_act_and_places(text: str, rows: list[Row]) -> None:
    assert read(text) == rows


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("第45条", ("第四十五条",)),
        ("第四十五条第1款第（3）项", ("第四十五条", "第一款", "（三）")),
        ("二、（三）", ("二、", "（三）")),
        ("（四）2.", ("（四）", "2.")),
        ("第三章第二节", ("第三章", "第二节")),
        ("附件", ()),
    ],
)
def test_a_locator_comes_out_in_the_labels_of_provisions(text: str, labels: Locator) -> None:
    assert parse_locator(text) == labels


@given(st.integers(1, 1300), st.integers(0, 20), st.integers(0, 30))
def test_a_printed_locator_reads_back(article: int, paragraph: int, item: int) -> None:
    labels = [label("条", article)]
    labels += [label("款", paragraph)] if paragraph else []
    labels += [label("项", item)] if item else []

    assert parse_locators(locator(labels)) == (tuple(labels),)


@given(st.text(alphabet="《》〈〉第一二十百条款项（）()、至和本法条例前规定专利 \n", max_size=40))
def test_references_are_disjoint_and_literal(text: str) -> None:
    last = 0
    for reference in find_references(text):
        assert last <= reference.start < reference.end
        assert text[reference.start : reference.end] == reference.text
        last = reference.end


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("按照森林法实施条例办理", ["森林法实施条例"], id="by its law"),
        pytest.param("修订专利代理条例，完善制度", ["专利代理条例"], id="a regulation"),
        pytest.param("依照刑法的规定", ["刑法"], id="two characters"),
        pytest.param("开展宪法宣誓", [], id="a word that holds one"),
        pytest.param("制定园区条例", [], id="no national regulation"),
        pytest.param("违反本条前款规定", ["前款"], id="本条前款 is one place"),
    ],
)
def test_acts_without_marks_are_found_by_their_titles(text: str, names: list[str]) -> None:
    assert [r.name for r in find_references(text)] == names


def test_a_basic_law_is_not_the_act_itself() -> None:
    found = find_references("依照香港特别行政区基本法第十八条办理，参照内部控制基本规范。")

    assert [(r.kind.value, r.name) for r in found] == [("name", "香港特别行政区基本法")]


@pytest.mark.parametrize(
    ("given_name", "text", "names"),
    [
        pytest.param("湖区发展规划", "落实湖区发展规划的方案", ["湖区发展规划"], id="a plan"),
        pytest.param("数据十条", "按照数据十条给予奖励", ["数据十条"], id="a name by its number"),
        pytest.param("意见", "听取各方意见，形成方案", [], id="a word of the language"),
    ],
)
def test_a_short_name_that_the_document_gave_counts_without_marks(
    given_name: str, text: str, names: list[str]
) -> None:
    assert [r.name for r in find_references(text, names=[given_name])] == names
