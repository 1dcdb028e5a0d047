# Two commands on a fresh machine: `make demo` shows Zhengtu, `make test` checks all of it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p) 2>/dev/null)))
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
STORE ?= embedded:build/demo
SERVE ?= 1
PORT ?= 8080

.PHONY: help demo test install lint types imports startup page web pytest tools lock client clean

help:
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.run page ## load the starter corpus, ask three questions, serve page and API (SERVE=0: end there)
	@$(BIN)/zhengtu ingest --starter --laws demo --store $(STORE)
	for question in \
	  "国家设立的高校可以用哪些方式给科技成果定价？" \
	  "没有约定的，转让科技成果的净收入至少拿出多大比例奖励完成人？" \
	  "各地转让职务科技成果的奖励比例有什么不同？"
	do
	  echo
	  $(BIN)/zhengtu ask "$$question" --store $(STORE)
	done
	if [ "$(SERVE)" != 0 ]; then exec $(BIN)/zhengtu serve --store $(STORE) --port $(PORT); fi

test: tools $(VENV)/.dev ## everything that .ci/run checks; installs what it needs
	@$(MAKE) --no-print-directory lint types imports startup web pytest

install: $(VENV)/.dev ## the development environment in .venv

lint: $(VENV)/.dev ## ruff: rules and format
	@echo "== ruff"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy --strict
	@echo "== mypy"
	$(BIN)/mypy

imports: $(VENV)/.dev ## import-linter: the directions of imports
	@echo "== import-linter"
	$(BIN)/lint-imports

startup: $(VENV)/.dev ## how long `zhengtu --help` takes (0.5 s at most on an idle machine)
	@echo "== zhengtu --help"
	TIMEFORMAT="%R s"
	time $(BIN)/zhengtu --help >/dev/null

page: $(VENV)/.run ## the page, built into api/web/dist where its sources changed
	@$(BIN)/python deploy/build_page.py

web: $(VENV)/.run ## the page's own checks: lint, types, tests of its logic; then built
	@echo "== page: lint, types, tests"
	$(BIN)/python deploy/build_page.py --check

pytest: $(VENV)/.dev ## all tests: stores, page in a browser and wheel included
	@$(BIN)/python deploy/build_page.py --tests
	echo "== pytest"
	$(BIN)/pytest --numprocesses logical --maxprocesses 4 --dist loadfile $(PYTEST)

tools: ## Chromium, Java 17+ and Maven, from Debian's packages where they are missing
	@bash deploy/install_test_tools.sh

lock: $(VENV)/.uv ## write the lock files anew from pyproject.toml
	@bash deploy/lock.sh

client: $(VENV)/.dev ## the page's typed client, anew from the OpenAPI
	@$(BIN)/python -P deploy/write_openapi.py api/web/openapi.json
	cd api/web && npm run --silent client

clean: ## remove what was built; .venv stays
	@rm -rf build dist api/web/dist api/web/node_modules

$(VENV)/.uv:
	@test -n "$(PYTHON)" || { echo "make: no Python found; Zhengtu needs Python 3.11 or newer" >&2; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
	  echo "make: $(PYTHON) is too old; install Python 3.11 or newer, or run make with PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || {
	  echo "make: Python's venv module is missing; on Debian: apt-get install -y python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	touch $@

$(VENV)/.run: locks/run.txt pyproject.toml $(VENV)/.uv
	@echo "== installing what Zhengtu needs into $(VENV)"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r locks/run.txt
	command -v npm >/dev/null || $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r locks/node.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: locks/dev.txt $(VENV)/.run
	@echo "== installing what the tests need into $(VENV)"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r locks/dev.txt
	touch $@
