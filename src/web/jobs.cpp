#include "web/jobs.h"

#include <algorithm>
#include <utility>

#include "web/route.h"
#include "web/store.h"

namespace giaoban::web {

Said Said::of(Msg message, Args const& args) {
  return {say(Language::vietnamese, message, args), say(Language::english, message, args)};
}

void Progress::set(std::int64_t done, std::int64_t total, Msg message, Args const& args) {
  Said said = Said::of(message, args);
  std::lock_guard const lock(guard_);
  done_ = done;
  total_ = total;
  said_ = std::move(said);
}

Jobs::Jobs(store::Store& store, JobsOptions options) : store_(store), options_(std::move(options)) {
  std::filesystem::create_directories(options_.folder);
  std::filesystem::permissions(options_.folder, std::filesystem::perms::owner_all);
  constexpr std::int64_t day_microseconds = 86'400'000'000;
  Instant const now = store_.clock().now();
  Instant const kept_from{now.microseconds - options_.kept_days * day_microseconds};
  for (std::string const& file : begin_anew(store_, now, kept_from)) {
    std::error_code gone_already;
    std::filesystem::remove(file, gone_already);
  }
  for (int i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { run(); });
}

Jobs::~Jobs() {
  {
    std::lock_guard const lock(guard_);
    stopping_ = true;
    waiting_.clear();  // stays unended in the table: the next run tells it as interrupted
    for (auto const& [id, running] : unended_) running->progress.cancelled_ = true;
  }
  woken_.notify_all();
  for (auto& thread : threads_) thread.join();
}

std::filesystem::path Jobs::file_of(JobId id) const {
  return options_.folder / ("job-" + std::to_string(id.value));
}

Result<JobId> Jobs::start(std::string const& owner, Msg title, Args const& args, Work work) {
  auto running = std::make_unique<Running>();
  running->view.owner = owner;
  running->view.title = Said::of(title, args);
  running->view.started_at = store_.clock().now();
  running->work = std::move(work);
  std::lock_guard const lock(guard_);
  auto const count = std::ranges::count_if(
      unended_, [&](auto const& one) { return one.second->view.owner == owner; });
  if (count >= options_.unended_per_owner_max) {
    return refuse(too_many_jobs, {{"count", std::to_string(count)}});
  }
  JobId const id = insert_job(store_, running->view);
  running->view.id = id;
  running->progress.file_ = file_of(id);
  unended_.emplace(id, std::move(running));
  waiting_.push_back(id);
  woken_.notify_one();
  return id;
}

// With the progress that only memory knows. Under the guard.
JobView Jobs::live(JobView view) {
  auto const found = unended_.find(view.id);
  if (found == unended_.end() || view.ended_at) return view;
  Progress const& progress = found->second->progress;
  std::lock_guard const lock(progress.guard_);
  view.state = found->second->view.state;
  view.done = progress.done_;
  view.total = progress.total_;
  view.said = progress.said_;
  return view;
}

Result<JobView> Jobs::state(std::string const& owner, JobId id) {
  // The guard first: what has ended in memory stands ended in the table.
  std::lock_guard const lock(guard_);
  auto view = find_job(*store_.read(), id);
  if (!view || view->owner != owner) return refuse(no_such_job);
  return live(*std::move(view));
}

std::vector<JobView> Jobs::list(std::string const& owner) {
  std::lock_guard const lock(guard_);
  auto views = jobs_of(*store_.read(), owner);
  for (JobView& view : views) view = live(std::move(view));
  return views;
}

Result<void> Jobs::cancel(std::string const& owner, JobId id) {
  TRY_INTO(JobView const view, state(owner, id));
  std::lock_guard const lock(guard_);
  auto const found = unended_.find(view.id);
  if (found == unended_.end()) return {};
  found->second->progress.cancelled_ = true;
  if (std::erase(waiting_, id) > 0) {  // its turn never came
    end(*found->second, JobState::cancelled, {Said::of(job_cancelled.text)});
    unended_.erase(found);
  }
  return {};
}

Result<JobFile> Jobs::file(std::string const& owner, JobId id) {
  TRY_INTO(JobView const view, state(owner, id));
  if (!view.file || !std::filesystem::exists(view.file->path)) return refuse(job_without_result);
  return *view.file;
}

void Jobs::run() {
  std::unique_lock lock(guard_);
  while (true) {
    woken_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    Running& running = *unended_.at(waiting_.front());
    waiting_.pop_front();
    running.view.state = JobState::running;
    lock.unlock();
    work_on(running);
    lock.lock();
    unended_.erase(running.view.id);
  }
}

void Jobs::work_on(Running& running) {
  auto const broke = [&](std::string_view what) {
    std::string const number = options_.log_breakage ? options_.log_breakage("job", what) : "";
    return JobResult{Said::of(something_broke.text, {{"number", number}})};
  };
  try {
    if (running.progress.cancelled()) {
      end(running, JobState::cancelled, {Said::of(job_cancelled.text)});
      return;
    }
    auto const outcome = running.work(running.progress);
    if (outcome) {
      end(running, JobState::done, *outcome);
    } else if (outcome.error().kind == &job_cancelled) {
      end(running, stopping_ ? JobState::interrupted : JobState::cancelled,
          {Said::of(job_cancelled.text)});
    } else {
      Refusal const& refusal = outcome.error();
      auto const words = [&](Language language) {
        return refusal.text(language) + " " + refusal.remedy(language);
      };
      end(running, JobState::refused, {{words(Language::vietnamese), words(Language::english)}});
    }
  } catch (std::exception const& fault) {
    auto const told = broke(fault.what());
    try {
      end(running, JobState::broke, told);
    } catch (std::exception const& again) {
      broke(again.what());  // the table keeps it unended; the next run tells it as interrupted
    }
  }
}

void Jobs::end(Running& running, JobState state, JobResult const& result) {
  JobView view = running.view;
  view.state = state;
  view.ended_at = store_.clock().now();
  view.said = result.said;
  std::error_code ignored;
  if (state == JobState::done && !result.file_name.empty()) {
    view.file = JobFile{running.progress.file_, result.file_name, result.content_type};
    std::filesystem::permissions(
        view.file->path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
        ignored);
  } else {
    std::filesystem::remove(running.progress.file_, ignored);
  }
  change_job(store_, view);
}

}  // namespace giaoban::web
