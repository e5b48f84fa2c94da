#!/usr/bin/env bash
# Makes packages of programs that `make packages` has built: for Debian, and a tarball for other Linux systems, with bills of materials
# and checksums. The same programs at the same commit make the same octets.
# usage: Scripts/packages.sh SCRATCH FOLDER [VERSION]    VERSION: only packages for Debian, uncompressed, of that version, to try an upgrade
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$1 folder=$2
built=$(sed -n 's/.*static let version = "\(.*\)"/\1/p' Shared/Models/Basics/Release.swift)
version=${3:-$built}
programs="twofold twofold-server"
author="The Twofold authors <twofold@users.noreply.github.com>"

# Nothing of this moment, this place or this person goes in.
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}" LC_ALL=C.UTF-8 TZ=UTC
export DEB_BUILD_OPTIONS="nocheck parallel=$(nproc)${3:+ noautodbgsym}" COMPRESSION="${3:+none}"
umask 022

bin=$scratch/release
for program in $programs; do
    "$bin/$program" --version | grep -q "^$program $built (" || { echo "packages: $bin/$program isn't of version $built" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source=$work/twofold-$version
mkdir -p "$source/tree" "$folder"

# What is in a package, as below /usr
for program in $programs; do
    tree=$source/tree/$program doc=$source/tree/$program/share/doc/$program
    Scripts/install.sh tree "$bin" "$tree" "$program"
    mkdir -p "$doc"
    Scripts/components "$scratch" "$program" "$version" "$doc"
    cp CHANGELOG.md "$doc/NEWS.md"
    cp Package.resolved "$doc/"
    cp "$doc/sbom.spdx.json" "$folder/${program}_$version.spdx.json"
done
cp README.md docs/guide.md docs/decks.md docs/trouble.md docs/security.md "$source/tree/twofold/share/doc/twofold/"

# Debian
cp -r Packaging/debian Packaging/twofold-server.default "$source/"
sed 's|/usr/local/bin|/usr/bin|' Packaging/twofold.service >"$source/debian/twofold-server.twofold.service"
cp Packaging/twofold-server.sysusers "$source/debian/twofold-server.sysusers"
cp Packaging/twofold-server.tmpfiles "$source/debian/twofold-server.tmpfiles"
printf 'twofold (%s) unstable; urgency=medium\n\n  * NEWS.md beside this file says what changed.\n\n -- %s  %s\n' \
    "$version" "$author" "$(date -R -d "@$SOURCE_DATE_EPOCH")" >"$source/debian/changelog"
(cd "$source" && debian/rules binary >"$work/debian.log" 2>&1) || { cat "$work/debian.log" >&2; exit 1; }
for package in "$work"/*.deb; do install -m 644 "$package" "$folder/"; done
[ $# -lt 3 ] || exit 0

# Other Linux systems
name=twofold-$version-linux-$(uname -m)
mkdir -p "$work/$name"
for program in $programs; do cp -r "$source/tree/$program/." "$work/$name/"; done
strip --strip-all "$work/$name"/bin/*
cp Packaging/install.sh Packaging/twofold.service Packaging/twofold-server.{default,sysusers,tmpfiles} LICENSE "$work/$name/"
tar --create --directory "$work" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw \
    --mtime="@$SOURCE_DATE_EPOCH" "$name" | gzip --best --no-name >"$folder/$name.tar.gz"

(cd "$folder" && sha256sum -- *.deb *.tar.gz *.spdx.json >SHA256SUMS)
(cd "$folder" && stat --format="%s %n" -- *.deb *.tar.gz | awk '{ printf "  %6.1f MB  %s\n", $1 / 1e6, $2 }')
