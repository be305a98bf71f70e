#!/bin/sh
# Tries the Windows setup on Linux: builds it around a placeholder, installs it silently under wine, upgrades it, removes
# it, and sees that a store beside the program is left alone. Needs: apt-get install nsis wine64
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap '"$server" -k 2>/dev/null || true; "$server" -w 2>/dev/null || true; rm -rf "$work"' EXIT
export WINEPREFIX="$work/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="
wine=$(command -v wine64 || command -v wine || echo /usr/lib/wine/wine64)
server=$(command -v wineserver || echo /usr/lib/wine/wineserver64)

mkdir -p "$work/source/_internal" "$work/source/licences"
for name in sijill.exe sijill-console.exe _internal/part.dll licences/README.txt sbom.cdx.json; do echo placeholder >"$work/source/$name"; done

setup() { # version
    makensis -V2 -INPUTCHARSET UTF8 "-DVERSION=$1" "-DSOURCE=$work/source" "-DOUTPUT=$work/setup-$1.exe" sijill.nsi
}
say() { echo "trial: $*"; }
holds() { for name in "$@"; do [ -e "$folder/$name" ] || { echo "trial: $name is missing" >&2; exit 1; }; done; }
lacks() { for name in "$@"; do [ ! -e "$folder/$name" ] || { echo "trial: $name was left" >&2; exit 1; }; done; }
keys() { "$wine" reg query "$1" /s 2>/dev/null | tr -d '\r' | grep -A99 '^HKEY' || true; }

setup 0.1.0
setup 0.1.1
say "built around a placeholder: $(stat -c %s "$work/setup-0.1.0.exe") bytes"
for mode in CurrentUser AllUsers; do
    folder="$WINEPREFIX/drive_c/Sijill-$mode"
    "$wine" "$work/setup-0.1.0.exe" /S "/$mode" "/D=C:\\Sijill-$mode"
    holds sijill.exe sijill-console.exe _internal/part.dll uninstall.exe
    root=HKCU; [ "$mode" = CurrentUser ] || root=HKLM
    keys "$root\\Software\\Classes\\Sijill.Bundle" | grep -q 'sijill.exe' || { echo "trial: no association" >&2; exit 1; }
    say "$mode: installed silently, .sijill opens with it"
    mkdir -p "$folder/stores/store" && echo kept >"$folder/stores/store/store.db"
    echo old >"$folder/_internal/left-over.dll"
    "$wine" "$work/setup-0.1.1.exe" /S "/$mode" "/D=C:\\Sijill-$mode"
    holds sijill.exe stores/store/store.db
    lacks _internal/left-over.dll
    keys "$root\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Sijill" | grep -q '0\.1\.1' || { echo "trial: no new version" >&2; exit 1; }
    say "$mode: upgraded to 0.1.1, the store beside it is there"
    "$wine" "$folder/uninstall.exe" /S "/$mode" "_?=C:\\Sijill-$mode"
    rm -f "$folder/uninstall.exe" # with _?= it runs from its place and cannot take itself out
    lacks sijill.exe sijill-console.exe _internal licences sbom.cdx.json
    holds stores/store/store.db
    [ -z "$(keys "$root\\Software\\Sijill")" ] || { echo "trial: keys were left" >&2; exit 1; }
    say "$mode: removed silently; the store was not touched"
done
