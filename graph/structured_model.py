"""One language model, bound to reply in an agreed form: a reply of that form, or ModelUnavailable.

LangChain is imported when a model is made: it comes with the extra ``models``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from graph.errors import InvalidInput, MissingExtra, ModelUnavailable
from graph.model_choice import ModelChoice

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

Form = TypeVar("Form")

# What the clients raise over an answer that has not the shape of their protocol.
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError)


class StructuredModel(Generic[Form]):
    """Asks one model. Safe to use again and again, from several threads."""

    def __init__(self, choice: ModelChoice, form: type[Form]) -> None:
        """``form`` is a pydantic model. Raises MissingExtra without the extra, InvalidInput
        without a key.
        """
        _require("langchain")
        _require(choice.provider.package)
        self._choice = choice
        self._form = form
        self._faults = _classes(choice.provider.faults)
        self._asked = _chat(choice, form)

    def ask(self, task: str, request: str) -> Form:
        """The reply to one request.

        Raises ModelUnavailable where the model does not answer, or not in the agreed form.
        """
        choice = self._choice
        where = f"model {choice.name} at {choice.base_url or 'its own address'}"
        try:
            told = self._asked.invoke([("system", task), ("human", request)])
        except self._faults as exc:
            raise ModelUnavailable(
                f"{where} did not answer: {_short(exc)}; "
                "check ZHENGTU_MODEL, ZHENGTU_MODEL_BASE_URL and the provider's key"
            ) from exc
        except _NONSENSE as exc:
            raise ModelUnavailable(
                f"{where} answered what is no chat completion ({_short(exc)}); "
                "check ZHENGTU_MODEL_BASE_URL"
            ) from exc
        reply = told["parsed"]
        if not isinstance(reply, self._form):
            why = told["parsing_error"] or "no call of the function that was asked for"
            raise ModelUnavailable(
                f"{where} did not reply in the agreed form: {_short(why)}; "
                "choose a model that can call functions, or raise ZHENGTU_MODEL_MAX_TOKENS"
            )
        return reply


def _chat(choice: ModelChoice, form: type) -> Runnable[Any, Any]:
    """The model, bound to reply in the form."""
    from langchain.chat_models import init_chat_model

    given = _arguments(choice)
    chat: BaseChatModel = init_chat_model(choice.name, **given)
    asked = chat.with_structured_output(form, method=choice.provider.form, include_raw=True)
    if choice.provider.package == "langchain_ollama" and choice.retries:
        # Its client does not try again by itself.
        passing = _classes((("httpx", "TransportError"), ("builtins", "ConnectionError")))
        return asked.with_retry(
            retry_if_exception_type=passing, stop_after_attempt=1 + choice.retries
        )
    return asked


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
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
