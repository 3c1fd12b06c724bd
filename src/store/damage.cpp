#include "store/damage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace giaoban::store {

namespace {

constexpr std::size_t log_head_size = 32;
constexpr std::size_t frame_head_size = 24;
constexpr std::uint32_t log_magic = 0x377f0682;  // with 1 added: sums over big-endian words

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = (number << 8U) | static_cast<unsigned char>(bytes[at + i]);
  }
  return number;
}
std::uint32_t little_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;) {
    number = (number << 8U) | static_cast<unsigned char>(bytes[at + i]);
  }
  return number;
}

// SQLite's running sum over all of the log so far.
struct LogSum {
  bool big = false;
  std::uint32_t first = 0;
  std::uint32_t second = 0;

  void add(std::string_view bytes) {
    auto const word = big ? big_endian : little_endian;
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      first += word(bytes, at) + second;
      second += word(bytes, at + 4) + first;
    }
  }
  [[nodiscard]] bool stands_at(std::string_view bytes, std::size_t at) const {
    return big_endian(bytes, at) == first && big_endian(bytes, at + 4) == second;
  }
};

bool read_whole(std::ifstream& in, std::string& into) {
  in.read(into.data(), static_cast<std::streamsize>(into.size()));
  return in.gcount() == static_cast<std::streamsize>(into.size());
}

struct LogRead {
  TornLog torn;
  bool first_page = false;  // the store's head stands in it
};

// One pass. Frames of the log before stand behind its end with other salts.
LogRead log_as_read(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  std::string head(log_head_size, '\0');
  if (!in || !read_whole(in, head)) return {};
  std::uint32_t const magic = big_endian(head, 0);
  LogSum sum{.big = (magic & 1U) != 0};
  sum.add(std::string_view(head).substr(0, 24));
  bool whole = (magic & ~1U) == log_magic && sum.stands_at(head, 24);
  std::size_t page = big_endian(head, 8);
  if (page < 512 || page > 65536 || (page & (page - 1)) != 0) page = 4096;
  std::string salts = head.substr(16, 8);
  LogRead read;
  TornLog& torn = read.torn;
  std::string frame(frame_head_size + page, '\0');
  for (std::int64_t number = 1; read_whole(in, frame); ++number) {
    std::string_view const bytes(frame);
    if (!whole && torn.frame == 0 && number == 1) salts = frame.substr(8, 8);  // of a torn head
    bool const ours = bytes.substr(8, 8) == salts;
    if (whole && ours) {
      sum.add(bytes.substr(0, 8));
      sum.add(bytes.substr(frame_head_size));
    }
    if (whole && !(ours && sum.stands_at(bytes, 16))) {
      whole = false;
      torn.frame = number;
    }
    if (!whole && ours && big_endian(bytes, 4) != 0) ++torn.commits;
    if (whole && big_endian(bytes, 0) == 1) read.first_page = true;
  }
  return read;
}

std::optional<TornLog> torn_as_read(std::string const& path) {
  auto const torn = log_as_read(path).torn;
  return torn.commits == 0 ? std::nullopt : std::optional(torn);
}

}  // namespace

std::string log_of(std::string const& store_file) {
  return store_file + "-wal";
}

// Another process may be writing it meanwhile: what is torn stays torn.
std::optional<TornLog> torn_log_of(std::string const& store_file) {
  auto found = torn_as_read(log_of(store_file));
  for (int again = 0; found && again < 2; ++again) {
    auto const now = torn_as_read(log_of(store_file));
    if (!now || now->frame != found->frame) return std::nullopt;
    found = now;
  }
  return found;
}

namespace {

// Bytes of the file's head that say how the rest is read, as SQLite writes them into each of our
// stores. Left out are the page size, without which nothing opens, and what counts changes.
struct HeadByte {
  std::size_t at;
  unsigned char value;
};
constexpr std::array<HeadByte, 21> head_bytes{{
    {18, 2},                                // written through the log,
    {19, 2},                                // and read through it
    {20, 0},                                // bytes kept back at each page's end
    {21, 64}, {22, 32}, {23, 32},           // of payloads
    {44, 0},  {45, 0},  {46, 0},  {47, 4},  // form of the definitions
    {52, 0},  {53, 0},  {54, 0},  {55, 0},  // files that shrink by themselves
    {56, 0},  {57, 0},  {58, 0},  {59, 1},  // UTF-8
    {64, 0},  {66, 0},  {67, 0},
}};

}  // namespace

std::vector<std::string> head_faults(std::string const& store_file) {
  std::ifstream in(store_file, std::ios::binary);
  std::string head(100, '\0');
  if (!in || !read_whole(in, head)) return {"đầu tệp kho: không đọc được"};
  std::vector<std::string> faults;
  bool const newer_in_log = log_as_read(log_of(store_file)).first_page;
  for (auto const& [at, value] : head_bytes) {
    if (newer_in_log && at > 19) break;  // the log proves its own pages
    if (static_cast<unsigned char>(head[at]) == value) continue;
    faults.push_back(fmt::format("đầu tệp kho: byte {} là {}, phải là {}", at,
                                 static_cast<unsigned char>(head[at]), value));
  }
  return faults;
}

namespace {

std::vector<std::string> integrity_of_sqlite(Db& db) {
  std::vector<std::string> faults;
  db.each("PRAGMA integrity_check(100)", Params(), [&](RowView const& row) {
    if (row.text(0) != "ok") faults.push_back("tệp kho: " + row.text(0));
  });
  return faults;
}

struct IndexOf {
  std::string name;
  std::string table;
  std::string columns;
};

std::vector<IndexOf> indexes_of_postgres(Db& db) {
  std::vector<IndexOf> all;
  db.each(
      "SELECT x.relname::TEXT, t.relname::TEXT, (SELECT string_agg(quote_ident(a.attname), ', ' "
      "ORDER BY k.place) FROM unnest(i.indkey) WITH ORDINALITY k (column_number, place) JOIN "
      "pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.column_number) FROM pg_index i JOIN "
      "pg_class x ON x.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace "
      "n ON n.oid = t.relnamespace WHERE n.nspname = current_schema() AND t.relkind = 'r' AND "
      "i.indpred IS NULL AND i.indexprs IS NULL ORDER BY t.relname, x.relname",
      Params(),
      [&](RowView const& row) { all.push_back({row.text(0), row.text(1), row.text(2)}); });
  return all;
}

// The extension that proves the inside of a tree, where somebody has installed it for us.
// The extension's own function by its whole name, which no other can take; "" without it.
std::string amcheck_of(Db& db) {
  std::string name;
  db.each(
      "SELECT quote_ident(n.nspname) || '.bt_index_check' FROM pg_proc p JOIN pg_namespace n ON "
      "n.oid = p.pronamespace JOIN pg_depend d ON d.classid = 'pg_proc'::REGCLASS AND d.objid = "
      "p.oid AND d.deptype = 'e' JOIN pg_extension e ON e.oid = d.refobjid WHERE e.extname = "
      "'amcheck' AND p.proname = 'bt_index_check' AND has_function_privilege(p.oid, 'EXECUTE') "
      "LIMIT 1",
      Params(), [&](RowView const& row) { name = row.text(0); });
  return name;
}

// Settings of this transaction only.
void plan_by(Db& db, std::string_view over_table, std::string_view over_index) {
  db.each(fmt::format("SELECT set_config('enable_seqscan', '{0}', true), "
                      "set_config('enable_sort', '{0}', true), "
                      "set_config('enable_indexscan', '{1}', true), "
                      "set_config('enable_indexonlyscan', '{1}', true)",
                      over_table, over_index),
          Params(), [](RowView const&) {});
}

// By number of the index: how many rows, what they hold together, and how many stand behind a
// greater one.
using Walks = std::map<std::int64_t, std::tuple<std::int64_t, std::string, std::int64_t>>;

Walks walked(Db& db, std::span<IndexOf const> indexes, std::string_view question) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    parts.push_back(fmt::format(fmt::runtime(question), fmt::arg("number", i),
                                fmt::arg("columns", indexes[i].columns),
                                fmt::arg("table", indexes[i].table)));
  }
  Walks walks;
  db.each(fmt::format("{}", fmt::join(parts, " UNION ALL ")), Params(), [&](RowView const& row) {
    walks[row.integer(0)] = {row.integer(1), row.text(2), row.integer(3)};
  });
  return walks;
}

// Each index from end to end, beside a reading of its table that uses none.
void hold_against_tables(Db& db, std::span<IndexOf const> indexes,
                         std::vector<std::string>& faults) {
  plan_by(db, "on", "off");
  auto const tables = walked(
      db, indexes,
      "SELECT {number}, COUNT(*), COALESCE(SUM(pg_catalog.hashtextextended(ROW({columns})::TEXT, "
      "0::INT8)::NUMERIC), 0)::TEXT, 0::INT8 FROM {table}");
  plan_by(db, "off", "on");
  auto const through =
      walked(db, indexes,
             "SELECT {number}, COUNT(*), COALESCE(SUM(pg_catalog.hashtextextended(entry::TEXT, "
             "0::INT8)::NUMERIC), 0)::TEXT, COUNT(*) FILTER (WHERE before > entry) FROM (SELECT "
             "ROW({columns}) AS entry, LAG(ROW({columns})) OVER (ORDER BY {columns}) AS before "
             "FROM {table}) AS walk");
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    auto const number = static_cast<std::int64_t>(i);
    if (tables.at(number) == through.at(number)) continue;
    faults.push_back(
        fmt::format("{}: chỉ mục không khớp bảng {}", indexes[i].name, indexes[i].table));
  }
}

void prove_trees(Db& db, std::span<IndexOf const> indexes, std::string_view amcheck) {
  for (IndexOf const& index : indexes) {
    db.each(fmt::format("SELECT {}(CAST(CAST(?1 AS TEXT) AS REGCLASS), true)::TEXT", amcheck),
            Params(index.name), [](RowView const&) {});
  }
}

// In a transaction of its own: PostgreSQL answers nothing more in one that broke.
void prove(Db& db, std::span<IndexOf const> indexes, std::vector<std::string>& faults) {
  db.begin_read();
  try {
    if (auto const amcheck = amcheck_of(db); !amcheck.empty()) prove_trees(db, indexes, amcheck);
    hold_against_tables(db, indexes, faults);
  } catch (...) {
    db.rollback();
    throw;
  }
  db.rollback();
}

// All at once; where that breaks, one after another, so that each is named.
std::vector<std::string> integrity_of_postgres(Db& db) {
  auto const indexes = indexes_of_postgres(db);
  std::vector<std::string> faults;
  try {
    prove(db, indexes, faults);
    return faults;
  } catch (Breakage const&) {
    faults.clear();
  }
  for (IndexOf const& index : indexes) {
    try {
      prove(db, {&index, 1}, faults);
    } catch (Breakage const& fault) {
      faults.push_back(fmt::format("{}: không đọc được ({})", index.name, fault.what()));
    }
  }
  return faults;
}

}  // namespace

std::vector<std::string> integrity_faults(std::string const& address) {
  auto const db = connect(address, IfMissing::fail, Opening::to_read);
  return db->dialect() == Dialect::sqlite ? integrity_of_sqlite(*db) : integrity_of_postgres(*db);
}

}  // namespace giaoban::store
