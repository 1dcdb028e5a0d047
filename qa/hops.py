"""From the rule that was found to the one it points to: 按照《…》的规定执行, 依照第X条, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.names import policy_id
from qa.question import Ask, Question
from qa.rank import Scored, Weighted, rank
from qa.retrieve import Candidate, Scope, retrieve
from qa.shelf import Edition, version_date

# 按照《…》的规定执行, 依照《…》第六条, 其职权按《…》第六条的规定行使
_REFERS = re.compile(
    r"(?:按照?|依照|依据|根据|适用|参照|遵守)[^。；《]{0,12}《(?P<title>(?:[^《》]|〈[^〉]*〉)+)》"
    r"(?P<places>(?:第[零一二三四五六七八九十百〇\d]+条[、和至]?)*)[^。；]{0,16}(?:执行|办理|规定|行使|给予|处理|处罚)"
)
_OWN_ARTICLE = re.compile(
    r"(?:依照|按照|根据|依据|违反)本(?:条例|法|办法|规定|细则|解释)(?P<place>第[零一二三四五六七八九十百〇\d]+条)"
)
_MARKED = re.compile(r"[“\"]([^”\"]{5,40})[”\"]")
_ARTICLE = re.compile(r"第[零一二三四五六七八九十百〇\d]+条")
_MOST = 2


def follow(
    question: Question,
    edition: Edition,
    chosen: Sequence[Scored],
    ranked: Sequence[Scored],
    scope: Scope,
    weighted: Weighted,
) -> list[Scored]:
    """Units of what the chosen ones point to, at most two, best first."""
    found: list[Scored] = []
    for scored in chosen[:3]:
        words = _words(edition, scored)
        match = _REFERS.search(words)
        if match:
            found += _in_policy(question, edition, match, scope, weighted, words)
        own = _OWN_ARTICLE.search(words)
        if own:
            found += _in_article(edition, scored, own["place"], ranked)
    if len(question.asks) > 1 or Ask.FORMULA in question.asks:
        found += _by_name(question, edition, chosen, scope, weighted)
    return _new(found, chosen)[:_MOST]


def _words(edition: Edition, scored: Scored) -> str:
    text = edition.text(scored.entry.id).document.text
    return "".join("".join(text[a:b] for a, b in scored.spans).split())


def _in_policy(
    question: Question,
    edition: Edition,
    match: re.Match[str],
    scope: Scope,
    weighted: Weighted,
    words: str,
) -> list[Scored]:
    versions = edition.versions.get(policy_id(match["title"]), [])
    if not versions:
        return []
    on = question.dates[0].last if question.dates else date.max
    begun = [v for v in versions if version_date(v) <= on] or versions
    newest = max(begun, key=lambda v: (version_date(v), v.id))
    candidates = retrieve(question, edition, scope, documents=[newest.id], extra=words)
    places = _ARTICLE.findall(match["places"] or "")
    if places:
        candidates = [
            c for c in candidates if c.rule.locator.startswith(tuple(places))
        ] or candidates
    own = replace(scope, named=frozenset({newest.id}))
    return rank(question, edition, candidates[:30], own, weighted)[:2]


def _in_article(
    edition: Edition, scored: Scored, place: str, ranked: Sequence[Scored]
) -> list[Scored]:
    return [s for s in ranked if s.entry.id == scored.entry.id and s.rule.locator == place][:1]


def _by_name(
    question: Question,
    edition: Edition,
    chosen: Sequence[Scored],
    scope: Scope,
    weighted: Weighted,
) -> list[Scored]:
    """Where a name in quotation marks stands in another document: the indicator's own definition."""
    found: list[Scored] = []
    for scored in chosen[:3]:
        for name in _MARKED.findall(_words(edition, scored))[:2]:
            others = [i for i in scope.documents if i != scored.entry.id]
            candidates: list[Candidate] = retrieve(
                question, edition, scope, documents=others, extra=f"{name} {name}"
            )
            units = rank(question, edition, candidates[:12], scope, weighted)
            wanted = "".join(name.split())
            rules = [
                s
                for s in units
                if wanted
                in "".join(
                    edition.text(s.entry.id).document.text[s.rule.start : s.rule.end].split()
                )
            ]
            found += rules[:1]
    return found


def _new(found: Sequence[Scored], chosen: Sequence[Scored]) -> list[Scored]:
    seen = {(s.entry.id, s.spans) for s in chosen}
    kept = []
    for scored in found:
        key = (scored.entry.id, scored.spans)
        if key not in seen:
            kept.append(scored)
            seen.add(key)
    return kept
