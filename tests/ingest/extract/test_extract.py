"""What holds for every text, whatever it says."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Statement
from ingest.extract import extract
from ingest.source import Source
from ingest.structure import read_structure
from tests.ingest.extract.invented import extracted

PIECES = (
    *("第一条 ", "第二条 ", "（一）", "（二）", "\n", "\n\n", "。", "；", "：", "，", "、"),
    *("应当", "可以", "不得", "鼓励", "按照下列标准", "未规定、也未约定的", "前款", "本条例第一条"),
    *("提取不低于百分之五十", "三年内", "五万元以上十万元以下的罚款", "到2025年", "达到3%", "超过"),
    *(
        "《甲法》",
        "（以下简称乙）",
        "同时废止",
        "省科技厅",
        "北京",
        "同比增长",
        "10家",
        "其中",
        "企业",
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_whatever_the_text_every_quote_holds_and_no_id_stands_twice(pieces: list[str]) -> None:
    text = "某条例\n\n第一条 单位。" + "".join(pieces)

    says = extracted(text)  # a fragment is made of it, which refuses false quotes and double ids

    ids = [node.id for node in says.nodes]
    assert len(ids) == len(set(ids))
    assert len(says.relations) == len(set(says.relations))


def test_the_same_text_says_the_same_in_the_same_order() -> None:
    text = "某条例\n\n第一条 省科技厅应当在三日内答复，鼓励企业在北京、上海设立技术转移机构。\n"

    once, again = extracted(text, regions=("陕西省",)), extracted(text, regions=("陕西省",))

    assert once.nodes == again.nodes
    assert once.relations == again.relations


def test_every_real_document_gives_statements_that_quote_it(shared_corpus: Path) -> None:
    rows = [
        json.loads(line)
        for line in (shared_corpus / "manifest.jsonl").read_text("utf-8").splitlines()
    ]
    for row in rows[::9]:
        raw = (shared_corpus / row["file"]).read_bytes()
        assert sha256(raw).hexdigest() == row["sha256"]
        source = Source(row["id"], shared_corpus / row["file"], {"title": row["title"]})
        read = read_structure(source, raw)

        nodes, relations, _ = extract(read.document, read.head, read.provisions)

        assert relations, row["id"]
        assert all(read.document.holds(r.evidence) for r in relations)
        assert all(read.document.holds(n.evidence) for n in nodes if isinstance(n, Statement))


def test_half_width_marks_are_read_like_full_width_ones_and_quoted_as_printed() -> None:
    printed = (
        "某条例\n\n第一条 高校转让成果的,应当在收到款项后30日内,"
        "提取不低于60%(含)的净收入:奖励完成人。\n"
    )
    wide = extracted(printed.replace(",", "，").replace("(含)", "（含）").replace(":", "："))
    narrow = extracted(printed)

    assert [(n.value, n.condition, n.comparator) for n in narrow.norms] == [
        (n.value, n.condition, n.comparator) for n in wide.norms
    ]
    assert len(narrow.norms) == 2
    assert all(n.evidence.quote in printed for n in narrow.norms)


def test_a_comma_inside_a_number_stays_one() -> None:
    says = extracted("某条例\n\n第一条 一次性补助不超过1,200万元。\n")

    assert [n.value for n in says.norms] == [1.2e7]
