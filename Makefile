# Two commands are all that a newcomer needs: `make run` and `make test`.
# A fresh Debian 12+ or Ubuntu 24.04+ with git, bash and make, as root or with sudo, is enough.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
MAKEFLAGS += --no-print-directory

# A bare system names no locale, and Qt wants one with UTF-8.
ifeq ($(LC_ALL)$(LC_CTYPE)$(LANG),)
export LANG := C.UTF-8
endif

.PHONY: help run test check format lock bench tour pictures deb clean

help: ## this list
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | expand -t 10

run: ## set up and start a hall to try: windows with a display, else the tour · 试用
	@.ci/setup run
	@if [[ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]]; then exec $(BIN)/kiosk run --try --data build/hall; \
	else exec $(BIN)/kiosk tour --out build/tour; fi

test: ## set up and run all checks and tests · 全部检查
	@.ci/setup test
	@.ci/check

check: ## the same without the slow tests
	@.ci/setup test
	@.ci/check --fast

format: ## lay out Python and QML as the checks want it
	@.ci/setup test
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet . || true
	@.ci/qmlformat --write

lock: ## make both requirements files anew from pyproject.toml, and docs/licences.md
	@.ci/setup test
	@.ci/lock

bench: ## measure, and write the tables that the README shows
	@.ci/setup test
	@$(BIN)/python -m tests.bench

tour: ## a day of the hall, with pictures of each screen in build/tour
	@.ci/setup run
	@$(BIN)/kiosk tour --out build/tour

pictures: ## take the pictures of the READMEs anew, from a hall at work
	@.ci/setup test
	@$(BIN)/python .ci/pictures.py

deb: ## a Debian package that installs without a network, in build/deb · 安装包
	@.ci/setup run
	@$(BIN)/python packaging/build.py build/deb

clean: ## remove what was built, the environment too
	@rm -rf build .venv yichuang.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
