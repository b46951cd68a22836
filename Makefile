# make demo: see it work.  make test: prove it.  Both do all of their own set-up.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
EXAMPLES := examples/monitoring.py examples/clustering.py
EXTENSION := vscode-extension
# The HTML page of a trace holds code of others, so that it is built and not committed.
PAGE := server/bytelens/report/tracing/page/page.js
# What the end-to-end tests saw.
PICTURES := $(EXTENSION)/.vscode-test/pictures
PYTHON_CODE := server tests benchmarks docs examples scripts
PYTEST_OPTIONS ?=

.PHONY: help setup demo test lint format types e2e images bench accuracy docs site page package release clean

help: ## List the targets
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / - /' | column -t -s '-' -l 2

setup: .venv/developer $(PAGE) ## Install everything that working on ByteLens needs, below this folder

# Everything but the HTML page works without npm, and the demonstration must.
demo: .venv/user $(shell .ci/require-node 2>/dev/null && echo $(PAGE)) ## Show two example programs with the bytes of every line
	$(BIN)/bytelens show $(EXAMPLES)

test: .venv/developer $(PAGE) ## Run every test, Python and TypeScript
	$(BIN)/python -m pytest -n auto $(PYTEST_OPTIONS)
	npm --prefix $(EXTENSION) test

lint: .venv/developer $(EXTENSION)/node_modules ## Check style and types, Python and TypeScript
	$(BIN)/ruff check $(PYTHON_CODE)
	$(BIN)/ruff format --check $(PYTHON_CODE)
	$(BIN)/mypy
	npm --prefix $(EXTENSION) run check
	npm --prefix $(EXTENSION) run lint

format: .venv/developer ## Format the Python code
	$(BIN)/ruff check --fix-only $(PYTHON_CODE)
	$(BIN)/ruff format $(PYTHON_CODE)

e2e: .venv/developer .venvs/jupyter/ready $(PAGE) ## Try the server in Emacs and JupyterLab, the package of the extension, and both it and a trace in a browser
	tests/e2e/emacs/install.sh
	JUPYTER="$(CURDIR)/.venvs/jupyter/bin/python" $(BIN)/python -m pytest -q tests/e2e/*/check_*.py
	PYTHON="$(CURDIR)/$(BIN)/python" npm --prefix $(EXTENSION) run e2e

images: e2e ## Take the pictures of the documentation anew
	cp $(PICTURES)/estimates-hover.png docs/images/hover.png
	cp $(PICTURES)/estimates-clustering.png docs/images/vscode.png
	cp $(PICTURES)/trace-table.png docs/images/trace.png
	cp $(PICTURES)/notebook-traced.png docs/images/notebook.png
	cp $(PICTURES)/trace-table.gif $(EXTENSION)/images/trace.gif
	cp $(PICTURES)/film.gif $(EXTENSION)/images/typing.gif

bench: .venv/user ## Measure how long hints take
	$(BIN)/python benchmarks/latency.py

accuracy: .venv/user ## Hold estimates against the examples in NumPy's docstrings
	$(BIN)/python -m benchmarks.accuracy --write docs/accuracy.md

docs: .venv/user ## Write the pages of the documentation that the program itself can tell
	for script in docs/generate_*.py; do $(BIN)/python $$script; done

site: .venv/site ## Build the site of the documentation into build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

page: $(PAGE) ## Build the HTML page of a trace

package: .venv/user $(PAGE) ## Build the VS Code extension
	PYTHON="$(CURDIR)/$(BIN)/python" npm --prefix $(EXTENSION) run package

release: .venv/release $(PAGE) ## Build wheel, sdist and extension of one version into dist; publish nothing
	$(BIN)/python scripts/release.py

clean: ## Remove everything that was installed or built here
	rm -rf .venv .venvs dist build $(dir $(PAGE)) $(EXTENSION)/node_modules $(EXTENSION)/dist $(EXTENSION)/.vscode-test

.venv/user: pyproject.toml
	.ci/make-venv .venv
	touch $@

.venv/developer: .venv/user
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

.venv/site: .venv/user
	$(BIN)/python -m pip install --quiet --group docs
	touch $@

.venv/release: .venv/developer
	$(BIN)/python -m pip install --quiet --group release
	touch $@

.venvs/jupyter/ready: pyproject.toml
	.ci/make-venv .venvs/jupyter
	.venvs/jupyter/bin/python -m pip install --quiet --group jupyter
	touch $@

$(EXTENSION)/node_modules: $(EXTENSION)/package-lock.json
	.ci/require-node
	npm --prefix $(EXTENSION) ci --no-audit --no-fund
	touch $@

$(PAGE): $(wildcard $(EXTENSION)/page/*) $(EXTENSION)/scripts/build-page.mjs $(EXTENSION)/package-lock.json | $(EXTENSION)/node_modules
	npm --prefix $(EXTENSION) run page
