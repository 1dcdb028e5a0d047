"""The page's typed client is made from the OpenAPI of this very service."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "api" / "web"


def test_the_client_is_that_of_the_description_as_it_is(tmp_path: Path) -> None:
    described, made = tmp_path / "openapi.json", tmp_path / "schema.d.ts"
    write = (sys.executable, "-P", ROOT / "deploy" / "write_openapi.py", described)
    subprocess.run([str(part) for part in write], cwd=ROOT, check=True)
    make = (WEB / "node_modules" / ".bin" / "openapi-typescript", described, "-o", made)
    subprocess.run([str(part) for part in make], cwd=WEB, check=True, capture_output=True)

    committed = (WEB / "src" / "client" / "schema.d.ts").read_text("utf-8")
    assert made.read_text("utf-8") == committed, "run: make client"
