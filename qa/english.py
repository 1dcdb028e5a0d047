"""An answer to an English question: frame and reasons in English, quotes as they are."""

from __future__ import annotations

import re

# Frames of sentences; what stands between is of the source and stays.
_FRAMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^不可以："), "No, that is not allowed: "),
    (re.compile(r"^可以："), "Yes, that is allowed: "),
    (re.compile(r"^不需要："), "No, that is not required: "),
    (re.compile(r"^需要："), "Yes, that is required: "),
    (re.compile(r"^依据是(?P<source>.+)。$"), r"This rests on \g<source>."),
    (
        re.compile(r"^(?P<words>[^“”]+)（(?P<source>《[^（）]+)）。$"),
        r"“\g<words>”, by \g<source>.",
    ),
    (re.compile(r"规定[:：]?“"), " provides: “"),
    (re.compile(r"记载[:：]?“"), " reports: “"),
    (re.compile(r"”。$"), "”."),
)
_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^库中没有《(.+)》(?:的文本)?$"), r"the library does not hold 《\1》"),
    (re.compile(r"^库中没有(.+)的文件$"), r"the library holds no document of \1"),
    (re.compile(r"^库中(.+)的文件没有这样的规定$"), r"no document of \1 has such a rule"),
    (re.compile(r"^《(.+)》没有(第.+条)$"), r"《\1》 has no \2"),
    (re.compile(r"^库中没有(.+)年的这一数据$"), r"the library has no such figure for \1"),
    (re.compile(r"^没有认出“(.+)”是哪个地区$"), r"“\1” is not known as a region"),
    (re.compile(r"^没有检索到"), "no rule on this was found"),
    (re.compile(r"^检索到的条文没有说明：(.+)$"), r"the rules found do not speak of \1"),
    (re.compile(r"^检索到的条文没有写(.+)$"), r"the rules found do not say \1"),
    (re.compile(r"^检索到的条文没有给出所问的数值$"), "the rules found give no such figure"),
    (re.compile(r"^说到所问事项的条文没有给出数值$"), "the rules found give no such figure"),
    (re.compile(r"^检索到的条文没有给出所问的金额$"), "the rules found give no such sum"),
    (re.compile(r"^检索到的条文没有给出所问的(.+)$"), r"the rules found do not give \1"),
    (re.compile(r"^检索到的条文没有给出以年计的期限$"), "the rules found give no period in years"),
    (re.compile(r"^检索到的条文没有以“(.+)”计的数值$"), r"the rules found give no figure in “\1”"),
    (re.compile(r"^检索到的条文只作规定"), "the rules found record no figures"),
    (re.compile(r"^所问的是意见"), "an opinion or advice is asked for, and documents give none"),
    (re.compile(r"^所问的是以后的事"), "what is asked for is yet to come"),
    (re.compile(r"^库中文件没有回答"), "no rule in the library answers it"),
    (re.compile(r"^找到的条文与所拟答案不符"), "the draft did not stand against its sources"),
)  # fmt: skip


def in_english(text: str) -> str:
    """A sentence with its frame in English; what is quoted stays in the words of its source."""
    for chinese, english in _FRAMES:
        text = chinese.sub(english, text)
    return text.strip()


def reason_in_english(reason: str) -> str:
    """Why something is missing; a reason without an English form stays as it is."""
    for chinese, english in _REASONS:
        match = chinese.match(reason)
        if match:
            return match.expand(english)
    return reason
