// An import beside other work, and one that is killed: all of it is there, or nothing.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <random>
#include <thread>

#include "workbook/import_world_test.h"

namespace giaoban::workbook {
namespace {

using test::day;
using test::must;
using Clock = std::chrono::steady_clock;

constexpr int newcomers = 1500;

// The province of MadeBook with so many members more.
MadeBook large_book() {
  MadeBook book;
  for (int i = 0; i < newcomers; ++i) {
    book.add("members", {{"person_particulars.file_number", fmt::format("M{:05}", i)},
                         {"person_particulars.full_name", fmt::format("Trần Văn {}", i)},
                         {"person_particulars.born", "1970"},
                         {"person_traits.sex", "Nam"},
                         {"person_identity.citizen_number", fmt::format("0250700{:05}", i)},
                         {"party_card.number", fmt::format("2{:07}", i)},
                         {"members.cell_code", i % 2 == 0 ? "PT-01-01-01" : "PT-01-01-02"},
                         {"members.joined", "03/02/2000"},
                         {"members.recognised", "03/02/2001"}});
  }
  return book;
}

class WorkbookCrash : public ImportWorld {
 protected:
  // Imports the file in a process of its own, which says "w" before it writes, "d" when done.
  pid_t import_apart(store::OpenOptions const& where, std::string const& file, int out) {
    pid_t const child = ::fork();
    if (child != 0) return child;
    try {
      auto const store = must(store::Store::open(where));
      ImportOptions options{.file = file};
      options.on_progress = [out](Progress const& at) {
        return at.step != "write" || ::write(out, "w", 1) == 1;
      };
      auto const report = must(import(*store, actor, options));
      ::_exit(report.faults.empty() && ::write(out, "d", 1) == 1 ? 0 : 2);
    } catch (std::exception const& fault) {
      fmt::print(stderr, "the import: {}\n", fault.what());
    }
    ::_exit(3);
  }
};
ON_BOTH_DATABASES(WorkbookCrash);

bool says(int pipe_end, char word) {
  pollfd said{.fd = pipe_end, .events = POLLIN, .revents = 0};
  char heard = 0;
  return ::poll(&said, 1, 60'000) == 1 && ::read(pipe_end, &heard, 1) == 1 && heard == word;
}

TEST_P(WorkbookCrash, killed_at_any_moment_leaves_all_or_nothing) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  std::mt19937 random(seed);
  std::string const file = written(large_book());
  constexpr int kills = 5;
  std::chrono::microseconds until_write{200'000};
  std::chrono::microseconds writing{200'000};
  store::OpenOptions where;
  int nothing = 0;
  for (int kill = -1; kill < kills; ++kill) {
    SCOPED_TRACE(fmt::format("kill {}", kill));
    if (where.address.empty()) {
      where = options(fresh_address(), whole);
      must(store::Store::open(where));
    }
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    auto const begun = Clock::now();
    pid_t const child = import_apart(where, file, ends[1]);
    ASSERT_GT(child, 0);
    ::close(ends[1]);
    auto const up_to = [&](std::chrono::microseconds most) {
      std::this_thread::sleep_for(most * static_cast<int>(random() % 1000) / 1000);
    };
    if (kill < 0) {  // the first one is left alone and measured
      ASSERT_TRUE(says(ends[0], 'w'));
      until_write = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun);
      ASSERT_TRUE(says(ends[0], 'd'));
      writing =
          std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun) - until_write;
    } else if (kill % 3 == 0) {
      up_to(until_write);
    } else {  // most of them while it writes
      ASSERT_TRUE(says(ends[0], 'w'));
      up_to(writing);
    }
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    ::close(ends[0]);

    auto const store = must(store::Store::open(where));
    ASSERT_EQ(test::faults(*store), "");
    bool const there = head(*store) > 0;
    EXPECT_EQ(unit::by_code(*store->read(), "PT", {day("14/06/2021")}).has_value(), there);
    if (there) {
      EXPECT_EQ(counted(*store, "PT", day("14/06/2021")), newcomers + 3);
      where = {};
    } else {
      ++nothing;
    }
  }
  EXPECT_GT(nothing, 0) << "no import was killed before its end";
  if (where.address.empty()) return;
  auto const store = must(store::Store::open(where));
  auto const again = must(import(*store, actor, {.file = file}));
  EXPECT_EQ(lines(again.faults), "");
  EXPECT_EQ(again.persons, newcomers + 3);
  EXPECT_EQ(test::faults(*store), "");
}

TEST_P(WorkbookCrash, lets_others_save_meanwhile) {
  auto const store = fresh_store(whole);
  imported(*store, MadeBook());
  auto const& kind = member::PersonParticulars::kind;
  auto const person = store->read()->bearer(kind, kind.field("file_number"), std::string("LT002"),
                                            {day("14/06/2021")});
  ASSERT_TRUE(person.has_value());
  std::string const file = written(large_book());
  std::atomic<bool> done = false;
  std::vector<std::string> refusals;
  Clock::duration longest{};
  int saves = 0;
  std::thread others([&] {
    auto const beside = reopen(*store);
    while (!done) {
      auto const begun = Clock::now();
      auto const saved = beside->write(test::act(import_verb), [&](store::Tx& tx) {
        member::PersonContact contact;
        contact.phone = fmt::format("09{:08}", saves);
        return tx.state(*person, {day("01/01/2021")}, contact);
      });
      longest = std::max(longest, Clock::now() - begun);
      if (!saved) refusals.push_back(test::code_of(saved));
      ++saves;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  });
  auto const report = import(*store, actor, {.file = file});
  done = true;
  others.join();
  ASSERT_EQ(test::code_of(report), "");
  EXPECT_EQ(words(report->faults), "");
  EXPECT_EQ(report->persons, newcomers);
  EXPECT_TRUE(refusals.empty()) << refusals.front();
  EXPECT_GT(saves, 2) << "nobody saved while it was read";
  // The lock is held while rows are written, some seconds for a whole province.
  EXPECT_LT(longest, std::chrono::seconds(5));
  EXPECT_EQ(head(*store), 2 + saves);
  EXPECT_EQ(counted(*store, "PT", day("14/06/2021")), newcomers + 3);
  EXPECT_EQ(test::faults(*store), "");
}

}  // namespace
}  // namespace giaoban::workbook
