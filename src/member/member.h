// Persons and the register of members. A member is a person with standing and cell facts: the
// person's id is the subject of both. What identifies a person (name, numbers, addresses) and what
// is counted (standing, cell, traits) are separate kinds, so that erasing the first leaves totals.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ahead.h"
#include "base/choice.h"
#include "base/period.h"
#include "inbox/inbox.h"
#include "unit/unit.h"

namespace giaoban::member {

extern store::Entity const person_entity;
extern store::Right const member_read;
extern store::Right const member_write;

enum class Sex { male, female };
std::span<Choice const> choices_of(Sex);
enum class Schooling { primary, lower_secondary, upper_secondary };  // giáo dục phổ thông
std::span<Choice const> choices_of(Schooling);
enum class Profession { none, elementary, intermediate, college, bachelor, master, doctor };
std::span<Choice const> choices_of(Profession);
enum class Theory { none, primary, intermediate, advanced };  // lý luận chính trị
std::span<Choice const> choices_of(Theory);
enum class Standing { probationary, full };
std::span<Choice const> choices_of(Standing);

// Why a member's place begins as it does on its first day. Each change of the register has one, so
// the flows of any unit and period close by construction.
enum class Cause {
  opening,          // stood in the register when it was opened here
  admitted,         // kết nạp
  readmitted,       // kết nạp lại
  transferred_in,   // chuyển đến từ ngoài hệ thống này
  transferred,      // chuyển sinh hoạt giữa hai chi bộ ở đây
  restored,         // phục hồi
  reorganised,      // chi bộ được sắp xếp lại, đảng viên theo sang chi bộ kế thừa
  transferred_out,  // chuyển đi khỏi hệ thống này
  deceased,         // từ trần
  struck_off,       // xóa tên
  expelled,         // khai trừ
  resigned,         // xin ra khỏi Đảng
};
std::span<Choice const> choices_of(Cause);
[[nodiscard]] constexpr bool leaves(Cause cause) {
  return cause >= Cause::transferred_out;
}
// A card is handed back by who leaves the Party, not by who dies or moves.
[[nodiscard]] constexpr bool leaves_party(Cause cause) {
  return cause >= Cause::struck_off;
}

// The lists that peoples and religions are told by: words.cpp.
Vocabulary const& peoples();
Vocabulary const& religions();
// Whether a people is a minority, a religion one at all. Not known: a word that the list lacks, as
// older stores may hold; it is neither, and is counted as what it is.
enum class Belonging { not_known, no, yes };
Belonging minority(std::string_view people);
Belonging religious(std::string_view religion);

// --- identifying facts ---
struct PersonParticulars {  // 2-KNĐ 01-07
  std::string full_name;
  std::string birth_name;
  std::string other_names;
  std::optional<PartialDay> born;
  std::string birthplace;
  std::string native_place;
  std::string file_number;  // số lý lịch (7-HSĐV 8): how workbooks name the record; unique
  static store::Kind const kind;
};
struct PersonIdentity {
  std::string citizen_number;  // 12 digits; sensitive, unique
  static store::Kind const kind;
};
struct PartyCard {
  std::string number;  // full members only; sensitive, unique
  static store::Kind const kind;
};
struct PersonContact {
  std::string residence;
  std::string temporary_residence;
  std::string phone;  // sensitive
  std::string occupation;
  static store::Kind const kind;
};
// --- pseudonymous facts ---
struct PersonTraits {
  std::optional<Sex> sex;
  std::string ethnicity;  // of peoples()
  std::string religion;   // of religions(); blank: none
  std::optional<Schooling> schooling;
  std::optional<Profession> profession;
  std::optional<Theory> theory;
  static store::Kind const kind;
};
struct MemberStanding {
  Standing standing = Standing::full;
  std::optional<Day> decided_on;  // of the admission decision: Party age counts from it (PR-6)
  static store::Kind const kind;
};
struct MemberCell {            // tiles the member's time: no gap from the first day on
  std::optional<UnitId> cell;  // none: no longer in the register
  Cause cause = Cause::admitted;
  std::string place;  // where from or to, outside this store
  static store::Kind const kind;
};
struct Exemption {
  std::string reason;
  static store::Kind const kind;
};
struct Suspension {
  std::string reason;
  static store::Kind const kind;
};
struct TemporaryActivity {  // counted at home, never at the host (TR-4)
  std::optional<UnitId> host;
  std::string host_place;  // where the host is outside this store
  static store::Kind const kind;
};
struct PersonMerge {  // this person's record was a duplicate of `into`
  PersonId into;
  static store::Kind const kind;
};
struct PersonApart {  // compared with one who looks the same: another person
  PersonId other;
  static store::Kind const kind;
};

// --- what is asked of whoever enters, by whatever door ---
enum class Ruling { allowed, warned, blocked };
// What papers tell of how somebody came into the Party: asked by every door through which a course
// enters, a verb's form as a row of a workbook.
struct Course {
  std::string name;
  std::optional<PartialDay> born;
  Day joined;
  std::optional<Day> decided_on;  // the admission, else `joined` stands for it
  std::optional<Day> recognised;
  Day on;  // on which the person is said to be a member: the opening, the arrival
  Day today;
};
// What another committee decided is told here, not refused.
enum class DecidedBy { this_register, another };
enum class CoursePart { born, joined, recognised, arrived };
struct Judged {
  CoursePart about;
  Ruling ruling;  // warned or blocked
  Refusal refusal;
};
// All that speaks against the course, what cannot be at all first: that blocks whoever decided.
std::vector<Judged> judge(Course const& course, DecidedBy by);
// Only what nobody's course could be.
std::vector<Judged> impossible(Course const& course);

enum class NameCase { usual, one_case, mixed };  // "An", "NGUYỄN VĂN AN", "Nguyễn văn An"
NameCase name_case(std::string_view full_name);
// "Nguyen Van An": three words and more without one mark, which hardly anybody's name is.
bool lacks_marks(std::string_view full_name);

// The same letters with the same marks, whatever case, spelling (Lý, Lí) and signs between the
// parts (K'Rứt, K Rứt) and wherever the mark of tone is set: a first sieve of who may be the same.
std::string namesake_key(std::string_view full_name);

// Births that may be one day ("1960" and "14/06/1960"), and native places that do not speak against
// it, which none does against two births of one full day. A birth of which nothing is known needs
// the place to speak for it.
[[nodiscard]] bool may_be_one(PersonParticulars const& one, PersonParticulars const& other);

// --- verbs ---
// Somebody of the same name, birth and native place stands in the register already: refused until
// it is said that the papers of both were compared and this is another person, which is recorded.
enum class Namesake { ask, another };
std::span<Choice const> choices_of(Namesake);
struct Admission {
  PersonParticulars particulars;
  PersonTraits traits;
  std::string citizen_number;
  UnitId cell;
  Day ceremony;                   // joining day; probation runs from it (PR-1, PR-9)
  std::optional<Day> decided_on;  // Party age runs from it
  Namesake namesake = Namesake::ask;
};
Result<PersonId> admit(store::Tx& tx, Admission const& admission);
struct Arrival {  // transferred in from outside this store, with the history on the papers
  PersonParticulars particulars;
  PersonTraits traits;
  std::string citizen_number;
  std::string card_number;
  UnitId cell;
  Day on;
  Standing standing = Standing::full;
  Day joined;
  std::optional<Day> recognised;
  std::optional<Day> decided_on;
  std::string from_place;
  Namesake namesake = Namesake::ask;
};
Result<PersonId> receive(store::Tx& tx, Arrival const& arrival);
Result<void> recognise(store::Tx& tx, PersonId person, Day from);
Result<void> transfer(store::Tx& tx, PersonId person, UnitId cell, Day on);
struct Leaving {
  Day on;
  Cause cause = Cause::deceased;
  std::string place;  // for transferred_out
};
Result<void> leave(store::Tx& tx, PersonId person, Leaving const& leaving);
Result<void> readmit(store::Tx& tx, PersonId person, UnitId cell, Day ceremony);
Result<void> restore(store::Tx& tx, PersonId person, UnitId cell, Day on);
Result<void> exempt(store::Tx& tx, PersonId person, Span span, std::string const& reason);
Result<void> suspend(store::Tx& tx, PersonId person, Span span, std::string const& reason);
Result<void> host(store::Tx& tx, PersonId person, Span span, TemporaryActivity const& activity);
Result<void> set_card(store::Tx& tx, PersonId person, std::string const& number, Day from);
// Writes any of the person's facts over a span, with the act's reason: a change from a date, or a
// correction of what was recorded wrongly.
Result<void> correct(store::Tx& tx, PersonId person, store::Kind const& kind, Span span,
                     void const* fact);
// The same of who somebody is: written and asked about others alike as of whoever enters.
Result<void> correct_particulars(store::Tx& tx, PersonId person, Span span,
                                 PersonParticulars const& given, Namesake said);
// `duplicate` stands in the register no more; its history stays readable under both.
Result<void> merge(store::Tx& tx, PersonId duplicate, PersonId into);
// Inside a verb that reorganises units (src/reorganisation): whoever is in the cell on the day or
// comes to it later is in the heir instead. Answers how many persons.
struct CellFollowed {
  UnitId cell;
  UnitId heir;
  Day on;
};
Result<std::int64_t> follow_cell(store::Tx& tx, CellFollowed const& followed);
// The same for one of them, where a cell's members go different ways.
Result<void> follow_cell(store::Tx& tx, PersonId person, CellFollowed const& followed);
extern store::Verb const admit_verb, receive_verb, recognise_verb, transfer_verb, leave_verb,
    readmit_verb, restore_verb, exempt_verb, suspend_verb, host_verb, card_verb, correct_verb,
    merge_verb;

// --- reading ---
// Names in order, by any part, marks or none; "nguyen*" takes words that begin so.
struct Found {
  PersonId person;
  std::string full_name;
  std::optional<PartialDay> born;
  std::optional<UnitId> cell;
};
struct Page {  // `limit` 0: all from `offset` on
  std::int64_t offset = 0;
  std::int64_t limit = 0;
};
// Of those whose cell is in reach; who has left is found by the last cell.
std::vector<Found> search(store::Snapshot& snapshot, unit::Reach const& reach,
                          std::string_view words, store::Moment moment, Page page);
// How many they are in all.
std::int64_t search_size(store::Snapshot& snapshot, unit::Reach const& reach,
                         std::string_view words, store::Moment moment);
// By citizen, card or file number, whole.
std::optional<PersonId> by_number(store::Snapshot& snapshot, unit::Reach const& reach,
                                  std::string_view number, store::Moment moment);

// The person whom a citizen, card, file or record number names. Who is out of reach is refused like
// one who is not there.
Result<PersonId> person_named(store::Snapshot& snapshot, unit::Reach const& reach,
                              std::string_view number, store::Moment moment);
// The same for a verb: the number as it was on the day, the reach of the verb's right as it is now.
Result<PersonId> person_to_write(store::Tx& tx, std::string_view number, Day on);

// Who stands in the register, was ever in it or is known by it, and may be this one: the same name,
// the same birth as far as both are known, no other native place; at most a few.
std::vector<PersonId> doubles(store::Snapshot& snapshot, PersonParticulars const& who);

// Members by official cell.
using CellCounts = std::unordered_map<UnitId, std::int64_t>;
CellCounts cell_counts(store::Snapshot& snapshot, store::Moment moment);
// Of those who were in the cell on the day before, how many are in each cell at the end of the day.
CellCounts went_to(store::Snapshot& snapshot, UnitId cell, store::Moment day);

// Everything known of a member at a moment; the page, the API and the command show this.
struct View {
  PersonId person;
  std::optional<PersonParticulars> particulars;  // none: erased
  std::optional<EntryNumber> erased_in;
  PersonTraits traits;
  std::string citizen_number;
  std::string card_number;
  PersonContact contact;
  std::optional<store::Fact<MemberStanding>> standing;
  std::optional<store::Fact<MemberCell>> cell;
  std::optional<store::Fact<Exemption>> exemption;
  std::optional<store::Fact<Suspension>> suspension;
  std::optional<store::Fact<TemporaryActivity>> temporary;
  std::optional<PersonId> merged_into;
};
// Nullopt as well for who is out of reach: that there is such a person is not told.
std::optional<View> view(store::Snapshot& snapshot, unit::Reach const& reach, PersonId person,
                         store::Moment moment);

// The roster of a unit and all under it at a moment: cell by cell in the tree's order, by name in
// a cell. Cells out of reach are left out.
struct RosterLine {
  PersonId person;
  std::string full_name;  // empty: erased
  std::optional<PartialDay> born;
  UnitId cell;
  std::optional<Standing> standing;
  Day in_cell_since;
};
std::vector<RosterLine> roster(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                               store::Moment moment, Page page = {});
// How many that roster holds in all.
std::int64_t roster_size(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                         store::Moment moment);
// Of a day to come: refused when somebody who is another's today will be in the unit or under it.
// For what names the unit's people as a whole; lists leave such persons out.
Result<void> nobody_arrives(store::Snapshot& snapshot, unit::Reach const& reach, UnitId unit,
                            store::Moment moment);

// One recorded fact of a person on both clocks, also those no longer standing.
struct Recorded {
  store::Kind const* kind;
  store::RawFact fact;
};
// By kind, then by effective day, then by entry.
std::vector<Recorded> both_clocks(store::Snapshot& snapshot, PersonId person);

// Opening + ins - outs = closing, of a unit over a period, as known at an entry.
struct Flow {
  std::int64_t opening = 0;
  std::int64_t admitted = 0;
  std::int64_t readmitted = 0;
  std::int64_t transferred_in = 0;  // from outside the unit, here or beyond this store
  std::int64_t restored = 0;
  std::int64_t came_with_unit = 0;
  std::int64_t transferred_out = 0;
  std::int64_t deceased = 0;
  std::int64_t struck_off = 0;
  std::int64_t expelled = 0;
  std::int64_t resigned = 0;
  std::int64_t left_with_unit = 0;
  std::int64_t opened = 0;  // registers opened inside the period (imports)
  std::int64_t closing = 0;
  [[nodiscard]] bool closes() const;
};
Flow flow(store::Snapshot& snapshot, UnitId unit, Span days, EntryNumber known_at);

// Probationers to be recognised, from a month before their twelve months are over.
std::vector<inbox::Item> waiting(store::Snapshot& snapshot, inbox::Reader& reader);

// --- refusals, in order of precedence ---
extern RefusalKind const no_such_person;
extern RefusalKind const others_arrive;  // by that day, of another part of the tree
extern RefusalKind const person_erased;
extern RefusalKind const not_a_member;        // on that day
extern RefusalKind const already_member;      // on that day, in which cell
extern RefusalKind const number_taken;        // an identity or card number borne by another
extern RefusalKind const bad_citizen_number;  // not 9 or 12 digits; a lost leading zero is named
extern RefusalKind const cell_not_in_force;
extern RefusalKind const not_a_cell;             // members belong to cells, not committees
extern RefusalKind const card_for_probationer;   // only full members have cards
extern RefusalKind const age_out_of_range;       // AD-1; warns only where UNCONFIRMED
extern RefusalKind const probation_not_over;     // PR-1: 12 months from the ceremony
extern RefusalKind const readmission_too_early;  // 36 months
extern RefusalKind const dates_out_of_order;  // recognised before joined, left before arrived ...
extern RefusalKind const same_cell;
extern RefusalKind const bad_card_number;    // not digits, or a lost leading zero
extern RefusalKind const wrong_return;       // readmitted or restored after leaving another way
extern RefusalKind const readmitted_before;  // once only
extern RefusalKind const not_probationary;   // recognised a second time
extern RefusalKind const not_a_leaving;      // a cause that does not take out of the register
extern RefusalKind const breaks_timeline;    // a correction that contradicts other facts
extern RefusalKind const merge_with_itself;  // or with what is merged already
extern RefusalKind const suspected_double;   // the same name, birth and native place as another
extern RefusalKind const born_impossibly;    // before any who could live, or after joining
extern RefusalKind const joined_as_child;    // whatever the rule of the day was
extern RefusalKind const joined_before_all;  // before there was a Party
extern RefusalKind const day_far_ahead;      // more than a year from today

// --- warnings: told beside a write that succeeds ---
extern RefusalKind const name_unmarked;       // three words and more without any mark
extern RefusalKind const over_age;            // AD-2: needs written consent first
extern RefusalKind const unusually_old;       // when joining, or alive; an import asks
extern RefusalKind const day_to_come;         // within a year
extern RefusalKind const recognised_late;     // PR-4: counts from the end of the 12th month
extern RefusalKind const birth_date_partial;  // the age could not be told for certain
extern RefusalKind const decision_missing;    // AD-12: admission rests on a committee's decision
extern RefusalKind const name_put_right;      // written in one case: "nguyễn văn an"
extern RefusalKind const name_case_odd;       // partly so: kept as it is

store::Catalogue catalogue();

}  // namespace giaoban::member

namespace giaoban {
inline store::Entity const& entity_of(PersonId) {
  return member::person_entity;
}
}  // namespace giaoban
