# The commands a newcomer needs. Everything else is behind them, in installer/.
.DEFAULT_GOAL := help
.PHONY: help run install dev test check fix bench prove lock

ARGS ?=
SETUP := sh installer/setup.sh
BIN := .venv/bin

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile
	@echo '  Arguments go through ARGS: make run ARGS="chat hello"'

run: ## set up what is missing, then open Familiar (ARGS: a command instead of the window)
	@$(SETUP) run $(ARGS)

install: ## set up only; leaves .venv/bin/familiar
	@$(SETUP) install

test: ## set up, then run all tests with their coverage floors (ARGS: a selection, no floors)
	@$(SETUP) test $(ARGS)

check: dev ## lint, format, types, architecture, dependencies, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy app
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/codespell

fix: dev ## repair what lint and format can repair by themselves
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev ## measure, print the table, write bench/results/latest.json
	@$(BIN)/python -m bench $(ARGS)

prove: ## the long proofs: real window and model, 1,000 characters, 50 kills, every fault 100 times
	@$(SETUP) test -m "desktop or local_model" -v
	@$(BIN)/python -m bench prove

lock: ## resolve the dependencies anew and write the lock files (needs uv)
	@$(SETUP) lock

dev:
	@$(SETUP) install --dev
