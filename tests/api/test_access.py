"""Who may do what over HTTP; what is written down of it, and what never is."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access import role_for
from api.audit import Audit
from api.http import create_app
from api.keys import Keys, Role, allows
from api.logs import configure, hide, logger
from api.settings import AccessMode, LogFormat, Settings
from graph.errors import InvalidInput, NotFound


@pytest.fixture
def keys(tmp_path: Path, acts_url: str) -> Keys:
    return Keys(settings(tmp_path, acts_url).files_folder / "keys.json")


def settings(folder: Path, url: str, **more: Any) -> Settings:
    return Settings(store=url, files=folder, **({"access": AccessMode.KEYS} | more))


@pytest.fixture
def tokens(keys: Keys) -> dict[str, str]:
    return {role.value: keys.create(f"key of a {role}", role)[0] for role in Role}


@pytest.fixture
def client(tmp_path: Path, acts_url: str, tokens: dict[str, str]) -> Iterator[TestClient]:
    with TestClient(create_app(settings(tmp_path, acts_url))) as opened:
        yield opened


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


REJECT = {"verdict": "reject", "statement_id": "none", "reason": "因为"}

REQUESTS = [
    pytest.param("GET", "/v1/documents", "reader", 200, id="reading"),
    pytest.param("POST", "/v1/answers", "reader", 422, id="asking"),
    pytest.param("GET", "/metrics", "reader", 200, id="metrics"),
    pytest.param("GET", "/v1/jobs", "curator", 200, id="jobs"),
    pytest.param("POST", "/v1/corrections", "curator", 404, id="correcting"),
    pytest.param("DELETE", "/v1/documents/none", "curator", 404, id="removing"),
    pytest.param("GET", "/v1/audit", "admin", 200, id="the audit log"),
    pytest.param("GET", "/v1/keys", "admin", 200, id="keys"),
]


@pytest.mark.parametrize(("method", "path", "role", "status"), REQUESTS)
def test_a_key_may_do_what_its_role_may(
    *, client: TestClient, tokens: dict[str, str], method: str, path: str, role: str, status: int
) -> None:
    body = REJECT if path == "/v1/corrections" else {} if method == "POST" else None
    without = client.request(method, path, json=body)
    told = {
        name: client.request(method, path, json=body, headers=bearer(token)).status_code
        for name, token in tokens.items()
    }

    assert without.status_code == 401
    assert without.headers["www-authenticate"].startswith("Bearer")
    assert without.headers["content-type"] == "application/problem+json"
    assert told == {name: status if allows(Role(name), Role(role)) else 403 for name in tokens}


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/healthz", "/openapi.json"])
def test_health_and_description_need_no_key(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_every_route_that_changes_something_needs_more_than_reading() -> None:
    app = create_app(Settings(store="embedded:never-opened"))
    paths = app.openapi()["paths"]
    needed = {
        (method.upper(), path): role_for(method.upper(), path)
        for path, methods in paths.items()
        for method in methods
    }
    asking = {
        ("POST", "/v1/answers"),
        ("POST", "/v1/cypher"),
        ("POST", "/v1/sparql"),
        ("POST", "/v1/lessons/preview"),
    }
    reads = {place for place, role in needed.items() if role is Role.READER}

    assert {(method, path) for method, path in reads if method != "GET"} == asking
    assert all(role is not None for (_, path), role in needed.items() if path.startswith("/v1/"))
    assert len(needed) > 20


def test_the_description_names_the_role_that_each_operation_needs(
    client: TestClient, acts_url: str
) -> None:
    asked = client.get("/openapi.json").json()
    open_to_all = create_app(Settings(store=acts_url)).openapi()

    removing = asked["paths"]["/v1/documents/{document_id}"]["delete"]
    assert removing["x-role"] == "curator"
    assert removing["security"] == [{name: []} for name in asked["components"]["securitySchemes"]]
    assert "security" not in asked["paths"]["/health/live"]["get"]
    assert "security" not in open_to_all["paths"]["/v1/documents/{document_id}"]["delete"]


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Bearer zt_00000000_" + "x" * 43, id="made up"),
        pytest.param("Bearer ", id="empty"),
        pytest.param("Basic dXNlcjpwYXNz", id="another scheme"),
        pytest.param("Bearer zt_", id="cut off"),
    ],
)
def test_a_wrong_key_is_refused(client: TestClient, header: str) -> None:
    response = client.get("/v1/documents", headers={"Authorization": header})

    assert response.status_code == 401
    assert "not valid" in response.json()["detail"]


def test_a_key_is_shown_once_and_kept_as_a_digest(keys: Keys) -> None:
    token, key = keys.create("某人", Role.READER)

    assert keys.of_token(token) == key
    assert token not in keys.file.read_text("utf-8")
    assert token.split("_", 2)[2] not in keys.file.read_text("utf-8")
    assert keys.file.stat().st_mode & 0o077 == 0


def test_an_expired_key_is_not_valid(keys: Keys) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    token, key = keys.create("某人", Role.READER, later)

    assert keys.of_token(token) == key
    assert not key.is_valid(later)
    with pytest.raises(InvalidInput, match="past"):
        keys.create("某人", Role.READER, datetime.now(UTC) - timedelta(days=1))


def test_a_revoked_key_is_refused_at_once(
    client: TestClient, keys: Keys, tokens: dict[str, str]
) -> None:
    reader = bearer(tokens["reader"])
    before = client.get("/v1/documents", headers=reader).status_code
    (id_,) = (key.id for key in keys.list() if key.role is Role.READER)
    revoked = client.delete(f"/v1/keys/{id_}", headers=bearer(tokens["admin"])).json()
    after = client.get("/v1/documents", headers=reader).status_code

    assert (before, after) == (200, 401)
    assert revoked["revoked_at"]
    with pytest.raises(NotFound):
        keys.revoke("ffffffff")


def test_keys_are_listed_without_their_digests(client: TestClient, tokens: dict[str, str]) -> None:
    told = client.get("/v1/keys", headers=bearer(tokens["admin"]))

    assert [item["role"] for item in told.json()["items"]].count("admin") == 1
    assert "digest" not in told.text


# --- Starting ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "access", "starts"),
    [
        pytest.param("127.0.0.1", "auto", True, id="loopback asks for nothing"),
        pytest.param("0.0.0.0", "auto", False, id="another address asks for keys"),  # noqa: S104
        pytest.param("0.0.0.0", "open", True, id="unless it is said to be open"),  # noqa: S104
        pytest.param("127.0.0.1", "keys", False, id="keys can be asked for on loopback"),
    ],
)
def test_a_server_that_needs_keys_and_has_none_does_not_start(
    tmp_path: Path, host: str, access: str, *, starts: bool
) -> None:
    given = Settings(store="embedded:none", files=tmp_path, host=host, access=AccessMode(access))
    if starts:
        assert create_app(given)
        return
    with pytest.raises(InvalidInput, match="zhengtu keys create"):
        create_app(given)


def test_a_rate_that_cannot_be_is_told(tmp_path: Path) -> None:
    given = Settings(store="embedded:none", files=tmp_path, rate_limit="often")
    with pytest.raises(InvalidInput, match="600/minute"):
        create_app(given)


# --- Rates, other sites -----------------------------------------------------------------------


def test_a_key_that_asks_too_often_has_to_wait(
    tmp_path: Path, acts_url: str, tokens: dict[str, str]
) -> None:
    app = create_app(settings(tmp_path, acts_url, rate_limit="3/hour"))
    with TestClient(app) as client:
        told = [client.get("/v1/keys", headers=bearer(tokens["admin"])) for _ in range(4)]
        other = client.get("/v1/documents", headers=bearer(tokens["reader"]))

    assert [response.status_code for response in told] == [200, 200, 200, 429]
    assert int(told[-1].headers["retry-after"]) > 0
    assert told[-1].json()["type"] == "urn:zhengtu:problem:rate-limited"
    assert other.status_code == 200


def test_who_tries_keys_is_soon_told_to_wait(client: TestClient) -> None:
    wrong = bearer("zt_00000000_" + "x" * 43)
    told = [client.get("/v1/documents", headers=wrong).status_code for _ in range(22)]

    assert told[:20] == [401] * 20
    assert told[-1] == 429


def test_an_open_server_counts_by_address(tmp_path: Path, acts_url: str) -> None:
    given = settings(
        tmp_path,
        acts_url,
        access=AccessMode.OPEN,
        host="0.0.0.0",  # noqa: S104
        rate_limit_address="2/hour",
    )
    with TestClient(create_app(given)) as client:
        told = [client.get("/v1/documents").status_code for _ in range(3)]

    assert told == [200, 200, 429]


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        pytest.param("127.0.0.1:8080", "http://127.0.0.1:8080", 404, id="our own page"),
        pytest.param("localhost:8080", "http://localhost:8080", 404, id="by its other name"),
        pytest.param("127.0.0.1:8080", "https://evil.example", 403, id="another site"),
        pytest.param("evil.example", "http://evil.example", 403, id="a name that leads here"),
        pytest.param("127.0.0.1:8080", "null", 403, id="a page from nowhere"),
        pytest.param("127.0.0.1:8080", "https://friend.example", 404, id="a site that is named"),
        pytest.param("127.0.0.1:8080", None, 404, id="no browser"),
    ],
)
def test_no_other_page_writes_to_a_server_that_asks_for_no_key(
    tmp_path: Path, acts_url: str, host: str, origin: str | None, status: int
) -> None:
    given = settings(
        tmp_path, acts_url, access=AccessMode.AUTO, cors_origins="https://friend.example"
    )
    headers = {"Host": host} | ({"Origin": origin} if origin else {})
    with TestClient(create_app(given)) as client:
        response = client.delete("/v1/documents/none", headers=headers)

    assert response.status_code == status


def test_only_named_sites_may_read_from_their_pages(tmp_path: Path, acts_url: str) -> None:
    given = settings(
        tmp_path, acts_url, access=AccessMode.AUTO, cors_origins="https://friend.example"
    )
    with TestClient(create_app(given)) as client:
        asked = {
            origin: client.get("/v1/documents", headers={"Origin": origin}).headers.get(
                "access-control-allow-origin"
            )
            for origin in ("https://friend.example", "https://evil.example")
        }

    assert asked == {
        "https://friend.example": "https://friend.example",
        "https://evil.example": None,
    }


# --- What is written down ---------------------------------------------------------------------


def test_writes_are_in_the_audit_log_with_who_and_what(
    client: TestClient, tokens: dict[str, str]
) -> None:
    client.delete(
        "/v1/documents/none", headers=bearer(tokens["curator"]) | {"X-Request-ID": "mine-1"}
    )
    client.delete("/v1/documents/none", headers=bearer(tokens["reader"]))
    client.get("/v1/documents", headers=bearer(tokens["reader"]))
    acts = client.get("/v1/audit", headers=bearer(tokens["admin"])).json()["items"]

    assert [(act["actor"], act["status"]) for act in acts] == [
        ("key of a reader", 403),
        ("key of a curator", 404),
    ]
    assert (acts[1]["request_id"], acts[1]["method"]) == ("mine-1", "DELETE")
    assert acts[1]["path"] == "/v1/documents/none"


def test_the_audit_log_is_paged(client: TestClient, tokens: dict[str, str]) -> None:
    for n in range(3):
        client.delete(f"/v1/documents/none-{n}", headers=bearer(tokens["curator"]))
    query: dict[str, Any] = {"limit": 2}
    seen: list[str] = []
    while True:
        page = client.get("/v1/audit", params=query, headers=bearer(tokens["admin"])).json()
        seen += [act["path"] for act in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]

    assert seen == [f"/v1/documents/none-{n}" for n in (2, 1, 0)]


def test_the_author_of_a_correction_is_the_keys_owner(
    client: TestClient, tokens: dict[str, str]
) -> None:
    response = client.post(
        "/v1/corrections",
        json=REJECT | {"author": "另一个人"},
        headers=bearer(tokens["curator"]),
    )

    assert response.status_code == 422
    assert "leave the author out" in response.json()["detail"]


@pytest.fixture
def logged() -> Iterator[None]:
    root, ours = logging.getLogger(), logging.getLogger("zhengtu")
    before = root.handlers, root.level, ours.level
    yield
    root.handlers, root.level = before[0], before[1]
    ours.setLevel(before[2])


@pytest.mark.usefixtures("logged")
def test_a_request_is_one_line_with_its_id_and_nothing_secret(
    client: TestClient, tokens: dict[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    configure(LogFormat.JSON, "info")
    token = tokens["curator"]
    named = bearer(token) | {"X-Request-ID": "r-1"}
    client.get("/v1/search", params={"q": "机密问题"}, headers=named)
    client.delete(f"/v1/documents/{token}", headers=bearer(token))
    lines = capsys.readouterr().err.splitlines()
    first = json.loads(lines[0])

    assert (first["event"], first["request_id"], first["route"]) == (
        "request",
        "r-1",
        "/v1/search",
    )
    assert (first["status"], first["method"], first["level"]) == (200, "GET", "info")
    written = "\n".join([*lines, *(p.read_text("utf-8") for p in tmp_path.rglob("*.jsonl"))])
    assert len(lines) == 2
    for secret in (token, token.split("_", 2)[2], "机密问题"):
        assert secret not in written


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("form", list(LogFormat))
def test_secrets_in_any_log_line_are_taken_out(
    form: LogFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(form, "info")
    token = "zt_0a1b2c3d_" + "s" * 43
    hidden = {"password": "hunter3"}
    logger("test").info(f"opened bolt://neo4j:hunter2@db:7687 with {token}", **hidden)
    logging.getLogger("library").warning("sent Authorization: Bearer %s", "hunter4")
    logging.getLogger("library").error("failed", exc_info=ValueError(f"refused {token}"))
    told = capsys.readouterr().err

    assert "bolt://" in told
    assert "ValueError" in told
    for secret in (token, "hunter2", "hunter3", "hunter4"):
        assert secret not in told


def test_hiding_leaves_the_rest() -> None:
    assert hide("neo4j://u:p@h:7687/db 第三条") == "neo4j://…@h:7687/db 第三条"


def test_a_request_id_is_taken_over_or_made(client: TestClient) -> None:
    given = client.get("/health/live", headers={"X-Request-ID": "abc-1"})
    nasty = client.get("/health/live", headers={"X-Request-ID": "x" * 200})
    made = client.get("/health/live")

    assert given.headers["x-request-id"] == "abc-1"
    assert len(nasty.headers["x-request-id"]) == len(made.headers["x-request-id"]) == 16


def test_metrics_count_by_template_and_never_by_address(
    client: TestClient, tokens: dict[str, str]
) -> None:
    reader = bearer(tokens["reader"])
    for name in ("qh-001", "nx-001", "none"):
        client.get(f"/v1/documents/{name}", headers=reader)
    client.get("/v1/unheard-of/thing", headers=reader)
    client.request("BREW", "/v1/documents", headers=reader)
    text = client.get("/metrics", headers=reader).text

    template = 'method="GET",route="/v1/documents/{document_id}"'
    assert f'zhengtu_http_requests_total{{{template},status="200"}} 2.0' in text
    assert f'zhengtu_http_requests_total{{{template},status="404"}} 1.0' in text
    assert 'route="unmatched"' in text
    assert 'method="OTHER"' in text
    assert 'zhengtu_jobs{state="queued"} 0.0' in text
    assert "qh-001" not in text
    assert "unheard-of" not in text


def test_several_writers_leave_whole_lines(tmp_path: Path, acts_url: str) -> None:
    given = settings(tmp_path, acts_url, access=AccessMode.AUTO)
    with TestClient(create_app(given)) as client:
        for n in range(20):
            client.delete(f"/v1/documents/none-{n}")

    audit = Audit(next(tmp_path.rglob("audit.jsonl")))
    assert len(audit.newest(50)) == 20
