"""An answer to an English question: frame and reasons in English, quotes as they are."""

from __future__ import annotations

import re

from qa.asked.wording import english_terms

# （《…》第四十五条第一款第（二）项）
_SOURCE = r"（(?P<source>《(?:[^（）]|（[^（）]*）)+)）"
# Frames of sentences; what stands between is of the source and stays.
_FRAMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^不可以："), "No, that is not allowed: "),
    (re.compile(r"^可以："), "Yes, that is allowed: "),
    (re.compile(r"^不需要："), "No, that is not required: "),
    (re.compile(r"^需要："), "Yes, that is required: "),
    (re.compile(r"^依据是(?P<source>.+)。$"), r"This rests on \g<source>."),
    (re.compile(r"^不符合(?:，|：(?=[^“”]*=))"), "No, that does not keep the rule: "),
    (re.compile(r"^符合(?:，|：(?=[^“”]*=))"), "Yes, that keeps the rule: "),
    (re.compile(r"；未规定、也未约定时适用(?=）。$)"), ", where nothing was laid down or agreed"),
    (
        re.compile(r"^这是未规定、也未约定时的标准；有规定或者约定的，"),
        "That holds where nothing was laid down or agreed; for what was, ",
    ),
    # 至少56万元：80万元×70%=56万元 is worked out, and no quote
    (re.compile(rf"(?P<words>[^“”]*=[^“”]*){_SOURCE}。$"), r"\g<words>, by \g<source>."),
    (re.compile(rf"^(?P<words>[^“”]+?){_SOURCE}。$"), r"“\g<words>”, by \g<source>."),
    (re.compile(r"规定[:：]?“"), " provides: “"),
    (re.compile(r"记载[:：]?“"), " reports: “"),
    (re.compile(r"”。$"), "”."),
)
_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^库中没有写到“(.+)”$"), r"no text of the library speaks of “\1”"),
    (re.compile(r"^库中没有《(.+)》(?:的文本)?$"), r"the library does not hold 《\1》"),
    (re.compile(r"^库中没有(.+)的文件$"), r"the library holds no document of \1"),
    (re.compile(r"^库中(.+)的文件没有这样的规定$"), r"no document of \1 has such a rule"),
    (re.compile(r"^《(.+)》没有(第.+条)$"), r"《\1》 has no \2"),
    (
        re.compile(r"^库中没有(.+)的文本，最早的一版(.+)起施行$"),
        r"the library holds no text of \1; its earliest one is in force from \2",
    ),
    (re.compile(r"^库中没有(.+)的文本$"), r"the library holds no text of \1"),
    (re.compile(r"^库中没有后来另行"), "the library holds no later rule on this"),
    (
        re.compile(r"^《(.+)》的文本没有写明"),
        r"the text of 《\1》 does not state the date, number or validity that is asked for",
    ),
    (
        re.compile(r"^(.+)：库中其(\d+)份文件里未见这样的规定$"),
        r"\1: no such rule in the \2 documents of it that the library holds",
    ),
    (
        re.compile(r"^其他(\d+)个省级地区未入库：(.+)$"),
        r"the library holds no document of \1 other provinces: \2",
    ),
    (
        re.compile(r"^库中的数值是到(.+)年的，没有(.+)的$"),
        r"the figure in the library is for \1, not for \2",
    ),
    (re.compile(r"^没有找到“(.+)”的答案$"), r"no answer was found to “\1”"),
    (re.compile(r"^库中没有(.+)年的这一数据$"), r"the library has no such figure for \1"),
    (re.compile(r"^没有认出“(.+)”是哪个地区$"), r"“\1” is not known as a region"),
    (re.compile(r"^没有检索到"), "no rule on this was found"),
    (re.compile(r"^检索到的条文没有说明：所问事项$"), "the rules found do not speak of the matter"),
    (re.compile(r"^检索到的条文没有说明：(.+)$"), r"the rules found do not speak of \1"),
    (re.compile(r"^检索到的条文没有写(.+)$"), r"the rules found do not say \1"),
    (re.compile(r"^检索到的条文没有给出所问的数值$"), "the rules found give no such figure"),
    (re.compile(r"^说到所问事项的条文没有给出数值$"), "the rules found give no such figure"),
    (re.compile(r"^检索到的条文没有给出所问的姓名$"), "the rules found name nobody"),
    (re.compile(r"^检索到的条文没有给出所问的(.+)$"), r"the rules found do not give \1"),
    (
        re.compile(r"^检索到的条文没有给出以“(.+)”计的数值$"),
        r"the rules found give no figure in “\1”",
    ),
    (re.compile(r"^检索到的条文没有逐一写明(.+)$"), r"the rules found do not name \1 one by one"),
    (re.compile(r"^检索到的条文没有规定所问行为的罚款$"), "the rules found fine another deed"),
    (re.compile(r"^条文没有写到(.+)$"), r"the rules found do not come to \1"),
    (re.compile(r"^检索到的条文只作规定"), "the rules found record no figures"),
    (re.compile(r"^所问的是意见"), "an opinion or advice is asked for, and documents give none"),
    (re.compile(r"^所问的是以后的事"), "what is asked for is yet to come"),
    (
        re.compile(r"^库中没有所问文件的文本，也没有其效力的记录"),
        "the library holds neither the act asked about nor a record of its force",
    ),
    (
        re.compile(r"^(.+)的来源标注为已失效，库中没有写明何时、由什么文件废止的文本"),
        r"the source marks \1 as no longer in force; no text held says when or by what it ended",
    ),
    (re.compile(r"^库中文件没有回答"), "no rule in the library answers it"),
    (re.compile(r"^找到的条文与所拟答案不符"), "the draft did not stand against its sources"),
    (re.compile(r"^模型在所给条文中没有"), "the model found no answer in the rules"),
    (re.compile(r"^模型的答句与所引条文不符"), "no sentence of the model stood"),
    (re.compile(r"^模型的答句没有给出"), "the model's sentences do not give the figure asked for"),
    (
        re.compile(r"^模型另有(\d+)句"),
        r"\1 more sentences of the model did not stand against their sources",
    ),
)  # fmt: skip


def in_english(text: str) -> str:
    """A sentence with its frame in English; what is quoted stays in the words of its source."""
    for chinese, english in _FRAMES:
        text = chinese.sub(english, text)
    return text.strip()


def reason_in_english(reason: str, question: str) -> str:
    """Why something is missing, its words for the matter in those of the English question where it
    has them; a reason without an English form stays as it is.
    """
    for chinese, english in _REASONS:
        match = chinese.match(reason)
        if match:
            return _in_words_of(question, match.expand(english))
    return reason


def table_words(cell: str) -> str:
    """A heading of a table, or what is said in the place of a rule; a cell of a source stays."""
    return _OF_TABLES.get(cell, cell)


def _in_words_of(question: str, told: str) -> str:
    said = {chinese: english for english, chinese in english_terms(question)}
    if not said:
        return told
    terms = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    pattern = rf"《[^》]*》|(?P<term>{terms})(?:省|市)?"  # Jiangsu stands for 江苏省
    return re.sub(pattern, lambda m: said.get(m["term"], m.group()), told)


_OF_TABLES = {
    "地区": "Region",
    "文件": "Document",
    "对象": "Kind",
    "比例": "Share",
    "金额": "Amount",
    "期限": "Period",
    "数量": "Number",
    "数值": "Figure",
    "主体与规定": "Who, and the rule",
    "规定": "Rule",
    "情态": "Force",
    "基数": "Of what",
    "条件": "Condition",
    "主体": "Who",
    "依据": "Source",
    "国家": "the nation",
    "未见": "not found",
    "未入库": "not in the library",
}
