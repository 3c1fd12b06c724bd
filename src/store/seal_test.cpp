// What somebody with the store and without the key file would do: write another history, cut the
// end, put older rows back, write rows of own tables.
#include "store/seals.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "base/target.h"
#include "store/anchors.h"
#include "store/fact_row.h"
#include "store/meta.h"
#include "store/queries.h"
#include "store/toy_world_test.h"

namespace giaoban::store {
namespace {

using test::code_of;
using test::day;
using test::faults;
using test::must;
using test::must_write;
using toy::Hall;
using toy::HallId;
using toy::write_verb;

constexpr OwnTable pass{.table = "pass",
                        .ddl =
                            "CREATE TABLE pass (\n  guest INTEGER NOT NULL,\n  door TEXT NOT "
                            "NULL,\n  until INTEGER,\n  seal BLOB,\n  PRIMARY KEY (guest, "
                            "door)\n) STRICT;\n",
                        .key = "guest, door",
                        .columns = "guest, door, until",
                        .at_restore = AtRestore::is_emptied};
constexpr OwnTable taste{.table = "taste",
                         .ddl =
                             "CREATE TABLE taste (guest INTEGER NOT NULL PRIMARY KEY, sweet "
                             "INTEGER NOT NULL, seal BLOB) STRICT;\n",
                         .key = "guest",
                         .columns = "guest, sweet",
                         .at_restore = AtRestore::comes_back};

Catalogue const& catalogue_with_passes() {
  static Catalogue const made = [] {
    Catalogue all = toy::catalogue();
    all.own_tables = {&pass, &taste};
    return all;
  }();
  return made;
}

class Seals : public toy::ToyWorld {
 protected:
  void SetUp() override {
    store_ = fresh_store(catalogue_with_passes());
    raw_ = connect(store_->address(), IfMissing::fail);
  }
  // As somebody would with a database program.
  void sql(std::string const& statement, Params const& params = {}) {
    raw_->begin_write();
    raw_->execute(statement, params);
    raw_->commit();
  }
  void let_in(std::int64_t guest, std::string const& door, std::optional<std::int64_t> until) {
    store_->write_own([&](OwnRows& rows) { rows.put(pass, Params(guest, door, until)); });
  }
  std::vector<std::string> doors_of(std::int64_t guest) {
    auto const snapshot = store_->read();
    return OwnRows(*snapshot).all(pass, "guest = ?1 ORDER BY door", Params(guest),
                                  [](RowView const& row) { return row.text(1); });
  }
  Blob blob_at(std::string const& statement) {
    Blob found;
    raw_->each(statement, Params(), [&](RowView const& row) { found = row.blob(0); });
    return found;
  }
  // Every hash from the entry on, as the program would have made it, but for what needs the keys.
  void hash_anew(EntryNumber from) {
    auto const snapshot = store_->read();
    Hash previous;
    for (Entry entry : entries(*snapshot, 1, 1000)) {
      entry.previous = previous;
      if (entry.number == from) {
        Merkle merkle;
        snapshot->db().each(fmt::format("SELECT {} FROM {} WHERE recorded_in = ?1 ORDER BY leaf",
                                        column_list(Hall::kind), Hall::kind.table),
                            Params(entry.number), [&](RowView const& row) {
                              RawFact const fact = from_row(Hall::kind, row, nullptr);
                              merkle.add(leaf_of(Hall::kind, fact.head, fact.values, nullptr));
                            });
        entry.root = merkle.root();
      }
      entry.hash = hash_of(entry);
      previous = entry.hash;
      auto const blob = [](Hash const& hash) { return Blob{std::string(hash.view())}; };
      sql("UPDATE entry SET root = ?2, previous = ?3, hash = ?4 WHERE number = ?1",
          Params(entry.number, blob(entry.root), blob(entry.previous), blob(entry.hash)));
    }
  }

  std::unique_ptr<Store> store_;
  std::unique_ptr<Db> raw_;
};
ON_BOTH_DATABASES(Seals);

TEST_P(Seals, a_past_written_anew_without_the_keys_is_found) {
  HallId const hall = found_hall(*store_);
  found_hall(*store_);
  ASSERT_EQ(faults(*store_), "");
  auto const marks = store_->read();
  sql("UPDATE hall SET size = 1000 WHERE subject = ?1", Params(hall));
  hash_anew(1);
  auto const found = check(*store_).faults;
  // Leaves, chain and derived tables are in order: only what takes the keys tells.
  ASSERT_EQ(found.size(), 3U) << faults(*store_);
  EXPECT_NE(found[0].find("bút toán 1 không do người có tệp khóa ghi"), std::string::npos);
  EXPECT_NE(found[1].find("bút toán 2 không do người có tệp khóa ghi"), std::string::npos);
  EXPECT_NE(found[2].find("dấu niêm phong"), std::string::npos);
}

TEST_P(Seals, nothing_is_built_on_a_journal_that_ends_elsewhere) {
  found_hall(*store_);
  found_hall(*store_);
  auto const mark = blob_at("SELECT mark FROM entry WHERE number = 2");
  sql("DELETE FROM hall WHERE recorded_in = 2");
  sql("DELETE FROM entry WHERE number = 2");
  EXPECT_NE(faults(*store_), "") << "a clean cut";
  try {
    found_hall(*store_);
    ADD_FAILURE() << "the next seal would hide it";
  } catch (std::exception const& refused) {
    EXPECT_NE(std::string(refused.what()).find("store.journal_end_damaged"), std::string::npos);
  }
  EXPECT_NE(faults(*store_), "");
  sql("UPDATE meta SET value = 'x' WHERE name = 'head'");
  EXPECT_THROW(found_hall(*store_), Breakage);
  EXPECT_THROW(store_->log_access("lan", "hồ sơ", 1), Breakage);
}

TEST_P(Seals, an_older_state_of_all_shows_against_the_anchors_only) {
  auto const file = (folder() / "anchors").string();
  must(store_->anchor_to(file, [](std::string_view what) { ADD_FAILURE() << what; }));
  found_hall(*store_);
  store_->log_access("lan", "hồ sơ", 1);
  Blob const older_seal = blob_at("SELECT seal FROM meta WHERE name = 'head'");
  std::string older_head;
  raw_->each("SELECT value FROM meta WHERE name = 'head'", Params(),
             [&](RowView const& row) { older_head = row.text(0); });
  std::string const last_id = meta(*raw_, "last_id");
  Blob const last_id_seal = blob_at("SELECT seal FROM meta WHERE name = 'last_id'");
  found_hall(*store_);
  store_->log_access("minh", "danh sách", std::nullopt);
  store_ = reopen(*store_);  // what waited for the file is in it
  auto const filed = must(read_anchors(file));
  EXPECT_EQ(filed.back().entry, 2);
  EXPECT_EQ(filed.back().accesses, 2);
  EXPECT_EQ(check(*store_, {}, filed).faults, std::vector<std::string>{});

  sql("DELETE FROM access WHERE id = 2");
  EXPECT_NE(faults(*store_), "") << "a line is gone";
  sql("UPDATE meta SET value = ?1, seal = ?2 WHERE name = 'head'", Params(older_head, older_seal));
  EXPECT_NE(faults(*store_), "") << "an older head says so of entry 2";
  sql("DELETE FROM hall WHERE recorded_in = 2");
  sql("DELETE FROM entry WHERE number = 2");
  sql("UPDATE meta SET value = ?1, seal = ?2 WHERE name = 'last_id'",
      Params(last_id, last_id_seal));
  EXPECT_EQ(faults(*store_), "") << "all as it was before: nothing inside can tell";
  EXPECT_FALSE(check(*store_, {}, filed).faults.empty()) << "the file elsewhere does";
}

TEST_P(Seals, an_end_cut_to_an_older_head_that_was_kept_shows_against_the_anchors_only) {
  auto const file = (folder() / "anchors").string();
  must(store_->anchor_to(file, [](std::string_view what) { ADD_FAILURE() << what; }));
  found_hall(*store_);
  store_->log_access("lan", "hồ sơ", 1);
  Blob const seal = blob_at("SELECT seal FROM meta WHERE name = 'head'");
  std::string const head = meta(*raw_, "head");
  store_->log_access("minh", "hồ sơ", 1);
  store_ = reopen(*store_);
  sql("DELETE FROM access WHERE id = 2");
  sql("UPDATE meta SET value = ?1, seal = ?2 WHERE name = 'head'", Params(head, seal));
  EXPECT_EQ(faults(*store_), "") << "two rows are as they were: nothing inside can tell";
  EXPECT_FALSE(check(*store_, {}, must(read_anchors(file))).faults.empty());
}

TEST_P(Seals, the_access_log_is_not_cut_below_what_an_entry_saw) {
  store_->log_access("lan", "hồ sơ", 1);
  std::string head;
  raw_->each("SELECT value FROM meta WHERE name = 'head'", Params(),
             [&](RowView const& row) { head = row.text(0); });
  store_->log_access("minh", "hồ sơ", 1);
  found_hall(*store_);
  ASSERT_EQ(faults(*store_), "");
  sql("DELETE FROM access WHERE id = 2");
  auto const found = faults(*store_);
  EXPECT_NE(found.find("mất phần đã có khi ghi bút toán 1"), std::string::npos) << found;
}

TEST_P(Seals, an_older_last_number_put_back_is_found) {
  std::string const last_id = meta(*raw_, "last_id");
  Blob const seal = blob_at("SELECT seal FROM meta WHERE name = 'last_id'");
  found_hall(*store_);
  sql("UPDATE meta SET value = ?1, seal = ?2 WHERE name = 'last_id'", Params(last_id, seal));
  EXPECT_NE(faults(*store_).find("meta: “last_id” lùi"), std::string::npos);
}

TEST_P(Seals, a_row_written_without_the_keys_is_not_believed_and_is_named) {
  let_in(1, "nhà chính", 20);
  let_in(1, "kho", std::nullopt);
  ASSERT_EQ(doors_of(1).size(), 2U);
  ASSERT_EQ(faults(*store_), "");
  struct Case {
    char const* change;
    char const* back;
  };
  for (auto const& [change, back] :
       {Case{"UPDATE pass SET guest = 2 WHERE door = 'kho'", "UPDATE pass SET guest = 1"},
        Case{"UPDATE pass SET door = 'kho tiền' WHERE door = 'kho'",
             "UPDATE pass SET door = 'kho' WHERE door = 'kho tiền'"},
        Case{"UPDATE pass SET until = 21 WHERE door = 'kho'",
             "UPDATE pass SET until = NULL WHERE door = 'kho'"}}) {
    sql(change);
    EXPECT_EQ(doors_of(1), std::vector<std::string>{"nhà chính"}) << change;
    EXPECT_TRUE(doors_of(2).empty()) << change;
    EXPECT_NE(faults(*store_).find("pass: dòng guest"), std::string::npos) << change;
    sql(back);
    EXPECT_EQ(faults(*store_), "") << back;
  }
  // Of another row, of another table, without any.
  sql("INSERT INTO pass (guest, door, seal) SELECT 9, door, seal FROM pass WHERE door = 'kho'");
  sql("INSERT INTO pass (guest, door) VALUES (9, 'hầm')");
  sql("UPDATE pass SET seal = (SELECT seal FROM meta WHERE name = 'head') WHERE door = 'hầm'");
  EXPECT_TRUE(doors_of(9).empty());
  EXPECT_EQ(check(*store_).faults.size(), 2U);
}

TEST_P(Seals, a_restored_backup_leaves_out_what_is_of_its_day) {
  found_hall(*store_);
  let_in(1, "kho", std::nullopt);
  store_->write_own([](OwnRows& rows) { rows.put(taste, Params(1, 3)); });
  auto const file = (folder() / "backup").string();
  must(backup(*store_, file, file + ".keys"));
  auto as_it_is = options(file, catalogue_with_passes());
  as_it_is.keys_path = file + ".keys";
  {
    auto const copy = must(Store::open(as_it_is));
    auto const passes =
        OwnRows(*copy->read()).all(pass, "guest = 1", Params(), [](RowView const& row) {
          return row.text(1);
        });
    EXPECT_TRUE(passes.empty()) << "nor does the backup itself let anybody in";
  }
  auto const target = options(fresh_address(), catalogue_with_passes());
  must(restore(file, file + ".keys", target));
  store_ = must(Store::open(target));
  EXPECT_TRUE(doors_of(1).empty());
  auto const snapshot = store_->read();
  auto const tastes = OwnRows(*snapshot).all(taste, "guest = 1", Params(),
                                             [](RowView const& row) { return row.integer(1); });
  EXPECT_EQ(tastes, std::vector<std::int64_t>{3});
  EXPECT_EQ(faults(*store_), "");
}

// --- nonces --------------------------------------------------------------------------------------

TEST_P(Seals, a_nonce_serves_one_user_and_one_content) {
  Act const asked{.actor = {.name = "lan", .grants = {write_verb.right}},
                  .verb = &write_verb,
                  .nonce = "n1",
                  .asked = "một phòng"};
  auto const written = [&](Act const& act) {
    return store_->write(
        act, [](Tx& tx) { return tx.state(tx.new_id(), {day("2000-01-01")}, Hall{1}); });
  };
  auto const first = must(written(asked));
  EXPECT_EQ(must(written(asked)).entry, first.entry) << "the same again";
  Act other = asked;
  other.actor.name = "minh";
  EXPECT_EQ(code_of(written(other)), "store.nonce_used_otherwise");
  other = asked;
  other.asked = "hai phòng";
  EXPECT_EQ(code_of(written(other)), "store.nonce_used_otherwise");
  EXPECT_EQ(store_->read()->head(), first.entry);
  other.nonce = "n2";
  EXPECT_EQ(must(written(other)).entry, first.entry + 1);
  // What was asked stands nowhere.
  EXPECT_EQ(blob_at("SELECT asked FROM entry WHERE number = 1").bytes.size(), 16U);
}

// --- the file elsewhere --------------------------------------------------------------------------

TEST_P(Seals, an_anchor_file_has_a_line_for_what_was_committed) {
  auto const file = (folder() / "anchors").string();
  std::ofstream(file) << "12:ab";  // a power cut tore it
  must(store_->anchor_to(file, [](std::string_view what) { ADD_FAILURE() << what; }));
  for (int i = 0; i < 5; ++i) found_hall(*store_);
  auto const store_number = store_->read()->head();
  store_ = reopen(*store_);
  auto const filed = must(read_anchors(file));
  EXPECT_EQ(filed.back().entry, store_number);
  EXPECT_EQ(check(*store_, {}, filed).faults, std::vector<std::string>{});
  auto altered = filed;
  altered.back().hash.bytes[0] ^= 1;
  EXPECT_EQ(check(*store_, {}, altered).faults.size(), 1U);
  altered = filed;
  altered.back().entry = 99;
  EXPECT_EQ(check(*store_, {}, altered).faults.size(), 1U);
}

TEST_P(Seals, a_line_of_an_anchor_file_is_whole_or_torn_or_told) {
  auto const file = (folder() / "anchors").string();
  std::string const whole = Head{57, hash("57"), 120, {std::string(16, 'x')}}.text();
  auto const damaged = [&](std::string const& line) {
    std::ofstream(file) << whole << "\n" << line << "\n\n" << whole << "\n";
    return damaged_lines(file);
  };
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    EXPECT_TRUE(damaged(whole.substr(0, length)).empty()) << length;
    EXPECT_TRUE(damaged(whole.substr(0, length) + std::string(9, '\0')).empty()) << length;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto line = whole;
    line[at] = 'x';
    EXPECT_EQ(damaged(line), std::vector<std::size_t>{2}) << line;
    EXPECT_EQ(damaged(line.substr(at)), std::vector<std::size_t>{2}) << line;
  }
  EXPECT_EQ(damaged(whole + "0"), std::vector<std::size_t>{2});
}

TEST_P(Seals, an_anchor_file_that_cannot_be_used_is_told) {
  auto const none = (folder() / "no" / "anchors").string();
  EXPECT_EQ(code_of(store_->anchor_to(none, [](std::string_view) {})), "store.anchors_unusable");
  EXPECT_EQ(code_of(read_anchors(none)), "store.anchors_unusable");
  std::ofstream(folder() / "empty") << "gì đó\n";
  EXPECT_EQ(code_of(read_anchors((folder() / "empty").string())), "store.anchors_unusable");
  // A full disk elsewhere is told, once.
  std::atomic<int> told = 0;
  AnchorFile full(::open("/dev/full", O_WRONLY | O_CLOEXEC), [&](std::string_view) { ++told; });
  full.note(Head{1, hash("1"), 0, {std::string(16, 'x')}});
  for (int i = 0; i < 100 && told == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(told, 1);
}

// Neither the store with what stands beside it, nor anything else that is not of anchors.
TEST_P(Seals, anchors_go_into_a_file_of_their_own) {
  auto const put = [&](std::string const& name, std::string_view bytes) {
    std::ofstream(folder() / name, std::ios::binary) << bytes;
    return (folder() / name).string();
  };
  std::string const whole = Head{57, hash("57"), 120, {std::string(16, 'x')}}.text();
  auto const tried = [&](std::string const& file) {
    return code_of(store_->anchor_to(file, [](std::string_view what) { ADD_FAILURE() << what; }));
  };
  std::vector<std::string> strange{
      put("book.xlsx", "PK\3\4"),         put("words", "Ngày 3: họp\n"),
      put("later", "x\n" + whole + "\n"), put("t-wal", ""),
      (folder() / "new.keys").string(),   "/dev/null"};
  for (std::string const& beside : {store_->address(), store_->address() + "-wal"}) {
    if (standing_at(beside) != Standing::nothing) strange.push_back(beside);
  }
  std::filesystem::create_symlink(put("there", whole + "\n"), folder() / "link");
  strange.push_back((folder() / "link").string());
  for (std::string const& file : strange) EXPECT_EQ(tried(file), "store.not_anchors") << file;
  EXPECT_EQ(faults(*store_), "");
  for (std::string const& file :
       {put("empty", ""), (folder() / "fresh").string(), (folder() / "fresh").string()}) {
    EXPECT_EQ(tried(file), "") << file;
  }
  // Another store's, or this one's from before an older copy was put back.
  EXPECT_EQ(tried(put("filed", whole + "\n")), "store.anchors_of_another");
}

TEST(Heads, are_read_as_they_are_written) {
  Head const none;
  EXPECT_EQ(Head::parse(none.text()), none);
  Head const some{57, hash("57"), 120, {std::string(16, 'x')}};
  EXPECT_EQ(Head::parse(some.text()), some);
  for (char const* text : {"", "57", "57:00 0:", "x:00 0:", "57:3F0A9C21BE"}) {
    EXPECT_FALSE(Head::parse(text)) << text;
  }
  std::string const long_enough(64, 'a');
  EXPECT_FALSE(Head::parse("57:" + long_enough + " 1:"));
  EXPECT_FALSE(Head::parse("-1:" + long_enough + " 0:"));
  EXPECT_TRUE(Head::parse("1:" + long_enough + " 0:"));
}

}  // namespace
}  // namespace giaoban::store
