"""A clause is quoted with what stands around it where that is short, else with its sentence."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.acts import Act
from tests.qa.conftest import answering

_LONG = "灯塔管理站应当保存灯塔的图纸、验收记录、检修记录和值守记录，按年装订，注明保管人和存放地点，并在每年年底前报送省航标主管部门；图纸有改动的，应当附上改动的说明和经办人的签名，原图不得销毁。"

LAMPS: Act = (
    {"region": "海南省", "doc_type": "地方性法规"},
    f"""# 海南省灯塔养护条例

2021年3月4日 海南省第六届人民代表大会常务委员会第二十六次会议通过

第一条 为了养护灯塔，制定本条例。

第四条 灯塔的值守许可有效期为六年。

每次续期的期限为三年。

第六条 {_LONG}

灯塔的镜面应当由持证的磨镜师打磨。打磨后三日内，由值守人试灯。

{_LONG.replace("图纸", "灯具图样")}

第八条 灯塔管理站未按时检修灯塔的，由省航标主管部门责令限期改正；逾期不改正的，由其上级单位通报批评。

第九条 有下列情形之一的，可以暂停灯塔的值守：

（一）台风登陆的；

（二）更换灯具的。

第十二条 值守人可以在灯塔内设观测点。观测点应当低于灯室。

第三十条 本条例自2021年5月1日起施行。
""",
)


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(tmp_path_factory.mktemp("lamps"), {"lamps": LAMPS}) as opened:
        yield opened


def _quotes(answerer: Answerer, question: str) -> dict[str, str]:
    return {c.locator: c.quote for c in answerer.ask(question).citations}


def test_a_short_article_is_quoted_whole_in_one_citation(lamps: Answerer) -> None:
    quotes = _quotes(lamps, "海南灯塔的值守许可有效期几年？")

    assert "每次续期的期限为三年" in quotes["第四条"]
    assert not any(label.startswith("第四条第") for label in quotes)


def test_a_short_paragraph_of_a_long_article_is_quoted_whole_and_no_other(lamps: Answerer) -> None:
    quotes = _quotes(lamps, "海南灯塔的镜面由谁打磨？")

    assert "打磨后三日内" in quotes["第六条第二款"]
    assert not any("装订" in quote for quote in quotes.values())


def test_what_follows_where_one_does_not_comply_is_quoted_too(lamps: Answerer) -> None:
    answer = lamps.ask("海南的灯塔管理站未按时检修灯塔，由谁责令改正？")

    assert "逾期不改正的，由其上级单位通报批评" in answer.text


def test_yes_is_told_once_with_what_limits_it(lamps: Answerer) -> None:
    answer = lamps.ask("海南的值守人可以在灯塔内设观测点吗？")

    assert answer.sentences[0].text.startswith("可以：")
    assert "低于灯室" in answer.sentences[0].text
    assert answer.text.count("设观测点") == 1


def test_a_point_of_a_short_list_is_quoted_without_the_others(lamps: Answerer) -> None:
    quotes = _quotes(lamps, "海南灯塔更换灯具的，可以暂停值守吗？")

    assert any("更换灯具" in quote for quote in quotes.values())
    assert not any("台风" in quote for quote in quotes.values())
