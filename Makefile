# make demo      read the sample articles; the first thing to try
# make test      everything that must hold: checks, then tests
# make check     formatting, lint, types, import layers, documents in step
# make bench     speed and memory beside spaCy's English pipeline, in an environment of its own
# make floors    score the development sets and hold the figures against bench/floors.json
# make train     train the reader again from its data (hours; needs the corpora, see training/README.md)
# make crossval  train it five times without a fifth of the data and score it on what it missed (hours)
# make data      make the tables of places and office-holders again (a minute; needs DATA, see training/README.md)
# make clean     remove the environments

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: demo test check bench floors train crossval data clean

# The first Python >= 3.11 that can make a virtual environment; PYTHON=... overrides.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PIP := -m pip install -qq --disable-pip-version-check
BIN := .venv/bin

demo: .venv/ready
	$(BIN)/onrecord read examples/01-border-clash.txt --published 2025-03-12 --outlet "Meridian Wire" --no-ledger
	@echo
	@echo "reading all sixteen articles in examples/ ..."
	@$(BIN)/python examples/read_all.py demo.html demo.sqlite
	@echo
	@echo "demo.html    all articles, with statements and deeds marked in the text: open it in a browser"
	@echo "demo.sqlite  all records, in one ledger"
	@echo
	@echo "Try next:"
	@echo "  $(BIN)/onrecord actor Bolivia --ledger demo.sqlite       its words beside its deeds"
	@echo "  $(BIN)/onrecord show events --ledger demo.sqlite         deeds, and on whose word"
	@echo "  $(BIN)/onrecord read YOUR_ARTICLE.pdf                    your own (.txt .md .html .pdf .docx .jsonl)"
	@echo "  $(BIN)/onrecord --help"

test: check
	$(BIN)/pytest --quiet

check: .venv/ready-dev
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo >.venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }
	$(BIN)/pytest --quiet tests/docs

bench: .venv-bench/ready
	.venv-bench/bin/python bench/speed.py $(BENCH)

floors: .venv/ready
	$(BIN)/python bench/floors.py $(FLOORS)

# Training. Each step's product is kept in training/out and not made again while it lies there: an interrupted run goes
# on where it stopped, and removing a file makes it and all that follows from it anew.
OUT := training/out
TRAINER := .venv-train/bin/python
RECORDS = $(TRAINER) training/train.py records --start $<

train: $(OUT)/whole.pt
	$(TRAINER) training/export.py $< models
	$(TRAINER) training/train_coreference.py

crossval: $(foreach k,0 1 2 3 4,$(OUT)/records-$(k).pt)
	$(TRAINER) training/crossval.py --checkpoints $(OUT) $(CROSSVAL)
	$(TRAINER) training/pair_given.py --checkpoints $(OUT)

$(OUT)/deeds.jsonl: $(wildcard training/annotations/deeds/*) | .venv-train/ready
	$(TRAINER) training/annotations/deeds.py unpack --out $@

$(OUT)/silver.jsonl.gz: $(OUT)/deeds.jsonl | .venv-train/ready
	$(TRAINER) training/silver.py --out $@

$(OUT)/written.jsonl: $(wildcard training/annotations/*/*.json*) | .venv-train/ready
	mkdir -p $(OUT)
	$(TRAINER) training/annotations/compile.py --out $@ --corpora $${ONRECORD_CORPORA:-../shared/corpora}

$(OUT)/statements-3.pt: | $(OUT)/silver.jsonl.gz
	$(TRAINER) training/train.py statements --epochs 4

# What belongs to no fold is learned once, for the models of all folds and for the one that ships.
$(OUT)/common.pt: $(OUT)/statements-3.pt $(OUT)/written.jsonl $(OUT)/deeds.jsonl | $(OUT)/silver.jsonl.gz
	$(TRAINER) training/train.py common --start $< --epochs 1 --replay 0.05 --deeds-share 0.65

$(OUT)/records-all.pt: $(OUT)/common.pt $(OUT)/written.jsonl | $(OUT)/silver.jsonl.gz
	$(RECORDS) --epochs 3 --replay 0.2 --deeds-share 0.1 --written-share 0.4

$(OUT)/records-%.pt: $(OUT)/common.pt $(OUT)/written.jsonl | $(OUT)/silver.jsonl.gz
	$(RECORDS) --epochs 3 --fold $* --replay 0.03 --deeds-share 0.1 --written-share 0.4

$(OUT)/mixed.pt: $(OUT)/records-all.pt $(OUT)/statements-3.pt
	$(TRAINER) training/mix.py $@ $^ --share 0.3

$(OUT)/settled.pt: $(OUT)/mixed.pt $(OUT)/written.jsonl | $(OUT)/silver.jsonl.gz
	$(TRAINER) training/train.py settle --start $< --epochs 2 --replay 0 --deeds-share 0.3

$(OUT)/polished.pt: $(OUT)/settled.pt $(OUT)/written.jsonl | $(OUT)/silver.jsonl.gz
	$(TRAINER) training/train.py polish --start $< --epochs 1 --replay 0.35 --deeds-share 0.3

# Rounds of two runs each, which differ in their seeds; each round starts from the mean of the one before.
REFINE = $(TRAINER) training/train.py refine --start $< --epochs 1 --replay 0.4 --deeds-share 0.6 --seed
MEAN = $(TRAINER) training/mix.py $@ $^ --share 0.5 --all

$(OUT)/refined-11.pt $(OUT)/refined-12.pt: $(OUT)/refined-%.pt: $(OUT)/polished.pt $(OUT)/written.jsonl
	$(REFINE) $*

$(OUT)/mean-1.pt: $(OUT)/refined-11.pt $(OUT)/refined-12.pt
	$(MEAN)

$(OUT)/refined-21.pt $(OUT)/refined-22.pt: $(OUT)/refined-%.pt: $(OUT)/mean-1.pt $(OUT)/written.jsonl
	$(REFINE) $*

$(OUT)/mean-2.pt: $(OUT)/refined-21.pt $(OUT)/refined-22.pt
	$(MEAN)

# Two rounds more in which the vocabulary's vectors learn too; what it was before takes four tenths again.
LEARN = $(TRAINER) training/train.py refine --start $< --epochs 1 --replay 0.5 --deeds-share 0.5 --deeds-dropout 0 --seed

$(OUT)/refined-31.pt $(OUT)/refined-32.pt: $(OUT)/refined-%.pt: $(OUT)/mean-2.pt $(OUT)/written.jsonl
	$(LEARN) $* --vocabulary-lr 3e-5

$(OUT)/mean-3.pt: $(OUT)/refined-31.pt $(OUT)/refined-32.pt
	$(MEAN)

$(OUT)/refined-41.pt $(OUT)/refined-42.pt: $(OUT)/refined-%.pt: $(OUT)/mean-3.pt $(OUT)/written.jsonl
	$(LEARN) $* --vocabulary-lr 6e-5

$(OUT)/mean-4.pt: $(OUT)/refined-41.pt $(OUT)/refined-42.pt
	$(MEAN)

$(OUT)/refit-%.pt: $(OUT)/mean-%.pt $(OUT)/deeds.jsonl
	$(TRAINER) training/refit.py $< $@

$(OUT)/mean-5.pt: $(OUT)/refit-4.pt $(OUT)/refit-2.pt
	$(TRAINER) training/mix.py $@ $^ --share 0.4 --all

# Two runs more, the second from half of the first. What ships are both and what they began with, 35 : 25 : 40.
$(OUT)/refined-51.pt: $(OUT)/mean-5.pt $(OUT)/written.jsonl
	$(LEARN) 51 --replay 0.7 --vocabulary-lr 1e-4

$(OUT)/mean-6.pt: $(OUT)/refined-51.pt $(OUT)/mean-5.pt
	$(MEAN)

$(OUT)/refined-61.pt: $(OUT)/mean-6.pt $(OUT)/written.jsonl
	$(LEARN) 61 --deeds-share 0.55 --vocabulary-lr 1e-4

$(OUT)/learnt.pt: $(OUT)/refined-51.pt $(OUT)/refined-61.pt
	$(TRAINER) training/mix.py $@ $^ --share 0.417 --all

$(OUT)/whole.pt: $(OUT)/learnt.pt $(OUT)/mean-5.pt
	$(TRAINER) training/mix.py $@ $^ --share 0.4 --all

# The tables that are not learned from text: from two named packages and a folder of tables.
DATA ?= $(or $(ONRECORD_DATA),../shared/data)

data: .venv-data/ready
	.venv-data/bin/python training/build_gazetteer.py $(DATA)/outlets/outlets.csv
	.venv-data/bin/python training/build_actor_tables.py $(DATA)

clean:
	rm -rf .venv .venv-bench .venv-data .venv-train

# Environments. Each carries a stamp younger than pyproject.toml once it is complete.
.venv/ready: pyproject.toml
	@$(call environment,.venv,.[evaluate])

.venv/ready-dev: .venv/ready
	@echo "installing the tools for checking and testing ..."
	@$(BIN)/python $(PIP) --editable '.[dev]'
	@touch $@

.venv-bench/ready: pyproject.toml
	@$(call environment,.venv-bench,.[bench])

.venv-data/ready: pyproject.toml
	@$(call environment,.venv-data,.[data])

.venv-train/ready: pyproject.toml
	@$(call environment,.venv-train,.[train])

define environment
	test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed (Debian: apt install python3-venv)." >&2; exit 1; }; \
	echo "setting up $(1) with $(PYTHON) ..."; \
	test -x $(1)/bin/python || "$(PYTHON)" -m venv $(1); \
	$(1)/bin/python $(PIP) --editable '$(2)'; \
	touch $(1)/ready
endef
