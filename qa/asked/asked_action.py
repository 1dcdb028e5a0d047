"""What a question wants to be allowed or bound to do: 延长 in 能延长吗."""

from __future__ import annotations

import re

from graph.names import fold
from qa.asked.question import Question

_ASKED = re.compile(
    r"(?:能不能|能否|可不可以|可否|是否可以|可以|(?<!不)能|允许|需不需要|要不要|是否需要|需要|必须)"
    r"(?P<action>[^，,。；;？?吗么]{2,30})"
)


def speaks_of_action(question: Question, words: str) -> bool:
    """Whether folded words say some word of what is asked about; true where it has none.

    受理后几天答复，能延长吗 is not answered by a sentence that says 不予批准 of the answer.
    """
    asked = "，".join(m["action"] for m in _ASKED.finditer(question.chinese))
    terms = [t for t in question.terms if t.text in asked and len(t.text) > 1]
    if not terms:
        return True
    pairs = {pair for t in terms for pair in t.pairs}
    return any(fold(form) in words for t in terms for form in (*t.forms, *t.kin)) or any(
        pair in words for pair in pairs
    )
