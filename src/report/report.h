// The report on organisations, members and yearly results of a unit over a period, written from
// figures: first a view that holds all it says, then the view as an editable .docx or as an .xlsx.
// The view knows no clock: the same store, request and template give the same bytes.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/period.h"
#include "briefing/briefing.h"
#include "figure/figure.h"
#include "print/docx.h"
#include "print/party_page.h"

namespace giaoban::report {

extern store::Right const report_read;

// The page in force on the document's date.
using Layout = print::PartyPage;

// What is asked. What the clerk fills in by hand may stay empty.
struct ReportRequest {
  UnitId unit;
  Period period;
  Day date;                                    // the document's
  EntryNumber known_at = store::standing - 1;  // default: all that is recorded
  figure::Year graded = {};                    // whose yearly results
  std::string number = {};                     // "12"; empty: left open
  std::string signer = {};
  std::string signer_title = {};             // empty: that of the head
  std::string place = {};                    // empty: told by the names of the units
  std::vector<std::string> recipients = {};  // empty: the usual ones
};

// --- what the document says: Vietnamese, whatever the user's language ---
struct Head {
  std::string superior;  // "TỈNH ỦY PHÚ THỌ"
  std::string issuer;    // "BAN TỔ CHỨC"
  std::string number;    // "Số 12-BC/BTCTU"
  std::string place_and_date;
  std::string subject;  // under the type
};
struct Signing {
  std::vector<std::string> authority;  // "T/M ĐẢNG ỦY" or "K/T TRƯỞNG BAN"; often none
  std::string position;
  std::string signer;
};

struct MovementRow {
  std::string id;       // "admitted"
  std::string ordinal;  // "II.1"
  std::string what;
  std::optional<std::int64_t> count;  // nullopt: not known
};
struct GradeRow {
  std::string what;
  std::optional<std::int64_t> count;
  std::optional<Share> of_assessed;
  std::optional<Share> of_total;
};
struct GradeGroup {  // members, grass-roots organisations ...
  std::string whom;
  std::vector<GradeRow> rows;
};
struct UnitRow {
  std::string name;
  std::optional<std::int64_t> total;
  std::optional<std::int64_t> assessed;
  std::optional<Share> good;       // or better, of the assessed
  std::optional<Share> excellent;  // of the assessed
  std::optional<Share> excellent_of_total;
};
struct UnitTable {
  std::string title;
  std::vector<UnitRow> rows;  // of the units directly below
  UnitRow whole;
};
// One reading of the base of the ceiling on excellent results.
struct CapRow {
  std::string whom;
  std::optional<Share> share;
  std::optional<std::int64_t> ceiling;  // whole part of the ceiling's percent of the base
};
struct TaskRow {
  std::string title;
  std::string lead;
  Day given_on;
  Day deadline;
  std::string state;  // "hoàn thành đúng hạn, ngày 10/05/2021"
};
struct RecommendationRow {
  std::string subject;
  std::string asker;
  Day taken_on;
  std::string handler;  // empty: handed on to nobody
  std::optional<Day> deadline;
  std::string state;
};
// A figure that the document prints, with what opens it again.
struct Cited {
  std::string name;
  std::string unit;
  std::string value;
  figure::Reference reference;
};

struct ReportView {
  Layout layout = Layout::hd36_2018;
  std::string recipient_end = {};  // of all recipients but the last, which ends with a full stop
  Head head = {};
  Signing signing = {};
  std::vector<std::string> recipients = {};
  std::string unit_name = {};
  Period period;
  Day date;
  Day closing =
      {};  // the members' figures are of this day: the period's last, or the date before it
  EntryNumber known_at = 0;
  std::string mark = {};         // ten characters of that entry's hash
  std::string graded_year = {};  // of the results; empty: none known
  std::string cap_percent = {};  // of the year's ceiling on excellent results
  // The sentences by name; "members" stands in the place {{text_members}} of a template.
  std::map<std::string, std::string, std::less<>> sentences = {};
  std::vector<MovementRow> movement = {};
  std::vector<GradeGroup> grades = {};
  std::vector<UnitTable> by_unit = {};
  std::vector<CapRow> caps = {};
  std::vector<TaskRow> tasks = {};
  std::vector<RecommendationRow> recommendations = {};
  std::vector<std::string> notes = {};       // under the annex: which base, what was not confirmed
  std::vector<figure::Figure> figures = {};  // of the unit itself, for templates that name them
  std::vector<Cited> cited = {};
  std::vector<Refusal> warnings = {};
};

// Refuses date_before_period, entry_ahead.
Result<ReportView> view(store::Snapshot& snapshot, ReportRequest const& request);

// --- the view as a file ---
// The built-in template of a layout, as a .docx to edit.
std::string_view built_in_template(Layout layout);
// The names that a template may use.
print::Vocabulary const& vocabulary();
print::Fields fields(ReportView const& view);
// Refused as print::check_fields and print::fill refuse; `form` comes from print::load_template.
Result<std::string> docx_bytes(ReportView const& view, print::Template const& form);
Result<std::string> docx_bytes(ReportView const& view);  // by the built-in template
// Throws Breakage when the disk refuses.
void xlsx(ReportView const& view, std::filesystem::path const& file);

// --- refusals, in order of precedence ---
extern RefusalKind const bad_period;           // not the code of a period
extern RefusalKind const date_before_period;   // the document is older than what it reports on
extern RefusalKind const entry_ahead;          // known at an entry that the store does not have
extern RefusalKind const template_unreadable;  // no file, or no right to read it

// --- warnings: told beside a report that is written ---
extern RefusalKind const layout_unconfirmed;  // the rule of the page was not read, or not its day
extern RefusalKind const place_unknown;       // the place is left open

store::Catalogue catalogue();

}  // namespace giaoban::report
