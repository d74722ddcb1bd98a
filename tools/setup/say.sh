# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# How athanor-dev speaks. Everything but a command's own output goes to stderr.

say() { printf '%s\n' "$*" >&2; }
step() { printf '\n==> %s\n' "$*" >&2; }

# Ends the whole command with one sentence that says what to do.
stop() {
    printf '\nathanor-dev: %s\n' "$*" >&2
    exit 1
}

has_terminal() { [ -t 0 ] && [ -t 2 ]; }

# Yes without asking when told so, and where nobody could answer.
# assume_yes belongs to athanor-dev.
# shellcheck disable=SC2154
confirmed() {
    [ "$assume_yes" = yes ] || ! has_terminal && return 0
    local answer
    read -r -p "$1 [Y/n] " answer
    case $answer in
        '' | y | Y | yes) return 0 ;;
        *) return 1 ;;
    esac
}
