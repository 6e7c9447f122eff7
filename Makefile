# modelgend: the two commands for a fresh machine are `make demo` and `make test`.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
BUILD = .build/debug
RELEASE = .build/release
# What is installed, packaged and measured: one program that needs no Swift on its machine, and whose
# calls of the runtime are not indirect.
build_release = $(SWIFT) build -c release --static-swift-stdlib

# What waits for answers in time runs apart from what keeps every core busy.
timed = ControlTests|LoopTests
run_tests = $(SWIFT) test --skip-build --skip "$(timed)" && \
	$(SWIFT) test --skip-build --filter ControlTests && \
	$(SWIFT) test --skip-build --filter LoopTests

.PHONY: all demo test test-long conformance check fuzz format lint build release bench install dependencies deb units test-systemd

all: build

dependencies:
	@scripts/install-dependencies

build: dependencies
	$(SWIFT) build

release: dependencies
	$(build_release) --product modelgend

## Builds a debug binary and generates the models of examples/shop.
demo: dependencies
	$(SWIFT) build --product modelgend
	scripts/demo $(BUILD)/modelgend

## Installs what is needed, builds everything and runs the tests.
test: dependencies
	$(SWIFT) build --build-tests
	$(run_tests)

## The same with the long runs of the random and mutation tests.
test-long: dependencies
	$(SWIFT) build --build-tests
	export MODELGEND_TEST_LONG=1; $(run_tests)

## Runs the cases of Tests/Conformance on real databases and the real framework, and records;
## loads what `schema --format sql` prints of them into databases of the same kinds.
conformance:
	@scripts/install-dependencies --conformance
	scripts/conformance/run
	$(SWIFT) build --product modelgend
	scripts/conformance/printed $(BUILD)/modelgend

## Ten minutes of each fuzzer, from the cases of the tests; FUZZ_SECONDS says otherwise.
FUZZ_SECONDS ?= 600
fuzz: dependencies
	scripts/fuzz-corpus .build/fuzz/seeds
	for fuzzer in SQL PHP; do \
		MODELGEND_FUZZ=1 MODELGEND_PURE=1 $(SWIFT) build --sanitize fuzzer \
			--scratch-path .build/fuzz --product Fuzz$$fuzzer || exit 1; \
		SWIFT_BACKTRACE=enable=no .build/fuzz/debug/Fuzz$$fuzzer -max_total_time=$(FUZZ_SECONDS) \
			-timeout=120 -max_len=4096 -artifact_prefix=.build/fuzz/ \
			.build/fuzz/seeds/$$fuzzer || exit 1; \
	done

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

## What must be green before every stop: format, imports, build, tests.
check: dependencies lint units
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	$(run_tests)

## CPU time against libpg_query, nikic/php-parser and sqlc, as ratios of runs in turn; then what the
## daemon takes for a change, a start and for doing nothing, beside a yardstick in C.
bench: release
	MODELGEND_BENCH=1 $(build_release) --product Timing
	scripts/bench $(RELEASE)
	scripts/bench-daemon $(RELEASE)

## The service under a systemd of its own, where the machine allows it.
test-systemd: build
	@scripts/install-dependencies --packaging
	scripts/test-systemd $(BUILD)/modelgend

## A Debian package with the service; its program needs no Swift on the machine.
deb: release
	@scripts/install-dependencies --packaging
	scripts/make-deb $(RELEASE)/modelgend
	lintian --fail-on error out/deb/modelgend_*.changes

## Whether systemd understands the units, and how closed their sandboxes are.
units:
	scripts/check-units

install: release
	install -D -m 0755 $(RELEASE)/modelgend $(DESTDIR)$(PREFIX)/bin/modelgend
