# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Source packages of the distribution, read through an apt state of our own.
#
# The address of the archive, its components and keys come from the machine's own apt configuration; the
# user's sources, lists and cache are only read. So no deb-src line has to be added, and a proxy, a mirror or
# a closed network that works for apt-get works here.

# shellcheck disable=SC2034 # read by what is sourced after this
cache=${XDG_CACHE_HOME:-$HOME/.cache}/athanor

release_codename() { (. /etc/os-release && echo "${UBUNTU_CODENAME:-${VERSION_CODENAME:-}}"); }

# The release after this one, where a newer source package may be found. Ubuntu carries what we need itself.
next_release() {
    case $1 in
        bookworm) echo trixie ;;
    esac
}

# deb-src lines for the suite $1 and its -updates and -security, from what apt itself would read.
# With $2, that release's name stands in for this one's.
source_lines() {
    local own=$1 other=${2:-$1} keyring site suite component origin options=
    apt-get indextargets --format "\$(ORIGIN) \$(SITE) \$(RELEASE) \$(COMPONENT)" 'Created-By: Packages' | sort -u |
        while read -r origin site suite component; do
            case $origin in
                Debian) keyring=/usr/share/keyrings/debian-archive-keyring.gpg ;;
                Ubuntu) keyring=/usr/share/keyrings/ubuntu-archive-keyring.gpg ;;
                *) continue ;; # somebody else's archive has no Qt of the distribution
            esac
            [ "${suite#"$own"}" != "$suite" ] || continue
            options=
            [ -f "$keyring" ] && options="[signed-by=$keyring] "
            printf 'deb-src %s%s %s %s\n' "$options" "$site" "$other${suite#"$own"}" "$component"
        done
}

# fetch_source PACKAGE FOLDER [RELEASE]: the upstream archive PACKAGE_*.orig.tar.* of the newest version in
# RELEASE (default: this one) into FOLDER. Fails when it cannot be had.
fetch_source() {
    local package=$1 folder=$2 own state options
    own=$(release_codename)
    state=$(mktemp -d)
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$folder"
    source_lines "$own" "${3:-$own}" >"$state/sources.list"
    options=(-q
        -o "Dir::Etc::SourceList=$state/sources.list" -o Dir::Etc::SourceParts=/dev/null
        -o "Dir::State::Lists=$state/lists" -o "Dir::Cache=$state/cache"
        -o "APT::Sandbox::User=$(id -un)" -o Acquire::Languages=none)
    local result=0
    if [ ! -s "$state/sources.list" ]; then
        say "apt's configuration names no archive of $own."
        result=1
    else
        apt-get "${options[@]}" update >"$state/log" 2>&1 || true
        (cd "$folder" && apt-get "${options[@]}" source --download-only --tar-only --only-source "$package") \
            >>"$state/log" 2>&1 || { result=1 && tail -n 3 "$state/log" >&2; }
    fi
    rm -rf "$state"
    return $result
}

qt_version() { dpkg-query -W -f='${Version}' qt6-base-dev 2>/dev/null | sed 's/^[0-9]*://; s/[+~-].*//'; }
