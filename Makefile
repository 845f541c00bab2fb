# Two commands matter: make run, make test. `make help` lists the rest.
PYTHON ?= python3
FLASK = .venv/bin/flask --app pwa
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK = 1

SOURCES := $(shell find pwa static service_worker manifest.json pyproject.toml \
  -type f -not -path 'static/dist/*' -not -path '*/.*' -not -name '*.pyc' -not -name '*.mo')
# The pages contain these settings, so other values mean another build.
SETTINGS := $(shell printf '%s|%s|%s' "$$CARRYCARD_PUBLISHER" "$$CARRYCARD_CONTACT" \
  "$$CARRYCARD_LANGUAGES" | cksum | cut -d ' ' -f 1)

.PHONY: help run build test test-js freeze check lint types contracts content-check \
  format-check format bench pictures locks clean scale-test sbom
.DEFAULT_GOAL := help

help: ## list what there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: static/dist/release.json ## set up, build and serve on HOST and PORT (127.0.0.1:8000)
	@exec $(FLASK) serve

build: .stamps/run .stamps/npm ## set up and build into static/dist
	@$(FLASK) build

test: .stamps/dev .stamps/npm-dev static/dist/release.json test-js ## set up and run every test
	@.venv/bin/python -m tools.find_browser
	@.venv/bin/pytest -n 3 $(PYTEST_OPTIONS)

test-js: .stamps/npm-dev ## run the tests of the scripts
	@node --test $$(find tests/js -name '*.test.js' | sort)

check: PYTEST_OPTIONS = --hazards
check: lint types contracts format-check content-check test ## all that CI checks

freeze: .stamps/npm-dev ## at a release: keep its stores, for the tests of the next one
	@node tests/js/stored/freeze.js

lint: .stamps/dev ## ruff
	@.venv/bin/ruff check .

types: .stamps/dev .stamps/npm-dev ## mypy strict; tsc strict for pages and for the worker
	@.venv/bin/mypy
	@node_modules/.bin/tsc -p static/tsconfig.json
	@node_modules/.bin/tsc -p service_worker/tsconfig.json

contracts: .stamps/dev ## which part may import which
	@.venv/bin/lint-imports

content-check: .stamps/run ## are the words sourced, plain, in time and published?
	@$(FLASK) content check

format-check: .stamps/dev .stamps/npm-dev ## is everything formatted?
	@.venv/bin/ruff format --check .
	@node_modules/.bin/prettier --check --log-level warn .

format: .stamps/dev .stamps/npm-dev ## format everything
	@.venv/bin/ruff format .
	@node_modules/.bin/prettier --write --log-level warn .

bench: .stamps/dev .stamps/npm-dev static/dist/release.json ## measure, with ratios to a limit page
	@.venv/bin/python -m tools.find_browser
	@.venv/bin/python -m bench

scale-test: .stamps/dev static/dist/release.json ## nginx, 3 web workers, PostgreSQL, 4 dispatchers: kill parts, lose nothing
	@.venv/bin/python -m tests.scale

pictures: .stamps/dev static/dist/release.json ## take the pictures in README and manifest anew
	@.venv/bin/python -m tools.take_pictures

locks: ## write the lock files anew from pyproject.toml and package.json
	@$(PYTHON) -m venv .stamps/uv && .stamps/uv/bin/pip install -q uv==0.13.9
	@.stamps/uv/bin/python -m tools.lock_requirements
	@npm install --package-lock-only
	@npm install --package-lock-only --prefix tools/headless-shell

sbom: .stamps/dev ## list every library as CycloneDX, in sbom.cdx.json
	@.venv/bin/python -m tools.make_sbom

clean: ## remove all that was made, and nothing else
	rm -rf .venv node_modules static/dist .stamps sbom.cdx.json .mypy_cache .ruff_cache .pytest_cache \
	  .import_linter_cache tools/headless-shell/node_modules tools/headless-shell/unpacked*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

static/dist/release.json: .stamps/run .stamps/npm .stamps/settings-$(SETTINGS) $(SOURCES)
	@$(FLASK) build

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed. Set PYTHON to one: make PYTHON=python3.12 run'; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo 'No venv here. On Debian: apt-get install python3-venv'; exit 1; }

.stamps/run: requirements/run.txt | .venv/bin/python
	@mkdir -p .stamps
	@.venv/bin/pip install -q --require-hashes -r $<
	@touch $@

.stamps/dev: requirements/dev.txt .stamps/run
	@.venv/bin/pip install -q --require-hashes -r $<
	@touch $@

# Node 20 or newer as found, else the one that comes as a Python package.
.stamps/node: requirements/node.txt .stamps/run
	@node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null || \
	  .venv/bin/pip install -q --require-hashes -r $<
	@touch $@

.stamps/npm: package-lock.json .stamps/node
	@[ .stamps/npm-dev -nt package-lock.json ] || npm ci --ignore-scripts --omit=dev --silent
	@touch $@

.stamps/npm-dev: package-lock.json .stamps/node
	@npm ci --ignore-scripts --silent
	@touch $@ .stamps/npm

.stamps/settings-$(SETTINGS):
	@mkdir -p .stamps && rm -f .stamps/settings-* && touch $@
