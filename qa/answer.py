"""From a question to a checked, cited answer or an honest refusal; with a model only on demand."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Literal, get_args

from graph.errors import InvalidInput
from graph.library import Library
from graph.model import Span
from graph.model_choice import ModelChoice
from graph.references import parse_locator
from qa.check import stands
from qa.claim import Claim, Quote
from qa.compare import compare
from qa.compose import (
    Chosen,
    choose,
    direct_force,
    direct_number,
    ground,
    grounds,
    grouped,
    in_english,
    list_spans,
    numbers,
    quote_at,
    quote_of,
)
from qa.deadlines import deadline
from qa.facts import begins, counterparts, ended_by, head_claims
from qa.figures import targets, threshold
from qa.follow_up import FollowUp, follow_up
from qa.hops import follow
from qa.model_answer import Composer
from qa.question import (
    HEAD_ASKS,
    NUMERIC_ASKS,
    Ask,
    AskedDate,
    Question,
    asking_sentences,
    parse_question,
    part_of,
)
from qa.rank import Inquiry, Scored
from qa.reckoning import excesses, reckoned
from qa.refusal import (
    MIN_CLOSE,
    confidence,
    doubts,
    doubts_kind,
    gaps_of_question,
    missing_articles,
)
from qa.reply import Answer, Citation, Force, Searched, Sentence, Status, Table, Understood
from qa.retrieve import Candidate, Scope, choose_scope
from qa.shelf import Edition, Shelf
from qa.signals import lacks
from qa.steps import Evidence, Step, Told
from qa.weigh import Weighted

Method = Literal["extractive", "model"]
_LONGEST_QUESTION = 2000
# Share right of the questions of these kinds that no rule was made on (docs/answers.md).
_OF_HEADS = 0.5
_OF_COMPARISONS = 0.45


@dataclass(slots=True)
class _Draft:
    """What is known so far of one answer."""

    question: Question
    claims: list[Claim] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    near: list[Quote] = field(default_factory=list)
    """Nearest evidence, shown with a refusal."""
    columns: tuple[str, ...] = ()
    table: tuple[tuple[tuple[str, ...], Claim | None], ...] = ()
    confidence: float = 0.0
    documents: frozenset[str] = frozenset()
    rules: int = 0
    dates: dict[str, AskedDate] = field(default_factory=dict)


class Answerer:
    """Answers questions over one library. Safe to use again and again; keeps what a build fixes."""

    def __init__(
        self,
        library: Library,
        *,
        today: Callable[[], date] = date.today,
        model: ModelChoice | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        self._shelf = shelf or Shelf(library)
        self._today = today
        self._model = model
        self._composer: Composer | None = None

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        regions: Sequence[str] = (),
        method: str = "extractive",
        after: Sequence[str] = (),
    ) -> Answer:
        """The answer by the law as it stands on ``as_of``, by default today.

        ``regions`` are names of regions to answer for besides those in the question. ``after`` are
        the questions that came before it, oldest first: 那上海呢？ goes on from the last of them.
        ``method`` model lets a model word what the rules found; it raises MissingExtra and
        ModelUnavailable, and never falls back on the rules' own words. Raises InvalidInput for an
        empty or overlong question, an unknown method and a model that is not set, and
        StoreUnavailable where the library cannot be read.
        """
        steps = self.steps(question, as_of=as_of, regions=regions, method=method, after=after)
        return next(step for step in steps if isinstance(step, Answer))

    def steps(
        self,
        question: str,
        *,
        as_of: date | None = None,
        regions: Sequence[str] = (),
        method: str = "extractive",
        after: Sequence[str] = (),
    ) -> Iterator[Step]:
        """The answer as it comes: what was searched, the evidence, each sentence, the whole.

        Takes and raises what ``ask`` does, the latter before the first step but for a model that
        does not answer. No sentence comes before it is checked, and the last step holds the same
        sentences as came before it.
        """
        begun = time.perf_counter()
        for text in (question, *after):
            _refuse_unfit(text)
        if method not in get_args(Method):
            raise InvalidInput(f"method {method!r} is not known; write extractive or model")
        composer = self._asked_composer() if method == "model" else None
        edition = self._shelf.edition()
        today = as_of or self._today()
        whole = self._whole(question, after, edition)
        parsed = parse_question(whole.question, edition.names, regions=regions, today=today)
        draft = _answer(parsed, edition, today)
        if whole.wants_grounds:
            draft.claims = grounds(draft.claims)
        yield _searched(draft, edition)
        checked = _checked(draft)
        yield Evidence(_citations(checked, edition, today))
        draft.table = tuple(
            (row, claim if claim in checked else None) for row, claim in draft.table
        )
        if composer:
            _compose(draft, composer, checked)
            checked = _checked(draft)
        answer = _reply(draft, checked, edition, today, method)
        cited = {citation.n: citation for citation in answer.citations}
        for sentence in answer.sentences:
            yield Told(sentence, tuple(cited[n] for n in sentence.citations))
        follows = Understood(whole.question, whole.inherited) if whole.inherited else None
        elapsed = (time.perf_counter() - begun) * 1000
        yield replace(answer, question=question, follow_up=follows, elapsed_ms=elapsed)

    def _whole(self, question: str, after: Sequence[str], edition: Edition) -> FollowUp:
        """The question with what it takes over from those before it."""
        whole = FollowUp(after[0] if after else question)
        for text in (*after[1:], question) if after else ():
            before = whole.question
            whole = follow_up(text, before, edition.names, partial(self._cited, before))
        return whole

    def _cited(self, question: str) -> str | None:
        """Title of the act on which the answer to a question stands first."""
        answer = self.ask(question)
        return answer.citations[0].title if answer.sentences else None

    def _asked_composer(self) -> Composer:
        """Made when a model is first asked for: without one, nothing of it is imported."""
        if self._composer is None:
            self._composer = Composer(self._model)
        return self._composer

    def quotes_are_literal(self, answer: Answer) -> bool:
        """Whether every quote of an answer stands in its document, at its spans."""
        edition = self._shelf.edition()
        for citation in answer.citations:
            text = edition.text(citation.document_id).document.text
            if citation.quote != "".join(text[start:end] for start, end in citation.spans):
                return False
        return True


def _refuse_unfit(question: str) -> None:
    if not question.strip():
        raise InvalidInput("the question is empty; write what you want to know")
    if len(question) > _LONGEST_QUESTION:
        raise InvalidInput(f"the question has more than {_LONGEST_QUESTION} characters")


def _answer(question: Question, edition: Edition, today: date) -> _Draft:
    draft = _Draft(question)
    gaps = gaps_of_question(question, edition)
    scope = choose_scope(question, edition, question.dates[0].last if question.dates else today)
    draft.documents = frozenset(scope.documents)
    lost = [m for m in question.policies if not m.policy_ids]
    if (gaps or (lost and _ABOUT_FORCE & set(question.asks))) and not question.compares:
        told = [g.words for g in gaps] or [f"库中没有《{m.text}》" for m in lost]
        return _refuse_or_tell(draft, told, edition, scope, today)
    draft.missing += [g.words for g in gaps]
    if question.compares:
        _compare(draft, edition, today)
        if draft.claims:
            return draft
    articles = missing_articles(question, edition, sorted(scope.named))
    if articles:
        draft.missing += [g.words for g in articles]
        return draft
    if question.locators and scope.named:
        _named_article(draft, edition, scope)
        if draft.claims:
            return draft
    if any(ask in HEAD_ASKS for ask in question.asks):
        _from_heads(draft, edition, scope, today)
        if (draft.claims or draft.missing) and not _asks_more(question):
            draft.confidence = _OF_HEADS if draft.claims else 0.2
            return draft
    _by_rules(draft, edition, scope, today)
    return draft


def _by_rules(draft: _Draft, edition: Edition, scope: Scope, today: date) -> None:
    """From the rules, for each date apart, each sentence apart or the question as a whole."""
    question = draft.question
    dates = _apart_by_date(question, edition)
    if len(dates) > 1:
        for asked in dates:
            _from_rules(draft, edition, choose_scope(question, edition, asked.last), asked)
    elif apart := _apart_by_act(question):
        _from_sentences(draft, edition, apart, today)
    else:
        _from_rules(draft, edition, scope, None)
        sentences = asking_sentences(question.chinese)
        if not draft.claims and len(sentences) > 1:
            _from_sentences(draft, edition, sentences, today)


def _apart_by_act(question: Question) -> list[str]:
    """The sentences of a question of which each asks and a later one names another act."""
    sentences = asking_sentences(question.chinese)
    acts: list[tuple[str, ...]] = []
    start = 0
    for sentence in sentences:
        start = question.chinese.index(sentence, start)
        inside = range(start, start + len(sentence))
        acts.append(tuple(i for p in question.policies if p.start in inside for i in p.policy_ids))
    named = [a for a in acts[1:] if a and a != acts[0]]
    return sentences if named and len(sentences) > 1 else []


def _from_sentences(draft: _Draft, edition: Edition, sentences: Sequence[str], today: date) -> None:
    """Each sentence of a question answered by itself; what stays open is said to be missing."""
    question, refusals = draft.question, list(draft.missing)
    draft.missing.clear()
    sure: list[float] = []
    for sentence in sentences:
        alone = _alone(question, sentence, edition)
        part = _Draft(alone, documents=draft.documents)
        _from_rules(part, edition, choose_scope(alone, edition, today), None)
        draft.near += part.near
        draft.rules += part.rules
        sure.append(part.confidence)
        if part.claims:
            draft.claims += part.claims[:_MOST_OF_SENTENCE]
        else:
            draft.missing.append(f"没有找到“{sentence.rstrip('？?。')}”的答案")
    if draft.claims:
        draft.confidence = sum(sure) / len(sure)
    else:
        draft.missing = refusals or draft.missing


_MOST_OF_SENTENCE = 3


def _alone(question: Question, sentence: str, edition: Edition) -> Question:
    """One sentence of a question, with the places of the whole and the acts that it names."""
    read = parse_question(sentence, edition.names)
    about = tuple(t for t in question.terms if t.marked and t.text not in sentence)
    return replace(
        read,
        text=question.text,
        regions=read.regions or (() if read.policies else question.regions),
        compares=False,
        dates=read.dates or question.dates,
        quantities=read.quantities or question.quantities,
        terms=(*read.terms, *about),
        unit_types=read.unit_types or question.unit_types,
        public_unit=read.public_unit or question.public_unit,
        no_agreement=read.no_agreement or question.no_agreement,
    )


def _apart_by_date(question: Question, edition: Edition) -> list[AskedDate]:
    """The dates that are asked for, where they lead to different versions."""
    scopes: list[tuple[str, ...]] = []
    kept: list[AskedDate] = []
    for asked in question.dates:
        documents = choose_scope(question, edition, asked.last).documents
        if documents not in scopes:
            scopes.append(documents)
            kept.append(asked)
    return kept if len(kept) > 1 else []


_ABOUT_FORCE = frozenset({Ask.VALIDITY, Ask.REPEALS, Ask.EFFECTIVE, Ask.VERSION})


def _refuse_or_tell(
    draft: _Draft, gaps: Sequence[str], edition: Edition, scope: Scope, today: date
) -> _Draft:
    """A policy that is not held may still be told of where a text ends it."""
    draft.missing += gaps
    about_force = _ABOUT_FORCE & set(draft.question.asks)
    for mention in draft.question.policies:
        if about_force and not mention.policy_ids:
            for title in _title_forms(mention.text, draft.question):
                quotes = ended_by(edition, title)
                draft.claims += [ground(q) for q in quotes]
                if quotes:
                    draft.claims += begins(edition, quotes[0].entry)
                    break
        elif about_force:
            held = [e.id for p in mention.policy_ids for e in edition.versions[p]]
            draft.claims += head_claims(draft.question, edition, held, today)
    if draft.claims:
        draft.missing.clear()
        draft.confidence = _OF_HEADS
        return draft
    inquiry = Inquiry.of(draft.question, edition, scope)
    candidates = inquiry.retrieve()
    draft.rules = len(candidates)
    ranked = inquiry.rank(candidates[:15])
    draft.near = [quote_of(edition, s) for s in ranked[:2]]
    return draft


def _title_forms(text: str, question: Question) -> list[str]:
    """The title as it may be printed: 洛阳的科技投入条例 is 洛阳市科学技术投入条例."""
    bare = text.replace("的", "").strip("《》")
    forms = [bare]
    for region in question.regions:
        short = region.rstrip("省市")
        if bare.startswith(short) and not bare.startswith(region):
            forms.append(region + bare.removeprefix(short))
    for short, full in (("科技", "科学技术"), ("科普", "科学技术普及")):
        forms += [f.replace(short, full) for f in forms if short in f]
    return forms


def _named_article(draft: _Draft, edition: Edition, scope: Scope) -> None:
    """第四十一条规定了什么: the article itself, sentence by sentence."""
    for document_id in sorted(scope.named):
        text = edition.text(document_id)
        for provision in text.provisions.values():
            if provision.label in draft.question.locators:
                rule = text.rule_of(provision.id, provision.start, provision.end)
                units = [r.unit for r in text.read_rule(rule).units][:12]
                for unit in units:
                    quote = quote_at(edition, document_id, unit.spans, rule.locator)
                    draft.claims.append(ground(quote))
    draft.claims = draft.claims[:12]
    draft.confidence = 0.9 if draft.claims else 0.0


# Words of questions about a document itself; others in the question ask for what it says.
_HEAD_WORDS = re.compile(
    r"施行|生效|实施|执行|修订|修正|修改|改过|公布|发布|印发|通过|日期|现行|哪年|哪月|开始|废|取代|代替|制定|制订|依据|"
    r"文号|版|文本|文件|生效|有效|清理|引用|规章|条例|这份|究竟|源文件|中央|两部|国务院令|令|暂行规定|要求|变"
)


def _asks_more(question: Question) -> bool:
    """Whether the question also asks for what the document says."""
    other = [t for t in question.terms if not _HEAD_WORDS.search(t.text)]
    if all(ask in HEAD_ASKS for ask in question.asks) and len(question.parts) < 2:
        return len(other) > 2
    return bool(other)


def _from_heads(draft: _Draft, edition: Edition, scope: Scope, today: date) -> None:
    question = draft.question
    documents = sorted(scope.named)
    if not documents:
        inquiry = Inquiry.of(question, edition, scope)
        documents = _by_title(inquiry.retrieve(), inquiry.weighted)[:1]
    if documents:
        draft.claims += head_claims(question, edition, documents, today)
        draft.confidence = _OF_HEADS
        if not draft.claims and scope.named and not _asks_more(question):
            title = edition.entries[documents[0]].head.title
            draft.missing.append(f"《{title}》的文本没有写明所问的日期、文号或效力")


def _by_title(candidates: Sequence[Candidate], weighted: Weighted) -> list[str]:
    """Documents whose title holds the question's words best; none where it holds too few."""
    scores: dict[str, float] = {}
    for candidate in candidates:
        title = candidate.entry.head.title + "".join(candidate.entry.head.issuers)
        held = sum(w for t, w in weighted.terms if any(f in title for f in t.forms))
        scores[candidate.entry.id] = held / weighted.total + 0.1 * candidate.rank_score
    order = sorted(scores, key=lambda i: (-scores[i], i))
    return [i for i in order if scores[i] >= 0.5]


def _compare(draft: _Draft, edition: Edition, today: date) -> None:
    asked = draft.question.dates[0].last if len(draft.question.dates) == 1 else today
    found = compare(draft.question, edition, asked)
    if found is None:
        return
    draft.columns, draft.table = found.columns, found.rows
    draft.claims += found.claims
    draft.missing += found.missing
    draft.rules = found.compared
    draft.confidence = _OF_COMPARISONS


def _from_rules(draft: _Draft, edition: Edition, scope: Scope, asked: AskedDate | None) -> None:
    """Claims from the rules that fit best, for the whole question and for each of its parts."""
    question = draft.question
    inquiry = Inquiry.of(question, edition, scope)
    candidates = _admitted(question, inquiry.retrieve(), scope)
    draft.rules += len(candidates)
    ranked = inquiry.rank(candidates)
    units = choose(ranked, inquiry.weighted, question, edition)
    parts = _parts(inquiry, candidates, units)
    hops = follow(inquiry, [*units, *parts], ranked)
    closest = max((s.close for s in ranked[:_NEAREST]), default=0.0)
    chosen = Chosen(tuple(units), tuple(parts), tuple(hops), closest)
    draft.near += [quote_of(edition, s) for s in ranked[:3]]
    sure = confidence(question, chosen.all, inquiry.weighted)
    reasons = doubts(inquiry, chosen, sure)
    if reasons:
        draft.missing += reasons
        draft.confidence = max(draft.confidence, min(sure, 0.3))
        return
    draft.confidence = max(draft.confidence, sure)
    claims = targets(question, edition, chosen.units) or _claims(question, edition, chosen)
    if asked:
        claims = [
            replace(c, text=f"{asked.text}：{c.text}", premise=question.chinese) for c in claims[:2]
        ]
        claims += begins(edition, chosen.units[0].entry)[:1]
    elif _CHANGES.search(question.chinese) or question.asks_change:
        claims += [ground(q) for q in counterparts(edition, chosen.units[0])]
    if HEAD_ASKS & set(question.asks) and not draft.claims:
        documents = dict.fromkeys(s.entry.id for s in (*chosen.hops, *chosen.units))
        claims += head_claims(question, edition, list(documents)[:1], date.max)[:2]
    draft.claims += claims


# 2023年11月以后还能…吗: the rule before the change belongs to the answer.
_CHANGES = re.compile(r"以后[^，。？]{0,20}还|还能都|不再|改了|变了|有什么变化|新旧")


def _admitted(question: Question, candidates: list[Candidate], scope: Scope) -> list[Candidate]:
    """Only named acts, where the question names some; a definition may stand in any act."""
    if not scope.named or Ask.DEFINITION in question.asks:
        return candidates
    return [c for c in candidates if c.entry.id in scope.named] or candidates


_MOST_FOR_PART = 30
_NEAREST = 60
# …没有的呢？ asks the same of another case.
_ELLIPTIC = re.compile(r"呢[？?]?$")


def _parts(
    inquiry: Inquiry, candidates: Sequence[Candidate], chosen: Sequence[Scored]
) -> list[Scored]:
    """The best unit for each part of the question that the chosen ones do not hold already."""
    question = inquiry.question
    if len(question.parts) < 2:
        return []
    found: list[Scored] = []
    rules = {scored.rule for scored in chosen[:4]}
    for part in question.parts:
        held = {(s.entry.id, s.spans) for s in (*chosen, *found)}
        if _POINTS_BACK.search(part):
            found += _after_best(part_of(question, part), inquiry, candidates, chosen, held)
            continue
        alone = part_of(question, part)
        ranked = Inquiry.of(alone, inquiry.edition, inquiry.scope).rank(candidates[:_MOST_FOR_PART])
        near = sorted(ranked[:60], key=lambda s: -(s.score + (0.15 if s.rule in rules else 0.0)))
        fit = [s for s in near if s.close >= MIN_CLOSE and not doubts_kind(alone, [s])]
        if _ELLIPTIC.search(part):
            fit = [s for s in fit if s.rule in rules and (s.entry.id, s.spans) not in held]
        fresh = [s for s in fit if (s.entry.id, s.spans) not in held]
        if fresh and (fresh[0] is fit[0] or _as_near(fresh[0], fit[0])):
            found.append(fresh[0])
    return found


# 它转成了什么项目？ asks on about what was found.
_POINTS_BACK = re.compile(r"^(?:它|他|她|其|该|这|那|此)")


def _after_best(
    part: Question,
    inquiry: Inquiry,
    candidates: Sequence[Candidate],
    chosen: Sequence[Scored],
    held: set[tuple[str, tuple[Span, ...]]],
) -> list[Scored]:
    """The sentence of the best unit's rule that goes on about what the best one names."""
    if not chosen:
        return []
    best = chosen[0]
    ranked = inquiry.rank([c for c in candidates if c.rule == best.rule])
    wanted = [
        s
        for s in ranked
        if s.read.unit.start > best.read.unit.start
        and (s.entry.id, s.spans) not in held
        and not doubts_kind(part, [s])
    ]
    return wanted[:1]


def _as_near(one: Scored, best: Scored) -> bool:
    """Whether a unit of the same rule holds the words of a part nearly as well."""
    return one.rule == best.rule and one.close >= 0.6 * best.close and one.score > best.score - 0.25


def _claims(question: Question, edition: Edition, chosen: Chosen) -> list[Claim]:
    """The direct sentence, the sum where one is asked for, then the grounds."""
    best = chosen.units[0]
    quote = quote_of(edition, best)
    claims: list[Claim] = [*deadline(question, edition, best)]
    beside = [
        s
        for s in chosen.units
        if s.rule == best.rule and s.read.unit.paragraph == best.read.unit.paragraph
    ]
    claims += excesses(question, grouped(edition, beside)[0])
    if question.wants_number or question.quantities:
        claims += reckoned(question, edition, chosen.all[:10])
    if question.wants_number and not claims:
        claims += _numbers(question, edition, chosen)
    force = direct_force(question, best, quote)
    claims += [force] if force else []
    own = list(chosen.units)
    listing, listed = _whole_list(question, edition, chosen.units)
    if listing:
        part = replace(quote_at(edition, listing.entry.id, listed), locator=listing.rule.locator)
        claims.append(ground(part))
        own = [s for s in own if s.rule != listing.rule or not _within(s, listed)]
    quotes = grouped(edition, [*own, *chosen.parts, *chosen.hops])
    if force:
        quotes = [q for q in quotes if q.spans != quote.spans]
    claims += [ground(q) for q in quotes]
    return list({claim.text: claim for claim in claims}.values())


def _numbers(question: Question, edition: Edition, chosen: Chosen) -> list[Claim]:
    """The number that is asked for, and that of each further part of the question."""
    order = [chosen.units[0], *chosen.hops, *chosen.units[1:3], *chosen.parts]
    if question.absent:
        order.sort(key=lambda s: not any(lacks(s.read.words, thing) for thing in question.absent))
    found: list[Claim] = []
    for scored in order:
        number = threshold(question, edition, scored) or numbers(
            question, edition, chosen.units, scored
        )
        if number:
            found.append(number)
            break
    several = sum(bool(NUMERIC_ASKS & set(part_of(question, p).asks)) for p in question.parts) > 1
    if several and found:
        for scored in chosen.parts:
            number = direct_number(question, scored, quote_of(edition, scored))
            found += [number] if number else []
    return found[:_MOST_NUMBERS]


_MOST_NUMBERS = 3


def _within(scored: Scored, spans: Sequence[Span]) -> bool:
    return any(a <= scored.read.unit.start and scored.read.unit.end <= b for a, b in spans)


_SHORT_LIST = 420
"""Characters of a list that is shown whole where one of its points answers, asked for or not."""


def _whole_list(
    question: Question, edition: Edition, units: Sequence[Scored]
) -> tuple[Scored | None, tuple[Span, ...]]:
    """The unit whose list is to be shown whole, and the list's spans.

    Where a list is asked for, it is that of the best unit or of one chosen beside it in its rule;
    else only a short one of which the best unit is a point, and no number is asked for.
    """
    wanted = Ask.LIST in question.asks[:2] or bool(_ASKS_CASES.search(question.chinese))
    for scored in units if wanted else units[:1]:
        if scored.rule != units[0].rule:
            continue
        spans = list_spans(edition, scored) or ()
        length = sum(end - start for start, end in spans)
        point = scored.read.unit.lead is not None and not question.wants_number
        if spans and (wanted or (point and length <= _SHORT_LIST)):
            return scored, spans
    return None, ()


# 怎样算合法取得, 什么情形下可以认定: asks for all the cases of a rule
_ASKS_CASES = re.compile(
    r"(?:怎样|怎么|如何)(?:才)?(?:算|认定|界定|判断)|(?:什么|哪些|何种)情[形况]"
)


def _checked(draft: _Draft) -> list[Claim]:
    """The claims that say no more than their quotes, each once."""
    told = {claim.text: claim for claim in draft.claims}
    return [claim for claim in told.values() if stands(claim)]


def _citations(claims: Sequence[Claim], edition: Edition, today: date) -> tuple[Citation, ...]:
    """What the claims quote, each once, in the order of its use."""
    quotes = {(q.entry.id, q.spans): q for claim in claims for q in claim.quotes}
    return tuple(_citation(n, q, edition, today) for n, q in enumerate(quotes.values(), 1))


def _compose(draft: _Draft, composer: Composer, evidence: Sequence[Claim]) -> None:
    """Put the model's sentences in the place of the rules' own, which are its evidence."""
    if not evidence:
        return
    made = composer.compose(draft.question, evidence)
    draft.claims = list(made.claims)
    draft.missing += [made.reason] if made.reason else []
    draft.near = draft.near or [quote for claim in evidence for quote in claim.quotes]


def _reply(
    draft: _Draft, checked: Sequence[Claim], edition: Edition, today: date, method: str
) -> Answer:
    """Checked claims as numbered sentences; a refusal where the direct one does not stand."""
    if draft.claims and draft.claims[0] not in checked and not checked:
        draft.missing.append("找到的条文与所拟答案不符，未予采用")
    numbers: dict[tuple[str, tuple[tuple[int, int], ...]], int] = {}
    citations: list[Citation] = []

    def cite(quote: Quote) -> int:
        key = (quote.entry.id, quote.spans)
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            citations.append(_citation(numbers[key], quote, edition, today))
        return numbers[key]

    sentences = tuple(
        Sentence(
            _worded(claim, draft.question), tuple(dict.fromkeys(cite(q) for q in claim.quotes))
        )
        for claim in checked
    )
    table = None
    if draft.table and sentences:
        table = Table(
            draft.columns,
            tuple(cells for cells, _ in draft.table),
            tuple(tuple(cite(q) for q in c.quotes) if c else () for _, c in draft.table),
        )
    missing = tuple(dict.fromkeys(draft.missing))
    if not sentences:
        missing = missing or ("库中文件没有回答这个问题的条文",)
        for quote in draft.near[:3]:
            cite(quote)
    status = Status.NOT_FOUND if not sentences else Status.PARTIAL if missing else Status.ANSWERED
    joint = " " if draft.question.english else ""
    text = joint.join(s.text for s in sentences) or _refusal_text(missing, draft)
    return Answer(
        status=status,
        question=draft.question.text,
        text=text,
        sentences=sentences,
        citations=tuple(citations),
        table=table,
        missing=missing,
        searched=_searched(draft, edition),
        method=method,
        confidence=round(draft.confidence if sentences else min(draft.confidence, 0.3), 3),
        build=edition.build,
        elapsed_ms=0.0,
    )


def _worded(claim: Claim, question: Question) -> str:
    return in_english(claim.text) if question.english else claim.text


def _refusal_text(missing: Sequence[str], draft: _Draft) -> str:
    near = "；最接近的条文附后，但不足以回答" if draft.near else ""
    if draft.question.english:
        return f"The library does not answer this: {'; '.join(missing)}."
    return f"现有资料无法回答：{'；'.join(missing)}{near}。"


def _searched(draft: _Draft, edition: Edition) -> Searched:
    regions = {r for i in draft.documents for r in edition.entries[i].head.regions}
    return Searched(len(draft.documents), draft.rules, tuple(sorted(regions)))


def _citation(n: int, quote: Quote, edition: Edition, today: date) -> Citation:
    head = quote.entry.head
    return Citation(
        n=n,
        document_id=quote.entry.id,
        title=head.title,
        document_number=head.document_number,
        doc_type=head.doc_type,
        region="、".join(head.regions),
        locator=quote.locator,
        quote=quote.text,
        spans=quote.document.parted(quote.spans),
        page=quote.document.page_at(quote.spans[0][0]),
        validity=_force(quote, edition, today),
    )


def _force(quote: Quote, edition: Edition, today: date) -> Force:
    path = parse_locator(quote.locator)
    record = edition.validity.provision_on(quote.entry.id, path, today)
    words = record.as_json()
    return Force(record.status.value, words["from"], words["to"], record.basis)
