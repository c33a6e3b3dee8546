# Each target is one command. `make` alone lists them.
# On Windows there is no make: README.md gives the lines to type.

PYTHON ?= python3
ENV := .venv
BIN := $(ENV)/bin
# One thread for the matrix products: tests run side by side.
ONE_THREAD := OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help lab demo test test-all notebooks lint lock clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

lab: $(ENV)/.installed ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

demo: $(ENV)/.installed ## build the course and grade a sample class, in demo/
	$(BIN)/python -m grading demo

test: $(ENV)/.installed ## all tests but the long ones
	$(ONE_THREAD) $(BIN)/python -m pytest -n 2 --dist loadgroup -m "not long"

test-all: $(ENV)/.installed ## all tests
	$(ONE_THREAD) $(BIN)/python -m pytest -n 2 --dist loadgroup

notebooks: $(ENV)/.installed ## renew notebooks/ from grading/authoring/
	$(BIN)/python -m grading notebooks

lint: $(ENV)/.installed ## style of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lock: $(ENV)/.installed ## renew requirements.lock (needs the network)
	$(PIP) install uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --upgrade --quiet \
		--no-annotate --no-header --python-version 3.11 --output-file requirements.new
	{ grep '^#' requirements.lock; cat requirements.new; } > requirements.both
	mv requirements.both requirements.lock
	rm requirements.new

clean: ## remove what can be made again; a class is never touched
	rm -rf build dist demo *.egg-info .pytest_cache .ruff_cache .hypothesis
	find . -path ./$(ENV) -prune -o -name __pycache__ -type d -exec rm -rf {} +

$(ENV)/.installed: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "error: Python 3.11 or newer is needed, but $(PYTHON) is" \
			"$$($(PYTHON) --version 2>&1); try: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(ENV): this takes a minute or two, once."
	$(PYTHON) -m venv $(ENV)
	$(PIP) install --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
