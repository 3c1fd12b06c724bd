// What may be told to whom. A refusal or a warning that names a record says which (Arg::record);
// here, where every write passes, one that its reader may not know of becomes "recorded elsewhere",
// with a reference that those open whose record it is: the line of the access log that it makes.
#pragma once

#include <map>
#include <mutex>
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

// How often somebody was told lately that something is recorded elsewhere. Kept by this process
// alone; the lines of the access log stay.
class Tries {
 public:
  // Refused when the actor has used up the hour's tries of the verb.
  Result<void> check(Act const& act, Instant now);
  void count(Act const& act, Instant now);

 private:
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::vector<Instant>> told_;  // actor and verb
};

// What a write came to, as its actor may be told.
Result<Written> as_told(Store& store, Tries& tries, Act const& act, Result<Written> outcome);

extern RefusalKind const recorded_elsewhere;  // {what}, {reference}
extern RefusalKind const concerns_elsewhere;  // a warning: {what}, {reference}
extern RefusalKind const too_many_tries;      // {count}, {until}

}  // namespace giaoban::store
