#!/usr/bin/env bash
# Installs Twofold from the folder in which this script is, and takes exactly that away again.
# usage: install.sh [PREFIX]             programs, man pages and completions below PREFIX (/usr/local)
#        install.sh --remove [PREFIX]    takes them away
#        install.sh --service            after an installation in /usr/local: runs the server with systemd
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
list=share/twofold/installed   # what is there because of this script, a path below PREFIX a line

libraries() { # Names what the programs are linked with and this system lacks.
    local program lacking
    [ "$(uname)" = Linux ] || return 0
    lacking=$(for program in "$here"/bin/*; do ldd "$program" 2>/dev/null; done | sed -n 's/^[[:space:]]*\(.*\) => not found/\1/p' | sort -u)
    [ -n "$lacking" ] || return 0
    echo "Installed, but the programs need libraries that this system lacks:" "$lacking" >&2
    echo "  Debian, Ubuntu:  apt-get install libcurl4 libncursesw6 libqrencode4 libsqlite3-0 libstdc++6" >&2
    echo "  Fedora:          dnf install libcurl ncurses-libs qrencode-libs sqlite-libs libstdc++" >&2
    echo "  Arch:            pacman -S curl ncurses qrencode sqlite gcc-libs" >&2
    return 1
}

put() { # put ROOT
    local root=$1 file mode
    [ -d "$here/bin" ] || { echo "install: there are no programs beside this script; from the sources, use make install" >&2; exit 1; }
    # What an earlier version has left, and this one has not.
    [ ! -e "$root/$list" ] || take "$root" >/dev/null
    install -d "$root/$(dirname "$list")"
    (cd "$here" && find bin share -type f | LC_ALL=C sort) >"$root/$list"
    while read -r file; do
        mode=644
        case $file in bin/*) mode=755 ;; esac
        install -d "$root/$(dirname "$file")"
        install -m "$mode" "$here/$file" "$root/$file"
    done <"$root/$list"
    echo "Installed in $root: twofold and twofold-server, their man pages, and completions for bash, zsh and fish"
}

take() { # take ROOT
    local root=$1 file
    if [ ! -e "$root/$list" ]; then
        echo "install: nothing of Twofold is known to be in $root" >&2
        exit 1
    fi
    while read -r file; do rm -f "$root/$file"; done <"$root/$list"
    rm "$root/$list"
    (cd "$root" && find share/twofold share/doc/twofold share/doc/twofold-server -depth -type d -empty -delete 2>/dev/null) || true
    echo "Removed from $root"
}

service() {
    [ -x /usr/local/bin/twofold-server ] || { echo "install: first install Twofold in /usr/local" >&2; exit 1; }
    install -D -m 644 "$here/twofold-server.sysusers" /etc/sysusers.d/twofold-server.conf
    install -D -m 644 "$here/twofold-server.tmpfiles" /etc/tmpfiles.d/twofold-server.conf
    install -D -m 644 "$here/twofold.service" /etc/systemd/system/twofold.service
    # Your settings stay.
    [ -e /etc/default/twofold-server ] || install -D -m 644 "$here/twofold-server.default" /etc/default/twofold-server
    systemd-sysusers twofold-server.conf
    systemd-tmpfiles --create twofold-server.conf
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload
        systemctl enable twofold
        systemctl restart twofold
    else
        echo "install: systemd isn't running here; the service starts once it is, after: systemctl enable twofold" >&2
    fi
    echo "The server is a service, twofold, with its settings in /etc/default/twofold-server and its data in /var/lib/twofold"
}

case "${1:-}:$#" in
--service:1) service ;;
--remove:1) take /usr/local ;;
--remove:2) take "$2" ;;
-*)
    sed -n '3,5s/^# //p' "$0" >&2
    exit 64
    ;;
:0) put /usr/local && libraries ;;
*:1) put "$1" && libraries ;;
*)
    sed -n '3,5s/^# //p' "$0" >&2
    exit 64
    ;;
esac
