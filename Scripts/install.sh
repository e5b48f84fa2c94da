#!/usr/bin/env bash
# Puts what was built below ROOT, where a system looks for it, and takes exactly that away again.
# usage: Scripts/install.sh put BIN ROOT | take ROOT
set -euo pipefail
programs="twofold twofold-server"
list=share/twofold/installed   # what is there because of this script, a path below ROOT a line

put() {
    local bin=$1 root=$2 program file mode
    stage=$(mktemp -d)
    trap 'rm -rf "$stage"' EXIT
    mkdir -p "$stage"/bin "$stage"/share/{twofold,bash-completion/completions,zsh/site-functions,fish/vendor_completions.d}
    for program in $programs; do
        cp "$bin/$program" "$stage/bin/"
        "$bin/$program" --generate-completion-script bash >"$stage/share/bash-completion/completions/$program"
        "$bin/$program" --generate-completion-script zsh >"$stage/share/zsh/site-functions/_$program"
        "$bin/$program" --generate-completion-script fish >"$stage/share/fish/vendor_completions.d/$program.fish"
        Scripts/manual.sh "$bin" "$program" "$stage/share/man/man1"
    done
    (cd "$stage" && find . -type f | sed 's|^\./||' | sort >"$stage.list" && mv "$stage.list" "$list")
    # What an earlier version has left, and this one has not.
    [ ! -e "$root/$list" ] || take "$root" >/dev/null
    while read -r file; do
        mode=644
        case $file in bin/*) mode=755 ;; esac
        install -d "$root/$(dirname "$file")"
        install -m "$mode" "$stage/$file" "$root/$file"
    done <"$stage/$list"
    install -d "$root/$(dirname "$list")"
    install -m 644 "$stage/$list" "$root/$list"
    echo "Installed in $root: twofold and twofold-server, their man pages, and completions for bash, zsh and fish"
}

take() {
    local root=$1 file
    if [ ! -e "$root/$list" ]; then
        echo "install: nothing of Twofold is known to be in $root" >&2
        exit 1
    fi
    while read -r file; do rm -f "$root/$file"; done <"$root/$list"
    rm "$root/$list"
    rmdir "$root/share/twofold" 2>/dev/null || true
    echo "Removed from $root"
}

case "${1:-}:$#" in
put:3) put "$2" "$3" ;;
take:2) take "$2" ;;
*)
    sed -n '3s/^# //p' "$0" >&2
    exit 64
    ;;
esac
