"""An inspection on a terminal, by rich."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.inspect.inspection import Inspection
from api.inspect.kinds import NAMES, STATEMENTS, called, look
from api.inspect.lines import (
    attributes,
    beginning,
    end_of,
    heading,
    is_outlined,
    relation_attributes,
)
from api.inspect.marks import Piece, Stretch
from graph.model import FactSource


def show(console: Console, inspection: Inspection) -> None:
    """Head, structure, marked text, statements, relations, and what was not understood."""
    document, head = inspection.fragment.document, inspection.fragment.head
    console.print(Text(head.title, style="bold"))
    console.print(Text(f"{document.id} · {head.doc_type} · {len(document.text):,} characters"))
    _rule(console, "文件头 head")
    console.print(_facts(inspection))
    _rule(console, "结构 structure")
    console.print(_tree(inspection))
    _rule(console, "正文 text")
    console.print(_legend(inspection))
    for stretch in inspection.stretches:
        for line in _stretch(inspection, stretch, console.width):
            console.print(line, no_wrap=True)
    _rule(console, f"陈述 statements ({len(inspection.statements)})")
    console.print(_statements(inspection))
    _rule(console, f"关系 relations ({len(inspection.relations)})")
    console.print(_relations(inspection))
    _rule(console, "没有读懂 not understood")
    _not_understood(console, inspection)


def _rule(console: Console, title: str) -> None:
    console.print()
    console.rule(title, align="left", style="dim")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _facts(inspection: Inspection) -> Table:
    table = _table("field", "value", "basis", "quote")
    for fact in inspection.fragment.head.facts:
        metadata = fact.source is FactSource.METADATA
        basis = f"{fact.basis} (metadata)" if metadata else fact.basis
        quote = fact.evidence.quote if fact.evidence else ""
        table.add_row(*map(Text, (fact.field, fact.value, basis, quote)))
    return table


def _tree(inspection: Inspection) -> Tree:
    root = Tree(Text(inspection.fragment.head.title))
    branches: dict[str, Tree] = {}
    silent = {p.id for p in inspection.silent}
    for provision in inspection.fragment.provisions:
        parent = branches.get(provision.parent_id or "", root)
        if not is_outlined(provision):
            branches[provision.id] = parent
            continue
        line = Text(heading(provision))
        line.append(f"  {provision.start}–{provision.end}", style="dim")
        if provision.id in silent:
            line.append("  no statement", style="yellow")
        branches[provision.id] = parent.add(line)
    return root


def _legend(inspection: Inspection) -> Text:
    """The kinds that the text has, each in its own look."""
    found = {mark.kind for mark in inspection.marks}
    line = Text()
    for kind in (*STATEMENTS, *NAMES):
        if kind in found:
            line.append(called(kind), style=look(kind).style)
            line.append("  ")
    return line


def _stretch(inspection: Inspection, stretch: Stretch, width: int) -> list[Text]:
    line = Text()
    for piece in stretch.pieces:
        line.append(piece.text, style=_style(piece))
    line.rstrip()
    if stretch.provision is None:
        line.append("  ← in no provision", style="red")
    elif stretch.provision in inspection.leftovers:
        line.append("  ← left over", style="red")
    elif stretch.provision in inspection.silent:
        line.append("  ← no statement", style="yellow")
    indent = Text("  " * stretch.depth)
    return [
        indent + folded
        for paragraph in line.split("\n")
        for folded in _folded(paragraph, width - len(indent))
    ]


def _folded(line: Text, width: int) -> list[Text]:
    """Cut where the line is full: rich breaks at blanks only, of which Chinese has hardly any."""
    cuts, filled = [], 0
    for offset, character in enumerate(line.plain):
        filled += cell_len(character)
        if filled > width:
            cuts.append(offset)
            filled = cell_len(character)
    return list(line.divide(cuts))


def _style(piece: Piece) -> str:
    marks = (piece.stated, piece.named)
    return " ".join(look(mark.kind).style for mark in marks if mark)


def _statements(inspection: Inspection) -> Table:
    table = _table("kind", "where", "says", "quote")
    for node in inspection.statements:
        says = Text(node.name)
        says.append(f"\n{attributes(inspection, node)}", style="dim")
        table.add_row(
            Text(called(node.kind), style=look(node.kind).style),
            Text(inspection.place(node.evidence)),
            says,
            Text(node.evidence.quote),
        )
    return table


def _relations(inspection: Inspection) -> Table:
    table = _table("from", "relation", "to", "quote")
    for relation in inspection.relations:
        to = Text(end_of(inspection, relation.object))
        if known := relation_attributes(relation):
            to.append(f"\n{known}", style="dim")
        table.add_row(
            Text(end_of(inspection, relation.subject)),
            Text(relation.predicate),
            to,
            Text(relation.evidence.quote),
        )
    return table


def _not_understood(console: Console, inspection: Inspection) -> None:
    document, coverage = inspection.fragment.document, inspection.coverage
    console.print(
        f"{coverage.characters:,} characters, {coverage.placed:,} placed, {coverage.leftover:,} "
        f"left over; {coverage.without_statement:,} of {coverage.provisions:,} provisions "
        "without a statement"
    )
    for title, provisions in (
        ("left over", inspection.leftovers),
        ("no statement", inspection.silent),
    ):
        for provision in provisions:
            line = Text(f"{title}  ", style="yellow")
            line.append(
                f"{inspection.locator(provision)}  {beginning(document, provision)}",
                style="default",
            )
            console.print(line)
    if inspection.gaps is None:
        console.print(Text("more is told when a file is read: zhengtu inspect FILE", style="dim"))
    for gap in inspection.gaps or ():
        console.print(Text(gap))
