// A store from before the seals, as its migrations left it, is sealed as it is opened; what was
// altered in it by then is still told.
#include <gtest/gtest.h>

#include <fstream>

#include "account/account.h"
#include "app/catalogue.h"
#include "store/bytes.h"
#include "store/fact_row.h"
#include "store/files.h"
#include "store/meta.h"
#include "store/migrations.h"
#include "store/schema.h"
#include "store/seals.h"
#include "tests/store_world.h"

namespace giaoban::store {
namespace {

Catalogue const& whole() {
  static Catalogue const made = app::catalogue();
  return made;
}

class OldStores : public test::StoreWorld {
 protected:
  static constexpr std::int64_t account = (std::int64_t{7} << 33) + 1;

  void old_access(Db& db, StoreKeys const& keys, std::int64_t id, Access const& access) {
    std::string text;
    put(text, id);
    put(text, access.at.microseconds);
    put(text, access.actor);
    put(text, access.what);
    put(text, access.subject.value_or(0));
    db.execute(
        "INSERT INTO access (id, at, actor, what, subject, seal) VALUES (?1, ?2, ?3, ?4, "
        "?5, ?6)",
        Params(id, access.at.microseconds, access.actor, access.what, access.subject,
               blind_index(text, "sign", keys)));
  }

  // An account whose password was set by entry 1, a session, a job, two lines of the access log.
  OpenOptions made_before_seals(StoreKeys const& keys = StoreKeys::random()) {
    auto opening = options(fresh_address(), whole());
    auto const text = keys.text();
    std::ofstream(opening.keys_path) << text.substr(0, text.find("check"));
    auto const db = connect(opening.address, IfMissing::create);
    db->begin_write();
    for (int i = 0; i + 1 < schema_with_seals(); ++i) {
      db->script(migrations::all[static_cast<std::size_t>(i)].sql);
    }
    set_meta(*db, keys, "schema", std::to_string(schema_with_seals() - 1));
    set_meta(*db, keys, "store", "7");
    set_meta(*db, keys, "last_id", std::to_string(account));
    set_meta(*db, keys, "accesses", "2");
    Kind const& kind = account::PasswordChange::kind;
    account::PasswordChange const change;
    Day const day = test::day("01/06/2021");
    FactHead head;
    head.subject = account;
    head.span = {day, day + 1};
    head.recorded_in = 1;
    head.superseded_in = standing;
    auto const values = values_of(kind, &change);
    Params row;
    for (Value& value : to_row(kind, head, values, nullptr, keys)) row.add(std::move(value));
    db->execute(sql_of(kind).insert, row);
    Merkle merkle;
    merkle.add(leaf_of(kind, head, values, nullptr));
    Entry entry;
    entry.number = 1;
    entry.actor = "an";
    entry.verb = "account.give-password";
    entry.nonce = "n1";
    entry.leaf_count = 1;
    entry.root = merkle.root();
    entry.hash = hash_of(entry);
    auto const blob = [](Hash const& hash) { return Blob{std::string(hash.view())}; };
    db->execute(
        "INSERT INTO entry (number, actor, at, verb, nonce, leaf_count, root, previous, "
        "hash) VALUES (1, ?1, 0, ?2, ?3, 1, ?4, ?5, ?6)",
        Params(entry.actor, entry.verb, entry.nonce, blob(entry.root), blob(entry.previous),
               blob(entry.hash)));
    db->execute("INSERT INTO account_secret (account, hash) VALUES (?1, 'argon')", Params(account));
    db->execute(
        "INSERT INTO job (id, owner, title_vietnamese, title_english, started_at, state, "
        "file) VALUES (1, 'an', 'x', 'x', 0, 'done', '/etc/passwd')");
    old_access(*db, keys, 1, {1, {1}, "lan", "hồ sơ", 5});
    old_access(*db, keys, 2, {2, {2}, "minh", "danh sách", std::nullopt});
    db->commit();
    return opening;
  }
  std::string sealed_faults(Store& store) {
    std::string all;
    for (std::string const& fault : seal_faults(*store.read(), {})) all += fault + "\n";
    return all;
  }
  void alter(OpenOptions const& opening, std::string const& sql) {
    auto const db = connect(opening.address, IfMissing::fail);
    db->begin_write();
    db->execute(sql);
    db->commit();
  }
};
ON_BOTH_DATABASES(OldStores);

TEST_P(OldStores, are_sealed_as_they_stand) {
  auto const opening = made_before_seals();
  auto const store = test::must(Store::open(opening));
  EXPECT_EQ(sealed_faults(*store), "");
  auto const snapshot = store->read();
  std::int64_t set_in = 0;
  for (OwnTable const* table : store->catalogue().own_tables) {
    OwnRows(*snapshot).each(*table, "seal IS NOT NULL", {}, [&](RowView const& row) {
      if (table->table == "account_secret") set_in = row.integer(3);
    });
  }
  EXPECT_EQ(set_in, 1) << "the password names the entry that set it";
  // It goes on as any store does.
  store->log_access("lan", "hồ sơ", 6);
  EXPECT_EQ(sealed_faults(*test::must(Store::open(opening))), "");
  EXPECT_EQ(store->accesses(std::nullopt).size(), 3U);
}

TEST_P(OldStores, keep_what_was_altered_before) {
  struct Case {
    char const* sql;
    char const* told;
  };
  for (auto const& [sql, told] :
       {Case{"UPDATE access SET what = 'không gì' WHERE id = 1", "access: dòng 1"},
        Case{"DELETE FROM access WHERE id = 2", "access: nhật ký truy cập dừng ở dòng 1"},
        Case{"UPDATE entry SET actor = 'minh'", "entry: bút toán 1 không có dấu"}}) {
    auto const opening = made_before_seals();
    alter(opening, sql);
    auto const store = test::must(Store::open(opening));
    EXPECT_NE(sealed_faults(*store).find(told), std::string::npos) << sql << "\n"
                                                                   << sealed_faults(*store);
  }
}

TEST_P(OldStores, are_not_sealed_a_second_time) {
  auto const opening = made_before_seals();
  test::must(Store::open(opening));
  alter(opening, "UPDATE account_secret SET hash = 'own'");
  EXPECT_NE(sealed_faults(*test::must(Store::open(opening))).find("account_secret"),
            std::string::npos);
}

// Two settings of a copy from before the seals say that a store has none; its rows may be
// anybody's.
TEST_P(OldStores, are_not_made_anew_of_one_that_was_sealed) {
  auto const sealed = made_before_seals();
  auto const keys = test::must(Store::open(sealed))->keys();
  auto rebuilt = made_before_seals(keys);
  rebuilt.keys_path = sealed.keys_path;
  alter(rebuilt, "UPDATE account_secret SET hash = 'own'");
  for (auto const opening : {Opening::to_write, Opening::to_read}) {
    rebuilt.opening = opening;
    EXPECT_EQ(test::code_of(Store::open(rebuilt)), "store.sealed_before");
  }
  EXPECT_TRUE(Store::open(sealed));
  // Nor of one that was made with its seals.
  std::filesystem::remove(sealed.keys_path);
  write_keys(sealed.keys_path, keys);
  EXPECT_EQ(test::code_of(Store::open(rebuilt)), "store.sealed_before");
}

TEST_P(OldStores, are_refused_with_a_damaged_key_that_wraps) {
  StoreKeys const keys = StoreKeys::random();
  auto const opening = made_before_seals(keys);
  {
    auto const db = connect(opening.address, IfMissing::fail);
    db->begin_write();
    db->execute("INSERT INTO person_key (person, wrapped) VALUES (?1, ?2)",
                Params(5, wrap(random_secret(), PersonId{5}, keys)));
    db->commit();
  }
  auto half = keys;
  half.wrap[7] ^= 1;
  std::ofstream(opening.keys_path) << half.text().substr(0, half.text().find("check"));
  EXPECT_EQ(test::code_of(Store::open(opening)), "store.wrong_keys");
  std::ofstream(opening.keys_path) << keys.text().substr(0, keys.text().find("check"));
  EXPECT_TRUE(Store::open(opening));
}

}  // namespace
}  // namespace giaoban::store
