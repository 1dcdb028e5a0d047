"""Regions in a text, by the gazetteer. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.gazetteer import NATION, provinces
from graph.regions import ancestors, find_regions, region_by_name, zone


def names(text: str, *within: str) -> list[str]:
    return [m.region.name for m in find_regions(text, within=within)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("广东省深圳市南山区的企业", ["广东省", "深圳市", "深圳市南山区"]),
        ("北京、西安和武汉先行", ["北京市", "西安市", "武汉市"]),
        ("湖北武汉、陕西西安", ["湖北省", "武汉市", "陕西省", "西安市"]),
        ("海南海口的园区", ["海南省", "海口市"]),
        ("北京市海淀区和朝阳区", ["北京市", "海淀区", "北京市朝阳区"]),
        ("京沪粤三地的做法", ["北京市", "上海市", "广东省"]),
        ("推进京津冀协同", ["京津冀"]),
        ("成果在沪转化", ["上海市"]),
        ("西安高新区的孵化器", ["西安高新区"]),
        ("中国（浙江）自由贸易试验区", ["中国（浙江）自由贸易试验区"]),
        ("陕西省级平台", ["陕西省"]),
        ("北京市场准入", ["北京市"]),
        ("江西安远县", ["江西省", "安远县"]),
        ("在全国推广", [NATION]),
        ("广西的高校", ["广西壮族自治区"]),
    ],
)
def test_regions_are_found_by_full_and_short_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("河流的入海口", id="入海口 is not 海口"),
        pytest.param("形成都市型农业", id="形成 + 都市"),
        pytest.param("县级以上海关备案", id="以上 + 海关"),
        pytest.param("扩大连锁经营", id="扩大 + 连锁"),
        pytest.param("带来经济南北差距", id="经济 + 南北"),
        pytest.param("省和县人民政府", id="和县 is not meant"),
        pytest.param("建设新城区、改造老城区", id="common words"),
        pytest.param("国家长治久安", id="长治久安"),
        pytest.param("来宾和白银、日照时间", id="words that are cities too"),
        pytest.param("朝阳区的企业", id="two regions share the name"),
        pytest.param("北京大学、西安交通大学", id="part of an institution"),
        pytest.param("全国人民代表大会", id="part of an institution's name"),
        pytest.param("在晋升时考虑", id="晋升"),
    ],
)
def test_what_only_looks_like_a_region_is_none(text: str) -> None:
    assert names(text) == []


def test_a_document_about_beijing_means_its_own_chaoyang_district() -> None:
    assert names("朝阳区的企业", "北京市") == ["北京市朝阳区"]
    assert names("朝阳区的企业", "长春市") == ["长春市朝阳区"]


def test_a_region_knows_code_level_and_parent() -> None:
    region = region_by_name("西安")

    assert region is not None
    assert (region.name, region.code, region.level, region.parent) == (
        "西安市",
        "610100",
        "地级",
        "陕西省",
    )
    assert [a.name for a in ancestors(region)] == ["陕西省", NATION]


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("京", "北京市"),
        ("内蒙古", "内蒙古自治区"),
        ("北京海淀", "海淀区"),
        ("山东省淄博市", "淄博市"),
        ("长三角", "长三角"),
        ("中国", NATION),
        ("北京市朝阳区", "北京市朝阳区"),
    ],
)
def test_a_region_is_found_by_any_of_its_names(name: str, official: str) -> None:
    region = region_by_name(name)

    assert region is not None
    assert region.name == official


@pytest.mark.parametrize("name", ["朝阳区", "不存在省", "北京和上海"])
def test_a_name_of_none_or_several_regions_is_refused(name: str) -> None:
    assert region_by_name(name) is None


@given(st.text(alphabet="北京上海市广东省西安高新区朝阳和在沪全国大学场、，", max_size=30))
def test_mentions_are_disjoint_and_inside_the_text(text: str) -> None:
    last = 0
    for mention in find_regions(text):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("中新广州知识城的管理", ["中新广州知识城"]),
        ("武汉东湖新技术开发区", ["武汉东湖新技术开发区"]),
        (
            "广州经济技术开发区、广州高新技术产业开发区",
            ["广州经济技术开发区", "广州高新技术产业开发区"],
        ),
        ("支持广州建设科学城", ["广州市"]),
    ],
)
def test_a_zone_is_found_under_its_whole_name(text: str, names: list[str]) -> None:
    assert [m.region.name for m in find_regions(text, within=())] == names


def test_the_regions_of_provincial_level_are_thirty_four() -> None:
    assert len(provinces()) == 34
    assert provinces()[0] == "北京市"


def test_zones_of_one_name_in_two_regions_are_two_nodes() -> None:
    one, other = zone("自由贸易试验区", ["重庆市"]), zone("自由贸易试验区", ["上海市"])
    own = zone("长春高新区", ["长春市"])

    assert one is not None
    assert other is not None
    assert (one.name, one.parent) == ("自由贸易试验区", "重庆市")
    assert one.id != other.id
    assert own is not None
    assert own.id == "region:长春高新区"


def test_counties_in_a_row_that_says_what_they_are_need_no_full_name() -> None:
    found = find_regions("长丰、肥西两县的专员不多", within=["合肥市"])

    assert [m.region.name for m in found] == ["长丰县", "肥西县"]
