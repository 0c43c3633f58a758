# Two commands for a stranger: `make demo` and `make test`. Each sets up what it needs; a second call is quick.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint docs screenshots wheel clean

demo: .venv/.runs ## scrape the invented review sites, read, build: open output/index.html
	$(BIN)/aurevoir demo

test: .venv/.develops ## the tests; pages are opened in Chromium where one is installed
	$(BIN)/pytest

lint: .venv/.develops ## ruff and mypy, as CI runs them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: .venv/.runs ## docs/sources.md and docs/cli.md, from what sources and commands say of themselves
	$(BIN)/python -m aurevoir.sources_doc > docs/sources.md
	$(BIN)/aurevoir reference > docs/cli.md

screenshots: .venv/.develops ## every kind of page of the demo in light, dark, on a phone and on paper: look into screenshots/
	@mkdir -p screenshots
	$(BIN)/aurevoir demo --quiet --output screenshots/site --store screenshots/demo.sqlite
	$(BIN)/python docs/screenshots.py screenshots/site screenshots/pictures

wheel: .venv/.develops ## build the wheel, install it in a fresh venv, run it from another folder
	.ci/wheel

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Au revoir needs Python 3.11 or later; %s is %s. Try: make PYTHON=python3.12" % (sys.executable, sys.version.split()[0]))'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@touch $@

.venv/.runs: .venv/.made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/.develops: .venv/.runs
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev
	@touch $@
