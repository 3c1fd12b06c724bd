// What the verbs and the readings of rounds share. Private to src/round.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/listing.h"
#include "round/rules.h"
#include "round/store.h"

namespace giaoban::round {

std::string name_of(store::Snapshot& snapshot, UnitId unit, Day day);
std::string name_of(store::Snapshot& snapshot, PersonId person, Day day);
std::string name_of(store::Snapshot& snapshot, Subject const& subject, Day day);
std::string words_of(Msg text);  // Vietnamese

review::UnitAspect unit_aspect(Part part);
review::PersonAspect person_aspect(Part part);

using Chains = std::vector<std::vector<std::int64_t>>;
// Whose right an undoing of a decision takes: of the unit that had the authority.
Chains over_authority(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                      store::Moment const& moment);
// The verb's right must be held over the unit or one above it, as it stood on the day.
Result<void> check_over(store::Tx& tx, UnitId unit, Day on);
// Subjects are found on the roster date, so the right to write of one goes by where it stood then,
// wherever it has moved since.
void stands_on_roster(store::Tx& tx, Subject const& subject, Day roster_on);
Result<void> check_stood(store::Tx& tx, Subject const& subject, Day roster_on);

// The unit with those above it and their kinds, on the day.
std::vector<Above> chain_of(store::Snapshot& snapshot, UnitId unit, store::Moment const& moment);
UnitId authority_over(store::Snapshot& snapshot, Subject const& subject, Day roster_on);

// What a subject is, beside who it is.
struct Standing {
  Subject subject;
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
  std::optional<post::Title> title = {};  // of a leader: the highest post
  bool heads = false;
};
Result<Standing> standing_of(store::Snapshot& snapshot, RoundView const& round,
                             Subject const& subject);
review::SubjectRule rule_of(store::Snapshot& snapshot, RoundView const& round,
                            Subject const& subject);
// As a leader, of who holds a post outside dependent cells on the day.
std::optional<Subject> as_leader(store::Snapshot& snapshot, PersonId person, Day roster_on);
// Leaders of a unit on the roster date: holders of posts outside dependent cells, one line each.
struct Place {
  UnitId unit;
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
};
std::vector<Standing> leaders_of(store::Snapshot& snapshot, Place const& place, Day roster_on);

// As subjects_of, without what the rules say of each: what papers name. Nameless: what a sheet that
// comes back is held against.
enum class Members { by_name, nameless };
Result<std::vector<SubjectView>> results_of(store::Snapshot& snapshot, unit::Reach const& reach,
                                            RoundView const& round, UnitId unit,
                                            Members members = Members::by_name);
std::vector<StepTaken> steps_of(store::Snapshot& snapshot, Subject const& subject, int year);
// The conditions of a subject with what each rests on: stated by hand, or counted from records.
struct Grounds {
  std::map<Condition, std::int64_t> amounts;
  std::map<Condition, Ground> of;
};
std::string why_of(Bound const& bound);  // with the record it rests on
Grounds grounds_of(store::Snapshot& snapshot, RoundView const& round, Standing const& standing);
Around around(store::Snapshot& snapshot, RoundView const& round, Standing const& standing);
Evidence evidence_of(store::Snapshot& snapshot, RoundView const& round, Standing const& standing,
                     Assessment const& assessment);

// --- the group within which a cap applies ------------------------------------------------------
struct Group {
  Part part = Part::member;
  UnitId holder = {};
  unit::Level level = unit::Level::cell;  // of the units, or of the leaders' units
  int post_rank = 0;                      // of leaders: heads, deputies, others
  auto operator<=>(Group const&) const = default;
};
Group group_of(store::Snapshot& snapshot, RoundView const& round, Standing const& standing);
// The group of a graded one by what was known at the moment; nullopt: it stood in none.
std::optional<Group> group_at(store::Snapshot& snapshot, Graded const& graded,
                              store::Moment const& moment);
struct GroupCounts {
  Counts decided;
  Counts proposed;  // with proposals in place of what is not decided
};
GroupCounts counts_of(store::Snapshot& snapshot, RoundView const& round, Group const& group);
std::optional<std::int64_t> allowance_of(store::Snapshot& snapshot, Group const& group, int year);
std::string words_of(store::Snapshot& snapshot, Group const& group, Day day);
void count(Counts& counts, std::optional<review::Grade> grade, std::int64_t by = 1);

inline OnRoster on_roster(RoundView const& round) {
  return {static_cast<int>(round.opening.year), round.opening.roster_on};
}
inline int year_of(RoundView const& round) {
  return static_cast<int>(round.opening.year);
}
// As review takes it; decided on the roster date where nothing is decided.
inline review::Round review_round(RoundView const& round) {
  return {year_of(round), round.opening.roster_on, round.opening.roster_on};
}
// Warnings of one entry: those that differ by their subject alone are told once, with how many
// more.
class Warnings {
 public:
  void add(Refusal warning);
  void tell(store::Tx& tx) const;

 private:
  struct Told {
    Refusal warning;
    int more = 0;
  };
  std::vector<Told> all_;
};
// A step or decision refused, at its row.
std::unexpected<Refusal> at_row(Refusal refusal, Subject const& subject);

// --- what guards share ---------------------------------------------------------------------------
bool holds_right(store::Actor const& actor, store::Right const& right,
                 std::vector<std::int64_t> const& over);
// "15-QĐ/ĐU ngày 20/01/2021", or the entry where no document is named.
std::string recorded_as(store::Snapshot& snapshot, Recorded const& recorded);
bool keeps_accounts(store::Snapshot& snapshot);
// Behind the actor's account, where the catalogue has accounts.
std::optional<PersonId> person_behind(store::Snapshot& snapshot, store::Actor const& actor);
// Records tied by standing merges are of one person, whichever of them is asked about.
class Ties {
 public:
  explicit Ties(store::Snapshot& snapshot);
  [[nodiscard]] std::vector<PersonId> records_of(PersonId person) const;  // itself first

 private:
  std::multimap<std::int64_t, std::int64_t> tied_;
};

// --- shared by the verbs -----------------------------------------------------------------------
Result<void> check_assessment(int year, Assessment const& said);
Result<void> check_day(store::Tx& tx, RoundView const& round, Day on);
// Blocks a step that comes too early, warns where the order was not read in its own text.
Result<void> check_order(store::Tx& tx, RoundView const& round, Step step, Standing const& standing,
                         Warnings& warnings);
Result<void> write_step(store::Tx& tx, Subject const& subject, int year, StepTaken const& taken);
// What must come first, in words.
struct Told {
  Msg what;
  Args args;
};
Told words_of(Obstacle const& obstacle);
// A list of members: its columns, the number of the person first, and a row of it.
Listing member_list(Stage stage, Language language);
Row row_of(MemberLine const& line, Language language);
// A row per unit and year.
Listing comparison(std::vector<Compared> const& compared, Language language);
Result<RoundView> round_to_write(store::Snapshot& snapshot, UnitId unit, int year);

}  // namespace giaoban::round
