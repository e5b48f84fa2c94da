# What the recorded evenings are played on: a server process, two separate homes, and telling what is said and looked for.
# To be sourced at the root of the repository by a script that sets -euo pipefail; what it makes is gone when that script ends.
# shellcheck shell=bash

for locale in C.UTF-8 en_US.UTF-8; do
    if locale -a 2>/dev/null | grep -qix "${locale/UTF-8/utf-*8}"; then export LC_ALL=$locale && break; fi
done

bold="" quiet="" good="" bad="" plain=""
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$'\e[1m' quiet=$'\e[2m' good=$'\e[32m' bad=$'\e[31m' plain=$'\e[0m'
fi
shopt -u checkwinsize
export NO_COLOR=1 COLUMNS=74 # of the programs, whose output is shown indented
unset TWOFOLD_HOME

work=$(mktemp -d "${TMPDIR:-/tmp}/twofold-demo.XXXXXX")
server="" # the id of the server's process
url=""    # where it listens
held=0    # checks that held
paragraph="" # whether what comes next stands apart

clean_up() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Telling

chapter() { printf '\n%s%s%s\n' "$bold" "$1" "$plain" && paragraph=1; }
note() {
    apart
    printf '%s\n' "$*" | fold -s -w 74 | sed "s/^/  $quiet/; s/ *\$/$plain/"
}
apart() { # an empty line between what a program said and what is said of it
    [ -z "$paragraph" ] || echo
    paragraph=""
}
indented() { sed 's/^/    /; s/ *$//'; }
holds() {
    held=$((held + 1))
    apart
    printf '  %s✓%s %s\n' "$good" "$plain" "$*"
}
fail() {
    printf '\n  %s✗ %s%s\n' "$bad" "$*" "$plain" >&2
    if [ -s "$work/server.log" ]; then
        echo "  The end of what the server said:" >&2
        tail -n 15 "$work/server.log" | indented >&2
    fi
    exit 1
}

# Ada, Ben and the server

home() { echo "$work/home-$1"; }
twofold() { # twofold PERSON ARGUMENTS...: silently
    local person=$1
    shift
    TWOFOLD_HOME="$(home "$person")" "$bin/twofold" "$@"
}
types() { # types PERSON [--from FILE] ARGUMENTS...: shows the command and what it says, which is also kept in $work/said
    local person=$1 input=/dev/null shown argument
    shift
    if [ "$1" = --from ]; then
        input=$2
        shift 2
    fi
    shown=twofold
    for argument in "$@"; do
        case $argument in *" "*) shown+=" \"$argument\"" ;; *) shown+=" ${argument#"$work"/}" ;; esac
    done
    if [ "$input" != /dev/null ]; then shown="$shown < $(basename "$input")"; fi
    printf '\n  %s%s $%s %s\n' "$quiet" "$person" "$plain" "$shown"
    if ! twofold "$person" "$@" <"$input" >"$work/said" 2>&1; then
        indented <"$work/said"
        fail "'$shown' failed for $person."
    fi
    indented <"$work/said"
    paragraph=1
}
start_server() {
    : >"$work/server.log"
    "$bin/twofold-server" serve --data "$work/server" --port "$1" >"$work/server.log" 2>&1 &
    server=$!
    for _ in $(seq 300); do
        url=$(sed -n 's/^listening on //p' "$work/server.log")
        if [ -n "$url" ]; then return; fi
        kill -0 "$server" 2>/dev/null || fail "The server ended at once."
        sleep 0.1
    done
    fail "The server did not listen within half a minute."
}
stop_server() {
    local status=0
    kill "$server"
    wait "$server" || status=$?
    server=""
    [ "$status" -eq 0 ] || fail "The server ended with status $status, not 0."
    if (exec 3<>"/dev/tcp/127.0.0.1/${url##*:}") 2>/dev/null; then fail "Something still listens at $url."; fi
    holds "the server has ended: $url refuses connections"
}

# Looking

state() { twofold "$1" show "$2" --offline --json | sed -n 's/.*"state":"\([a-z_]*\)".*/\1/p'; }
is_in_state() { # is_in_state PERSON PROMPT STATE
    local found
    found=$(state "$1" "$2")
    [ "$found" = "$3" ] || fail "$2 is '$found' for $1, not '$3'."
}
states() { # states PROMPT ADA'S BEN'S: both are as expected, and shown
    is_in_state Ada "$1" "$2"
    is_in_state Ben "$1" "$3"
    holds "show --json: $2 for Ada, $3 for Ben"
}
finds() { # finds FOLDER WHAT WORDS...: all of the words are there, so that not finding them elsewhere means something
    local folder=$1 what=$2 word
    shift 2
    for word in "$@"; do grep -rqaiF -e "$word" "$folder" || fail "'$word' is not even in $what."; done
    holds "$what: all of them, so the search works"
}
lacks() { # lacks FOLDER WHAT WORDS...: none of the words is in any file of the folder
    local folder=$1 what=$2 word
    shift 2
    for word in "$@"; do
        if grep -rqaiF -e "$word" "$folder"; then fail "'$word' was found in $what."; fi
    done
    holds "$what: not one of them ($(find "$folder" -type f | wc -l | tr -d ' ') files, $(du -sk "$folder" | cut -f1) KiB)"
}
has_read() { # has_read PERSON PROMPT WORDS...: all of the words are in what that person is shown
    local person=$1 prompt=$2 seen word
    shift 2
    is_in_state "$person" "$prompt" revealed
    seen=$(twofold "$person" show "$prompt" --offline --json)
    for word in "$@"; do
        case $seen in *"\"text\":\"$word\""*) ;; *) fail "$person cannot read '$word'." ;; esac
    done
}
side_by_side() { # side_by_side PROMPT: what each of the two sees
    local left="" right="" more_left=1 more_right=1
    printf '\n  %sAda $%s %-31s %sBen $%s %s\n\n' "$quiet" "$plain" "twofold show ${1#*/}" "$quiet" "$plain" "twofold show ${1#*/}"
    COLUMNS=35 twofold Ada show "$1" --offline >"$work/left"
    COLUMNS=35 twofold Ben show "$1" --offline >"$work/right"
    while true; do
        IFS= read -r left <&3 || more_left=""
        IFS= read -r right <&4 || more_right=""
        if [ -z "$more_left$more_right" ]; then break; fi
        printf '  %s%*s%s│%s %s\n' "$left" $((36 - ${#left})) "" "$quiet" "$plain" "$right" | sed 's/ *$//'
    done 3<"$work/left" 4<"$work/right"
    paragraph=1
}

# Building, unless PROGRAMS names the folder of the two programs

if [ -n "${PROGRAMS:-}" ]; then
    bin=$(cd "$PROGRAMS" && pwd)
else
    echo "Building the two programs. On a fresh clone that takes some minutes."
    for product in twofold twofold-server; do swift build --product "$product"; done
    bin=$(swift build --show-bin-path)
fi
