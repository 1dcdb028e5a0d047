"""What Zhengtu knows: nodes and relations, each tied to a checked quote of a frozen text.

Standard library only. Every value is frozen and checks itself when it is made, so a value
that exists is valid. Offsets are code points into ``Document.text``, counted from 0, half open.

Two families of nodes:

- *shared* nodes (policy, institution, region, programme, person, concept) are a pure function of
  their own name: whatever differs between documents is a relation or stands on the head;
- *owned* nodes (provision, norm, target, observation, measure, …) belong to one document and
  disappear with it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise
from typing import ClassVar

Span = tuple[int, int]
"""Half-open ``(start, end)``, code points into ``Document.text``, from 0."""


class NodeKind(StrEnum):
    """The Neo4j label of a node; each node also carries ``Entity``."""

    POLICY = "Policy"
    """政策文件: the work, apart from its versions."""
    DOCUMENT = "Document"
    """版本/文本: one text of a policy, or a report."""
    PROVISION = "Provision"
    """条款单元: 编章节条款项目 or 一、（一）1.（1）."""
    INSTITUTION = "Institution"
    """机构."""
    PERSON = "Person"
    """人物."""
    REGION = "Region"
    """地区."""
    PROGRAMME = "Programme"
    """计划、专项、试点."""
    CONCEPT = "Concept"
    """措施类别, from the taxonomy of measures."""
    MEASURE = "Measure"
    """措施: one statement of what is done or to be done."""
    NORM = "Norm"
    """规则: who must, may or must not do what, with its threshold."""
    TARGET = "Target"
    """目标: an indicator to be reached by a deadline."""
    OBSERVATION = "Observation"
    """指标值: an indicator's value in a period."""
    CASE = "Case"
    """案例/项目: a result or project that was carried into use."""
    PROBLEM = "Problem"
    """问题: what a text says is lacking or in the way."""
    RECOMMENDATION = "Recommendation"
    """建议: what a text, or somebody in it, says should be done."""
    LEVEL = "Level"
    """层级: a rung of a ladder of training or of titles."""


class Predicate(StrEnum):
    """The type of a relation. ``subject → object`` as each line says."""

    ISSUED_BY = "ISSUED_BY"
    """document → institution: 发文机关."""
    BASED_ON = "BASED_ON"
    """policy → policy: 依据."""
    IMPLEMENTS = "IMPLEMENTS"
    """policy → policy: 贯彻落实."""
    GUIDED_BY = "GUIDED_BY"
    """policy → policy: 以…为指导."""
    CITES = "CITES"
    """provision → policy or provision: 引用; ``locator`` names the article of another policy."""
    AMENDS = "AMENDS"
    """policy → policy: 修改."""
    REPEALS = "REPEALS"
    """policy → policy: 废止; ``locator`` where only a part of it is, ``since`` where a day is
    given."""
    REPLACES = "REPLACES"
    """policy → policy: 取代, said so by the newer text."""
    DATES = "DATES"
    """provision → provision: 另定施行、失效日期; ``since`` is its first day, ``until`` its last, in
    ISO 8601, and ``locator`` names it."""
    ALIAS_OF = "ALIAS_OF"
    """document → any shared node: 以下简称; ``alias`` is valid inside that document only."""
    JURISDICTION = "JURISDICTION"
    """document → region: 适用地区."""
    LOCATED_IN = "LOCATED_IN"
    """institution → region: 所在地."""
    AFFILIATED_WITH = "AFFILIATED_WITH"
    """person → institution: 任职; ``role`` as printed, where the text gives one."""
    AUTHOR_OF = "AUTHOR_OF"
    """person → document: 作者; ``role`` where it is another: 记者, 执笔人. No photographers."""
    ESTABLISHES = "ESTABLISHES"
    """provision → programme or institution: 设立."""
    DESIGNATES = "DESIGNATES"
    """institution → institution or region: 确定为试点; ``programme`` names the pilot."""
    PARTICIPATES_IN = "PARTICIPATES_IN"
    """institution or region → programme: 参与, as a pilot or otherwise."""
    OPERATES = "OPERATES"
    """institution → programme or institution: 负责运营、组织实施."""
    SUCCEEDS = "SUCCEEDS"
    """institution → institution: 机构改革改名, the newer body first; never merged as an alias."""
    MENTIONS = "MENTIONS"
    """provision → institution, region, programme or person: 提及; ``role`` of a person."""
    DEFINES = "DEFINES"
    """provision → any statement: 规定、提出."""
    HAS_CONCEPT = "HAS_CONCEPT"
    """measure or norm → concept: 措施类别."""
    ACTOR = "ACTOR"
    """measure or norm → institution: 责任主体; case → institution: 当事方."""
    EXEMPLIFIES = "EXEMPLIFIES"
    """case → concept: the kind of measure that the case shows."""
    ADDRESSES = "ADDRESSES"
    """recommendation → problem: 针对, only where the text says so."""
    HAS_LEVEL = "HAS_LEVEL"
    """measure → level: 层级."""


class Modality(StrEnum):
    """情态: the force of a norm or measure."""

    MUST = "must"
    """应当、必须."""
    MUST_NOT = "must_not"
    """不得、禁止."""
    MAY = "may"
    """可以."""
    ENCOURAGE = "encourage"
    """鼓励、支持."""
    PROMOTE = "promote"
    """推动、引导、加强、探索."""
    PRACTISED = "practised"
    """已实施: a fact."""


class Validity(StrEnum):
    """时效性. What no text and no metadata tells is unknown, never in force."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    AMENDED = "amended"
    """A later version of the same act has taken this text's place."""
    PARTLY = "partly"
    """Some of its provisions are no longer in force."""
    REPEALED = "repealed"
    UNKNOWN = "unknown"


class ProvisionKind(StrEnum):
    """条款单元 by rank, outermost first; the order of members is the order of nesting."""

    PART = "part"
    """编."""
    CHAPTER = "chapter"
    """章."""
    SECTION = "section"
    """节."""
    ARTICLE = "article"
    """条."""
    HEADING_1 = "heading_1"
    """一、."""
    HEADING_2 = "heading_2"
    """（一）as a heading."""
    HEADING_3 = "heading_3"
    """1. or 1、."""
    HEADING_4 = "heading_4"
    """（1）."""
    PARAGRAPH = "paragraph"
    """款: unnumbered paragraph."""
    ITEM = "item"
    """项: （一）inside an article."""
    SUBITEM = "subitem"
    """目: 1. inside an item."""
    ANNEX = "annex"
    """附件."""
    TABLE = "table"
    HEAD = "head"
    """Title, 发文字号, 题注, addressees: everything before the first provision."""
    LEFTOVER = "leftover"
    """Text that no rule placed. Reported, never dropped."""


class Comparator(StrEnum):
    """How a value bounds its quantity."""

    AT_LEAST = ">="
    """不低于、不少于、以上."""
    AT_MOST = "<="
    """不超过、以下、以内."""
    MORE_THAN = ">"
    """超过、高于."""
    LESS_THAN = "<"
    """低于、不足、不满."""
    EQUAL = "="
    BETWEEN = "between"
    """value 至 value_max."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a document that a statement stands on. Made by ``Document.quote``."""

    document_id: str
    provision_id: str
    """The narrowest provision that holds the first span; ``""`` where none was asked for."""
    spans: tuple[Span, ...]
    """Ascending and disjoint; several where a sentence is split across columns."""
    quote: str
    """Exactly the text of the spans, one after the other, with nothing between them."""
    page: int | None = None
    """Page of the first span, from 1; None for sources without pages."""

    def __post_init__(self) -> None:
        if not self.document_id:
            raise ValueError("evidence without a document")
        check_spans(self.spans)
        if len(self.quote) != sum(end - start for start, end in self.spans):
            raise ValueError(f"quote of {len(self.quote)} characters does not fit {self.spans}")
        if not self.quote.strip():
            raise ValueError(f"empty quote at {self.spans} in {self.document_id}")

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def check_spans(spans: Sequence[Span]) -> None:
    """Raise ValueError unless the spans are non-empty, ascending and disjoint."""
    if not spans:
        raise ValueError("evidence needs at least one span")
    last = 0
    for start, end in spans:
        if not last <= start < end:
            raise ValueError(f"spans {tuple(spans)} are not ascending, disjoint and non-empty")
        last = end


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Where words of the text are printed in the source; one line of print, or a row of a table."""

    start: int
    """Code points into ``Document.text``, half open as spans are."""
    end: int
    page: int
    """From 1."""
    box: tuple[int, int, int, int]
    """Left, top, right and bottom: ten-thousandths of the width and height of the page, from its
    top left."""

    def __post_init__(self) -> None:
        left, top, right, bottom = self.box
        if not (0 <= left < right <= 10_000 and 0 <= top < bottom <= 10_000):
            raise ValueError(f"a line of page {self.page} lies outside of it: {self.box}")
        if not (0 <= self.start < self.end and self.page >= 1):
            raise ValueError(f"a printed line without words or page: {self}")


@dataclass(frozen=True, slots=True)
class Document:
    """One frozen text. Cleaned before it is frozen and never after, so offsets stay true."""

    id: str
    sha256: str
    """Of the source bytes, 64 hexadecimal digits."""
    text: str
    page_starts: tuple[int, ...] = ()
    """Offset at which each page starts, ascending; empty for sources without pages."""
    joints: tuple[int, ...] = ()
    """Offsets at which a sentence goes on from another place of the source, ascending: its halves
    stood in two columns or on two pages, or a caption stood between them."""
    printed: tuple[PrintedLine, ...] = ()
    """Lines of sources with pages whose places are known, in the order of the text."""

    def __post_init__(self) -> None:
        if not self.id or any(c in self.id for c in "@#/\n "):
            raise ValueError(f"document id {self.id!r} is empty or has one of @ # / or a blank")
        if len(self.sha256) != 64 or set(self.sha256) - set("0123456789abcdef"):
            raise ValueError(f"{self.id}: sha256 is not 64 hexadecimal digits")
        if not self.text.strip():
            raise ValueError(f"{self.id}: no text")
        if list(self.page_starts) != sorted(set(self.page_starts)):
            raise ValueError(f"{self.id}: pages do not start in ascending order")
        if list(self.joints) != sorted({j for j in self.joints if 0 < j < len(self.text)}):
            raise ValueError(f"{self.id}: joints are not ascending offsets inside of the text")
        check_printed(self.id, self.printed, len(self.text))

    def quote(self, *spans: Span, provision_id: str = "") -> Evidence:
        """The evidence at these spans, parted where the source has its halves apart.

        Raises ValueError where a span is empty, out of order or outside the text.
        """
        check_spans(spans)
        if spans[-1][1] > len(self.text):
            raise ValueError(f"{self.id}: span {spans[-1]} ends after {len(self.text)} characters")
        words = "".join(self.text[start:end] for start, end in spans)
        parts = self.parted(spans)
        return Evidence(self.id, provision_id, parts, words, self.page_at(spans[0][0]))

    def parted(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The same words with a span for each stretch that stands in one place of the source."""
        if not self.joints:
            return tuple(spans)
        parts: list[Span] = []
        for start, end in spans:
            cuts = self.joints[bisect_right(self.joints, start) : bisect_left(self.joints, end)]
            parts += pairwise((start, *cuts, end))
        return tuple(parts)

    def page_at(self, offset: int) -> int | None:
        """Page number from 1, or None for a text without pages."""
        started = [n for n, start in enumerate(self.page_starts, 1) if start <= offset]
        return started[-1] if started else None

    def holds(self, evidence: Evidence) -> bool:
        """Whether the evidence is literally in this text, at its own offsets."""
        return (
            evidence.document_id == self.id
            and evidence.end <= len(self.text)
            and evidence.quote == "".join(self.text[a:b] for a, b in evidence.spans)
        )


def check_printed(identity: str, printed: Sequence[PrintedLine], length: int) -> None:
    """Raise ValueError unless the lines follow each other inside a text of ``length``."""
    edges = [edge for line in printed for edge in (line.start, line.end)]
    if edges != sorted(edges) or (edges and edges[-1] > length):
        raise ValueError(f"{identity}: printed lines do not follow each other inside of the text")


class FactSource(StrEnum):
    TEXT = "text"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a head, with where it was read. Text wins over metadata; both are kept."""

    field: str
    """Name of the field of ``Head`` that it states, e.g. ``effective``."""
    value: str
    """Dates as ISO 8601."""
    source: FactSource
    basis: str
    """Where: 题注, 附则第四十九条, 公布令, 标题, manifest …"""
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        if (self.source is FactSource.TEXT) != (self.evidence is not None):
            raise ValueError(f"{self.field}: a fact of the text has evidence, metadata has none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """文件头: what a document says of itself, and what its source says of it."""

    title: str
    policy_id: str
    """The work of which this document is a version."""
    doc_type: str
    """法律, 行政法规, 地方性法规, 部门规章, 司法解释, 规范性文件, 地区案例报道, 摘要 …"""
    document_number: str | None = None
    """发文字号, e.g. 国办发〔2019〕4号."""
    issuers: tuple[str, ...] = ()
    """Names of the issuing institutions, as official names."""
    regions: tuple[str, ...] = ()
    """Names of the regions that it is about or valid in, as in the gazetteer; 全国 for national."""
    written: date | None = None
    """成文 or 通过: when this version was adopted or signed."""
    published: date | None = None
    """公布."""
    effective: date | None = None
    """施行: when this version takes effect."""
    expires: date | None = None
    """失效, where the text gives an end."""
    status: Validity = Validity.UNKNOWN
    """What text or metadata say of its force today. Dates are weighed in ``graph.force``."""
    status_basis: str = ""
    source_format: str = ""
    """md, txt, html, docx, pdf, png, jpeg or tiff."""
    source_url: str | None = None
    rights: str | None = None
    digest_of: str | None = None
    """For doc_type 摘要: the title and article of what it digests."""
    facts: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        if not self.title or not self.policy_id or not self.doc_type:
            raise ValueError("a head has a title, a policy and a doc_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything with an id and a name. ``kind`` is fixed by the class."""

    kind: ClassVar[NodeKind]
    shared: ClassVar[bool] = False
    """Whether several documents may name it. Then it is a pure function of its id."""

    id: str
    name: str

    def __post_init__(self) -> None:
        if not self.id or not self.name.strip():
            raise ValueError(f"{type(self).__name__} {self.id!r} without id or name")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNode(Node):
    shared: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(SharedNode):
    """``name`` is the canonical title without 《》 and without 中华人民共和国 (``graph.names``)."""

    kind: ClassVar[NodeKind] = NodeKind.POLICY


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution(SharedNode):
    kind: ClassVar[NodeKind] = NodeKind.INSTITUTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(SharedNode):
    kind: ClassVar[NodeKind] = NodeKind.PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(SharedNode):
    kind: ClassVar[NodeKind] = NodeKind.PROGRAMME


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(SharedNode):
    kind: ClassVar[NodeKind] = NodeKind.REGION

    code: str | None = None
    """GB/T 2260, six digits as a string; None for functional zones."""
    level: str = ""
    """国家, 省级, 地级, 县级 or 功能区."""
    parent: str | None = None
    """Name of the region that holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept(SharedNode):
    kind: ClassVar[NodeKind] = NodeKind.CONCEPT

    notation: str
    """Of the taxonomy, e.g. C1."""
    name_en: str = ""
    broader: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Node):
    """条款单元: a stretch of a document. Children lie inside their parent."""

    kind: ClassVar[NodeKind] = NodeKind.PROVISION

    document_id: str
    rank: ProvisionKind
    label: str
    """As printed, e.g. 第十二条, （一）, 1.; for 款, which print none, 第二款. May be empty."""
    title: str = ""
    """The heading's own words, without the label."""
    path: tuple[str, ...] = ()
    """Labels from the outermost ancestor down to this one."""
    parent_id: str | None = None
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"provision {self.label!r} of {self.document_id} is empty")
        if self.id != provision_id(self.document_id, self.start, self.end, self.rank):
            raise ValueError(f"provision id {self.id!r} is not made from its place")

    @property
    def locator(self) -> str:
        """How a lawyer cites it: 第十二条第三款第（一）项, 二、（三）, 附件."""
        return locator(self.path)


def locator(path: Sequence[str]) -> str:
    """Labels joined for a citation: from the article down, or all labels where there is none."""
    articles = [n for n, label in enumerate(path) if label.startswith("第") and "条" in label]
    labels = [label for label in (path[articles[-1] :] if articles else path) if label]
    if not articles:
        return "".join(labels)
    return further_act(path) + "".join(_cited(label) for label in labels)


def further_act(path: Sequence[str]) -> str:
    """The title of the act that a path begins with where it stands behind another one in the same
    file: 《…条例》, 第五条; empty for the file's own act.
    """
    return path[0] if path and path[0].startswith("《") else ""


def is_of_further_act(provision: Provision) -> bool:
    """Whether it belongs to an act that stands behind another one in the same file."""
    return bool(further_act(provision.path))


def _cited(label: str) -> str:
    """第（二）项 for （二）, 第1目 for 1.; other labels as they are."""
    if label.startswith("（"):
        return f"第{label}项"
    return f"第{label[:-1]}目" if label[:-1].isdigit() and label[-1] == "." else label


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Node):
    """An owned node that states something; it carries the quote that says so."""

    evidence: Evidence
    curator: str | None = None
    """Who confirmed or amended it; None where it stands as it was read."""
    correction: str | None = None
    """Id of the curator's correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Statement):
    """``name`` is the action in the text's own words."""

    kind: ClassVar[NodeKind] = NodeKind.MEASURE

    modality: Modality
    actor: str = ""
    """Who acts, as the text names it; empty where the text names nobody."""
    target_group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm(Statement):
    """A rule with a threshold: 比例, 期限, 金额 or 数量. ``name`` says it in one line."""

    kind: ClassVar[NodeKind] = NodeKind.NORM

    modality: Modality
    quantity: str
    """比例, 期限, 金额 or 数量."""
    comparator: Comparator
    value: float
    """In ``unit``; 百分之五十 is 50.0 with unit %. Amounts are in 元, never 万元."""
    value_max: float | None = None
    """Upper bound of BETWEEN."""
    unit: str
    """%, 年, 月, 日, 工作日, 元, 人, 倍 …"""
    value_text: str
    """The value as printed, a literal part of the quote."""
    base: str = ""
    """What a share is a share of, e.g. 转让净收入."""
    subject: str = ""
    """Who is bound, as the text names it."""
    beneficiary: str = ""
    condition: str = ""
    """Under which condition, in the text's own words."""
    default_rule: bool = False
    """Whether it holds only where nothing else was 规定 or 约定."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Statement):
    """A value to be reached. ``name`` is the indicator."""

    kind: ClassVar[NodeKind] = NodeKind.TARGET

    comparator: Comparator
    value: float
    value_max: float | None = None
    unit: str
    value_text: str
    deadline: str = ""
    """ISO 8601, as exact as the text: 2025, 2025-06 or 2025-06-30; empty where none is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Statement):
    """An indicator's value. ``name`` is the indicator; growth may stand without a level."""

    kind: ClassVar[NodeKind] = NodeKind.OBSERVATION

    subject: str = ""
    """Of what or whom: a region, an institution."""
    period: str = ""
    """ISO 8601 as exact as the text; 截至 a month is that month, a span of years is 2020/2023."""
    comparator: Comparator = Comparator.EQUAL
    """How the text bounds the value: 超过900亿元, 100家以上."""
    value: float | None = None
    unit: str = ""
    value_text: str = ""
    growth: float | None = None
    """Percent against the same period before; 下降 is negative."""

    def __post_init__(self) -> None:
        Statement.__post_init__(self)
        if self.value is None and self.growth is None:
            raise ValueError(f"observation {self.name!r} has neither a value nor a growth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Statement):
    """One result or project that was carried into use. ``name`` is its technology or project."""

    kind: ClassVar[NodeKind] = NodeKind.CASE

    technology: str = ""
    """What was transferred or built, as printed; empty where only the project has a name."""
    parties: tuple[str, ...] = ()
    """As printed, the giving side first: 某大学, 某教授团队, 某公司."""
    place: str = ""
    """Name of the region, as in the gazetteer, where the words of the case tell one."""
    outcome: str = ""
    """What came of it, in the text's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Statement):
    """What is lacking or in the way. ``name`` is the text's own words."""

    kind: ClassVar[NodeKind] = NodeKind.PROBLEM

    attributed_to: str = ""
    """Who says so, as printed; empty where it is the text itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Statement):
    """What should be done. ``name`` is the text's own words."""

    kind: ClassVar[NodeKind] = NodeKind.RECOMMENDATION

    attributed_to: str = ""
    """Who recommends it, as printed; empty where it is the text itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Statement):
    """A rung of a ladder. ``name`` is the rung: 初级, 副高级."""

    kind: ClassVar[NodeKind] = NodeKind.LEVEL

    ladder: str
    """What is graded, as printed: 职称, 技术经理人, 培训."""
    audience: str = ""
    """For whom, as printed."""
    goal: str = ""
    """To what end, as printed."""


@dataclass(frozen=True, slots=True)
class Relation:
    """``subject predicate object``, said by one document. Evidence is not optional."""

    subject: str
    """Id of a node of the fragment, or of its document."""
    predicate: Predicate
    object: str
    evidence: Evidence
    attributes: tuple[tuple[str, str], ...] = field(default=())
    """Sorted pairs, e.g. ``(("locator", "第四十五条"),)``."""

    def __post_init__(self) -> None:
        if not self.subject or not self.object:
            raise ValueError(f"{self.predicate} between {self.subject!r} and {self.object!r}")
        keys = [key for key, _ in self.attributes]
        if keys != sorted(set(keys)):
            raise ValueError(f"attributes {keys} are not sorted and unique")

    def attribute(self, key: str) -> str | None:
        return dict(self.attributes).get(key)


@dataclass(frozen=True, slots=True)
class Curation:
    """What curators have changed in a fragment, so that it can be undone (``graph.corrected``)."""

    corrections: tuple[str, ...] = ()
    """Ids of the corrections that hold in it, sorted."""
    nodes: tuple[Node, ...] = ()
    """As they were read, where they now stand otherwise or no more; sorted by id."""
    relations: tuple[Relation, ...] = ()
    """As they were read, where they now stand otherwise or no more."""
    head: Head | None = None
    """As it was read, where a fact of it now stands otherwise."""
    added: tuple[str, ...] = ()
    """Ids of shared nodes that no reading named, sorted."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """All that one document says: the unit of writing. Order carries no meaning."""

    document: Document
    head: Head
    provisions: tuple[Provision, ...]
    nodes: tuple[Node, ...]
    """Shared nodes that the document names and statements that it makes; no provisions."""
    relations: tuple[Relation, ...]
    reader: str
    """Version of the reading rules that made it; part of the digest."""
    curation: Curation = Curation()

    def __post_init__(self) -> None:
        ids = [self.document.id, *(p.id for p in self.provisions), *(n.id for n in self.nodes)]
        known = set(ids)
        if len(known) != len(ids):
            twice = sorted({i for i in ids if ids.count(i) > 1})[:3]
            raise ValueError(f"{self.document.id}: node ids stand twice: {twice}")
        for relation in self.relations:
            for end in (relation.subject, relation.object):
                if end not in known:
                    raise ValueError(f"{self.document.id}: {relation.predicate} to unknown {end!r}")
        for evidence in self.evidence():
            if not self.document.holds(evidence):
                raise ValueError(f"{self.document.id}: {evidence.quote[:20]!r} is not in the text")
        if self.head.policy_id not in known:
            raise ValueError(f"{self.document.id}: its policy {self.head.policy_id} is no node")
        if any(p.end > len(self.document.text) for p in self.provisions):
            raise ValueError(f"{self.document.id}: a provision ends after the text")

    def evidence(self) -> Iterable[Evidence]:
        """Every piece of evidence in the fragment, facts of the head included."""
        yield from (f.evidence for f in self.head.facts if f.evidence)
        yield from (n.evidence for n in self.nodes if isinstance(n, Statement))
        yield from (r.evidence for r in self.relations)
        yield from (n.evidence for n in self.curation.nodes if isinstance(n, Statement))
        yield from (r.evidence for r in self.curation.relations)
        if self.curation.head:
            yield from (f.evidence for f in self.curation.head.facts if f.evidence)


def provision_id(document_id: str, start: int, end: int, rank: ProvisionKind) -> str:
    """Id of a provision, from its place. Rank keeps apart a 条 and its only 款."""
    return f"{document_id}@{start}-{end}.{rank}"


def statement_id(kind: NodeKind, evidence: Evidence, *parts: object) -> str:
    """Id of a statement, from its place and whatever tells it from others at the same place."""
    digest = sha256("\x1f".join(map(str, (evidence.spans, *parts))).encode()).hexdigest()[:12]
    return f"{evidence.document_id}@{evidence.start}-{evidence.end}.{kind.value.lower()}.{digest}"
