"""An answer about documents themselves: from their heads, or of one that is not held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from graph.model import Head, Validity
from qa.asked.asking_parts import asking_sentences
from qa.asked.asks import HEAD_ASKS, NUMERIC_ASKS, Ask, kinds_asked
from qa.asked.question import Question
from qa.asked.title_forms import KINDS
from qa.claims.draft import Draft
from qa.claims.ending import ended
from qa.claims.facts import head_claims
from qa.claims.quoting import quote_of
from qa.search.rank import Inquiry
from qa.search.retrieve import Scope
from qa.shelf.shelf import Edition

OF_HEADS = 0.8
"""Share right of such answers among questions that no rule was made on (docs/answers.md)."""


_OF_NONE = 0.2
# Words of questions about a document itself; others in the question ask for what it says.
_HEAD_WORDS = re.compile(
    r"施行|生效|实施|执行|修订|修正|修改|改过|公布|发布|印发|通过|出台|颁布|法规|日期|现行|哪年|哪月|开始|废|取代|代替|制定|制订|依据|"
    r"文号|字号|成文|签发|落款|版|文本|文件|生效|有效|清理|引用|规章|条例|这份|究竟|源文件|中央|两部|国务院令|令|暂行规定|要求|变"
)


# 火炬中心《…行动方案》: whose act it is
_WHOSE = re.compile(r"[^，。？；]{2,14}(?=《)")
# 试行办法，今天还有效吗: of a text, and not of a contract or a mark
_FORCE_OF_TEXT = re.compile(
    rf"(?:{'|'.join(KINDS)}|规章|政策|措施)》?[^。？]{{0,14}}(?:有效|失效|废止|作废|生效|适用|管用|算数)"
)
# 按哪版走？2025年2月呢？ asks the same of another day
_OF_ANOTHER_DAY = re.compile(r"[\d年月日号以之后起，]{2,14}呢[？?]?$")
# 施行前已经注册的商标还有效吗: of what there was before the act, and not of the act
_OF_EARLIER_CASES = re.compile(r"(?:施行|实施|公布|生效)(?:之)?(?:以)?前")


def asks_more(question: Question, title: str = "") -> bool:
    """Whether the question also asks for what the document of this title says."""
    if question.asks == (Ask.VALIDITY,):
        return bool(_OF_EARLIER_CASES.search(question.chinese))
    sentences = asking_sentences(question.chinese)
    if len(sentences) > 1 and any(_asks_a_number(s) for s in sentences):
        return True
    asked = _WHOSE.sub("", question.chinese).replace("发文字号", "字号")
    own = [t for t in question.terms if t.text in asked and not _HEAD_WORDS.search(t.text)]
    other = [t for t in own if not any(form in title for form in t.forms)]
    parts = [part for part in question.parts if not _OF_ANOTHER_DAY.match(part)]
    if all(ask in HEAD_ASKS for ask in question.asks) and len(parts) < 2:
        return len(other) > 2
    return bool(other)


def _asks_a_number(sentence: str) -> bool:
    asks = set(kinds_asked(sentence))
    return bool(NUMERIC_ASKS & asks) and not HEAD_ASKS & asks


def from_heads(draft: Draft, edition: Edition, scope: Scope, today: date) -> bool:
    """Whether the heads of documents tell all that is asked, or refuse it."""
    question = draft.question
    documents = _of_asking_sentence(question, edition, sorted(scope.named))
    if not documents:
        inquiry = Inquiry.of(question, edition, scope)
        documents = by_title(inquiry)[:1]
    if not documents and _asks_force_of_text(question):
        draft.missing.append("库中没有所问文件的文本，也没有其效力的记录")
    if documents:
        draft.claims += head_claims(question, edition, documents, today)
        draft.confidence = OF_HEADS if draft.claims else _OF_NONE
        head = edition.entries[documents[0]].head
        title = head.title
        of_number = question.asks == (Ask.NUMBER,)
        own_number = of_number and not question.policies
        more = asks_more(question, title if own_number else "")
        named = scope.named or own_number or question.asks == (Ask.VALIDITY,)
        another = of_number and head.document_number  # its own is no answer: of what it replies to
        ended = head.status is Validity.REPEALED and Ask.VALIDITY in question.asks
        if not draft.claims and named and (ended or not (more or another)):
            draft.missing.append(_untold(head))
            return True
    return bool(draft.claims or draft.missing) and not asks_more(question)


def _untold(head: Head) -> str:
    """What the text of a document leaves open; of one that its source calls ended, that too."""
    if head.status is Validity.REPEALED:
        return f"《{head.title}》的来源标注为已失效，库中没有写明何时、由什么文件废止的文本"
    return f"《{head.title}》的文本没有写明所问的日期、文号或效力"


def _asks_force_of_text(question: Question) -> bool:
    """Whether only the force of a text is asked for, and none that is held is named."""
    only = question.asks[:1] == (Ask.VALIDITY,) and not question.policies
    return only and bool(_FORCE_OF_TEXT.search(question.chinese)) and not asks_more(question)


def _of_asking_sentence(question: Question, edition: Edition, named: list[str]) -> list[str]:
    """Of several named acts those of the one sentence that asks about an act itself."""
    sentences = asking_sentences(question.chinese)
    asking = [s for s in sentences if HEAD_ASKS & set(kinds_asked(s))]
    if len(sentences) < 2 or len(asking) != 1:
        return named
    start = question.chinese.index(asking[0])
    inside = range(start, start + len(asking[0]))
    works = {i for p in question.policies if p.start in inside for i in p.policy_ids}
    return [i for i in named if edition.entries[i].head.policy_id in works] or named


def by_title(inquiry: Inquiry) -> list[str]:
    """Documents whose title holds the question's words best; none where it holds too few."""
    scores: dict[str, float] = {}
    weighted = inquiry.weighted
    for candidate in inquiry.retrieve():
        title = candidate.entry.head.title + "".join(candidate.entry.head.issuers)
        held = sum(w for t, w in weighted.terms if any(f in title for f in t.forms))
        scores[candidate.entry.id] = held / weighted.total + 0.1 * candidate.rank_score
    order = sorted(scores, key=lambda i: (-scores[i], i))
    return [i for i in order if scores[i] >= 0.5]


ABOUT_FORCE = frozenset({Ask.VALIDITY, Ask.REPEALS, Ask.EFFECTIVE, Ask.VERSION})


def refuse_or_tell(
    draft: Draft, gaps: Sequence[str], edition: Edition, scope: Scope, today: date
) -> Draft:
    """A policy that is not held may still be told of where a text ends it."""
    draft.missing += gaps
    about_force = ABOUT_FORCE & set(draft.question.asks)
    asked = draft.question.dates
    on = asked[0].last if len(asked) == 1 else today
    for mention in draft.question.policies:
        if about_force and not mention.policy_ids:
            for title in _title_forms(mention.text, draft.question):
                told = ended(edition, title, on)
                draft.claims += told
                if told:
                    break
        elif about_force:
            held = [e.id for p in mention.policy_ids for e in edition.versions[p]]
            draft.claims += head_claims(draft.question, edition, held, today)
    if draft.claims:
        draft.missing.clear()
        draft.confidence = OF_HEADS
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
