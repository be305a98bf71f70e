#!/bin/sh
# Opens the desk; where there is no display, makes the sample organisation and prints its reports into out/.
set -eu
cd "$(dirname "$0")/.."
sijill=.venv/bin/sijill

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$sijill"
fi

echo "No display here: making the sample organisation in out/sample and printing all its reports, in Arabic and in English, into out/."
mkdir -p out
if [ ! -e out/sample/vault.json ]; then "$sijill" sample out/sample; fi
for lang in ar en; do
    "$sijill" report all out/sample -o out --lang "$lang" | grep 'file: '
done
echo "Printed $(find out -maxdepth 1 -name '*.pdf' | wc -l) reports into out/."
