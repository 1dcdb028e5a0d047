"""Which Cypher of a reader is let through to the store: reading only, told from the words alone.

Neither store can be left to itself: Neo4j Community has no roles and runs LOAD CSV, SHOW and
procedures even in READ mode. So the text is cut into words here, and only what is known to read
goes on, without its comments, so that the store reads what was checked. The other two nets are the
reader user (ArcadeDB) and READ mode with a look at the plan (Neo4j, ``graph.cypher_plan``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import QueryRefused

MAX_LENGTH = 20_000
"""Characters of one query."""

_STARTS = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
_FORBIDDEN = frozenset(
    {
        *("CREATE", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "INSERT", "FOREACH"),
        *("LOAD", "CSV", "DROP", "ALTER", "GRANT", "DENY", "REVOKE", "SHOW", "TERMINATE", "USE"),
        *("EXPLAIN", "PROFILE", "CYPHER", "PERIODIC", "COMMIT", "TRANSACTIONS", "TRANSACTION"),
    }
)
"""No clause that does more than read can be written without one of them."""

PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})
"""In lower case; each gives names of the schema and nothing else."""

# Words after which a bracket opens a pattern, a condition, a list or a subquery.
_BEFORE_BRACKETS = frozenset(
    {
        *("MATCH", "WHERE", "AND", "OR", "XOR", "NOT", "IN", "RETURN", "WITH", "WHEN", "THEN"),
        *("ELSE", "CASE", "BY", "DISTINCT", "UNWIND", "CALL", "SKIP", "LIMIT", "CONTAINS", "IS"),
        *("ALL", "ANY", "NONE", "SINGLE", "EXISTS", "COUNT", "COLLECT", "SHORTEST", "PATH", "AS"),
    }
)
_FUNCTION_NAMES = (
    "abs acos all allshortestpaths any asin atan atan2 avg btrim ceil char_length "
    "character_length coalesce collect cos cot count date date.truncate datetime "
    "datetime.truncate degrees duration duration.between duration.indays "
    "duration.inmonths duration.inseconds e elementid endnode exists exp floor haslabels "
    "head id isempty isnan keys labels last left length localdatetime localtime log log10 "
    "lower ltrim max min nodes none normalize nullif percentilecont percentiledisc pi "
    "properties radians range relationships reverse right round rtrim shortestpath sign "
    "sin single size split sqrt startnode stdev stdevp substring sum tail tan time "
    "toboolean tobooleanlist tobooleanornull tofloat tofloatlist tofloatornull tointeger "
    "tointegerlist tointegerornull tolower tostring tostringlist tostringornull toupper "
    "trim type upper valuetype "
)
"""Those of openCypher that read what they are given. Left out: ``reduce`` and ``replace``, which
make values of any size, and all that load, run or look outside of the graph."""
_FUNCTIONS = frozenset(_FUNCTION_NAMES.split())

_TOKEN = re.compile(
    r"""
      (?P<blank>   [\ \t\r\n]+ )
    | (?P<comment> /\*.*?\*/ | //[^\r\n]* )
    | (?P<string>  '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" )
    | (?P<quoted>  `(?:[^`]|``)+` )
    | (?P<number>  \d[\d_]*(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)? | 0[xXoO][0-9a-fA-F_]+ )
    | (?P<word>    \$?[^\W\d]\w* | \$\d+ )
    | (?P<sign>    \.\. | :: | [-+*%^=<>!|&~(){}\[\],.:;?] | /(?!\*) )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """string, quoted, number, word or sign."""
    text: str
    start: int

    @property
    def upper(self) -> str:
        """As a keyword, by the widest rules that a store may compare by (ſ is S, ı is I)."""
        return unicodedata.normalize("NFKC", self.text).upper()

    @property
    def is_keyword(self) -> bool:
        return self.kind == "word" and not self.text.startswith("$")


def checked(query: str) -> str:
    """The query without its comments and a last semicolon, where it is one that only reads.

    Raises QueryRefused with the words that are not allowed.
    """
    if len(query) > MAX_LENGTH:
        raise _refused(f"it is longer than {MAX_LENGTH} characters")
    if re.search(r"\\u", query, re.IGNORECASE):
        raise _refused(r"it has a \u escape; write the character itself, or use a parameter")
    every = list(_cut(query))
    for before, comment, after in zip(every, every[1:], every[2:], strict=False):
        if (before.kind, comment.kind, after.kind) == ("word", "comment", "word"):
            raise _refused(f"a comment splits a word at {comment.start}")
    tokens = [token for token in every if token.kind not in {"blank", "comment"}]
    if tokens and tokens[-1].text == ";":
        end = tokens.pop().start
        every = [token for token in every if token.start < end]
    if not tokens:
        raise _refused("it is empty")
    _check_words(tokens)
    _check_calls(tokens)
    _check_loops(tokens)
    return "".join(" " if token.kind == "comment" else token.text for token in every).strip()


def _cut(query: str) -> Iterator[_Token]:
    place = 0
    while place < len(query):
        found = _TOKEN.match(query, place)
        if found is None or found.lastgroup is None:
            raise _refused(f"{query[place : place + 12]!r} is not understood at {place}")
        yield _Token(found.lastgroup, found[0], place)
        place = found.end()


def _check_words(tokens: Sequence[_Token]) -> None:
    if not tokens[0].is_keyword or tokens[0].upper not in _STARTS:
        raise _refused(
            f"it begins with {tokens[0].text[:20]!r}; begin with {', '.join(sorted(_STARTS))}"
        )
    for n, token in enumerate(tokens):
        if token.text == ";":
            raise _refused("it holds several statements; send them one by one")
        if token.is_keyword and token.upper in _FORBIDDEN and not _is_name(tokens, n):
            raise _refused(
                f"{token.upper} is not for readers (a name is written `{token.text}`, in backticks)"
            )


def _is_name(tokens: Sequence[_Token], n: int) -> bool:
    """Whether the word is a label or type (after :) or a property (n.set, [0].set)."""
    before = tokens[n - 1].text if n else ""
    if before == ":":
        return True
    if before != "." or n < 2:
        return False
    owner = tokens[n - 2]
    return owner.kind in {"word", "quoted"} or owner.text in {")", "]", "}"}


def _check_calls(tokens: Sequence[_Token]) -> None:
    """Procedures and functions by their names, in backticks or not."""
    for n, token in enumerate(tokens):
        if token.is_keyword and token.upper == "CALL" and not _is_name(tokens, n):
            _check_procedure(tokens, n + 1)
        if token.text == "(" and n and tokens[n - 1].kind in {"word", "quoted"}:
            _check_function(tokens, n - 1)


def _check_procedure(tokens: Sequence[_Token], n: int) -> None:
    if n < len(tokens) and tokens[n].text in {"{", "("}:
        return  # a subquery, whose words are checked like all others
    name = ""
    while n < len(tokens) and (tokens[n].kind in {"word", "quoted"} or tokens[n].text == "."):
        if name and tokens[n].text != "." and not name.endswith("."):
            break
        name += _bare(tokens[n])
        n += 1
    if name.lower() not in PROCEDURES:
        allowed = ", ".join(sorted(PROCEDURES))
        raise _refused(f"the procedure {name or '(none)'} is not for readers; there are {allowed}")


def _check_function(tokens: Sequence[_Token], n: int) -> None:
    """``n`` is the last word before an opening bracket."""
    first = n
    while first >= 2 and tokens[first - 1].text == ".":
        first -= 2
    name = "".join(_bare(token) for token in tokens[first : n + 1])
    before = tokens[first - 1].text if first else ""
    if before.upper() == "CALL" and name.lower() in PROCEDURES:
        return
    if tokens[n].is_keyword and first == n and tokens[n].upper in _BEFORE_BRACKETS:
        return
    if name.lower() not in _FUNCTIONS:
        raise _refused(f"the function {name} is not on the list of those that only read")


def _check_loops(tokens: Sequence[_Token]) -> None:
    """``[x IN … ]`` and ``any(x IN … )``: one inside of another runs for as long as it likes, for
    no store looks at the time within one expression.
    """
    loops: list[bool] = []
    """For each bracket that is open, whether it is a loop."""
    for n, token in enumerate(tokens):
        if token.kind != "sign":
            continue
        if token.text in _OPENING:
            loop = _is_loop(tokens, n)
            if loop and any(loops):
                raise _refused("a list is gone through inside another; UNWIND the outer one")
            loops.append(loop)
        elif token.text in _CLOSING and loops:
            loops.pop()


_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_QUANTIFIERS = frozenset({"ALL", "ANY", "NONE", "SINGLE"})


def _is_loop(tokens: Sequence[_Token], n: int) -> bool:
    """Whether the bracket opens with ``name IN``, as a list comprehension or a quantifier does."""
    inside = tokens[n + 1 : n + 3]
    if len(inside) < 2 or not inside[1].is_keyword or inside[1].upper != "IN":
        return False
    if inside[0].kind not in {"word", "quoted"}:
        return False
    before = tokens[n - 1] if n else None
    quantified = before is not None and before.is_keyword and before.upper in _QUANTIFIERS
    return tokens[n].text == "[" or (tokens[n].text == "(" and quantified)


def _bare(token: _Token) -> str:
    if token.kind == "quoted":
        return token.text[1:-1].replace("``", "`")
    return unicodedata.normalize("NFKC", token.text)


def _refused(reason: str) -> QueryRefused:
    return QueryRefused(f"query refused: {reason}; docs/cypher.md tells what is allowed")
