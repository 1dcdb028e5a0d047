"""Results of analyses on the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from qa.analysis.chain import Chain, ChainSide
from qa.analysis.changes import ChangeItem, ChangePage
from qa.analysis.comparison import ClauseChange, ClausePair, Comparison, DifferenceKind
from qa.analysis.findings import Finding, InForce, Source
from qa.analysis.indicators import IndicatorPage
from qa.analysis.matrix import CellStatus, Matrix, MatrixCell
from qa.analysis.profile import Profile
from qa.analysis.similar import SimilarPage
from qa.analysis.timeline import Timeline
from qa.analysis.trace import Trace

_QUOTE = 70
"""Characters of a quote on one line."""
_SIDES = {
    ChainSide.UP: "依据↑",
    ChainSide.DOWN: "落实↓",
    ChainSide.CHANGES: "修改、废止了",
    ChainSide.CHANGED_BY: "被修改、废止",
}
_CHANGES = {
    ClauseChange.SAME: "相同",
    ClauseChange.CHANGED: "修改",
    ClauseChange.MOVED: "移动",
    ClauseChange.ADDED: "新增",
    ClauseChange.REMOVED: "删除",
}
_MODALITIES = {
    "must": "应当",
    "must_not": "不得",
    "may": "可以",
    "encourage": "鼓励",
    "promote": "推动",
    "practised": "已实施",
}
_FORCE = {
    "in_force": "现行有效",
    "not_yet": "尚未施行",
    "amended": "已被修改",
    "partly": "部分失效",
    "repealed": "已废止",
    "unknown": "效力不明",
}


def _console() -> Console:
    return Console(highlight=False)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else f"{line[:_QUOTE]}…"


def _place(source: Source) -> str:
    return f"《{source.title}》{source.locator}"


def _force(validity: InForce) -> str:
    return _FORCE[validity.status.value]


def _said(finding: Finding) -> list[str]:
    return [
        _MODALITIES[finding.modality.value] if finding.modality else "",
        finding.value.text if finding.value else "",
        _place(finding.source),
        _force(finding.source.validity),
        _short(finding.source.quote),
    ]


def _print(table: Table, *notes: str) -> None:
    console = _console()
    console.print(table)
    for note in notes:
        if note:
            console.print(note)


def print_matrix(found: Matrix) -> None:
    table = _table("地区", "概念", "条", "情态", "数值、出处")
    names = {column.notation: column.name for column in found.columns}
    for row in found.rows:
        for cell in row.cells:
            table.add_row(row.region, f"{cell.concept} {names[cell.concept]}", *_cell(cell))
    _print(table, f"截至 {found.as_of}，build {found.build[:12]}")


def _cell(cell: MatrixCell) -> list[str]:
    if cell.status is not CellStatus.FOUND:
        return [cell.label, "", cell.reason]
    modalities = "、".join(f"{_MODALITIES[m]}{n}" for m, n in cell.modalities.items())
    lines = [*cell.values[:4], *(_place(f.source) for f in cell.findings)]
    return [str(cell.statements), modalities, "\n".join(dict.fromkeys(lines))]


def print_trace(found: Trace) -> None:
    table = _table("日期", "地区", "情态", "数值", "出处", "效力", "原文")
    for step in found.items:
        day = step.day.isoformat() if step.day else "未载明"
        table.add_row(day, step.region, *_said(step.finding))
    missing = f"未见：{'、'.join(found.missing)}" if found.missing else ""
    _print(table, _more(len(found.items), found.total), missing)


def _more(shown: int, total: int) -> str:
    return f"{shown} / {total}" if shown < total else f"{total}"


def print_chain(found: Chain) -> None:
    table = _table("方向", "级", "文件", "关系", "文件", "出处", "原文")
    for step in found.edges:
        edge = step.edge
        source = edge.sources[0]
        table.add_row(
            _SIDES[step.side],
            str(step.depth),
            edge.subject_name,
            edge.predicate.value,
            edge.object_name,
            source.locator or source.document_id,
            _short(source.quote),
        )
    versions = (
        f"{v.document_id}  {v.day or '未载明'}  {_force(v.validity)}" for v in found.policy.versions
    )
    held = [] if found.policy.in_library else ["库内无此文件的文本"]
    cut = "有更多关系未列出" if found.truncated else ""
    _print(table, f"{found.policy.title} 的文本：", *versions, *held, cut)


def print_timeline(found: Timeline) -> None:
    table = _table("日期", "事件", "文件", "依据", "原文")
    for event in found.items:
        quote = _short(event.source.quote) if event.source else ""
        label = event.label if event.past else f"{event.label}（未到）"
        table.add_row(event.date, label, f"{event.title} {event.document_id}", event.basis, quote)
    undated = f"未载明日期：{'、'.join(found.undated)}" if found.undated else ""
    _print(table, _more(len(found.items), found.total), undated)


def print_comparison(found: Comparison, *, everything: bool) -> None:
    console = _console()
    for text in (found.left, found.right):
        console.print(f"{text.document_id} 《{text.title}》 {text.day or ''} {text.clauses} 条")
    for pair in found.items:
        if everything or pair.change is not ClauseChange.SAME:
            console.print(_pair(pair))
    counts = (f"{_CHANGES[ClauseChange(name)]} {n}" for name, n in found.counts.items() if n)
    console.print("，".join(counts))


def _pair(pair: ClausePair) -> Text:
    told = Text(f"\n{_CHANGES[pair.change]}  ", style="bold")
    left, right = pair.left, pair.right
    told.append("→".join(c.locator for c in (left, right) if c) + "\n")
    if left and right and pair.differences:
        for one in pair.differences:
            if one.kind in (DifferenceKind.EQUAL, DifferenceKind.LABEL):
                told.append(right.text[slice(*one.right)], style="not bold")
            else:
                told.append(_marked("[-", left.text[slice(*one.left)], "-]"), style="red")
                told.append(_marked("{+", right.text[slice(*one.right)], "+}"), style="green")
    else:
        for clause in (left or right,):
            told.append(clause.text if clause else "", style="not bold")
    return told


def _marked(before: str, words: str, after: str) -> str:
    """Marks that can be read without colours."""
    return f"{before}{words}{after}" if words else ""


def print_similar(found: SimilarPage) -> None:
    table = _table("相似", "地区", "出处", "效力", "相同文字")
    for one in found.items:
        shared = one.shared[0].there if one.shared else (one.start, one.start)
        words = one.text[shared[0] - one.start : shared[1] - one.start]
        table.add_row(
            f"{one.likeness:.2f}",
            "、".join(one.regions),
            f"《{one.title}》{one.locator}",
            _force(one.validity),
            _short(words),
        )
    _print(table, f"{found.locator}：{found.note}")


def print_indicators(found: IndicatorPage) -> None:
    table = _table("期限", "地区", "指标", "目标", "状态", "已知", "出处")
    for line in found.items:
        known = (f"{o.period} {o.value.text if o.value else o.growth}" for o in line.observations)
        table.add_row(
            line.deadline or "未载明",
            "、".join(line.regions),
            line.indicator,
            f"{line.value.comparator.value} {line.value.text}",
            f"{line.label}，已逾期" if line.overdue else line.label,
            "\n".join(known),
            _place(line.source),
        )
    _print(table, _more(len(found.items), found.total))


def print_profile(found: Profile) -> None:
    console = _console()
    about = "，".join(f"{key} {value}" for key, value in found.attributes.items())
    console.print(f"{found.name}  {about}".strip())
    if found.aliases:
        console.print(f"简称：{'、'.join(found.aliases)}")
    for group in found.groups:
        table = _table(f"{group.label}（{group.total}）", "出处", "原文")
        for item in group.items:
            edge, source = item.edge, item.edge.sources[0]
            name = edge.object_name if group.outwards else edge.subject_name
            said = item.statement.source.quote if item.statement else source.context
            quote = said or source.quote
            table.add_row(_short(name), _place(source), _short(quote))
        console.print(table)
    console.print(f"共 {found.documents} 份文件提到")


def print_changes(found: ChangePage) -> None:
    table = _table("时间", "变化", "文件", "内容")
    for item in found.items:
        table.add_row(
            item.at.date().isoformat(),
            item.label,
            f"《{item.title}》 {item.document_id}",
            "\n".join(_news(item)),
        )
    if found.journal_since:
        begins = f"{found.journal_since:%Y-%m-%d %H:%M}"
        _print(table, _more(len(found.items), found.total), f"变化记录始于 {begins} UTC")
    else:
        _print(table, "没有变化记录")


def _news(item: ChangeItem) -> Iterable[str]:
    if item.basis:
        yield item.basis
    for field in item.head:
        yield f"{field.field}：{field.before or '无'} → {field.after or '无'}"
    for sign, statements in (("+", item.added[:3]), ("-", item.removed[:3])):
        for statement in statements:
            yield _short(f"{sign} {statement.locator} {statement.quote}")
    hidden = item.statements - min(3, len(item.added)) - min(3, len(item.removed))
    if hidden > 0:
        yield f"…… 另有 {hidden} 条"
