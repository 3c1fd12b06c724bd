// Where a person is named outside the person's own facts: in texts of other facts and in reasons of
// entries. An erasure does not find these by a key, so they are looked for by the name, shown, and
// blanked where whoever erases says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/tx.h"

namespace giaoban::store {

struct Mention {
  Kind const* kind = nullptr;  // null: the reason of the entry `head.recorded_in`
  FactHead head;
  std::size_t field = 0;  // place among the kind's
  std::string text;
  std::string left;  // the text without the name; "": it stands in another person's file and stays

  [[nodiscard]] bool can_be_blanked() const { return !left.empty(); }
  [[nodiscard]] std::string place() const;  // "57.3": entry and leaf; "57": the entry's reason
};

// All versions of a subject's facts, superseded ones too.
std::vector<RawFact> every_version(Snapshot& snapshot, Kind const& kind, std::int64_t subject);

// Whose names are looked for. In the fields `own_names` each bears a name of its own: a namesake's
// is no mention.
struct Sought {
  std::vector<PersonId> persons;  // all records of the one person
  std::vector<std::string> names;
  std::vector<Field const*> own_names;
};

// The text with each of the names taken out, whatever its marks, capitals and the signs between its
// words; names of one word are passed by, since they are words as well.
std::string without_names(std::string_view text, std::vector<std::string> const& names);

// Everywhere in the store, superseded facts too, but for what the person's erasure blanks itself.
std::vector<Mention> mentions(Snapshot& snapshot, Sought const& sought);
// Leaves the texts without the name, in the past as well. What cannot be blanked is passed by.
void blank(Tx& tx, std::vector<Mention> const& found);

}  // namespace giaoban::store
