# make run: everything set up and the application started (make run PORT=9000, make run HTTPS=1). make test: everything that proves it works.
VENV := .venv
BIN := $(VENV)/bin

.PHONY: messages run test lint types layers unit system explore docs sheets benchmark lock audit clean

run: $(VENV)/.ready-run
	@exec $(BIN)/supple serve $(if $(PORT),--port $(PORT)) $(if $(HTTPS),--https)

test: lint types layers unit

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-dev
	$(BIN)/mypy

layers: $(VENV)/.ready-dev
	$(BIN)/lint-imports

unit: $(VENV)/.ready-dev system
	$(BIN)/pytest -n auto --dist worksteal

# What the tests need and pip cannot bring: Chromium, Pango, PostgreSQL, pdftotext.
system: $(VENV)/.ready-dev
	@sh scripts/system.sh $(BIN)/python

# Properties with new examples each time, to look for what nobody thought of.
explore: $(VENV)/.ready-dev
	HYPOTHESIS_PROFILE=explore $(BIN)/pytest -n auto tests/property

# Collects what is to be translated into the catalogues and compiles them (needs gettext): make messages LANGUAGE=es
messages: $(VENV)/.ready-dev
	@sh scripts/messages.sh $(BIN)/python $(or $(LANGUAGE),es)

docs: $(VENV)/.ready-dev
	$(BIN)/sphinx-build -W --keep-going -b html docs docs/_build/html
	@echo "Open docs/_build/html/index.html"

# Every drawing of the body at phone size, as pictures to look at.
sheets: $(VENV)/.ready-dev system
	$(BIN)/python scripts/contact_sheets.py

benchmark: $(VENV)/.ready-dev
	sh benchmarks/run.sh

# Run after a change of the dependencies in pyproject.toml (needs uv).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra tables --extra web --extra pdf --extra postgres --group build -o requirements/run.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra tables --extra web --extra pdf --extra postgres --group build --group dev -c requirements/run.txt -o requirements/dev.txt pyproject.toml

audit: $(VENV)/.ready-dev
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements/dev.txt

clean:
	rm -rf $(VENV) docs/_build .mypy_cache .ruff_cache .hypothesis

$(VENV)/.ready-%: requirements/%.txt pyproject.toml scripts/environment.sh
	@sh scripts/environment.sh $(VENV) $<
	@touch $@
