# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Qt's Oracle driver. No distribution packages it, because Oracle's client is not free; building it needs no
# file of Oracle's (see tools/qoci), only the sources of the very Qt that is installed.
# shellcheck disable=SC2154 # cache is set in distribution.sh

qt_plugin_folder() { { qmake6 -query QT_INSTALL_PLUGINS || qmake -query QT_INSTALL_PLUGINS; } 2>/dev/null; }

# Never stops the set-up: without it everything but Oracle works, and the application says what is missing.
provide_qoci() {
    local folder qt
    [ ! -e "$(qt_plugin_folder)/sqldrivers/libqsqloci.so" ] || return 0 # official Qt brings it from 6.10 on
    command -v apt-get >/dev/null || return 0
    qt=$(qt_version)
    folder=$cache/qoci/qt$qt-$(uname -m)
    [ ! -e "$folder/sqldrivers/libqsqloci.so" ] || return 0
    step "Building Qt's Oracle driver for Qt $qt from your distribution's source package (once, about a minute)"
    build_qoci "$folder" || say "Going on without it: the sandbox works, Oracle targets do not. Run ./athanor-dev setup to try again."
}

build_qoci() {
    local folder=$1 work tarball upstream source
    if ! installed qt6-base-private-dev; then
        say "It needs Qt's private headers (package qt6-base-private-dev), which are not installed."
        return 1
    fi
    work=$(mktemp -d)
    upstream=$(dpkg-query -W -f='${Version}' qt6-base-dev | sed 's/^[0-9]*://; s/-[^-]*$//')
    fetch_source qt6-base "$work" || true
    tarball=$(compgen -G "$work/qt6-base_$upstream.orig.tar.*" | head -n 1) || true
    if [ -z "$tarball" ]; then
        say "The source package qt6-base $upstream could not be had through your apt configuration."
        rm -rf "$work"
        return 1
    fi
    tar -xf "$tarball" -C "$work" --wildcards '*/src/plugins/sqldrivers/oci/*'
    source=$(dirname "$(find "$work" -name qsql_oci.cpp | head -n 1)")
    if ! {
        cmake -S tools/qoci -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release "-DQOCI_SOURCE=$source" \
            "-DCMAKE_INSTALL_PREFIX=$work/installed" &&
            cmake --build "$work/build" && cmake --install "$work/build"
    } >"$work/log" 2>&1; then
        tail -n 20 "$work/log" >&2
        say "It did not build (the end of its output is above; all of it: $work/log)."
        return 1
    fi
    mkdir -p "$(dirname "$folder")"
    rm -rf "$folder"
    mv "$work/installed" "$folder"
    rm -rf "$work"
    say "Kept in $folder"
}
