"""Asking: cited answers, whole or as they come, and in a conversation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import EventSourceResponse, JSONResponse
from fastapi.sse import format_sse_event

from api import schemas
from api.conversations import Conversations
from api.negotiation import chosen
from api.problems import kind_of, problem
from api.routes.dependencies import Opened
from graph.errors import ZhengtuError
from qa.told.reply import Answer
from qa.told.steps import Step, event_of

router = APIRouter()

_JSON, _EVENTS = "application/json", "text/event-stream"


def conversations_of(request: Request) -> Conversations:
    held: Conversations = request.app.state.conversations
    return held


@router.post(
    "/v1/answers",
    response_model=schemas.Answer,
    responses={
        200: {
            "content": {_EVENTS: {"schema": {"type": "string"}}},
            "description": (
                "The answer; or, as `text/event-stream`, the events `searched`, `evidence`, "
                "`sentence` … and last `answer`, whose data is the JSON of the whole answer. "
                "What fails after the first event ends the stream with an event `problem`."
            ),
        }
    },
)
def answer(
    ask: schemas.Ask,
    request: Request,
    opened: Opened,
    conversations: Annotated[Conversations, Depends(conversations_of)],
) -> Response:
    """Answer a question with checked citations, or refuse and say what was searched.

    `conversation_id` lets a question go on from the last one under the same id (那上海呢？), which
    the server keeps for an hour; `context` does the same without the server keeping anything.
    """
    form = chosen(request.headers.get("accept"), (_JSON, _EVENTS))
    talk = _Talk(conversations, getattr(request.state, "actor", ""), ask.conversation_id)
    steps = opened.answerer().steps(
        ask.question,
        as_of=ask.as_of,
        regions=tuple(ask.regions),
        method=ask.method,
        after=talk.after or tuple(ask.context),
    )
    first = next(steps)  # what is wrong with the request is known before the first event
    told = (talk.told(step) for step in chain((first,), steps))
    if form == _EVENTS:
        return EventSourceResponse(_events(told), headers={"Cache-Control": "no-store"})
    return JSONResponse(next(data for name, data in told if name == "answer"))


class _Talk:
    """The conversation that a question belongs to; one without a name is kept nowhere."""

    def __init__(self, conversations: Conversations, owner: str, name: str | None) -> None:
        self._conversations = conversations
        self._owner = owner
        self._name = name
        last, _ = conversations.last(owner, name) if name else ("", 0)
        self.after = (last,) if last else ()
        """The question to go on from; empty at the beginning."""

    def told(self, step: Step) -> tuple[str, dict[str, Any]]:
        """The step as an event; the whole answer with its place in the conversation."""
        name, data = event_of(step)
        if isinstance(step, Answer) and self._name:
            whole = step.follow_up.question if step.follow_up else step.question
            turn = self._conversations.went_on(self._owner, self._name, whole)
            data["conversation"] = {"id": self._name, "turn": turn}
        return name, data


def _events(told: Iterator[tuple[str, dict[str, Any]]]) -> Iterator[bytes]:
    """Server-sent events; a model that fails on the way ends them with its problem."""
    try:
        for name, data in told:
            yield _event(name, data)
    except ZhengtuError as exc:
        yield _event("problem", problem(kind_of(exc), str(exc)))


def _event(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
