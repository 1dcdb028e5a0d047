"""Which way a question is answered: by heads, by comparing, by a named article or by the rules."""

from __future__ import annotations

from datetime import date

from qa.asked.asks import HEAD_ASKS
from qa.asked.question import Question
from qa.claims.chain import from_chain
from qa.claims.draft import Draft
from qa.claims.kinds_beside import kinds_of
from qa.refusals.gaps import beyond_documents, gaps_of_question, missing_articles, version_not_held
from qa.refusals.refusal import past_the_last
from qa.refusals.supplied import only_repeats
from qa.search.named_nodes import named_nodes
from qa.search.retrieve import Scope, choose_scope
from qa.search.sides import any_side_held
from qa.shelf.shelf import Edition
from qa.ways.by_rules import by_rules
from qa.ways.compare import compare
from qa.ways.from_heads import ABOUT_FORCE, OF_HEADS, asks_more, from_heads, refuse_or_tell
from qa.ways.in_force import force_on_day
from qa.ways.named_article import from_article, names_asked
from qa.ways.stated import stated
from qa.ways.timely import asks_which_law
from qa.ways.times import at_times
from qa.ways.walk import related

# Share right of the questions of this kind that no rule was made on (docs/answers.md).
_OF_COMPARISONS = 0.65
_OF_NONE = 0.2


def draft_answer(question: Question, edition: Edition, today: date) -> Draft:
    """What the library says, by the law as it stands on ``today``; not yet checked."""
    draft = Draft(question)
    scope = choose_scope(question, edition, question.dates[0].last if question.dates else today)
    draft.documents = frozenset(scope.documents)
    if not _by_graph(draft, edition, scope):
        draft = _by_texts(draft, edition, scope, today)
    if amiss := past_the_last(question, draft.claims) or only_repeats(question, draft.claims):
        draft.near = [quote for claim in draft.claims for quote in claim.quotes]
        draft.claims, draft.missing, draft.confidence = [], [amiss], _OF_NONE
    return draft


def _by_texts(draft: Draft, edition: Edition, scope: Scope, today: date) -> Draft:
    question = draft.question
    gaps = gaps_of_question(question, edition)
    lost = [m for m in question.policies if not m.policy_ids]
    compared = question.compares and any_side_held(question, edition)
    refused = gaps or (lost and ABOUT_FORCE & set(question.asks))
    beyond = [*beyond_documents(question), *version_not_held(question, edition)]
    if beyond or (refused and not compared):
        told = [g.words for g in (*beyond, *gaps)] or [f"库中没有《{m.text}》" for m in lost]
        return refuse_or_tell(draft, told, edition, scope, today)
    draft.missing += [g.words for g in gaps]
    compares = question.compares or kinds_of(question)
    if (
        (not gaps and _by_force(draft, edition, scope, today))
        or (not gaps and _at_times(draft, edition, today))
        or (compares and _compare(draft, edition, today))
    ):
        return draft
    led = None if gaps else from_chain(question, edition, today, draft_answer)
    if led:
        return led
    asks_words = names_asked(question) and not asks_which_law(question)
    by_article = asks_words and _by_article(draft, edition, scope)
    if by_article:
        return draft
    if HEAD_ASKS & set(question.asks) and from_heads(draft, edition, scope, today):
        return draft
    by_rules(draft, edition, scope, today)
    return draft


def _by_graph(draft: Draft, edition: Edition, scope: Scope) -> bool:
    """Whether a relation of the graph is asked for by the nodes it joins, and told or refused."""
    named = named_nodes(draft.question, edition)
    found = related(draft.question, named, edition, scope.documents)
    if not found.claims and not found.missing:
        found = stated(draft.question, named, edition, scope)
    draft.claims += found.claims
    draft.missing += found.missing
    if draft.claims or draft.missing:
        draft.confidence = OF_HEADS if draft.claims else _OF_NONE
        return True
    return False


def _at_times(draft: Draft, edition: Edition, today: date) -> bool:
    """Whether what rules say at several times is asked for, and told."""
    question = draft.question
    of_heads = bool(HEAD_ASKS & set(question.asks)) and not asks_more(question)
    return not of_heads and at_times(draft, edition, today)


def _by_article(draft: Draft, edition: Edition, scope: Scope) -> bool:
    """Whether the articles that are named answer, or their lack refuses."""
    question = draft.question
    not_held = [m for m in question.policies if m.named_only]
    if not_held and not scope.named:
        draft.missing += [f"库中没有《{m.text}》的文本" for m in not_held]
    else:
        draft.missing += [g.words for g in missing_articles(question, edition, sorted(scope.named))]
    if not draft.missing and scope.named:
        from_article(draft, edition, scope)
    return bool(draft.claims or draft.missing)


def _by_force(draft: Draft, edition: Edition, scope: Scope, today: date) -> bool:
    """Whether only the force of an act on a day or since it is asked for, and told."""
    draft.claims += force_on_day(draft.question, edition, scope, today)
    draft.confidence = OF_HEADS if draft.claims else 0.0
    return bool(draft.claims)


def _compare(draft: Draft, edition: Edition, today: date) -> bool:
    """Whether a comparison tells, or tells that no side has a rule on the matter."""
    asked = draft.question.dates[0].last if len(draft.question.dates) == 1 else today
    found = compare(draft.question, edition, asked)
    acts = {p.policy_ids for p in draft.question.policies if p.policy_ids}
    if found is None or (not found.claims and len(acts) > 1):
        return False  # what two acts that are named say apart, the rules tell
    draft.columns, draft.table = found.columns, found.rows
    draft.claims += found.claims
    draft.missing += found.missing
    draft.rules = found.compared
    draft.confidence = _OF_COMPARISONS if found.claims else _OF_NONE
    return bool(found.claims) or not HEAD_ASKS & set(draft.question.asks)
