// Reorganisations: units merged, split, divided, dissolved, raised or lowered on one day by one
// decision, as one entry. A plan says in lines what becomes of each unit; laying it out over the
// tree of the day before says everything that would happen and everything that is missing; carrying
// it out writes the same. Verbs on a few units make small plans, so there is one way to do it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "account/account.h"
#include "member/member.h"

namespace giaoban::reorganisation {

// Whether a new organisation is founded, or the old one lives on under what the line says.
enum class Way { founded, continued };
std::span<Choice const> choices_of(Way);

// What becomes of one unit. Lines with one new code make one unit of several; lines with one old
// code divide a unit, and the first of them names its main heir.
struct Line {
  std::string old_code = {};  // borne on the day before; blank: the unit is new
  std::string new_code = {};  // borne on the day itself; blank: it ends without an heir
  std::string name = {};      // blank: as before
  std::string short_name = {};
  std::optional<unit::UnitKind> unit_kind = {};  // none: as before
  std::string parent = {};                       // code on the day; blank: as before
  // None: lives on where it is the only one to bear the new code, or keeps its code and kind while
  // others join it.
  std::optional<Way> way = {};
  bool main = false;  // of a divided unit: its main heir, said so
  int row = 0;        // of the sheet it was read from
};

// Where a part of a divided unit goes.
struct Placing {
  std::string part;  // code of a unit, on the day before
  std::string to;    // code on the day
  int row = 0;
};
struct MemberPlacing {
  PersonId person;
  std::string to;
  int row = 0;
};

// What happens to the parts of a divided unit that nobody placed.
enum class Unplaced { refused, to_main_heir };

// Who is the main heir of a divided unit, where no line says so: whom its first line names; or
// whoever keeps its code or its name, else who receives most of its members, else it is asked.
enum class MainHeir { of_first_line, by_kinship };

// What happens to roles over units that end. To follow: an account has the same role over the heir
// from the day on. Never over what the unit stood under, which would be more than it had.
enum class Roles { end, follow };
std::span<Choice const> choices_of(Roles);

struct Plan {
  Day on;
  std::vector<Line> lines;
  std::vector<Placing> placings = {};
  std::vector<MemberPlacing> members = {};
  Unplaced unplaced = Unplaced::refused;
  MainHeir main_heir = MainHeir::of_first_line;
  Roles roles = Roles::end;
};

// --- what a plan comes to ---
enum class What {
  founded,         // a unit begins
  renamed,         // its name changes
  recoded,         // its code changes
  kind_changed,    // its kind changes
  ended,           // a unit ends; `to`: its main heir
  part_given,      // a unit gives a part to `to`
  moved,           // it stands under `to` from the day on
  placed_by_rule,  // the same, since nobody placed it: to be confirmed by a person
  members_moved,   // its members belong to `to` from the day on
};
std::span<Choice const> choices_of(What);

struct Happening {
  What what = What::founded;
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
  std::string code;  // as before, where it stood before
  std::string name;
  std::string to_code = {};
  std::string to_name = {};
  std::int64_t members = 0;  // that are in it and all under it on the day before
};
// What a row is a row of.
enum class Rows { lines, placings, heirs };
struct Fault {
  int row = 0;  // 0: of the plan as a whole
  Refusal refusal;
  Rows rows = Rows::lines;
};
// A role over a unit that ends.
struct RoleEnding {
  std::string login;
  std::string shown_name;
  account::Role role = account::Role::reader;
  std::string code;  // of the unit, as before
  std::string name;
  std::string to_code = {};  // over whom it is held from the day on; blank: it ends
  std::string to_name = {};
  bool last = false;  // the account has no other role from the day on
};
struct Outcome {
  std::vector<Happening> happenings = {};
  // By login; those that the actor may know of, as one who reads accounts.
  std::vector<RoleEnding> roles = {};
  std::int64_t roles_unseen = 0;   // that end as well
  std::vector<Fault> faults = {};  // anything here: nothing is written
  std::vector<Fault> warnings = {};
  std::int64_t members_before = 0;  // in all cells on the day before
  std::int64_t members_after = 0;   // in all cells on the day, of those
};

// All that the plan would do and all that is missing; writes nothing.
Result<Outcome> foresee(store::Store& store, store::Actor const& actor, Plan const& plan);
// Carries it out. Refused with the first fault, or with `plan_has_faults` where there are several.
Result<Outcome> carry_out(store::Tx& tx, Plan const& plan);

extern store::Verb const reorganise_verb;
// The same, named in the journal as what it is.
extern store::Verb const merge_verb, split_verb, divide_verb, convert_verb;

// --- plans of a few units ---
struct NewUnit {
  std::string code;
  std::string name = {};
  std::optional<unit::UnitKind> unit_kind = {};
  std::string parent = {};
};
// Several into one: a new unit where `into.name` is given, else the unit that bears the code.
Plan merging(Day on, std::vector<std::string> const& units, NewUnit const& into);
// A part with what it receives.
struct Part {
  NewUnit unit;
  std::vector<std::string> units = {};  // codes of dependent units
  std::vector<PersonId> members = {};   // of a cell
};
// One into several: with `stays` the unit lives on beside its new parts.
enum class Remains { stays, ends };
Plan splitting(Day on, std::string const& unit, std::vector<Part> const& parts, Remains remains);
// A cell becomes a committee over the parts, or a committee with its cells becomes one cell.
Plan converting(Day on, std::string const& unit, unit::UnitKind unit_kind,
                std::vector<Part> const& parts);

// --- plans from files ---
struct FileAsked {
  std::string file;
  std::optional<Day> on = {};  // for a file without a column of dates
  // A list of where each part of a divided commune goes; blank: to the main heir, each listed.
  std::string divided = {};
  // A list of main heirs, for those of divided communes whom neither code, name nor members tell.
  std::string heirs = {};
};
struct ReadPlan {
  Plan plan;
  std::string decision;  // of the sheet's column; blank: none
  std::vector<Fault> faults;
  std::vector<Fault> warnings = {};
};
// A workbook or a text with the sheet "Đơn vị" (and "Chia tách"). Members are found by their
// numbers among those whom the actor may write of.
Result<ReadPlan> read_workbook(store::Snapshot& snapshot, store::Actor const& actor,
                               FileAsked const& asked);
// The commune level of a change of administrative units: a row an old commune and the new one that
// takes it or a part of it. Districts and merged provinces end, and what else stood under them goes
// to the province; a province that takes in others bears the name of the list.
Result<ReadPlan> read_communes(store::Snapshot& snapshot, store::Actor const& actor,
                               FileAsked const& asked);
// A blank workbook for plans.
void write_template(std::string const& file, Day created, Language language);

// --- refusals, in order of precedence ---
extern RefusalKind const plan_has_faults;  // {count}: each is told with its row
extern RefusalKind const plan_is_empty;
extern RefusalKind const line_without_code;
extern RefusalKind const no_name;             // "12345", "nt" for a unit
extern RefusalKind const date_unread;         // {value}
extern RefusalKind const second_plan_tab;     // {tab}, {sheet}
extern RefusalKind const letters_unreadable;  // "#N/A", letters of an old font
extern RefusalKind const unit_not_there;      // on the day before
extern RefusalKind const ends_already;        // a plan carried out twice, too
extern RefusalKind const line_twice;
extern RefusalKind const ends_and_goes_on;  // one line ends it, another gives it an heir
extern RefusalKind const two_live_on;       // two units claim to live on as one, or one as two
extern RefusalKind const lines_disagree;    // of one new unit: name, kind or parent
extern RefusalKind const name_missing;
extern RefusalKind const code_in_use;        // on the day, by a unit the plan does not touch
extern RefusalKind const parent_not_there;   // on the day
extern RefusalKind const parent_ends_later;  // the end is recorded already
extern RefusalKind const heir_of_itself;     // a unit merged into a part of its own
extern RefusalKind const stands_under_itself;
extern RefusalKind const part_not_there;  // a placing of what is not a part of a divided unit
extern RefusalKind const placed_twice;    // a part has two places to go to
extern RefusalKind const
    placed_elsewhere;  // a part goes to none of those who inherit from its unit
extern RefusalKind const main_heir_unclear;  // of a divided unit: nothing tells which
extern RefusalKind const no_such_heir;       // said to be the main one, and no line names it
extern RefusalKind const parts_not_placed;
extern RefusalKind const nowhere_to_go;  // units under one that ends without an heir
extern RefusalKind const members_without_cell;
extern RefusalKind const heir_not_a_cell;
extern RefusalKind const other_date;  // a sheet holds the lines of one day
extern RefusalKind const date_missing;
extern RefusalKind const not_in_list;            // a kind or way that is none of those offered
extern RefusalKind const commune_not_listed;     // a commune of a district that ends
extern RefusalKind const province_name_missing;  // of one that takes in others
extern RefusalKind const roles_not_given;        // who may not give roles cannot let them follow
// Warnings.
extern RefusalKind const columns_passed_over;  // {columns} of a list
extern RefusalKind const roles_end;            // {count} roles end with their units
extern RefusalKind const placed_to_main_heir;  // {count} parts nobody placed
extern RefusalKind const bodies_end;           // {count} advising bodies end with their committees

store::Catalogue catalogue();

}  // namespace giaoban::reorganisation
