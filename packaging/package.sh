#!/bin/sh
# Builds what is handed out, on Linux, into dist/: the frozen program as .deb and .tar.xz, each with its SHA-256, the list
# of all that is inside (CycloneDX), and the licences. The environment it builds in is its own and follows the lock file.
set -eu
cd "$(dirname "$0")/.."
lock=requirements-package.lock
bin=build/venv/bin

if [ ! -x "$bin/pyinstaller" ] || [ "$lock" -nt build/venv/installed ]; then
    packaging/setup.sh run
    echo "package: installing what $lock pins"
    "$(.venv/bin/python -c 'import sys; print(sys._base_executable)')" -m venv --clear build/venv
    "$bin/python" -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary=:all: --requirement "$lock"
    touch build/venv/installed
fi
"$bin/python" -m pip --disable-pip-version-check install --quiet --no-build-isolation --no-deps --editable .
for tool in dpkg-deb xz objdump; do
    command -v "$tool" >/dev/null 2>&1 || { echo "package: $tool is missing; sudo apt-get install dpkg-dev xz-utils binutils" >&2; exit 1; }
done
exec "$bin/python" packaging/package.py "$@"
