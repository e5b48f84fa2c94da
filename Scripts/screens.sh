#!/usr/bin/env bash
# Records single screens of the two programs in docs/images, at 80 and at 40 columns, by a clock that is set: it is a Wednesday evening
# in November 2026, and two people have half a year behind them. Everything on the screens is what the real programs say.
# usage: Scripts/screens.sh [FOLDER]      FOLDER: docs/images unless it is named. It also gets the pages that can be shot in a browser,
#                                         if PAGES names a folder for them.
set -euo pipefail
cd "$(dirname "$0")/.."
images=$PWD/docs/images
if [ $# -gt 0 ]; then mkdir -p "$1" && images=$(cd "$1" && pwd); fi
source Scripts/stage.sh
source Scripts/terminals.sh

# The clock

command -v faketime >/dev/null || fail "faketime is not installed."
clock=$(faketime -f +0 env | sed -n 's/^LD_PRELOAD=//p')
[ -n "$clock" ] || fail "Nothing here sets the clock of a program."
# The library sets an environment variable of its own at first, after which Swift no longer finds the arguments: hence `env` in between.
mkdir "$work/programs"
for program in twofold twofold-server; do
    printf "#!/bin/sh\nLD_PRELOAD='%s' FAKETIME_TIMESTAMP_FILE=%s FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 exec env %s \"\$@\"\n" \
        "$clock" "$work/shift" "$bin/$program" >"$work/programs/$program"
    chmod +x "$work/programs/$program"
done
bin=$work/programs
zone=UTC
export TZ=UTC
it_is() { echo "$(($(date -ud "$1" +%s) - $(date +%s)))" | sed 's/^\([0-9]\)/+\1/' >"$work/shift"; } # it_is "2026-11-25 20:05"

# Looking

keeps() { # keeps PERSON FILE: the screen, without the command above it and the prompt below it
    screen "$1" | python3 -c '
import sys
lines = sys.stdin.read().split("\n")
if lines[0].startswith("$ "): lines.pop(0)
while lines and lines[-1] in ("", "$"): lines.pop()
print("\n".join(lines))' >"$images/$2"
    local width
    width=$(tmux display -p -t "$1" '#{window_width}')
    if [ "$(tmux capture-pane -p -J -t "$1" | sed -e 's/ *$//' -e '1{/^\$ /d;}' | wc -L)" -gt "$width" ]; then
        note "In $2, the terminal had to break a line."
    fi
}
sizes() { # sizes PERSON COLUMNS ROWS
    tmux resize-window -t "$1" -x "$2" -y "$3" && sleep 0.3
}
ends() { # ends PERSON: waits until a command has ended
    for _ in $(seq 300); do
        if [ "$(screen "$1" | sed '/^$/d' | tail -n 1)" = '$' ]; then return; fi
        sleep 0.1
    done
    screen "$1" >&2
    fail "Nothing ended for $1."
}
# What is news is said once, so the screen at 40 columns is that of a copy, made before the one at 80.
twin() { # twin PERSON: makes the copy
    rm -rf "$(home Twin)"
    cp -a "$(home "$1")" "$(home Twin)"
}
at_both() { # at_both PERSON NAME ROWS COMMAND: what a command that ends by itself says, as NAME-80.txt and NAME-40.txt
    local person=$1 columns
    [ ! -d "$(home "$1")" ] || twin "$1"
    for columns in 80 40; do
        sizes "$person" "$columns" "$3"
        clears "$person"
        enters "$person" "$4"
        sleep 0.3
        ends "$person"
        keeps "$person" "$2-$columns.txt"
        person=Twin
    done
    sizes "$1" 80 24
}
menu_at_both() { # menu_at_both PERSON NAME: what twofold says without a command
    local person=$1 columns
    [ ! -d "$(home "$1")" ] || twin "$1"
    for columns in 80 40; do
        sizes "$person" "$columns" 24
        runs "$person" "twofold" '(^|  )q +quit'
        sleep 0.5
        keeps "$person" "$2-$columns.txt"
        writes "$person" q
        ends "$person"
        person=Twin
    done
    sizes "$1" 80 24
}
opens_at_both() { # opens_at_both PERSON NAME ROWS: what was revealed, as NAME-80.txt; the reveal also before the key
    local person=$1 columns
    twin "$1"
    for columns in 80 40; do
        sizes "$person" "$columns" "$3"
        runs "$person" "twofold open" 'Press any key to see'
        if [ "$2" = reveal ]; then keeps "$person" "$2-before-$columns.txt"; fi
        writes "$person" " "
        sleep 0.5
        keeps "$person" "$2-$columns.txt"
        while screen "$person" | grep -q 'Press any key'; do
            writes "$person" " "
            sleep 0.3
        done
        ends "$person"
        person=Twin
    done
    sizes "$1" 80 24
}
says() { # says PERSON PROMPT WORDS: seals an answer
    printf '%s\n' "$3" >"$work/words" && twofold "$1" answer "$2" --file - --yes <"$work/words" >/dev/null
}
reflects() { # reflects PERSON PROMPT WORDS
    printf '%s\n' "$3" >"$work/words" && twofold "$1" reflect "$2" --file - <"$work/words" >/dev/null
}
both_sync() { for person in Ada Noor Ada Noor; do twofold "$person" sync >/dev/null; done; }
both_read() { for person in Ada Noor; do twofold "$person" open >/dev/null; done; }

# Two people, half a year ago

it_is "2026-05-03 20:05"
start_server 0
sits Ada
sits Noor
sits Twin
menu_at_both Noor welcome-newcomer
at_both Noor help-evening 40 "twofold help evening"
twofold Ada init --server "$url" --name Ada >/dev/null
menu_at_both Ada welcome-alone
twofold Ada invite --no-wait | grep -oE '[0-9.]+:[0-9]+/[0-9A-Z-]{20,}' >"$work/code"
twofold Noor join --name Noor <"$work/code" >/dev/null
both_sync

# Eight check-ins

subjects=(vulnerability wounds shame communication engulfment conflict mismatch busyness mutual flexible respectful trusting)
days=(2026-05-03 2026-05-18 2026-05-31 2026-06-18 2026-07-12 2026-08-03 2026-09-13 2026-10-25)
ada=("8 6 7 5 2 6 4 8 4 5 7 5" "8 6 7 4 2 5 5 9 4 5 7 5" "7 5 6 5 3 5 5 9 5 5 8 6" "7 5 7 4 2 4 6 7 5 6 8 6"
    "5 5 6 3 2 3 5 6 6 6 8 7" "5 4 5 4 3 3 5 8 7 6 8 7" "4 4 4 3 2 2 6 8 7 7 9 8" "3 4 4 2 2 2 5 7 8 7 9 8")
noor=("4 3 2 6 6 7 3 6 6 4 6 6" "4 3 2 6 7 7 2 6 6 4 7 6" "4 2 2 5 6 6 3 7 6 5 6 6" "3 3 3 5 6 5 3 7 6 5 7 7"
    "3 3 2 4 5 5 2 5 7 5 7 7" "3 2 2 4 5 4 2 6 7 6 8 7" "2 3 2 4 4 3 2 4 7 6 8 8" "2 2 2 3 5 3 2 4 8 6 8 9")
declare -A notes=(
    [Ada/0/vulnerability]="I rehearse what I say before I say it." [Ada/4/vulnerability]="The walk on Sunday did that."
    [Ada/7/vulnerability]="I said the thing about my father, and you stayed." [Noor/7/vulnerability]="You told me. I keep thinking of it."
    [Ada/7/busyness]="The end of the quarter again." [Noor/7/trusting]="More than ever.")
rates() { # rates PERSON ROUND VALUES
    local values subject=0
    read -ra values <<<"$3"
    for subject in "${!subjects[@]}"; do
        local note=${notes[$1/$2/${subjects[$subject]}]:-}
        printf '%s %s%s\n' "${subjects[$subject]}" "${values[$subject]}" "${note:+: $note}"
    done | twofold "$1" checkin --file - --yes >/dev/null
}
for round in "${!days[@]}"; do
    it_is "${days[$round]} 20:05"
    rates Ada "$round" "${ada[$round]}"
    if [ "$round" = 7 ]; then
        twofold Noor sync >/dev/null
        menu_at_both Noor welcome-checkin
    fi
    rates Noor "$round" "${noor[$round]}"
    both_sync
    if [ "$round" -lt 7 ]; then both_read; fi
    if [ "$round" = 0 ]; then
        it_is "2026-05-09 21:10"
        says Ada first-word "Home, and the light in the kitchen when you're already up. I think of the sound of the kettle, and of not having to say anything yet."
        says Noor first-word "Being seen. And staying, even when it's hard to stay. ❤️ There's a Sunday in October that I keep going back to: the rain, the radio, your socks on the heater."
        both_sync
        twofold Noor react first-word 🌱 >/dev/null
        twofold Ada react first-word ♥ >/dev/null
        reflects Noor first-word "I never noticed the kettle. Now I hear it every morning."
        both_sync
    fi
done
opens_at_both Ada checkin-opened 100
twofold Noor open >/dev/null
at_both Ada trends 200 "twofold trends"
at_both Ada trends-vulnerability 60 "twofold trends --subject vulnerability"

# November

it_is "2026-11-05 20:40"
says Ada loudest-barrier "Busyness, by far. We pass each other in the hall with our coats on."
says Noor loudest-barrier "The fear of being too much. It's quieter since last spring."
both_sync
it_is "2026-11-12 21:30"
says Ada felt-connected "The night train to Trieste. Nobody slept, and you read the whole timetable to me."
says Noor felt-connected "Trieste. I was so tired, and I wouldn't have slept for anything."
both_sync
it_is "2026-11-19 20:15"
twofold Ada again first-word >/dev/null
says Ada first-word "Still the kitchen. And now your laugh from the hall, before I see you."
twofold Noor sync >/dev/null
says Noor first-word "Being seen. It frightens me less than it did in spring: you looked, and you stayed."
both_sync
both_read
twofold Noor pledge add "Ask one question before I give advice" --days 7 >/dev/null
it_is "2026-11-24 20:15"
twofold Ada pledge add "Phones on the shelf from dinner until bed" --days 7 >/dev/null
both_sync

# This evening

it_is "2026-11-25 20:05"
says Noor staying-present "I put the kettle on and don't reach for it. You talk better when my hands are still."
says Ada pulling-back "I go quiet, and call it being tired. The door of the study closes very softly."
both_sync
menu_at_both Ada welcome
at_both Ada pledges 24 "twofold pledge"
at_both Ada again 40 "twofold again first-word --compare"
at_both Ada prompts 120 "twofold prompts --deck founding"

# Noor does things, and Ada is told

twofold Noor ask "What would you like to be asked more often?" --name asked-more >/dev/null
says Noor pulling-back "I make lists. When there's a list for Sunday, come and find me. ❤️"
reflects Noor loudest-barrier "Tomorrow I'll take mine off first."
twofold Noor react felt-connected ♥ >/dev/null
twofold Noor pledge done "$(twofold Noor pledge | sed -n 's/^ *\([0-9]*\)  Ask one question.*/\1/p')" >/dev/null
twofold Noor sync >/dev/null
menu_at_both Ada news
at_both Ada status 40 "twofold status"
for columns in 80 40; do
    sizes Ada "$columns" 24
    runs Ada "twofold answer staying-present" 'Exit'
    keeps Ada "editor-$columns.txt"
    presses Ada C-x
    ends Ada
done
opens_at_both Ada reveal 24

at_both Ada timeline 60 "twofold timeline --month 2026-11"

# A sheet that is being filled in

for columns in 80 40; do
    sizes Ada "$columns" 24
    runs Ada "twofold checkin" 'seal'
    for key in 2 Down 4 Down 3 n; do presses Ada "$key" && sleep 0.1; done
    writes Ada "Less since the summer."
    presses Ada Enter
    for key in Down 2 Down; do presses Ada "$key" && sleep 0.1; done
    sleep 0.3
    keeps Ada "checkin-$columns.txt"
    writes Ada q
    ends Ada
done

# A kit, on the screen and as pages

person=Ada # each makes a kit, and sees it once
for columns in 80 40; do
    sizes "$person" "$columns" 60
    runs "$person" "twofold kit --no-qr" 'reached'
    ends "$person"
    keeps "$person" "kit-$columns.txt"
    person=Noor
done
if [ -n "${PAGES:-}" ]; then
    mkdir -p "$PAGES"
    twofold Ada kit --new --print "$PAGES/kit.html" >/dev/null
    twofold Ada trends --svg "$PAGES/trends.svg" >/dev/null
    twofold Ada export --format html --output "$PAGES/keepsake.html" >/dev/null
fi
stop_server
note "The screens are in $images."
