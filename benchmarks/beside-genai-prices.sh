#!/bin/sh
# Understanding and pricing beside npm's @pydantic/genai-prices, the same rows in one run. On a built tree, from its root.
set -eu
rows=${1:-usage-sources/src/test/resources/recorded-responses/responses.jsonl}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp benchmarks/genai-prices.mjs "$scratch/"
(cd "$scratch" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund @pydantic/genai-prices@0.1.8)
node --version
node "$scratch/genai-prices.mjs" "$rows"
java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" dev.bursar.benchmark.RecordedRows "$rows"
