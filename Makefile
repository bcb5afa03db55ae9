# Kontorist: every target is one line of `make help`. Nothing here needs root, Docker or a system package.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
DONE := .set-up
MODEL := var/model/manifest.json

.PHONY: help demo up test lint bench model lock clean

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

demo: $(DONE)/base $(DONE)/assets $(MODEL) ## Start Kontorist on the sample inbox and keep serving; ONCE=1 ends after the table
	@$(BIN)/kontorist demo $(if $(ONCE),--once,)

up: $(DONE)/base $(DONE)/assets $(MODEL) ## Start Kontorist with the settings of the environment
	@$(BIN)/kontorist up

test: $(DONE)/dev $(DONE)/assets ## Lint, types, floors and all tests; TESTS=… for some of them
	@deploy/test.sh $(TESTS)

lint: $(DONE)/dev ## Style, types and floors only
	@deploy/lint.sh

bench: $(DONE)/dev $(MODEL) ## Measure, and write the figures to docs/benchmarks.md
	@$(BIN)/python -m bench

model: $(MODEL) ## Train the first model

lock: ## Resolve the requirements anew (needs uv)
	@requirements/lock.sh

clean: ## Remove what set-up made; data of an installation stays
	@rm -rf $(VENV) $(DONE) node_modules api/pages/static/vendor

# Set-up in steps, each done again only when what it depends on has changed.
$(DONE)/base: requirements/base.txt pyproject.toml
	@deploy/install.sh base
$(DONE)/dev: requirements/dev.txt pyproject.toml | $(DONE)/base
	@deploy/install.sh dev
$(DONE)/assets: package.json package-lock.json | $(DONE)/base
	@deploy/assets.sh
$(MODEL): $(shell find classifier models data/categories.json -type f -name '*.[pj][ys]*' -not -path '*/__pycache__/*') | $(DONE)/base
	@echo 'Training the first model, one to two minutes ...'
	@$(BIN)/kontorist train --out $(@D)
