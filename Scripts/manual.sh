#!/usr/bin/env bash
# Makes the man pages of a program from its help, one for each command, with generate-manual of swift-argument-parser.
# usage: Scripts/manual.sh BIN PROGRAM FOLDER
set -euo pipefail
bin=$1 program=$2 folder=$3
mkdir -p "$folder"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# The day of the last change, so that the same source makes the same pages.
day=$(git log -1 --format=%cs 2>/dev/null || date +%F)
"$bin/generate-manual" "$bin/$program" --multi-page --date "$day" -o "$made"

for page in "$made"/*.1; do
    name=$(basename "$page" .1)
    # Commands of the parser, and of shells.
    case $name in *.help | *.complete) continue ;; esac
    # man(1) looks for twofold-show where somebody asks for "man twofold show". Examples stand as they are typed, and the rest as
    # mdoc(7) wants it: a sentence a line, no empty lines.
    sed -E 's/`([^`]*)`/\\fB\1\\fR/g' "$page" | awk '
        /^\.Xr [^ ]*\.(help|complete) / { next }
        /^\.(Dt|Xr) / { gsub(/\./, "-", $2) }
        # The name by which the page is found; the synopsis has the command as it is typed.
        /^\.Nm "/ && !typed { typed = $0; gsub(/"/, ""); name = substr($0, 5); gsub(/ /, "-", name); print ".Nm " name; next }
        /^\.Nm$/ && typed { print typed; next }
        /^\.Nd / { sub(/\."$/, "\"") }
        inside && !/^  / { print ".Ed"; inside = 0 }
        /^(\.Pp)?$/ { parts = 1; next }
        parts && !/^\.It / { print ".Pp" }
        { parts = 0 }
        /^Examples:$/ { print; print ".Bd -literal -offset indent"; inside = 1; next }
        inside { sub(/^  /, ""); print; next }
        /^[^.]/ { gsub(/\. /, ".\n") }
        { print }
    ' >"$folder/${name//./-}.1"
done
