#!/bin/sh
# Opens the desk; where there is no display, makes the sample organisation and prints its reports into out/.
set -eu
cd "$(dirname "$0")/.."
sijill=.venv/bin/sijill

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$sijill"
fi

print_report() {
    "$sijill" report "$1" out/sample -o "out/$2.pdf" --lang "$3" ${4:+--id "$4"} >/dev/null
    echo "out/$2.pdf"
}

echo "No display here: making the sample organisation in out/sample and printing its reports into out/."
mkdir -p out
if [ ! -e out/sample/vault.json ]; then "$sijill" sample out/sample; fi
codes=$("$sijill" list policies out/sample --json |
    .venv/bin/python -c 'import json, sys; print(*(policy["code"] for policy in json.load(sys.stdin)))')
for lang in ar en; do
    print_report policies "policies-$lang" "$lang"
    for code in $codes; do print_report policy "policy-$code-$lang" "$lang" "$code"; done
done
