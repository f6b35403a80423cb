.DEFAULT_GOAL := help
.PHONY: help setup demo serve test check fix bench load crash guard fuzz twice rules samples kit published wheel lock

CORE_COVERAGE := 100
COVERAGE := 98

BIN := .venv/bin
NEXT := $(BIN)/mis assess evidence_samples/one-midwife-short
CORE := */mis_assessor/core/*,*/mis_assessor/rulebook/*,*/mis_assessor/engine/*

# Silent when there is enough, so that the last line of a good run is pytest's own.
enough = @mkdir -p out && $(BIN)/coverage report --show-missing --skip-covered \
	--fail-under=$(1) $(2) >out/coverage.txt 2>&1 || { cat out/coverage.txt; exit 1; }

help: ## Show this list
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install everything the program and its tests need, once
	@.ci/setup test

demo: ## Assess the sample trust that meets all ten, and write its Board paper to out/
	@.ci/setup run
	@mkdir -p out && rm -f out/board-paper.pdf
	$(BIN)/mis assess evidence_samples/ten-of-ten --pdf out/board-paper.pdf \
		--html out/board-paper.html --json out/assessment.json || [ $$? -eq 1 ]
	@test -s out/board-paper.pdf && echo "The Board paper is out/board-paper.pdf"
	@echo "Next, a trust with one midwife too few: $(NEXT)"
	@echo "For “mis” alone, once in each terminal: . $(BIN)/activate"

serve: ## Serve an invented trust to a browser, with an account for each role to look around
	@.ci/setup run
	$(BIN)/mis serve --demo

test: setup ## Run every test, and see that enough of the code was run
	$(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=
	$(call enough,$(COVERAGE))
	$(call enough,$(CORE_COVERAGE),--include='$(CORE)')

check: setup ## Look for mistakes without running the tests; changes nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yamllint --strict rules
	$(BIN)/mis rules check

fix: setup ## Repair what a machine can repair
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

rules: setup ## Check the rule files and run the examples in them
	$(BIN)/mis rules check
	$(BIN)/mis rules test

bench: setup ## Time the work against its budget
	$(BIN)/python tests/bench/run.py --page

load: setup ## Let fifty people work in the service for a minute, and print what was measured
	PYTHONPATH=tests $(BIN)/python tests/load/run.py

crash: setup ## Kill the service 60 times at its work, and print what became of every act
	MIS_KILLS=30 $(BIN)/pytest -q -s tests/service/test_killed.py

guard: setup ## Show what the guard against patient identifiers stops, and how much of it rightly
	$(BIN)/python tests/bench/identifier_guard.py

fuzz: setup ## Throw 200,000 spoilt inputs at every reader
	$(BIN)/python tests/fuzz/run.py

twice: setup ## Count and decide 20,000 small worlds twice, and show where the two differ
	$(BIN)/python tests/recount/run.py

samples: setup ## Write evidence_samples/ again
	$(BIN)/python tests/trust_year/make_samples.py

kit: setup ## Write wrong and honest packs to out/kit, to try a verifier on
	PYTHONPATH=tests $(BIN)/python tests/misdeclared/write_kit.py out/kit

published: setup ## Write the table of published rulebooks again, after a change of a rule
	$(BIN)/python tests/code_health/write_published.py

wheel: setup ## Build the wheel into dist/
	$(BIN)/pip wheel -q --no-deps --no-build-isolation --wheel-dir dist .

lock: ## Renew the lock files after a change of dependencies
	.ci/lock
