#!/bin/sh
# Proves the .deb in a fresh minimal Debian: `make package`, then as root `packaging/smoke.sh [PREVIOUS.deb]`.
# An ordinary user there makes a store, imports a policy, prints an Arabic PDF and verifies; the previous build's store is
# taken over by the new one; the package is removed and the stores are as they were. Needs: debootstrap, poppler-utils.
# Without a previous build the new one is repacked as an older version, which tries the package but no migration.
set -eu
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "smoke: a fresh root can only be made by root" >&2; exit 1; }
for tool in debootstrap dpkg-deb pdftotext; do
    command -v "$tool" >/dev/null 2>&1 || { echo "smoke: $tool is missing; apt-get install debootstrap dpkg poppler-utils" >&2; exit 1; }
done
new=$(ls -t dist/sijill_*.deb | head -n 1)
previous=${1:-}
release=${SMOKE_RELEASE:-bookworm}
root=build/smoke
base=build/smoke-$release.tar
mirror=$(apt-get indextargets --format '$(SITE)/' 'Created-By: Packages' 2>/dev/null | head -n 1)

say() { echo "smoke: $*"; }
fail() { echo "smoke: FAULT: $*" >&2; exit 1; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"; }
officer() {
    inside setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/officer QT_QPA_PLATFORM=offscreen \
        SIJILL_PASSPHRASE='نخلة على شاطئ بعيد' "$@"
}
sums() { (cd "$root/home/officer" && find "$1" -type f ! -name lock | sort | xargs sha256sum); }
install_deb() {
    cp "$1" "$root/tmp/sijill.deb"
    inside apt-get -qq install --yes --no-install-recommends --allow-downgrades /tmp/sijill.deb >/dev/null 2>&1 || fail "$1 does not install"
}

rm -rf "$root"
if [ ! -e "$base" ]; then
    say "making a minimal $release"
    debootstrap --variant=minbase "$release" "$root" "${mirror:?no mirror of Debian is known here}" >/dev/null
    grep -ls Acquire /etc/apt/apt.conf.d/* | xargs -r cp -t "$root/etc/apt/apt.conf.d/" # a proxy, where there is one
    inside apt-get -qq update >/dev/null
    tar cf "$base" -C "$root" .
else
    mkdir "$root" && tar xf "$base" -C "$root"
fi
cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
inside useradd --create-home --uid 1000 officer
say "a minimal $release of $(du -sm "$root" | cut -f1) MiB, no Python: $(inside sh -c 'command -v python3 || echo none')"

if [ -z "$previous" ]; then
    previous=build/sijill-previous.deb
    rm -rf build/previous && dpkg-deb -R "$new" build/previous
    sed -i 's/^Version: .*/Version: 0.0.1/' build/previous/DEBIAN/control
    dpkg-deb --root-owner-group -Zgzip --build build/previous "$previous" >/dev/null
    rm -rf build/previous
fi
install_deb "$previous"
say "installed the previous build: $(inside dpkg-query -W -f '${Version}' sijill)"
officer sijill new /home/officer/kept --name-ar 'شركة المثال' --law SA --json >/dev/null || fail "no store from the previous build"
officer sijill add parties /home/officer/kept name_ar='شركة شحن' category=shipping country=SA >/dev/null || fail "nothing kept by the previous build"

install_deb "$new"
say "upgraded to $(inside dpkg-query -W -f '${Version}' sijill); depends on: $(inside dpkg-query -W -f '${Depends}' sijill)"
officer sijill list parties /home/officer/kept --find 'شحن' | grep -q 'شركة شحن' || fail "the previous build's record is gone"
officer sijill verify /home/officer/kept >/dev/null || fail "the previous build's store is not whole"
say "the previous build's store opens, holds its record and verifies; backups: $(ls "$root/home/officer/kept/backups" 2>/dev/null | tr '\n' ' ')"

officer sijill --selftest || fail "a part does not work"
officer timeout 15 sijill && fail "the window closed by itself" || [ $? = 124 ] || fail "the window does not start"
say "the window starts and stays"

cat >"$root/home/officer/policy.txt" <<'TEXT'
سياسة الخصوصية
البند (1): البيانات التي نجمعها
نجمع الاسم ورقم الجوال والعنوان لتوصيل الطلبات.
البند (2): مشاركة البيانات
نشارك العنوان مع شركات الشحن لتوصيل الطلبات فقط.
البند (3): الإتلاف
نُتلف بياناتك بعد سنتين من آخر طلب.
TEXT
officer sijill new /home/officer/store --name-ar 'متجر المثال' --law SA --json >/dev/null || fail "no new store"
officer sijill policy add /home/officer/store /home/officer/policy.txt --title 'سياسة الخصوصية' --code PP-1 >/dev/null || fail "the policy is not imported"
officer sijill list policies /home/officer/store --find 'سياسه' | grep -q PP-1 || fail "the policy is not found"
officer sijill report policy /home/officer/store --id PP-1 --lang ar -o /home/officer/policy.pdf >/dev/null || fail "nothing is printed"
for words in 'مشاركة البيانات' 'شركات الشحن' 'سنتين من آخر طلب'; do
    pdftotext "$root/home/officer/policy.pdf" - | tr -s '[:space:]' ' ' | grep -q "$words" || fail "the PDF does not give '$words' back"
done
say "imported a policy, printed it, read it back: $(pdfinfo "$root/home/officer/policy.pdf" | sed -n 's/^Pages: *//p') pages"
officer sijill verify /home/officer/store || fail "the store is not whole"
grep -q application/x-sijill "$root/usr/share/applications/sijill.desktop" || fail "bundles do not open with it"

sums kept >build/smoke-before.txt; sums store >>build/smoke-before.txt
inside apt-get -qq purge --yes sijill >/dev/null 2>&1 || fail "it cannot be removed"
sums kept >build/smoke-after.txt; sums store >>build/smoke-after.txt
cmp -s build/smoke-before.txt build/smoke-after.txt || fail "removing the package changed a store"
left=$(inside find / -xdev -path /proc -prune -o -name '*sijill*' -print 2>/dev/null | grep -v -e ^/home -e ^/tmp -e ^/var/cache -e ^/var/log || true)
[ -z "$left" ] || fail "left behind: $left"
say "removed; $(wc -l <build/smoke-after.txt) files of both stores are as they were, nothing else is left"
rm -rf "$root"
