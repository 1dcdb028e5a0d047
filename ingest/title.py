"""The title of a document and its number (发文字号), as its first lines print them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Document, Span
from ingest.captions import is_credit

_WORD = (
    r"(?:条例|办法|规定|细则|意见|通知|决定|决议|方案|规划|计划|纲要|法|法典|解释|批复|解答|措施|公告|准则|规则|"
    r"指引|指南|要点|命令|目录|清单|标准|规程|章程|函|报告|通报|大纲|政策|规范|制度|公约|协定|宣言|摘要|倡议|白皮书)"
)
_COMPLETE = re.compile(rf"{_WORD}(?:[（(〔][^（）()〔〕]{{1,40}}[）)〕])*$")
# 某市人民政府文件, 附件, 附件2, 中华人民共和国国务院令, 第706号, 公告, 国办发〔2021〕26号
_BEFORE = re.compile(
    r"^(?:[\u4e00-\u9fff（）、 ]{3,40}文件|附件 ?\d*[：:]?|.{0,40}(?:(?<!命)令|公告)|目录"
    r"|(?:发文|成文|发布|公布|施行|文号|有效|时效).{0,4}：.*"
    r"|[\u4e00-\u9fff《》]{0,16}(?:\d{4}年)?第? ?\d{1,4}期.{0,16}"
    r"|[\u4e00-\u9fff]{0,8}[理席长任] [\u4e00-\u9fff ·]{2,8}|\d{4}年\d{1,2}月\d{1,2}日"
    r"|(?:〔?\d{4}〕? ?)?第? ?[一二三四五六七八九十百\d]+ ?号)$"
)
# ——编者: ends the note that a magazine prints above the title.
_EDITOR = re.compile(r"^[—\-（(\s]*(?:编者|编者按|本刊编辑部|编辑部)[）)]?$")
# 临江：⏎以人才引领发展: the place on a line of its own opens the title.
_OPENS = re.compile(r"^[\u4e00-\u9fff·]{2,12}[：:]$")
_SENTENCE = re.compile(r"[。；，]|[：:]$")
_DATED = re.compile(r"^[（(]?\d{4}年")
_LONGEST = 90
_MOST_LINES = 4

# 国办发〔2021〕26号, 国科发高[2018]235号, （京政办发(2019)3号）, 发文字号：…
_NUMBER = re.compile(
    r"^[（(]?(?:发文字号|文号)?[：: ]*(?P<code>[\u4e00-\u9fffA-Za-z]{1,14})"
    r"[〔\[［【（(](?P<year>\d{4})[〕\]］】）)] ?"
    r"(?:第 ?)?(?P<serial>\d{1,5}) ?号[）)]?$",
    re.MULTILINE,
)
# 中华人民共和国国务院令⏎第706号, 国家知识产权局令第17号
_ORDER = re.compile(
    r"(?P<who>[\u4e00-\u9fff、 ]{2,60}?)令\s{0,2}(?:[（(]?第?)\s?"
    r"(?P<serial>[\d一二三四五六七八九十百〇零]{1,5})\s?号"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the head with their place."""

    value: str
    span: Span


def read_title(document: Document, head: Span | None) -> Named | None:
    """The title in the first lines, lines that a narrow column broke joined; None without one."""
    lines = _below_editor(_lines(document.text, head or (0, len(document.text)))[:8])
    while lines and (_stands_before(lines[0].value) or _is_text(lines[0].value)):
        lines = lines[1:]
    joined = ""
    for n, line in enumerate(lines[:_MOST_LINES]):
        if (
            _SENTENCE.search(line.value)
            and not line.value.startswith("关于")
            and "、" not in line.value
        ):
            break
        if n and (_DATED.match(line.value) or _stands_before(line.value)):
            break
        joined += line.value
        if len(joined) > _LONGEST:
            break
        if _COMPLETE.search(joined):
            return Named(joined, (lines[0].span[0], line.span[1]))
    return _first_line(lines)


def _below_editor(lines: list[Named]) -> list[Named]:
    """The lines below an editor's note; all of them where there is none."""
    ends = [n for n, line in enumerate(lines) if _EDITOR.match(line.value)]
    return lines[ends[-1] + 1 :] if ends else lines


def is_complete_title(words: str) -> bool:
    """Whether the words end as titles of acts do: …条例, …办法（试行）."""
    return bool(_COMPLETE.search(words))


def _stands_before(line: str) -> bool:
    """A letterhead, a number, an order or a date above the title."""
    return bool(_BEFORE.match(line) or _NUMBER.match(line))


def _is_text(line: str) -> bool:
    """Running text or a credit above the title, as magazines print it."""
    return (len(line) > 20 and line[-1:] in "。；！？") or is_credit(line)


def _first_line(lines: list[Named]) -> Named | None:
    """A title without one of the words that end titles: a report's or a treaty's."""
    first = lines[0] if lines else None
    if first and _OPENS.match(first.value) and (rest := _first_line(lines[1:])):
        return Named(first.value + rest.value, (first.span[0], rest.span[1]))
    if first is None or len(first.value) > 50 or _SENTENCE.search(first.value):
        return None
    return first


def read_number(document: Document, head: Span | None) -> Named | None:
    r"""The 发文字号 where it stands on a line of its own in the head, in its official form.

    >>> document = Document("d", "0" * 64, "临河市人民政府文件\n临政发[2024]3号\n正文。")
    >>> read_number(document, (0, 21)).value
    '临政发〔2024〕3号'
    """
    if head is None:
        return None
    match = _NUMBER.search(document.text, *head)
    if match:
        value = f"{match['code']}〔{match['year']}〕{int(match['serial'])}号"
        return Named(value, match.span())
    return None


def order_number(text: str, span: Span) -> Named | None:
    r"""The number of the last order (令) in this stretch: 国令第706号 for the State Council's.

    >>> order_number("中华人民共和国国务院令\n第706号", (0, 17)).value
    '国令第706号'
    """
    matches = list(_ORDER.finditer(text, *span))
    if not matches:
        return None
    # The note under a title tells the orders of all versions; the last one is this version's.
    match = matches[-1]
    name = match["who"].rpartition("日")[2].lstrip()  # 2018年11月6日 国务院令
    who = re.sub(r"\s", "", name).removeprefix("中华人民共和国")
    value = f"国令第{match['serial']}号" if who == "国务院" else f"{who}令第{match['serial']}号"
    return Named(value, (match.end("who") - len(name), match.end()))


def _lines(text: str, span: Span) -> list[Named]:
    lines = []
    offset = span[0]
    for line in text[slice(*span)].split("\n"):
        if line.strip():
            lines.append(Named(line, (offset, offset + len(line))))
        offset += len(line) + 1
    return lines
