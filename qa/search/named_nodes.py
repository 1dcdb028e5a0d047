"""Which policies, institutions and places a question names, and its words without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.institution_names import generic_words, listed
from graph.institutions import find_institutions
from graph.model import NodeKind
from graph.names import node_id, policy_id
from qa.asked.places import NATION, find_places
from qa.asked.question import Question
from qa.shelf.shelf import Edition

POLICY = "《》"
"""Stands in ``NamedNodes.words`` where the question names a policy."""
BODY = "【】"
"""Stands there for an institution."""
PLACE = "〔〕"
"""Stands there for a region outside of any title."""
_SHORTEST = 4
"""Characters of an institution's name that is known by the graph alone: 清华大学."""


@dataclass(frozen=True, slots=True)
class NamedBody:
    id: str
    name: str
    """The official one."""
    written: str
    """As the question writes it: 科技部."""


@dataclass(frozen=True, slots=True)
class NamedNodes:
    words: str
    """The question with a mark in the place of each name."""
    policies: tuple[str, ...]
    """Ids of works, whether the library holds them or only names them."""
    bodies: tuple[NamedBody, ...]
    places: tuple[str, ...]
    """Official names of regions."""


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    mark: str
    policies: tuple[str, ...] = ()
    body: NamedBody | None = None
    place: str = ""


def named_nodes(question: Question, edition: Edition) -> NamedNodes:
    """The nodes in the order of the question; a body inside a title is the title's."""
    mentions = sorted(_mentions(question, edition), key=lambda m: (m.start, -m.end))
    words, done = "", 0
    kept: list[_Mention] = []
    for mention in mentions:
        if mention.start >= done:
            words += question.chinese[done : mention.start] + mention.mark
            done = mention.end
            kept.append(mention)
    return NamedNodes(
        words + question.chinese[done:],
        tuple(dict.fromkeys(i for m in kept for i in m.policies)),
        tuple(dict.fromkeys(m.body for m in kept if m.body)),
        tuple(dict.fromkeys(m.place for m in kept if m.place)),
    )


def _mentions(question: Question, edition: Edition) -> Iterator[_Mention]:
    named = [
        p for p in question.policies if p.quoted or not _ASKED.search(question.chinese[: p.start])
    ]
    titles = [(p.start, p.end) for p in named]
    for policy in named:
        ids = policy.policy_ids or (policy_id(policy.text),)
        yield _Mention(policy.start, policy.end, POLICY, policies=ids)
    rest = [
        *_titles_named_only(question, edition),
        *_bodies(question, edition),
        *(
            _Mention(m.start, m.end, PLACE, place=m.region.name)
            for m in find_places(question.chinese, edition.names.places)
        ),
    ]
    for mention in rest:
        if not any(a < mention.end and mention.start < b for a, b in titles):
            yield mention


# 哪些关于专利的|条例: what is asked for, and no title cut short
_ASKED = re.compile(r"(?:哪|几)[^，。？被把由将是]{0,8}$")

# 种子法, which the library does not hold and its acts are made by
_TITLE_LIKE = re.compile(r"[\u3400-\u9fff《》]{2,}(?:法|条例|办法|大纲|协定)")


def _titles_named_only(question: Question, edition: Edition) -> Iterator[_Mention]:
    for start, node in edition.named_in(question.chinese, NodeKind.POLICY):
        if _TITLE_LIKE.fullmatch(node.name):
            yield _Mention(start, start + len(node.name), POLICY, policies=(node.id,))


def _bodies(question: Question, edition: Edition) -> Iterator[_Mention]:
    for start, end, name in _bodies_by_name(question, edition):
        body = NamedBody(node_id(NodeKind.INSTITUTION, name), name, question.chinese[start:end])
        yield _Mention(start, end, BODY, body=body)


def _bodies_by_name(question: Question, edition: Edition) -> Iterator[tuple[int, int, str]]:
    """``(start, end, official name)``: by the rules of names, and as the graph knows them."""
    held = [e for p in question.policies for i in p.policy_ids for e in edition.versions[i]]
    regions = [*question.regions, *(r for e in held for r in e.head.regions)]
    within = tuple(dict.fromkeys(regions)) or (NATION,)
    for mention in find_institutions(question.chinese, within=within):
        yield mention.start, mention.end, mention.name
    short = listed().nationwide if within == (NATION,) else {}  # 知识产权局 of a national document
    for written, name in short.items():
        if (start := question.chinese.find(written)) >= 0:
            yield start, start + len(written), name
    generic = generic_words()
    for start, node in edition.named_in(question.chinese, NodeKind.INSTITUTION):
        if len(node.name) >= _SHORTEST and node.name not in generic:
            yield start, start + len(node.name), node.name
