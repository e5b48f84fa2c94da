#!/usr/bin/env bash
# A first evening of two people, with a real server process and two separate homes: answer apart, reveal together, in both modes.
# Ends by itself, with 0 if all that it says was found to be true. What it made is gone afterwards.
# usage: Scripts/demo.sh      (or `make demo`, which first sees to it that what the build needs is there)
set -euo pipefail
cd "$(dirname "$0")/.."
source Scripts/stage.sh

# The words of this evening, and a few of them that would give them away

escrow=founding/first-word
ada_first="Being known: a kitchen at daybreak, unhurried and unguarded."
ben_first="A hand on my back, steady as a lighthouse, when it gets loud."
first_words=("$ada_first" "$ben_first" "daybreak" "unguarded" "lighthouse" "steady as")
handshake=founding/small-step
ada_step="Put the telephone into a drawer at supper, and listen."
ben_step="Ask how your day was, and wait for the unabridged version."
step_words=("$ada_step" "$ben_step" "telephone" "supper" "unabridged" "wait for")
mkdir "$work/words"
printf '%s\n' "$ada_first" >"$work/words/ada-first-word.txt"
printf '%s\n' "$ben_first" >"$work/words/ben-first-word.txt"
printf '%s\n' "$ada_step" >"$work/words/ada-small-step.txt"
printf '%s\n' "$ben_step" >"$work/words/ben-small-step.txt"

chapter "1. Two people, two devices, one small server"
start_server 0
note "The server is process $server at $url. Ada and Ben have a home (TWOFOLD_HOME) each, with nothing in common."
types Ada init --server "$url" --name Ada
types Ada invite --no-wait
grep -oE '[0-9.]+:[0-9]+/[0-9A-Z-]{20,}' "$work/said" >"$work/words/code" || fail "There is no code in the invitation."
types Ben --from "$work/words/code" join --name Ben
types Ada sync
[ "$(twofold Ada fingerprint --json)" = "$(twofold Ben fingerprint --json)" ] || fail "The fingerprints differ."
holds "both see the same fingerprint, so no one is intercepting them"

chapter "2. The server is down, and both answer"
stop_server
types Ada --from "$work/words/ada-first-word.txt" answer "$escrow" --file -
types Ben --from "$work/words/ben-first-word.txt" answer "$escrow" --file -
states "$escrow" sealed_by_me sealed_by_me

chapter "3. The server is up again. Ada syncs, Ben has not yet"
start_server "${url##*:}"
types Ada sync
note "What both wrote, and the rarer words of it, searched for in every file:"
finds "$work/words" "the files they typed from" "${first_words[@]}"
lacks "$work/server" "the server's folder" "${first_words[@]}"
lacks "$(home Ben)" "Ben's home" "${first_words[@]}"
lacks "$(home Ada)" "Ada's home" "${first_words[@]}"
note "All that the server itself can count:"
"$bin/twofold-server" stats --data "$work/server" | grep -E '^(couples|devices|records|body)' | paste -d ' ' - - - | indented

chapter "4. Ben syncs, and the server hands out both openings"
types Ben sync
types Ada sync
states "$escrow" revealed revealed

chapter "5. They read together"
types Ada open
types Ben open
side_by_side "$escrow"
has_read Ada "$escrow" "$ada_first" "$ben_first"
has_read Ben "$escrow" "$ada_first" "$ben_first"
holds "both read both answers, word for word"

chapter "6. The same in handshake: no opening leaves a device before both have sealed"
types Ada config reveal handshake
types Ben config reveal handshake
stop_server
types Ada --from "$work/words/ada-small-step.txt" answer "$handshake" --file -
types Ben --from "$work/words/ben-small-step.txt" answer "$handshake" --file -
states "$handshake" sealed_by_me sealed_by_me
start_server "${url##*:}"
types Ada sync
types Ben sync
states "$handshake" sealed_by_me sealed_by_both
note "Both answers are frozen now, and on the server. Ben's opening has gone out; Ada's is still on her device alone:"
finds "$work/words" "the files they typed from" "${step_words[@]}"
lacks "$work/server" "the server's folder" "${step_words[@]}"
lacks "$(home Ben)" "Ben's home" "${step_words[@]}"
types Ada sync
types Ben sync
states "$handshake" revealed revealed
side_by_side "$handshake"
has_read Ada "$handshake" "$ada_step" "$ben_step"
has_read Ben "$handshake" "$ada_step" "$ben_step"
holds "both read both answers, word for word"

chapter "7. The end"
note "Even now that all is revealed:"
lacks "$work/server" "the server's folder" "${first_words[@]}" "${step_words[@]}"
stop_server
"$bin/twofold-server" check --data "$work/server" >"$work/said" || fail "The server's folder is not in order."
holds "the server's folder is in order: $(cat "$work/said")"
printf '\n%sAll %s checks held.%s What this demo made is gone again.\n' "$bold" "$held" "$plain"
