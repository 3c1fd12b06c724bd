// Long work (an import, a province's workbook, many documents): runs beside the requests with
// progress, can be stopped, and leaves a result that outlives a restart.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/patience.h"
#include "base/result.h"
#include "store/store.h"
#include "web/download.h"

namespace giaoban::web {

struct Visit;

using JobId = Id<struct JobEntity>;

enum class JobState {
  waiting,
  running,
  done,
  refused,
  broke,
  cancelled,
  interrupted,  // the program ended before the work did
};

// Words kept in both languages, since who reads them may change theirs.
struct Said {
  std::string vietnamese;
  std::string english;
  static Said of(Msg message, Args const& args = {});
  [[nodiscard]] std::string const& in(Language language) const {
    return language == Language::english ? english : vietnamese;
  }
};

struct JobFile {
  std::filesystem::path path;
  std::string name;  // as it is downloaded
  std::string content_type;
  std::shared_ptr<void const> lives_by = {};  // as long as it lives, so does the file
};

// Whose a job is, and what opens it: its right and the units it was held over when it was made. A
// result is open while its maker still holds all of that, asked at each use.
struct JobOwner {
  std::string name;
  std::string needs;  // "workbook.export 57 63", "workbook.export *"; "" opens to nobody

  static JobOwner of(store::Actor const& actor, store::Right const& right);
  static JobOwner of(Visit const& visit);  // by the right of its route
};
// Whether the actor holds today what the job needs.
bool opens(store::Actor const& actor, std::string_view needs);

struct JobView {
  JobId id;
  std::string owner;
  std::string needs;
  Said title;
  JobState state = JobState::waiting;
  Instant started_at;
  std::optional<Instant> ended_at;
  std::int64_t done = 0;
  std::int64_t total = 0;  // 0: not known
  Said said;               // what it does now, or how it ended
  std::optional<JobFile> file;
};

// How work tells of itself, from its own thread.
class Progress {
 public:
  void set(std::int64_t done, std::int64_t total, Msg message, Args const& args = {});
  // Asked between steps; work that is stopped answers with refuse(job_cancelled).
  [[nodiscard]] bool cancelled() const { return cancelled_; }
  // Where the work writes its result; it may make others beside it.
  [[nodiscard]] std::filesystem::path const& file() const { return file_; }

 private:
  friend class Jobs;
  mutable std::mutex guard_;
  std::int64_t done_ = 0;
  std::int64_t total_ = 0;
  Said said_;
  std::atomic<bool> cancelled_ = false;
  std::filesystem::path file_;
};

struct JobResult {
  Said said;
  std::string file_name = {};  // "": it wrote no file
  std::string content_type = {};
};
using Work = std::function<Result<JobResult>(Progress&)>;

struct JobsOptions {
  // Of this store's results alone, made when missing; only its owner reads it.
  std::filesystem::path folder;
  std::filesystem::path former = {};  // what lies there of this store is taken over
  int threads = 1;
  int unended_per_owner_max = 5;
  int kept_days = 3;               // results hold persons' data and do not stay for ever
  std::chrono::hours time_max{6};  // of one job
  Flag stopping = {};              // true once the program ends
  // The log of breakages, as Site::log_breakage.
  std::function<std::string(std::string_view where, std::string_view what)> log_breakage;
};

// Nothing stands there yet, or a folder; a link to one is none.
bool may_hold_results(std::filesystem::path const& folder);

class Jobs {
 public:
  // What an earlier run left unended is told as interrupted. One Jobs per store at a time.
  Jobs(store::Store& store, JobsOptions options);
  ~Jobs();  // stops the work that runs, waits for it, tells it as interrupted
  Jobs(Jobs const&) = delete;
  Jobs& operator=(Jobs const&) = delete;

  // Refused when the owner has too many that have not ended.
  Result<JobId> start(JobOwner const& owner, Msg title, Args const& args, Work work);
  // Another's job, and one whose right the actor holds no more, is as one that is not there.
  Result<JobView> state(store::Actor const& actor, JobId id);
  std::vector<JobView> list(store::Actor const& actor);  // the latest first
  // One that has ended stays as it is.
  Result<void> cancel(store::Actor const& actor, JobId id);
  // The result in plain, under no name. Refused too when a person was erased since the work began:
  // the result may hold that person.
  Result<JobFile> file(store::Actor const& actor, JobId id);

 private:
  struct Running {
    JobView view;
    Work work;
    Progress progress;
    // Holds what the work writes, until it is sealed. A name, since writers of whole files write
    // beside it and rename.
    std::unique_ptr<TemporaryFolder> plain;
  };
  // What is older than it may be goes, with its file: by age, or by an erasure.
  void drop_old();
  void take_over_former();
  void look_after_results() noexcept;
  void run();
  struct Ending {
    JobState state;
    JobResult result;
  };
  Ending ending_of(Running& running);
  void work_on(Running& running);
  void end(Running& running, JobState state, JobResult const& result);
  JobView live(JobView view);
  std::filesystem::path file_of(JobId id) const;

  store::Store& store_;
  JobsOptions options_;
  std::mutex guard_;
  std::condition_variable woken_;
  std::deque<JobId> waiting_;
  std::map<JobId, std::unique_ptr<Running>> unended_;
  std::atomic<bool> stopping_ = false;
  std::vector<std::thread> threads_;
};

extern store::OwnTable const job_table;

extern RefusalKind const no_such_job;
extern RefusalKind const job_without_result;
extern RefusalKind const result_before_erasure;
extern RefusalKind const too_many_jobs;  // {count}
extern RefusalKind const job_cancelled;

}  // namespace giaoban::web
