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

// The columns of job_table.
JobView read_job(RowView const& row) {
  JobView job{.id = {row.integer(0)},
              .owner = row.text(1),
              .needs = row.maybe_text(11).value_or(""),
              .title = {row.text(2), row.text(3)},
              .state = state_of(row.text(5)),
              .started_at = {row.integer(4)},
              .ended_at = {},
              .said = {row.maybe_text(7).value_or(""), row.maybe_text(8).value_or("")},
              .file = {}};
  if (auto const ended = row.maybe_integer(6)) job.ended_at = Instant{*ended};
  if (!row.null(9)) job.file = JobFile{{}, row.text(9), row.maybe_text(10).value_or(""), {}};
  return job;
}

void put(store::OwnRows& rows, JobView const& job) {
  std::optional<std::int64_t> ended;
  if (job.ended_at) ended = job.ended_at->microseconds;
  auto const of_file = [&](auto const& text) {
    return job.file ? std::optional<std::string>(text(*job.file)) : std::nullopt;
  };
  rows.put(job_table,
           Params(job.id, job.owner, job.title.vietnamese, job.title.english,
                  job.started_at.microseconds, code_of(job.state), ended, job.said.vietnamese,
                  job.said.english, of_file([](JobFile const& file) { return file.name; }),
                  of_file([](JobFile const& file) { return file.content_type; }), job.needs));
}

}  // namespace

store::OwnTable const job_table{
    .table = "job",
    .ddl = R"sql(
-- Long work, and what it left. The file of a result is found by the job's number.
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
  file_name TEXT,                  -- of the result, as it is downloaded
  content_type TEXT,
  needs TEXT,                      -- the right whose holder may open it: JobOwner::needs
  seal BLOB
) STRICT;
CREATE INDEX job_by_owner ON job (owner, id);
)sql",
    .key = "id",
    .columns =
        "id, owner, title_vietnamese, title_english, started_at, state, ended_at, "
        "said_vietnamese, said_english, file_name, content_type, needs",
    // Their files are not in a backup.
    .at_restore = store::AtRestore::is_emptied};

std::string_view code_of(JobState state) {
  for (auto const& [known, code] : codes) {
    if (known == state) return code;
  }
  ensure(false, "every state has a code");
  return {};
}

JobId insert_job(store::Store& store, JobView const& job) {
  JobView numbered = job;
  store.write_own([&](store::OwnRows& rows) {
    numbered.id = *rows.db().first(queries::next_job, Params(),
                                   [](RowView const& row) { return row.id<JobId>(0); });
    put(rows, numbered);
  });
  return numbered.id;
}

void change_job(store::Store& store, JobView const& job) {
  store.write_own([&](store::OwnRows& rows) { put(rows, job); });
}

std::optional<JobView> find_job(store::Snapshot& snapshot, JobId id) {
  return store::OwnRows(snapshot).first(job_table, "id = ?1", Params(id), read_job);
}

std::vector<JobView> jobs_of(store::Snapshot& snapshot, std::string const& owner) {
  return store::OwnRows(snapshot).all(job_table, "owner = ?1 ORDER BY id DESC LIMIT 50",
                                      Params(owner), read_job);
}

void begin_anew(store::Store& store, Instant now) {
  store.write_own([&](store::OwnRows& rows) {
    for (JobView& job : rows.all(job_table, "ended_at IS NULL", Params(), read_job)) {
      job.state = JobState::interrupted;
      job.ended_at = now;
      put(rows, job);
    }
  });
}

std::vector<JobId> jobs_kept(store::Store& store, JobsToKeep const& keep) {
  std::vector<JobId> kept;
  store.write_own([&](store::OwnRows& rows) {
    rows.remove(job_table, "ended_at < ?1 OR (ended_at IS NOT NULL AND started_at <= ?2)",
                Params(keep.ended_from.microseconds, keep.started_after.microseconds));
    kept = rows.all(job_table, "id > 0", Params(),
                    [](RowView const& row) { return row.id<JobId>(0); });
  });
  return kept;
}

}  // namespace giaoban::web
