#include "web/store.h"

#include <array>
#include <utility>

#include "web/queries.h"

namespace giaoban::web {

using store::Params;
using store::RowView;

namespace {

constexpr std::array<std::pair<JobState, std::string_view>, 7> codes{{
    {JobState::waiting, "waiting"},
    {JobState::running, "running"},
    {JobState::done, "done"},
    {JobState::refused, "refused"},
    {JobState::broke, "broke"},
    {JobState::cancelled, "cancelled"},
    {JobState::interrupted, "interrupted"},
}};

JobState state_of(std::string_view code) {
  for (auto const& [state, known] : codes) {
    if (known == code) return state;
  }
  throw Breakage("a stored job is in no known state");
}

JobView read_job(RowView const& row) {
  JobView job{.id = {row.integer(0)},
              .owner = row.text(1),
              .title = {row.text(2), row.text(3)},
              .state = state_of(row.text(5)),
              .started_at = {row.integer(4)},
              .ended_at = {},
              .said = {row.maybe_text(7).value_or(""), row.maybe_text(8).value_or("")},
              .file = {}};
  if (auto const ended = row.maybe_integer(6)) job.ended_at = Instant{*ended};
  if (!row.null(9)) job.file = JobFile{row.text(9), row.text(10), row.text(11)};
  return job;
}

}  // namespace

store::OwnTable const job_table{"job", R"sql(
-- Long work, and what it left.
CREATE TABLE job (
  id INTEGER NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,             -- the account's name
  title_vietnamese TEXT NOT NULL,
  title_english TEXT NOT NULL,
  started_at INTEGER NOT NULL,     -- microseconds since 1970, UTC
  state TEXT NOT NULL,             -- waiting running done refused broke cancelled interrupted
  ended_at INTEGER,
  said_vietnamese TEXT,            -- how it ended
  said_english TEXT,
  file TEXT,                       -- path of the result
  file_name TEXT,                  -- as it is downloaded
  content_type TEXT
) STRICT;
CREATE INDEX job_by_owner ON job (owner, id);
)sql"};

std::string_view code_of(JobState state) {
  for (auto const& [known, code] : codes) {
    if (known == state) return code;
  }
  ensure(false, "every state has a code");
  return {};
}

JobId insert_job(store::Store& store, JobView const& job) {
  JobId id;
  store.write_own([&](store::Db& db) {
    id =
        *db.first(queries::next_job, Params(), [](RowView const& row) { return row.id<JobId>(0); });
    db.execute(queries::insert_job, Params(id, job.owner, job.title.vietnamese, job.title.english,
                                           job.started_at.microseconds, code_of(job.state)));
  });
  return id;
}

void change_job(store::Store& store, JobView const& job) {
  std::optional<std::int64_t> ended;
  if (job.ended_at) ended = job.ended_at->microseconds;
  auto const of_file = [&](auto const& text) {
    return job.file ? std::optional<std::string>(text(*job.file)) : std::nullopt;
  };
  auto const path = of_file([](JobFile const& file) { return file.path.string(); });
  auto const name = of_file([](JobFile const& file) { return file.name; });
  auto const type = of_file([](JobFile const& file) { return file.content_type; });
  store.write_own([&](store::Db& db) {
    db.execute(queries::change_job, Params(job.id, code_of(job.state), ended, job.said.vietnamese,
                                           job.said.english, path, name, type));
  });
}

std::optional<JobView> find_job(store::Snapshot& snapshot, JobId id) {
  return snapshot.db().first(queries::job, Params(id), read_job);
}

std::vector<JobView> jobs_of(store::Snapshot& snapshot, std::string const& owner) {
  return snapshot.db().all(queries::jobs_of, Params(owner), read_job);
}

std::vector<std::string> begin_anew(store::Store& store, Instant now, Instant kept_from) {
  std::vector<std::string> files;
  store.write_own([&](store::Db& db) {
    db.execute(queries::interrupt_jobs, Params(now.microseconds));
    files = db.all(queries::old_job_files, Params(kept_from.microseconds),
                   [](RowView const& row) { return row.text(0); });
    db.execute(queries::delete_old_jobs, Params(kept_from.microseconds));
  });
  return files;
}

}  // namespace giaoban::web
