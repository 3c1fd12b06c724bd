#!/usr/bin/env bash
# A server that is told to stop has stopped within ten seconds, whatever its work is at: reading
# figures into memory, answering dear questions, in an import. The store is sound afterwards.
set -u
# shellcheck source=with/store.sh
source "$SOURCE/tests/faults/with/store.sh"
stop_max=10
export GIAOBAN_KEYS=""
unset GIAOBAN_KEYS
server_job=""
trap '[[ -z $server_job ]] || kill -KILL "$server_job" 2>/dev/null' EXIT

start() {  # start ADDRESS: sets $server_job, $port
  port=$((20000 + RANDOM % 20000))
  "$GIAOBAN" serve --store "$1" --results results --port "$port" >served 2>&1 &
  server_job=$!
  for _ in {1..200}; do
    grep -q "http://" served && return 0
    sleep 0.05
  done
  return 1
}
# Seconds that the server took to end after SIGTERM; 99: it had to be killed.
stopped_in() {
  local begun=$EPOCHREALTIME
  kill -TERM "$server_job"
  for _ in {1..400}; do
    kill -0 "$server_job" 2>/dev/null || break
    sleep 0.05
  done
  if kill -KILL "$server_job" 2>/dev/null; then
    echo 99
  else
    awk -v from="$begun" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.0f\n", to - from + 0.5 }'
  fi
}
stops() {  # stops WORDS
  local seconds
  seconds=$(stopped_in)
  wait "$server_job" 2>/dev/null
  server_job=""
  holds "$1: stopped in at most $stop_max s (${seconds})" test "$seconds" -le "$stop_max"
}
ask() {  # ask PATH CURL_OPTION...: quietly, beside us
  curl -s -m 60 -o answer -H "Authorization: Bearer $token" "${@:2}" \
    "http://127.0.0.1:$port$1" &
}

"$GIAOBAN" sample phu-tho-2021 --out pt.xlsx >/dev/null 2>&1 || exit 1

in_turn() {  # in_turn ADDRESS NAME
  local address=$1 name=$2
  in_store "$address" import pt.xlsx || { holds "$name: the sample is imported" false; return; }
  token=$("$GIAOBAN" user token --name stopping --write --store "$address" 2>/dev/null |
    grep -oE 'giaoban_[A-Za-z0-9_-]+')

  rm -f ./*.columns
  start "$address" || { holds "$name: the server starts" false; return; }
  sleep 0.3
  stops "$name, while figures are read into memory"

  start "$address"
  sleep 1
  for i in {1..12}; do
    ask "/api/member/list?unit=PT&as-of=$((i % 28 + 1))/05/2021"
    ask "/api/series?unit=PT&measure=members~age=36_40&from=01/01/2015&to=14/06/2021"
  done
  sleep 1
  stops "$name, while dear questions are answered"

  start "$address"
  sleep 1
  ask /import -F "file=@pt.xlsx"
  sleep 2.5
  holds "$name: an import is under way" grep -q "đang chạy" <(curl -s -m 5 -H "Authorization: Bearer $token" \
    "http://127.0.0.1:$port/jobs")
  stops "$name, in an import"

  start "$address"
  sleep 0.5
  stops "$name, after all that"
  checks "$address"
  claim "$name: the store is sound" $? 0
}

in_turn pt.giaoban SQLite
if start_postgres; then
  in_turn "$(fresh_database stopping)" PostgreSQL
else
  echo "no PostgreSQL here: not tried"
fi
exit $fault
