"""Fragments for tests of the store: small invented acts that say a bit of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from graph.model import (
    Case,
    Comparator,
    Document,
    Evidence,
    Fact,
    FactSource,
    Fragment,
    Head,
    Level,
    Modality,
    Node,
    NodeKind,
    Norm,
    Predicate,
    Problem,
    Provision,
    ProvisionKind,
    Recommendation,
    Region,
    Relation,
    Span,
    Target,
    Validity,
    provision_id,
    statement_id,
)
from graph.names import institution, node_id, policy

ARTICLES = (
    "第一条 云溪省科技厅负责本办法的实施。",
    "第二条 给完成人的奖励不低于净收入的百分之六十。\n（一）到2027年建成中试基地二十个。",
    "第三条 依照云溪省条例第九条办理登记。",
)


def make_fragment(
    document_id: str = "yunxi-1",
    *,
    articles: Sequence[str] = ARTICLES,
    cites: Sequence[str] = ("云溪省科技成果转化条例",),
    issuer: str = "云溪省科学技术厅",
    alias: str = "省科技厅",
    reader: str = "reader 1",
) -> Fragment:
    """Each article is a provision with its lines inside; its numbers become norms and targets.

    The document names its work, each cited policy, its issuer (with an alias) and one region.
    """
    text = "\n".join(articles)
    document = Document(document_id, sha256(text.encode()).hexdigest(), text)
    work = policy(f"{document_id}实施办法")
    issued_by = institution(issuer)
    region = Region(
        id=node_id(NodeKind.REGION, "云溪省"), name="云溪省", code="990000", level="省级"
    )
    cited = {policy(title).id: policy(title) for title in cites}
    provisions = [
        p for start, article in _placed(articles) for p in _split(document, start, article)
    ]
    statements, said = _statements(document, provisions)
    first = document.quote((0, len(articles[0])), provision_id=provisions[0].id)
    relations = [
        *said,
        Relation(document_id, Predicate.ISSUED_BY, issued_by.id, first),
        Relation(document_id, Predicate.ALIAS_OF, issued_by.id, first, (("alias", alias),)),
        Relation(document_id, Predicate.JURISDICTION, region.id, first),
        Relation(issued_by.id, Predicate.LOCATED_IN, region.id, first),
        *(Relation(work.id, Predicate.BASED_ON, id_, first) for id_ in cited),
        *(
            Relation(provisions[-1].id, Predicate.CITES, id_, first, (("locator", "第九条"),))
            for id_ in cited
        ),
    ]
    return Fragment(
        document=document,
        head=Head(
            title=f"{document_id}实施办法",
            policy_id=work.id,
            doc_type="规范性文件",
            document_number="云科规〔2024〕7号",
            issuers=(issuer,),
            regions=("云溪省",),
            status=Validity.IN_FORCE,
            facts=(
                Fact("title", "实施办法", FactSource.METADATA, "manifest"),
                Fact("issuers", issuer, FactSource.TEXT, "第一条", first),
            ),
        ),
        provisions=tuple(provisions),
        nodes=tuple(
            {n.id: n for n in (work, issued_by, region, *cited.values(), *statements)}.values()
        ),
        relations=tuple(relations),
        reader=reader,
    )


def _placed(articles: Sequence[str]) -> list[tuple[int, str]]:
    starts = [0]
    for article in articles:
        starts.append(starts[-1] + len(article) + 1)
    return list(zip(starts, articles, strict=False))


def _split(document: Document, start: int, article: str) -> list[Provision]:
    """The article, and its lines inside it."""
    label = article.split(" ", maxsplit=1)[0]
    outer = _provision(document, (start, start + len(article)), (label,))
    lines = article.split("\n")
    if len(lines) == 1:
        return [outer]
    inner = []
    for n, (offset, line) in enumerate(_placed(lines), 1):
        place = start + offset
        path = (label, f"第{n}款")
        inner.append(_provision(document, (place, place + len(line)), path, outer.id))
    return [outer, *inner]


def _provision(
    document: Document, span: Span, path: tuple[str, ...], parent_id: str | None = None
) -> Provision:
    rank = ProvisionKind.PARAGRAPH if parent_id else ProvisionKind.ARTICLE
    return Provision(
        id=provision_id(document.id, *span, rank),
        name=path[-1],
        document_id=document.id,
        rank=rank,
        label=path[-1],
        path=path,
        parent_id=parent_id,
        start=span[0],
        end=span[1],
    )


def _statements(
    document: Document, provisions: Sequence[Provision]
) -> tuple[list[Node], list[Relation]]:
    statements: list[Node] = []
    relations = []
    for words in ("百分之六十", "二十个"):
        start = document.text.find(words)
        if start < 0:
            continue
        holder = [p for p in provisions if p.start <= start < p.end][-1]
        evidence = document.quote((start, start + len(words)), provision_id=holder.id)
        node = _norm(evidence) if words == "百分之六十" else _target(evidence)
        statements.append(node)
        relations.append(Relation(holder.id, Predicate.DEFINES, node.id, evidence))
    return statements, relations


def with_findings(fragment: Fragment) -> Fragment:
    """The same, with a case, a problem, the recommendation that answers it, and a level."""
    first = fragment.provisions[0]
    evidence = fragment.document.quote((first.start, first.end), provision_id=first.id)

    def made(kind: NodeKind) -> str:
        return statement_id(kind, evidence)

    case = Case(
        id=made(NodeKind.CASE),
        name="低温银浆",
        evidence=evidence,
        technology="低温银浆",
        parties=("云溪大学", "云溪某公司"),
        outcome="合同金额八百万元",
    )
    problem = Problem(id=made(NodeKind.PROBLEM), name="人才不足", evidence=evidence)
    advice = Recommendation(
        id=made(NodeKind.RECOMMENDATION),
        name="应培养人才",
        evidence=evidence,
        attributed_to="课题组",
    )
    level = Level(id=made(NodeKind.LEVEL), name="初级", evidence=evidence, ladder="培训")
    return replace(
        fragment,
        nodes=(*fragment.nodes, case, problem, advice, level),
        relations=(
            *fragment.relations,
            Relation(advice.id, Predicate.ADDRESSES, problem.id, evidence),
        ),
    )


def _norm(evidence: Evidence) -> Norm:
    return Norm(
        id=statement_id(NodeKind.NORM, evidence, ">=60%"),
        name="奖励比例",
        evidence=evidence,
        modality=Modality.MUST,
        quantity="比例",
        comparator=Comparator.AT_LEAST,
        value=60.0,
        unit="%",
        value_text=evidence.quote,
        base="净收入",
    )


def _target(evidence: Evidence) -> Target:
    return Target(
        id=statement_id(NodeKind.TARGET, evidence, "20"),
        name="中试基地",
        evidence=evidence,
        comparator=Comparator.EQUAL,
        value=20.0,
        unit="个",
        value_text=evidence.quote,
        deadline="2027",
    )
