#!/bin/sh
# Makes .venv ready to run the desk (setup.sh run) or to work on it as well (setup.sh dev).
# Every step is skipped when nothing it depends on has changed. Works with any POSIX shell, as root or not.
set -eu
cd "$(dirname "$0")/.."

purpose=${1:-run}
case $purpose in
    run) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) echo "usage: packaging/setup.sh [run|dev]" >&2; exit 2 ;;
esac
if [ -x .venv/Scripts/python.exe ]; then bin=.venv/Scripts; else bin=.venv/bin; fi

say() { echo "setup: $*"; }
stop() { echo "setup: $*" >&2; exit 1; }

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; }

find_python() {
    for python in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
        if [ -n "$python" ] && command -v "$python" >/dev/null 2>&1 && fits "$python"; then
            return 0
        fi
    done
    stop "no Python 3.11 to 3.14 was found; install one, or name it: make setup PYTHON=/path/to/python3"
}

# Installs Debian packages where this account may, and otherwise says in one line which ones are missing.
install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "setup: system packages are missing; Debian calls them: $*" >&2
        return 1
    fi
    if [ "$(id -u)" = 0 ]; then may=env; elif sudo -n true 2>/dev/null; then may="sudo -n env"; else may=; fi
    if [ -z "$may" ]; then
        echo "setup: system packages are missing; install them: sudo apt-get install $*" >&2
        return 1
    fi
    say "installing system packages: $*"
    $may DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get -qq update >/dev/null || say "apt-get update failed; trying the lists at hand"
    if ! $may DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get -qq install --yes --no-install-recommends "$@" >/dev/null; then
        echo "setup: apt-get could not install: $*" >&2
        return 1
    fi
}

make_environment() {
    if [ -x "$bin/python" ] && "$bin/python" -c 'import pip' 2>/dev/null; then return 0; fi
    find_python
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install_packages "python$version-venv" || exit 1
    fi
    say "making the virtual environment with $("$python" --version)"
    "$python" -m venv .venv
    if [ -x .venv/Scripts/python.exe ]; then bin=.venv/Scripts; fi
}

install_dependencies() {
    stamp=.venv/installed-$purpose
    if [ -x "$bin/sijill" ] && [ "$stamp" -nt "$lock" ] && [ "$stamp" -nt pyproject.toml ]; then return 0; fi
    say "installing what $lock pins (the first time this fetches some 200 MB)"
    "$bin/python" -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary=:all: --requirement "$lock"
    "$bin/python" -m pip --disable-pip-version-check install --quiet --no-build-isolation --no-deps --editable .
    "$bin/python" -m compileall -q data desktop ui resources
    touch "$stamp" .venv/installed-run
}

# The window needs system libraries that its wheel does not carry, and the tests read PDF with other people's programs.
# Without them the console still works and those tests are skipped.
add_libraries() {
    if [ "$(uname -s)" != Linux ] || [ -e ".venv/libraries-$purpose" ]; then return 0; fi
    missing=$("$bin/python" packaging/libraries.py "$purpose")
    # shellcheck disable=SC2086  # one word for each package
    if [ -z "$missing" ] || install_packages $missing; then touch ".venv/libraries-$purpose"; fi
}

make_environment
install_dependencies
add_libraries
