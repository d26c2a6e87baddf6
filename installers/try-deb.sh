#!/usr/bin/env bash
# Tries the .deb as a person would, on this Debian or Ubuntu, as root: installs it, starts it from its
# menu entry as an ordinary user on a display of its own, asks Pebble a question, takes a picture,
# removes the package and checks that the chat is still there.
#   installers/try-deb.sh [PACKAGE.deb] [PICTURE.png]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
package=$(readlink -f "${1:-$(ls target/packages/ponder_*.deb)}")
picture=$(readlink -m "${2:-target/try-deb.png}")
question="How many r's are in strawberry?"
user=ponder-try
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
    if dpkg -s ponder >/dev/null 2>&1; then apt-get remove -y -qq ponder >/dev/null; fi
    userdel -r "$user" 2>/dev/null || true
}
trap finish EXIT
[ "$(id -u)" = 0 ] || fail "it installs a package, so it must run as root"

export DEBIAN_FRONTEND=noninteractive
apt-get install -y -qq --no-install-recommends xvfb openbox xdotool imagemagick sqlite3 libglib2.0-bin desktop-file-utils >/dev/null
say "installing $(basename "$package"), $(du -m "$package" | cut -f1) MB"
mkdir -p /usr/share/desktop-directories
apt-get install -y -qq --no-install-recommends "$package" >/dev/null
entry=/usr/share/applications/ponder-Ponder.desktop
[ -f "$entry" ] || fail "there is no menu entry $entry"
desktop-file-validate "$entry" || fail "the menu entry is not valid"
grep -q 'MimeType=application/x-gguf' "$entry" || fail "the menu entry does not open model files"

useradd -m "$user"
home=$(getent passwd "$user" | cut -d: -f6)
touch "$home/.before"
exec 3< <(exec Xvfb -displayfd 1 -screen 0 1280x900x24 -nolisten tcp -ac 2>/dev/null)
started+=($!)
read -r number <&3
export DISPLAY=:$number
openbox 2>/dev/null &
started+=($!)
as_user() { runuser -u "$user" -- env -i HOME="$home" PATH=/usr/bin:/bin DISPLAY="$DISPLAY" "$@"; }

database=$home/.local/share/ponder/conversations.db
look() { as_user sqlite3 -readonly "$database" "$1" 2>/dev/null || true; }
# Starts Ponder from its menu entry; prints the milliseconds until its window shows.
start() {
    local begin
    begin=$(date +%s%N)
    as_user gio launch "$entry" >"$home/said" 2>&1 &
    started+=($!)
    for _ in {1..600}; do
        window=$(xdotool search --onlyvisible --name '^Ponder' 2>/dev/null | head -n 1 || true)
        [ -n "$window" ] && break
        sleep 0.02
    done
    [ -n "$window" ] || fail "no window within 12 s: $(cat "$home/said")"
    say "window after $((($(date +%s%N) - begin) / 1000000)) ms ($1 start)"
}
stop() {
    xdotool windowclose "$window" 2>/dev/null || true
    pkill -TERM -u "$user" -f bin/Ponder || true
    for _ in {1..50}; do pgrep -u "$user" -f bin/Ponder >/dev/null || return 0; sleep 0.1; done
}
start first
sleep 3
stop
start second
sleep 2
xdotool windowactivate --sync "$window" type --delay 15 "$question"
xdotool key Return
answer=
for _ in {1..150}; do
    answer=$(look "SELECT content FROM message WHERE role = 'assistant' AND content LIKE '%3%' LIMIT 1")
    [ -n "$answer" ] && break
    sleep 0.2
done
sleep 1
import -window root "$picture"
say "picture: $picture"
[ -n "$answer" ] || fail "no right answer within 30 s: $(cat "$home/said")"
say "Pebble answered: $answer"
[ ! -s "$home/said" ] || say "it also said: $(cat "$home/said")"
stop
# Where rpm is installed too, the launcher of jpackage asks it for its package, and rpm makes .rpmdb.
outside=$(find "$home" -newer "$home/.before" -type f ! -path "$home/.local/share/ponder/*" ! -path "$home/.rpmdb/*" ! -name said ! -name .before)
say "files outside its folder: ${outside:-none}"
apt-get remove -y -qq ponder >/dev/null
[ ! -e /opt/ponder ] || fail "removing the package left /opt/ponder"
[ -n "$(look "SELECT content FROM message WHERE role = 'assistant' AND content LIKE '%3%' LIMIT 1")" ] || fail "the chat is gone after removing the package"
say "removed; the chat is still there"
say "passed"
