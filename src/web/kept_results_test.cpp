// Results of long work as they lie beside the store: sealed, for days only, and not beyond an
// erasure.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "store/sealed_file.h"
#include "store/toy_catalogue_test.h"
#include "tests/store_world.h"
#include "web/breakage.h"
#include "web/download.h"
#include "web/jobs.h"
#include "web/page.h"

namespace giaoban::web {
namespace {

constexpr Msg making = M("Việc thử");
constexpr std::string_view secret_words = "Nguyễn Thị Ánh, số định danh 025195000456";

store::Catalogue const& toy_with_jobs() {
  static store::Catalogue const whole = [] {
    store::Catalogue all = store::toy::catalogue();
    all.add(catalogue());
    return all;
  }();
  return whole;
}

class KeptResults : public giaoban::test::StoreWorld {
 protected:
  KeptResults() {
    store = fresh_store(toy_with_jobs());
    giaoban::test::must_write(*store, store::toy::write_verb, [&](store::Tx& tx) {
      person = tx.new_person();
      return tx.state(person.value, {giaoban::test::day("1990-01-01")},
                      store::toy::Particulars{"Nguyễn Thị Ánh", "0912000456", {}});
    });
    begin();
  }
  void begin() {
    jobs.reset();
    jobs = std::make_unique<Jobs>(
        *store, JobsOptions{.folder = folder() / "jobs",
                            .log_breakage = [](auto, auto) { return std::string("1"); }});
  }
  JobId made(std::string const& bytes = std::string(secret_words)) {
    auto const id = giaoban::test::must(jobs->start(
        JobOwner::of(maker, store::toy::write_right), making, {}, [bytes](Progress& progress) {
          write_whole(progress.file(), bytes);
          return Result<JobResult>(JobResult{Said::of(making), "Kết quả.txt", "text/plain"});
        }));
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (std::chrono::steady_clock::now() < until) {
      if (giaoban::test::must(jobs->state(maker, id)).ended_at) return id;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    throw std::runtime_error("the job did not end");
  }
  void erase() {
    giaoban::test::must_write(*store, store::erase_verb,
                              [&](store::Tx& tx) { return store::erase(tx, person, "Luật"); });
  }
  std::vector<std::filesystem::path> files() {
    std::vector<std::filesystem::path> found;
    for (auto const& entry : std::filesystem::directory_iterator(folder() / "jobs")) {
      found.push_back(entry.path());
    }
    return found;
  }
  static std::string bytes_in(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  store::Actor const maker{"an", {{&store::toy::write_right}}};
  std::unique_ptr<store::Store> store;
  PersonId person;
  std::unique_ptr<Jobs> jobs;
};
ON_BOTH_DATABASES(KeptResults);

TEST_P(KeptResults, lie_sealed_and_are_read_under_no_name) {
  auto const id = made();
  ASSERT_EQ(files().size(), 1U);
  EXPECT_FALSE(bytes_in(files().front()).contains("025195000456"));
  {
    auto const file = giaoban::test::must(jobs->file(maker, id));
    EXPECT_EQ(bytes_in(file.path), secret_words);
    EXPECT_EQ(files().size(), 1U);
  }
}

// Where the result itself finds no room, and where it does but its sealed copy, a little longer,
// does not.
TEST_P(KeptResults, that_find_no_room_are_told_as_a_full_disk) {
  constexpr std::size_t room = 8UL * 1024 * 1024;  // more than the store's own file takes
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  rlimit small = before;
  small.rlim_cur = room;
  auto* const signal = std::signal(SIGXFSZ, SIG_IGN);
  ::setrlimit(RLIMIT_FSIZE, &small);
  std::vector<JobView> ended;
  for (std::size_t const bytes : {room + 1, room}) {
    auto const id = made(std::string(bytes, 'x'));
    ended.push_back(giaoban::test::must(jobs->state(maker, id)));
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, signal);
  for (JobView const& job : ended) {
    EXPECT_EQ(job.state, JobState::broke);
    EXPECT_EQ(job.said.vietnamese, Said::of(disk_full.text, {{"number", "1"}}).vietnamese);
  }
  EXPECT_TRUE(files().empty());
}

TEST_P(KeptResults, made_before_an_erasure_are_given_to_nobody_and_go) {
  auto const before = made();
  clock.set(Instant{clock.now().microseconds + 1});
  erase();
  EXPECT_EQ(giaoban::test::code_of(jobs->file(maker, before)), "web.result_before_erasure");
  clock.set(Instant{clock.now().microseconds + 1});
  auto const after = made();
  begin();
  EXPECT_EQ(files().size(), 1U);
  EXPECT_EQ(giaoban::test::code_of(jobs->file(maker, before)), "web.no_such_job");
  EXPECT_EQ(giaoban::test::code_of(jobs->file(maker, after)), "");
}

TEST_P(KeptResults, go_after_three_days) {
  made();
  constexpr std::int64_t four_days = 4LL * 86'400'000'000;
  clock.set(Instant{clock.now().microseconds + four_days});
  begin();
  EXPECT_TRUE(files().empty());
}

TEST_P(KeptResults, what_a_killed_program_left_goes_at_the_next_start) {
  auto const id = made();
  std::ofstream(folder() / "plain") << secret_words;
  for (std::string const name : {"job-999", "job-998"}) {
    store::seal_file(folder() / "plain", folder() / "jobs" / name, {store->keys(), name});
  }
  std::filesystem::rename(folder() / "jobs" / "job-998", folder() / "jobs" / "job-998.part");
  begin();
  EXPECT_EQ(files().size(), 1U);
  EXPECT_EQ(giaoban::test::code_of(jobs->file(maker, id)), "");
}

TEST_P(KeptResults, take_nothing_with_them_that_is_not_of_jobs) {
  std::vector<std::string> const others{"job-offers.docx", "job-",      "job-.part", "job-12a",
                                        "job-12.part.old", "job-1.zip", "jobs",      "viec-12"};
  for (std::string const& name : others) std::ofstream(folder() / "jobs" / name) << "x";
  std::filesystem::create_directory(folder() / "jobs" / "job-7");
  std::filesystem::create_symlink(folder() / "jobs" / "jobs", folder() / "jobs" / "job-8");
  begin();
  EXPECT_EQ(files().size(), others.size() + 2);
}

TEST_P(KeptResults, of_another_store_stay_and_are_not_given_out) {
  auto const id = made();
  auto const mine = files().front();
  auto const others = store::StoreKeys::random();
  std::ofstream(folder() / "plain") << "của kho khác";
  std::vector<std::string> const names{mine.filename().string(), "job-77", "job-78.part"};
  std::vector<std::string> before;
  for (std::string const& name : names) {
    auto const at = folder() / "jobs" / name;
    std::filesystem::remove(at);
    store::seal_file(folder() / "plain", at, {others, name.substr(0, name.find('.'))});
    before.push_back(bytes_in(at));
  }
  std::ofstream(folder() / "jobs" / "job-79") << "plain";
  begin();
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(bytes_in(folder() / "jobs" / names[i]), before[i]) << names[i];
  }
  EXPECT_EQ(bytes_in(folder() / "jobs" / "job-79"), "plain");
  EXPECT_EQ(giaoban::test::code_of(jobs->file(maker, id)), "web.job_without_result");
}

TEST_P(KeptResults, go_over_nothing_that_is_not_sealed) {
  std::ofstream(folder() / "plain") << secret_words;
  auto const at = folder() / "jobs" / "job-5";
  for (std::string const name : {"job-5", "job-5.part"}) {
    std::ofstream(folder() / "jobs" / name) << "another's";
    EXPECT_THROW(store::seal_file(folder() / "plain", at, {store->keys(), "job-5"}), Breakage);
    EXPECT_EQ(bytes_in(folder() / "jobs" / name), "another's");
    std::filesystem::remove(folder() / "jobs" / name);
  }
}

TEST_P(KeptResults, lie_in_a_folder_and_behind_no_link) {
  auto const real = folder() / "real";
  std::filesystem::create_directory(real);
  std::filesystem::permissions(real, std::filesystem::perms{0755});
  std::filesystem::create_directory_symlink(real, folder() / "link");
  EXPECT_THROW(Jobs(*store, {.folder = folder() / "link", .log_breakage = {}}), Breakage);
  EXPECT_EQ(std::filesystem::status(real).permissions(), std::filesystem::perms{0755});
}

TEST_P(KeptResults, are_taken_over_from_where_they_lay_before) {
  auto const id = made();
  auto const name = files().front().filename();
  auto const before = folder() / "before";
  std::filesystem::create_directory(before);
  std::filesystem::rename(files().front(), before / name);
  std::ofstream(folder() / "plain") << secret_words;
  store::seal_file(folder() / "plain", before / "job-66", {store::StoreKeys::random(), "job-66"});
  jobs = std::make_unique<Jobs>(
      *store, JobsOptions{.folder = folder() / "jobs", .former = before, .log_breakage = {}});
  EXPECT_EQ(giaoban::test::code_of(jobs->file(maker, id)), "");
  EXPECT_TRUE(std::filesystem::exists(before / "job-66"));
}

TEST(TemporaryFolders, of_a_killed_program_go_at_the_next_start) {
  auto const left = std::filesystem::temp_directory_path() / "giaoban-work-left01";
  std::filesystem::create_directory(left);
  std::ofstream(left / "so.xlsx") << secret_words;
  std::filesystem::last_write_time(
      left, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  TemporaryFolder const living;
  std::filesystem::last_write_time(
      living.path(), std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  TemporaryFolder::remove_left_behind();
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_TRUE(std::filesystem::exists(living.path()));
}

}  // namespace
}  // namespace giaoban::web
