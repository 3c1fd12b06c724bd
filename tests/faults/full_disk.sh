# A disk that fills while units are written: it is told as that, at the command line and by the
# API; what was acknowledged stands, nothing is half there, and writing goes on once there is room.
# So too a disk on which files are asked for (of results of long work: KeptResults).
set -u
. "$SOURCE/tests/faults/with/store.sh"
disk=$PWD/disk
mkdir "$disk"
if [[ $(id -u) == 0 ]] && mount -t tmpfs -o size=8m none "$disk" 2>/dev/null; then
  mkdir files
  mount -t tmpfs -o size=16k none files || exit 1
  trap 'kill $server 2>/dev/null; umount -l "$disk" files' EXIT
else
  echo "skip: no small disk can be mounted here"
  exit 0
fi
server=
small_store "$disk/kho.giaoban" || { echo "not ok: a small store is made"; exit 1; }
head_of() { "$GIAOBAN" journal --count 1 --format csv --store "$disk/kho.giaoban" 2>/dev/null | tail -n 1 | cut -d, -f1; }
fill() { dd if=/dev/zero of="$disk/ballast" bs=4k 2>/dev/null; }
found() {
  "$GIAOBAN" unit found --code "PT-02-$1" --name "Đảng bộ xã $1" --parent PT \
    --unit-kind grassroots_committee --from 01/01/2010 --store "$disk/kho.giaoban" 2>&1
}
before=$(head_of)
fill
told=no
for n in $(seq 400); do
  said=$(found "$n") || { [[ $said == *"Đĩa đã đầy"* ]] && told=yes; break; }
  before=$((before + 1))
done
claim "the command line says that the disk is full" "$told" yes
rm "$disk/ballast"
claim "what was acknowledged stands, and no more" "$(head_of)" "$before"
claim "the store passes its check" "$(outcome checks "$disk/kho.giaoban")" 0
found 900 >/dev/null
claim "writing goes on once there is room" "$(head_of)" "$((before + 1))"

# --- files that are asked for -----------------------------------------------------------------------
say_full() {  # say_full FILE COMMAND...: it is told in our words alone, and leaves nothing
  local said
  said=$("$GIAOBAN" "${@:2}" --store "$disk/kho.giaoban" 2>&1) && said="done"
  [[ $said == *"Đĩa đã đầy"* && $said != *"[ERROR]"* ]] || { echo "told: $said"; return 1; }
  [[ ! -e $1 && ! -e $1.part ]]
}
dd if=/dev/zero of=files/ballast bs=4k count=3 2>/dev/null
for asked in "export --unit PT --out files/x.xlsx" "template --out files/x.xlsx" \
  "unit plan-template --out files/x.xlsx" "report --print-template files/x.docx"; do
  # shellcheck disable=SC2086
  holds "a full disk is told by: $asked" say_full "${asked##* }" $asked
done
rm files/ballast

# --- by the API, from a server that goes on ---------------------------------------------------------
command -v curl >/dev/null || { echo "skip: curl is not here"; exit $fault; }
token=$("$GIAOBAN" user token --name thu --write --store "$disk/kho.giaoban" 2>/dev/null | tail -n 1)
"$GIAOBAN" serve --store "$disk/kho.giaoban" --port 0 >serve.out 2>serve.err &
server=$!
port=
for _ in $(seq 100); do
  port=$(grep -oh 'http://127.0.0.1:[0-9]*' serve.err serve.out | head -n 1 | grep -o '[0-9]*$')
  [[ -z $port ]] || break
  sleep 0.1
done
by_api() {
  curl -s -H "Authorization: Bearer $token" -H "Content-Type: application/json" --data \
    "{\"code\":\"PT-03-$1\",\"name\":\"Đảng bộ xã $1\",\"parent\":\"PT\",\"unit-kind\":\"grassroots_committee\",\"from\":\"01/01/2010\"}" \
    "http://127.0.0.1:$port/api/unit/found"
}
holds "the API writes while there is room" grep -q '"entry"\|written' <<<"$(by_api 1)"
fill
told=no
for n in $(seq 2 400); do
  said=$(by_api "$n")
  [[ $said == *'"refused"'* ]] || continue
  [[ $said == *web.disk_full* ]] && told=yes
  break
done
claim "the API says that the disk is full" "$told" yes
[[ $told == yes ]] || echo "told: $said"
rm "$disk/ballast"
holds "and writes again in the same server" grep -q '"entry"\|written' <<<"$(by_api 900)"
kill -TERM "$server"
wait "$server" 2>/dev/null
server=
claim "the store passes its check" "$(outcome checks "$disk/kho.giaoban")" 0
exit $fault
