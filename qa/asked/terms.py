"""The content words of a question, each with the wordings a text may use instead of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import cn2an
import rjieba

from graph.model import Span
from graph.names import fold
from graph.quantities import Quantity
from qa.asked.wording import TITLE_SHORT_FORMS, groups, related

# Words that ask, frame or link, and words that stand in every policy: they carry no content.
_EMPTY = frozenset(
    """
    什么 怎么 怎样 如何 哪份 哪篇 哪条 哪一条 哪一部 哪一份 这部 那部 那份 哪项 哪类 哪级 引用
    份文件 哪几个 一条 哪些 哪个 哪 哪里 哪儿 哪家 哪部 哪种 哪一 哪几 多少 几 几个 多久 多长 多大
    多高 是否 能否 可否 有没有 是不是 能不能 可不可以 要不要 需不需要 行不行 吗 呢 吧 啊 谁 由谁
    为什么 为何 请问 请 一下 告诉 说说 说 说了 讲 讲了 讲的 提到 写 写了 写的 写明 规定 规定了
    条例 法律 法规 文件 办法 政策 条款 条文 里 里面 中 其中 的 了 是 在 有 和 与 或 或者 及 以及
    并 并且 但 但是 而 也 都 还 就 才 把 被 让 使 由 从 向 对 对于 关于 按 按照 根据 依据 依照 据
    可以 能 能够 会 要 得 应 需要 必须 应当 应该 想 打算 这 那 这个 那个 这些 那些 该 本 其 他 她
    它 我 我们 你 您 自己 咱们 一个 一家 一项 一所 一件 一份 一种 某 某个 某公 时候 时 时间 情况
    情形 情形下 方面 问题 内容 事 事情 具体 分别 到底 究竟 现在 目前 之后 以后 之前 以前 后 前 内
    外 上 下 间 等 等等 不 没 没有 未 无 别 为 给 用 做 搞 去 来 到 放 过 再 又 只 最 更 很 至少
    最少 最多 最低 最高 不低于 不超过 以上 以下 左右 大约 算 算是 称 叫 叫做 名为 属于 成为 作为
    通过 进行 实行 还是 要求 标准 地方 各地 各省 哪年 哪月 哪天 哪一年 何时 何种 何 几种 几项 几类
    几条 几年 几月 几号 几日 几天 怎么办 怎么样 有效 库里 库中 文本 资料 版本 the of a an in on
    for to is are be by what which how does do and or under 东西 就是 出自 起来 直接 只有 那么
    还有 一直 不到 干吗 拿去 多了 帮 开 念 算数 听说 想问 问一下 请教 麻烦 知道 晓得 了解 看看
    觉得 认为 一般 通常 大概 究竟是 是啥 啥 咋 咋办 几个人 哪个人 哪些人 有人 别人 人家 大家 咱 俺
    这样 那样 这么 那种 这种 拿 拿出 拿到 交 交给 弄 办 办理 成 变成 当 当作 作 出去 进去 回来
    过来 下来 上来 出来 一起 一块 一下子 马上 立刻 已经 曾经 正在 将 将要 快 刚 刚刚 才能 只能
    不能 不可以 不会 不要 不用 不行 不是 不该 可能 也许 或许 应不应该 到时候 的话 如果 假如 要是
    既然 因为 所以 于是 因此 不过 然而 而且 还要 还能 另外 此外 同时 每 每个 各 各个 各自 某些
    任何 所有 全部 部分 整个 一些 有些 多 少 多个 若干 第几 一 二 三 两 几十 好几 现行 目前的 今年
    去年 明年 当年 年度 口径 底线 下限 上限 区间 法定 打架 后果 管用 样子 怎 哪边 哪方 一共 总共
    国办发 国发
    合计 共有 共 分成 哪三 哪五 哪四 啥子 么 啦 哦 嘛 呀 嗯 喂 省份 地区 城市 三地 两地 两部
    百分 百分之 千分之 万分之 百分比 几成 各写 各怎么 一套 那套 那一套
    文件名 这份 什么时候 源文件 下面 上面 里边 中间
    后来 最近 起码 就算 比如 当初 原来 早就 肯定 随便 非得 一口气 整整 整个儿 一回 头一回 说法 提法
    写法 这件 那条 两条 碰到 地步 比一比 手里 手上 心里 店里 村里 乡里 地里 家里 厂里 外面 里头 前头
    包括 包含 分为
    """.split()  # noqa: SIM905 - one word list to read, not three hundred strings
)
# Parts of speech by rjieba that never carry content: particles, pronouns, conjunctions, …
_EMPTY_TAGS = frozenset(
    {"x", "uj", "ul", "ud", "uv", "uz", "ug", "u", "r", "p", "c", "y", "e", "o"}
)
_LIGHT_TAGS = {"v": 0.8, "vn": 0.9, "d": 0.3, "f": 0.3, "t": 0.5, "m": 0.4, "q": 0.3, "a": 0.7}

# 几级, 哪几种, 多长时间, 百分之几, 由谁来: a word that asks, whatever it asks for
_ASKING_WORD = re.compile(r"^(?:第?几|哪|多[少久长大高]|百分之几|由谁|算不算|是不是)")
# 怎么算, 占几成, 多少钱: the kind of answer, for which other signs look
_MEASURES = re.compile(r"怎么|如何|怎样|占$|钱$")
_OF_LITTLE = 0.6
"""Importance of such a word, which has other wordings in texts and yet says little."""
_ONE_CHARACTER = 0.5
"""Importance of 逼 or 骗, which say little unless their kin is found."""

# “五位一体”, 《若干措施》: what stands in marks is a name and is looked for as it stands.
_MARKED = re.compile(r"[“\"「『]([^”\"」』]{2,40})[”\"」』]")
_LONGEST_NAME = 16
"""Characters in marks; what is longer is somebody's words and no name."""
_WORD = re.compile(r"[0-9A-Za-z.+&-]+|[\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Term:
    """One content word of a question."""

    text: str
    forms: tuple[str, ...]
    """Folded wordings that count as this word in a text; its own first."""
    weight: float
    """Importance before rarity, 0 to 1."""
    marked: bool = False
    """Whether the question put it into quotation marks."""
    kin: tuple[str, ...] = ()
    """Folded words that texts have near the matter, without saying the same."""

    @property
    def pairs(self) -> tuple[str, ...]:
        """Character pairs of its own wording, for a partial match."""
        return _pairs(self.forms[0])


@lru_cache(maxsize=4096)
def _pairs(word: str) -> tuple[str, ...]:
    return tuple(word[n : n + 2] for n in range(len(word) - 1)) or (word,)


def find_terms(question: str, *, leave_out: Sequence[Span] = ()) -> tuple[Term, ...]:
    """Content words in the order of the question, each once.

    ``leave_out`` are stretches that were understood otherwise: regions, titles, dates.
    """
    found: dict[str, Term] = {}
    blank = list(question)
    for match in _MARKED.finditer(question):
        if len(match[1]) > _LONGEST_NAME:
            continue
        _add(found, Term(match[1], (fold(match[1]),), 1.0, marked=True))
        blank[match.start() : match.end()] = "，" * len(match.group())
    for start, end in leave_out:
        blank[start:end] = "，" * (end - start)
    rest = "".join(blank)
    for run in _WORD.findall(rest):
        before = ""
        for word, tag in _segmenter().tag(run, hmm=False):
            weight = _weight(word, tag)
            if weight:
                _add(found, _other(_term(word, weight)) if before == "非" else _term(word, weight))
            before = word
    return tuple(found.values())


def _term(word: str, weight: float) -> Term:
    forms = tuple(map(fold, _written_out(word)))
    kin = (fold(other) for other in related().get(word, ()))
    return Term(word, forms, weight, kin=tuple(k for k in kin if k not in forms))


def _other(term: Term) -> Term:
    """非职务发明 for 职务发明, in all its wordings; none that is near the one is near the other."""
    return Term(f"非{term.text}", tuple(f"非{form}" for form in term.forms), term.weight)


def _written_out(word: str) -> tuple[str, ...]:
    """The wordings of a word: those of its group, or with short forms in it written out."""
    if word in groups():
        return groups()[word]
    full = [word.replace(short, long) for short, long in TITLE_SHORT_FORMS if short in word]
    return (word, *full)


def inner_words(text: str) -> tuple[str, ...]:
    """Words of two or more characters inside a longer one: 投票, 决定 in 投票决定."""
    cut = _segmenter().cut_for_search(text)
    return tuple(w for w in dict.fromkeys(cut) if 1 < len(w) < len(text) and w not in _EMPTY)


def single_characters(text: str) -> tuple[str, ...]:
    """Runs of characters that make no word the segmenter knows: 秦创原, 拨投 of 拨投结合."""
    runs = [""]
    for word in _segmenter().cut(text, hmm=False):
        runs = [*runs[:-1], runs[-1] + word] if len(word) == 1 else [*runs, ""]
    return tuple(run for run in runs if len(run) > 1)


# 交完, 填好, 停下来: how far a deed went, which texts do not say with the verb
_COMPLEMENT = re.compile(
    r"(?:进去|出去|上去|下来|出来|起来|过来|回来|[到好上掉出完来去成过给走回])$"
)


def bare_deed(term: Term) -> tuple[Term, ...]:
    """交 of 交完; nothing where the bare verb says as little as the whole."""
    verb = _COMPLEMENT.sub("", term.text)
    weight = _weight(verb, "v") if verb and verb != term.text else 0.0
    return (_term(verb, min(weight, term.weight)),) if weight else ()


def is_deed(term: Term) -> bool:
    """Whether a word ends by saying how far a deed went."""
    return bool(_COMPLEMENT.search(term.text))


# 备案费, 成交额, 持证人数: what names an attribute hangs on the word before it.
_TAILS = frozenset("费率额数期证书权金人法点方量价值度线日式险税")
_OF_THE_FIELD = ""
"""Tag of a word that the field gave the segmenter: 技术经理人."""
_NOT_ASKED = re.compile(
    "规定|条例|法律|法规|办法|政策|条款|条文|情况|问题|时候|时间|地方|东西|事情|单位|区间|口径|后果|省份|省市|底线|范围"
    "|区别|意思|情形|区域|措施|方式|内容|方面|企业|学校|技术|人员|部门|机构|下限|上限"
)
"""Nouns that only frame what is asked for."""


def asked_word(run: str, *, last: bool) -> Term | None:
    """The noun that an interrogative stands before or, with ``last``, behind; None without one."""
    words = _nouns(run)
    spans = [w for w, is_noun in words if is_noun]
    if not spans:
        return None
    if last:
        word = words[-1][0] if words[-1][1] else ""
    else:
        run_end = next((n for n, (_, is_noun) in enumerate(words) if not is_noun), len(words))
        word = words[run_end - 1][0] if run_end else ""
    if len(word) < 2 or _NOT_ASKED.fullmatch(word):
        return None
    return _term(word, 1.0)


def things_in(run: str) -> tuple[Term, ...]:
    """Everything that a run of words names, but for what only frames what is asked for."""
    named = (word for word, is_noun in _nouns(run) if is_noun and len(word) > 1)
    return tuple(_term(word, 1.0) for word in named if not _NOT_ASKED.fullmatch(word))


def _nouns(run: str) -> list[tuple[str, bool]]:
    """Words of a run, 备案 and 费 as one, each with whether it names a thing."""
    words: list[tuple[str, bool]] = []
    for word, tag in _segmenter().tag(run, hmm=False):
        if len(word) == 1 and word in _TAILS and words and len(words[-1][0]) > 1:
            words[-1] = (words[-1][0] + word, True)
        else:
            words.append((word, tag[:1] in ("n", "j") or tag in ("vn", "an", "l", _OF_THE_FIELD)))
    return words


def numeric_term(quantity: Quantity) -> Term:
    """A number of the question as a word that a text may print in Chinese or Arabic: 三年, 3年."""
    number = _plain(quantity.value)
    spelled = cn2an.an2cn(number) if quantity.value < 1e8 else number
    if quantity.unit == "%":
        return Term(quantity.text, (f"百分之{spelled}", f"{number}%"), 0.5)
    unit = "个月" if quantity.unit == "月" else quantity.unit
    forms = dict.fromkeys(
        (f"{spelled}{unit}", f"{number}{unit}", f"{'两' if number == '2' else spelled}{unit}")
    )
    return Term(quantity.text, tuple(forms), 0.5)


def _plain(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _add(found: dict[str, Term], term: Term) -> None:
    if term.forms and term.forms[0]:
        found.setdefault(term.forms[0], term)


def _weight(word: str, tag: str) -> float:
    if word in groups() and word not in _EMPTY:
        return _OF_LITTLE if _MEASURES.match(word) else 1.0
    if word in _EMPTY or tag in _EMPTY_TAGS or _ASKING_WORD.match(word):
        return 0.0
    if len(word) == 1 and not word.isdigit():
        return _ONE_CHARACTER if word in related() else 0.0
    return _LIGHT_TAGS.get(tag, 1.0)


@cache
def _segmenter() -> rjieba.Jieba:
    """Cuts so that known wordings are whole and question words do not stick to others."""
    segmenter = rjieba.Jieba()
    for word in sorted(_EMPTY | groups().keys() | related().keys()):
        if len(word) > 1 and _HAN.match(word):
            segmenter.add_word(word, None, None)
    return segmenter
