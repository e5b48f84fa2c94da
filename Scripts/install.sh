#!/usr/bin/env bash
# Lays out what was built as a system has it, puts it below ROOT, and takes exactly that away again.
# usage: Scripts/install.sh tree BIN TREE [PROGRAM...] | put BIN ROOT | take ROOT
set -euo pipefail

tree() { # tree BIN TREE PROGRAM...: programs, man pages, and completions for bash, zsh and fish
    local bin=$1 tree=$2 program
    shift 2
    mkdir -p "$tree"/bin "$tree"/share/{bash-completion/completions,zsh/site-functions,fish/vendor_completions.d}
    for program in "$@"; do
        cp "$bin/$program" "$tree/bin/"
        "$bin/$program" --generate-completion-script bash | sed '1{/^#!/d;}' >"$tree/share/bash-completion/completions/$program"
        "$bin/$program" --generate-completion-script zsh >"$tree/share/zsh/site-functions/_$program"
        "$bin/$program" --generate-completion-script fish >"$tree/share/fish/vendor_completions.d/$program.fish"
        Scripts/manual.sh "$bin" "$program" "$tree/share/man/man1"
    done
}

put() { # put BIN ROOT
    stage=$(mktemp -d)
    trap 'rm -rf "$stage"' EXIT
    tree "$1" "$stage" twofold twofold-server
    cp Packaging/install.sh "$stage/"
    "$stage/install.sh" "$2"
}

case "${1:-}:$#" in
tree:3) tree "$2" "$3" twofold twofold-server ;;
tree:[4-9]) tree "${@:2}" ;;
put:3) put "$2" "$3" ;;
take:2) Packaging/install.sh --remove "$2" ;;
*)
    sed -n '3s/^# //p' "$0" >&2
    exit 64
    ;;
esac
