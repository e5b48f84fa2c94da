# Two people, each before a terminal of 80 by 24: what tmux shows is what is recorded.
# To be sourced after stage.sh.
# shellcheck shell=bash

for program in tmux nano; do
    command -v "$program" >/dev/null || fail "$program is not installed."
done

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
runs() { # runs PERSON COMMAND PATTERN: a command on an empty screen, which then is shown
    clears "$1"
    enters "$1" "$2"
    waits "$1" "$3"
}
