"""How questions ask for relations of the graph: which end is named, and which is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from graph.model import NodeKind, Predicate
from qa.search.named_nodes import BODY, PLACE, POLICY


class End(Enum):
    """An end of a relation."""

    SUBJECT = "subject"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class AskedRelation:
    """One line of the table. ``asked`` is read in the words of ``NamedNodes``."""

    predicates: tuple[Predicate, ...]
    wanted: End
    asked: re.Pattern[str]
    told: str
    """The answer's first sentence, with {known} and {found}."""
    lacking: str = ""
    """What is told of a body, {known}, of which there is none; empty where that proves nothing."""


_WHICH = "(?:哪|几|什么|啥)"
_ACT = r"(?:部|份|件|个|项|文件|规章|条例|办法|规定|细则|意见|法)"
_WHICH_ACT = rf"(?:{_WHICH}[一二两三四五六七八九十几些]?|第[一二三四五六七八九十\d]+){_ACT}"
_ENDS = r"(?:废止|废掉|废除|废了|取代|代替|替代)"
_WHO = r"(?:谁|(?:哪|什么|啥)(?!时|[一几]?[天年月日])[^，。？的]{0,6})"
_MAKES = r"(?:发布|印发|出台|制定|制订|公布|颁布|下发|发|出)"

RELATIONS = (
    # 哪些条例是根据《…》制定的, 《…》下面有哪几部条例是根据它制定的
    AskedRelation(
        (Predicate.BASED_ON, Predicate.IMPLEMENTS),
        End.SUBJECT,
        re.compile(
            rf"^(?=.*{_WHICH}).*(?:根据|依据|依照|按照|以|实施|贯彻|落实)(?:{POLICY}|它|其|该法)"
            r"[^，。？]{0,8}(?:制定|制订|出台|为依据)"
            rf"|{POLICY}被{_WHICH}[^，。？]{{0,6}}(?:当作|作为|当成|用作)[^，。？]{{0,4}}依据"
        ),
        "根据{known}制定的有{found}。",
    ),
    # 《…》是哪份文件废掉的, 被哪部条例取代
    AskedRelation(
        (Predicate.REPEALS,),
        End.SUBJECT,
        re.compile(
            rf"{POLICY}[^。？]{{0,14}}{_WHICH_ACT}[^。？]{{0,14}}{_ENDS}"
            rf"|(?:谁|{_WHICH_ACT})(?:把|将)?{_ENDS}(?:了|的是)?{POLICY}"
        ),
        "废止{known}的是{found}。",
    ),
    # 《…》废止了哪几部, 【】2025年废止了哪些规章
    AskedRelation(
        (Predicate.REPEALS,),
        End.OBJECT,
        re.compile(
            rf"(?:{POLICY}|{BODY})[^。？]{{0,20}}{_ENDS}[^。？]{{0,6}}{_WHICH_ACT}"
            rf"|{_WHICH_ACT}[^。？]{{0,24}}被{POLICY}[^，。？]{{0,4}}{_ENDS}"
        ),
        "{known}废止了{found}。",
    ),
    # 2021年9月29日的那份修改决定改了哪几部条例
    AskedRelation(
        (Predicate.AMENDS,),
        End.OBJECT,
        re.compile(rf"(?:修改|修正|修订)的?决定[^。？]{{0,6}}(?:改|修)[^。？]{{0,10}}{_WHICH_ACT}"),
        "{known}修改了{found}。",
    ),
    # 《…》被哪几份决定修改过
    AskedRelation(
        (Predicate.AMENDS,),
        End.SUBJECT,
        re.compile(
            rf"{POLICY}[^。？]{{0,8}}{_WHICH}[^。？]{{0,6}}决定[^。？]{{0,6}}(?:改|修)"
            rf"|{_WHICH}[^。？]{{0,6}}(?:修改|修正|修订)了?{POLICY}"
        ),
        "修改{known}的有{found}。",
    ),
    # 哪些条例引用了《…》
    AskedRelation(
        (Predicate.CITES,),
        End.SUBJECT,
        re.compile(rf"(?:哪|几)[^。？]{{0,12}}(?:引用|援引|提到|提及)(?:了|过)?{POLICY}"),
        "引用{known}的有{found}。",
    ),
    # 【】2018年发了哪些通知, 【】就…出过哪些司法解释
    AskedRelation(
        (Predicate.ISSUED_BY,),
        End.SUBJECT,
        re.compile(
            rf"{BODY}[^。？]{{0,24}}{_MAKES}(?:了|过|的有?)(?:哪|几|什么)[^，。？]*"
            r"(?:文件|通知|意见|规章|办法|规定|决定|条例|解释|法规|法律|方案|批复|细则|政策)"
        ),
        "{known}发布的有{found}。",
        "库中没有{known}发布的这样的文件",
    ),
    # 《…》是谁发布的, 《…》由哪个部门印发, 《…》的制定机关
    AskedRelation(
        (Predicate.ISSUED_BY,),
        End.OBJECT,
        re.compile(
            rf"{POLICY}(?:是|由|系|，)*{_WHO}(?:联合)?(?:{_MAKES}|通过)[^，。？]{{0,4}}(?:[？?]|$)"
            rf"|{_WHO}{_MAKES}(?:了|的)?{POLICY}(?:[？?]|$)"
            rf"|{POLICY}的?(?:制定|发布|发文|印发|颁布)(?:机关|单位|机构|部门)"
        ),
        "{known}由{found}发布。",
    ),
    # 河南有哪些关于专利的地方性法规, 上海出台过哪些科技成果转化条例
    AskedRelation(
        (Predicate.JURISDICTION,),
        End.SUBJECT,
        re.compile(
            rf"{PLACE}(?!.*{PLACE})[省市]?[^，。？]{{0,4}}(?:有|{_MAKES}(?:了|过))(?:哪|几|什么)"
            r"[^，。？]*?(?:条例|法规|规章|文件)(?:[？?，。]|$)"
        ),
        "库中{known}的有{found}。",
    ),
    # 《若干措施》的全称叫什么
    AskedRelation(
        (Predicate.ALIAS_OF,),
        End.OBJECT,
        re.compile(r"全称|全名|完整(?:的)?(?:名称|标题)"),
        "{known}的全称是{found}。",
    ),
)


@dataclass(frozen=True, slots=True)
class AskedStatements:
    """Statements of one kind that a document makes."""

    kind: NodeKind
    name: str
    """What they are called in a refusal."""
    word: re.Pattern[str]
    """What a text calls them."""

    @property
    def asked(self) -> re.Pattern[str]:
        """有哪些不足, 建议是什么."""
        words = self.word.pattern
        return re.compile(
            rf"{_WHICH}[^，。？]{{0,8}}(?:{words})|(?:{words})[^，。？]{{0,4}}{_WHICH}"
        )


STATEMENTS = (
    AskedStatements(NodeKind.PROBLEM, "不足", re.compile(r"不足|短板|问题|困难|堵点|差距")),
    AskedStatements(NodeKind.RECOMMENDATION, "建议", re.compile(r"建议")),
)

_TASK = "(?:任务|职责|责任|分工|工作|活|事|措施|举措|要求)"
TASKS = re.compile(
    rf"{BODY}(?!的)[^，。？]{{0,12}}(?:负责|承担|牵头|配合|落实|做|干|采取|推出)(?:了|过|的)?{_WHICH}"
    rf"|(?:给|让|请|要求|交给|为){BODY}[^，。？]{{0,6}}(?:派|布置|安排|定|提出?)了?{_WHICH}"
    rf"|{BODY}的?(?:有|{_TASK}(?:是|有|包括)?){_WHICH}[^，。？]{{0,4}}(?:{_TASK}|[？?]|$)"
    rf"|{BODY}(?!的)[^，。？]{{0,20}}出(?:台|了)?{_WHICH}[^，。？]{{0,8}}(?:措施|举措)"
)
"""【】负责哪些措施, 给【】派了什么任务: what an institution does or has to do."""
