# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# KSyntaxHighlighting for Qt 6: the distribution's package where it has one (KDE Frameworks 6), else built
# from the distribution's source package of Frameworks 5 in Qt 6 mode and kept in the cache, where
# cmake/AthanorSyntaxHighlighting.cmake and every later checkout find it.
# shellcheck disable=SC2154 # cache is set in distribution.sh

provide_syntax_highlighting() {
    installed libkf6syntaxhighlighting-dev 2>/dev/null && return
    command -v apt-get >/dev/null || return 0
    local qt folder
    qt=$(qt_version)
    folder=$cache/ksyntaxhighlighting
    compgen -G "$folder/*-qt$qt-$(uname -m)" >/dev/null && return
    step "Building KSyntaxHighlighting for Qt $qt from your distribution's source package (once, about a minute)"
    build_syntax_highlighting "$folder" "$qt"
}

build_syntax_highlighting() {
    local folder=$1 qt=$2 work own release version tarball
    work=$(mktemp -d)
    own=$(release_codename)
    for release in $(next_release "$own") "$own"; do
        fetch_source ksyntax-highlighting "$work" "$release" && break
    done
    tarball=$(compgen -G "$work/ksyntax-highlighting_*.orig.tar.*" | head -n 1) || true
    if [ -z "$tarball" ]; then
        rm -rf "$work"
        stop "The source package ksyntax-highlighting could not be had through your apt configuration, and this release has no KSyntaxHighlighting for Qt 6. The editor cannot be built without it. Check that apt-get update works, then run the command again."
    fi
    version=${tarball##*_}
    version=${version%.orig.tar.*}
    mkdir -p "$work/source"
    tar -xf "$tarball" -C "$work/source" --strip-components=1
    # The minimum is the framework's own release rule, not a need: an older ECM builds it as well.
    sed -i 's/find_package(ECM [0-9.]*/find_package(ECM/' "$work/source/CMakeLists.txt"
    if ! {
        cmake -S "$work/source" -B "$work/build" -G Ninja -Wno-dev -DCMAKE_BUILD_TYPE=Release \
            -DQT_MAJOR_VERSION=6 -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTING=OFF -DBUILD_examples=OFF \
            -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Quick=ON -DCMAKE_DISABLE_FIND_PACKAGE_Qt6PrintSupport=ON \
            "-DCMAKE_INSTALL_PREFIX=$work/installed" &&
            cmake --build "$work/build" && cmake --install "$work/build"
    } >"$work/log" 2>&1; then
        tail -n 30 "$work/log" >&2
        stop "KSyntaxHighlighting $version did not build (the end of its output is above; all of it: $work/log)."
    fi
    mkdir -p "$folder"
    # In one step, so that an interrupted build is never taken for a finished one.
    rm -rf "$folder/$version-qt$qt-$(uname -m)"
    mv "$work/installed" "$folder/$version-qt$qt-$(uname -m)"
    rm -rf "$work"
    say "Kept in $folder/$version-qt$qt-$(uname -m)"
}
