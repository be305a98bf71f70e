# Sijill: `make run` opens the desk, `make test` runs the tests; each sets up what it needs first.
# PYTHON=/path/to/python3 chooses the interpreter for the first set-up.

BIN := .venv/bin
OFFSCREEN := QT_QPA_PLATFORM=offscreen
FIGURES = $(filter-out shots report_pictures guide_pictures,$(patsubst benchmarks/%.py,%,$(shell grep -l __main__ benchmarks/*.py)))
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate $(ARGS)

.PHONY: run setup dev test check lint types contracts bench shots pictures lock package smoke clean
.NOTPARALLEL:

run: setup
	@packaging/run.sh

setup:
	@packaging/setup.sh run

dev:
	@packaging/setup.sh dev

test: dev
	$(OFFSCREEN) $(BIN)/python -m pytest -n 2

check: lint types contracts test

lint: dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: dev
	$(BIN)/mypy

contracts: dev
	$(BIN)/lint-imports

bench: dev
	@for figures in $(FIGURES); do $(OFFSCREEN) $(BIN)/python -m benchmarks.$$figures || exit 1; done

shots: dev
	$(OFFSCREEN) $(BIN)/python -m benchmarks.shots

# The pictures in the README (the desk, and a set of reports) and those of the user guide.
pictures: dev
	$(OFFSCREEN) $(BIN)/python -m benchmarks.shots docs/pictures/desk-ar.png
	$(BIN)/python -m benchmarks.report_pictures docs/pictures
	$(OFFSCREEN) $(BIN)/python -m benchmarks.guide_pictures resources/guide/pictures

# Pins are kept where they still fit; `make lock ARGS=--upgrade` takes the newest.
lock: dev
	$(COMPILE) --group dev --output-file requirements-dev.lock
	$(COMPILE) --group build --constraint requirements-dev.lock --output-file requirements.lock
	$(COMPILE) --group package --constraint requirements.lock --output-file requirements-package.lock

package:
	@packaging/package.sh

smoke:
	@packaging/smoke.sh

clean:
	rm -rf .venv out shots dist build .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
