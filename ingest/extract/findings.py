"""Problems and recommendations: what a report finds lacking, what it advises, and who says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.model import (
    NodeKind,
    Predicate,
    Problem,
    Provision,
    ProvisionKind,
    Recommendation,
    Relation,
    Span,
    statement_id,
)
from ingest.extract.advice import advice_of
from ingest.extract.body import Body
from ingest.extract.points import POINT, plain_words, speaker, who_speaks
from ingest.extract.problems import LACKS, LISTS_HERE, NOT_FOUND, problems_of
from ingest.extract.sections import Section, is_report, sectioned

_GOES_ON = re.compile(r"^(?:同时|此外|另外|而且|再者|与此同时|另一方面|加之)，")
_NEAR, _FAR = 3, 99
"""Sentences after a problem within which 同时 goes on with it."""
# 主要存在以下几方面问题：
_OPENS_LIST = re.compile(r"(?:问题|不足|短板|困难|堵点|瓶颈|痛点|难点)[^。]{0,12}[：:]$")
# 成绩背后，隐忧仍在。一方面，…
_ANNOUNCES = re.compile(
    r"(?:隐忧|短板|不足|问题|挑战|困难|瓶颈|差距|烦恼|难题|堵点)[^。，；]{0,6}(?:仍在|仍存|犹存|尚存|依然存在|仍然存在|不容忽视|同样明显|同样突出|也不少|不小|不少)。$"
)
# 针对甲不足的问题，建议… | …，以破解乙难题
_AGAINST = re.compile(
    r"针对(?P<what>[^，。；]{4,50}?)(?:的|等)?(?P<kind>问题|不足|短板|瓶颈|难题|堵点|痛点|困境|难点|现状|情况)?(?=，)"
)
_SOLVES = re.compile(
    r"(?:破解|解决|化解|缓解|克服)(?P<what>[^，。；]{4,40}?"
    r"(?:难|慢|弱|低|少|不足|短缺|缺乏|缺位|缺失|断裂|薄弱|滞后|不[\u4e00-\u9fff]{1,3}))(?:等|的)*(?:问题|难题|瓶颈|堵点|困境)?(?=[。；，]|$)"
)
_EMPTY = re.compile(r"^(?:上述|以上|这些|这一|此类|存在|当前|突出|主要|前述|该|本)|存在的")


def findings(body: Body) -> tuple[list[Problem], list[Recommendation], list[Relation]]:
    """Problems, recommendations and which of them says that it answers which, in text order."""
    problems: dict[str, Problem] = {}
    advice: dict[str, Recommendation] = {}
    if not is_report(body):
        return [], [], []
    listing: Provision | None = None
    since, spoke = _FAR, ""
    for sentence, heading in sectioned(body):
        opened = bool(_OPENS_LIST.search(sentence.text))
        in_list = listing is sentence.provision and bool(POINT.match(sentence.text))
        announced = heading.tells and bool(_ANNOUNCES.search(sentence.text))
        if (opened or announced) and not NOT_FOUND.search(sentence.text):
            listing = sentence.provision
            continue
        if not in_list:
            listing = None
        inside = in_list and heading is not Section.ADVICE
        # …等问题。同时，…不强。: the next sentences may go on with it.
        goes_on = since <= _NEAR and bool(_GOES_ON.match(sentence.text))
        on = goes_on and heading.tells
        lists = LISTS_HERE.match(sentence.text)
        here = bool(lists) and not (lists and NOT_FOUND.search(lists[0]))
        told_here = here and (heading.tells or heading is Section.PROBLEMS)
        section = Section.PROBLEMS if inside or on or told_here else heading
        for recommendation in advice_of(body, sentence, section):
            who = who_speaks(recommendation.attributed_to, spoke)
            advice.setdefault(recommendation.id, replace(recommendation, attributed_to=who))
        spoke = who_speaks(speaker(sentence.text), spoke) or spoke
        for problem in problems_of(body, sentence, section):
            if not any(_same(problem, r) for r in advice.values()):
                problems.setdefault(problem.id, problem)
                since = 0
        since += 1
    titles = {p.id: p.title for p in body.provisions if p.rank is not ProvisionKind.PARAGRAPH}
    for title in _only_titles(problems.values(), titles):
        del problems[title]
    for title in _only_titles(advice.values(), titles):
        del advice[title]
    relations: list[Relation] = []
    for recommendation in advice.values():
        relations += _addresses(body, recommendation, problems)
    return list(problems.values()), list(advice.values()), relations


def _only_titles(found: Iterable[Problem | Recommendation], titles: dict[str, str]) -> list[str]:
    """1.供给质量不高。高校成果…: the title of a point is told again by its text."""
    told = list(found)
    places = Counter(s.evidence.provision_id for s in told)
    return [
        s.id
        for s in told
        if places[s.evidence.provision_id] > 1 and titles.get(s.evidence.provision_id) == s.name
    ]


def _same(problem: Problem, recommendation: Recommendation) -> bool:
    a, b = problem.evidence, recommendation.evidence
    return a.start < b.end and b.start < a.end


def _addresses(
    body: Body, recommendation: Recommendation, problems: dict[str, Problem]
) -> Iterator[Relation]:
    """The problem that the recommendation itself names; a new one where it stands nowhere else."""
    start = recommendation.evidence.start
    for pattern in (_AGAINST, _SOLVES):
        for match in pattern.finditer(recommendation.evidence.quote):
            what = match["what"]
            if _EMPTY.search(what):
                continue
            span = (start + match.start("what"), start + match.end("what"))
            problem = _stated(what, list(problems.values()))
            if problem is None:
                if not (match.groupdict().get("kind") or pattern is _SOLVES):
                    continue
                if not LACKS.search(what) and not what.endswith(("难", "慢", "弱", "低", "少")):
                    continue
                problem = _named(body, span, what)
                problems[problem.id] = problem
            yield Relation(
                recommendation.id, Predicate.ADDRESSES, problem.id, recommendation.evidence
            )


def _named(body: Body, span: Span, what: str) -> Problem:
    evidence = body.quote(span)
    return Problem(
        id=statement_id(NodeKind.PROBLEM, evidence), name=plain_words(what), evidence=evidence
    )


_COVERS = 0.7
"""Share of the words' pairs of characters that the stated problem must hold, too."""


def _stated(what: str, problems: Sequence[Problem]) -> Problem | None:
    pairs = {what[n : n + 2] for n in range(len(what) - 1)}
    scored = [
        (sum(pair in problem.name for pair in pairs) / len(pairs), -n, problem)
        for n, problem in enumerate(problems)
    ]
    best = max(scored, key=lambda told: told[:2], default=None)
    return best[2] if best and best[0] >= _COVERS else None
