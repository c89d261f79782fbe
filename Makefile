PYTHON ?= python3
BIN := .venv/bin
PEERS := .venv-peers/bin
UV := .venv-lock/bin/uv
UV_VERSION := 0.13.9
PIP_INSTALL := pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help:  ## lists the targets
	@awk -F ':.*## +' '/^[a-z0-9]+:.*##/ { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---------------------------------------------------------------- environments

.PHONY: install
install: .venv/installed  ## .venv with the locked packages and the command nghedan

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Nghe Dân needs Python 3.11 or newer; name it with: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' \
	  || { echo "Python's venv module is missing; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing the locked packages into .venv; the first time this takes about a minute."
	$(BIN)/$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(BIN)/$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(BIN)/$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

.venv-peers/installed: tests/peers/requirements.lock
	$(PYTHON) -m venv --clear .venv-peers
	$(PEERS)/$(PIP_INSTALL) --require-hashes -r tests/peers/requirements.lock
	@touch $@

# ---------------------------------------------------------------- running

.PHONY: run
run: .venv/installed  ## the whole program on http://127.0.0.1:8080
	@exec $(BIN)/nghedan run

# ---------------------------------------------------------------- checking

.PHONY: check
check: .venv/installed-dev  ## formatting, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

.PHONY: format
format: .venv/installed-dev  ## formats the code and mends what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Databases of tests lie in memory where there is room: nothing here is about a power cut, and each commit waits for the disk.
IN_MEMORY := $(shell free=$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $$4 }'); [ "$${free:-0}" -ge 4000000 ] && echo TMPDIR=/dev/shm)

.PHONY: test
test: .venv/installed-dev  ## the whole test suite; needs no network
	@# Three at a time keep two cores busy, since some tests wait. Bytecode is kept, whatever the machine says: without it every
	@# one of the programs that tests start would compile the whole program first.
	@begun=$$(date +%s); \
	PYTHONDONTWRITEBYTECODE= $(IN_MEMORY) $(BIN)/pytest -n 3 --dist worksteal $(ARGS); code=$$?; \
	echo "make test: $$(($$(date +%s) - begun)) s"; exit $$code

.PHONY: e2e
e2e: .venv/installed-dev .venv-peers/installed chromium  ## the slower suites: real servers, a real browser
	$(BIN)/pytest -m e2e --force-enable-socket $(ARGS) || [ $$? = 5 ]  # 5: none of that kind; those in tests/peers must exist
	$(PEERS)/pytest -c tests/peers/pytest.toml tests/peers $(ARGS)

.PHONY: bench
bench: .venv/installed-dev .venv-peers/installed  ## benchmarks, with their figures printed
	$(BIN)/pytest -m bench -s --timeout=0 --force-enable-socket $(ARGS)
	$(PEERS)/pytest -c tests/peers/pytest.toml tests/peers -m bench -s $(ARGS)

.PHONY: soak
soak: .venv/installed-dev .venv-peers/installed  ## crash and endurance tests in full size
	$(BIN)/pytest -m soak -s --timeout=0 --force-enable-socket $(ARGS)
	$(PEERS)/pytest -c tests/peers/pytest.toml tests/peers -m soak $(ARGS)

# Debian's browser; anything in the Chromium family that is already there will do.
.PHONY: chromium
chromium:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core </dev/null; \
	else \
	  echo "make e2e needs the Chromium browser; install it first, for example: sudo apt-get install chromium" >&2; exit 2; \
	fi

.PHONY: faq-model
faq-model: .venv/installed-dev  ## trains the matcher of questions and prints how good it is
	$(BIN)/python -m tests.model.train_faq $(ARGS)

.PHONY: triage-model
triage-model: .venv/installed-dev  ## trains the model of triage and prints how good it is
	$(BIN)/python -m tests.model.train_triage $(ARGS)

# ---------------------------------------------------------------- locks

LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $(UPGRADE)

.PHONY: lock
lock: .venv-lock/installed  ## renews the lock files; make lock UPGRADE=--upgrade takes newer versions
	$(LOCK) pyproject.toml --group build -o requirements.lock
	$(LOCK) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) tests/peers/requirements.in -o tests/peers/requirements.lock

.venv-lock/installed: Makefile
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/$(PIP_INSTALL) uv==$(UV_VERSION)
	@touch $@
