#include "web/jobs.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/target.h"
#include "store/sealed_file.h"
#include "web/breakage.h"
#include "web/route.h"
#include "web/store.h"
#include "web/unnamed_file.h"

namespace giaoban::web {

Said Said::of(Msg message, Args const& args) {
  return {say(Language::vietnamese, message, args), say(Language::english, message, args)};
}

namespace {

constexpr std::string_view everywhere = "*";

// The units over which the right is held, sorted; "*" for everywhere.
std::vector<std::string> held_over(store::Actor const& actor, std::string_view right) {
  std::vector<std::string> over;
  for (store::Grant const& grant : actor.grants) {
    if (grant.right->name != right) continue;
    over.push_back(grant.under ? std::to_string(*grant.under) : std::string(everywhere));
  }
  std::ranges::sort(over);
  auto const twice = std::ranges::unique(over);
  over.erase(twice.begin(), twice.end());
  return over;
}

}  // namespace

JobOwner JobOwner::of(store::Actor const& actor, store::Right const& right) {
  std::string needs(right.name);
  for (std::string const& unit : held_over(actor, right.name)) needs += " " + unit;
  return {actor.name, needs};
}

JobOwner JobOwner::of(Visit const& visit) {
  Route const& route = visit.route;
  store::Right const* const right = route.verb != nullptr ? route.verb->right : route.right;
  ensure(right != nullptr, "a job is started behind a right");
  return of(visit.caller.actor, *right);
}

bool opens(store::Actor const& actor, std::string_view needs) {
  auto const next = [&] {
    std::string_view const word = needs.substr(0, needs.find(' '));
    needs.remove_prefix(std::min(needs.size(), word.size() + 1));
    return word;
  };
  std::string_view const right = next();
  auto const held = held_over(actor, right);
  if (held.empty()) return false;
  if (std::ranges::find(held, everywhere) != held.end()) return true;
  while (!needs.empty()) {
    if (std::ranges::find(held, next()) == held.end()) return false;
  }
  return true;
}

void Progress::set(std::int64_t done, std::int64_t total, Msg message, Args const& args) {
  Said said = Said::of(message, args);
  std::lock_guard const lock(guard_);
  done_ = done;
  total_ = total;
  said_ = std::move(said);
}

Jobs::Jobs(store::Store& store, JobsOptions options) : store_(store), options_(std::move(options)) {
  // A link would lead to a folder of others, which is not ours to shut or to clear.
  if (!may_hold_results(options_.folder)) {
    throw Breakage("no folder for results: " + options_.folder.string());
  }
  std::filesystem::create_directories(options_.folder);
  std::filesystem::permissions(options_.folder, std::filesystem::perms::owner_all);
  TemporaryFolder::remove_left_behind();
  take_over_former();
  begin_anew(store_, store_.clock().now());
  drop_old();
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

namespace {

constexpr std::string_view job_file_stem = "job-";
constexpr std::string_view job_part_end = ".part";

std::string result_name(JobId id) {
  return std::string(job_file_stem) + std::to_string(id.value);
}

// Named as only this program names: "job-57", "job-57.part". Whatever else lies there stays.
bool is_result(std::filesystem::directory_entry const& entry) {
  std::string const name = entry.path().filename().string();
  std::string_view number = name;
  if (!number.starts_with(job_file_stem) || entry.is_symlink() || !entry.is_regular_file()) {
    return false;
  }
  number.remove_prefix(job_file_stem.size());
  if (number.ends_with(job_part_end)) number.remove_suffix(job_part_end.size());
  return !number.empty() && number.find_first_not_of("0123456789") == number.npos;
}

}  // namespace

bool may_hold_results(std::filesystem::path const& folder) {
  auto const standing = standing_at(folder);
  return standing == Standing::nothing || standing == Standing::folder;
}

// What lay where another store's results may lie too.
void Jobs::take_over_former() {
  if (options_.former.empty() || standing_at(options_.former) != Standing::folder) return;
  std::error_code ignored;
  for (auto const& entry : std::filesystem::directory_iterator(options_.former, ignored)) {
    auto const name = entry.path().filename().string();
    if (!is_result(entry) || !store::is_sealed_as(entry, {store_.keys(), name})) continue;
    auto const here = options_.folder / name;
    if (standing_at(here) == Standing::nothing) std::filesystem::rename(entry, here, ignored);
  }
}

std::filesystem::path Jobs::file_of(JobId id) const {
  return options_.folder / result_name(id);
}

void Jobs::drop_old() {
  constexpr std::int64_t day_microseconds = 86'400'000'000;
  auto const now = store_.clock().now();
  auto const erased = store::last_erasure(*store_.read());
  auto const kept =
      jobs_kept(store_, {.ended_from = {now.microseconds - options_.kept_days * day_microseconds},
                         .started_after = erased.value_or(Instant{0})});
  std::set<std::string> names;
  for (JobId const id : kept) {
    names.insert(result_name(id));
    names.insert(result_name(id) + std::string(job_part_end));
  }
  std::error_code ignored;
  for (auto const& entry : std::filesystem::directory_iterator(options_.folder, ignored)) {
    if (!is_result(entry)) continue;
    auto const name = entry.path().filename().string();
    if (names.contains(name)) continue;
    // Of another store it is not ours to remove, whoever put it here.
    std::string_view sealed_as = name;
    if (sealed_as.ends_with(job_part_end)) sealed_as.remove_suffix(job_part_end.size());
    if (!store::is_sealed_as(entry, {store_.keys(), sealed_as})) continue;
    std::filesystem::remove(entry, ignored);
  }
}

Result<JobId> Jobs::start(JobOwner const& owner, Msg title, Args const& args, Work work) {
  auto running = std::make_unique<Running>();
  running->view.owner = owner.name;
  running->view.needs = owner.needs;
  running->view.title = Said::of(title, args);
  running->view.started_at = store_.clock().now();
  running->work = std::move(work);
  std::lock_guard const lock(guard_);
  auto const count = std::ranges::count_if(
      unended_, [&](auto const& one) { return one.second->view.owner == owner.name; });
  if (count >= options_.unended_per_owner_max) {
    return refuse(too_many_jobs, {{"count", std::to_string(count)}});
  }
  JobId const id = insert_job(store_, running->view);
  running->view.id = id;
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

Result<JobView> Jobs::state(store::Actor const& actor, JobId id) {
  // The guard first: what has ended in memory stands ended in the table.
  std::lock_guard const lock(guard_);
  auto view = find_job(*store_.read(), id);
  if (!view || view->owner != actor.name || !opens(actor, view->needs)) {
    return refuse(no_such_job);
  }
  return live(*std::move(view));
}

std::vector<JobView> Jobs::list(store::Actor const& actor) {
  std::lock_guard const lock(guard_);
  auto views = jobs_of(*store_.read(), actor.name);
  std::erase_if(views, [&](JobView const& view) { return !opens(actor, view.needs); });
  for (JobView& view : views) view = live(std::move(view));
  return views;
}

Result<void> Jobs::cancel(store::Actor const& actor, JobId id) {
  TRY_INTO(JobView const view, state(actor, id));
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

Result<JobFile> Jobs::file(store::Actor const& actor, JobId id) {
  TRY_INTO(JobView const view, state(actor, id));
  auto const sealed = file_of(id);
  if (!view.file || !store::is_sealed_as(sealed, {store_.keys(), result_name(id)})) {
    return refuse(job_without_result);
  }
  auto const erased = store::last_erasure(*store_.read());
  if (erased && view.started_at <= *erased) return refuse(result_before_erasure);
  auto const plain = std::make_shared<UnnamedFile>(options_.folder);
  store::open_sealed(sealed, plain->path(), {store_.keys(), result_name(id)});
  return JobFile{plain->path(), view.file->name, view.file->content_type, plain};
}

// What cannot be dropped now is tried again a minute later.
void Jobs::look_after_results() noexcept {
  try {
    drop_old();
  } catch (std::exception const& fault) {
    try {
      if (options_.log_breakage) options_.log_breakage("jobs", fault.what());
    } catch (...) {
    }
  }
}

void Jobs::run() {
  std::unique_lock lock(guard_);
  while (true) {
    constexpr std::chrono::minutes between_looks{1};
    bool const woken =
        woken_.wait_for(lock, between_looks, [&] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    if (!woken) {
      lock.unlock();
      look_after_results();
      lock.lock();
      continue;
    }
    Running& running = *unended_.at(waiting_.front());
    waiting_.pop_front();
    running.view.state = JobState::running;
    lock.unlock();
    work_on(running);
    lock.lock();
    unended_.erase(running.view.id);
  }
}

// How it ended. Its bounds end with it: telling of the end is not broken off.
Jobs::Ending Jobs::ending_of(Running& running) {
  Patience const patience({.until = std::chrono::steady_clock::now() + options_.time_max,
                           .gone = Flag(Flag(), &running.progress.cancelled_),
                           .stopping = options_.stopping});
  auto const stopped = [this] { return stopping_ ? JobState::interrupted : JobState::cancelled; };
  try {
    Patience::ask();
    auto const outcome = running.work(running.progress);
    if (outcome) return {JobState::done, *outcome};
    Refusal const& refusal = outcome.error();
    if (refusal.kind == &job_cancelled) return {stopped(), {Said::of(job_cancelled.text)}};
    auto const words = [&](Language language) {
      return refusal.text(language) + " " + refusal.remedy(language);
    };
    return {JobState::refused, {{words(Language::vietnamese), words(Language::english)}}};
  } catch (OutOfPatience const& lost) {
    if (patience.kept()) {
      return {JobState::done,
              {Said::of(M("Đã ghi vào kho, rồi dừng trước khi làm xong kết quả; "
                          "xem nhật ký."))}};
    }
    if (lost.why() == Impatience::time) {
      return {JobState::refused,
              {Said::of(M("Việc này kéo dài quá lâu nên đã dừng; chưa ghi gì "
                          "vào kho cả."))}};
    }
    if (lost.why() == Impatience::stopping) {
      return {JobState::interrupted, {Said::of(job_cancelled.text)}};
    }
    return {stopped(), {Said::of(job_cancelled.text)}};
  }
}

void Jobs::work_on(Running& running) {
  auto const broke = [&](std::exception const& fault) {
    std::string const number =
        options_.log_breakage ? options_.log_breakage("job", fault.what()) : "";
    return JobResult{Said::of(told_as(fault).text, {{"number", number}})};
  };
  try {
    running.plain = std::make_unique<TemporaryFolder>();
    running.progress.file_ = running.plain->path() / "result";
    auto const ending = ending_of(running);
    end(running, ending.state, ending.result);
  } catch (std::exception const& fault) {
    auto const told = broke(fault);
    try {
      end(running, JobState::broke, told);
    } catch (std::exception const& again) {
      broke(again);  // the table keeps it unended; the next run tells it as interrupted
    }
  }
}

void Jobs::end(Running& running, JobState state, JobResult const& result) {
  JobView view = running.view;
  view.state = state;
  view.ended_at = store_.clock().now();
  view.said = result.said;
  if (state == JobState::done && !result.file_name.empty()) {
    store::seal_file(running.progress.file_, file_of(view.id),
                     {store_.keys(), result_name(view.id)});
    view.file = JobFile{file_of(view.id), result.file_name, result.content_type};
  }
  running.plain.reset();
  change_job(store_, view);
}

}  // namespace giaoban::web
