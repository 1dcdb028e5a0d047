"""The clause that defines, divides or lists the very thing that is asked about comes first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from qa.asked.subject import asked_subject
from tests.qa.conftest import answering

_LEASES = """# 甘肃省温泉租约条例

2019年4月2日 甘肃省第十三届人民代表大会常务委员会第九次会议通过

第三条 温泉租约是出租人与承租人就浴池、客房、井口订立的租约。

第四条 订立温泉租约应当登记，温泉租约自登记之日起有效。

第五条 温泉租约期满，承租人、出租人、担保人可以续订温泉租约。

第六条 省文旅厅设立下列温泉荣誉：

（一）名泉荣誉；

（二）名井荣誉。

第七条 省文旅厅对获得温泉荣誉奖项的单位给予奖励，奖项可以连续申请。

第八条 温泉水权，是指依法取水、用水的权利。

第九条 温泉水权由县级人民政府登记，温泉水权的转让应当办理变更登记。

第十条 下列情形，属于本条例所称的强占温泉：

（一）不经许可打井的；

（二）不让邻居取水的。

第十一条 强占温泉或者毁坏井口的租约无效。

第十二条 温泉采集合同应当登记；强占温泉的，不予登记。

第十三条 独占实施许可，是指只有一家可以取水的许可。

第十四条 独占许可的井口应当挂牌，独占许可的期限不超过五年。

第三十条 本条例自2019年6月1日起施行。
"""


@pytest.fixture(scope="module")
def leases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("leases"), {"gs-leases": ({}, _LEASES)}) as answerer:
        yield answerer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("温泉租约包括哪几种？", "浴池、客房、井口"),
        ("温泉荣誉有哪些？", "名井荣誉"),
        ("什么东西算温泉水权？", "取水、用水的权利"),
        ("哪些做法算强占温泉？", "不让邻居取水"),
        ("什么叫独占许可？", "只有一家可以取水"),
    ],
)
def test_what_defines_or_lists_the_thing_leads_what_only_speaks_of_it(
    leases: Answerer, question: str, told: str
) -> None:
    answer = leases.ask(question)

    assert answer.sentences
    assert told in answer.sentences[0].text


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("技术合同包括哪几种？", "技术合同"),
        ("甘肃的条例里“做出重要贡献的人员”都包括谁？", "做出重要贡献的人员"),
        ("国家法里说的推广到底指什么？", "推广"),
        ("温泉荣誉有哪些奖项？", ""),
        ("科技奖有哪些奖项？", "科技奖"),
        ("净收入在甘肃的条例里怎么算？", "净收入"),
        ("技术经理人有哪些优惠？", ""),
        ("列为指标的有多少个？", ""),
    ],
)
def test_the_thing_is_named_only_where_it_is_to_be_defined_or_divided(
    question: str, thing: str
) -> None:
    assert asked_subject(question) == thing
