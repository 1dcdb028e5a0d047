"""One language model, bound to reply in an agreed form: a reply of that form, or ModelUnavailable.

A reply is read as it is written, so that the parts of a list can be had one by one. LangChain is
imported when a model is made: it comes with the extra ``models``.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncGenerator, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from graph.errors import InvalidInput, MissingExtra, ModelUnavailable
from graph.json_parts import ListReader
from graph.model_choice import ModelChoice
from graph.model_loop import streamed

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk
    from langchain_core.runnables import Runnable

Form = TypeVar("Form", bound=BaseModel)
Part = TypeVar("Part", bound=BaseModel)

# What the clients raise over an answer that has not the shape of their protocol.
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError)
_CHARACTERS_PER_TOKEN = 16
"""More than any writing has: a reply that is longer than so many for each token is cut off."""
_PAUSE = 0.5
"""Seconds before a client that does not try again by itself is made to."""


class StructuredModel(Generic[Form]):
    """Asks one model. Safe to use again and again, from several threads."""

    def __init__(self, choice: ModelChoice, form: type[Form]) -> None:
        """Raises MissingExtra without the extra, InvalidInput without a key."""
        _require("langchain")
        _require(choice.provider.package)
        self._choice = choice
        self._form = form
        self._faults: tuple[type[Exception], ...] = (
            *_classes(choice.provider.faults),
            TimeoutError,
        )
        self._passing = _classes(choice.provider.passing)
        self._asked = _chat(choice, form)

    def ask(self, task: str, request: str) -> Form:
        """The reply to one request.

        Raises ModelUnavailable where the model does not answer, or not in the agreed form, and
        ModelBudgetSpent where it may not be asked any more today.
        """
        return self._whole("".join(self._written(task, request)))

    def parts(self, task: str, request: str, name: str, part: type[Part]) -> Iterator[Part]:
        """The parts of the reply's list ``name``, each as soon as it is complete.

        Raises what ``ask`` raises; over the form of the whole, after the last good part.
        """
        reader, given = ListReader(name), 0
        for piece in self._written(task, request):
            for raw in reader.read(piece):
                given += 1
                yield self._formed(part, raw)
        yield from getattr(self._whole(reader.text), name)[given:]

    def _whole(self, text: str) -> Form:
        if not text.strip():
            raise self._misshapen("no call of the function that was asked for")
        try:
            raw = json.loads(text, strict=False)
        except ValueError as exc:
            raise self._misshapen(exc) from exc
        return self._formed(self._form, raw)

    def _formed(self, form: type[Part], raw: object) -> Part:
        try:
            return form.model_validate(raw)
        except ValidationError as exc:
            raise self._misshapen(exc) from exc

    def _written(self, task: str, request: str) -> Iterator[str]:
        """The JSON of one reply, piece by piece as it is written."""
        budget = self._choice.budget
        if budget:
            budget.check()
        messages = [("system", task), ("human", request)]
        seconds = self._choice.timeout * (1 + self._choice.retries)
        chunks = streamed(partial(self._chunks, messages), seconds)
        written = used = 0
        try:
            for chunk in self._explained(chunks):
                piece = _json_of(chunk)
                written += len(piece)
                used += chunk.usage_metadata["total_tokens"] if chunk.usage_metadata else 0
                if written > _CHARACTERS_PER_TOKEN * self._choice.max_tokens:
                    raise self._misshapen(f"it did not end after {written} characters")
                yield piece
        finally:
            if budget:
                budget.spend(used or len(task) + len(request) + written)

    async def _chunks(self, messages: object) -> AsyncGenerator[AIMessageChunk, None]:
        """What the model writes; asked again where the client does not do so by itself."""
        for left in range(self._choice.retries, -1, -1):
            begun = False
            try:
                async for chunk in self._asked.astream(messages):
                    begun = True
                    yield chunk
            except self._passing as exc:
                if begun or not left or getattr(exc, "status_code", 500) < 500:
                    raise
                await asyncio.sleep(_PAUSE)
            else:
                return

    def _explained(self, chunks: Iterator[AIMessageChunk]) -> Iterator[AIMessageChunk]:
        """The same, with errors that say which model it is and what to do."""
        try:
            yield from chunks
        except self._faults as exc:
            raise ModelUnavailable(
                f"{self._where} did not answer: {_short(exc)}; "
                "check ZHENGTU_MODEL, ZHENGTU_MODEL_BASE_URL, ZHENGTU_MODEL_TIMEOUT and the "
                "provider's key"
            ) from exc
        except _NONSENSE as exc:
            raise ModelUnavailable(
                f"{self._where} answered what is no chat completion ({_short(exc)}); "
                "check ZHENGTU_MODEL_BASE_URL"
            ) from exc

    @property
    def _where(self) -> str:
        return f"model {self._choice.name} at {self._choice.base_url or 'its own address'}"

    def _misshapen(self, why: object) -> ModelUnavailable:
        return ModelUnavailable(
            f"{self._where} did not reply in the agreed form: {_short(why)}; "
            "choose a model that can call functions, or raise ZHENGTU_MODEL_MAX_TOKENS"
        )


def _json_of(chunk: AIMessageChunk) -> str:
    """What a chunk adds to the first function's arguments, or to a reply that is bare JSON."""
    calls = [call["args"] or "" for call in chunk.tool_call_chunks if not call["index"]]
    return "".join(calls) if chunk.tool_call_chunks else chunk.text


def _chat(choice: ModelChoice, form: type[BaseModel]) -> Runnable[Any, AIMessageChunk]:
    """The model, bound to reply in the form; it is ours to read the reply."""
    from langchain.chat_models import init_chat_model

    chat: BaseChatModel = init_chat_model(choice.name, **_arguments(choice))
    bound: Any = chat.with_structured_output(form, method=choice.provider.form)
    model: Runnable[Any, AIMessageChunk] = bound.first
    return model


def _arguments(choice: ModelChoice) -> dict[str, Any]:
    provider = choice.provider
    given: dict[str, Any] = {}
    if choice.base_url:
        given["base_url"] = choice.base_url
    if provider.package == "langchain_ollama":
        return given | {
            "num_predict": choice.max_tokens,
            "client_kwargs": {"timeout": choice.timeout},
        }
    if not os.environ.get(provider.key):
        if not choice.base_url:
            raise InvalidInput(f"model {choice.name} needs a key; set {provider.key}")
        given["api_key"] = "none"  # a server of one's own asks for none; the client insists
    if provider.package in ("langchain_openai", "langchain_deepseek"):
        given["stream_chunk_timeout"] = None  # ours is for the whole reply
    return given | {
        "timeout": choice.timeout,
        "max_retries": choice.retries,
        "max_tokens": choice.max_tokens,
    }


def _require(package: str) -> None:
    if find_spec(package) is None:
        raise MissingExtra(
            f"a language model needs {package}; install it with: pip install 'zhengtu[models]'"
        )


def _classes(named: Sequence[tuple[str, str]]) -> tuple[type[Exception], ...]:
    return tuple(getattr(import_module(module), name) for module, name in named)


def _short(error: object) -> str:
    told = f"{type(error).__name__}: {error}" if isinstance(error, Exception) else str(error)
    return " ".join(told.split())[:200]
