#!/usr/bin/env bash
# The service's unit is one that systemd takes, closes what it need not have open, and starts the
# program as README says. Where systemd is not installed its judgement is skipped.
set -uo pipefail
failed=0
unit=$SOURCE/data/systemd/giaoban.service
claim() {
  local name=$1
  shift
  if "$@"; then echo "ok: $name"; else echo "not ok: $name"; failed=1; fi
}
says() { grep -qxF "$1" "$unit"; }
for line in NoNewPrivileges=yes ProtectSystem=strict ProtectHome=yes PrivateTmp=yes PrivateDevices=yes \
  MemoryDenyWriteExecute=yes CapabilityBoundingSet= SystemCallFilter=@system-service \
  RestrictNamespaces=yes User=giaoban UMask=0077 IPAddressDeny=any LimitCORE=0; do
  claim "the unit says $line" says "$line"
done

# The line by which it starts, with a store of our own: no option that the program does not know.
starts() {
  local line port=0
  line=$(sed -n 's/^ExecStart=//p' "$unit")
  line=${line/\/usr\/local\/bin\/giaoban/"$GIAOBAN"}
  line=${line/\/var\/lib\/giaoban\//}
  touch out
  "$GIAOBAN" create --store tinh.giaoban >/dev/null 2>&1 || return 1
  $line --port $port >out 2>&1 &
  local server=$!
  for _ in $(seq 100); do
    grep -q 'http://127.0.0.1' out && break
    sleep 0.1
  done
  kill "$server" 2>/dev/null && wait "$server" && grep -q 'http://127.0.0.1' out || { cat out; return 1; }
}
claim "the program starts as the unit says" starts

if command -v systemd-analyze >/dev/null; then
  mkdir -p lib
  sed "s|/usr/local/bin/giaoban|$GIAOBAN|" "$unit" >lib/giaoban.service
  # This machine need not have the user.
  mkdir here
  grep -vE '^(User|Group)=' lib/giaoban.service >here/giaoban.service
  taken() { systemd-analyze verify --man=no here/giaoban.service; }
  # Of 10; below 2 systemd calls it well closed.
  closed() { systemd-analyze security --offline=yes --threshold=20 lib/giaoban.service >said || { tail -n 60 said; return 1; }; }
  claim "systemd takes the unit" taken
  claim "systemd finds it closed" closed
else
  echo "skipped: systemd-analyze is not installed"
fi
exit $failed
