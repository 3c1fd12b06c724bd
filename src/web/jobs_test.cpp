#include "web/jobs.h"

#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <iterator>

#include "print/docx_pack.h"
#include "print/render.h"
#include "print/whole_file.h"
#include "print/xlsx_mark.h"
#include "print/xlsx_write.h"
#include "store/toy_catalogue_test.h"
#include "tests/store_world.h"
#include "web/route.h"

namespace giaoban::web {
namespace {

constexpr Msg title = M("Xem");
store::Right const reading{"toy.read", M("Xem")};
store::Right const other{"toy.other", M("Việc khác")};
store::Actor const an{.name = "an", .grants = {{&reading, 5}, {&other}}};
store::Actor const binh{.name = "binh", .grants = {{&reading}}};

store::Catalogue const& with_jobs() {
  static store::Catalogue const whole = [] {
    store::Catalogue all = store::toy::catalogue();
    all.add(catalogue());
    return all;
  }();
  return whole;
}

class JobsRun : public giaoban::test::StoreWorld {
 protected:
  JobsRun() {
    store = fresh_store(with_jobs());
    begin();
  }
  void begin() {
    jobs = std::make_unique<Jobs>(
        *store, JobsOptions{.folder = folder() / "jobs",
                            .unended_per_owner_max = 2,
                            .log_breakage = [](std::string_view, std::string_view) {
                              return std::string("20210614-7");
                            }});
  }
  JobId start(Work work) {
    return giaoban::test::must(jobs->start(JobOwner::of(an, reading), title, {}, std::move(work)));
  }
  JobView ended(JobId id) {
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (std::chrono::steady_clock::now() < until) {
      auto view = giaoban::test::must(jobs->state(an, id));
      if (view.ended_at) return view;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    throw std::runtime_error("the job did not end");
  }
  static Result<JobResult> until_stopped(Progress& progress) {
    progress.set(3, 10, title);
    while (!progress.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return refuse(job_cancelled);
  }

  std::unique_ptr<store::Store> store;
  std::unique_ptr<Jobs> jobs;
};
ON_BOTH_DATABASES(JobsRun);

// Work need not look at its progress: what takes long asks for patience (base/patience.h).
TEST_P(JobsRun, stop_in_the_midst_when_cancelled) {
  std::promise<void> begun;
  JobId const id = start([&](Progress&) -> Result<JobResult> {
    begun.set_value();
    while (true) Patience::ask();
  });
  begun.get_future().wait();
  EXPECT_TRUE(jobs->cancel(an, id));
  EXPECT_EQ(ended(id).state, JobState::cancelled);
}

TEST_P(JobsRun, leave_a_result_that_outlives_a_restart) {
  JobId const id = start([](Progress& progress) -> Result<JobResult> {
    std::ofstream(progress.file()) << "kết quả";
    return JobResult{Said::of(title), "Kết quả.txt", "text/plain"};
  });
  EXPECT_EQ(ended(id).state, JobState::done);
  jobs.reset();
  begin();
  auto const file = giaoban::test::must(jobs->file(an, id));
  EXPECT_EQ(file.name, "Kết quả.txt");
  std::string text;
  std::getline(std::ifstream(file.path), text);
  EXPECT_EQ(text, "kết quả");
  EXPECT_EQ(jobs->list(an).size(), 1U);
  EXPECT_EQ(jobs->list(binh).size(), 0U);
  EXPECT_EQ(giaoban::test::code_of(jobs->file(binh, id)), "web.no_such_job");
}

// Each way in which this program makes files, those that write beside the name and rename too.
TEST_P(JobsRun, seal_what_any_writer_of_files_leaves) {
  Listing const listing{
      .title = "Danh sách", .columns = {{"name", M("Họ và tên")}}, .rows = {{std::string("Ánh")}}};
  auto const book = [listing](std::filesystem::path const& path) {
    print::write_xlsx(listing, path, giaoban::test::day("2021-06-14"), Language::vietnamese);
  };
  struct Way {
    std::string name;
    std::function<void(std::filesystem::path const&)> write;
    std::string begins;
  };
  Way const ways[] = {
      {"a.xlsx", book, "PK"},
      {"marked.xlsx",
       [book](std::filesystem::path const& path) {
         TemporaryFolder const came;
         book(came.path() / "came.xlsx");
         giaoban::test::must(print::mark_faults(came.path() / "came.xlsx", path, {}));
       },
       "PK"},
      {"a.docx", [](auto const& path) { print::write_file(path, "PK whole"); }, "PK"},
      {"a.zip",
       [](auto const& path) { write_whole(path, print::pack_parts({{"a.docx", "một văn bản"}})); },
       "PK"},
      {"a.csv",
       [listing](std::filesystem::path const& path) {
         std::ofstream out(path, std::ios::binary);
         auto const sink = print::csv_sink(out, print::ByteOrderMark::present);
         sink->begin(listing);
         sink->end();
       },
       "\xEF\xBB\xBF"},
  };
  for (Way const& way : ways) {
    JobId const id = start([&](Progress& progress) -> Result<JobResult> {
      way.write(progress.file());
      return JobResult{Said::of(title), way.name, "application/octet-stream"};
    });
    auto const view = ended(id);
    ASSERT_EQ(view.state, JobState::done) << way.name << ": " << view.said.vietnamese;
    std::ifstream in(giaoban::test::must(jobs->file(an, id)).path, std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_TRUE(bytes.starts_with(way.begins)) << way.name;
  }
}

TEST_P(JobsRun, results_do_not_stay_for_ever) {
  JobId const id = start([](Progress& progress) -> Result<JobResult> {
    std::ofstream(progress.file()) << "x";
    return JobResult{Said::of(title), "x.txt", "text/plain"};
  });
  auto const path = ended(id).file->path;
  jobs.reset();
  clock.set({clock.now().microseconds + 15 * 86'400'000'000});
  begin();
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_TRUE(jobs->list(an).empty());
}

TEST_P(JobsRun, tell_progress_and_stop_when_asked) {
  JobId const first = start(until_stopped);
  JobId const second = start(until_stopped);
  while (giaoban::test::must(jobs->state(an, first)).done != 3) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  auto const view = giaoban::test::must(jobs->state(an, first));
  EXPECT_EQ(view.state, JobState::running);
  EXPECT_EQ(view.total, 10);
  EXPECT_EQ(giaoban::test::must(jobs->state(an, second)).state, JobState::waiting);
  EXPECT_EQ(
      giaoban::test::code_of(jobs->start(JobOwner::of(an, reading), title, {}, until_stopped)),
      "web.too_many_jobs");
  EXPECT_EQ(giaoban::test::code_of(jobs->cancel(binh, first)), "web.no_such_job");
  giaoban::test::must(jobs->cancel(an, second));
  EXPECT_EQ(ended(second).state, JobState::cancelled);
  giaoban::test::must(jobs->cancel(an, first));
  EXPECT_EQ(ended(first).state, JobState::cancelled);
  EXPECT_EQ(giaoban::test::code_of(jobs->file(an, first)), "web.job_without_result");
}

TEST_P(JobsRun, tell_refusals_and_breakages) {
  JobId const refused = start([](Progress&) -> Result<JobResult> { return refuse(bad_moment); });
  EXPECT_EQ(ended(refused).state, JobState::refused);
  JobId const broken =
      start([](Progress&) -> Result<JobResult> { throw Breakage("secret detail"); });
  auto const view = ended(broken);
  EXPECT_EQ(view.state, JobState::broke);
  EXPECT_NE(view.said.vietnamese.find("20210614-7"), std::string::npos);
  EXPECT_EQ(view.said.vietnamese.find("secret"), std::string::npos);
}

TEST_P(JobsRun, are_open_while_their_maker_holds_what_they_were_made_with) {
  JobId const id = start([](Progress& progress) -> Result<JobResult> {
    std::ofstream(progress.file()) << "rows";
    return JobResult{.said = Said::of(title), .file_name = "a.csv", .content_type = "text/csv"};
  });
  ended(id);
  struct Row {
    std::vector<store::Grant> grants;
    bool open;
  };
  Row const rows[] = {
      {{{&reading, 5}}, true},
      {{{&reading, 5}, {&reading, 6}}, true},
      {{{&reading}}, true},              // everywhere
      {{{&reading, 6}}, false},          // moved to another part
      {{{&other}, {&other, 5}}, false},  // the role ended
      {{}, false},                       // signed out, or a password to be changed
  };
  for (Row const& row : rows) {
    store::Actor const now{.name = "an", .grants = row.grants};
    EXPECT_EQ(jobs->file(now, id).has_value(), row.open);
    EXPECT_EQ(jobs->state(now, id).has_value(), row.open);
    EXPECT_EQ(jobs->list(now).size(), row.open ? 1U : 0U);
    if (!row.open) {
      EXPECT_EQ(giaoban::test::code_of(jobs->file(now, id)), "web.no_such_job");
    }
  }
  EXPECT_EQ(JobOwner::of({.name = "an", .grants = {{&reading, 7}, {&reading, 5}}}, reading).needs,
            "toy.read 5 7");
  EXPECT_FALSE(opens(an, ""));
}

TEST_P(JobsRun, that_a_restart_cut_off_are_told_as_interrupted) {
  JobId const running = start(until_stopped);
  JobId const waiting = start(until_stopped);
  jobs.reset();
  begin();
  EXPECT_EQ(ended(running).state, JobState::interrupted);
  EXPECT_EQ(ended(waiting).state, JobState::interrupted);
}

}  // namespace
}  // namespace giaoban::web
