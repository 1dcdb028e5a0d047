"""``zhengtu ask``: one question, one cited answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.commands.session import opened, print_json
from api.settings import load_settings
from api.today import today
from graph.errors import InvalidInput
from qa.answer import Answerer
from qa.told.reply import Answer
from qa.told.steps import Step, Told

OUTCOME = {"answered": "已答", "partial": "只答出一部分", "not_found": "库中没有找到"}
VALIDITY = {
    "in_force": "现行有效",
    "not_yet": "尚未施行",
    "amended": "已被修改",
    "partly": "部分失效",
    "repealed": "已废止",
    "unknown": "效力未知",
}


def run(
    question: str,
    *,
    store: str | None,
    as_of: date | None,
    regions: Sequence[str],
    method: str,
    after: Sequence[str],
    as_json: bool,
) -> None:
    if not question.strip():
        raise InvalidInput('the question is empty; write e.g. zhengtu ask "奖励比例最低是多少？"')
    model = load_settings(store=store).model_choice() if method == "model" else None
    with opened(store) as library:
        steps = Answerer(library, today=today, model=model).steps(
            question, as_of=as_of, regions=regions, method=method, after=after
        )
        if as_json:
            print_json(next(step.as_json() for step in steps if isinstance(step, Answer)))
        else:
            show(Console(highlight=False, soft_wrap=True), question, steps)


def show(console: Console, question: str, steps: Iterator[Step]) -> Answer:
    """The answer for people: each sentence as it comes, then the outcome and the sources."""
    console.print(f"[bold]问：{escape(question)}[/]")
    for step in steps:
        if isinstance(step, Told):
            cited = _numbers(step.sentence.citations)
            console.print(escape(step.sentence.text + cited))
        if isinstance(step, Answer):
            _show_rest(console, step.as_json())
            return step
    raise AssertionError("the steps of an answer end with the answer")


def _show_rest(console: Console, told: Mapping[str, Any]) -> None:
    """What is known of an answer when its sentences have been told."""
    if told["status"] == "not_found":
        console.print(escape(told["text"]))
    for taken in told.get("follow_up", {}).get("inherited", ()):
        console.print(f"[dim]承接：{escape(taken)}[/]")
    console.print(f"[reverse] {OUTCOME[told['status']]} [/]")
    if told["table"]:
        console.print(_table(told["table"]))
    for gap in told["missing"]:
        console.print(f"[yellow]没有查到：{escape(gap)}[/]")
    if told["citations"]:
        nearest = told["status"] == "not_found"
        console.print("\n[bold]最接近的原文（仅供参考）[/]" if nearest else "\n[bold]出处[/]")
    for citation in told["citations"]:
        _show_citation(console, citation)
    searched = told["searched"]
    where = f"，地区：{'、'.join(searched['regions'])}" if searched["regions"] else ""
    console.print(
        f"[dim]查过 {searched['documents']} 份文件、{searched['provisions']} 个条款"
        f"{escape(where)}；{told['elapsed_ms']:.0f} 毫秒，构建 {told['build'][:8]}[/]"
    )


def _show_citation(console: Console, citation: Mapping[str, Any]) -> None:
    place = " ".join(part for part in (f"《{citation['title']}》", citation["locator"]) if part)
    console.print(f"[cyan][{citation['n']}][/cyan] {escape(place)}", markup=True)
    about = [citation["doc_type"], citation["region"], citation["document_number"]]
    known = " · ".join(escape(part) for part in about if part)
    console.print(
        f"    {escape(_validity(citation['validity']))} · {known} · {citation['document_id']}"
    )
    console.print(f"    [italic]“{escape(citation['quote'])}”[/italic]")


def _validity(validity: Mapping[str, Any]) -> str:
    words = VALIDITY[validity["status"]]
    if validity["from"]:
        words += f"，自 {validity['from']} 起"
    if validity["to"]:
        words += f"，至 {validity['to']} 止"
    return words + (f"（{validity['basis']}）" if validity["basis"] else "")


def _table(shown: Mapping[str, Any]) -> Table:
    table = Table(show_lines=True)
    for column in (*shown["columns"], "出处"):
        # A cell cut short would hide the very figure that was asked for.
        table.add_column(column, overflow="fold")
    for row, cited in zip(shown["rows"], shown["citations"], strict=True):
        table.add_row(*(escape(cell) for cell in row), escape(_numbers(cited)))
    return table


def _numbers(citations: Sequence[int]) -> str:
    return "".join(f"[{n}]" for n in citations)
