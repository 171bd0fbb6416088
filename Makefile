# What people type: `make demo` and `make test`. Each sets the machine up first.

BUILD := debug
STEMMA := .build/$(BUILD)/stemma

# Rooms in which tests spend their time, with what they import: optimised, and with everything checked that a debug
# build checks. CONTRIBUTING.md says what that saves.
OPTIMISED := StemmaDocument StemmaEmbedded

.PHONY: demo test set-up build optimised lint format faults man bench bench-scaling truths

# How many records the benchmarks use, and at most.
SIZE := 1000000
MAX := 1000000
ROUNDS := 3

# Installs what is missing, builds, and runs the main job on the embedded teacher.
demo: build
	@sh Tests/Scripts/demo.sh $(abspath $(STEMMA))

# The same set-up, then the whole suite.
test: set-up lint optimised
	swift build --build-tests --explicit-target-dependency-import-check error
	@sh Tests/Scripts/json-schema-suite.sh .build/json-schema-suite
	@Tests/Scripts/suite.sh

build: set-up
	swift build --product stemma

# A room that was built before stays as it is; `swift build` alone compiles unoptimised what is changed in one.
optimised: set-up
	@for room in $(OPTIMISED); do \
	  ADDITIONAL_SWIFT_DRIVER_FLAGS="-O -assert-config Debug" swift build --target $$room || exit 1; \
	done

set-up:
	@sh Tests/Scripts/set-up.sh

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

# The manual page, from what the commands say of themselves.
man: build
	@Tests/Scripts/man_page.py $(abspath $(STEMMA)) > stemma.1.new && mv stemma.1.new stemma.1

# The long forms of the crash and damage tests, and of documents changed in many ways.
faults: build
	@sh Tests/Scripts/faults.sh $(abspath $(STEMMA))

# stemma beside what else keeps, compares or asks for data, as far as it is installed, as ratios; then
# what leaf and block sizes, dictionaries and levels cost.
bench:
	swift build -c release --static-swift-stdlib --product stemma
	python3 Benchmarks/bench.py .build/release/stemma --size $(SIZE) --rounds $(ROUNDS)
	python3 Benchmarks/asking.py .build/release/stemma
	python3 Benchmarks/packing.py

# Statistics against data of which the truth is known.
truths:
	swift build -c release --product stemma
	python3 Tests/Scripts/check_truths.py .build/release/stemma $(SIZE)

# How costs grow with the number of records: docs/scaling.csv and docs/scaling.svg.
bench-scaling:
	swift build -c release --static-swift-stdlib --product stemma
	python3 Benchmarks/scaling.py .build/release/stemma --max $(MAX) --output docs/scaling
