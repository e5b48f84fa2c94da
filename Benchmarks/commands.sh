#!/usr/bin/env bash
# How long commands take on a home of five years, about 4,000 answers, as people wait for them: release programs, hyperfine.
# usage: Benchmarks/commands.sh BIN [FOLDER]   BIN: the built programs; FOLDER: where that home is, or is made, once, in some minutes
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$1
home=${2:-.build-release/years}
[ -d "$home" ] || "$bin/twofold-years" "$home" 5
export TWOFOLD_HOME=$home COLUMNS=80 NO_COLOR=1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
commands=(
    "--version" "status" "today --offline" "today --for busyness --offline" "prompts --offline" "show first-word --offline"
    "decks" "pledge list --offline" "open --offline" "trends --offline" "timeline --offline"
    "timeline --month 2030-04 --offline" "timeline --search lighthouse --offline"
    "export --output $out/ours.json" "export --format markdown --output $out/ours.md" "export --format html --output $out/ours.html"
)
hyperfine --shell=none --warmup 3 --runs 15 --style basic --export-markdown "$out/table.md" "${commands[@]/#/$bin/twofold }" >"$out/log" 2>&1 ||
    { cat "$out/log" >&2 && exit 1; }
sed "s|$bin/twofold|twofold|; s|$out/||g" "$out/table.md"
