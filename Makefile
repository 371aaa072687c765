# make demo   reads the example reports and writes a page        make test   all tests but the long ones
# make soak   kill, fuzz and load for longer                      make bench  the speed figures
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := demo
PAGE   := src/tollbook/publish/front/app.js
FRONT  := $(shell find front/src -type f) $(addprefix front/,build.mjs package.json package-lock.json) $(addprefix src/tollbook/lexicon/en/,front.toml page.toml)

.PHONY: demo test soak bench eval docs lint clean

$(BIN)/tollbook: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tollbook needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "No venv module: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(BIN)/tollbook
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@

# The page, where its sources are newer, as after a pull. Without Node.js the one that is there stays, or the plain page stands in.
$(PAGE): $(FRONT) | $(BIN)/tollbook
	@if command -v node >/dev/null && command -v npm >/dev/null; then \
	  cd front && { test node_modules/.package-lock.json -nt package-lock.json || npm ci --no-audit --no-fund --loglevel=error; } && node build.mjs; \
	else echo "The page is not built anew: Node.js with npm is not here (Debian: apt-get install nodejs npm)."; fi

demo: $(BIN)/tollbook $(PAGE)
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@$(BIN)/tollbook demo $(DEMO)

test: $(VENV)/.dev
	@bash tests/bring.sh
	@$(MAKE) -s $(PAGE)
	@$(MAKE) -s lint
	$(BIN)/python -m pytest -m "not soak" -n 2 --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

soak: $(VENV)/.dev
	$(BIN)/python -m pytest -m soak -s
	$(BIN)/python -m pytest tests/reconcile/test_properties.py tests/deciding/test_properties.py tests/ledger/test_ledger_codec.py tests/read/test_spans.py --hypothesis-profile=soak

bench: $(VENV)/.dev
	$(BIN)/python -m bench

eval: $(BIN)/tollbook
	$(BIN)/tollbook eval

docs: $(VENV)/.dev
	$(BIN)/python docs/make_docs.py

clean:
	rm -rf $(VENV) $(DEMO) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
