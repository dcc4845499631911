# make demo | test | check | deep | bench | dist | clean; the first call makes .venv by itself.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
PLUGINS := $(wildcard plugins/*/pyproject.toml)

.PHONY: demo test check deep bench dist clean
demo: $(STAMP)
	$(BIN)/civtui demo build/demo

test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# an hour at most: a ledger broken on purpose and killed at every step, keys at three paces,
# long draws, small faults put in one at a time
deep: $(STAMP)
	$(BIN)/python -m benchmarks.ledger_breaks
	CIVTUI_DEEP=1 $(BIN)/python -m pytest -n 2 tests/ledger -k killed
	$(BIN)/python -m pytest -m deep -n 2 tests/deep
	$(BIN)/python -m tests.deep.long --minutes 10
	$(BIN)/python -m tests.deep.mutation --minutes 28 --each 20

bench: $(STAMP)
	$(BIN)/python -m benchmarks

dist: $(STAMP)
	$(BIN)/python -m pip -q install build
	$(BIN)/python -m build --outdir dist .
	for p in $(PLUGINS); do $(BIN)/python -m build --outdir dist "$$(dirname $$p)"; done

$(STAMP): pyproject.toml constraints.txt $(PLUGINS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip -q install --disable-pip-version-check -c constraints.txt -e '.[testing,dev]' $(foreach p,$(PLUGINS),-e $(dir $(p)))
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
