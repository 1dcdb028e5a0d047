"""Names that the library knows: titles, short titles and aliases of its policies, its regions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.model import Head, Relation
from graph.names import policy_id, short_title
from graph.regions import RegionMention, find_regions
from graph.store import DocumentEntry
from qa.asked.places import chain
from qa.asked.title_forms import (
    KINDS,
    REGION_SUFFIX,
    forms_of_number,
    is_cut_of,
    title_like,
    without_region,
    wordings_of,
)

# Kinds that are common words too; before them only a long piece of the title counts.
_COMMON = frozenset(
    {"规定", "办法", "意见", "方案", "解释", "决定", "通知", "批复", "规划", "文件"}
)
# 国办发[2018]126号 is 国办发〔2018〕126号
_BRACKETS = str.maketrans("〔［[（【〕］]）】", "((((()))))")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》|〈[^〈〉]*〉)+)》")
_COURT = "最高人民法院"
_COURT_READS = "司法解释"
# 技术合同纠纷的那份解释 is 技术合同纠纷解释
_POINTING = re.compile(r"的?(?:那|这)一?[份部个项]")
_SHORTEST_TITLE = 7
"""Characters of a title that is known without 《》 though the library does not hold it."""


@dataclass(frozen=True, slots=True)
class PolicyMention:
    """A policy that a question names."""

    start: int
    """Code points into the question, from 0."""
    end: int
    text: str
    policy_ids: tuple[str, ...]
    """Works of the library that may be meant; empty where it holds none of this name."""
    quoted: bool
    """Whether the question put 《》 around it."""
    exact: bool
    """Whether the whole title was given, not a short form."""
    named_only: bool = False
    """Whether documents of the library mention it without it being in the library."""


@dataclass(frozen=True, slots=True)
class _Title:
    policy_id: str
    name: str
    """Canonical, without the country's name."""
    bare: str
    """``name`` without a leading region."""


class KnownNames:
    """Looks names up in questions. Made once for a build; holds no text of a document."""

    def __init__(
        self,
        entries: Sequence[DocumentEntry],
        aliases: Iterable[Relation] = (),
        named: Iterable[str] = (),
    ) -> None:
        self._titles: dict[str, _Title] = {}
        self.regions: dict[str, list[str]] = defaultdict(list)
        """Region → ids of the documents that are valid in it."""
        self.in_titles: dict[str, list[str]] = defaultdict(list)
        """Region inside one of those that a title names (浦东新区) → ids of the documents."""
        for entry in entries:
            head = entry.head
            name = short_title(head.title)
            bare = without_region(name, head.regions)
            self._titles.setdefault(head.policy_id, _Title(head.policy_id, name, bare))
            for region in head.regions:
                self.regions[region].append(entry.id)
            for mention in find_regions(head.title, within=head.regions):
                if set(head.regions) & set(chain(mention.region.name)[1:]):
                    self.in_titles[mention.region.name].append(entry.id)
        self._numbers = {
            form: e.head.policy_id
            for e in entries
            if e.head.document_number
            for form in forms_of_number(e.head.document_number.translate(_BRACKETS))
        }
        self._by_pair: dict[str, set[str]] = defaultdict(set)
        for title in self._titles.values():
            for n in range(len(title.name) - 1):
                self._by_pair[title.name[n : n + 2]].add(title.policy_id)
        self._aliases: dict[str, set[str]] = defaultdict(set)
        self._named = set(named)
        """Titles and aliases that documents mention, whether the library holds them or not."""
        for entry in entries:
            # what a digest says of its act is the nearest thing to it that is held
            self._named -= {policy_id(title) for title in titles_digested(entry.head)}
        for relation in aliases:
            alias = relation.attribute("alias")
            if alias and len(alias) > 2:
                self._named.add(alias)
                if relation.object in self._titles:
                    self._aliases[alias].add(relation.object)

    @property
    def places(self) -> tuple[str, ...]:
        """Every region by whose short name a question may speak of documents."""
        return tuple(dict.fromkeys((*self.regions, *self.in_titles)))

    def documents_of(self, region: str) -> list[str]:
        """Ids of the documents that are valid in a region or speak of it in their title."""
        return [*self.regions.get(region, ()), *self.in_titles.get(region, ())]

    def title(self, policy: str) -> str:
        return self._titles[policy].name

    def holds(self, policy: str) -> bool:
        return policy in self._titles

    def find_policies(
        self, text: str, regions: Sequence[RegionMention] = ()
    ) -> tuple[PolicyMention, ...]:
        """Policies named in a question: 《…》 first, then short titles outside of them."""
        found = [self._quoted(m, regions) for m in _QUOTED.finditer(text)]
        found += self._numbered_in(text)
        covered = [(p.start, p.end) for p in found]
        for start, end in title_like(text):
            if any(a < end and start < b for a, b in covered):
                continue
            mention = self._short(text, start, end, regions)
            if mention:
                found.append(mention)
                covered.append((mention.start, mention.end))
        return tuple(sorted(found, key=lambda p: p.start))

    def _numbered_in(self, text: str) -> Iterator[PolicyMention]:
        """Policies that are named by their 文号: 国办发〔2018〕126号文; each only once."""
        plain = text.translate(_BRACKETS)
        for number, policy in self._numbers.items() if "号" in text else ():
            start = plain.find(number)
            if start >= 0:
                end = start + len(number)
                yield PolicyMention(
                    start, end, text[start:end], (policy,), quoted=False, exact=True
                )

    def _quoted(self, match: re.Match[str], regions: Sequence[RegionMention]) -> PolicyMention:
        inside = match[1]
        wanted = policy_id(inside)
        place = (match.start(), match.end(), inside)
        if wanted in self._titles:
            return PolicyMention(*place, (wanted,), quoted=True, exact=True)
        ids = tuple(sorted(self._aliases.get(inside, ())))
        if not ids and wanted not in self._named:
            ids = self._of_region(self._matching(inside, regions), regions, match.start())
        named = not ids and (wanted in self._named or inside in self._named)
        return PolicyMention(*place, ids, quoted=True, exact=False, named_only=named)

    def _short(
        self, text: str, start: int, end: int, regions: Sequence[RegionMention]
    ) -> PolicyMention | None:
        """The longest piece that ends here and cuts a title short.

        陕西省某条例 where only other regions have such an act is a mention of nothing held.
        """
        only_named = self._only_named(text, start, end, regions)
        if only_named:
            return only_named
        for begin in range(start, end - 2):
            if text[begin] in "的和与按" or any(m.start < begin < m.end for m in regions):
                continue
            piece = text[begin:end]
            ids = self._matching(piece, regions)
            if not ids:
                continue
            chosen = self._of_region(ids, regions, begin)
            if len(chosen) > 1 and any(
                m.start == begin and len(_POINTING.sub("", text[m.end : end])) < 4 for m in regions
            ):
                continue  # 上海条例, where Shanghai has many: it names the region, no act
            before = next((m for m in regions if 0 <= begin - m.end <= 1), None)
            exact = any(self._titles[i].name == piece for i in chosen)
            place = before.start if before and not chosen else begin
            return PolicyMention(place, end, text[place:end], chosen, quoted=False, exact=exact)
        return None

    def _only_named(
        self, text: str, start: int, end: int, regions: Sequence[RegionMention]
    ) -> PolicyMention | None:
        """An act that texts of the library name by just this title, and that it does not hold.

        北京以前的某条例 is 北京市某条例.
        """
        for begin in range(start, end - _SHORTEST_TITLE + 1):
            piece = text[begin:end]
            titles = [piece]
            for region in regions:
                short = REGION_SUFFIX.sub("", region.region.name)
                titles.append(region.region.name + piece.removeprefix(short))
            known = [policy_id(t) for t in titles]
            if any(i in self._titles for i in known):
                return None
            for title, named in zip(titles, known, strict=True):
                if named in self._named:
                    return PolicyMention(
                        begin, end, title, (), quoted=False, exact=True, named_only=True
                    )
        return None

    def _matching(self, piece: str, regions: Sequence[RegionMention] = ()) -> tuple[str, ...]:
        """Works whose title ends like ``piece`` and holds the rest of it in order.

        Those of the regions go before those that are more alike: 重庆…专利条例 is Chongqing's.
        """
        piece = _POINTING.sub("", piece)
        kind = next((k for k in KINDS if piece.endswith(k)), "")
        content = piece.removesuffix(kind)
        aliased = tuple(sorted(self._aliases.get(piece, ())))
        if piece.endswith(_COURT_READS):
            matter = piece.removesuffix(_COURT_READS).removesuffix("的")
            return self._of_supreme_court(matter) or aliased
        if not kind or len(content) < (4 if kind in _COMMON else 2):
            return (whole,) if (whole := policy_id(piece)) in self._titles else aliased
        wordings = wordings_of(short_title(piece))
        near = [
            self._titles[i]
            for i in sorted(
                {i for w in wordings for i in self._by_pair[w[:2]] & self._by_pair[w[-2:]]}
            )
        ]
        stems = [REGION_SUFFIX.sub("", m.region.name) for m in regions]
        if not any(stem in piece for stem in stems):
            own = [t for t in near if any(stem in t.name for stem in stems)]
            near = [t for t in own if any(is_cut_of(w, t.name) for w in wordings)] or near
        exact = [t for t in near if t.name in wordings]
        tail = [t for t in near if any(t.name.endswith(w) for w in wordings)]
        parts = [t for t in near if any(is_cut_of(w, t.name) for w in wordings)]
        best = exact or [t for t in tail if t.bare in wordings] or tail or parts
        return tuple(t.policy_id for t in best) or aliased

    def _of_supreme_court(self, matter: str) -> tuple[str, ...]:
        """技术合同司法解释: readings of the law by the court, whose titles end in 解释 or 规定."""
        if len(matter) < 2:
            return ()
        readings = [t for t in self._titles.values() if t.name.startswith(_COURT)]
        ends = (f"{matter}解释", f"{matter}规定")
        found = [t for t in readings if matter in t.name]
        found = found or [t for t in readings if any(is_cut_of(end, t.name) for end in ends)]
        return tuple(sorted(t.policy_id for t in found))

    def _of_region(
        self, ids: tuple[str, ...], regions: Sequence[RegionMention], begin: int
    ) -> tuple[str, ...]:
        """Of works with like titles those of the regions that the question names.

        Where the region stands right before the title and no work is of it, none is meant.
        """
        stems = [REGION_SUFFIX.sub("", m.region.name) for m in regions]
        local = tuple(i for i in ids if any(stem in self._titles[i].name for stem in stems))
        national = tuple(i for i in ids if self._titles[i].bare == self._titles[i].name)
        if local or not stems:
            return local or ids
        return (
            ()
            if any(0 <= begin - m.end <= 2 for m in regions) and not national
            else (national or ids)
        )


def titles_digested(head: Head) -> list[str]:
    """Titles of the acts that a document is a digest of; none for other documents."""
    return [m[1] for m in _QUOTED.finditer(head.digest_of or "")]
