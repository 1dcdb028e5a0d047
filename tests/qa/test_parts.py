"""Questions of several parts: each is answered by its own clause, in the order of the question."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from qa.answer import Answerer
from qa.asked.question import parse_question
from qa.search.rank import Inquiry
from qa.search.retrieve import choose_scope
from qa.told.reply import Status
from qa.ways.offers import weights
from qa.ways.parts import each_asked
from tests.qa.conftest import answering

ACTS = {
    "gauges": (
        {"region": "全国", "doc_type": "法律"},
        """# 中华人民共和国量器检验法

2016年4月1日 第十二届全国人民代表大会常务委员会第二十次会议通过

第一条 为了保证量器准确，制定本法。

第四条 量器的检验周期为三年。检验费用由使用单位承担。

第五条 称重设备的封存备案期限为二十日。

第七条 任何单位和个人不得涂改检验标志。

第九条 检验结论有争议的，由省级检验中心裁决。

第十条 单位未规定、也未与船工约定报酬的，从收入中提取不低于百分之二十五作为报酬。

第十二条 举办船展五天以上的，应当在展区设立量器争议调解室。

调解材料自船展举办之日起应当保存至少四年。

第十五条 违反本法第七条规定的，处一千元以上三千元以下的罚款。

第十六条 对罚款决定不服的，可以自收到决定之日起六十日内申请复议。

第十七条 根据本法第十八条第二款规定转让封存量器的，由省级检验中心优先收购。

第十八条 使用单位应当每年清点封存量器，逐件核对铭牌、封条和存放位置，把清点的日期、清点人、缺损情况和处理意见写入封存台账，台账随量器移交；清点发现封条破损、铭牌脱落或者位置变动的，应当在当日报告本单位的量器管理员，由管理员会同清点人查明原因，重新加封，并在台账上写明破损的时间、原因、责任人和加封的时间，台账保存到量器报废以后第三年，期满后经上级单位同意方可销毁，销毁时应当有两人在场并签字，签字页另行归档长期留存，供省级检验中心随时调阅核对。

封存超过两年未启用的，使用单位可以转让。

第二十条 本法自2016年7月1日起施行。
""",
    ),
    "finds": (
        {"region": "青海省", "doc_type": "地方性法规"},
        """# 青海省职务发明奖酬条例

2019年3月8日 青海省第十三届人民代表大会常务委员会第九次会议通过

第一条 为了规范职务发明的奖酬，制定本条例。

第八条 单位未规定、也未与发明人约定奖酬的，按照下列标准给予奖酬：

（一）转让、许可职务发明的，从转让净收入或者许可净收入中提取不低于百分之六十五的比例；

（二）以职务发明作价投资的，从形成的股份中提取不低于百分之六十五的比例；

（三）自行实施职务发明的，应当在投产后连续二至四年，每年从营业利润中提取不低于百分之八的比例。

第九条 单位应当自取得转化收入之日起五个月内给付奖酬。

第三十条 本条例自2019年6月1日起施行。
""",
    ),
    "harbour": (
        {"region": "甘肃省", "doc_type": "地方性法规"},
        """# 甘肃省渡口管理条例

2017年5月8日 甘肃省第十二届人民代表大会常务委员会第三十三次会议通过

第一条 为了管理渡口，制定本条例。

第六条 渡口的称重设备，其检验适用《中华人民共和国量器检验法》的规定。

第七条 渡口称重设备的封存备案期限为十五日。

第八条 渡口经营期限为十年。

第九条 经营单位可以与船工约定，从渡运收入中提取不低于百分之四十作为报酬。

第十条 经营单位未规定、也未与船工约定报酬的，按照《中华人民共和国量器检验法》的规定执行。

第十一条 量器检验法第七条所称检验标志，包括渡口的水尺铭牌。

第十二条 本条例自2017年8月1日起施行。
""",
    ),
    "bridges": (
        {"region": "贵州省", "doc_type": "地方性法规"},
        """# 贵州省索桥养护条例

2018年5月8日 贵州省第十三届人民代表大会常务委员会第三次会议通过

第一条 为了养护索桥，制定本条例。

第六条 索桥的主缆应当悬挂红色标牌。

第八条 索桥的副缆应当悬挂黄色标牌。

第九条 索桥的限载由县级交通部门核定。

第十二条 本条例自2018年8月1日起施行。
""",
    ),
}


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("parted"), ACTS) as opened:
        yield opened


def _cited(answerer: Answerer, question: str) -> list[tuple[str, str]]:
    return [(c.document_id, c.locator) for c in answerer.ask(question).citations]


def test_a_ban_leads_to_the_article_that_punishes_its_breach(parted: Answerer) -> None:
    cited = _cited(parted, "涂改量器的检验标志，法律的哪一条不准？违反了罚多少？")

    assert {("gauges", "第七条"), ("gauges", "第十五条")} <= set(cited)


def test_each_part_is_told_by_its_own_clause_in_the_order_asked(parted: Answerer) -> None:
    answer = parted.ask("量器的检验周期是几年？对罚款决定不服的，多少日内可以申请复议？")

    assert [c.locator for c in answer.citations][:2] == ["第四条", "第十六条"]
    assert answer.text.index("三年") < answer.text.index("六十日内")


def test_a_part_is_reckoned_with_the_amount_that_the_story_gives(parted: Answerer) -> None:
    answer = parted.ask(
        "甘肃一处渡口年渡运收入8万元，渡口经营期限为几年？"
        "经营单位与船工约定从渡运收入中提取报酬的，至少提多少钱？"
    )

    assert "8万元×40%=3.2万元" in answer.text


def test_who_decides_is_told_by_the_clause_that_names_who(parted: Answerer) -> None:
    cited = _cited(parted, "量器的检验费用谁承担？检验结论有争议的由谁裁决？")

    assert {("gauges", "第四条"), ("gauges", "第九条")} <= set(cited)


def test_the_clause_that_sends_to_the_answering_act_is_shown(parted: Answerer) -> None:
    cited = _cited(parted, "渡口的称重设备检验周期是几年？")

    assert {("harbour", "第六条"), ("gauges", "第四条")} <= set(cited)


def test_a_part_before_an_act_is_named_is_not_about_that_act(parted: Answerer) -> None:
    cited = _cited(parted, "甘肃渡口的经营期限是几年？量器检验法里的检验周期又是多少年？")

    assert {("harbour", "第八条"), ("gauges", "第四条")} <= set(cited)


def test_what_holds_where_nothing_is_agreed_comes_before_what_may_be_agreed(
    parted: Answerer,
) -> None:
    answer = parted.ask("甘肃的渡口经营单位没规定也没和船工约定报酬，最少从收入里提百分之几？")

    assert "百分之二十五" in answer.sentences[0].text
    assert {("harbour", "第十条"), ("gauges", "第十条")} <= {
        (c.document_id, c.locator) for c in answer.citations
    }


def test_a_share_held_in_common_is_no_count_of_things(parted: Answerer) -> None:
    answer = parted.ask("渡口按份共有的，经营期限是几年？")

    assert "十年" in answer.text


def test_a_clause_that_only_points_to_an_article_is_shown_with_it(parted: Answerer) -> None:
    cited = _cited(parted, "涂改量器检验标志的罚多少？")

    assert {("gauges", "第七条"), ("gauges", "第十五条")} <= set(cited)


def test_the_text_before_a_change_that_is_not_held_is_refused(parted: Answerer) -> None:
    answer = parted.ask("甘肃省渡口管理条例2015年修正以前，渡口经营期限是几年？")

    assert answer.status is Status.NOT_FOUND


def test_a_part_that_asks_the_same_of_another_act_is_told_by_the_like_clause(
    parted: Answerer,
) -> None:
    answer = parted.ask(
        "甘肃省渡口管理条例给称重设备的封存备案定了几日？国家的量器检验法定的又是几日？"
    )

    assert [c.locator for c in answer.citations] == ["第七条", "第五条"]
    assert answer.text.index("十五日") < answer.text.index("二十日")


def test_what_only_asks_where_it_stands_is_no_part_of_its_own(parted: Answerer) -> None:
    cited = _cited(parted, "渡口的经营期限是几年，看哪一条？")

    assert cited[0] == ("harbour", "第八条")


def test_a_part_without_an_answer_is_said_to_be_missing_beside_the_rest(parted: Answerer) -> None:
    answer = parted.ask("对罚款决定不服的，多少日内可以申请复议？渡口的夜航信号灯几年更换一次？")

    assert answer.status in (Status.PARTIAL, Status.NOT_FOUND)
    assert all("夜航" not in s.text for s in answer.sentences)


def test_the_paragraph_that_a_clause_points_to_is_shown_and_no_other(parted: Answerer) -> None:
    cited = _cited(parted, "转让封存量器的，由谁优先收购？")

    assert {("gauges", "第十七条"), ("gauges", "第十八条第二款")} <= set(cited)
    assert ("gauges", "第十八条第一款") not in cited


def test_an_article_that_is_named_is_shown_with_the_other_named_act_that_cites_it(
    parted: Answerer,
) -> None:
    cited = _cited(parted, "甘肃省渡口管理条例怎么解释量器检验法第七条的检验标志？那一条禁止什么？")

    assert {("harbour", "第十一条"), ("gauges", "第七条")} <= set(cited)


def test_asks_in_a_row_are_parts_with_a_clause_each(parted: Answerer) -> None:
    cited = _cited(
        parted,
        "青海一所高校把职务发明转让了，没有约定过奖酬，最少给多少、取得收入后最晚什么时候给付？",
    )

    assert {("finds", "第八条"), ("finds", "第九条")} <= set(cited)


def test_the_share_asked_first_leads_though_another_point_has_a_period_too(
    parted: Answerer,
) -> None:
    answer = parted.ask(
        "青海一所高校把职务发明转让了，没有约定过奖酬，最少给多少、最晚什么时候给？"
    )

    assert "百分之六十五" in answer.sentences[0].text


def test_a_number_of_another_paragraph_that_answers_its_part_is_none_that_is_missing(
    parted: Answerer,
) -> None:
    answer = parted.ask("办船展，几天以上得设量器争议调解室？材料留几年？")

    assert answer.status is not Status.NOT_FOUND
    assert "五天" in answer.text
    assert "四年" in answer.text


def test_every_sign_of_an_offer_has_its_weight_and_no_weight_lacks_a_sign(
    parted: Answerer,
) -> None:
    edition = parted.edition()
    question = parse_question("量器的检验周期是几年？违反了罚多少？", edition.names)
    inquiry = Inquiry.of(question, edition, choose_scope(question, edition, date(2026, 1, 1)))

    signs = [
        {name for name, _ in told}
        for part in each_asked(inquiry, inquiry.retrieve())
        for _, told in part.signs([], [])
    ]

    assert signs
    assert all(names == set(weights()) for names in signs)


def test_a_part_that_two_rules_answer_alike_is_told_by_both(parted: Answerer) -> None:
    cited = _cited(parted, "贵州的索桥限载由谁核定？索桥的缆索悬挂什么标牌？")

    assert {("bridges", "第九条"), ("bridges", "第六条"), ("bridges", "第八条")} <= set(cited)
