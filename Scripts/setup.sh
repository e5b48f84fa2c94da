#!/usr/bin/env bash
# Sees to it that what a make target needs is there, and installs what is missing where apt can.
# usage: Scripts/setup.sh [build] [test] [postgres] [demo] [bench] [bench-peers] [bench-parts] [fuzz] [openapi] [faults] [failover] [lint] [recording] [packages] [package-tests]
set -euo pipefail

wanted_swift=6.3
missing=""   # Debian packages, separated by spaces
names=""     # the same for people on other systems, a line each

need() { # need PACKAGE "NAME" COMMAND...: PACKAGE is missing unless COMMAND succeeds
    local package=$1 name=$2
    shift 2
    "$@" >/dev/null 2>&1 && return
    case " $missing " in *" $package "*) return ;; esac
    missing="$missing $package"
    names="$names  - $name
"
}

has_cxx_headers() { [ "$(uname)" = Darwin ] || compgen -G '/usr/include/c++/*'; }
has_faketime() { [ "$(uname)" = Darwin ] || command -v faketime; }
has_haproxy() { PATH=$PATH:/usr/sbin command -v haproxy; }
has_ip() { PATH=$PATH:/usr/sbin command -v ip; }
has_nginx() { PATH=$PATH:/usr/sbin command -v nginx; }
has_postgres() { test -x "${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}/initdb"; }
has_strace() { [ "$(uname)" = Darwin ] || command -v strace; }

for purpose in "${@:-build}"; do
    case $purpose in
    build | test | demo | bench | bench-parts | fuzz | faults | failover)
        need pkg-config "pkg-config" command -v pkg-config
        need libcurl4-openssl-dev "libcurl with its headers" pkg-config --exists libcurl
        need libpq-dev "libpq, PostgreSQL's client library, with its headers" pkg-config --exists libpq
        need libncurses-dev "ncursesw with its headers" pkg-config --exists ncursesw
        need libqrencode-dev "libqrencode with its headers" pkg-config --exists libqrencode
        need libsqlite3-dev "SQLite 3 with its headers" pkg-config --exists sqlite3
        need g++ "the C++ standard library with its headers" has_cxx_headers
        ;;
    recording)
        need tmux "tmux (a terminal to record)" command -v tmux
        need nano "nano" command -v nano
        need faketime "faketime (runs a program by another clock)" command -v faketime
        need python3 "python3" command -v python3
        ;;
    openapi | bench-peers) need python3-venv "python3 with venv" python3 -c "import ensurepip, venv" ;;
    packages)
        need debhelper "debhelper (makes packages for Debian)" command -v dh
        need fakeroot "fakeroot" command -v fakeroot
        need libicu-dev "libicu's licence, which Foundation contains" test -e /usr/share/doc/libicu-dev/copyright
        need python3 "python3" command -v python3
        ;;
    package-tests)
        need debootstrap "debootstrap (makes a bare Debian)" command -v debootstrap
        need lintian "lintian (checks packages)" command -v lintian
        need systemd-container "systemd-nspawn (runs a bare Debian)" command -v systemd-nspawn
        need bsdutils "script, of util-linux (a terminal to be asked on)" command -v script
        ;;
    postgres) ;;
    lint)
        need python3 "python3 (checks the documents)" command -v python3
        need python3-cryptography "the Python package 'cryptography' (checks the test vectors)" python3 -c 'import cryptography'
        ;;
    *)
        echo "setup: unknown purpose '$purpose'" >&2
        exit 64
        ;;
    esac
    case $purpose in
    test)
        need openssl "openssl" command -v openssl
        need tmux "tmux (a terminal to test in)" command -v tmux
        need faketime "faketime (runs a program by another clock)" has_faketime
        need dash "dash (a shell that sets no mode of the terminal)" command -v dash
        need bsdutils "script, of util-linux (a terminal to test in)" command -v script
        need nginx-light "nginx (a proxy to test behind)" has_nginx
        need caddy "caddy (a proxy to test behind)" command -v caddy
        need nano "nano (an editor to test with)" command -v nano
        need vim "vim (an editor to test with)" command -v vim
        ;;
    esac
    case $purpose in
    # Elsewhere the tests say that they leave PostgreSQL out.
    test | postgres | failover) [ "$(uname)" = Darwin ] || need postgresql-15 "PostgreSQL 15" has_postgres ;;
    esac
    case $purpose in
    failover)
        need patroni "Patroni (PostgreSQL with standbys)" command -v patroni
        need etcd-server "etcd" command -v etcd
        need haproxy "HAProxy" has_haproxy
        need curl "curl" command -v curl
        need procps "pgrep, of procps" command -v pgrep
        [ "$(id -u)" -ne 0 ] || need iproute2 "ip, of iproute2 (networks of their own)" has_ip
        ;;
    esac
    case $purpose in
    test | faults)
        # File systems in images: only root can mount them, and only Linux here. Without them these faults are left out, and say so.
        if [ "$(uname)" = Linux ] && [ "$(id -u)" -eq 0 ]; then
            need e2fsprogs "mkfs.ext4" command -v mkfs.ext4
            need xfsprogs "mkfs.xfs" command -v mkfs.xfs
            need eatmydata "eatmydata" command -v eatmydata
        fi
        ;;
    esac
    [ "$purpose" != bench ] || need hyperfine "hyperfine (measures commands)" command -v hyperfine
    case $purpose in bench | bench-parts) need python3 "python3" command -v python3 ;; esac
    [ "$purpose" != bench-parts ] || need valgrind "valgrind (counts instructions)" command -v valgrind
    [ "$purpose" != bench-parts ] || need binutils "strip, of binutils" command -v strip
    [ "$purpose" != test ] || need strace "strace (shows that a reply follows the write to disk)" has_strace
done

if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null 2>&1; then
        printf 'setup: there is no apt here, so please install this yourself, and then try again:\n%s' "$names" >&2
        exit 1
    fi
    as_root=env
    if [ "$(id -u)" -ne 0 ]; then
        as_root=sudo
        if ! command -v sudo >/dev/null 2>&1; then
            echo "setup: please run this as root, and then try again: apt-get install$missing" >&2
            exit 1
        fi
    fi
    # Packages of servers begin to serve at once, and at every start of the machine. Tests start their own.
    quiet=""
    case "$missing " in *" nginx-light "*) quiet="nginx" ;; esac
    case "$missing " in *" caddy "*) quiet="$quiet caddy" ;; esac
    case "$missing " in *" postgresql-15 "*) quiet="$quiet postgresql" ;; esac
    case "$missing " in *" patroni "*) quiet="$quiet patroni" ;; esac
    case "$missing " in *" etcd-server "*) quiet="$quiet etcd" ;; esac
    case "$missing " in *" haproxy "*) quiet="$quiet haproxy" ;; esac
    policy=/usr/sbin/policy-rc.d
    if [ -n "$quiet" ] && [ ! -e "$policy" ]; then
        trap '"$as_root" rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' | "$as_root" tee "$policy" >/dev/null
        "$as_root" chmod 755 "$policy"
    fi
    echo "setup: installing$missing"
    install="$as_root DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120"
    # Split into words on purpose. A list of packages that is out of date is fetched anew.
    # shellcheck disable=SC2086
    $install install -y --no-install-recommends $missing || {
        $install update
        $install install -y --no-install-recommends $missing || {
            echo "setup: apt could not install all of this; please see to it, and then try again:$missing" >&2
            exit 1
        }
    }
    # shellcheck disable=SC2086
    [ -z "$quiet" ] || ! command -v systemctl >/dev/null 2>&1 || "$as_root" systemctl disable --quiet $quiet || true
fi

if ! command -v swift >/dev/null 2>&1; then
    echo "setup: there is no swift in the path. Twofold needs Swift $wanted_swift or later: https://www.swift.org/install/" >&2
    exit 1
fi
found_swift=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
if [ "$(printf '%s\n' "$wanted_swift" "${found_swift:-0}" | sort -V | head -n 1)" != "$wanted_swift" ]; then
    echo "setup: this is Swift ${found_swift:-of an unknown version}. Twofold needs $wanted_swift or later: https://www.swift.org/install/" >&2
    exit 1
fi
