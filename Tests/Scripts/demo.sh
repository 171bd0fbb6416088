#!/bin/sh
# The main job, on prose and the embedded teacher: run, look, make again, change, compare.
set -eu
stemma=$1

say() { printf '\n$ %s\n' "$*"; }

for name in coffee tides; do
  say stemma run "experiments/$name.yaml"
  "$stemma" run "experiments/$name.yaml"
done
say stemma sample coffee@head -n 4
"$stemma" sample coffee@head -n 4
say stemma show coffee@head
"$stemma" show coffee@head
say stemma reproduce coffee@head
"$stemma" reproduce coffee@head

cat <<TEXT

What to type next, with $stemma as stemma:
  stemma run experiments/coffee.yaml --set sampling.temperature=1
  stemma compare coffee@1 coffee@2
  stemma export coffee@head --format chatml --output coffee.jsonl
  stemma rollback coffee --to 1
TEXT
