#!/usr/bin/env bash
# Makes the packages of DIST once more, at another place, time zone, language, umask and number of processors, and compares them octet for
# octet. With a second SCRATCH, of programs that were compiled once more, it also says what differs between the programs.
# usage: Scripts/packages-twice.sh SCRATCH DIST [SCRATCH]
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/elsewhere"

(umask 077 && TMPDIR=$work/elsewhere TZ=Pacific/Chatham LC_ALL=C taskset -c 0 Scripts/packages.sh "$1" "$work/two" >/dev/null)
differing=0
for file in "$2"/*; do
    name=$(basename "$file")
    if cmp -s "$file" "$work/two/$name"; then
        echo "the same octets:  $name"
    else
        echo "DIFFERENT:        $name"
        differing=1
    fi
done

if [ $# -gt 2 ]; then
    for program in twofold twofold-server; do
        for scratch in "$1" "$3"; do
            objcopy --strip-all "$scratch/release/$program" "$work/$(basename "$scratch")-$program"
        done
        one=$work/$(basename "$1")-$program two=$work/$(basename "$3")-$program
        if cmp -s "$one" "$two"; then
            echo "the same octets, compiled twice:  $program"
            continue
        fi
        echo "compiled twice, $program differs in $(cmp -l "$one" "$two" | wc -l) of $(stat -c %s "$one") octets, in these sections:"
        readelf -SW "$one" | sed -n 's/^ *\[ *[0-9]*\] \(\.[^ ]*\).*/\1/p' | while read -r section; do
            for file in "$one" "$two"; do objcopy --dump-section "$section=$file.section" "$file" /dev/null 2>/dev/null || : >"$file.section"; done
            cmp -s "$one.section" "$two.section" || echo "  $section"
        done
    done
fi
exit "$differing"
