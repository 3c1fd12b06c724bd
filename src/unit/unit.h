// Units: Party organisations and their bodies, in a dated tree. The face of the folder: facts,
// verbs, and the tree as of any date, as known at any entry.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/choice.h"
#include "base/result.h"
#include "base/rule.h"
#include "store/store.h"

namespace giaoban::unit {

extern store::Entity const unit_entity;
extern store::Right const unit_read;
extern store::Right const unit_write;

// domain rules: organisation tree before and after 01/07/2025. Which kinds exist on a date and
// which may stand under which is dated data in rules.cpp.
enum class UnitKind {
  central_committee,              // Ban Chấp hành Trung ương
  central_party_committee,        // đảng ủy trực thuộc Trung ương
  central_military_committee,     // Quân ủy Trung ương
  central_police_committee,       // Đảng ủy Công an Trung ương
  province_committee,             // tỉnh ủy, thành ủy trực thuộc Trung ương
  district_committee,             // huyện ủy, quận ủy, thị ủy, thành ủy thuộc tỉnh (đến 30/06/2025)
  province_bloc_committee,        // đảng ủy khối thuộc tỉnh (đến 30/06/2025)
  province_agencies_committee,    // đảng ủy các cơ quan Đảng tỉnh
  province_government_committee,  // đảng ủy Ủy ban nhân dân tỉnh
  province_military_committee,    // đảng ủy quân sự tỉnh
  province_police_committee,      // đảng ủy công an tỉnh
  commune_committee,     // đảng ủy xã, phường, đặc khu (cấp trên trực tiếp cơ sở, từ 01/07/2025)
  grassroots_committee,  // đảng bộ cơ sở
  grassroots_cell,       // chi bộ cơ sở
  sub_committee,         // đảng bộ bộ phận
  dependent_cell,        // chi bộ trực thuộc
  body,                  // ban, văn phòng, cơ quan tham mưu giúp việc
};
std::span<Choice const> choices_of(UnitKind);

enum class Level { centre, province, above_grassroots, grassroots, sub, cell, body };
std::span<Choice const> choices_of(Level);
Level level_of(UnitKind kind);
// A cell holds members; a committee does not (its members belong to its cells).
[[nodiscard]] constexpr bool holds_members(UnitKind kind) {
  return kind == UnitKind::grassroots_cell || kind == UnitKind::dependent_cell;
}
// Tổ chức cơ sở đảng: committees and cells of the grass roots.
[[nodiscard]] constexpr bool grassroots_organisation(UnitKind kind) {
  return kind == UnitKind::grassroots_committee || kind == UnitKind::grassroots_cell;
}

enum class Origin { founded, opening };  // opening: stood already when its register was opened
std::span<Choice const> choices_of(Origin);

// --- facts (declared in facts.cpp) ---
struct UnitExistence {  // the unit's lifetime
  Origin origin = Origin::founded;
  static store::Kind const kind;
};
struct UnitName {
  std::string name;
  std::string short_name = {};
  static store::Kind const kind;
};
struct UnitCode {
  std::string code;  // unique on a day
  static store::Kind const kind;
};
struct UnitClass {
  UnitKind unit_kind = UnitKind::dependent_cell;
  static store::Kind const kind;
};
struct UnitParent {  // none in force: the top of this store's tree
  UnitId parent;
  static store::Kind const kind;
};

// --- verbs; each is dated and rests on the Tx's act (document, reason) ---
struct Founding {
  std::string code;
  std::string name;
  std::string short_name = {};
  UnitKind unit_kind = UnitKind::dependent_cell;
  std::optional<UnitId> parent = {};
  Day from;
  Origin origin = Origin::founded;
};
Result<UnitId> found(store::Tx& tx, Founding const& founding);
Result<void> rename(store::Tx& tx, UnitId unit, UnitName const& name, Day from);
Result<void> recode(store::Tx& tx, UnitId unit, std::string const& code, Day from);
Result<void> change_kind(store::Tx& tx, UnitId unit, UnitKind unit_kind, Day from);
Result<void> move(store::Tx& tx, UnitId unit, UnitId new_parent, Day from);
// Refused while members, posts or units still stand under it on that day.
Result<void> dissolve(store::Tx& tx, UnitId unit, Day from);
extern store::Verb const found_verb;
extern store::Verb const rename_verb;
extern store::Verb const recode_verb;
extern store::Verb const change_kind_verb;
extern store::Verb const move_verb;
extern store::Verb const dissolve_verb;
// Merging, splitting and dividing are verbs of src/reorganisation; who became whom: lineage.h.

// Pure checks of one founding, shared by the verb and the import. (rules.cpp)
// Blocks what is certain; what is UNCONFIRMED comes back as a warning.
struct ParentRule {
  bool allowed = true;
  bool certain = true;
  std::string_view citation;
};
ParentRule may_stand_under(UnitKind child, std::optional<UnitKind> parent, Day on);
// Whether the kind exists in the Party's structure on the day (a district after 01/07/2025 not).
ParentRule exists_on(UnitKind unit_kind, Day on);

// --- reading ---
struct Node {
  UnitId id;
  std::string code;
  std::string name;
  UnitKind unit_kind = UnitKind::dependent_cell;
  std::int32_t parent = -1;  // index of the parent's node
  std::int32_t depth = 0;
  std::int32_t subtree_end = 0;  // the subtree is [own index, subtree_end)
};

// The tree in force at a moment, in pre-order; siblings by code. A subtree is a range. Copies share
// what they hold.
class Chronicle;
class Tree {
 public:
  Tree();
  Tree(std::shared_ptr<Chronicle const> chronicle, store::Moment moment);
  [[nodiscard]] std::size_t size() const;
  // One node, without naming the others; `nodes` names them all at the first call.
  [[nodiscard]] Node at(std::size_t index) const;
  [[nodiscard]] std::size_t subtree_end(std::size_t index) const;
  [[nodiscard]] std::vector<Node> const& nodes() const;
  [[nodiscard]] std::optional<std::size_t> index_of(UnitId unit) const;
  [[nodiscard]] Node const* node(UnitId unit) const;
  [[nodiscard]] std::span<Node const> subtree(UnitId unit) const;  // empty when not in the tree
  [[nodiscard]] bool within(UnitId unit, UnitId ancestor) const;

 private:
  struct Grown;
  std::shared_ptr<Grown const> grown_;
};
Tree tree(store::Snapshot& snapshot, store::Moment moment);
// Two of one store, for which a write reads the units once.
std::pair<Tree, Tree> trees(store::Snapshot& snapshot, store::Moment first, store::Moment second);

// The unit and those above it, from the nearest to the top: on the day, or on the nearest day gone
// by on which the unit stands. Of a unit yet to be founded, itself and what is above all that it
// comes from, or above what it is founded under, on the day. Empty when it is not known.
std::vector<std::int64_t> chain(store::Snapshot& snapshot, std::int64_t unit,
                                store::Moment const& moment);

// What a reader may see at a moment: everything, or the units under some roots. A question takes
// one, so that what lies outside is filtered where it is asked. Who holds a unit holds all that
// stands under it at the moment.
class Reach {
 public:
  static Reach everything();
  static Reach nothing();
  Reach(Tree const& tree, std::span<UnitId const> roots);
  [[nodiscard]] bool whole() const { return whole_; }
  [[nodiscard]] bool holds(UnitId unit) const;
  // Whether what the entity's id stands under is held; of a day to come, what it stands under
  // today.
  [[nodiscard]] bool holds(store::Snapshot& snapshot, store::Entity const& entity, std::int64_t id,
                           store::Moment const& moment) const;
  // Asked of a day to come by who does not hold the whole: persons are held by where they are
  // today.
  [[nodiscard]] bool looks_ahead() const { return ahead_ != nullptr; }
  // Those held, in no order; none when it is the whole.
  [[nodiscard]] std::vector<UnitId> units() const;
  // Places in the tree of the topmost units held: from them down all is held.
  [[nodiscard]] std::vector<std::size_t> tops(Tree const& tree) const;
  [[nodiscard]] std::size_t size() const;  // how many, those under two roots twice
  // The part of it that lies under the unit in the tree, which is that of the day asked. Of a day
  // to come persons are held as before.
  [[nodiscard]] Reach narrowed(Tree const& tree, UnitId unit) const;

 private:
  friend Reach reach_of(store::Snapshot&, store::Actor const&, store::Right const&, store::Moment);
  Reach() = default;
  // Whether the unit is a root or under one in the tree.
  [[nodiscard]] bool under_root(UnitId unit) const;
  bool whole_ = false;
  Tree tree_;
  std::vector<UnitId> roots_;  // each with all under it in the tree
  // Of a day to come: the units held on it. The tree is then today's.
  std::shared_ptr<std::unordered_set<UnitId> const> ahead_;
};
// What the actor's grants of the right reach at the moment; nothing without one.
Reach reach_of(store::Snapshot& snapshot, store::Actor const& actor, store::Right const& right,
               store::Moment moment);
// Everything for who asks without a right: see Questioner.
Reach reach_of(store::Snapshot& snapshot, store::Questioner const& by);

// The unit that bears the code at the moment; refused with the nearest codes when none does.
Result<UnitId> by_code(store::Snapshot& snapshot, std::string_view code, store::Moment moment);
// The same for who only asks whether there is one: codes like it are not looked for, which costs a
// look at all units.
std::optional<UnitId> bearer(store::Snapshot& snapshot, std::string_view code,
                             store::Moment moment);

// The unit that somebody names by its code. Each office knows those under it, by its grants of the
// right, and those above it; of any other unit it is told what it is told of a code that nobody
// bears. Verbs and questions take codes by these alone: `by_code` is for the program's own.
struct Knower {
  store::Actor const& actor;
  store::Right const& right;
};
Result<UnitId> named(store::Snapshot& snapshot, Knower const& knower, std::string_view code,
                     store::Moment moment);
std::optional<UnitId> known_bearer(store::Snapshot& snapshot, Knower const& knower,
                                   std::string_view code, store::Moment moment);
// For a verb: by its right, or by that of reading units.
std::optional<UnitId> known_bearer(store::Tx& tx, std::string_view code, Day day);
Result<UnitId> to_write(store::Tx& tx, std::string_view code, Day day);
// Where somebody goes to may stand anywhere; nothing else is then told of it.
Result<UnitId> to_go_to(store::Tx& tx, std::string_view code, Day day);
std::optional<Node> node_of(store::Snapshot& snapshot, UnitId unit, store::Moment moment);

// The unit that the code names; without a code the topmost one in reach. Of one that does not stand
// on the day, as on the nearest day on which it does. Refused beyond the reach.
Result<Node> in_reach(store::Snapshot& snapshot, Reach const& reach, std::string_view code,
                      store::Moment moment);
// The same by the id, as addresses carry it.
Result<Node> in_reach(store::Snapshot& snapshot, Reach const& reach, UnitId unit,
                      store::Moment moment);

// --- refusals, in order of precedence ---
extern RefusalKind const no_such_unit;         // no unit bears the code on that day
extern RefusalKind const beyond_reach;         // the unit is not among those one may see
extern RefusalKind const beyond_reach_ahead;   // by that day it has units of others under it
extern RefusalKind const unit_not_in_force;    // the unit does not exist on that day
extern RefusalKind const bad_code;             // blanks in it, or longer than 40 letters
extern RefusalKind const parent_not_in_force;  // the parent does not exist on that day
extern RefusalKind const own_ancestor;         // the move would put a unit under itself
extern RefusalKind const kind_not_in_force;    // a district after 01/07/2025
extern RefusalKind const wrong_parent_kind;    // a cell under a province
extern RefusalKind const still_has_units;      // dissolving a unit with units under it
extern RefusalKind const
    still_has_members;  // or with members, posts (from the store's reference check)

// --- warnings: told beside a write that succeeds ---
extern RefusalKind const unconfirmed_kind;    // the rule was not read: the kind on that day
extern RefusalKind const unconfirmed_parent;  // the rule was not read: this kind under that one
extern RefusalKind const parent_ends;         // the parent's known end leaves the unit without one
extern RefusalKind const units_below_misplaced;  // units below do not fit under the new kind
extern RefusalKind const members_to_move;  // a cell became a committee, which holds no members

store::Catalogue catalogue();

}  // namespace giaoban::unit

namespace giaoban {
inline store::Entity const& entity_of(UnitId) {
  return unit::unit_entity;
}
}  // namespace giaoban

// Which unit became which: part of this face, in a file of its own.
#include "unit/lineage.h"
