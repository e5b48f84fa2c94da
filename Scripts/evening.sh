#!/usr/bin/env bash
# A whole evening of two people on two devices: the question of the day, words under it, a deck of their own, two check-ins and what has
# eased, a small step, looking back, and a keepsake that comes back on a new device.
# Ends by itself, with 0 if all that it says was found to be true. What it made is gone afterwards.
# usage: Scripts/evening.sh [KEEP]   KEEP: a folder that gets the keepsake and the chart
set -euo pipefail
keep=""
if [ $# -gt 0 ]; then mkdir -p "$1" && keep=$(cd "$1" && pwd); fi
cd "$(dirname "$0")/.."
source Scripts/stage.sh

# What they will say

mkdir "$work/words"
says() { printf '%s\n' "${@:2}" >"$work/words/$1"; } # says FILE LINES...
says ada-today.txt "My first thought was to write fine, because fine is quick. The second took me until the dishes were done."
says ben-today.txt "I wrote three answers and kept the shortest: ask me tonight, when you hum and think nobody hears."
says ada-more.txt "I did not know that you listen. I will hum louder."
says ben-kettle.txt "Because the kettle is the only thing here that tells me when it is too much."
says ada-kettle.txt "So that we both have a minute in which nobody has to talk."
says kitchen.toml 'id = "kitchen"' 'title = "At our table"' "" "[[prompt]]" 'name = "kettle"' \
    'question = "Why do you put the kettle on when we argue?"' "depth = 2" 'barriers = ["conflict"]'
says ada-before.txt "communication 7: we pass each other notes about notes" "busyness 9: November" "conflict 4" "trusting 6" "mutual 5"
says ben-before.txt "communication 4" "busyness 8: the move" "conflict 6: I go quiet" "trusting 8" "mutual 6"
says ada-after.txt "communication 4: we said it in the kitchen" "busyness 7" "conflict 3" "trusting 8" "mutual 7"
says ben-after.txt "communication 3" "busyness 8" "conflict 3: the kettle helps" "trusting 8" "mutual 7"
telling=("hum louder" "when you hum" "fine is quick" "kettle" "notes about notes" "the move" "I go quiet" "telephones" "At our table")

answers() { types "$1" --from "$work/words/$2" answer "${@:3}" --file -; } # answers PERSON FILE [PROMPT]
both_sync() { for person in Ada Ben Ada; do twofold "$person" sync >/dev/null; done; }
today() { twofold "$1" today --offline --json | sed -n 's/.*"prompt":{"id":"\([^"]*\)".*/\1/p'; }

chapter "1. Two homes, and a server in the hall"
start_server 0
types Ada init --server "$url" --name Ada
types Ada invite --no-wait
grep -oE '[0-9.]+:[0-9]+/[0-9A-Z-]{20,}' "$work/said" >"$work/code" || fail "There is no code in the invitation."
types Ben --from "$work/code" join --name Ben
types Ada sync

chapter "2. The first keystroke, and the question of the day"
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    printf '\n  %sAda $%s twofold\n' "$quiet" "$plain"
    TWOFOLD_HOME=$(home Ada) script -qec "stty cols 74 rows 40; exec '$bin/twofold'" /dev/null <<<"q" | tr -d '\r' | tail -n +2 | indented
    paragraph=1
else
    note "There is no script(1) of util-linux here, which would give Ada a terminal to be greeted on."
fi
types Ben today
[ -n "$(today Ada)" ] && [ "$(today Ada)" = "$(today Ben)" ] || fail "They are not asked the same."
holds "the same for both, and neither device was told: $(today Ada)"
note "What someone skips is no one else's business:"
types Ben skip
types Ben today
types Ben skip --undo
[ "$(today Ada)" = "$(today Ben)" ] || fail "A skip of Ben's changed what is asked."
answers Ada ada-today.txt
answers Ben ben-today.txt
question=$(today Ada)
types Ada open
states "$question" revealed revealed

chapter "3. Words under it"
types Ada --from "$work/words/ada-more.txt" reflect --file -
types Ben sync
types Ben react "$question" ♥
types Ben open
types Ada sync
types Ada show "$question"

chapter "4. A deck of their own"
indented <"$work/words/kitchen.toml"
paragraph=1
types Ada --from "$work/words/kitchen.toml" decks add -
types Ben sync
types Ben decks show kitchen
answers Ben ben-kettle.txt kettle
answers Ada ada-kettle.txt kettle
types Ada open

chapter "5. Two check-ins, and what has eased"
note "Two weeks lie between them. Here they follow at once, because a demo doesn't wait."
for time in before after; do
    types Ada --from "$work/words/ada-$time.txt" checkin --file -
    types Ben --from "$work/words/ben-$time.txt" checkin --file - --yes
    both_sync
done
types Ada trends
twofold Ada trends --svg "$work/trends.svg" >/dev/null
holds "the same as a picture: $(wc -c <"$work/trends.svg" | tr -d ' ') bytes of SVG"

chapter "6. A small step"
types Ada pledge add "No telephones at supper"
types Ben sync
types Ben pledge
types Ben pledge done 1

chapter "7. Looking back"
types Ada sync
types Ada timeline
types Ada timeline --search hum

chapter "8. To keep, and on a new device"
twofold Ada export --format html --output "$work/ours.html" >/dev/null
holds "a keepsake: one page of $(wc -c <"$work/ours.html" | tr -d ' ') bytes, without a script and without an address to fetch from"
if grep -qiE '<script|src="http|href="http|@import|url\(' "$work/ours.html"; then fail "The keepsake reaches out."; fi
types Ada export --output "$work/ours.json"
types Later init --server "$url" --name Ada
types Later import "$work/ours.json"
for words in "fine is quick" "when you hum" "only thing here" "No telephones at supper"; do
    twofold Later export | grep -qF "$words" || fail "'$words' did not come along."
done
holds "a home that is in no couple has all that both said"

chapter "9. The end"
note "All evening, the server saw none of it:"
finds "$work/ours.json" "what Ada can read" "${telling[@]}"
lacks "$work/server" "the server's folder" "${telling[@]}"
stop_server
"$bin/twofold-server" check --data "$work/server" >"$work/said" || fail "The server's folder is not in order."
holds "the server's folder is in order: $(cat "$work/said")"
if [ -n "$keep" ]; then cp "$work/ours.html" "$work/trends.svg" "$keep" && note "The keepsake and the chart are in $keep."; fi
printf '\n%sAll %s checks held.%s What this evening made is gone again.\n' "$bold" "$held" "$plain"
