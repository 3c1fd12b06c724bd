// What the database defines, held against what a fresh database of the same kind makes of the
// declarations. A table is compared piece by piece and not as one text: columns that came with a
// migration stand at its end, and a migration may say less of one than the declaration does.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "store/damage.h"
#include "store/migrations.h"
#include "store/schema.h"

namespace giaoban::store {

namespace {

// "table unit_name" -> its pieces: columns, constraints, options; of anything else its text.
using Definitions = std::map<std::string, std::set<std::string>>;

// One space between words, none beside signs, no comments: as far as the database's reading of it
// goes, the same.
std::string plain_sql(std::string_view sql) {
  std::string plain;
  bool gap = false;
  auto const word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  for (std::size_t at = 0; at < sql.size();) {
    if (sql.substr(at).starts_with("--")) {
      at = std::min(sql.find('\n', at), sql.size());
    } else if (sql.substr(at).starts_with("/*")) {
      auto const end = sql.find("*/", at);
      at = end == std::string_view::npos ? sql.size() : end + 2;
    } else if (std::isspace(static_cast<unsigned char>(sql[at])) != 0) {
      gap = true;
      ++at;
    } else {
      if (gap && !plain.empty() && word(plain.back()) && word(sql[at])) plain += ' ';
      gap = false;
      plain += sql[at++];
    }
  }
  return plain;
}

// The pieces between the outermost brackets, and what stands behind them.
std::set<std::string> pieces_of(std::string const& sql) {
  std::set<std::string> pieces;
  std::string piece;
  int depth = 0;
  char quote = 0;
  auto const end_piece = [&] {
    if (!piece.empty()) pieces.insert(piece);
    piece.clear();
  };
  for (char const c : sql) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' && depth++ == 0) {
      piece.clear();  // CREATE TABLE and its name
      continue;
    } else if ((c == ')' && --depth == 0) || (c == ',' && depth <= 1)) {
      end_piece();
      continue;
    }
    piece += c;
  }
  end_piece();
  return pieces;
}

Definitions definitions_of_sqlite(Db& db) {
  Definitions all;
  db.each(
      // Of SQLite itself are the indexes of constraints, which have no text, and what ANALYZE
      // counted, word by word as SQLite makes it. Any other can be written into the schema by hand.
      "SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_master WHERE NOT (type = 'index' "
      "AND sql IS NULL AND name LIKE 'sqlite\\_autoindex\\_%' ESCAPE '\\') AND NOT (type = 'table' "
      "AND tbl_name = name AND (name, sql) IN (VALUES "
      "('sqlite_stat1', 'CREATE TABLE sqlite_stat1(tbl,idx,stat)'), "
      "('sqlite_stat4', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)')))",
      Params(), [&](RowView const& row) {
        auto const sql = plain_sql(row.text(3));
        auto& pieces = all[row.text(0) + " " + row.text(1)];
        if (row.text(0) == "table") {
          pieces = pieces_of(sql);
        } else {
          pieces = {sql};
        }
        pieces.insert("of " + row.text(2));
      });
  return all;
}

// What PostgreSQL keeps of the tables of one schema, in its own words, without the schema's name.
// NOLINTNEXTLINE(readability-function-size): one list of questions.
void each_of_postgres(Db& db, std::string_view schema, Definitions& all) {
  constexpr std::string_view in_schema =
      "JOIN pg_namespace n ON n.oid = c.relnamespace "
      "WHERE n.nspname = ?1";
  auto const take = [&](std::string const& sql) {
    db.each(sql, Params(schema), [&](RowView const& row) {
      auto text = row.text(1);
      // PostgreSQL calls the schema of temporary tables so, whatever its name.
      for (std::string const& qualified : {std::string(schema) + ".", std::string("pg_temp.")}) {
        for (auto at = text.find(qualified); at != text.npos; at = text.find(qualified, at)) {
          text.erase(at, qualified.size());
        }
      }
      all[row.text(0)].insert(text);
    });
  };
  take(
      fmt::format("SELECT CASE c.relkind WHEN 'r' THEN 'table ' WHEN 'i' THEN 'index ' WHEN 'v' "
                  "THEN 'view ' ELSE 'relation ' END || c.relname, 'of kind ' || "
                  "c.relkind::TEXT || CASE WHEN c.relrowsecurity THEN ' with row security' ELSE '' "
                  "END || CASE WHEN c.relpersistence = 'u' THEN ' unlogged' ELSE '' END FROM "
                  "pg_class "
                  "c {} AND c.relkind NOT IN ('t', 'c')",
                  in_schema));
  take(fmt::format(
      "SELECT 'table ' || c.relname, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || "
      "CASE WHEN a.atttypid >= 16384 THEN ' that is not built in' ELSE '' END || CASE WHEN "
      "a.attnotnull THEN ' NOT NULL' ELSE '' END || COALESCE(' COLLATE ' || CASE "
      "WHEN l.collnamespace <> 'pg_catalog'::REGNAMESPACE THEN l.collnamespace::REGNAMESPACE::TEXT "
      "|| '.' ELSE '' END || l.collname, '') || COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, "
      "d.adrelid), '') || "
      "a.attgenerated::TEXT || a.attidentity::TEXT FROM pg_class c JOIN pg_attribute a ON "
      "a.attrelid = c.oid AND a.attnum > 0 "
      "AND NOT a.attisdropped LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
      "LEFT JOIN pg_collation l ON l.oid = a.attcollation {} AND c.relkind <> 'i'",
      in_schema));
  take(
      fmt::format("SELECT 'table ' || c.relname, k.conname || ' ' || pg_get_constraintdef(k.oid) "
                  "|| CASE WHEN k.convalidated THEN '' ELSE ' NOT VALID' END FROM pg_constraint k "
                  "JOIN pg_class c ON c.oid = k.conrelid {} AND k.contype <> 'n'",
                  in_schema));
  take(
      fmt::format("SELECT 'index ' || c.relname, pg_get_indexdef(i.indexrelid) || CASE WHEN "
                  "i.indisvalid AND i.indisready AND i.indislive THEN '' ELSE ' INVALID' END FROM "
                  "pg_index i JOIN pg_class c ON c.oid = i.indexrelid {} AND c.relkind = 'i' AND "
                  "NOT EXISTS (SELECT 1 FROM pg_class t WHERE t.oid = i.indrelid AND t.relkind = "
                  "'t')",
                  in_schema));
  take(
      fmt::format("SELECT 'trigger ' || t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN "
                  "pg_class c ON c.oid = t.tgrelid {}",
                  in_schema));
  take(
      fmt::format("SELECT 'rule ' || r.rulename || ' of ' || c.relname, pg_get_ruledef(r.oid) "
                  "FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class {}",
                  in_schema));
  take(
      fmt::format("SELECT 'policy ' || p.polname, c.relname::TEXT FROM pg_policy p JOIN pg_class c "
                  "ON c.oid = p.polrelid {}",
                  in_schema));
  take(
      fmt::format("SELECT 'table ' || c.relname, 'inherits' FROM pg_inherits h JOIN pg_class c ON "
                  "c.oid = h.inhrelid OR c.oid = h.inhparent {} AND c.relkind <> 'i'",
                  in_schema));
  take(
      "SELECT DISTINCT 'publication ' || pubname, 'publication' FROM pg_publication_tables WHERE "
      "schemaname = ?1");
  take(
      "SELECT 'function ' || p.proname, 'function' FROM pg_proc p JOIN pg_namespace n ON n.oid = "
      "p.pronamespace WHERE n.nspname = ?1 AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid "
      "= p.oid AND d.deptype = 'e')");
}

std::string first_text(Db& db, std::string_view sql) {
  std::string text;
  db.each(sql, Params(), [&](RowView const& row) { text = row.text(0); });
  return text;
}

Definitions definitions_of_postgres(Db& db) {
  Definitions all;
  each_of_postgres(db, first_text(db, "SELECT current_schema()::TEXT"), all);
  return all;
}

// Made on a connection of its own as tables that only it sees and that end with it.
Definitions made_by_postgres(std::string const& address, std::string const& ddl) {
  auto const db = connect(address, IfMissing::fail);
  Definitions all;
  db->script("BEGIN READ WRITE; SET LOCAL search_path = pg_temp");
  db->script(ddl);
  each_of_postgres(
      *db,
      first_text(*db, "SELECT nspname::TEXT FROM pg_namespace WHERE oid = pg_my_temp_schema()"),
      all);
  db->script("ROLLBACK");
  return all;
}

Definitions made_by_sqlite(std::string const& ddl) {
  auto const db = connect(":memory:", IfMissing::create);
  db->script(ddl);
  return definitions_of_sqlite(*db);
}

// What one text makes on one version of a database is the same each time, and a server's hundred
// tables take half a second: made once a process.
std::shared_ptr<Definitions const> made(Db& like, std::string const& address,
                                        std::string const& ddl) {
  static std::mutex guard;
  static std::map<std::string, std::shared_ptr<Definitions const>> kept;
  bool const file = like.dialect() == Dialect::sqlite;
  auto const version = file ? std::string("sqlite") : first_text(like, "SHOW server_version");
  std::lock_guard const lock(guard);
  auto& definitions = kept[version + "\n" + ddl];
  if (!definitions) {
    definitions = std::make_shared<Definitions const>(file ? made_by_sqlite(ddl)
                                                           : made_by_postgres(address, ddl));
  }
  return definitions;
}

std::string migrations_ddl() {
  std::string ddl;
  for (auto const& migration : migrations::all) ddl += std::string(migration.sql) + "\n";
  return ddl;
}

bool names_column(std::string const& piece, std::string const& other) {
  return piece.substr(0, piece.find(' ')) == other.substr(0, other.find(' '));
}

// The pieces of one thing. A column of a migrated store may be as the migration made it.
void compare(std::string const& what, std::set<std::string> const& there,
             std::set<std::string> const& declared, std::set<std::string> const& migrated,
             std::vector<std::string>& faults) {
  for (std::string const& piece : there) {
    if (declared.contains(piece) || migrated.contains(piece)) continue;
    faults.push_back(fmt::format("{}: định nghĩa lạ “{}”", what, piece));
  }
  for (std::string const& piece : declared) {
    bool const as_migrated = std::ranges::any_of(migrated, [&](std::string const& other) {
      return names_column(piece, other) && there.contains(other);
    });
    if (there.contains(piece) || as_migrated) continue;
    faults.push_back(fmt::format("{}: thiếu định nghĩa “{}”", what, piece));
  }
}

}  // namespace

namespace {

constexpr std::string_view law_of_sqlite =
    // A virtual table has no page of its own.
    "SELECT type || ' ' || name FROM sqlite_master WHERE type NOT IN ('table', 'index') OR "
    "COALESCE(rootpage, 0) = 0 ORDER BY 1";

// What would act, or let nothing act, at a write: told by its kind and name. Declared are built-in
// types and plain comparisons alone. What is built in leaves no trace in pg_depend; a call is
// printed as a word with a bracket at once behind it.
// {0}: our tables, quoted. They are never an extension's, whatever somebody has made them part of.
constexpr std::string_view law_of_postgres = R"sql(
WITH relations AS (
  SELECT c.oid, c.relname, c.relkind, c.relpersistence, c.relrowsecurity OR c.relforcerowsecurity
  AS guarded, EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::REGCLASS
  AND d.objid = c.oid AND d.deptype = 'e') AS extended, c.relname IN ({0}) AS known
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = current_schema()
), ours AS (
  SELECT * FROM relations WHERE known OR NOT extended
), laws AS (
  SELECT 'pg_class'::REGCLASS AS kind, oid, 'column type of ' || relname AS name FROM ours
  UNION ALL SELECT 'pg_constraint'::REGCLASS, k.oid, 'constraint ' || k.conname
  FROM pg_constraint k JOIN ours o ON o.oid = k.conrelid
  UNION ALL SELECT 'pg_attrdef'::REGCLASS, f.oid, 'default of ' || o.relname
  FROM pg_attrdef f JOIN ours o ON o.oid = f.adrelid
)
SELECT 'function ' || p.proname FROM pg_proc p
WHERE p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT 'operator ' || p.oprname FROM pg_operator p
WHERE p.oprnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT 'cast to ' || format_type(k.casttarget, NULL) FROM pg_cast k
WHERE k.oid >= 16384
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = k.oid AND d.deptype = 'e')
UNION ALL SELECT 'trigger ' || t.tgname FROM pg_trigger t JOIN ours o ON o.oid = t.tgrelid
UNION ALL SELECT 'rule ' || r.rulename FROM pg_rewrite r JOIN ours o ON o.oid = r.ev_class
UNION ALL SELECT 'policy ' || p.polname FROM pg_policy p JOIN ours o ON o.oid = p.polrelid
UNION ALL SELECT 'event trigger ' || e.evtname FROM pg_event_trigger e
WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = e.oid AND d.deptype = 'e')
UNION ALL SELECT 'extension over ' || relname FROM relations WHERE known AND extended
UNION ALL SELECT 'row security of ' || relname FROM ours WHERE guarded
UNION ALL SELECT 'child of ' || o.relname FROM pg_inherits h JOIN ours o ON o.oid = h.inhparent
WHERE o.relkind = 'r'
UNION ALL SELECT 'unlogged table ' || relname FROM ours WHERE relpersistence = 'u' AND relkind = 'r'
UNION ALL SELECT 'default of ' || o.relname FROM pg_attrdef f JOIN ours o ON o.oid = f.adrelid
WHERE o.relkind = 'r' AND pg_get_expr(f.adbin, f.adrelid) LIKE '%(%'
UNION ALL SELECT 'constraint ' || k.conname FROM pg_constraint k JOIN ours o ON o.oid = k.conrelid
WHERE k.contype = 'f'
OR (k.contype IN ('c', 'x') AND pg_get_constraintdef(k.oid) ~ '[A-Za-z0-9_"][(]')
UNION ALL SELECT 'index ' || o.relname FROM pg_index i JOIN ours o ON o.oid = i.indexrelid
WHERE COALESCE(pg_get_expr(i.indexprs, i.indrelid), '')
|| COALESCE(pg_get_expr(i.indpred, i.indrelid), '') ~ '[A-Za-z0-9_"][(]'
UNION ALL SELECT l.name FROM laws l JOIN pg_depend d ON d.classid = l.kind AND d.objid = l.oid
WHERE d.refclassid IN ('pg_proc'::REGCLASS, 'pg_operator'::REGCLASS, 'pg_type'::REGCLASS,
'pg_opclass'::REGCLASS, 'pg_collation'::REGCLASS)
ORDER BY 1)sql";

std::vector<std::string> quoted_tables() {
  constexpr std::string_view making = "CREATE TABLE ";
  std::string const ddl = migrations_ddl();
  std::vector<std::string> quoted;
  for (auto at = ddl.find(making); at != ddl.npos; at = ddl.find(making, at)) {
    at += making.size();
    quoted.push_back("'" + ddl.substr(at, ddl.find_first_of(" (", at) - at) + "'");
  }
  return quoted;
}

std::vector<std::string> foreign_laws(Db& db) {
  std::vector<std::string> found;
  db.each(db.dialect() == Dialect::sqlite
              ? std::string(law_of_sqlite)
              : fmt::format(law_of_postgres, fmt::join(quoted_tables(), ", ")),
          Params(), [&](RowView const& row) { found.push_back(row.text(0)); });
  return found;
}

}  // namespace

std::optional<std::string> foreign_law_in(Db& db) {
  auto const found = foreign_laws(db);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<std::string> definition_faults(std::string const& address, Catalogue const& catalogue) {
  auto const db = connect(address, IfMissing::fail, Opening::to_read);
  auto const there =
      db->dialect() == Dialect::sqlite ? definitions_of_sqlite(*db) : definitions_of_postgres(*db);
  auto const declared_kept = made(*db, address, declared_ddl(catalogue));
  auto const migrated_kept = made(*db, address, migrations_ddl());
  Definitions const& declared = *declared_kept;
  Definitions const& migrated = *migrated_kept;
  std::vector<std::string> faults;
  for (auto const& [what, pieces] : declared) {
    auto const found = there.find(what);
    if (found == there.end()) {
      faults.push_back(fmt::format("{}: thiếu trong cơ sở dữ liệu", what));
      continue;
    }
    auto const other = migrated.find(what);
    compare(what, found->second, pieces, other == migrated.end() ? pieces : other->second, faults);
  }
  for (auto const& [what, pieces] : there) {
    if (!declared.contains(what)) {
      faults.push_back(fmt::format("{}: không phải của Giaoban", what));
    }
  }
  // What stands in no table, or is told above by another name.
  for (std::string const& law : foreign_laws(*db)) {
    if (!there.contains(law)) faults.push_back(fmt::format("{}: không phải của Giaoban", law));
  }
  return faults;
}

}  // namespace giaoban::store
