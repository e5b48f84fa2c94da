#!/usr/bin/env bash
# Records a first evening of two people as text: from `init` to the reveal, in terminals of 80 by 24, with nano.
# Each screen is what tmux shows, and above it stands what was typed. The programs, the server and the editor are the real ones.
# usage: Scripts/first-evening.sh [FILE]      FILE: docs/images/first-evening.txt unless it is named
set -euo pipefail
recording=${1:-docs/images/first-evening.txt}
case $recording in /*) ;; *) if [ $# -gt 0 ]; then recording=$PWD/$recording; fi ;; esac
cd "$(dirname "$0")/.."
source Scripts/stage.sh

for program in tmux nano; do
    command -v "$program" >/dev/null || fail "$program is not installed."
done

# What they will say

noor_words="A kitchen at daybreak, before anyone has to be anyone. You hum."
ada_words="Someone who notices that I've gone quiet, and waits before asking."

# Two people, each before a terminal

tmux() { command tmux -S "$work/tmux" -f "$work/tmux.conf" "$@"; }
printf 'set -g status off\nset -g escape-time 0\n' >"$work/tmux.conf"
trap 'tmux kill-server 2>/dev/null || true; clean_up' EXIT

# It is evening where they are: a time zone in which it is past eight now.
zone="EVE$((10#$(date -u +%H) - 20))"

sits() { # sits PERSON
    mkdir -p "$work/at-$1"
    env -u COLUMNS -u LINES -u TMUX PATH="$bin:$PATH" HOME="$work/at-$1" TWOFOLD_HOME="$(home "$1")" TZ="$zone" EDITOR=nano \
        TERM=xterm-256color PS1='$ ' tmux -S "$work/tmux" -f "$work/tmux.conf" new-session -d -s "$1" -x 80 -y 24 \
        -e TWOFOLD_HOME="$(home "$1")" -e HOME="$work/at-$1" bash --norc --noprofile -i
    waits "$1" '^\$$'
}
screen() { tmux capture-pane -p -t "$1" | sed 's/ *$//'; }
waits() { # waits PERSON PATTERN: until it is on the screen
    for _ in $(seq 300); do
        if screen "$1" | grep -qE -e "$2"; then return; fi
        sleep 0.1
    done
    screen "$1" >&2
    fail "$1 never saw '$2'."
}
presses() { tmux send-keys -t "$1" "${@:2}"; }          # presses PERSON KEYS...
writes() { tmux send-keys -t "$1" -l "$2"; }            # writes PERSON TEXT
enters() { writes "$1" "$2" && presses "$1" Enter; }    # enters PERSON LINE
clears() { presses "$1" C-l && waits "$1" '^\$$' && sleep 0.2; } # clears PERSON: the screen, between one thing and the next

# The recording

shows() { # shows PERSON WHAT: the screen, below what was typed before it
    local line="── $1 $2 "
    while [ "${#line}" -lt 80 ]; do line+="─"; done
    { printf '%s\n' "$line" && screen "$1" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' && echo; } >>"$work/recording"
}
runs() { # runs PERSON COMMAND PATTERN: a command on an empty screen, which then is shown
    clears "$1"
    enters "$1" "$2"
    waits "$1" "$3"
}
answers() { # answers PERSON WORDS: in nano, which is open; then seals
    local person=$1 words=$2
    waits "$person" 'Exit'
    shows "$person" "sees the editor"
    enters "$person" "$words"
    waits "$person" "${words: -12}"
    shows "$person" "writes"
    presses "$person" C-x
    waits "$person" 'Save modified buffer'
    presses "$person" y
    waits "$person" 'File Name to Write'
    presses "$person" Enter
    seals "$person"
}
seals() { # seals PERSON: answers whatever is asked before an answer is sealed
    local reply=""
    while true; do
        waits "$1" '\[[a-zA-Z/]*\]$|Sealed'
        if screen "$1" | grep -q 'Sealed'; then break; fi
        reply=y
        if screen "$1" | grep -E '\[[a-zA-Z/]*\]$' | tail -n 1 | grep -q '\[s/'; then reply=s; fi
        shows "$1" "closes the editor, and types $reply"
        enters "$1" "$reply"
        waits "$1" "\\[[a-zA-Z/]*\\] $reply$"
        # What comes next stands below it.
        for _ in $(seq 300); do
            if [ "$(screen "$1" | sed '/^$/d' | tail -n 1 | grep -cE "\\[[a-zA-Z/]*\\] $reply$")" -eq 0 ]; then break; fi
            sleep 0.1
        done
    done
    sleep 0.3
    shows "$1" "has sealed"
}

start_server 0
sits Ada
sits Noor

runs Ada "twofold" '^q +quit'
shows Ada "types twofold"
writes Ada b
waits Ada "or its address"
enters Ada "$url"
waits Ada 'Your name'
enters Ada Ada
waits Ada 'i invite'
shows Ada "presses b, and types what the server printed and her name"

writes Ada i
waits Ada 'Waiting for your partner'
shows Ada "presses i"
code=$(screen Ada | grep -oE '[0-9.]+:[0-9]+/[0-9A-Z-]{20,}')

runs Noor "twofold join" 'The code:'
enters Noor "$code"
waits Noor 'Your name'
enters Noor Noor
waits Noor 'twofold kit'
shows Noor "types twofold join, the code that Ada reads out, and her name"
waits Ada 's something else'
shows Ada "sees, without a key"
writes Ada q

runs Noor "twofold answer first-word" 'Exit'
answers Noor "$noor_words"

runs Ada "twofold" 'q quit'
if screen Ada | grep -q 'has answered'; then
    shows Ada "types twofold"
    presses Ada Enter
else
    writes Ada q
    runs Ada "twofold answer first-word" 'Exit'
fi
answers Ada "$ada_words"

clears_to_open() {
    if screen "$1" | grep -q 'q quit *$'; then writes "$1" q && sleep 0.3; fi
    runs "$1" "twofold open" 'Press any key to see'
}
clears_to_open Ada
shows Ada "types twofold open"
writes Ada " "
waits Ada 'hum\.'
sleep 0.3
shows Ada "presses a key"
runs Noor "twofold open" 'Press any key to see'
writes Noor " "
waits Noor 'asking\.'
sleep 0.3
shows Noor "types twofold open, and presses a key"

{
    echo "A first evening in terminals of 80 by 24, with nano. Above each screen stands"
    echo "what was done before it. Made by Scripts/first-evening.sh with the real programs."
    echo
    cat "$work/recording"
} >"$recording"
stop_server
note "The recording is in $recording."
