"""An inspection as one HTML file that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from api.inspect.inspection import Inspection
from api.inspect.kinds import NAMES, STATEMENTS, called
from api.inspect.lines import (
    attributes,
    beginning,
    end_of,
    heading,
    is_outlined,
    relation_attributes,
)
from api.inspect.marks import Piece, Stretch, depths_of
from graph.model import Evidence, FactSource, Provision

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<header><h1>{title}</h1><p class="soft">{about}</p></header>
<main>
<h2>文件头 head</h2>
{facts}
<h2>正文 text</h2>
<p class="legend">{legend}</p>
<div class="desk">
<nav aria-label="结构 structure">
{outline}
</nav>
<div class="text">
{text}
</div>
</div>
<h2>陈述 statements ({statement_count})</h2>
{statements}
<h2>关系 relations ({relation_count})</h2>
{relations}
<h2>没有读懂 not understood</h2>
{missed}
</main>
</body>
</html>
"""


def as_html(inspection: Inspection) -> str:
    """The page; every word of the document is escaped."""
    document, head = inspection.fragment.document, inspection.fragment.head
    return _PAGE.format(
        title=escape(head.title),
        style=_style(),
        about=escape(f"{document.id} · {head.doc_type} · {len(document.text):,} characters"),
        facts=_facts(inspection),
        legend=_legend(inspection),
        outline="\n".join(_outline(inspection)),
        text="\n".join(_stretch(inspection, stretch) for stretch in inspection.stretches),
        statement_count=len(inspection.statements),
        statements=_statements(inspection),
        relation_count=len(inspection.relations),
        relations=_relations(inspection),
        missed="\n".join(_missed(inspection)),
    )


def _style() -> str:
    sheet = files("api.inspect").joinpath("page.css").read_text(encoding="utf-8")
    stated = [f".s-{kind} {{ background: var(--{kind}); }}" for kind in STATEMENTS]
    named = [
        f".n-{kind} {{ color: var(--{kind}); text-decoration: underline; "
        "text-decoration-thickness: 1px; text-underline-offset: .25em; }"
        for kind in NAMES
    ]
    return "\n".join([sheet, *stated, *named])


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """``rows`` hold HTML, ``columns`` text."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _facts(inspection: Inspection) -> str:
    rows = [
        (
            escape(fact.field),
            escape(fact.value),
            escape(fact.basis + (" (metadata)" if fact.source is FactSource.METADATA else "")),
            _quote(fact.evidence),
        )
        for fact in inspection.fragment.head.facts
    ]
    return _table(("field", "value", "basis", "quote"), rows)


def _legend(inspection: Inspection) -> str:
    found = {mark.kind for mark in inspection.marks}
    return "".join(
        f'<span class="{prefix}-{kind}">{escape(called(kind))}</span>'
        for prefix, kinds in (("s", STATEMENTS), ("n", NAMES))
        for kind in kinds
        if kind in found
    )


def _outline(inspection: Inspection) -> Iterator[str]:
    depths = depths_of(inspection.fragment.provisions)
    silent = {p.id for p in inspection.silent}
    for provision in inspection.fragment.provisions:
        if is_outlined(provision):
            mark = ' class="silent"' if provision.id in silent else ""
            yield (
                f'<a href="#{_target(inspection, provision)}"{mark} '
                f'style="--depth:{depths[provision.id]}">{escape(heading(provision))}</a>'
            )


def _target(inspection: Inspection, provision: Provision) -> str:
    """The anchor of its first words; they may belong to a provision inside it."""
    return next(
        _anchor(stretch)
        for stretch in inspection.stretches
        if stretch.provision and provision.start <= stretch.start < provision.end
    )


def _stretch(inspection: Inspection, stretch: Stretch) -> str:
    words = "".join(map(_piece, stretch.pieces)).strip("\n")
    flag = ""
    if stretch.provision is None:
        flag = '<span class="flag left">in no provision</span>'
    elif stretch.provision in inspection.leftovers:
        flag = '<span class="flag left">left over</span>'
    elif stretch.provision in inspection.silent:
        flag = '<span class="flag silent">no statement</span>'
    return f'<p id="{_anchor(stretch)}" style="--depth:{stretch.depth}">{words}{flag}</p>'


def _piece(piece: Piece) -> str:
    words = escape(piece.text)
    classes = [
        f"{prefix}-{mark.kind}"
        for prefix, mark in (("s", piece.stated), ("n", piece.named))
        if mark
    ]
    if not classes:
        return words
    title = escape("\n".join(piece.labels), quote=True)
    return f'<span class="{" ".join(classes)}" title="{title}">{words}</span>'


def _statements(inspection: Inspection) -> str:
    rows = [
        (
            f'<span class="s-{node.kind}">{escape(called(node.kind))}</span>',
            _place(inspection, node.evidence),
            _with_more(node.name, attributes(inspection, node)),
            _quote(node.evidence),
        )
        for node in inspection.statements
    ]
    return _table(("kind", "where", "says", "quote"), rows)


def _relations(inspection: Inspection) -> str:
    rows = [
        (
            escape(end_of(inspection, relation.subject)),
            escape(relation.predicate),
            _with_more(end_of(inspection, relation.object), relation_attributes(relation)),
            _quote(relation.evidence),
        )
        for relation in inspection.relations
    ]
    return _table(("from", "relation", "to", "quote"), rows)


def _missed(inspection: Inspection) -> Iterator[str]:
    document, coverage = inspection.fragment.document, inspection.coverage
    yield (
        f"<p>{coverage.characters:,} characters, {coverage.placed:,} placed, "
        f"{coverage.leftover:,} left over; {coverage.without_statement:,} of "
        f"{coverage.provisions:,} provisions without a statement</p>"
    )
    rows = [
        (
            f'<span class="{css}">{what}</span>',
            escape(inspection.locator(p)),
            escape(beginning(document, p)),
        )
        for css, what, provisions in (
            ("left", "left over", inspection.leftovers),
            ("silent", "no statement", inspection.silent),
        )
        for p in provisions
    ]
    rows += [("told", "", escape(gap)) for gap in inspection.gaps or ()]
    yield _table(("what", "where", "words"), rows)
    if inspection.gaps is None:
        yield '<p class="soft">More is told when a file is read: zhengtu inspect FILE</p>'


def _place(inspection: Inspection, evidence: Evidence) -> str:
    provision = inspection.nodes.get(evidence.provision_id)
    if not isinstance(provision, Provision):
        return ""
    anchor = _target(inspection, provision)
    return f'<a href="#{anchor}">{escape(inspection.locator(provision) or heading(provision))}</a>'


def _with_more(words: str, more: str) -> str:
    return f'{escape(words)}<br><span class="soft">{escape(more)}</span>'


def _quote(evidence: Evidence | None) -> str:
    return f'<span class="quote">{escape(evidence.quote)}</span>' if evidence else ""


def _anchor(stretch: Stretch) -> str:
    return f"at{stretch.start}"
