// The journal as people read it: who wrote what, when, on which document; what an entry recorded
// and superseded, and its undoing. Knows only the store.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "web/route.h"

namespace giaoban::web {

std::vector<Route> journal_routes();
std::vector<MenuEntry> journal_menu();

// The right behind these pages. Whoever holds it over a part of the tree sees the entries that
// touched records there, and of those the lines about such records.
extern store::Right const journal_read;

// What of the journal an actor may see: those entries and lines. The command uses it too.
class JournalSight {
 public:
  JournalSight(store::Snapshot& snapshot, store::Actor actor, Day today);
  [[nodiscard]] bool whole() const { return whole_; }
  bool holds(store::EntryLine const& line);
  bool holds(store::Entry const& entry);
  // Of the lines that the entry recorded, how many may be seen.
  std::int64_t count(store::Entry const& entry);
  // Those of its lines that may be seen; none of an import.
  std::vector<store::EntryLine> lines(store::Entry const& entry);

 private:
  bool reached(store::Entity const& entity, std::int64_t id);

  store::Snapshot& snapshot_;
  store::Actor actor_;
  Day today_;
  bool whole_;
  std::map<std::pair<store::Entity const*, std::int64_t>, bool> known_;
};

extern RefusalKind const no_such_journal_entry;  // {entry}: none, or nothing of it within reach

}  // namespace giaoban::web
