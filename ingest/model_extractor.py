"""A document's statements as a model reads them, beside those of the rules; all of them or none.

Off unless asked for. Where the model fails over one passage, the document stays as the rules read
it, and its reading says why.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.errors import ModelUnavailable
from graph.model import (
    Document,
    Head,
    Node,
    Predicate,
    Provision,
    Relation,
    Span,
    Statement,
)
from graph.model_choice import ModelChoice
from graph.structured_model import StructuredModel
from ingest.extract.body import Body, read_body
from ingest.extract.concepts import concept_relations
from ingest.model_form import FORM_VERSION, TASK, ModelStatements
from ingest.model_quotes import REPEATED
from ingest.model_statements import checked, is_repeated

_LONGEST_PASSAGE = 1500
"""Characters that a model is given at once."""
_GOOD_PASSAGE = 900
"""After so many, a passage ends with its article."""
_LEAST_TOKENS = 4096
"""Of a reply: the statements of one passage, quotes and all."""
_BY_MODEL = (("extractor", "model"),)


@dataclass(frozen=True, slots=True)
class Assisted:
    """What a model added to the reading of one document."""

    kept: tuple[tuple[str, int], ...] = ()
    """Kind of statement → how many were taken over."""
    dropped: tuple[tuple[str, str, int], ...] = ()
    """Kind, reason, how many."""
    failure: str = ""
    """Why the document was read by the rules alone; empty where the model answered."""


@dataclass(frozen=True, slots=True)
class ByModel:
    nodes: tuple[Node, ...]
    relations: tuple[Relation, ...]
    assisted: Assisted


def model_key(choice: ModelChoice) -> str:
    """What of the model decides what is read, as part of the reader's version."""
    return f"{choice.name.replace('+', '-')}@{FORM_VERSION}"


def check_model(choice: ModelChoice) -> None:
    """Raises MissingExtra or InvalidInput where this model can never be asked from here."""
    _model(choice)


def read_by_model(
    document: Document,
    head: Head,
    provisions: Sequence[Provision],
    known: Sequence[Statement],
    choice: ModelChoice,
) -> ByModel:
    """What the model states beyond ``known``, as far as the text bears it."""
    body = read_body(document, head, provisions)
    try:
        statements, dropped = _read(body, known, choice)
    except ModelUnavailable as exc:
        return ByModel((), (), Assisted(failure=str(exc)))
    concepts, relations, _ = concept_relations(body, statements)
    relations += [
        Relation(
            body.narrowest(s.evidence.spans[-1][0]).id,
            Predicate.DEFINES,
            s.id,
            s.evidence,
            _BY_MODEL,
        )
        for s in statements
    ]
    kept = Counter(s.kind.value.lower() for s in statements)
    counted = sorted((kind, reason, n) for (kind, reason), n in dropped.items())
    told = Assisted(tuple(sorted(kept.items())), tuple(counted))
    return ByModel((*concepts, *statements), tuple(relations), told)


def _read(
    body: Body, known: Sequence[Statement], choice: ModelChoice
) -> tuple[list[Statement], Counter[tuple[str, str]]]:
    model = _model(choice)
    found: dict[str, Statement] = {}
    dropped: Counter[tuple[str, str]] = Counter()
    for passage in _passages(body):
        for said in model.ask(TASK, _request(body, passage)).statements:
            statement = checked(body, passage, said)
            kind = said.kind[:40]
            if isinstance(statement, str):
                dropped[kind, statement] += 1
            elif is_repeated(statement, known) or statement.id in found:
                dropped[kind, REPEATED] += 1
            else:
                found[statement.id] = statement
    return [found[key] for key in sorted(found)], dropped


@lru_cache(maxsize=2)
def _model(choice: ModelChoice) -> StructuredModel[ModelStatements]:
    """One for each process: a worker reads many documents."""
    roomy = replace(choice, max_tokens=max(choice.max_tokens, _LEAST_TOKENS))
    return StructuredModel(roomy, ModelStatements)


def _request(body: Body, passage: Span) -> str:
    """As JSON: no word of a document can end its string."""
    told = {
        "title": body.head.title,
        "doc_type": body.head.doc_type,
        "regions": list(body.head.regions),
        "text": body.document.text[slice(*passage)],
    }
    return json.dumps(told, ensure_ascii=False)


def _passages(body: Body) -> Iterator[Span]:
    """The body in stretches of whole sentences, cut between articles where that is possible."""
    start = end = -1
    article: Provision | None = None
    for sentence in body.sentences:
        own = body.article(sentence.provision)
        full = sentence.end - start > _LONGEST_PASSAGE
        done = end - start > _GOOD_PASSAGE and own is not article
        if start >= 0 and (full or done):
            yield start, end
            start = -1
        start = sentence.start if start < 0 else start
        end, article = sentence.end, own
    if start >= 0:
        yield start, end
