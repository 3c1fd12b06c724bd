#include "store/db.h"

#include <cerrno>
#include <functional>
#include <mutex>
#include <set>
#include <system_error>

#include "store/postgres.h"
#include "store/sqlite.h"
#include "store/strange.h"

namespace giaoban::store {

namespace {

using Names = std::set<std::string, std::less<>>;

// The one process-wide state of the store: the coverage test asks about all connections at once.
struct QueryLog {
  std::mutex guard;
  Names names;
};

QueryLog& query_log() {
  static QueryLog log;
  return log;
}

void note_run(std::string_view name) {
  // Keeps the lock off the usual path: a thread notes each name once.
  thread_local Names noted;
  if (noted.contains(name)) return;
  noted.emplace(name);
  auto& log = query_log();
  std::scoped_lock const lock(log.guard);
  log.names.emplace(name);
}

}  // namespace

void Db::each(Query const& query, Params const& params, OnRow const& on_row) {
  note_run(query.name);
  if (!PassingOver::now()) return each(query.sql, params, on_row);
  each(query.sql, params, [&](RowView const& row) { use_row([&] { on_row(row); }); });
}

void Db::each_of_many(Query const& query, Params const& params, OnRow const& on_row) {
  note_run(query.name);
  each_of_many(query.sql, params, on_row);
}

std::int64_t Db::execute(Query const& query, Params const& params) {
  note_run(query.name);
  return execute(query.sql, params);
}

std::vector<std::string> queries_run() {
  auto& log = query_log();
  std::scoped_lock const lock(log.guard);
  return {log.names.begin(), log.names.end()};
}

bool says_disk_full(std::exception const& fault) {
  if (dynamic_cast<DiskFull const*>(&fault) != nullptr) return true;
  auto const* system = dynamic_cast<std::system_error const*>(&fault);
  return system != nullptr && (system->code() == std::errc::no_space_on_device ||
                               system->code() == std::error_code(EDQUOT, std::system_category()) ||
                               system->code() == std::errc::file_too_large);
}

Dialect dialect_of(std::string_view address) {
  bool const url = address.starts_with("postgresql://") || address.starts_with("postgres://");
  return url ? Dialect::postgres : Dialect::sqlite;
}

std::unique_ptr<Db> connect(std::string const& address, IfMissing if_missing, Opening opening) {
  if (dialect_of(address) == Dialect::postgres) return open_postgres(address);
  return open_sqlite(address, if_missing, opening);
}

}  // namespace giaoban::store
