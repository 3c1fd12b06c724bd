# Programs killed at any moment, on both databases and in imports: what was acknowledged is there,
# nothing is half there, and check passes. GIAOBAN_FAULTS_KILLS says how often.
set -u
. "$SOURCE/tests/faults/with/store.sh"
kills=${GIAOBAN_FAULTS_KILLS:-20}
imports=${GIAOBAN_FAULTS_IMPORTS:-4}
entries_of() { "$GIAOBAN" check --store "$1" --format csv 2>/dev/null | grep '^entries,' | tr -d '\r' | sed 's/.*,//'; }
kill_writers() {  # kill_writers WORDS STORE
  local words=$1 store=$2 acknowledged=0 lost=0 broken=0 n=0
  for kill in $(seq "$kills"); do
    (
      for i in $(seq 50); do
        "$GIAOBAN" unit found --code "PT-$kill-$i" --name "Đảng bộ $kill $i" --parent PT \
          --unit-kind grassroots_committee --from 01/01/2010 --store "$store" 2>>said &
        echo $! >writer
        wait $!
      done
    ) 2>/dev/null &
    loop=$!
    sleep "0.$((RANDOM % 9 + 1))"
    kill -KILL "$loop" 2>/dev/null
    kill -KILL "$(cat writer)" 2>/dev/null
    wait "$loop" 2>/dev/null
    acknowledged=$(grep -o 'bút toán [0-9]*' said | grep -o '[0-9]*' | sort -n | tail -n 1)
    n=$(entries_of "$store")
    [[ ${n:-0} -ge ${acknowledged:-0} ]] || lost=$((lost + 1))
    checks "$store" || broken=$((broken + 1))
  done
  claim "$words: after $kills kills nothing acknowledged is lost" "$lost" 0
  claim "$words: and the store passes its check each time" "$broken" 0
  holds "$words: something was written at all" test "${acknowledged:-0} " != "0 "
  rm -f said
}
kill_imports() {  # kill_imports WORDS STORE-MAKER
  local words=$1 half=0 broken=0 entries store begun took
  for kill in $(seq 0 "$imports"); do
    store=$($2 "$kill")
    export GIAOBAN_KEYS=$PWD/import.$kill.keys
    begun=$(date +%s%3N)
    "$GIAOBAN" import tinh.xlsx --store "$store" >/dev/null 2>&1 &
    if [[ $kill == 0 ]]; then  # how long one takes
      wait $!
      took=$(($(date +%s%3N) - begun))
      whole=$(entries_of "$store")
      continue
    fi
    sleep "$(awk -v t="$took" -v r="$RANDOM" 'BEGIN {print t * r / 32768 / 1000}')"
    kill -KILL $! 2>/dev/null
    wait $! 2>/dev/null
    "$GIAOBAN" check --store "$store" >/dev/null 2>&1
    rc=$?
    # Killed before there was a store, or its tables, is as good as nothing.
    [[ $rc -eq 0 || -z $(entries_of "$store") ]] || broken=$((broken + 1))
    entries=$(entries_of "$store")
    [[ ${entries:-0} -le 2 || ${entries:-0} -eq $whole ]] || half=$((half + 1))
  done
  claim "$words: of $imports killed imports none is half there" "$half" 0
  claim "$words: and each store passes its check" "$broken" 0
}

export GIAOBAN_KEYS=$PWD/keys
small_store kho.giaoban || { echo "not ok: a small store is made"; exit 1; }
kill_writers "SQLite" kho.giaoban
file_store() { echo "import.$1.giaoban"; }
if [[ $imports -gt 0 ]]; then
  "$GIAOBAN" sample phu-tho-2021 --out tinh.xlsx >/dev/null 2>&1 || { echo "not ok: the sample"; exit 1; }
  kill_imports "SQLite" file_store
fi
if ! start_postgres; then
  echo "skip: PostgreSQL is not here"
  exit $fault
fi
export GIAOBAN_KEYS=$PWD/pg.keys
url=$(fresh_database kho)
small_store "$url" || { echo "not ok: a small store is made on PostgreSQL"; exit 1; }
kill_writers "PostgreSQL" "$url"
database_store() { fresh_database "import_$1"; }
[[ $imports -eq 0 ]] || kill_imports "PostgreSQL" database_store
exit $fault
