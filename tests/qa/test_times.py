"""Two texts of one act: the rule found in one, what answers to it in the other, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qa.answer import Answerer
from qa.checks.check import failures
from qa.claims.claim import Claim, Lacking
from tests.qa.conftest import answering
from tests.qa.test_check import make_quote

OLD = """# 云栖湖游船管理办法

2011年3月2日 云栖市第二届人民代表大会常务委员会第四次会议通过

第一条 为了管理云栖湖的游船，制定本办法。

第二条 市水务行政管理部门主管全湖游船的登记和检验工作。码头管理站对游船停靠进行指导。

第三条 游船应当每两年检验一次。检验不合格的，停航修理；拒不停航的，处五百元罚款。

第四条 游船上不得生火取暖或者做饭。

第五条 出租游船未挂船名牌的，处二百元罚款。违反本办法第四条规定的，处六百元罚款。

第六条 船工遇上难料的风浪翻船，记录证明其已经勤勉操作的，不影响其续领船工证。

第七条 本办法自2011年5月1日起施行。
"""

NEW = """# 云栖湖游船管理办法

2011年3月2日 云栖市第二届人民代表大会常务委员会第四次会议通过

2023年9月8日 云栖市第五届人民代表大会常务委员会第七次会议修订

第一条 为了管理云栖湖的游船，制定本办法。

第二条 游船的经营者应当投保。

第三条 市交通运输部门负责全湖游船的登记、检验和安全工作。

第四条 游船应当每年检验一次。检验不合格的，停航；情节较重的，处一千元罚款；拒不停航的，罚三千元。

第五条 游船上不得生火取暖或者做饭。违者处八百元罚款。

第六条 游船以电力驱动的，停泊费减半。

第七条 在难料的风浪里未能如期靠岸，但操作勤勉、遵守规程的，依法免除相关责任。

第八条 本办法自2024年1月1日起施行。
"""

AMENDED = """# 云栖湖垂钓规定

2008年4月1日 云栖市第一届人民代表大会常务委员会第九次会议通过

2016年9月30日 云栖市第三届人民代表大会常务委员会第五次会议《关于修改〈云栖湖垂钓规定〉的决定》修正

2016年11月1日 施行

第一条 为了管理云栖湖的垂钓，制定本规定。

第二条 垂钓者应当领取钓牌。

第三条 本规定自2008年6月1日起施行。
"""

_LOCAL = {"doc_type": "地方性法规"}
ACTS = {"old": (_LOCAL, OLD), "new": (_LOCAL, NEW), "angling": (_LOCAL, AMENDED)}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("times"), ACTS) as opened:
        yield opened


def _cited(answerer: Answerer, question: str) -> set[tuple[str, str]]:
    return {(c.document_id, c.locator) for c in answerer.ask(question).citations}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("云栖湖游船多久检验一次，2022年和2024年6月分别怎么规定？", id="two years"),
        pytest.param("云栖湖游船的检验，修订前多久一次？修订后呢？", id="before and after"),
        pytest.param(
            "云栖湖游船多久检验一次？2023年9月修订前后有什么变化？", id="a change asked by itself"
        ),
        pytest.param("云栖湖游船现在多久检验一次？以前那版呢？", id="now and the version before"),
        pytest.param("现行的云栖湖游船管理办法，检验多久一次？此前的办法呢？", id="the one before"),
        pytest.param("云栖湖游船检验的间隔，修订办法以后缩短了多少？", id="by how much it changed"),
    ],
)
def test_the_rule_under_another_number_answers_for_the_other_time(
    answerer: Answerer, question: str
) -> None:
    cited = _cited(answerer, question)

    assert {("old", "第三条"), ("new", "第四条")} <= cited
    assert ("new", "第八条") in cited


def test_a_case_put_in_between_is_shown_with_its_sentence(answerer: Answerer) -> None:
    answer = answerer.ask("2022年游船检验不合格拒不停航的罚多少？现在多了哪一档？")

    assert "五百元" in answer.text
    assert "情节较重的，处一千元罚款" in answer.text


def test_a_clause_put_anew_answers_though_its_words_are_others(answerer: Answerer) -> None:
    cited = _cited(answerer, "云栖湖游船登记归哪个部门管，2022年怎么写？2024年以后换成了谁？")

    assert {("old", "第二条"), ("new", "第三条")} <= cited


def test_a_clause_put_anew_in_hardly_a_word_of_the_question_answers(answerer: Answerer) -> None:
    cited = _cited(
        answerer, "云栖湖的船工尽了力还是翻了船，没能靠岸，2022年和2024年6月分别给他什么待遇？"
    )

    assert {("old", "第六条"), ("new", "第七条")} <= cited


def test_a_penalty_that_stood_in_another_clause_answers_for_its_time(answerer: Answerer) -> None:
    answer = answerer.ask("在云栖湖游船上生火，2022年罚多少？2024年6月罚多少？")

    assert "六百元" in answer.text
    assert "八百元" in answer.text
    assert "没有写" not in answer.text


def test_what_a_revision_took_out_is_said_to_be_lacking(answerer: Answerer) -> None:
    answer = answerer.ask("2023年修订以后，还写码头管理站指导游船停靠吗？以前写过没有？")

    assert "没有写“码头管理站对游船停靠进行指导”" in answer.text
    assert ("old", "第二条") in {(c.document_id, c.locator) for c in answer.citations}


def test_what_a_revision_put_in_is_said_to_be_lacking_before(answerer: Answerer) -> None:
    answer = answerer.ask("电力驱动的游船停泊费减半，2022年的办法写了没有？2024年以后呢？")

    assert "2022年：" in answer.text
    assert "没有写“" in answer.text
    assert ("new", "第六条") in {(c.document_id, c.locator) for c in answer.citations}


def test_a_new_text_that_is_asked_whether_it_still_says_so_is_held_against_the_old(
    answerer: Answerer,
) -> None:
    cited = _cited(answerer, "2024年起的新办法，云栖湖游船还是每两年检验一次吗？")

    assert {("old", "第三条"), ("new", "第四条")} <= cited


def test_no_verdict_is_told_from_what_stands_beside_the_gap(answerer: Answerer) -> None:
    answer = answerer.ask("电力驱动的游船停泊费减半，2022年的办法写了没有？2024年以后呢？")
    before = [s.text for s in answer.sentences if s.text.startswith("2022年")]

    assert before[0].startswith("2022年：《云栖湖游船管理办法》")
    assert "没有写" in before[0]


@pytest.mark.parametrize(
    ("day", "begun"),
    [
        pytest.param("2008年5月", "自2008年6月1日", id="before the first text"),
        pytest.param("2016年10月", "的这一文本自2016年11月1日", id="before the text at hand"),
    ],
)
def test_the_day_that_an_amended_act_had_not_reached_is_that_of_the_text_then(
    answerer: Answerer, day: str, begun: str
) -> None:
    answer = answerer.ask(f"{day}，云栖湖垂钓规定能用了吗？")

    assert answer.sentences[0].text == (f"《云栖湖垂钓规定》{begun}起施行，{day}还没有施行。")


LACKS = make_quote()


def _lacking(words: str, said: str, span: tuple[int, int] = (0, 200)) -> Claim:
    other = make_quote("推广机构每年公布账目。", (0, 11))
    text = f"《甘肃省技术成果推广条例》第七条没有写“{said}”。"
    told = Lacking(words, LACKS.document, span)
    return Claim(text, (LACKS, replace(other, locator="第八条")), lacking=told)


def test_words_that_a_clause_does_not_hold_may_be_said_to_be_lacking() -> None:
    assert failures(_lacking("每年公布账目", "每年公布账目")) == []


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        pytest.param(
            _lacking("不得收取介绍费", "不得收取介绍费"), "it is written", id="it is there"
        ),
        pytest.param(
            _lacking("每年公布账目", "推广机构每年"), "another thing", id="other words are told"
        ),
        pytest.param(
            _lacking("每年公布账目", "每年公布账目", (0, 3)), "no quote", id="another stretch"
        ),
        pytest.param(
            replace(_lacking("每年公布账目", "每年公布账目"), lacking=None),
            "nothing shows",
            id="nothing is looked for",
        ),
    ],
)
def test_a_lack_that_is_not_one_is_caught(claim: Claim, reason: str) -> None:
    assert any(failure.startswith(reason) for failure in failures(claim))


NOTE = """# 云栖湖救生员规定

2019年5月6日 云栖市人民政府公布

第一条 为了保障游客安全，制定本规定。

第二条 救生员应当持证上岗。

第三条 本规定自公布之日起施行。
"""


def test_an_act_that_begins_when_it_is_published_is_told_with_the_line_of_that_day(
    tmp_path: Path,
) -> None:
    with answering(tmp_path, {"guards": ({"doc_type": "地方政府规章"}, NOTE)}) as guards:
        answer = guards.ask("云栖湖救生员规定从哪天起施行？")

    assert "自2019年5月6日起施行" in answer.sentences[0].text
    quotes = [answer.citations[n - 1].quote for n in answer.sentences[0].citations]
    assert any("公布之日" in quote for quote in quotes)
    assert any("2019年5月6日" in quote for quote in quotes)
