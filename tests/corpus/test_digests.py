"""The digests of the starter corpus say what the real documents say, in other words."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus.starter import starter_path

MANIFEST = [
    json.loads(line) for line in (starter_path() / "manifest.jsonl").read_text("utf-8").splitlines()
]
EACH_DIGEST = pytest.mark.parametrize(
    "entry", [pytest.param(entry, id=entry["id"].removeprefix("digest-")) for entry in MANIFEST]
)

# 第四十五条 | 第二部分第四点 | 见题注
PLACE = re.compile(
    r"第[一二三四五六七八九十百]+条|第[一二三四]部分(?:第[一二三四五六七八九十]+点)?|题注|导语|落款|开头"
)
STATEMENT = re.compile(r"^（[一二三四五六七八九十]+）")
TITLE = re.compile(r"《[^》]*》")
NAME = re.compile(r"《[^》]*》|“[^”]*”")
NUMBERED = re.compile(r"[\u4e00-\u9fff]{2,4}〔\d{4}〕\d+号")
LONGEST_SHARED_RUN = 14
"""Characters. The title, titles in 《》 and names in “” do not count."""


def body(entry: dict[str, Any]) -> str:
    return starter_path().joinpath(entry["file"]).read_text("utf-8")


def source(shared_corpus: Path, document: str) -> str:
    return (shared_corpus / "docs" / f"{document}.md").read_text("utf-8")


def folded(text: str) -> str:
    """Without blanks, with full-width punctuation."""
    return re.sub(r"\s", "", text).translate(str.maketrans("(),:;", "（），：；"))


def statements(text: str) -> list[str]:
    return [line for line in text.splitlines() if STATEMENT.match(line)]


# --- numbers -------------------------------------------------------------------------------

DIGITS = {character: n for n, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = r"[\d.]+万?|[〇零一二两三四五六七八九十百千万半]+"
QUANTITY = re.compile(
    rf"(?:(?P<before>不低于|不少于|不得少于|至少|超过)[^，。；\d一二三四五六七八九十百千半]{{0,16}}?)?"
    rf"(?:百分之(?P<share>{NUMERAL})|(?P<part>三分之一)"
    rf"|(?P<first>{NUMERAL})(?:至(?P<last>{NUMERAL}))?余?\s?(?P<unit>%|亿元|元|个月|年|月|日|倍|人|名|项|家|所|个|位))"
    r"(?P<after>以上|以下|底|前)?"
)


@dataclass(frozen=True)
class Quantity:
    bound: str
    value: float
    unit: str


def number(numeral: str) -> float:
    """十五 → 15, 10万 → 100000, 半 → 0.5."""
    if numeral == "半":
        return 0.5
    if numeral[0].isdigit():
        return float(numeral.rstrip("万")) * (10_000 if numeral.endswith("万") else 1)
    total, digit = 0, 0
    for character in numeral:
        if character == "万":
            total, digit = (total + digit) * 10_000, 0
        elif character in UNITS:
            total, digit = total + (digit or 1) * UNITS[character], 0
        else:
            digit = digit * 10 + DIGITS[character]
    return float(total + digit)


def quantities(text: str) -> Iterator[Quantity]:
    """百分之五十 and 50% are one value; 不低于, 不少于 and 以上 are one bound."""
    plain = TITLE.sub(
        "", re.sub(r"第[一二三四五六七八九十百]+[条章部点]|（[一二三四五六七八九十]+）", "|", text)
    )
    for match in QUANTITY.finditer(plain):
        bound = {"超过": ">", None: match["after"] or ""}.get(match["before"], ">=")
        bound = {"以上": ">=", "以下": "<="}.get(bound, bound)
        if match["share"]:
            yield Quantity(bound, number(match["share"]), "%")
        elif match["part"]:
            yield Quantity(bound, 1 / 3, "")
        else:
            for numeral in (match["first"], match["last"]):
                if numeral and numeral.strip("."):
                    yield Quantity(bound, number(numeral), match["unit"])


def places(text: str) -> dict[str, str]:
    """Place → its text: 第X条, 第X部分, 第X部分第Y点; everything before the first is 题注."""
    found = {"题注": "", "落款": text[-200:]}
    place = part = "题注"
    for line in text.splitlines():
        if match := re.match(r"(第[一二三四五六七八九十百]+条)[ \u3000]", line):
            place = part = match[1]
        elif match := re.match(r"([一二三四])、", line):
            place = part = f"第{match[1]}部分"
        elif part.endswith("部分") and (match := re.match(r"（([一二三四五六七八九十]+)）", line)):
            place = f"{part}第{match[1]}点"
        for name in {place, part}:
            found[name] = found.get(name, "") + line
    return found | {"导语": found["题注"], "开头": found["题注"]}


def unsupported(digest: str, text: str) -> list[str]:
    """Quantities of the digest's statements that the places they name do not hold.

    A statement that names no place is held against the whole text.
    """
    by_place = places(text)
    missing = []
    for statement in statements(digest):
        named = PLACE.findall(statement)
        ground = "".join(by_place.get(place, "") for place in named) if named else folded(text)
        held = set(quantities(folded(ground)))
        missing += [f"{q} in {statement}" for q in quantities(statement) if q not in held]
    return missing


# --- the tests -----------------------------------------------------------------------------


def test_the_manifest_names_every_digest_once() -> None:
    listed = sorted(entry["file"] for entry in MANIFEST)
    lying = sorted(f"digests/{path.name}" for path in (starter_path() / "digests").iterdir())

    assert listed == lying
    assert len({entry["id"] for entry in MANIFEST}) == len(MANIFEST)


@EACH_DIGEST
def test_the_checksum_in_the_manifest_is_that_of_the_file(entry: dict[str, Any]) -> None:
    raw = (starter_path() / entry["file"]).read_bytes()

    assert sha256(raw).hexdigest() == entry["sha256"]


@EACH_DIGEST
def test_a_digest_says_that_it_is_one(entry: dict[str, Any]) -> None:
    title, opening = [line for line in body(entry).splitlines() if line][:2]

    assert title == f"# {entry['title']}"
    assert "（摘要）" in entry["title"]
    assert entry["doc_type"] == "摘要"
    assert entry["issuing_body"] == "政图项目组"
    assert entry["document_number"] is None
    assert re.search(r"本文是摘要.*不能作为(法律|办事)依据", opening)


@EACH_DIGEST
def test_the_manifest_lists_the_articles_that_the_digest_names(entry: dict[str, Any]) -> None:
    named = set(re.findall(r"第[一二三四五六七八九十百]+条", body(entry)))

    assert set(re.findall(r"第[一二三四五六七八九十百]+条", entry["digest_of"])) == named
    assert TITLE.search(entry["digest_of"])


@EACH_DIGEST
def test_every_statement_names_its_title_and_place(
    shared_corpus: Path, entry: dict[str, Any]
) -> None:
    text = body(entry)
    (document,) = entry["digest_of_documents"]
    known = places(source(shared_corpus, document))
    structured = any(place.endswith(("条", "部分")) for place in known)

    assert statements(text)
    if structured:
        homeless = [s for s in statements(text) if not set(PLACE.findall(s)) <= set(known)]
        assert homeless == []
        assert [s for s in statements(text) if not PLACE.search(s)] == []


@EACH_DIGEST
def test_every_number_stands_in_the_real_document_where_the_digest_says(
    shared_corpus: Path, entry: dict[str, Any]
) -> None:
    (document,) = entry["digest_of_documents"]

    assert unsupported(body(entry), source(shared_corpus, document)) == []


@EACH_DIGEST
def test_must_and_may_are_those_of_the_place_that_is_named(
    shared_corpus: Path, entry: dict[str, Any]
) -> None:
    (document,) = entry["digest_of_documents"]
    by_place = places(source(shared_corpus, document))

    strange = [
        f"{word} in {statement}"
        for statement in statements(body(entry))
        if (named := PLACE.findall(statement))
        for word in ("应当", "可以", "不得", "禁止", "鼓励")
        if word in TITLE.sub("", statement)
        and word not in "".join(by_place[place] for place in named)
    ]

    assert strange == []


@EACH_DIGEST
def test_a_document_number_is_literally_the_real_documents(
    shared_corpus: Path, entry: dict[str, Any]
) -> None:
    (document,) = entry["digest_of_documents"]
    text = source(shared_corpus, document)

    given = NUMBERED.findall(body(entry))

    assert [n for n in given if not any(n.endswith(real) for real in NUMBERED.findall(text))] == []


@EACH_DIGEST
def test_no_sentence_is_taken_from_a_real_document(
    shared_corpus: Path, entry: dict[str, Any]
) -> None:
    size = LONGEST_SHARED_RUN + 1
    rest = body(entry).partition("\n")[2]
    own = folded(NAME.sub("|", rest))
    runs = {own[n : n + size] for n in range(len(own) - size + 1)}

    taken = {
        f"{path.stem}: {run}"
        for path in sorted((shared_corpus / "docs").glob("*.md"))
        for text in [folded(path.read_text("utf-8"))]
        for run in runs & {text[n : n + size] for n in range(len(text) - size + 1)}
    }

    assert taken == set()


ACT = """# 某条例

2020年3月1日通过

第一条 总则。

第二条 奖励不低于净收入的百分之六十，公示不少于十五日。
"""


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        pytest.param("按第二条，奖励不低于60%，公示不少于15日。", 0, id="the same numbers"),
        pytest.param("按第二条，奖励不低于50%。", 1, id="another share"),
        pytest.param("按第二条，奖励超过60%。", 1, id="another bound"),
        pytest.param("按第一条，奖励不低于60%。", 1, id="another article"),
        pytest.param("按第二条，公示不少于十五年。", 1, id="another unit"),
        pytest.param("2020年3月1日通过，见题注。", 0, id="a date in the head"),
        pytest.param("2020年3月2日通过，见题注。", 1, id="another day"),
    ],
)
def test_the_check_of_numbers_catches(statement: str, wrong: int) -> None:
    assert len(unsupported(f"（一）{statement}", ACT)) == wrong
