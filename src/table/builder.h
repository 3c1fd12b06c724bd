// The form in which a table is laid out: entries of measures, units and days one under the other,
// typed by code or by words without marks, moved and removed by keys or buttons. Private to
// src/table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "table/table.h"
#include "web/form.h"
#include "web/words.h"

namespace giaoban::table {

struct Entry {
  std::string typed;
  std::string shown = {};  // what stands behind a code
  std::optional<Refusal> fault = {};
};
using Entries = std::vector<Entry>;
struct Typed {
  Entries measures, units, days;
  [[nodiscard]] bool faulty() const;
};

// What the address holds, after the edit that one of the form's buttons asks for.
Typed typed_in(web::Fields const& query);
// Refuses an edit that no button asks for.
Result<void> check_edit(web::Fields const& query);
// The entries of a layout, to be shown again.
Typed typed_of(store::Snapshot& snapshot, Layout const& layout, store::Moment moment);

// By what an entry is understood.
struct Known {
  std::vector<web::Pick> const& measures;
  unit::Tree const& tree;
  unit::Reach const& reach;
};
// Puts what is understood into the layout, and beside the rest what is wrong with it.
void understand(Typed& typed, Layout& layout, Known const& known);
// Measures in whose name all the words stand, the nearest first.
std::vector<web::Pick> measures_like(std::vector<web::Pick> const& measures,
                                     std::string_view typed);

// The three lists of entries, for a form that asks.
web::Html entries_of(web::Words const& words, Typed const& typed, std::string const& unit_code);

}  // namespace giaoban::table
