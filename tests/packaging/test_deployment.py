"""Dockerfile and compose file: linted, valid, in step with the settings, and true to the docs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import compose_spec
import pytest
from dockerfile_parse import DockerfileParser

from api.http import create_app
from api.settings import Settings
from graph.library import Library
from graph.open_store import open_store
from graph.search import open_index
from graph.store import GraphStore
from tests.graph.fragments import make_fragment

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE, COMPOSE = ROOT / "deploy" / "Dockerfile", ROOT / "deploy" / "compose.yaml"


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    """Instruction and value of each step."""
    structure = DockerfileParser(str(DOCKERFILE)).structure
    return [(step["instruction"], step["value"]) for step in structure]


VARIABLE = re.compile(r"(?<!\$)\$\{(?P<name>\w+):(?P<how>[-?])(?P<words>[^}]*)\}")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """As the Compose specification reads it, with the variables' defaults and a password."""
    text = COMPOSE.read_text("utf-8")
    filled = VARIABLE.sub(lambda m: m["words"] if m["how"] == "-" else "a-password", text)
    parsed = compose_spec.PyCompose.from_yaml(filled)
    parsed.validate()
    found: dict[str, Any] = json.loads(parsed.to_json())
    return found


def last_stage(steps: list[tuple[str, str]]) -> list[tuple[str, str]]:
    start = max(n for n, (instruction, _) in enumerate(steps) if instruction == "FROM")
    return steps[start:]


def test_hadolint_has_nothing_to_say_of_the_dockerfile() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run(
        [hadolint, DOCKERFILE], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_image_runs_as_nobody_in_particular(steps: list[tuple[str, str]]) -> None:
    users = [value for instruction, value in last_stage(steps) if instruction == "USER"]

    assert users == ["10001:10001"]
    assert "0" not in users[0].split(":")


def test_what_builds_stays_out_of_the_image(steps: list[tuple[str, str]]) -> None:
    copied = [value for instruction, value in last_stage(steps) if instruction == "COPY"]

    assert copied == ["--from=build /opt/zhengtu /opt/zhengtu"]
    assert sum(instruction == "FROM" for instruction, _ in steps) == 2


def test_packages_are_installed_by_hash_from_the_locks(steps: list[tuple[str, str]]) -> None:
    installs = [v for i, v in steps if i == "RUN" and "uv pip install" in v]

    assert len(installs) == 3
    for value in installs:
        assert "--require-hashes" in value or "--constraint locks/dev.txt" in value
    assert all((ROOT / name).is_file() for v in installs for name in re.findall(r"locks/\S+", v))


def test_the_health_check_asks_an_address_that_is_served(steps: list[tuple[str, str]]) -> None:
    (check,) = [value for instruction, value in steps if instruction == "HEALTHCHECK"]
    asked = re.findall(r"http://127\.0\.0\.1:8080(/[a-z/]+)", check)
    paths = create_app(Settings(store="embedded:nowhere")).openapi()["paths"]

    assert asked == ["/health/ready"]
    assert asked[0] in paths


def variables(text: str) -> set[str]:
    return set(re.findall(r"\bZHENGTU_[A-Z_]+", text))


@pytest.mark.parametrize("file", [DOCKERFILE, COMPOSE], ids=["Dockerfile", "compose.yaml"])
def test_every_setting_that_is_set_is_one(file: Path) -> None:
    known = {f"ZHENGTU_{name.upper()}" for name in Settings.model_fields}

    # ZHENGTU_PUBLISHED is a variable of the compose file itself: the port on the host.
    assert variables(file.read_text("utf-8")) - {"ZHENGTU_PUBLISHED"} <= known


def test_the_settings_of_the_image_are_settings_that_hold(steps: list[tuple[str, str]]) -> None:
    (told,) = [value for instruction, value in last_stage(steps) if instruction == "ENV"]
    given = dict(pair.split("=", 1) for pair in told.split())
    ours = {n.removeprefix("ZHENGTU_").lower(): v for n, v in given.items() if "ZHENGTU_" in n}
    settings = Settings.model_validate(ours)

    assert settings.host == "0.0.0.0"  # noqa: S104 - what is tested
    home = Path("/var/lib/zhengtu")
    assert home in (settings.index or home).parents
    assert home in (settings.files or home).parents


def test_the_compose_file_is_valid_and_waits_for_neo4j(compose: dict[str, Any]) -> None:
    services = compose["services"]

    assert set(services) == {"neo4j", "zhengtu", "scheduler", "worker"}
    assert services["zhengtu"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert "cypher-shell" in services["neo4j"]["healthcheck"]["test"]
    assert services["neo4j"]["image"].startswith("neo4j:5.26")


def test_only_the_service_is_reached_from_outside_and_only_on_loopback(
    compose: dict[str, Any],
) -> None:
    published = {name: s["ports"] for name, s in compose["services"].items() if s.get("ports")}

    assert list(published) == ["zhengtu"]
    assert "127.0.0.1:" in json.dumps(published["zhengtu"])
    assert compose["networks"]["inside"]["internal"] is True
    assert [n for n, s in compose["services"].items() if "outside" in s["networks"]] == ["zhengtu"]


def test_no_password_stands_in_the_compose_file() -> None:
    lines = COMPOSE.read_text("utf-8").splitlines()
    secret = [line for line in lines if re.match(r"\s+\w*(?:PASSWORD|AUTH)\w*:", line)]

    assert len(secret) == 2
    assert all("${NEO4J_PASSWORD:?" in line for line in secret)


def test_our_containers_may_do_little(compose: dict[str, Any]) -> None:
    for name in ("zhengtu", "scheduler", "worker"):
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_dask_comes_up_only_when_it_is_asked_for(compose: dict[str, Any]) -> None:
    asked = {n: s.get("profiles") for n, s in compose["services"].items() if s.get("profiles")}

    assert asked == {"scheduler": ["ingest"], "worker": ["ingest"]}
    assert compose["services"]["worker"]["command"][1:3] == ["--nthreads", "1"]


def test_the_docs_name_what_the_compose_file_and_the_image_have() -> None:
    docs = (ROOT / "docs" / "deployment.md").read_text("utf-8")

    for word in ("NEO4J_PASSWORD", "--profile ingest", "tcp://scheduler:8786", "10001"):
        assert word in docs
    assert variables(docs) <= {f"ZHENGTU_{name.upper()}" for name in Settings.model_fields}


def test_a_new_replica_builds_its_index_from_the_store(
    store: GraphStore, store_url: str, tmp_path: Path
) -> None:
    first = Library(store, open_index(tmp_path / "first"))
    first.replace(make_fragment())
    first.commit()

    with Library(open_store(store_url), open_index(tmp_path / "second")) as second:
        hits = second.search("科技厅负责")
        assert [hit.document_id for hit in hits][:1] == ["yunxi-1"]
        assert second.build() == first.build()

        first.replace(make_fragment("yunxi-2", articles=["第一条 设立海洋牧场示范站。"], cites=()))
        first.commit()
        assert second.search("海洋牧场示范站")[0].document_id == "yunxi-2"
