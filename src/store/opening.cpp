#include "store/opening.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "base/target.h"
#include "store/damage.h"
#include "store/files.h"
#include "store/meta.h"
#include "store/queries.h"
#include "store/schema.h"
#include "store/seals.h"
#include "store/sqlite.h"

namespace giaoban::store {

namespace {

constexpr std::int64_t store_number_max = (1 << 20) - 1;

}  // namespace

void write_keys(std::string const& path, StoreKeys const& keys) {
  auto const folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  auto const broken = [&](int error) {
    return std::system_error(error == 0 ? EIO : error, std::system_category(),
                             fmt::format("cannot write the key file {}", path));
  };
  int const file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) throw broken(errno);
  std::string const text = keys.text();
  // On the disk before the store is: a store whose keys a power cut took is lost.
  bool const written =
      ::write(file, text.data(), text.size()) == std::ssize(text) && ::fsync(file) == 0;
  int const error = errno;
  ::close(file);
  if (written) return;
  ::unlink(path.c_str());
  throw broken(error);
}

Result<StoreKeys> read_keys(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return refuse(keys_missing, {{"file", path}});
  std::stringstream text;
  text << in.rdbuf();
  auto const keys = StoreKeys::parse(text.str());
  if (!keys) return refuse(wrong_keys, {{"file", path}});
  return *keys;
}

namespace {

std::string text_of_file(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool sealed_noted(std::string const& keys_path) {
  return text_of_file(keys_path).find("\nsealed ") != std::string::npos;
}

// Of a store from before the setting of both keys. One wrapped secret that opens is proof enough,
// and one that was altered no proof against.
bool wraps_what_stands(Db& db, StoreKeys const& keys) {
  bool any = false;
  bool opened = false;
  db.each(queries::some_person_keys, Params(), [&](RowView const& row) {
    any = true;
    opened = opened || unwrap(row.blob(1), PersonId{row.integer(0)}, keys);
  });
  return opened || !any;
}

}  // namespace

Result<void> prove_keys(Db& db, StoreKeys const& keys, std::string const& keys_path) {
  if (!setting_sealed(db, keys, "store")) return refuse(wrong_keys, {{"file", keys_path}});
  int const schema = schema_version(db);
  if (schema < schema_with_seals() && sealed_noted(keys_path)) {
    return refuse(sealed_before, {{"file", keys_path}});
  }
  bool const whole = schema < schema_with_both_keys() ? wraps_what_stands(db, keys)
                                                      : setting_sealed(db, keys, keys_setting);
  if (!whole) return refuse(wrong_keys, {{"file", keys_path}});
  return {};
}

void note_sealed(std::string const& keys_path) noexcept {
  try {
    auto const text = text_of_file(keys_path);
    auto const keys = StoreKeys::parse(text);
    if (!keys || sealed_noted(keys_path)) return;
    // Behind what stands: a power cut takes nothing of the keys.
    std::string line = text.ends_with('\n') ? "" : "\n";
    line += "sealed 1\n";
    int const file = ::open(keys_path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (file < 0) return;
    if (::write(file, line.data(), line.size()) == std::ssize(line)) ::fsync(file);
    ::close(file);
  } catch (...) {  // said at the next opening
  }
}

bool table_exists(Db& db, std::string_view table) {
  bool found = false;
  db.each(db.dialect() == Dialect::sqlite
              ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1"
              : "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND "
                "table_name = ?1",
          Params(table), [&](RowView const&) { found = true; });
  return found;
}

bool holds_tables(Db& db) {
  bool found = false;
  db.each(db.dialect() == Dialect::sqlite
              ? "SELECT 1 FROM sqlite_master LIMIT 1"
              : "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() "
                "LIMIT 1",
          Params(), [&](RowView const&) { found = true; });
  return found;
}

bool may_be_store(std::string const& path) {
  if (std::filesystem::is_directory(path)) return false;
  std::ifstream in(path, std::ios::binary);
  std::string head(72, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (in.gcount() == 0) return true;
  std::uint32_t id = 0;
  for (std::size_t i = 68; i < 72; ++i) id = (id << 8U) | static_cast<unsigned char>(head[i]);
  return head.starts_with("SQLite format 3") && id == sqlite_application_id;
}

int schema_version(Db& db) {
  std::string const text = meta(db, "schema");
  int version = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (fault != std::errc{} || end != text.data() + text.size()) {
    throw Breakage("the store's setting \"schema\" is damaged");
  }
  return version;
}

bool setting_sealed(Db& db, StoreKeys const& keys, std::string_view name) {
  auto const row = db.first(queries::meta, Params(name), [](RowView const& found) {
    return std::pair(found.text(0), found.blob(1));
  });
  return row && row->second == meta_seal(keys, name, row->first);
}

Result<void> make_store(Db& db, OpenOptions const& options, std::string const& keys_path) {
  db.begin_write();
  if (table_exists(db, "meta")) {  // another process was faster
    db.rollback();
    return {};
  }
  bool const kept = std::filesystem::exists(keys_path);
  StoreKeys keys = StoreKeys::random();
  if (kept) {
    TRY_INTO(keys, read_keys(keys_path));
  } else {
    write_keys(keys_path, keys);
  }
  std::int64_t const number =
      options.store_number.value_or(1 + randombytes_uniform(store_number_max));
  db.script(declared_ddl(*options.catalogue));
  set_meta(db, keys, "schema", std::to_string(latest_schema()));
  set_meta(db, keys, "store", std::to_string(number));
  set_meta(db, keys, "last_id", std::to_string(number << sequence_bits));
  set_meta(db, keys, keys_setting, "2");
  set_head(db, keys, Head{});
  db.commit();
  return {};
}

Result<void> bring_up_to_date(Db& db, StoreKeys const& keys, Catalogue const& catalogue) {
  db.begin_write();
  int const from = schema_version(db);  // anew: another process may have migrated meanwhile
  if (!setting_sealed(db, keys, "schema"))
    throw Breakage("the store's setting \"schema\" was altered");
  migrate(db, from);
  if (from < schema_with_seals()) seal_what_stands(db, keys, catalogue);
  if (from < schema_with_both_keys()) set_meta(db, keys, keys_setting, "2");
  for (Derived const* derived : catalogue.derived) {
    if (derived->remake != nullptr) derived->remake(db);
  }
  set_meta(db, keys, "schema", std::to_string(latest_schema()));
  db.commit();
  return {};
}

std::string without_password(std::string const& address) {
  std::size_t const at = address.find('@');
  std::size_t const scheme = address.find("://");
  if (at == std::string::npos || scheme == std::string::npos) return address;
  std::size_t const colon = address.find(':', scheme + 3);
  return colon < at ? address.substr(0, colon) + address.substr(at) : address;
}

Result<void> no_log_alone(std::string const& file) {
  if (is_of_a_database(file)) return refuse(name_of_a_log, {{"file", file}});
  for (std::string const& beside : with_what_stands_beside(file)) {
    if (beside == file || standing_at(beside) == Standing::nothing) continue;
    if (std::filesystem::exists(file)) return {};  // another process made both meanwhile
    return refuse(log_without_store, {{"file", beside}, {"address", file}});
  }
  return {};
}

Result<void> no_writes_lost(std::string const& file) {
  auto const torn = torn_log_of(file);
  if (!torn || torn->commits < 2) return {};
  return refuse(torn_log, {{"file", log_of(file)}, {"count", std::to_string(torn->commits)}});
}

}  // namespace giaoban::store
