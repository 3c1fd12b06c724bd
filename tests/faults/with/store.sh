# What the scripts about stores share: claims, a small store with something of much, a PostgreSQL
# server of their own. Source it; it sets $fault.
fault=0
claim() {  # claim WORDS ACTUAL EXPECTED
  if [[ $2 == "$3" ]]; then
    echo "ok: $1"
  else
    echo "not ok: $1: $2, not $3"
    fault=1
  fi
}
holds() {  # holds WORDS COMMAND...
  if "${@:2}"; then echo "ok: $1"; else echo "not ok: $1"; fault=1; fi
}
in_store() {  # in_store STORE COMMAND...: quietly
  "$GIAOBAN" "${@:2}" --store "$1" >/dev/null 2>&1
}
checks() { in_store "$1" check; }
outcome() { "$@" >/dev/null 2>&1; echo $?; }

# small_store STORE: units, members, a post, an account with a password, one who was erased.
small_store() {
  local store=$1 person
  in_store "$store" create || return 1
  in_store "$store" unit found --code PT --name "Tỉnh ủy" --unit-kind province_committee \
    --from 01/01/2010 || return 1
  in_store "$store" unit found --code PT-01 --name "Đảng bộ xã" --parent PT \
    --unit-kind grassroots_committee --from 01/01/2010 || return 1
  for n in 1 2; do
    in_store "$store" unit found --code "PT-01-00$n" --name "Chi bộ $n" --parent PT-01 \
      --unit-kind dependent_cell --from 01/01/2010 || return 1
  done
  for n in 1 2 3; do
    in_store "$store" member admit --full-name "Nguyễn Văn Số $n" --born "1$n/06/1990" \
      --sex nam --cell PT-01-001 --ceremony "0$n/09/2020" --citizen-number "02509500012$n" || return 1
  done
  person=$("$GIAOBAN" member list --unit PT --as-of 31/12/2020 --format csv --store "$store" \
    2>/dev/null | tail -n 1 | cut -d, -f1)
  in_store "$store" erase "$person" --ground "Luật" || return 1
  in_store "$store" user add --login binh --name "Trần Văn Bình" || return 1
  in_store "$store" user grant --login binh --role staff --unit PT-01 || return 1
  in_store "$store" user password --login binh || return 1
}
# What a reader sees of the store.
seen() {
  for command in "unit list --as-of 31/12/2020" "member list --unit PT --as-of 31/12/2020" \
    "journal" "user list" "figure --unit PT --as-of 31/12/2020 --measure members"; do
    # shellcheck disable=SC2086
    "$GIAOBAN" $command --format csv --store "$1" 2>&1
    echo "ended with $?"
  done
}

postgres_bin=$(ls -d /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin 2>/dev/null | head -n 1)
as_postgres() { if [[ $(id -u) == 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi; }
start_postgres() {  # sets $server, the folder, and $url_of; false without PostgreSQL
  [[ -n $postgres_bin ]] || return 1
  server=$(mktemp -d /tmp/gbf-XXXXXX)
  [[ $(id -u) != 0 ]] || chown postgres "$server"
  trap 'stop_postgres; rm -rf "$server"' EXIT
  as_postgres "$postgres_bin/initdb" --no-sync --auth=trust --username=postgres --encoding=UTF8 \
    --locale=C -D "$server/data" "$@" >/dev/null 2>&1 || return 1
  run_postgres
}
run_postgres() {
  as_postgres "$postgres_bin/pg_ctl" start --wait -D "$server/data" -l "$server/log" -o \
    "-c listen_addresses='' -c unix_socket_directories=$server -c fsync=off -c shared_buffers=32MB" \
    >/dev/null 2>&1
}
stop_postgres() {
  as_postgres "$postgres_bin/pg_ctl" stop --wait -m fast -D "$server/data" >/dev/null 2>&1
}
query() {  # query DATABASE SQL
  "$postgres_bin/psql" -h "$server" -U postgres -d "$1" -Atqc "$2" 2>&1
}
fresh_database() {  # prints the address of an empty database
  query postgres "CREATE DATABASE $1" >/dev/null
  echo "postgresql://postgres@/$1?host=$server"
}
