#!/usr/bin/env bash
# Tries the .deb as a person would, on this Debian or Ubuntu, as root: installs it, starts it from its
# menu entry as an ordinary user on a display of its own, asks Pebble a question, takes a picture,
# installs a higher version over it, removes it, and checks each time that chats and settings are
# still there. Then tries the portable archive, where it is built, in a folder with an awkward name.
#   installers/try-deb.sh [PACKAGE.deb] [PICTURE.png]
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
package=$(readlink -m "${1:-$(ls "$here"/target/packages/ponder_*.deb)}")
picture=$(readlink -m "${2:-$here/target/try-deb.png}")
cd "$here"
portable=$(find target/packages -name 'ponder-*-linux-*.tar.xz' 2>/dev/null | sort | tail -n 1)
portable=${portable:+$(readlink -f "$portable")}
question="How many r's are in strawberry?"
user=ponder-try
work=$(mktemp -d)
started=()

say() { echo "try-deb: $*"; }
fail() {
    say "FAILED: $*"
    exit 1
}
finish() {
    for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
    pkill -u "$user" 2>/dev/null || true
    sleep 1
    pkill -KILL -u "$user" 2>/dev/null || true
    if dpkg -s ponder 2>/dev/null | grep -q '^Status:.* installed$'; then apt-get -o DPkg::Lock::Timeout=120 remove -y -qq ponder >/dev/null; fi
    userdel -r "$user" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
[ -f "$package" ] || fail "there is no package $package"
[ "$(id -u)" = 0 ] || fail "it installs a package, so it must run as root"
! id "$user" >/dev/null 2>&1 || fail "there is a user $user already: remove it"

export DEBIAN_FRONTEND=noninteractive
apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends xvfb openbox xdotool imagemagick sqlite3 libglib2.0-bin desktop-file-utils xz-utils >/dev/null
say "installing $(basename "$package"), $(du -m "$package" | cut -f1) MB"
mkdir -p /usr/share/desktop-directories
apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends "$package" >/dev/null
entry=/usr/share/applications/ponder-Ponder.desktop
[ -f "$entry" ] || fail "there is no menu entry $entry"
desktop-file-validate "$entry" || fail "the menu entry is not valid"
grep -q 'MimeType=application/x-gguf' "$entry" || fail "the menu entry does not open model files"
for other in /usr/share/applications/ponder-*.desktop; do
    [ "$other" = "$entry" ] || grep -q '^NoDisplay=true' "$other" || fail "$other is in the menu too"
done

useradd -m "$user"
home=$(getent passwd "$user" | cut -d: -f6)
touch "$home/.before"
exec 3< <(exec Xvfb -displayfd 1 -screen 0 1280x900x24 -nolisten tcp -ac 2>/dev/null)
started+=($!)
read -r number <&3
export DISPLAY=:$number
openbox 2>/dev/null &
started+=($!)
as_user() { runuser -u "$user" -- env -i HOME="$home" LANG=C.UTF-8 PATH=/usr/bin:/bin DISPLAY="$DISPLAY" "$@"; }

data=$home/.local/share/ponder
look() { as_user sqlite3 -readonly "$data/conversations.db" "$1" 2>/dev/null || true; }
answers() { look "SELECT count(*) FROM message WHERE role = 'assistant' AND content LIKE '%3%'"; }
shown() { xdotool search --onlyvisible --name '^Ponder' 2>/dev/null; }
# Starts Ponder with a command; prints the milliseconds until its window shows.
start() {
    local begin label=$1
    shift
    begin=$(date +%s%N)
    as_user "$@" >"$home/said" 2>&1 &
    started+=($!)
    for _ in {1..600}; do
        window=$(shown | head -n 1 || true)
        [ -n "$window" ] && break
        sleep 0.02
    done
    [ -n "$window" ] || fail "no window within 12 s: $(cat "$home/said")"
    say "window after $((($(date +%s%N) - begin) / 1000000)) ms ($label)"
    sleep 3
}
stop() {
    pkill -TERM -u "$user" -f bin/Ponder || true
    for _ in {1..100}; do
        # A window may outlive its process for a moment: the next start must not find that one.
        pgrep -u "$user" -f bin/Ponder >/dev/null || shown >/dev/null || return 0
        sleep 0.1
    done
    fail "Ponder does not end when the system asks it to"
}
# Types the question in the window and waits until one more right answer than before is stored.
ask() {
    local before
    before=$(answers)
    xdotool windowactivate --sync "$window" key ctrl+a type --delay 15 "$question"
    xdotool key Return
    for _ in {1..150}; do
        [ "$(answers)" != "${before:-0}" ] && [ -n "$(answers)" ] && break
        sleep 0.2
    done
    sleep 1
    import -window root "$picture"
    [ "$(answers)" -gt "${before:-0}" ] || fail "no right answer within 30 s (picture: $picture): $(cat "$home/said")"
    say "Pebble answered: $(look "SELECT content FROM message WHERE role = 'assistant' ORDER BY id DESC LIMIT 1")"
    [ ! -s "$home/said" ] || say "it also said: $(cat "$home/said")"
}

start "first start" gio launch "$entry"
stop
# Something that the user has chosen.
as_user tee "$data/settings.json" <<<'{"look": {"theme": "dark"}}' >/dev/null
start "second start" gio launch "$entry"
ask
say "picture: $picture"
stop
# Not Ponder's own: GTK's settings, the graphics driver's programs, Java's list of fonts, and, where
# rpm is installed too, its database, as jpackage's launcher asks it for the package.
outside=$(find "$home" -newer "$home/.before" -type f ! -path "$data/*" ! -path "$home/.cache/dconf/*" ! -path "$home/.cache/mesa_shader_cache*" ! -path "$home/.java/fonts/*" ! -path "$home/.rpmdb/*" ! -name said ! -name .before)
[ -z "$outside" ] || fail "it wrote files outside its folder: $outside"

dpkg-deb -R "$package" "$work/next"
sed -i 's/^Version: .*/&.1/' "$work/next/DEBIAN/control"
dpkg-deb -Zgzip -z1 -b "$work/next" "$work/next.deb" >/dev/null
dpkg -i "$work/next.deb" >/dev/null
[ -f "$entry" ] || fail "the update removed the menu entry"
[ "$(answers)" = 1 ] || fail "the chat is gone after the update"
start "after the update" gio launch "$entry"
ask
stop
grep -Eq '"theme" *: *"dark"' "$data/settings.json" || fail "the settings are gone after the update"
say "updated to $(dpkg-query -W -f='${Version}' ponder); chat and settings are still there"

apt-get -o DPkg::Lock::Timeout=120 remove -y -qq ponder >/dev/null
[ ! -e /opt/ponder ] || fail "removing the package left /opt/ponder"
[ ! -e "$entry" ] || fail "removing the package left $entry"
[ "$(answers)" = 2 ] || fail "the chats are gone after removing the package"
say "removed; the chats are still there"

if [ -n "$portable" ]; then
    folder="$home/Über uns/推理 1"
    as_user mkdir -p "$folder"
    as_user tar -xJf - -C "$folder" <"$portable"
    start "portable, in $folder" "$folder/Ponder/bin/Ponder"
    ask
    stop
    as_user "$folder/Ponder/bin/ponder-cli" ask "$question" >"$home/said" 2>&1 || fail "the portable command line failed: $(cat "$home/said")"
    ! grep -q 'without vector instructions' "$home/said" || fail "the portable program computes without vectors: $(cat "$home/said")"
    grep -q 3 "$home/said" || fail "the portable command line did not answer: $(cat "$home/said")"
    say "the portable archive starts and answers in $folder"
fi
say "passed"
