"""What can be set from outside: environment variables ZHENGTU_…, or a file named .env.

Every field is documented in docs/settings.md; a test compares the two.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.beside import folder_beside
from graph.errors import InvalidInput
from graph.model_budget import ModelBudget
from graph.model_choice import ModelChoice
from graph.query_limits import Limits


def data_folder() -> Path:
    """Where Zhengtu keeps its own files for this user."""
    return user_data_path("zhengtu", appauthor=False)


class AccessMode(StrEnum):
    AUTO = "auto"
    """As ``open`` on loopback, as ``keys`` elsewhere."""
    KEYS = "keys"
    OPEN = "open"


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="ZHENGTU_", env_file=".env", env_file_encoding="utf-8", extra="ignore"
    )

    store: str = Field(
        default_factory=lambda: f"embedded:{data_folder() / 'store'}",
        description="Where the graph is: embedded:PATH, bolt://HOST:PORT or neo4j://HOST:PORT.",
    )
    index: Path | None = Field(
        default=None,
        description="Folder under which search indexes lie, one for each store. Unset: beside "
        "an embedded store, or in the user's data folder for a server.",
    )
    workers: Annotated[int, Field(ge=0, le=256)] = Field(
        default=0, description="Processes that read documents; 0 is one for each core."
    )
    host: str = Field(default="127.0.0.1", description="Address that `zhengtu serve` listens on.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8080, description="Port that `zhengtu serve` listens on; 0 takes a free one."
    )
    max_body: Annotated[int, Field(ge=1024)] = Field(
        default=65_536, description="Largest request body over HTTP, in bytes."
    )
    max_upload: Annotated[int, Field(ge=1024)] = Field(
        default=67_108_864,
        description="Largest upload of documents, in bytes; what archives hold counts unpacked.",
    )
    files: Path | None = Field(
        default=None,
        description="Folder under which originals of uploads, jobs, keys and the audit log lie, "
        "one for each store. Unset: beside an embedded store, or in the user's data folder for a "
        "server.",
    )
    access: AccessMode = Field(
        default=AccessMode.AUTO,
        description="Who is let in over HTTP: `keys` asks for an API key, `open` for nothing, "
        "`auto` asks for a key unless the server listens on loopback.",
    )
    rate_limit: str = Field(
        default="600/minute",
        description="Requests that one API key may send, as NUMBER/PERIOD, several with ; between "
        "them; empty sets no limit.",
    )
    rate_limit_address: str = Field(
        default="300/minute",
        description="Requests without a key that one address may send; not counted on loopback "
        "without keys.",
    )
    cors_origins: str = Field(
        default="",
        description="Origins of other sites whose pages may use the HTTP interface, with blanks "
        "between them, e.g. https://policy.example.cn.",
    )
    log_format: LogFormat = Field(
        default=LogFormat.CONSOLE,
        description="Form of the server's log lines on stderr: `console` or `json`.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="What the server logs: `info` has a line for each request."
    )
    telemetry: bool = Field(
        default=False,
        description="Send traces of requests by OpenTelemetry to OTEL_EXPORTER_OTLP_ENDPOINT; "
        "needs the extra `telemetry`.",
    )
    grace: Annotated[float, Field(ge=0, le=3600)] = Field(
        default=30.0,
        description="Seconds that running requests and the running job have to end when the "
        "server is stopped.",
    )
    iri_base: str | None = Field(
        default=None,
        description="What the IRIs of open data begin with, / or : at its end: the public address "
        "of your server with /v1/ makes them lead there. Unset: https://zhengtu.example/v1/.",
    )
    query_seconds: Annotated[float, Field(gt=0, le=600)] = Field(
        default=20.0, description="Seconds that one Cypher or SPARQL query of a reader may take."
    )
    query_rows: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=10_000, description="Rows that one answer to Cypher or SPARQL may have."
    )
    query_bytes: Annotated[int, Field(ge=1024, le=1_000_000_000)] = Field(
        default=8_000_000, description="Bytes that one answer to Cypher or SPARQL may have."
    )
    model: str | None = Field(
        default=None,
        description="Model of the method `model`, as PROVIDER:MODEL with openai, deepseek, "
        "anthropic or ollama before the colon; openai is any OpenAI-compatible endpoint.",
    )
    model_base_url: str | None = Field(
        default=None, description="URL of the model's endpoint. Unset: the provider's own."
    )
    model_timeout: Annotated[float, Field(gt=0, le=3600)] = Field(
        default=60.0,
        description="Seconds that one request to the model may take, up to the end of its reply.",
    )
    model_retries: Annotated[int, Field(ge=0, le=10)] = Field(
        default=2, description="Further requests after one that failed for a passing reason."
    )
    model_max_tokens: Annotated[int, Field(ge=64, le=65536)] = Field(
        default=1024, description="Tokens that one reply of the model may have."
    )
    model_calls_per_answer: Annotated[int, Field(ge=1, le=5)] = Field(
        default=2,
        description="Requests to the model for one answer: again where its sentence did not stand.",
    )
    model_tokens_per_day: Annotated[int, Field(ge=1)] | None = Field(
        default=None,
        description="Tokens, of requests and replies, that models may use on one day in China; "
        "counted beside the store. Unset: no limit.",
    )

    def query_limits(self) -> Limits:
        return Limits(self.query_seconds, self.query_rows, self.query_bytes)

    @property
    def files_folder(self) -> Path:
        """Where originals, jobs, keys and the audit log of this store lie."""
        return folder_beside(self.store, "files", self.files)

    def model_choice(self) -> ModelChoice | None:
        """The model that is set, or None. Raises InvalidInput for an unknown provider."""
        if self.model is None:
            return None
        most = self.model_tokens_per_day
        return ModelChoice(
            name=self.model,
            base_url=self.model_base_url,
            timeout=self.model_timeout,
            retries=self.model_retries,
            max_tokens=self.model_max_tokens,
            calls_per_answer=self.model_calls_per_answer,
            budget=ModelBudget(self.files_folder / "model-tokens.sqlite", most) if most else None,
        )


def load_settings(**given: object) -> Settings:
    """Settings from the environment, with what was given on the command line over them.

    A value of None was not given. Raises InvalidInput with the variable's name.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**chosen)  # type: ignore[arg-type]
    except ValidationError as exc:
        raise InvalidInput("; ".join(_complaint(error) for error in exc.errors())) from exc


def _complaint(fault: ErrorDetails) -> str:
    name = "ZHENGTU_" + "_".join(str(part) for part in fault["loc"]).upper()
    return f"{name}={fault['input']!r}: {fault['msg']}; see docs/settings.md"
