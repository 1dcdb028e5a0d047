"""What can be set from outside: environment variables ZHENGTU_…, or a file named .env.

Every field is documented in docs/settings.md; a test compares the two.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InvalidInput


def data_folder() -> Path:
    """Where Zhengtu keeps its own files for this user."""
    return user_data_path("zhengtu", appauthor=False)


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
        description="Folder of the search index. Unset: beside an embedded store, "
        "or in the user's data folder, one for each server.",
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


def load_settings(**given: object) -> Settings:
    """Settings from the environment, with what was given on the command line over them.

    A value of None was not given. Raises InvalidInput with the variable's name.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**chosen)  # type: ignore[arg-type]
    except ValidationError as exc:
        raise InvalidInput("; ".join(_complaint(error) for error in exc.errors())) from exc


def _complaint(error: object) -> str:
    fault = dict(error)  # type: ignore[call-overload]
    name = "ZHENGTU_" + "_".join(str(part) for part in fault["loc"]).upper()
    return f"{name}={fault['input']!r}: {fault['msg']}; see docs/settings.md"
