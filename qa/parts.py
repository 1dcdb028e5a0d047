"""The parts of a question, each answered from what the parts before it found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.dates import find_dates
from graph.model import Span
from qa.asks import Ask
from qa.missing_number import doubts_kind
from qa.question import Question, parse_question
from qa.rank import Inquiry, Scored
from qa.refusal import MIN_CLOSE
from qa.retrieve import Candidate, Scope
from qa.shelf import Edition
from qa.signals import is_report
from qa.terms import find_terms
from qa.trail import current_version, leading_on
from qa.weigh import share_of_terms
from qa.worded import ASKS_OUTCOME, ASKS_SCOPE, PENAL, SETTLES

_OWN_WORDS = 3
"""Content words, dates among them, from which a part asks by itself."""
_OF_OTHERS = 0.2
"""What a word of the other parts counts in one that asks by itself."""
_OF_CONTEXT = 0.3
"""In one that goes on with few words of its own: 不合格怎么办？ 主要完成人至少多少？"""
_SIDES = frozenset({"国家", "全国", "中央", "上位法", "本省", "省里", "市里", "地方"})
"""Words that tell whose rule is asked for, and not what of it."""
_OUTCOMES = frozenset(
    {"责任", "处理", "处罚", "处分", "罚", "罚款", "罚多少", "后果", "追究", "承担", "谁来管"}
)
"""Words that ask what follows from a deed, and do not tell of which."""
_OPEN = frozenset({Ask.QUANTITY, Ask.FACT, Ask.HOW, Ask.YES_NO})
"""Kinds of a part that asks the same again: 细则又是多少？ 那部法怎么规定？"""
_MOST_CANDIDATES = 30
_LOOKED_AT = 60
_SAME_RULE = 0.08
_SAME_ACT = 0.12
_LED_TO = 0.15
_LEADING = 4
# …没有的呢？ asks the same of another case.
_ELLIPTIC = re.compile(r"呢[？?]?$")
# 它转成了什么项目？ asks on about what was found.
_POINTS_BACK = re.compile(r"^(?:它|他|她|其|该|这|那|此)")


@dataclass(frozen=True, slots=True)
class Part:
    """One interrogative clause with the unit that answers it."""

    question: Question
    unit: Scored


def alone(question: Question, words: str, edition: Edition) -> Question:
    """Some words of a question as one, with the places of the whole and the acts that they name."""
    read = parse_question(words, edition.names)
    about = tuple(t for t in question.terms if t.marked and t.text not in words)
    of_side = read.policies or read.regions
    content = tuple(t for t in read.terms if not (of_side and t.text in _SIDES))
    deed = tuple(t for t in content if t.text not in _OUTCOMES)
    follows = bool(ASKS_OUTCOME.search(words)) and len(deed) < _OWN_WORDS  # 由谁罚、罚多少？
    content = deed if follows else content
    own = {t.text for t in (*content, *about)}
    bare = len(content) < _OWN_WORDS and not question.chinese.startswith(words)
    again = bare and not content and not follows  # 国家的细则又是多少？
    share = 1.0 if bare and (again or follows) else _OF_CONTEXT if bare else _OF_OTHERS
    beside = (replace(t, weight=t.weight * share) for t in question.terms if t.text not in own)
    return replace(
        read,
        text=question.text,
        regions=read.regions or (() if read.policies else question.regions),
        compares=False,
        dates=read.dates or (() if read.old_version or read.new_version else question.dates),
        quantities=read.quantities or question.quantities,
        asks=question.asks if again and set(read.asks) <= _OPEN else read.asks,
        terms=(*content, *about, *beside),
        unit_types=read.unit_types or question.unit_types,
        public_unit=read.public_unit or question.public_unit,
        no_agreement=read.no_agreement or question.no_agreement,
    )


def _without_story(words: str) -> str:
    """The clause that asks whether an act is for something, without the story before it.

    北京一家机构…，没有违法所得。单做咨询也归条例管吗: of 咨询 it is asked, and of no fine.
    """
    last = _LAST_CLAUSE.search(words)
    scoped = last and ASKS_SCOPE.search(last.group()) and find_terms(last.group())
    return last.group() if last and scoped else words


_LAST_CLAUSE = re.compile(r"[^，。；？]+[，？]*$")


def asks_itself(part: Question) -> bool:
    """Whether a part has words enough of its own to be understood without the others."""
    return len(find_terms(part.chinese)) >= _OWN_WORDS and not _POINTS_BACK.search(part.chinese)


def goes_on(part: Question) -> bool:
    """Whether a part stays with the act that the parts before it found."""
    named = part.policies or find_dates(part.chinese)
    few = len(find_terms(part.chinese)) < _OWN_WORDS
    return bool(_ELLIPTIC.search(part.chinese)) or (few and not named)


def parts_of(
    inquiry: Inquiry, candidates: Sequence[Candidate], chosen: Sequence[Scored]
) -> list[Part]:
    """The best unit for each part of a question of several, among what was found for the whole,
    what is found for the part, and what the units found before lead to.
    """
    question = inquiry.question
    if len(question.parts) < 2 and len(question.policies) < 2:
        return []
    found: list[Part] = []
    for part in _asked_parts(question, inquiry.edition):
        words = part.chinese
        known = [*chosen, *(p.unit for p in found)]
        held = {(s.entry.id, s.spans) for s in known}
        own = Inquiry.of(part, inquiry.edition, scope_of(part, inquiry))
        if _POINTS_BACK.search(words):
            unit = _after_best(own, candidates, chosen, held)
        else:
            unit = _best(own, candidates, known)
        if unit:
            found.append(Part(part, unit))
    return found


# 科转法和高等教育法各说, 办法与细则分别怎么规定: each act tells for itself
_EACH = re.compile(r"各(?!省|地|种|类|项|级|个)|分别|都怎么|一样|不同|区别")


# 案例里说, 那篇报道: what a report tells, and no rule
_OF_REPORT = re.compile(r"案例|报道|那篇|文章(?:里|中)")


def _asked_parts(question: Question, edition: Edition) -> Iterator[Question]:
    """Each clause that asks, and once for each act where it asks the same of several."""
    for words in question.parts:
        part = alone(question, _without_story(words), edition)
        held = [p for p in part.policies if p.policy_ids]
        if len({p.policy_ids for p in held}) > 1 and _EACH.search(words):
            yield from (replace(part, policies=(p,)) for p in held)
        else:
            yield part


def _named_before(part: Question, whole: Question) -> bool:
    """Whether an act is named in the whole before the part ends: then the part is about it."""
    end = whole.chinese.find(part.chinese) + len(part.chinese)
    return any(mention.start < end for mention in whole.policies)


def scope_of(part: Question, inquiry: Inquiry) -> Scope:
    """The scope of the whole; named are the acts of the part's own, or the reports it speaks of."""
    named = [
        entry.id
        for mention in part.policies
        for policy in mention.policy_ids
        if (entry := current_version(inquiry, policy))
    ]
    if not named and _OF_REPORT.search(part.chinese):
        entries = (inquiry.edition.entries[i] for i in inquiry.scope.documents)
        named = [e.id for e in entries if is_report(e)]
    if not named:
        bound = _named_before(part, inquiry.question) and not asks_itself(part)
        return inquiry.scope if bound else replace(inquiry.scope, named=frozenset())
    documents = tuple(sorted({*inquiry.scope.documents, *named}))
    return replace(inquiry.scope, documents=documents, named=frozenset(named))


def _best(own: Inquiry, candidates: Sequence[Candidate], known: Sequence[Scored]) -> Scored | None:
    """The unit that answers a part; without the number that is asked for only if none gives one."""
    part = own.question
    rules = {s.rule for s in known[:_LEADING]}
    acts = {s.entry.id for s in known[:_LEADING]}
    led = leading_on(own, known[:_LEADING])
    near = {c.rule for c in led}
    pool = _each_once([*own.retrieve()[:_MOST_CANDIDATES], *candidates[:_MOST_CANDIDATES], *led])
    if own.scope.named and (part.policies or _OF_REPORT.search(part.chinese)):
        pool = [c for c in pool if c.entry.id in own.scope.named] or pool
    if known and goes_on(part):
        pool = [c for c in pool if c.entry.id in acts]
    own_words = find_terms(part.chinese) if known and goes_on(part) else ()
    bearer = next((t.forms for t in part.terms), ())
    deciding = _deciding(part.chinese)
    follows = bool(ASKS_OUTCOME.search(part.chinese))
    settles = bool(ASKS_SCOPE.search(part.chinese))

    def worth(scored: Scored) -> float:
        read = scored.read
        opening = read.paragraph[:_OPENING]
        return (
            scored.score
            + (_SAME_RULE if scored.rule in rules else _LED_TO if scored.rule in near else 0.0)
            + (_SAME_ACT if scored.entry.id in acts else 0.0)
            + _OWN_WORD * share_of_terms(own_words, read.lead + read.words)
            + (_BEARER if any(form in opening for form in bearer) else 0.0)
            + (_DECIDES if deciding and deciding.search(read.words) else 0.0)
            + (_FOLLOWS if follows and PENAL.search(read.words) else 0.0)
            + (_SETTLES if settles and SETTLES.search(read.words) else 0.0)
        )

    ranked = sorted(own.rank(pool), key=lambda s: -worth(s))[:_LOOKED_AT]
    fit = [s for s in ranked if s.close >= MIN_CLOSE or s.coverage >= _COVERED]
    telling = [s for s in fit if not doubts_kind(part, [s])]
    found = telling or [s for s in fit if s.close >= _ON_THE_MATTER]
    held = {(s.entry.id, s.spans) for s in known}
    fresh = (s for s in found if (s.entry.id, s.spans) not in held and _as_near(s, found[0]))
    return next(fresh, found[0]) if found else None


def _as_near(one: Scored, best: Scored) -> bool:
    """Whether a unit is the best one, or one of its rule that holds the words nearly as well."""
    if one is best:
        return True
    return one.rule == best.rule and one.close >= 0.6 * best.close and one.score > best.score - 0.25


_COVERED = 0.45
"""Share of a part's words in a unit and what stands around it from which it may answer."""
_ON_THE_MATTER = 0.45
_OPENING = 24
"""First characters of a paragraph, in which stands whom it binds."""
_BEARER = 0.12
_DECIDES = 0.5
_FOLLOWS = 0.3
"""What it counts that a unit punishes, where a part asks what follows from a deed."""
_SETTLES = 0.3
"""That it tells of what the act holds, where a part asks whether something is of that."""
_OWN_WORD = 0.8
"""What the few words of a part that goes on count, where a unit says all of them."""
# 由谁裁决, 归哪个部门审批: the text says 由…裁决
_BY_WHOM = re.compile(
    r"(?:由|归|该)(?:谁|哪[个家级些]?[^，。？]{0,6}?|什么(?:部门|机构|人)?)(?:来|去)?(?P<verb>[\u3400-\u9fff]{1,2})"
)


def _deciding(words: str) -> re.Pattern[str] | None:
    """由…裁决 for a part that asks 由谁裁决; None where it asks for nobody."""
    asked = _BY_WHOM.search(words)
    return re.compile(rf"(?:由|向|经)[^,。;]{{2,30}}{asked['verb']}") if asked else None


def _each_once(candidates: Iterable[Candidate]) -> list[Candidate]:
    found: dict[tuple[str, int], Candidate] = {}
    for candidate in candidates:
        found.setdefault((candidate.rule.document_id, candidate.rule.start), candidate)
    return list(found.values())


def _after_best(
    own: Inquiry,
    candidates: Sequence[Candidate],
    chosen: Sequence[Scored],
    held: set[tuple[str, tuple[Span, ...]]],
) -> Scored | None:
    """The sentence of the best unit's rule that goes on about what the best one names."""
    if not chosen:
        return None
    best = chosen[0]
    ranked = own.rank([c for c in candidates if c.rule == best.rule])
    wanted = [
        s
        for s in ranked
        if s.read.unit.start > best.read.unit.start
        and (s.entry.id, s.spans) not in held
        and not doubts_kind(own.question, [s])
    ]
    return wanted[0] if wanted else None
