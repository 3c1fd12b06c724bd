# A store that can only be read: check runs on it and changes nothing, all that writes says what is
# the matter; the same for a user of PostgreSQL who may only read.
set -u
. "$SOURCE/tests/faults/with/store.sh"
export GIAOBAN_KEYS=$PWD/keys
small_store kho.giaoban || { echo "not ok: a small store is made"; exit 1; }
if [[ $(id -u) == 0 ]]; then
  # Everything may be written by root: a reader of little rights, of copies that it may not change.
  place=$(mktemp -d /tmp/gbr-XXXXXX)
  trap 'chmod -R u+w "$place"; rm -rf "$place"' EXIT
  cp "$GIAOBAN" "$place/giaoban"
  mkdir "$place/store"
  cp kho.giaoban keys "$place/store/"
  chmod 444 "$place"/store/*
  chmod 555 "$place" "$place/store"
  reader() { (cd "$place" && GIAOBAN_KEYS=$place/store/keys HOME=$place runuser -u nobody -- ./giaoban "$@"); }
else
  place=$PWD/place
  mkdir -p "$place/store"
  cp kho.giaoban keys "$place/store/"
  chmod 444 "$place"/store/*
  chmod 555 "$place/store"
  reader() { GIAOBAN_KEYS=$place/store/keys "$GIAOBAN" "$@"; }
fi
before=$(sha256sum "$place/store/kho.giaoban")
claim "check runs on files and a folder that can only be read" \
  "$(outcome reader check --as root --store "$place/store/kho.giaoban")" 0
claim "and leaves nothing behind" "$(ls "$place/store" | tr '\n' ' ')" "keys kho.giaoban "
claim "and changes nothing" "$(sha256sum "$place/store/kho.giaoban")" "$before"
said=$(reader unit found --code PT-09 --name "Khác" --parent PT --unit-kind grassroots_committee \
  --from 01/01/2021 --as root --store "$place/store/kho.giaoban" 2>&1)
claim "who writes is refused" "$?" 1
holds "and told that it can only be read" grep -q "chỉ đọc được" <<<"$said"

if ! start_postgres; then
  echo "skip: PostgreSQL is not here"
  exit $fault
fi
export GIAOBAN_KEYS=$PWD/pg.keys
url=$(fresh_database kho)
small_store "$url" || { echo "not ok: a small store is made on PostgreSQL"; exit 1; }
query kho "CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader" >/dev/null
reading=${url/postgres@/reader@}
claim "check runs for a user who may only read" "$(outcome in_store "$reading" check)" 0
said=$("$GIAOBAN" unit found --code PT-09 --name "Khác" --parent PT --from 01/01/2021 \
  --unit-kind grassroots_committee --store "$reading" 2>&1)
claim "who writes is refused" "$?" 1
holds "and told that it can only be read" grep -q "chỉ đọc được" <<<"$said"
query kho "ALTER DATABASE kho SET default_transaction_read_only = on" >/dev/null
claim "check runs where every transaction is read-only" "$(outcome in_store "$url" check)" 0
exit $fault
