# Two commands do everything: `make run` opens the application, `make test` proves it.
.PHONY: run test lint types bench samples setup screenshots translations frozen clean

PY := .venv/bin/python
WORKERS ?= 2

setup:
	@sh installer/setup.sh

run: setup
	@sh installer/run.sh

test: setup lint
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(WORKERS)

lint: setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache | tail -n 8

bench: setup
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmark $(if $(LARGE),--large)

# The sample reports are made by a script with a fixed seed; this makes them anew.
samples: setup
	@$(PY) installer/make_samples.py

# New texts of the code go into the translations, which are compiled for Qt.
translations: setup
	@$(PY) installer/translations.py

screenshots: setup
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.gui.screenshots build/screenshots

# The portable build for this system, in dist/; it needs nothing installed where it runs.
frozen: setup
	@$(PY) installer/freeze.py

clean:
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
