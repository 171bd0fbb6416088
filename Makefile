# What people type: `make demo` and `make test`. Each sets the machine up first.

BUILD := debug
STEMMA := .build/$(BUILD)/stemma

.PHONY: demo test set-up build lint format faults man

# Installs what is missing, builds, and runs the main job on the embedded teacher.
demo: build
	@sh Tests/Scripts/demo.sh $(abspath $(STEMMA))

# The same set-up, then the whole suite.
test: set-up lint
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --parallel

build: set-up
	swift build --product stemma

set-up:
	@sh Tests/Scripts/set-up.sh

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

# The manual page, from what the commands say of themselves.
man: build
	@Tests/Scripts/man_page.py $(abspath $(STEMMA)) > stemma.1.new && mv stemma.1.new stemma.1

# The long forms of the crash and damage tests.
faults: build
	@sh Tests/Scripts/faults.sh $(abspath $(STEMMA))
