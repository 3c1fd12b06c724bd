// The papers of a round: decision, notice, minutes, each an editable Word file of one unit, and the
// summary of a unit as a worksheet. Vietnamese whatever the user's language. Private to src/round.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/listing.h"
#include "print/docx.h"
#include "print/docx_pack.h"
#include "round/checks.h"

namespace giaoban::round {

// `regrading`: the decision to grade again (Mẫu 03 of HD 43), of those decided on more than once.
// `review`: the forms on which the unit's collective, leaders and members review themselves.
enum class Paper { decision, notice, minutes, regrading, review };
std::span<Choice const> choices_of(Paper);

// What of whom on which day: the document's date picks the page in force.
struct PaperAsked {
  RoundView const& round;
  unit::Node const& unit;
  Paper paper = Paper::decision;
  Day on;
  std::optional<PersonId> only = {};  // of a review: one person's form
};
// Of decision, notice, minutes and regrading.
print::Fields paper_fields(store::Snapshot& snapshot, PaperAsked const& asked,
                           std::vector<SubjectView> const& subjects);
Result<std::string> paper_docx(print::Fields const& fields, Day on);
// The forms of a review, a page each (review_form.cpp).
Result<std::string> review_docx(store::Snapshot& snapshot, PaperAsked const& asked,
                                std::vector<SubjectView> const& subjects);
// Whom it has a form for, of whom rules exclude nobody.
bool has_review_form(PaperAsked const& asked, SubjectView const& view);
std::string paper_name(PaperAsked const& asked);  // of the file, without its ending
// What papers are made of: items of a list that hold one `text`; the page of the document's day; a
// template that is part of the program.
std::vector<print::Fields> paragraphs(std::vector<std::string> const& texts);
bool on_newer_page(Day on);
print::Template sound_form(std::string_view bytes);
// Of one unit, as a Word file; nullopt: it would name nobody.
Result<std::optional<std::string>> paper_of(store::Snapshot& snapshot, unit::Reach const& reach,
                                            PaperAsked const& asked);

// Of the unit and all below it, each under its name, in the order of the tree. `going_on` is told
// how many units are through, of how many, and may end it.
using GoingOn = std::function<Result<void>(std::int64_t done, std::int64_t all)>;
Result<std::vector<print::DocxPart>> papers_below(store::Snapshot& snapshot,
                                                  unit::Reach const& reach, PaperAsked const& top,
                                                  GoingOn const& going_on);

// Members by result, of the unit and of each right below it; the same as a Word file.
Listing summary(store::Snapshot& snapshot, unit::Reach const& reach, RoundView const& round,
                UnitId unit, Language language);
struct SummaryAsked {
  RoundView const& round;
  unit::Node const& unit;
  Day on;
};
Result<std::string> summary_docx(store::Snapshot& snapshot, unit::Reach const& reach,
                                 SummaryAsked const& asked);

}  // namespace giaoban::round
