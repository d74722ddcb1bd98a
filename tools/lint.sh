#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage: tools/lint.sh [--fix]    the checks that need no build; a tool that is not installed is named and left out
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

failed=0
run() {
    local tool=$1
    shift
    if command -v "$tool" >/dev/null; then
        "$tool" "$@" || failed=1
    else
        echo "lint: $tool is not installed; left out" >&2
    fi
}

mapfile -t cpp < <(git ls-files '*.cpp' '*.h')
mapfile -t scripts < <(git ls-files '*.sh' athanor-dev .ci/run)

# 14, pinned: every version of clang-format formats a little differently.
if [ "${1:-}" = --fix ]; then
    run clang-format-14 -i "${cpp[@]}"
    exit "$failed"
fi
if command -v clang-format-14 >/dev/null; then
    for file in "${cpp[@]}"; do
        clang-format-14 --dry-run -Werror "$file" 2>/dev/null || { echo "$file: not formatted (./athanor-dev format)" >&2 && failed=1; }
    done
else
    echo "lint: clang-format-14 is not installed; left out" >&2
fi
run shellcheck -x "${scripts[@]}"
run codespell --quiet-level 2 --ignore-words tools/codespell-words README.md CONTRIBUTING.md CHANGELOG.md docs core ui app tools athanor-dev

# Each file says its licence in its first lines.
for file in "${cpp[@]}" "${scripts[@]}"; do
    head -n 2 "$file" | grep -q 'SPDX-License-Identifier: MIT' || { echo "$file: no SPDX line on top" >&2 && failed=1; }
done
exit "$failed"
