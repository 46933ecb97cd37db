# Two commands for everything: `make run` and `make test`. Both need python3 >= 3.11, make and git.
# Another interpreter: make test PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
# Nothing unlocked, nothing compiled: every file that pip fetches has its hash in the lock.
INSTALL := $(PIP) install --require-hashes --only-binary :all: --requirement
PROGRAM := $(PIP) install --no-deps --no-index --no-build-isolation --editable .
KMS := $(BIN)/kms-i18n
REPORTS := reports
WORKERS ?= 2

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-browser lint format lock lock-check dist clean FORCE

help: ## say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z-]*\):.*## /  make \1   /p' Makefile

run: $(VENV)/.run ## set up, then measure, gate and publish the mission text; reports go to reports/
	@mkdir -p $(REPORTS)
	@$(KMS) status
	@$(KMS) status --format json > $(REPORTS)/status.json
	@echo
	@$(KMS) gate draft
	@$(KMS) gate draft --format json > $(REPORTS)/gate-draft.json
	@echo
	@$(KMS) gate release > $(REPORTS)/gate-release.txt; decision=$$?; \
	  $(KMS) gate release --format json > $(REPORTS)/gate-release.json; \
	  sed '/^      /d' $(REPORTS)/gate-release.txt; \
	  echo; \
	  case $$decision in \
	    0) echo "Decision: the release may go out." ;; \
	    1) echo "Decision: the release waits. That is an answer, not an error; $(REPORTS)/gate-release.txt names"; \
	       echo "every segment it waits for and the command that helps." ;; \
	    *) echo "The release gate could not decide (exit code $$decision)." >&2; exit $$decision ;; \
	  esac
	@echo
	@$(KMS) publish
	@$(BIN)/python scripts/build_coverage.py
	@echo
	@echo "Published documents, coverage and decisions are in $(REPORTS)/:"
	@find $(REPORTS) -type f | sort | sed 's/^/  /'
	@echo
	@$(KMS) report --output $(REPORTS)/index.html >/dev/null
	@echo "The whole of it as one page: $(CURDIR)/$(REPORTS)/index.html"

test: $(VENV)/.test ## set up, then run every test
	@HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-ci} $(BIN)/python -m pytest -q -n $(WORKERS) -m "not browser" $(TESTS)

lint: $(VENV)/.dev ## check style, format, types, imports between rooms, and the locks
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python scripts/export_locks.py --check

format: $(VENV)/.dev ## lay out the code as `make lint` wants it
	@$(BIN)/python -m ruff check --fix-only --quiet .
	@$(BIN)/python -m ruff format .

# `make lock UPGRADE=--upgrade` moves every pin to the newest release that pyproject.toml allows.
UPGRADE ?=
lock: $(VENV)/.dev ## renew the locks from pyproject.toml
	@UV_SYSTEM_CERTS=1 $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate $(UPGRADE) \
	  --group dev pyproject.toml --output-file requirements.lock
	@UV_SYSTEM_CERTS=1 $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate $(UPGRADE) --constraint requirements.lock \
	  --extra icu pyproject.toml --output-file requirements-icu.lock
	@$(INSTALL) requirements.lock
	@$(BIN)/python scripts/export_locks.py

dist: $(VENV)/.run ## build the wheel and the sdist under dist/, without network
	@rm -rf dist
	@$(BIN)/python scripts/build_dist.py dist

clean: ## remove everything that can be made again
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find kms_i18n tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# ── The environment ──────────────────────────────────────────────────────────────────────────
# A stamp per need, so that a second run starts at once. The first stamp holds which interpreter
# and which folder the environment was made for: it is made anew when either changes.

$(VENV)/.python: FORCE
	@asked=$$($(PYTHON) -c 'import os, sys; print(sys.version, sys.base_prefix, os.getcwd())' 2>/dev/null) \
	  || { echo "kms-i18n needs Python 3.11 or newer; '$(PYTHON)' cannot be run. Say which: make PYTHON=python3.12" >&2; exit 1; }; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "kms-i18n needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Say which: make PYTHON=python3.12" >&2; exit 1; }; \
	if [ "$$(cat $@ 2>/dev/null)" != "$$asked" ]; then \
	  $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	    || { echo "'$(PYTHON)' has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
	  rm -rf $(VENV) && $(PYTHON) -m venv $(VENV) && printf '%s\n' "$$asked" > $@; \
	fi

$(VENV)/.run: $(VENV)/.python requirements-run.lock pyproject.toml Makefile
	@echo "Setting up $(VENV) ..." >&2
	@$(INSTALL) requirements-run.lock
	@$(PROGRAM)
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	@$(INSTALL) requirements-test.lock
	@touch $@

test-browser: $(VENV)/.browser ## run the tests that need Chromium or Typst, with what Chromium shows kept in BROWSER_PICTURES
	@HYPOTHESIS_PROFILE=ci $(BIN)/python -m pytest -q -n 0 -m "browser or pdf" -rs tests

$(VENV)/.browser: $(VENV)/.test requirements-browser.lock
	@$(INSTALL) requirements-browser.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.test requirements.lock
	@$(INSTALL) requirements.lock
	@touch $@
