#!/bin/sh
# Builds Sijill.app and a .dmg from the lock file on a Mac (Apple silicon): packaging/macos/dmg.sh
# SIGN="Developer ID Application: …" signs both with the hardened runtime; PROFILE=… sends them to be notarised.
set -eu
cd "$(dirname "$0")/../.."
bin=build/venv/bin
[ -x "$bin/python" ] || python3 -m venv build/venv
"$bin/python" -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary=:all: -r requirements-package.lock
"$bin/python" -m pip --disable-pip-version-check install --quiet --no-build-isolation --no-deps -e .
"$bin/python" packaging/freeze.py

version=$("$bin/python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
app=build/frozen/Sijill.app
dmg=dist/sijill-$version.dmg
mkdir -p dist build/dmg
sign() {
    [ -n "${SIGN:-}" ] || return 0
    codesign --force --timestamp --options runtime --entitlements packaging/macos/entitlements.plist --sign "$SIGN" "$@"
}
sign --deep "$app"
rm -rf build/dmg && mkdir build/dmg && cp -R "$app" build/dmg/ && ln -s /Applications build/dmg/Applications
hdiutil create -quiet -ov -format UDZO -volname Sijill -srcfolder build/dmg "$dmg"
sign "$dmg"
if [ -n "${PROFILE:-}" ]; then
    xcrun notarytool submit "$dmg" --keychain-profile "$PROFILE" --wait
    xcrun stapler staple "$dmg"
fi
(cd dist && shasum -a 256 "sijill-$version.dmg" | tee "sijill-$version.dmg.sha256")
