// What a kind's declaration alone refuses: blanks, spans of the wrong shape, failed field checks;
// and when what a fact refers to exists. Private to store/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/fact.h"
#include "store/snapshot.h"

namespace giaoban::store {

struct Act;

Result<void> check_span(Kind const& kind, Span span);
// What an act says of itself, for every door: reason and nonce; the document is a fact.
Result<void> check_act(Act const& act);
Result<void> check_values(Kind const& kind, std::vector<Value> const& values);

// Whether every value that tells two facts of one subject and day apart is equal.
bool same_key(Kind const& kind, std::vector<Value> const& a, std::vector<Value> const& b);

// Whether what lives over these days exists for the fact: a state lies within one life; an event
// on a day of one, the day it closes included (who is dissolved on D hands over on D); a yearly
// value belongs to a year, whenever it was decided, and may also be decided in a life.
bool exists_for(Kind const& kind, FactHead const& head, std::vector<Span> const& lives);

// Whether two subjects ever bore one value of a unique field. One pass over its index: most stores
// have none, and need no look at the days.
bool borne_twice(Snapshot& snapshot, Kind const& kind, Field const& field);
// The column by which a value is found: of a sensitive field, its index.
std::string indexed_column(Field const& field);

// A standing fact whose column refers to what does not exist then.
struct Outliving {
  FactHead head;
  std::int64_t referred = 0;
};
// All of them, or those that one entry recorded. No kind outlives its own lifetime.
std::vector<Outliving> outliving(Snapshot& snapshot, Kind const& kind, std::string_view column,
                                 Entity const& entity, std::optional<EntryNumber> recorded_in);

}  // namespace giaoban::store
