"""Whether an act is in force: ended by another, begun by a day, or not begun yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("《甘肃省技术推广奖励办法》现在作数吗？", id="title in marks"),
        pytest.param("甘肃以前的技术推广奖励办法是哪天废止的？", id="region apart from the title"),
        pytest.param("2022年3月《甘肃省技术推广奖励办法》还能当依据吗？", id="as a ground"),
        pytest.param("《甘肃省技术推广奖励办法》还能照着办吗？", id="to go by"),
    ],
)
def test_an_act_that_only_its_repeal_names_is_told_to_have_ended(
    answerer: Answerer, question: str
) -> None:
    answer = answerer.ask(question)

    assert answer.sentences[0].text.startswith("《甘肃省技术推广奖励办法》已经废止：")
    assert "2020年7月1日" in answer.text
    assert {c.document_id for c in answer.citations} == {"gansu"}


def test_a_day_before_its_repeal_is_told_that_it_ended_later(answerer: Answerer) -> None:
    answer = answerer.ask("2019年5月《甘肃省技术推广奖励办法》还有效吗？")

    assert answer.sentences[0].text.startswith("《甘肃省技术推广奖励办法》到2020年7月1日才废止：")


def test_what_an_act_said_that_only_its_repeal_names_is_refused(answerer: Answerer) -> None:
    answer = answerer.ask("《甘肃省技术推广奖励办法》第三条怎么规定？")

    assert not answer.sentences
    assert answer.missing == ("库中没有《甘肃省技术推广奖励办法》的文本",)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("2020年5月甘肃的技术成果推广条例能用了吗？", "还没有施行", id="not yet"),
        pytest.param("2020年5月甘肃技术成果推广条例开始用了没有？", "还没有施行", id="in use yet"),
        pytest.param("2020年5月还适用甘肃的技术成果推广条例吗？", "还没有施行", id="applies yet"),
        pytest.param(
            "2020年5月的事，适用2020年施行的甘肃技术成果推广条例吗？",
            "还没有施行",
            id="the act named by its year",
        ),
        pytest.param("2022年5月甘肃的技术成果推广条例施行了没有？", "已经施行", id="begun"),
    ],
)
def test_a_day_before_and_a_day_after_the_commencement(
    answerer: Answerer, question: str, told: str
) -> None:
    answer = answerer.ask(question)

    assert told in answer.sentences[0].text
    assert [c.locator for c in answer.citations] == ["第二十三条", "题注"]


def test_from_when_a_rule_holds_is_told_beside_the_rule(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃骗取推广补贴罚多少？这个规定从哪天开始？")

    assert {"第十五条", "第二十三条"} <= {c.locator for c in answer.citations}


def test_the_lines_of_a_note_are_told_from_the_first(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃省技术交易管理条例最早是哪年通过的？")

    assert "2012年4月6日" in answer.text
    assert "2024年11月29日" in answer.text


def test_how_often_an_act_was_changed_is_told_by_the_lines_of_its_note(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃省技术交易管理条例2012年通过以后动过几回？最近一回是哪天？")

    assert "2024年11月29日" in answer.sentences[0].text
    assert "2012年4月6日" in answer.text


def test_the_day_of_adoption_goes_before_the_commencement(answerer: Answerer) -> None:
    answer = answerer.ask("甘肃省技术成果推广条例是哪天通过的？")

    assert "2020年5月8日" in answer.sentences[0].text


def test_the_act_of_the_sentence_that_asks_for_a_day_is_told_of(answerer: Answerer) -> None:
    answer = answerer.ask(
        "青海省技术成果推广条例要求企业按哪部法奖励？其中《技术成果推广法》从哪天起施行？"
    )

    assert "2016年7月1日" in answer.sentences[0].text


FERRIES = """# 云栖市渡船条例

2019年5月9日 云栖市第四届人民代表大会常务委员会第六次会议通过

第一条 为了管理渡船，制定本条例。

第二条 渡船应当每年检验。

第三条 本条例自2019年8月1日起施行。2001年4月3日云栖市人大常委会通过的《云栖市渡船条例》同时废止。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "云栖市2001年的那部渡船条例什么时候失效的？",
            "《云栖市渡船条例》第三条规定：“2001年4月3日",
            id="its namesake ended it",
        ),
        pytest.param(
            "2023年还能按2001年的云栖市渡船条例处理吗？",
            "《云栖市渡船条例》自2019年8月1日起施行的是新的文本，2023年已经不是2001年的文本。",
            id="another text holds",
        ),
        pytest.param(
            "云栖市渡船条例现在还有效吗？",
            "没有查到它已经废止或者失效",
            id="the act in force is not its namesake",
        ),
    ],
)
def test_an_act_that_ended_one_of_its_own_name(tmp_path: Path, question: str, told: str) -> None:
    with answering(tmp_path, {"ferries": ({"doc_type": "地方性法规"}, FERRIES)}) as opened:
        assert opened.ask(question).sentences[0].text.startswith(told)


def _act(region: str, title: str, ends: str = "") -> tuple[dict[str, str], str]:
    clause = f"第二条 本条例自2019年8月1日起施行。{ends}"
    text = f"# {region}{title}\n\n第一条 为了管理渡船，制定本条例。\n\n{clause}\n"
    return {"region": region, "doc_type": "地方性法规"}, text


def test_an_act_of_another_place_is_not_told_to_stand(tmp_path: Path) -> None:
    acts = {
        "gansu": _act("甘肃省", "渡船条例"),
        "qinghai": _act("青海省", "渡船条例"),
        "yunnan": _act("云南省", "渡口条例", "《云南省渡船条例》同时废止。"),
    }
    with answering(tmp_path, acts) as opened:
        answer = opened.ask("云南以前有一部渡船条例，现在还有效吗，是哪部条例把它废了？")

    assert {c.document_id for c in answer.citations} == {"yunnan"}


ENDED = """# 四川省模具市场条例

2001年3月2日 四川省第九届人民代表大会常务委员会第二十二次会议通过

第一条 为了管理模具市场，制定本条例。

第四条 模具商应当根据买主的需求备货。

第九条 本条例自2001年5月1日起施行。
"""


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("四川省模具市场条例现在还有效吗？", id="its force alone"),
        pytest.param("四川的模具市场条例还能用吗，哪天停的？", id="and since when"),
    ],
)
def test_an_act_that_only_its_source_calls_ended_is_not_told_to_stand(
    tmp_path: Path, question: str
) -> None:
    about = {"region": "四川省", "doc_type": "地方性法规", "status": "expired"}
    with answering(tmp_path, {"moulds": (about, ENDED)}) as opened:
        answer = opened.ask(question)

    assert not answer.sentences
    assert "来源标注为已失效" in answer.missing[0]


def test_what_an_act_holds_for_is_not_told_as_a_duty(tmp_path: Path) -> None:
    about = {"region": "四川省", "doc_type": "地方性法规"}
    with answering(tmp_path, {"moulds": (about, ENDED)}) as opened:
        answer = opened.ask("在四川按买主的需求开模具店，四川省模具市场条例管得着吗？")

    assert "需要：" not in answer.text
