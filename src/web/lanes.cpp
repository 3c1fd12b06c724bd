#include "web/lanes.h"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <list>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "web/waiting_line.h"

namespace giaoban::web {

namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr milliseconds look_every{20};
// Linux counts niceness by thread. A long question gets about a tenth of what a page does.
constexpr int long_niceness = 10;
constexpr int password_niceness = 5;
// Of writing ones that take long and cannot be broken off, so many threads are made up for.
constexpr int made_up_for_max = 24;

thread_local bool page_thread = false;

microseconds processor_time(clockid_t clock) {
  timespec used{};
  if (::clock_gettime(clock, &used) != 0) return {};
  return std::chrono::duration_cast<microseconds>(std::chrono::seconds(used.tv_sec) +
                                                  std::chrono::nanoseconds(used.tv_nsec));
}

void be_nice(pid_t thread, int niceness) {
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(thread), niceness));
}

}  // namespace

class Lanes::Inside {
 public:
  explicit Inside(LaneOptions const& options) : options_(options) {
    std::lock_guard const lock(guard_);
    for (int i = 0; i < options_.page_threads; ++i) begin(Post::pages);
    for (int i = 0; i < options_.long_threads; ++i) begin(Post::long_ones);
    for (int i = 0; i < options_.door_threads; ++i) begin(Post::door);
    for (int i = 0; i < options_.password_threads; ++i) begin(Post::passwords);
    watching_ = std::thread([this] { watch(); });
  }

  void put(LaneTask task) {
    std::vector<LaneTask> dropped;
    {
      std::lock_guard const lock(guard_);
      if (stopping_) {
        dropped.push_back(std::move(task));
      } else {
        add(std::move(task), dropped);
      }
    }
    for (LaneTask& one : dropped) one.run(turn_of(one, Turn::too_many));
  }

  void stop() {
    std::vector<LaneTask> dropped;
    {
      std::lock_guard const lock(guard_);
      if (stopping_) return;
      stopping_ = true;
      auto const all = [](LaneTask const&) { return true; };
      for (WaitingLine* line : {&door_, &pages_, &long_ones_, &passwords_}) {
        while (auto task = line->next(all)) dropped.push_back(*std::move(task));
      }
    }
    for (auto* woken : {&door_work_, &page_work_, &long_work_, &password_work_, &watched_}) {
      woken->notify_all();
    }
    for (LaneTask& one : dropped) one.run(turn_of(one, Turn::too_many));
    watching_.join();
    // Nobody begins a thread any more: what watches has ended.
    for (Worker& worker : workers_) worker.thread.join();
  }

  int running_long() {
    std::lock_guard const lock(guard_);
    return long_at_once();
  }

 private:
  enum class Post { pages, long_ones, door, passwords };
  struct Worker {
    explicit Worker(Post at) : post(at) {}
    Post post;
    std::thread thread;
    pid_t id = 0;
    clockid_t clock{};
    bool ended = false;    // to be joined
    bool retired = false;  // works at what turned out long; another has taken its place
    bool nice = false;
    // Of what it works at:
    std::optional<LaneTask> task;
    Steady::time_point since;
    microseconds used_before{};  // of the processor, when the task began
    microseconds charged{};
    bool counts_long = false;
  };
  // What is remembered of who asks.
  struct Asker {
    int running = 0;
    int running_long = 0;
    double used = 0;  // microseconds of a processor, fading
    Steady::time_point at;
  };

  static Turn turn_of(LaneTask const& task, Turn otherwise) {
    return task.tie && task.tie->given_up ? Turn::left : otherwise;
  }

  static bool broken_off(LaneTask const& task) { return task.tie && task.tie->broken_off; }

  // --- lines, under the guard --------------------------------------------------------------------

  void add(LaneTask task, std::vector<LaneTask>& dropped) {
    bool const password = task.kind == LaneTask::Kind::password;
    bool const waits_long = task.kind == LaneTask::Kind::question && used_much(task.asker);
    WaitingLine& line = task.kind == LaneTask::Kind::door ? door_
                        : password                        ? passwords_
                        : waits_long                      ? long_ones_
                                                          : pages_;
    auto const of_asker_max = static_cast<std::size_t>(password ? options_.passwords_waiting_max
                                                                : options_.waiting_of_asker_max);
    auto const all_max =
        static_cast<std::size_t>(password ? options_.passwords_waiting_max : options_.waiting_max);
    if (task.kind != LaneTask::Kind::listening && line.of(task.asker) >= of_asker_max) {
      dropped.push_back(std::move(task));
      return;
    }
    line.add(std::move(task));
    if (line.size() > all_max) {
      if (auto one = line.drop_from_longest()) dropped.push_back(*std::move(one));
    }
    work_of(line).notify_one();
  }

  std::condition_variable& work_of(WaitingLine const& line) {
    if (&line == &door_) return door_work_;
    if (&line == &passwords_) return password_work_;
    return &line == &pages_ ? page_work_ : long_work_;
  }
  WaitingLine& line_of(Post post) {
    if (post == Post::door) return door_;
    if (post == Post::passwords) return passwords_;
    return post == Post::pages ? pages_ : long_ones_;
  }

  bool used_much(std::string const& name) {
    auto const found = askers_.find(name);
    if (found == askers_.end()) return false;
    fade(found->second);
    return found->second.used > static_cast<double>(microseconds(options_.used_max).count());
  }

  void fade(Asker& asker) const {
    auto const now = Steady::now();
    auto const passed = std::chrono::duration_cast<microseconds>(now - asker.at).count();
    asker.used = std::max(
        0.0, asker.used - static_cast<double>(passed) * options_.used_forgotten_percent / 100);
    asker.at = now;
  }

  Asker& asker_of(std::string const& name) {
    auto const [at, made] = askers_.try_emplace(name);
    if (made) at->second.at = Steady::now();
    return at->second;
  }

  [[nodiscard]] int long_at_once() const {
    return static_cast<int>(std::ranges::count_if(workers_, [](Worker const& worker) {
      return worker.task && worker.counts_long && !broken_off(*worker.task);
    }));
  }

  std::optional<LaneTask> next_for(Post post) {
    auto const any = [](LaneTask const&) { return true; };
    auto const given_up = [](LaneTask const& task) { return task.tie && task.tie->given_up; };
    switch (post) {
      case Post::door:
        return door_.next(any);
      case Post::passwords:
        return passwords_.next(any);
      case Post::pages:
        return pages_.next([&](LaneTask const& task) {
          auto const known = askers_.find(task.asker);
          if (given_up(task) || known == askers_.end()) return true;
          return known->second.running <
                 (used_much(task.asker) ? options_.long_of_asker_max : options_.of_asker_max);
        });
      case Post::long_ones:
        break;
    }
    bool const room = long_at_once() < options_.long_threads;
    return long_ones_.next([&](LaneTask const& task) {
      auto const known = askers_.find(task.asker);
      return given_up(task) || (room && (known == askers_.end() ||
                                         known->second.running_long < options_.long_of_asker_max));
    });
  }

  // --- work --------------------------------------------------------------------------------------

  void begin(Post post) {  // under the guard, or before anybody else is there
    workers_.emplace_back(post);
    Worker& worker = workers_.back();
    worker.thread = std::thread([this, &worker] { work(worker); });
  }

  void work(Worker& worker) {
    std::unique_lock lock(guard_);
    worker.id = static_cast<pid_t>(::syscall(SYS_gettid));
    static_cast<void>(::pthread_getcpuclockid(::pthread_self(), &worker.clock));
    page_thread = worker.post != Post::passwords;
    if (worker.post == Post::long_ones) be_nice(worker.id, long_niceness);
    if (worker.post == Post::passwords) be_nice(worker.id, password_niceness);
    while (!worker.retired) {
      std::optional<LaneTask> task;
      work_of(line_of(worker.post)).wait(lock, [&] {
        return stopping_ || (task = next_for(worker.post)).has_value();
      });
      if (!task) break;
      take_up(worker, *std::move(task));
      lock.unlock();
      worker.task->run(turn_of(*worker.task, Turn::come));
      lock.lock();
      put_down(worker, lock);
    }
    worker.ended = true;
  }

  void take_up(Worker& worker, LaneTask task) {
    Asker& asker = asker_of(task.asker);
    ++asker.running;
    worker.counts_long = worker.post == Post::long_ones;
    if (worker.counts_long) ++asker.running_long;
    worker.task = std::move(task);
    worker.since = Steady::now();
    worker.used_before = processor_time(worker.clock);
    worker.charged = {};
  }

  void put_down(Worker& worker, std::unique_lock<std::mutex>& lock) {
    charge(worker);
    Asker& asker = asker_of(worker.task->asker);
    --asker.running;
    if (worker.counts_long) --asker.running_long;
    worker.counts_long = false;
    auto done = std::exchange(worker.task, std::nullopt);
    wake_for_rest();
    lock.unlock();
    done.reset();  // what it holds may be large
    lock.lock();
  }

  // One asker may have another turn now.
  void wake_for_rest() {
    if (pages_.size() > 0) page_work_.notify_one();
    if (long_ones_.size() > 0) long_work_.notify_one();
  }

  // Adds to what the asker has used; under the guard.
  void charge(Worker& worker) {
    if (worker.post == Post::door || worker.post == Post::passwords) return;
    microseconds const used = processor_time(worker.clock) - worker.used_before;
    Asker& asker = asker_of(worker.task->asker);
    fade(asker);
    asker.used += static_cast<double>((used - worker.charged).count());
    worker.charged = used;
  }

  // --- watching ----------------------------------------------------------------------------------

  void watch() {
    std::unique_lock lock(guard_);
    while (!stopping_) {
      watched_.wait_for(lock, look_every, [this] { return stopping_; });
      for (auto worker = workers_.begin(); worker != workers_.end();) {
        if (worker->ended) {
          worker->thread.join();
          worker = workers_.erase(worker);
          continue;
        }
        if (worker->task) look_at(*worker);
        ++worker;
      }
      wake_for_rest();
      if (askers_.size() > askers_few) forget_askers();
    }
  }

  void look_at(Worker& worker) {
    if (worker.post == Post::door || worker.post == Post::passwords) return;
    charge(worker);
    bool const takes = worker.charged > options_.long_after;
    bool const waits = Steady::now() - worker.since > options_.long_after_waiting;
    if (takes || waits) make_up_for(worker);
    // No thread becomes less nice again: only one that ends with its task does so.
    if (takes && worker.retired && !std::exchange(worker.nice, true)) {
      be_nice(worker.id, long_niceness);
    }
    // What waits for its turn to write takes nothing from anybody but its thread.
    bool const is_long = takes || (waits && worker.task->kind == LaneTask::Kind::question);
    if (!is_long || worker.counts_long) return;
    worker.counts_long = true;
    ++asker_of(worker.task->asker).running_long;
    if (long_at_once() > options_.long_at_once_max) break_one_off();
  }

  void make_up_for(Worker& worker) {
    if (worker.retired || worker.post != Post::pages) return;
    if (std::ranges::count_if(workers_, &Worker::retired) >= made_up_for_max) return;
    worker.retired = true;
    begin(Post::pages);
  }

  // The latest question of who has most long ones.
  void break_one_off() {
    Worker* chosen = nullptr;
    for (Worker& worker : workers_) {
      bool const may_be = worker.task && worker.counts_long && worker.task->tie &&
                          !broken_off(*worker.task) &&
                          worker.task->kind == LaneTask::Kind::question;
      if (!may_be) continue;
      auto const weight = [this](Worker const& one) {
        return std::pair(asker_of(one.task->asker).running_long, one.since);
      };
      if (chosen == nullptr || weight(worker) > weight(*chosen)) chosen = &worker;
    }
    if (chosen == nullptr) return;
    chosen->task->tie->broken_off = true;
    chosen->task->tie->given_up = true;
  }

  void forget_askers() {
    for (auto at = askers_.begin(); at != askers_.end();) {
      fade(at->second);
      bool const idle = at->second.running == 0 && at->second.used <= 0;
      at = idle ? askers_.erase(at) : std::next(at);
    }
  }

  static constexpr std::size_t askers_few = 1'000;

  LaneOptions options_;
  std::mutex guard_;
  std::condition_variable door_work_;
  std::condition_variable page_work_;
  std::condition_variable long_work_;
  std::condition_variable password_work_;
  std::condition_variable watched_;
  bool stopping_ = false;
  WaitingLine door_;
  WaitingLine pages_;
  WaitingLine long_ones_;
  WaitingLine passwords_;
  std::map<std::string, Asker, std::less<>> askers_;
  std::list<Worker> workers_;
  std::thread watching_;
};

Lanes::Lanes(LaneOptions const& options) : inside_(std::make_unique<Inside>(options)) {}
Lanes::~Lanes() {
  stop();
}
void Lanes::put(LaneTask task) {
  inside_->put(std::move(task));
}
void Lanes::stop() {
  inside_->stop();
}
int Lanes::running_long() {
  return inside_->running_long();
}
bool Lanes::on_a_page_thread() {
  return page_thread;
}

}  // namespace giaoban::web
