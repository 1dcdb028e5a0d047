"""Which language model may be asked, and how its provider is reached: values; no client here."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import InvalidInput
from graph.model_budget import ModelBudget


@dataclass(frozen=True, slots=True)
class Provider:
    """How LangChain reaches one kind of endpoint."""

    package: str
    key: str
    """Environment variable of the secret; ``""`` where none is needed."""
    faults: tuple[tuple[str, str], ...]
    """Module and class of the errors that its client raises."""
    form: str
    """How structured output is asked for: what most servers of this kind understand."""
    passing: tuple[tuple[str, str], ...] = ()
    """Those of the errors after which to ask again, for a client that does not by itself; one
    with a status only where it says that the server failed.
    """


# A connection that breaks while a reply comes is told in the words of the client's HTTP library.
_OPENAI = (("openai", "OpenAIError"), ("httpx2", "HTTPError"))
_PROVIDERS = {
    "openai": Provider("langchain_openai", "OPENAI_API_KEY", _OPENAI, "function_calling"),
    "deepseek": Provider("langchain_deepseek", "DEEPSEEK_API_KEY", _OPENAI, "function_calling"),
    "anthropic": Provider(
        "langchain_anthropic",
        "ANTHROPIC_API_KEY",
        (("anthropic", "AnthropicError"), ("httpx2", "HTTPError")),
        "function_calling",
    ),
    "ollama": Provider(
        "langchain_ollama",
        "",
        (("ollama", "ResponseError"), ("httpx", "HTTPError"), ("builtins", "ConnectionError")),
        "json_schema",
        (
            ("ollama", "ResponseError"),
            ("httpx", "TransportError"),
            ("builtins", "ConnectionError"),
        ),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice:
    """Which model is asked, and how long and how much it may answer."""

    name: str
    """PROVIDER:MODEL, e.g. openai:qwen-plus, deepseek:deepseek-chat, ollama:qwen3."""
    base_url: str | None = None
    """Of the endpoint; None for the provider's own."""
    timeout: float = 60.0
    """Seconds that one request may take, up to the last byte of its reply."""
    retries: int = 2
    """Requests after the first that failed for a reason that may pass."""
    max_tokens: int = 1024
    """Of one reply."""
    calls_per_answer: int = 2
    """Requests for one answer: after the first, the model is told why its sentence fell."""
    budget: ModelBudget | None = None
    """None for as many tokens a day as it takes."""

    def __post_init__(self) -> None:
        provider, _, model = self.name.partition(":")
        if provider not in _PROVIDERS or not model:
            raise InvalidInput(
                f"model {self.name!r} is not PROVIDER:MODEL with one of "
                f"{', '.join(_PROVIDERS)}; set ZHENGTU_MODEL, e.g. openai:qwen-plus "
                "with ZHENGTU_MODEL_BASE_URL for any OpenAI-compatible endpoint"
            )

    @property
    def provider(self) -> Provider:
        return _PROVIDERS[self.name.partition(":")[0]]
