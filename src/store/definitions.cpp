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
      "SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE "
      "'sqlite\\_%' ESCAPE '\\'",
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
                  "END FROM pg_class "
                  "c {} AND c.relkind NOT IN ('t', 'c')",
                  in_schema));
  take(fmt::format(
      "SELECT 'table ' || c.relname, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || "
      "CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END || COALESCE(' COLLATE ' || l.collname, "
      "'') || COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') || "
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
                  "pg_class c ON c.oid = t.tgrelid {} AND NOT t.tgisinternal",
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

std::optional<std::string> foreign_law_in(Db& db) {
  std::optional<std::string> found;
  db.each(
      db.dialect() == Dialect::sqlite
          ? "SELECT type || ' ' || name FROM sqlite_master WHERE type NOT IN ('table', "
            "'index') OR sql LIKE 'CREATE VIRTUAL%' ORDER BY 1 LIMIT 1"
          : "SELECT 'trigger ' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = "
            "t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = "
            "current_schema() AND NOT t.tgisinternal UNION ALL SELECT 'rule ' || r.rulename "
            "FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON "
            "n.oid = c.relnamespace WHERE n.nspname = current_schema() AND NOT EXISTS (SELECT "
            "1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') UNION ALL SELECT "
            "'policy ' || p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN "
            "pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() UNION "
            "ALL SELECT 'default of ' || c.relname FROM pg_attrdef d JOIN pg_class c ON c.oid "
            "= d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = "
            "current_schema() AND c.relkind = 'r' AND pg_get_expr(d.adbin, d.adrelid) LIKE "
            "'%(%' LIMIT 1",
      Params(), [&](RowView const& row) { found = row.text(0); });
  return found;
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
  return faults;
}

}  // namespace giaoban::store
