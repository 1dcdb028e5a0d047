"""Recommendations: what a report says should be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import NodeKind, Recommendation, statement_id
from ingest.extract.body import Body, Sentence
from ingest.extract.points import halves, plain_words, points, said_by, speaker, trimmed
from ingest.extract.sections import Section

_SHOULD = re.compile(
    r"建议|应当|(?<![供相适响反对效回感理])应(?=[^用急届对答])|(?:^|[，；：])(?:还|也|更|既|必须|[^，。；]{0,8})?要(?=[\u4e00-\u9fff])(?!求|素|点)"
    r"|需要|亟[须需待]|必须|有必要|务必|不妨|可考虑|(?:希望|期待|期盼)(?=[，\u4e00-\u9fff])"
    r"|(?:^|[，；：])(?:还|仍|也|更|[^，。；]{0,6})?[需须](?=[\u4e00-\u9fff])(?![求要知])"
)

_ORDERS = re.compile(
    r"(?:^|[，；：])(?:进一步|加快|着力|积极|大力|持续|逐步|全面|适时|尽快)?(?:推动|推进|引导|加强|探索|促进|建立|健全|完善|深化|提升|强化|优化|开展|"
    r"搭建|打造|培育|建设|落实|推广|实施|扩大|加大|构建|组建|发展|拓宽|畅通|鼓励|支持|制定|出台|设立|明确|简化|赋予|补齐|用好|统筹|整合|引进|降低|提高|将|把|让|以|请|恳请|希望|可(?=[依借参考探通以由])"
    r"|由[^，。；]{2,20}(?:牵头|负责|统筹))"
)

_NEXT = re.compile(r"(?:^|，)(?:下一步|未来|今后|接下来|下一阶段|下阶段)[，,]?")


def advice_of(body: Body, sentence: Sentence, section: Section) -> Iterator[Recommendation]:
    text = body.document.text
    who = speaker(sentence.text)
    said = said_by(sentence.text)
    advises = bool(
        who
        and said
        and said["verb"] in ("建议", "呼吁", "主张", "希望", "期待", "期盼", "倡议", "提议")
    )
    opens = sentence.text.startswith("建议")
    parted = opens or section is Section.ADVICE
    for span in halves(sentence) if parted else points(sentence):
        start, end = trimmed(text, span)
        words = text[start:end]
        should, orders = bool(_SHOULD.search(words)), bool(_ORDERS.search(words))
        if section is Section.ADVICE:
            told = should or orders
        elif section is Section.OUTLOOK:
            told = should
        else:
            said_so = who or opens or words.startswith("建议") or _NEXT.search(sentence.text)
            advice = should or (orders and (opens or advises))
            told = section.tells and advice and bool(said_so)
        if told and len(words) >= 8 and not _closes_lead(words):
            if later := _NEXT.match(words):
                start, end = trimmed(text, (start + later.end(), end))
            evidence = body.quote((start, end))
            yield Recommendation(
                id=statement_id(NodeKind.RECOMMENDATION, evidence),
                name=plain_words(evidence.quote),
                evidence=evidence,
                attributed_to=who,
            )


def _closes_lead(words: str) -> bool:
    """Whether the words only announce: 提出以下建议："""
    return bool(re.search(r"(?:以下|如下|几点)[^，。]{0,8}(?:建议|对策)|[：:]$", words))
