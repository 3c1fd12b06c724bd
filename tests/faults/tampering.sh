# Whoever has SQL on the store changes one thing at a time: each column of each table, own tables
# among them, indexes, triggers, views, definitions. check tells each; a trigger or view keeps the
# store from being opened to write. GIAOBAN_FAULTS_TAMPER=N tries every Nth column (1: all).
set -u
. "$SOURCE/tests/faults/with/store.sh"
every=${GIAOBAN_FAULTS_TAMPER:-1}
command -v sqlite3 >/dev/null || { echo "skip: sqlite3 is not here"; exit 0; }
export GIAOBAN_KEYS=$PWD/keys

# --- SQLite ----------------------------------------------------------------------------------------
small_store kho.giaoban || { echo "not ok: a small store is made"; exit 1; }
claim "an untouched store passes" "$(outcome checks kho.giaoban)" 0
cp kho.giaoban whole
sql() { sqlite3 -bail kho.giaoban "$1" >/dev/null 2>&1; }
again() { cp whole kho.giaoban; rm -f kho.giaoban-wal kho.giaoban-shm; }
unseen='' tried=0 n=0
while IFS='|' read -r table column type; do
  n=$((n + 1))
  [[ $((n % every)) -eq 0 ]] || continue
  case $type in
    INTEGER) changed="COALESCE($column, 0) + 1" ;;
    BLOB) changed="x'00112233445566778899aabbccddeeff'" ;;
    *) changed="COALESCE($column, '') || 'x'" ;;
  esac
  again
  sql "UPDATE $table SET $column = $changed WHERE $column IS NOT NULL OR 1" || {
    again
    key=$(sqlite3 kho.giaoban "SELECT name FROM pragma_table_info('$table') ORDER BY pk DESC, cid LIMIT 1")
    sql "UPDATE $table SET $column = $changed WHERE $key = (SELECT MAX($key) FROM $table)" || continue
  }
  [[ $(sqlite3 kho.giaoban "SELECT COUNT(*) FROM $table") != 0 ]] || continue
  tried=$((tried + 1))
  checks kho.giaoban && unseen+=" $table.$column"
done < <(sqlite3 whole "SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c
  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'")
claim "each of $tried columns changed on SQLite is told" "${unseen:-none}" none

told() {  # told WORDS SQL: by check
  again
  sql "$2" || { echo "not ok: $1: the SQL was refused"; fault=1; return; }
  claim "$1 is told" "$(outcome checks kho.giaoban)" 1
}
told "a table of others" "CREATE TABLE hidden (a INTEGER)"
told "an index of others" "CREATE INDEX other ON unit_name (name)"
told "a missing index" "DROP INDEX unit_code_by_code"
told "an index over other columns" \
  "DROP INDEX unit_code_by_code; CREATE INDEX unit_code_by_code ON unit_code (subject)"
told "an index over some rows" \
  "DROP INDEX unit_code_by_code; CREATE INDEX unit_code_by_code ON unit_code (code, subject) WHERE code > 'a'"
told "a column more" "ALTER TABLE unit_name ADD COLUMN more TEXT"
told "a view" "CREATE VIEW seen AS SELECT * FROM unit_name"
told "a table under a name of SQLite itself" "CREATE TABLE hidden (a INTEGER);
  PRAGMA writable_schema = ON; UPDATE sqlite_master SET name = 'sqlite_hidden',
  tbl_name = 'sqlite_hidden', sql = replace(sql, 'hidden', 'sqlite_hidden') WHERE name = 'hidden'"
told "a table under the name of what SQLite counted" "CREATE TABLE hidden (tbl,idx,stat, a TEXT);
  PRAGMA writable_schema = ON; UPDATE sqlite_master SET name = 'sqlite_stat1',
  tbl_name = 'sqlite_stat1', sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat, a TEXT)' WHERE name = 'hidden'"
again
sql "ANALYZE" && claim "what SQLite counted passes" "$(outcome checks kho.giaoban)" 0
refused() {
  claim "$1 keeps the store from being opened to write" \
    "$(outcome in_store kho.giaoban unit found --code PT-09 --name "Khác" --parent PT --unit-kind grassroots_committee --from 01/01/2021)" 1
}
told "a trigger under a name of SQLite itself" "CREATE TRIGGER evil AFTER INSERT ON entry BEGIN
  DELETE FROM access; END; PRAGMA writable_schema = ON; UPDATE sqlite_master
  SET name = 'sqlite_evil', sql = replace(sql, 'evil', 'sqlite_evil') WHERE name = 'evil'"
refused "a trigger under a name of SQLite itself"
told "a trigger" "CREATE TRIGGER grow AFTER INSERT ON entry BEGIN DELETE FROM access; END"
refused "a trigger"
again
sql "CREATE VIEW seen AS SELECT * FROM unit_name" && refused "a view"
for trigger in "AFTER UPDATE ON meta" "BEFORE DELETE ON account_session" "AFTER INSERT ON job"; do
  told "a trigger $trigger" "CREATE TRIGGER quiet $trigger BEGIN SELECT 1; END"
done
again
claim "put back, it passes" "$(outcome checks kho.giaoban)" 0

# --- PostgreSQL ------------------------------------------------------------------------------------
if ! start_postgres; then
  echo "skip: PostgreSQL is not here"
  exit $fault
fi
export GIAOBAN_KEYS=$PWD/pg.keys
url=$(fresh_database kho)
small_store "$url" || { echo "not ok: a small store is made on PostgreSQL"; exit 1; }
claim "an untouched store passes on PostgreSQL" "$(outcome checks "$url")" 0
tell_pg() {  # tell_pg WORDS SQL UNDO
  query kho "$2" >/dev/null
  claim "$1 is told on PostgreSQL" "$(outcome checks "$url")" 1
  query kho "$3" >/dev/null
}
tell_pg "a table of others" "CREATE TABLE hidden (a INT)" "DROP TABLE hidden"
tell_pg "an index of others" "CREATE INDEX other ON unit_name (name)" "DROP INDEX other"
tell_pg "a missing index" "DROP INDEX unit_code_by_code" \
  "CREATE INDEX unit_code_by_code ON unit_code (code, subject)"
tell_pg "a view" "CREATE VIEW seen AS SELECT * FROM unit_name" "DROP VIEW seen"
tell_pg "a function" "CREATE FUNCTION f() RETURNS INT LANGUAGE SQL AS 'SELECT 1'" "DROP FUNCTION f"
tell_pg "a default" "ALTER TABLE unit_name ALTER short_name SET DEFAULT 'x'" \
  "ALTER TABLE unit_name ALTER short_name DROP DEFAULT"
tell_pg "a dropped check" "ALTER TABLE unit_name DROP CONSTRAINT unit_name_check" \
  "ALTER TABLE unit_name ADD CONSTRAINT unit_name_check CHECK (effective_from < effective_to)"
tell_pg "a rule" "CREATE RULE quiet AS ON DELETE TO access DO INSTEAD NOTHING" \
  "DROP RULE quiet ON access"
tell_pg "a publication" "CREATE PUBLICATION away FOR TABLE unit_name" "DROP PUBLICATION away"
query kho "CREATE SCHEMA aside" >/dev/null
query kho "CREATE FUNCTION aside.f(a BIGINT) RETURNS BIGINT IMMUTABLE LANGUAGE SQL AS 'SELECT 1::BIGINT'" >/dev/null
query kho "CREATE FUNCTION aside.e() RETURNS EVENT_TRIGGER LANGUAGE plpgsql AS 'BEGIN END'" >/dev/null
law_pg() {  # law_pg WORDS SQL UNDO: told, and nothing is written beside it
  query kho "$2" >/dev/null
  claim "$1 is told on PostgreSQL" "$(outcome checks "$url")" 1
  claim "$1 keeps the store from being opened to write" "$(outcome in_store "$url" access)" 1
  query kho "$3" >/dev/null
  claim "without it the store is opened" "$(outcome in_store "$url" access)" 0
}
law_pg "a table that no crash spares" "ALTER TABLE entry SET UNLOGGED" "ALTER TABLE entry SET LOGGED"
law_pg "an event trigger" "CREATE EVENT TRIGGER quiet ON ddl_command_start EXECUTE FUNCTION aside.e()" \
  "DROP EVENT TRIGGER quiet"
law_pg "a check that calls a function" "ALTER TABLE entry ADD CONSTRAINT c CHECK (aside.f(number) > 0)" \
  "ALTER TABLE entry DROP CONSTRAINT c"
law_pg "a check that calls what is built in" "ALTER TABLE entry ADD CONSTRAINT c CHECK (length(actor) > 0)" \
  "ALTER TABLE entry DROP CONSTRAINT c"
law_pg "an index that calls a function" "CREATE INDEX calls ON entry (aside.f(number))" "DROP INDEX calls"
law_pg "a type with a law of its own" \
  "CREATE DOMAIN aside.d AS BIGINT CHECK (aside.f(VALUE) > 0); ALTER TABLE access ALTER subject TYPE aside.d" \
  "ALTER TABLE access ALTER subject TYPE BIGINT"
query kho "CREATE FUNCTION g() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'" >/dev/null
query kho "CREATE TRIGGER grow BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION g()" >/dev/null
claim "a trigger is told on PostgreSQL" "$(outcome checks "$url")" 1
claim "and keeps the store from being opened to write" \
  "$(outcome in_store "$url" unit found --code PT-09 --name "Khác" --parent PT --unit-kind grassroots_committee --from 01/01/2021)" 1
query kho "DROP TRIGGER grow ON entry; DROP FUNCTION g()" >/dev/null
unseen='' tried=0 n=0
while IFS='|' read -r table column type; do
  n=$((n + 1))
  [[ $((n % every)) -eq 0 ]] || continue
  [[ $(query kho "SELECT COUNT(*) FROM $table") != 0 ]] || continue
  case $type in
    bigint) changed="COALESCE($column, 0) + 1" ;;
    bytea) changed="decode('00112233445566778899aabbccddeeff', 'hex')" ;;
    *) changed="COALESCE($column, '') || 'x'" ;;
  esac
  query kho "CREATE TABLE kept AS TABLE $table" >/dev/null
  [[ $(query kho "UPDATE $table SET $column = $changed WHERE ctid = (SELECT MAX(ctid) FROM $table) RETURNING 1") == 1 ]] || {
    query kho "DROP TABLE kept" >/dev/null
    continue
  }
  query kho "CREATE SCHEMA IF NOT EXISTS aside; ALTER TABLE kept SET SCHEMA aside" >/dev/null
  tried=$((tried + 1))
  checks "$url" && unseen+=" $table.$column"
  query kho "DELETE FROM $table; INSERT INTO $table SELECT * FROM aside.kept; DROP TABLE aside.kept" >/dev/null
done < <(query kho "SELECT table_name, column_name, data_type FROM information_schema.columns
  WHERE table_schema = 'public' ORDER BY table_name, ordinal_position")
claim "each of $tried columns changed on PostgreSQL is told" "${unseen:-none}" none
claim "put back, it passes on PostgreSQL" "$(outcome checks "$url")" 0
exit $fault
