# Bits turned over by whole programs: in a store's file, its log, its keys and its columns, and in
# the files of a stopped PostgreSQL. Each is told by check or refused at the opening, or nothing
# that is read is other than it was; no program ends by a signal.
# GIAOBAN_FAULTS_FLIPS: how many of each (tests/flips_test.cpp does thousands in one process).
set -u
. "$SOURCE/tests/faults/with/store.sh"
flips=${GIAOBAN_FAULTS_FLIPS:-40}
export GIAOBAN_KEYS=$PWD/keys
turn_over() {  # turn_over FILE BYTE BIT
  local byte
  byte=$(od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' ')
  printf '%b' "\\x$(printf '%02x' $((byte ^ (1 << $3))))" |
    dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}
random() { echo $((((RANDOM << 15) ^ RANDOM ^ (RANDOM << 30)) % $1)); }
# each_flip WORDS FILE STORE: the file stands beside or is the store.
each_flip() {
  local words=$1 file=$2 store=$3 size unseen=0 signals=0 told=0 at bit rc
  size=$(stat -c %s "$file")
  for _ in $(seq "$flips"); do
    at=$(random "$size") bit=$((RANDOM % 8))
    turn_over "$file" "$at" "$bit"
    "$GIAOBAN" check --store "$store" >check.out 2>&1
    rc=$?
    [[ $rc -lt 128 ]] || signals=$((signals + 1))
    if [[ $rc -ne 0 ]]; then
      told=$((told + 1))
    elif [[ $(seen "$store") != "$original" ]]; then
      unseen=$((unseen + 1))
      echo "told: unseen in $file, byte $at bit $bit"
    fi
    restore
  done
  claim "$words: none of $flips is unseen ($told told)" "$unseen" 0
  claim "$words: no program was ended by a signal" "$signals" 0
}

small_store kho.giaoban || { echo "not ok: a small store is made"; exit 1; }
mkdir whole
cp kho.giaoban keys whole/
restore() { rm -f kho.giaoban-wal kho.giaoban-shm; cp whole/* .; }
original=$(seen kho.giaoban)
restore
each_flip "bits of the store's file" kho.giaoban kho.giaoban
each_flip "bits of the keys" keys kho.giaoban

# --- a log that was not worked off: the writer is killed as soon as it has written ------------------
"$GIAOBAN" serve --store kho.giaoban --port 0 >serve.out 2>serve.err &
server=$!
sleep 1
for n in 3 4 5 6; do
  in_store kho.giaoban unit found --code "PT-01-00$n" --name "Chi bộ $n" --parent PT-01 \
    --unit-kind dependent_cell --from 01/01/2010
done
kill -KILL "$server"
wait "$server" 2>/dev/null
rm -rf whole
mkdir whole
cp kho.giaoban kho.giaoban-wal keys whole/
if [[ -s whole/kho.giaoban-wal ]]; then
  original=$(seen kho.giaoban)
  restore
  cp whole/kho.giaoban-wal .
  each_flip "bits of the log" kho.giaoban-wal kho.giaoban
fi

# --- PostgreSQL --------------------------------------------------------------------------------------
if ! start_postgres --data-checksums; then
  echo "skip: PostgreSQL is not here"
  exit $fault
fi
export GIAOBAN_KEYS=$PWD/pg.keys
url=$(fresh_database kho)
small_store "$url" || { echo "not ok: a small store is made on PostgreSQL"; exit 1; }
original=$(seen "$url")
unseen=0 signals=0 told=0 tried=0
for table in unit_name unit_code member_cell person_particulars entry account_secret unit_code_by_code; do
  path=$(query kho "SELECT pg_relation_filepath('$table')")
  query kho CHECKPOINT >/dev/null
  stop_postgres
  file=$server/data/$path
  size=$(stat -c %s "$file")
  if [[ $size -gt 0 ]]; then
    cp -p "$file" heap
    # At the page's end, where its rows stand.
    turn_over "$file" $((size - 1 - RANDOM % 100)) $((RANDOM % 8))
    run_postgres
    tried=$((tried + 1))
    "$GIAOBAN" check --store "$url" >check.out 2>&1
    rc=$?
    [[ $rc -lt 128 ]] || signals=$((signals + 1))
    if [[ $rc -ne 0 ]]; then
      told=$((told + 1))
    elif [[ $(seen "$url") != "$original" ]]; then
      unseen=$((unseen + 1))
    fi
    stop_postgres
    cp -p heap "$file"
  fi
  run_postgres
done
claim "bits of PostgreSQL's files: none of $tried is unseen ($told told)" "$unseen" 0
claim "bits of PostgreSQL's files: no program was ended by a signal" "$signals" 0
claim "put back, it passes" "$(outcome checks "$url")" 0
exit $fault
