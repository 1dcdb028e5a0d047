"""Official names of institutions. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.institutions import find_institutions, official_name


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("科技部", "科学技术部"),
        ("陕西省科技厅", "陕西省科学技术厅"),
        ("北京市教委", "北京市教育委员会"),
        ("上海市人大常委会", "上海市人民代表大会常务委员会"),
        ("国务院", "国务院"),
        ("中科院", "中国科学院"),
    ],
)
def test_a_short_name_stands_for_the_official_one(name: str, official: str) -> None:
    assert official_name(name) == official


@pytest.mark.parametrize("name", ["省科技厅", "高等院校", "国务院有关部门", "科技部和财政部", ""])
def test_a_name_of_nobody_in_particular_has_no_official_name(name: str) -> None:
    assert official_name(name) is None


def test_a_department_without_its_province_is_the_one_of_the_documents_province() -> None:
    def names(*within: str) -> list[str]:
        return [m.name for m in find_institutions("由省科技厅解释", within=within)]

    assert names("陕西省") == ["陕西省科学技术厅"]
    assert names("山东省", "淄博市") == ["山东省科学技术厅"]
    assert names("陕西省", "河南省") == []
    assert names("北京市") == []


def test_a_city_of_a_province_is_told_from_a_city_that_is_one() -> None:
    def names(*within: str) -> list[str]:
        return [m.name for m in find_institutions("市人民政府应当公布", within=within)]

    assert names("广东省", "汕头市") == ["汕头市人民政府"]
    assert names("上海市") == ["上海市人民政府"]
    assert names("广东省") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("省、市人民政府应当", id="several governments"),
        pytest.param("设区的市人民政府", id="many cities"),
        pytest.param("县级以上人民政府科技主管部门", id="many levels"),
        pytest.param("各省科技厅", id="every province"),
        pytest.param("国务院各部门", id="departments of the State Council"),
    ],
)
def test_a_class_of_bodies_is_no_institution(text: str) -> None:
    assert find_institutions(text, within=("陕西省", "西安市")) == []


@given(st.text(alphabet="国务院科技部省市人民政府主管门厅局、和及北京陕西的有关", max_size=24))
def test_mentions_are_disjoint_and_inside_the_text(text: str) -> None:
    last = 0
    for mention in find_institutions(text, within=("陕西省",)):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end


@pytest.mark.parametrize(
    ("text", "within", "names"),
    [
        pytest.param(
            "国务院对外贸易主管部门", "全国", ["国务院对外贸易主管部门"], id="对 inside a field"
        ),
        pytest.param("国家海洋主管机关", "全国", ["国家海洋主管机关"], id="the nation's authority"),
        pytest.param(
            "国务院负责数据转化工作的部门应当",
            "全国",
            ["国务院负责数据转化工作的部门"],
            id="a role told in a clause",
        ),
        pytest.param("浦东新区科技部门", "上海市", ["浦东新区科技部门"], id="a district's"),
        pytest.param("本市科技部门应当", "北京市", ["北京市科技部门"], id="本市"),
        pytest.param("省气象主管机构", "河南省", ["河南省气象主管机构"], id="主管机构"),
        pytest.param(
            "由国家数据转化工作部际联席会议办公室会同各部门",
            "全国",
            ["国家数据转化工作部际联席会议办公室"],
            id="between ministries",
        ),
        pytest.param(
            "教育部、卫生健康委等部门",
            "全国",
            ["教育部", "国家卫生健康委员会"],
            id="the last of a row",
        ),
        pytest.param("推行集中办理", "全国", [], id="中办 inside a word"),
        pytest.param("省、自治区、直辖市人民政府科技行政部门", "全国", [], id="a class"),
        pytest.param("省财政和税务部门", "山东省", [], id="two bodies in one name"),
        pytest.param(
            "省人民政府有关部门和省科技部门",
            "山东省",
            ["山东省人民政府", "山东省科技部门"],
            id="both",
        ),
    ],
)
def test_a_role_that_one_body_fills_is_found(text: str, within: str, names: list[str]) -> None:
    assert [m.name for m in find_institutions(text, within=(within,))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("科技部成果转化司参与", ["科学技术部成果转化司"], id="behind its ministry"),
        pytest.param(
            "（水产管理司牵头，渔船检验司参与）", ["水产管理司", "渔船检验司"], id="by its name"
        ),
        pytest.param("由某某公司负责", [], id="a company is no department"),
        pytest.param(
            "浙大、北航分别签约", ["浙江大学", "北京航空航天大学"], id="universities by short names"
        ),
    ],
)
def test_departments_and_universities_are_named_as_texts_name_them(
    text: str, names: list[str]
) -> None:
    assert [m.name for m in find_institutions(text)] == names
