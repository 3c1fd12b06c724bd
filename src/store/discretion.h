// What may be told to whom. A refusal or a warning that names a record says which (Arg::record);
// here, where every write passes, one that its reader may not know of becomes "recorded elsewhere",
// with a reference that those open whose record it is: the line of the access log that it makes.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/store.h"

namespace giaoban::store {

// Whether the actor of the act may know of the record: holds, over where it stands today or stood
// then, the verb's right or that of reading such records.
[[nodiscard]] bool may_know(Snapshot& snapshot, Act const& act, Entity const& entity,
                            std::int64_t id, Day then);

// The records that the refusal names and of which the actor may not know; each once.
[[nodiscard]] std::vector<Record> untellable(Snapshot& snapshot, Act const& act,
                                             Refusal const& refusal);

// Of how many records somebody was told lately that they are recorded elsewhere; the same one met
// again tells nothing new and does not count. Kept by this process alone, by the clock that nobody
// sets; the lines of the access log stay.
class Tries {
 public:
  // Refused when the actor has used up the hour's tries of the verb.
  Result<void> check(Act const& act, Clock const& clock);
  // Counts those met that were not counted yet; refused when they go beyond the hour's tries.
  Result<void> count(Act const& act, std::vector<Record> const& met, Clock const& clock);

 private:
  struct Told {
    Record record;
    std::int64_t at;  // Clock::steady
  };
  std::vector<Told>& lately(Act const& act, Clock const& clock);

  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::vector<Told>> told_;  // actor and verb
};

// The line of the access log behind a reference that somebody was told; of other lines nothing.
std::optional<Access> refused_at(Snapshot& snapshot, std::int64_t reference);
[[nodiscard]] bool refused_by(Access const& line, Verb const& verb);

// What a write came to, with the records that it went on from and was refused (Tx::meets).
struct Outcome {
  Result<Written> written;
  std::vector<Record> met = {};
};
// What a write came to, as its actor may be told. Once the tries are used up, whatever is refused
// is refused alike, so that a faulty form tells nothing about a number in it; what can be written
// is.
Result<Written> as_told(Store& store, Tries& tries, Act const& act, Outcome outcome);

extern RefusalKind const recorded_elsewhere;  // {what}, {reference}; {field} that says it
extern RefusalKind const concerns_elsewhere;  // a warning: {what}, {reference}
extern RefusalKind const too_many_tries;      // {count}, {until}

}  // namespace giaoban::store
