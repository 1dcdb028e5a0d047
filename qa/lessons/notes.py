"""Hints for who teaches, drawn from what the quotes of a section have in common and apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.model import Modality, Norm
from graph.model import Validity as Status
from qa.lessons.clauses import Clause
from qa.lessons.definitions import Definition
from qa.lessons.footnotes import Footnotes
from qa.lessons.lesson import LessonCitation, LessonItem, LessonLevel, Note, SectionKind
from qa.lessons.tables import Compared, subject
from qa.lessons.wording import FORCE, in_force, place, shortened, titled

_OPENINGS: Mapping[SectionKind, str] = {
    SectionKind.LADDER: "说明本课所在层级，以及学员学完后还差什么。",
    SectionKind.DEFINITIONS: "先请学员用自己的话说，再对照原文；定义只在所在文件内有效。",
    SectionKind.RULES: "先读原文，再标出主体、力度、数值和条件，最后让学员复述。",
    SectionKind.COMPARISON: "让学员先猜差别，再看表；提醒数值相同不等于适用条件相同。",
    SectionKind.FIGURES: "读数之前先看口径、时间和主体；没有同一口径的数不相加、不排名。",
    SectionKind.CASES: "按“谁的成果、怎样转化、结果如何、依据什么规定”四步讲。",
    SectionKind.DISCUSSION: "分组讨论：问题是否仍然存在，建议由谁、依据什么来落实。",
    SectionKind.EXERCISES: "先独立作答再讲评；每题的答案和评分要点都有出处，可当场翻原文。",
    SectionKind.CHOSEN: "这些条文由培训师选定；先说明选它们的理由。",
}
_DEEPER: Mapping[LessonLevel, str] = {
    LessonLevel.ELEMENTARY: "不展开例外情形，遇到提问记下，留到中级课。",
    LessonLevel.INTERMEDIATE: "每条规则追问一次：不满足条件时适用什么。",
    LessonLevel.ADVANCED: "请学员说明规则背后的取舍，并找出本地规定与上位规定的关系。",
}
_MANY = 3
"""Sources that a hint names."""


def section_notes(kind: SectionKind, level: LessonLevel) -> list[Note]:
    notes = [Note(text=_OPENINGS[kind])]
    return notes + ([Note(text=_DEEPER[level])] if kind is SectionKind.RULES else [])


def rule_notes(footnotes: Footnotes, chosen: Sequence[Clause]) -> list[Note]:
    """Which rules give way to an agreement, and which are duties and which are leave."""
    norms = [s for clause in chosen for s in clause.statements if isinstance(s, Norm)]
    default = [n for n in norms if n.default_rule]
    notes = []
    if default:
        text = "注意前提：下列标准只在单位没有规定、也没有约定时适用，不是一律适用的下限。"
        notes.append(Note(text=text, citations=footnotes.cite_all(n.evidence for n in default)))
    duties = [n for n in norms if n.modality is Modality.MUST and not n.default_rule]
    leave = [n for n in norms if n.modality is Modality.MAY]
    if duties and leave:
        text = f"区分“{FORCE[Modality.MUST]}”与“{FORCE[Modality.MAY]}”：前者是义务，后者是授权。"
        chosen_norms = (*duties[:1], *leave[:1])
        cited = footnotes.cite_all(n.evidence for n in chosen_norms)
        notes.append(Note(text=text, citations=cited))
    return notes


def definition_notes(footnotes: Footnotes, found: Sequence[Definition]) -> list[Note]:
    used = [d for d in found if d.used > 1]
    if not used:
        return []
    terms = "、".join(f"“{d.term}”" for d in used[:_MANY])
    cited = footnotes.cite_all(d.evidence for d in used[:_MANY])
    return [Note(text=f"{terms}在后面的条文里反复出现，先讲清再往下走。", citations=cited)]


def comparison_notes(compared: Sequence[Compared]) -> list[Note]:
    return [
        Note(text=f"{subject(one.seed)}：库中未见{'、'.join(one.silent)}的相应规定，不等于没有。")
        for one in compared
        if one.silent
    ]


def force_notes(items: Sequence[LessonItem], cited: Callable[[int], LessonCitation]) -> list[Note]:
    """Which quotes of a section have to be looked up again before they are taught."""
    numbers = sorted({n for item in items for n in item.numbers})
    unsure = [n for n in numbers if cited(n).validity.status is not Status.IN_FORCE]
    by_document = {cited(n).document_id: n for n in reversed(unsure)}
    if not by_document:
        return []
    firsts = sorted(by_document.values())
    names = "；".join(
        f"{place_of(cited(n))}（{in_force(cited(n).validity)}）" for n in firsts[:_MANY]
    )
    more = f"等{len(firsts)}份文件" if len(firsts) > _MANY else ""
    return [Note(text=f"授课前核对效力：{names}{more}。", citations=tuple(firsts[:_MANY]))]


def place_of(citation: LessonCitation) -> str:
    return titled(shortened(citation.title, 40)) if len(citation.title) > 40 else place(citation)
