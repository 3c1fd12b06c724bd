#include "store/store.h"

#include <gtest/gtest.h>

#include "base/target.h"
#include "store/toy_world_test.h"

namespace giaoban::store {
namespace {

using test::code_of;
using test::day;
using test::faults;
using test::must;
using test::must_write;
using toy::Stay;
using toy::write_verb;

class Backups : public toy::ToyWorld {};
ON_BOTH_DATABASES(Backups);

TEST_P(Backups, a_backup_is_restored_on_either_database) {
  auto const store = fresh_store(toy::catalogue());
  auto const hall = found_hall(*store);
  auto const person = admit(*store, "Nguyễn\tVăn \\ Ước", "0912");
  auto const gone = admit(*store, "Đã Xóa", "0913");
  must_write(*store, write_verb,
             [&](Tx& tx) { return tx.state(person.value, {day("2005-01-01")}, Stay{hall}); });
  must_write(*store, erase_verb, [&](Tx& tx) { return erase(tx, gone, "Luật"); });
  store->log_access("lan", "hồ sơ", person.value);
  auto const head = check(*store);
  auto const file = (folder() / "backup.giaoban").string();
  auto const keys = (folder() / "backup.keys").string();
  must(backup(*store, file, keys));
  EXPECT_EQ(code_of(backup(*store, file, keys)), "store.already_there");
  EXPECT_FALSE(std::filesystem::exists(file + "-wal"));
  // Back to this database, which for PostgreSQL is SQLite and back.
  auto const target = options(fresh_address(), toy::catalogue());
  must(restore(file, keys, target));
  auto const restored = must(Store::open(target));
  auto const report = check(*restored, Anchor{head.head, head.head_mark});
  EXPECT_EQ(report.faults, std::vector<std::string>{});
  EXPECT_EQ(report.facts, head.facts);
  EXPECT_EQ(report.erased, 1);
  EXPECT_EQ(phone_on(*restored, person), "0912");
  EXPECT_EQ(restored->accesses(person.value).size(), 1U);
  EXPECT_EQ(code_of(restore(file, keys, target)), "store.already_there");
  // The restored store is a store: it is written and backed up on.
  admit(*restored, "Người mới", "0914");
  must(backup(*restored, file + "2", keys + "2"));
  auto const elsewhere = options((folder() / "third.giaoban").string(), toy::catalogue());
  must(restore(file + "2", keys + "2", elsewhere));
  EXPECT_EQ(faults(*must(Store::open(elsewhere))), "");
}

// Whatever stands where a backup or a restored store will, the names beside it included, stays.
TEST_P(Backups, go_where_nothing_stands_and_take_nothing_away) {
  auto const store = fresh_store(toy::catalogue());
  found_hall(*store);
  auto const at = [&](std::string const& name) { return (folder() / name).string(); };
  must(backup(*store, at("whole"), at("whole.key")));
  auto const restored_to = [&](std::string const& address, std::string const& keys) {
    auto to = options(address, toy::catalogue());
    to.keys_path = keys;
    return code_of(restore(at("whole"), at("whole.key"), to));
  };
  for (std::string const end : {"", "-wal", "-shm", "-journal", ".key"}) {
    auto const there = at("q" + end);
    std::ofstream(there) << "another's";
    EXPECT_EQ(code_of(backup(*store, at("q"), at("q.key"))), "store.already_there") << there;
    EXPECT_EQ(restored_to(at("q"), at("q.key")), "store.already_there") << there;
    EXPECT_EQ(std::filesystem::file_size(there), 9U) << there;
    std::filesystem::remove(there);
    std::filesystem::create_symlink(at("nowhere"), there);
    EXPECT_EQ(code_of(backup(*store, at("q"), at("q.key"))), "store.already_there") << there;
    EXPECT_EQ(restored_to(at("q"), at("q.key")), "store.already_there") << there;
    EXPECT_TRUE(std::filesystem::is_symlink(there)) << there;
    std::filesystem::remove(there);
  }
  for (std::string const end : {"-wal", "-shm", "-journal"}) {
    EXPECT_EQ(code_of(backup(*store, at("q"), at("q" + end))), "store.name_of_a_log");
    EXPECT_EQ(code_of(backup(*store, at("q" + end), at("q.key"))), "store.name_of_a_log");
    EXPECT_EQ(restored_to(at("q"), at("q" + end)), "store.name_of_a_log");
  }
  EXPECT_EQ(code_of(backup(*store, at("q"), at("./q"))), "store.already_there");
  EXPECT_EQ(standing_at(at("q")), Standing::nothing);
}

// SQLite would drop it: it may hold what was acknowledged.
TEST_P(Backups, a_store_is_not_made_beside_a_log_left_alone) {
  for (std::string const end : {"-wal", "-journal"}) {
    auto const address = (folder() / ("lone" + end.substr(1))).string();
    std::ofstream(address + end) << "commits";
    auto to = options(address, toy::catalogue());
    to.if_missing = IfMissing::create;
    EXPECT_EQ(code_of(Store::open(to)), "store.log_without_store");
    EXPECT_EQ(std::filesystem::file_size(address + end), 7U);
    EXPECT_EQ(standing_at(address), Standing::nothing);
    // Nor are its keys given to the database to remove.
    to = options((folder() / "fresh").string(), toy::catalogue());
    to.if_missing = IfMissing::create;
    to.keys_path = to.address + end;
    EXPECT_EQ(code_of(Store::open(to)), "store.name_of_a_log");
    EXPECT_EQ(standing_at(to.keys_path), Standing::nothing);
  }
}

TEST_P(Backups, a_backup_with_other_keys_restores_nothing) {
  auto const store = fresh_store(toy::catalogue());
  found_hall(*store);
  auto const file = (folder() / "backup.giaoban").string();
  auto const keys = (folder() / "backup.keys").string();
  must(backup(*store, file, keys));
  std::filesystem::remove(keys);
  auto const target = options(fresh_address(), toy::catalogue());
  EXPECT_EQ(code_of(restore(file, keys, target)), "store.keys_missing");
  std::ofstream(keys) << StoreKeys::random().text();
  EXPECT_EQ(code_of(restore(file, keys, target)), "store.wrong_keys");
  EXPECT_FALSE(std::filesystem::exists(target.keys_path));
}

}  // namespace
}  // namespace giaoban::store
