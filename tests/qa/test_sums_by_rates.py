"""Sums by so much a day or a thing, by graded rates, shared out, and how far two figures differ."""
# ruff: noqa: E501 - a line of an act is a paragraph

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.answer import Answerer
from tests.qa.conftest import answering

HARBOUR = """# 海南省游艇码头条例

2022年3月1日 海南省第六届人民代表大会常务委员会第三十次会议通过

第一条 为了游艇码头的经营，制定本条例。

第五条 泊位费逾期未缴的，自欠缴之日起按日加收欠缴泊位费千分之二的滞纳金。

第六条 毁坏码头缆桩的，处每根缆桩三百元以上九百元以下的罚款；砍伐护岸椰树的，处每株二千元以上五千元以下的罚款。

第七条 码头管理人的报酬，按照码头年营业收入的下列比例确定：

（一）不超过一百万元的，按百分之十确定；

（二）超过一百万元至五百万元的部分，按百分之六确定；

（三）超过五百万元的部分，按百分之一确定。

第八条 码头罚没收入，三分之二用于航道疏浚，三分之一用于救生设备。

第九条 阻碍码头巡查的，对船员可以处二千元以下的罚款，对船主可以处一万元以下的罚款。

第十条 游艇登记证的有效期为八年，泊位使用证的有效期为三年，驾驶证的有效期为五年，均自核发之日起计算。

第十一条 泊位转让应当公示，公示期满后，转让人可以自期满之日起四十日内，向码头管理机构申请变更登记，并缴纳费用。

第十二条 报修缆桩的，码头管理人应当在二十日内修复；报修浮桥的，应当在六十日内修复。

第十三条 码头管理机构应当自收到仲裁申请书之日起十二日内决定是否受理；决定受理的，应当自受理之日起七十日内裁决，情况特殊的，最长不得超过一百日。

第十四条 航道维护费不超过上年泊位费总额百分之五的，全部由码头管理人承担。

第十五条 码头绿化经费按照常住人口每人每年O.4元的标准安排。

第十六条 假冒泊位使用证，违法经营额三万元以上的，处违法经营额四倍以下的罚款；没有违法经营额或者违法经营额不足三万元的，处六万元以下的罚款。

第十七条 泊位转让的公示期不得少于十五日。

第十八条 游艇的载重不得超过核定载重的百分之十。

第二十条 本条例自2022年6月1日起施行。
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with answering(
        tmp_path_factory.mktemp("harbour"),
        {"harbour": ({"region": "海南省", "doc_type": "地方性法规"}, HARBOUR)},
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        pytest.param(
            "海南的泊位费欠了5000块，拖了30天没交，滞纳金一共多少钱？",
            "300元：0.2%×30日=6%，5000元×6%=300元（",
            id="so much a day",
        ),
        pytest.param(
            "海南砍了3株护岸椰树，要罚多少钱？",
            "6000元以上1.5万元以下：2000元×3株=6000元，5000元×3株=1.5万元（",
            id="so much a thing, from one end to the other",
        ),
        pytest.param(
            "海南的游艇码头年营业收入800万，码头管理人的报酬是多少？",
            "37万元：100万元×10%=10万元，500万元－100万元=400万元，400万元×6%=24万元，"
            "800万元－500万元=300万元，300万元×1%=3万元，10万元+24万元+3万元=37万元（",
            id="graded rates",
        ),
        pytest.param(
            "海南的码头罚没收入90万，航道疏浚和救生设备各分多少？",
            "航道疏浚60万元：90万元×三分之二=60万元（",
            id="a sum shared out",
        ),
        pytest.param(
            "海南某港上年泊位费总额400万，航道维护费花了18万，码头管理人最多承担多少？",
            "至多20万元：400万元×5%=20万元（",
            id="a share of the one amount that it is a share of",
        ),
        pytest.param(
            "海南一个县常住人口30万，码头绿化经费一年安排多少钱？",
            "12万元：0.4元×30万人=12万元（",
            id="so much a head, the nought printed as a letter",
        ),
        pytest.param(
            "海南阻碍码头巡查的，船员和船主最高罚款差多少？",
            "相差8000元：1万元－2000元=8000元（",
            id="how much more",
        ),
        pytest.param(
            "海南阻碍码头巡查的，船员和船主最高罚款差几倍？",
            "1万元是2000元的5倍（",
            id="how many times",
        ),
    ],
)
def test_a_sum_is_told_with_its_steps(harbour: Answerer, question: str, beginning: str) -> None:
    assert harbour.ask(question).sentences[0].text.startswith(beginning)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(
            "海南的游艇登记证、泊位使用证和驾驶证有效期各几年？",
            "游艇登记证的有效期为八年，泊位使用证的有效期为三年，驾驶证的有效期为五年，均自核发之日起计算",
            id="each with what it is of",
        ),
        pytest.param(
            "海南转让泊位，公示期满后多少天内申请变更登记？",
            "公示期满后，转让人可以自期满之日起四十日内，向码头管理机构申请变更登记",
            id="who, from when, and what to do",
        ),
        pytest.param(
            "海南的码头仲裁，受理后多少天内裁决，最长不超过多少天？",
            "决定受理的，应当自受理之日起七十日内裁决，情况特殊的，最长不得超过一百日",
            id="the period that runs from what is asked",
        ),
        pytest.param(
            "海南假冒泊位使用证，违法经营额5万块，最多罚几倍？",
            "5万元属于“违法经营额三万元以上的”的情形：四倍以下",
            id="the case of an amount, where only the share is asked",
        ),
        pytest.param(
            "海南码头的缆桩和浮桥报修后，分别要在几天内修好？",
            "报修缆桩的，码头管理人应当在二十日内修复；报修浮桥的，应当在六十日内修复",
            id="two sentences of one article",
        ),
    ],
)
def test_numbers_are_told_in_a_sentence(harbour: Answerer, question: str, sentence: str) -> None:
    assert harbour.ask(question).sentences[0].text.startswith(f"{sentence}（")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(
            "海南泊位转让的公示期只有10天，行不行？",
            "不符合：泊位转让的公示期不得少于十五日（",
            id="below a floor",
        ),
        pytest.param(
            "海南泊位转让的公示期有20天，够不够？",
            "符合：泊位转让的公示期不得少于十五日（",
            id="above a floor",
        ),
        pytest.param(
            "海南一艘游艇超载两成，超了吗？",
            "不符合：游艇的载重不得超过核定载重的百分之十（",
            id="above a ceiling",
        ),
    ],
)
def test_a_figure_is_held_against_the_bound(
    harbour: Answerer, question: str, sentence: str
) -> None:
    assert harbour.ask(question).sentences[0].text.startswith(sentence)
