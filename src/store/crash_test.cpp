// A writer killed at any moment, and a disk that fills: what was acknowledged is there, nothing is
// half there.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "store/draft.h"
#include "store/toy_catalogue_test.h"
#include "tests/store_world.h"

namespace giaoban::store {
namespace {

using test::act;
using test::day;
using test::faults;
using test::must;
using test::must_write;
using toy::Hall;
using toy::Particulars;
using toy::Stay;
using toy::write_verb;

#if defined(__SANITIZE_ADDRESS__)
constexpr int kills_by_default = 40;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr int kills_by_default = 40;
#else
constexpr int kills_by_default = 200;
#endif
#else
constexpr int kills_by_default = 200;
#endif

class Crash : public test::StoreWorld {};
INSTANTIATE_TEST_SUITE_P(, Crash, testing::Values(Dialect::sqlite), test::database_name);

Result<void> write_something(Tx& tx, int i) {
  auto const hall = tx.new_id();
  auto const person = tx.new_person();
  TRY_VOID(tx.state(hall, {day("2000-01-01")}, Hall{i}));
  TRY_VOID(tx.state(person.value, {day("2000-01-01")},
                    Particulars{fmt::format("Tên {}", i), fmt::format("{}", person.value), {}}));
  TRY_VOID(tx.state(person.value, {day("2000-01-01")}, Stay{{hall}}));
  return tx.state(person.value, {day("2001-01-01"), day("2002-01-01")}, Stay{{hall}});
}

// Writes for ever and says each entry that was acknowledged.
[[noreturn]] void write_until_killed(OpenOptions const& options, int out) {
  auto const store = must(Store::open(options));
  auto const write_entries = [&](int of) {
    for (int i = 0;; ++i) {
      Written written;
      if (i % 5 == of) {
        Draft draft(*store, 101);
        auto const hall = draft.new_id();
        must(draft.state(hall, {day("2000-01-01")}, Hall{i}));
        for (int n = 0; n < 100; ++n) {
          must(draft.state(draft.new_person().value, {day("2000-01-01")}, Stay{{hall}}));
        }
        written = must_write(*store, write_verb, [&](Tx& tx) { return tx.adopt(draft); });
      } else {
        written = must_write(*store, write_verb, [&](Tx& tx) { return write_something(tx, i); });
      }
      if (::write(out, &written.entry, sizeof written.entry) < 0) ::_exit(1);
    }
  };
  std::thread other([&] { write_entries(1); });
  write_entries(0);
  ::_exit(0);
}

TEST_P(Crash, leaves_what_was_acknowledged_and_nothing_half_written) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  std::mt19937 random(seed);
  char const* const wanted = std::getenv("GIAOBAN_TEST_KILLS");
  int const kills = wanted != nullptr ? std::atoi(wanted) : kills_by_default;
  OpenOptions mine;
  EntryNumber head = 0;
  std::int64_t acknowledged_in_all = 0;
  for (int kill = 0; kill < kills; ++kill) {
    if (kill % 20 == 0) {
      mine = options(fresh_address(), toy::catalogue());
      head = 0;
    }
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    pid_t const child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(pipe_ends[0]);
      try {
        write_until_killed(mine, pipe_ends[1]);
      } catch (std::exception const& fault) {
        fmt::print(stderr, "the writer: {}\n", fault.what());
        ::_exit(3);
      }
    }
    ::close(pipe_ends[1]);
    // Every other time once it writes, else from its first moment on.
    pollfd said{.fd = pipe_ends[0], .events = POLLIN, .revents = 0};
    if (kill % 2 == 0) {
      ASSERT_EQ(::poll(&said, 1, 60'000), 1);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
    for (EntryNumber entry = 0; ::read(pipe_ends[0], &entry, sizeof entry) == sizeof entry;) {
      head = std::max(head, entry);
      ++acknowledged_in_all;
    }
    ::close(pipe_ends[0]);
    auto const store = must(Store::open(mine));
    ASSERT_GE(store->read()->head(), head) << "an acknowledged entry is gone";
    ASSERT_EQ(faults(*store), "") << "after kill " << kill;
  }
  EXPECT_GE(acknowledged_in_all, (kills + 1) / 2) << "the writer was killed before it could write";
}

TEST_P(Crash, a_full_disk_is_told_and_writing_goes_on_once_there_is_room) {
  auto const store = fresh_store(toy::catalogue());
  auto const head =
      must_write(*store, write_verb, [](Tx& tx) { return write_something(tx, 1); }).entry;
  // The limit holds for the writer's connection, which is given up when it breaks.
  auto const on_a_small_disk = [](Tx& tx, int facts) -> Result<void> {
    tx.db().each("PRAGMA max_page_count = 60", Params(), [](RowView const&) {});
    for (int i = 0; i < facts; ++i) TRY_VOID(write_something(tx, i));
    return {};
  };
  EXPECT_THROW(must_write(*store, write_verb, [&](Tx& tx) { return on_a_small_disk(tx, 3000); }),
               DiskFull);
  EXPECT_EQ(store->read()->head(), head);
  EXPECT_EQ(faults(*store), "");
  Draft draft(*store, 5001);
  auto const hall = draft.new_id();
  must(draft.state(hall, {day("2000-01-01")}, Hall{1}));
  for (int n = 0; n < 5000; ++n) {
    must(draft.state(draft.new_person().value, {day("2000-01-01")}, Stay{{hall}}));
  }
  EXPECT_THROW(must_write(*store, write_verb,
                          [&](Tx& tx) -> Result<void> {
                            TRY_VOID(on_a_small_disk(tx, 0));
                            return tx.adopt(draft);
                          }),
               DiskFull);
  EXPECT_EQ(must_write(*store, write_verb, [](Tx& tx) { return write_something(tx, 2); }).entry,
            head + 1);
  EXPECT_EQ(faults(*store), "");
  EXPECT_EQ(faults(*reopen(*store)), "");
}

}  // namespace
}  // namespace giaoban::store
