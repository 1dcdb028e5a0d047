"""A question that goes on from the one before, made whole: 那上海呢？ takes over what it lacks.

Nothing is guessed: what is taken over is said in words, and the same two questions always give
the same third.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.asked.names import KnownNames
from qa.asked.slots import Filled, Slot, slots_of
from qa.asked.terms import find_terms
from qa.claims.chain import goes_on

# 那要是…呢, 换成…的话: the frame of a follow-up says nothing itself.
_OPENS = re.compile(
    r"^(?:那么|那|然后|还有|另外|再问|请问|嗯|好的?|哦|如果|要是|假如|假设|换成|换做|换到|改成|改为|至于|对于|在|是|，|,|\s)+"
)
_CLOSES = re.compile(
    r"(?:又|的话|的情况下?|的情形|怎么办|怎么样|如何|怎样|怎么规定的?|是怎么规定的?|有什么不同|呢|吗|？|\?|。|，|\s)+$"
)
_GROUNDS = re.compile(
    r"(?:法律|政策|文件)?依据|出处|原文|哪一?条(?!例)|第几条|哪个条款|哪一款|来源|凭什么|根据什么|哪份文件规定|哪里规定|^为什么|^为何"
)
_NO_CONTENT = frozenset(
    {
        "法律依据",
        "政策依据",
        "依据",
        "出处",
        "原文",
        "条款",
        "来源",
        "来自",
        "根据",
        "说明",
        "引用",
        "看",
    }
)
# 它, 该条例, 这个规定: what was spoken of before.
_POINTS = re.compile(
    r"(?:它|该|本|此|上述|这(?:部|个|份|项|条|些)?|那(?:部|个|份|项))(?:条例|办法|法律?|规定|文件|细则|意见|方案|政策)|它(?!们)"
)
_ELSEWHERE = re.compile(r"国家|全国|中央|国务院|各省|各地|哪些|哪个|哪几|所有|比较|对比")
_JOINTS = re.compile(r"^[、和与跟及，]*$")
# 京沪浙三地: the count goes with what was counted.
_COUNTED = re.compile(r"^(?:等|这)?[两二三四五六七八九十](?:地|省市|省|市|家)(?=[的各分都])")
_TAKEN_ALONG = (Slot.REGION, Slot.UNIT)
"""What a whole new question in the same conversation still is about, unless it says otherwise."""
_SHORT = 16


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question as it is understood after another one."""

    question: str
    """Whole in itself: asked alone it means the same."""
    inherited: tuple[str, ...] = ()
    """What was taken over from the question before, in words; empty where nothing was."""
    wants_grounds: bool = False
    """Whether only the clauses on which the answer before stands are asked for."""


def follow_up(
    text: str, before: str, names: KnownNames, cited: Callable[[], str | None]
) -> FollowUp:
    """``text`` as a whole question, after the whole question ``before``.

    ``cited`` gives the title of the act on which the answer to ``before`` stands; it is called
    only for a question that points at it and names none.
    """
    bare = _CLOSES.sub("", _OPENS.sub("", text.strip()))
    new, old = slots_of(bare, names), slots_of(before, names)
    rest = find_terms(bare, leave_out=[(f.start, f.end) for f in new])
    content = [t for t in rest if t.text not in _NO_CONTENT]
    if joined := goes_on(before, text):
        return FollowUp(joined, (f"上一问：{before}",))
    if _POINTS.search(text):
        return _taken_along(text, new, old, cited)
    if not content and not new and (_GROUNDS.search(text) or not rest):
        grounds = bool(_GROUNDS.search(text))
        told = "上一问的依据" if grounds else "上一问"
        return FollowUp(before, (f"{told}：{before}",), wants_grounds=grounds)
    if not content and new and len(bare) <= _SHORT + sum(len(f.text) for f in new):
        return _refilled(before, new, old)
    return _taken_along(text, new, old, cited)


def _refilled(before: str, new: Sequence[Filled], old: Sequence[Filled]) -> FollowUp:
    """The question before with its slots filled anew, and those that it lacked put in front."""
    inherited = [f"上一问：{before}"]
    whole, front = before, ""
    for slot in dict.fromkeys(f.slot for f in new):
        words = _words(new, slot)
        held = [f for f in old if f.slot is slot]
        if held:
            inherited.append(f"{slot.value}：{_words(old, slot)}换成{words}")
        else:
            front += f"{words}，"
            inherited.append(f"{slot.value}：加上{words}")
    for filled in reversed(old):
        words = _words(new, filled.slot)
        if words:
            first = not any(f.slot is filled.slot and f.start < filled.start for f in old)
            whole = _put(whole, filled, words if first else "")
    return FollowUp(front + whole, tuple(inherited))


def _words(slots: Sequence[Filled], slot: Slot) -> str:
    """What the slots of one kind say, each once."""
    return "、".join(dict.fromkeys(f.text for f in slots if f.slot is slot))


def _put(text: str, filled: Filled, words: str) -> str:
    """``words`` in the place of a slot; without words the slot goes, and what joined it on."""
    start = filled.start
    if not words:
        while start and _JOINTS.match(text[start - 1]):
            start -= 1
    return text[:start] + words + _COUNTED.sub("", text[filled.end :])


def _taken_along(
    text: str, new: Sequence[Filled], old: Sequence[Filled], cited: Callable[[], str | None]
) -> FollowUp:
    """A question of its own that still is of the same place, kind of unit and act."""
    inherited = []
    named = any(f.slot is Slot.ACT for f in new)
    pointing = _POINTS.search(text)
    if pointing and not named:
        acts = [f.text.strip("《》") for f in old if f.slot is Slot.ACT]
        title = acts[-1] if acts else cited()
        if title:
            text = f"{text[: pointing.start()]}《{title}》{text[pointing.end() :]}"
            inherited.append(f"{pointing.group()}：《{title}》")
            named = True
    if named or _ELSEWHERE.search(text):
        return FollowUp(text, tuple(inherited))
    front = ""
    for slot in _TAKEN_ALONG:
        held = _words(old, slot)
        if held and not any(f.slot is slot for f in new):
            front += f"{held}，"
            inherited.append(f"{slot.value}：{held}")
    return FollowUp(front + text, tuple(inherited))
