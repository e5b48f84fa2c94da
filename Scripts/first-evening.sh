#!/usr/bin/env bash
# Records a first evening of two people as text: from `init` to the reveal, in terminals of 80 by 24, with nano.
# Each screen is what tmux shows, and above it stands what was typed. The programs, the server and the editor are the real ones.
# usage: Scripts/first-evening.sh [FILE]      FILE: docs/images/first-evening.txt unless it is named
set -euo pipefail
recording=${1:-docs/images/first-evening.txt}
case $recording in /*) ;; *) if [ $# -gt 0 ]; then recording=$PWD/$recording; fi ;; esac
cd "$(dirname "$0")/.."
source Scripts/stage.sh
source Scripts/terminals.sh

# What they will say

noor_words="A kitchen at daybreak, before anyone has to be anyone. You hum."
ada_words="Someone who notices that I've gone quiet, and waits before asking."

# The recording

shows() { # shows PERSON WHAT: the screen, below what was typed before it
    local line="── $1 $2 "
    while [ "${#line}" -lt 80 ]; do line+="─"; done
    { printf '%s\n' "$line" && screen "$1" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' && echo; } >>"$work/recording"
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
        if screen "$1" | grep -E '\[[a-zA-Z/]*\]$' | tail -n 1 | grep -q '\[s/'; then
            reply=s
            shows "$1" "closes the editor, and presses s"
            writes "$1" s
        else
            reply=y
            shows "$1" "types y"
            enters "$1" y
        fi
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
waits Ada "The server's address"
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
waits Ada 'Noor has joined'
shows Ada "sees, without a key"
writes Ada q

runs Noor "twofold answer first-word" 'Exit'
answers Noor "$noor_words"

# The menu fetches what is new by itself.
runs Ada "twofold" 'q quit'
for _ in $(seq 80); do
    if screen Ada | grep -q 'has answered'; then break; fi
    sleep 0.1
done
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
