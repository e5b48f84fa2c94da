#!/usr/bin/env bash
# Breaks the code on purpose, one fault of Tests/Sabotage at a time, in a scratch copy, and sees whether a check goes red.
# usage: Scripts/sabotage.sh [--seeds N] [NAME...]   NAME: a part of a patch's name; without any, all of them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

root=$PWD
copy=$root/.build-sabotage/tree
swift=${SWIFT:-swift}
seeds=20000
names=()
while [ $# -gt 0 ]; do
    case $1 in
    --seeds) seeds=$2 && shift 2 ;;
    *) names+=("$1") && shift ;;
    esac
done

mkdir -p "$root/.build-sabotage"
[ -d "$copy/.git" ] || git clone -q "$root" "$copy"
git -C "$copy" fetch -q "$root" HEAD
git -C "$copy" checkout -q --detach --force FETCH_HEAD

log=$root/.build-sabotage/log
caught=0 missed=0

wanted() { # wanted PATCH
    [ ${#names[@]} -eq 0 ] && return
    local name
    for name in "${names[@]}"; do [[ $1 == *"$name"* ]] && return; done
    return 1
}

build() { # build simulation|tests
    if [ "$1" = simulation ]; then
        (cd "$copy" && $swift build -c release --scratch-path .build-release --product twofold-simulate)
    else
        (cd "$copy" && $swift build --build-tests)
    fi >"$log" 2>&1
}

# Says what went red; nothing where nothing did.
run() { # run simulation|"tests FILTER"
    if [ "$1" = simulation ]; then
        (cd "$copy" && timeout 900 .build-release/release/twofold-simulate --seeds "$seeds" --explain 0) >"$log" 2>&1 && return
        local promise after
        promise=$(sed -n 's/^ *[0-9]* seeds: \(.*\), first [0-9]*$/\1/p' "$log" | head -n 1)
        after=$(sed -n 's/^\([0-9]*\) seeds (.*/\1/p' "$log" | tail -n 1)
        echo "simulation, after ${after:-?} seeds: ${promise:-it did not end}"
    else
        local beside=()
        case $1 in "tests PostgresStoreTests"*) beside=(Scripts/with-postgres) ;; esac
        (cd "$copy" && "${beside[@]}" timeout 1200 "$swift" test --disable-xctest --skip-build --filter "${1#tests }") >"$log" 2>&1 && return
        local test
        test=$(sed -n 's/^✘ Test "*\(.*\)"* recorded an issue.*/\1/p' "$log" | sed 's/"$//' | head -n 1)
        echo "test: ${test:-the run ended early}"
    fi
}

echo "Control: without a fault"
build simulation || { tail -n 20 "$log" && exit 1; }
red=$(run simulation)
[ -z "$red" ] || { echo "  $red" && exit 1; }
echo "  every promise holds for $seeds seeds"

# Those for the same build come together.
for kind in simulation tests; do
    for patch in "$root"/Tests/Sabotage/*.patch; do
        name=$(basename "$patch" .patch)
        check=$(sed -n 's/^Check: //p' "$patch")
        [ "${check%% *}" = "$kind" ] && wanted "$name" || continue
        git -C "$copy" checkout -q --force FETCH_HEAD
        echo "$name: $(sed -n 's/^Fault: //p' "$patch")"
        if ! git -C "$copy" apply "$patch" 2>"$log" || ! build "$kind"; then
            echo "  the fault does not fit the code any more:" && tail -n 5 "$log" && missed=$((missed + 1))
            continue
        fi
        red=$(run "$check")
        if [ -n "$red" ]; then
            echo "  caught by $red" && caught=$((caught + 1))
        else
            echo "  NOT CAUGHT" && missed=$((missed + 1))
        fi
    done
done

echo "$caught of $((caught + missed)) faults were caught."
[ "$missed" -eq 0 ]
