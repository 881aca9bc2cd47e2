# The daily commands; each is one line in tools/ or swift.
.PHONY: build test fast tidy format run demo bench screenshots

build:
	swift build

test:
	tools/test

fast:
	tools/test --fast

tidy:
	tools/test --filter TidyTests

format:
	swift format --in-place --recursive --parallel Sources Tests Package.swift

run:
	tools/run

demo:
	tools/demo-data .build/demo

bench:
	tools/bench

screenshots:
	tools/screenshots
