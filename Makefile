# Each target is one command. `make` alone lists them.
# On Windows there is no make: README.md gives the lines to type.

PYTHON ?= python3
ENV := .venv
BIN := $(ENV)/bin
# Where `make test-debian` keeps its folder; it may be thrown away.
DEBIAN ?= $(CURDIR)/.pythons/debian
# One thread for the matrix products: tests run side by side.
ONE_THREAD := OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1
# One process more than small machines have cores: tests wait for browsers and servers.
PYTEST := $(BIN)/python -m pytest -n 3 --dist loadgroup
# A module is compiled once, also where the shell says otherwise: tests start hundreds of
# processes.
export PYTHONDONTWRITEBYTECODE =
# All but `peers`.
EXTRAS := --extra student --extra grading --extra hdf5 --extra postgresql \
	--extra cluster --extra dev
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help lab demo test test-all test-pythons test-debian notebooks pictures lint \
	lock clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

lab: $(ENV)/.installed ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

demo: $(ENV)/.installed ## build the course and grade a sample class, in demo/
	$(BIN)/python -m grading demo

test: $(ENV)/.installed ## all tests but the long ones
	$(ONE_THREAD) $(PYTEST) -m "not long"

test-all: $(ENV)/.installed ## all tests, on every Python that is found
	$(ONE_THREAD) $(PYTEST)
	$(ONE_THREAD) $(BIN)/python -m tests.matrix --all
	$(MAKE) test-debian

test-pythons: $(ENV)/.installed ## a set of tests on every further Python
	$(ONE_THREAD) $(BIN)/python -m tests.matrix

test-debian: $(ENV)/.installed ## the set on Debian's newest Python (as root)
	$(ONE_THREAD) $(BIN)/python -m tests.matrix --debian $(DEBIAN)

notebooks: $(ENV)/.installed ## renew notebooks/ from grading/authoring/
	$(BIN)/python -m grading notebooks

pictures: $(ENV)/.installed ## renew the pictures of README.md (needs Chromium)
	$(BIN)/python -m tests.browser.readme

lint: $(ENV)/.installed ## style of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lock: $(ENV)/.installed ## renew requirements.lock (needs the network)
	$(BIN)/uv pip compile pyproject.toml $(EXTRAS) --universal --upgrade --quiet \
		--no-annotate --no-header --python-version 3.11 --output-file requirements.new
	{ grep '^#' requirements.lock; cat requirements.new; } > requirements.both
	mv requirements.both requirements.lock
	rm requirements.new

clean: ## remove what can be made again; a class is never touched
	rm -rf build dist demo .pythons *.egg-info .pytest_cache .ruff_cache .hypothesis
	find . -path ./$(ENV) -prune -o -name __pycache__ -type d -exec rm -rf {} +

$(ENV)/.installed: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "error: Python 3.11 or newer is needed, but $(PYTHON) is" \
			"$$($(PYTHON) --version 2>&1); try: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(ENV): this takes a minute or two, once."
	$(PYTHON) -m venv $(ENV)
	$(PIP) install --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@mkdir -p $(ENV)/etc/ipython/startup
	@cp nnlib/opening/startup/nnlib_names.py $(ENV)/etc/ipython/startup
	@touch $@
