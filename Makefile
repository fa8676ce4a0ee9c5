# What a person types. Each target sets up what it needs and, when that is there, does not do it
# again. Everything runs from .venv in this folder; ARGS="…" goes to the program behind a target.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test cover engine check generate bench soak simulate package clean

PYTHON ?= python3
PINS := tools/constraints.txt
# What an installation says of the package.
SAID := pyproject.toml pulumi_scaling/version.py
BIN := .venv/bin
# The stamps are inside .venv, so that removing .venv is enough to begin anew.
MADE := .venv/.made
RUNS := .venv/.runs
DEVELOPS := .venv/.develops

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r target what; do \
		printf '%-14s %s\n' "$$target" "$$what"; done

demo: $(RUNS) ## the quickstart through a real Pulumi engine against a simulator: preview, up, up
	@$(BIN)/python tools/demo.py $(ARGS)

# Three workers for two cores because the engine tests often wait for processes.
PYTEST := $(BIN)/python -m pytest -n 3 --dist loadgroup

test: $(DEVELOPS) ## the tests that do not take long, those with the real engine among them
	@$(BIN)/python tools/engine.py >/dev/null
	@$(BIN)/python tools/browser.py >/dev/null
	$(PYTEST) -m "not long" $(ARGS)

cover: $(DEVELOPS) ## every test that needs no engine, and what they cover
	@$(BIN)/python tools/browser.py >/dev/null
	@rm -rf .coverage
	$(BIN)/python -m coverage run -m pytest -n 3 --dist loadgroup tests --ignore=tests/engine
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report

engine: $(DEVELOPS) ## what `make test` leaves out with the real engine, and the rest with the oldest one
	@$(BIN)/python tools/engine.py >/dev/null
	$(PYTEST) -m long tests/engine
	oldest=$$($(BIN)/python tools/engine.py --oldest) && PATH="$$oldest:$$PATH" $(PYTEST) -m "not long" tests/engine

check: $(DEVELOPS) ## format, lint, types, who may import whom, generated files fresh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m pulumi_scaling.codegen --check

generate: $(DEVELOPS) ## write the typed classes and the tables of sdk-docs from the declarations
	$(BIN)/python -m pulumi_scaling.codegen

bench: $(DEVELOPS) ## requests and time for an operation, against a floor measured in the same run
	$(BIN)/python benchmarks/run.py $(ARGS)
	@$(if $(ARGS),,$(BIN)/python benchmarks/simulator.py >benchmarks/simulator.txt && cat benchmarks/simulator.txt)

soak: $(DEVELOPS) ## lives of stacks with everything that can go wrong, for as long as ARGS says
	$(BIN)/python benchmarks/soak.py $(ARGS)

simulate: $(RUNS) ## a simulator to try programs against, until Ctrl-C (ARGS="--port 8787")
	@$(BIN)/pulumi-scaling simulate $(ARGS)

package: $(DEVELOPS) ## wheel and sdist in dist/, built twice, compared and tried, with their hashes
	@$(BIN)/python tools/package.py

clean: ## remove what make made in this folder
	rm -rf .venv .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis \
		.schemathesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "kept: the Pulumi engine in $${XDG_CACHE_HOME:-~/.cache}/pulumi-scaling, and the cache of pip"

# ---------------------------------------------------------------- the virtual environment
# Pins hold for what builds the package too; new versions of pip have a name of their own for that.
install = PIP_CONSTRAINT=$(PINS) PIP_BUILD_CONSTRAINT=$(PINS) PIP_DISABLE_PIP_VERSION_CHECK=1 \
	$(BIN)/python -m pip install --quiet --editable

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or newer is needed, %s is %s: make PYTHON=… names another one" % (sys.executable, sys.version.split()[0]))'
	@$(PYTHON) -m venv .venv
	@touch $@

$(RUNS): $(MADE) $(SAID) $(PINS)
	@echo "installing the package and its simulator into .venv: about half a minute"
	@$(install) '.[simulator]'
	@touch $@

$(DEVELOPS): $(MADE) $(SAID) $(PINS)
	@echo "installing the package and its development tools into .venv: about a minute"
	@$(install) '.[dev]'
	@touch $(RUNS) $@
