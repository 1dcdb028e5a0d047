"""The starter corpus alone answers what a technology manager asks first, or refuses."""

from collections.abc import Iterator

import pytest

from corpus.starter import starter_path
from graph.library import open_library
from ingest.pipeline import ingest
from ingest.source import find_sources
from qa.answer import Answerer


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    url = f"embedded:{tmp_path_factory.mktemp('starter') / 'graph'}"
    with open_library(url, create=True) as library:
        ingest(find_sources([starter_path()]), library, workers=1)
        yield Answerer(library)


@pytest.mark.parametrize(
    ("question", "digest", "words"),
    [
        pytest.param(
            "单位没有规定也没有约定，转让职务科技成果的奖励比例不低于多少？",
            *("cn-transfer-act", "不低于转让净收入或者许可净收入的50%"),
            id="national default of the reward",
        ),
        pytest.param(
            "陕西的高校没有规定也没有约定，许可净收入的奖励不低于多少？",
            *("sn-transfer", "80%"),
            id="provincial default of the reward",
        ),
        pytest.param(
            "浙江的高校协议定价要公示多少天？",
            *("zj-transfer", "不得少于十五日"),
            id="days of publicity",
        ),
        pytest.param(
            "上海的高校每年几月几日前提交科技成果转化年度报告？",
            *("sh-transfer", "3月30日前"),
            id="day of the annual report",
        ),
        pytest.param(
            "汕头赋予科研人员的成果使用权不少于几年？",
            *("gd-shantou", "不少于十年"),
            id="years of use",
        ),
        pytest.param(
            "北京的高校登记职务成果后多久不转化，完成人可以自己实施？",
            *("bj-transfer", "超过一年"),
            id="unused for a year",
        ),
        pytest.param(
            "河南的单位没有约定奖励支付期限，应当在多长时间内付清？",
            *("ha-transfer", "六个月内"),
            id="months until payment",
        ),
        pytest.param(
            "山东的高校可以拿多少比例奖励技术转移机构？",
            *("sd-transfer", "不低于10%"),
            id="share of the transfer office",
        ),
        pytest.param(
            "上海全社会研发经费应当占国内生产总值多少？",
            *("sh-science", "4%以上"),
            id="share of output",
        ),
        pytest.param(
            "到2025年职业技术经理人要达到多少人？",
            *("cn-talent-plan", "不少于1万人"),
            id="target of technology managers",
        ),
        pytest.param(
            "技术经理人的执业资质怎么认证？",
            *("cn-talent-plan", "培训+考试+实操+绩效"),
            id="how they are certified",
        ),
        pytest.param(
            "陕西的科技创新券由谁发行，发给谁？",
            *("sn-transfer", "省科技厅"),
            id="who issues vouchers",
        ),
        pytest.param(
            "2021年陕西省技术合同成交额是多少？", *("sn-case", "2343.44亿元"), id="a figure"
        ),
        pytest.param(
            "截至2022年3月北京有多少人取得技术经纪职称？", *("bj-case", "474名"), id="a head count"
        ),
        pytest.param(
            "北京市促进科技成果转化条例什么时候开始施行？",
            *("bj-transfer", "2020年1月1日"),
            id="day of commencement",
        ),
    ],
)
def test_a_question_is_answered_from_the_digest_that_says_it(
    answerer: Answerer, question: str, digest: str, words: str
) -> None:
    answer = answerer.ask(question).as_json()

    assert answer["status"] == "answered"
    assert answer["citations"][0]["document_id"] == f"digest-{digest}"
    assert words in answer["text"]


def test_regions_are_laid_side_by_side(answerer: Answerer) -> None:
    answer = answerer.ask("各地转让职务科技成果的奖励比例有什么不同？").as_json()

    by_region = {row[0]: row[1] for row in answer["table"]["rows"]}

    assert {"上海市", "北京市", "山东省", "河南省", "浙江省", "陕西省"} <= set(by_region)
    assert "80%" in by_region["陕西省"]
    assert all("70%" in by_region[region] for region in ("上海市", "北京市", "浙江省"))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("江苏省促进科技成果转化条例规定奖励多少？", id="a province that is not there"),
        pytest.param("2021年北京市技术合同成交额是多少亿元？", id="a figure that is not given"),
    ],
)
def test_what_the_digests_do_not_say_is_refused(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).as_json()["status"] == "not_found"
