# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What Athanor needs from the distribution (Debian 12 and 13, Ubuntu from 24.04), and its installation.

# One need per line. "a|b": whichever of them the release has; the first that is installed or known wins.
# A trailing "?" marks what is used where it exists and not missed where it does not.
needed_packages() {
    cat <<'END'
g++
cmake
ninja-build
pkg-config
qt6-base-dev
qt6-base-dev-tools
qt6-base-private-dev?
qt6-svg-dev|libqt6svg6-dev
qt6-tools-dev
qt6-tools-dev-tools
qt6-l10n-tools
qt6-svg-plugins|libqt6svg6?
libgl-dev
libxkbcommon-dev
libsqlite3-dev
libtomlplusplus-dev
libexpected-dev
qtkeychain-qt6-dev
qt6-qpa-plugins?
fonts-dejavu-core
xz-utils
END
    if known libkf6syntaxhighlighting-dev || installed libkf6syntaxhighlighting-dev; then
        echo libkf6syntaxhighlighting-dev
    else
        # To build KSyntaxHighlighting from the distribution's source package.
        printf '%s\n' extra-cmake-modules perl ca-certificates
    fi
}

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
known() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }

# Prints the packages to install, one per line.
missing_packages() {
    local need optional name chosen
    while read -r need; do
        optional=no
        [ "${need%\?}" = "$need" ] || optional=yes
        need=${need%\?}
        chosen=
        for name in ${need//|/ }; do
            if installed "$name"; then
                chosen=installed
                break
            elif [ -z "$chosen" ] && known "$name"; then
                chosen=$name
            fi
        done
        case $chosen in
            installed) ;;
            '') [ $optional = yes ] || printf '%s\n' "${need%%|*}" ;;
            *) printf '%s\n' "$chosen" ;;
        esac
    done < <(needed_packages)
}

# apt-get with the rights it needs.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif ! command -v sudo >/dev/null; then
        stop "Installing packages needs root, and there is no sudo here. As root, run: apt-get install $(missing_packages | tr '\n' ' ')"
    elif has_terminal; then
        sudo "$@"
    else
        sudo -n "$@" || stop "Installing packages needs sudo, and there is no terminal to ask for the password. Run ./athanor-dev setup in a terminal once."
    fi
}

install_missing_packages() {
    local missing
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This is not Debian or Ubuntu: taking it that what README.md lists is installed."
        return
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    step "Athanor needs packages of your distribution that are not installed"
    if ! known qt6-base-dev; then
        say "The package lists are empty, so they are read first (apt-get update)."
        confirmed "Read the package lists?" || stop "Nothing was installed."
        update_package_lists
        missing=$(missing_packages)
    fi
    say "To be installed: $(tr '\n' ' ' <<<"$missing")"
    confirmed "Install them with apt-get?" || stop "Nothing was installed."
    refuse_old_qt
    # The lists may be older than the archive; one more try after reading them again.
    # shellcheck disable=SC2086
    install_packages $missing || { update_package_lists && install_packages $missing; } \
        || stop "apt-get could not install the packages (its output is above)."
}

install_packages() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$@" >&2
}

# A third-party archive that does not answer must not end the set-up: the install will tell.
update_package_lists() { as_root apt-get -q update >&2 || say "Some package lists could not be read; going on with the others."; }

refuse_old_qt() {
    local candidate
    candidate=$(LC_ALL=C apt-cache policy qt6-base-dev | sed -n 's/^ *Candidate: //p')
    if [ -n "$candidate" ] && dpkg --compare-versions "$candidate" lt 6.4; then
        stop "This release has Qt $candidate; Athanor needs 6.4 or newer (Debian 12, Ubuntu 24.04 or later)."
    fi
}
