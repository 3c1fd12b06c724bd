#include "sample/rounds.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace giaoban::sample {

namespace {

using round::Decision;
using round::Part;
using round::Step;
using round::Subject;
using round::Taking;
using Decisions = std::vector<Decision>;

constexpr int year = 2020;
Day in_december(int day) {
  return *Day::from_ymd(year, 12, day);
}

class TakingRound {
 public:
  TakingRound(store::Store& store, store::Actor const& actor, World const& world)
      : store_(store), actor_(actor), world_(world) {}

  Result<RoundTaken> run(std::string_view members_of) {
    TRY_VOID(find_units(members_of));
    TRY_VOID(open());
    TRY_VOID(find_subjects());
    for (auto const& [committee, decisions] : of_units_) TRY_VOID(take(committee, decisions));
    for (auto const& [organisation, decisions] : of_members_) {
      TRY_VOID(take(organisation, decisions));
    }
    return taken_;
  }

 private:
  static bool grassroots_or_above(SampleUnit const& unit) {
    unit::Level const level = unit::level_of(unit.unit_kind);
    return level <= unit::Level::grassroots || level == unit::Level::body;
  }
  [[nodiscard]] UnitId id_of(int place) const {
    return ids_.at(world_.units[static_cast<std::size_t>(place)].code);
  }

  Result<void> find_units(std::string_view members_of) {
    auto const snapshot = store_.read();
    auto const tree = unit::tree(*snapshot, {world_.roster});
    TRY_INTO(top_, unit::by_code(*snapshot, world_.units.front().code, {world_.roster}));
    for (unit::Node const& node : tree.subtree(top_)) ids_.emplace(node.code, node.id);
    TRY_INTO(UnitId const part, unit::by_code(*snapshot, members_of, {world_.roster}));
    for (unit::Node const& node : tree.subtree(part)) cells_.insert(node.id);
    return {};
  }

  Result<void> open() {
    bool const there = [&] {
      auto const snapshot = store_.read();
      return round::round_over(*snapshot, top_, year, {store_.clock().today()}).has_value();
    }();
    if (there) return {};
    store::Act const act{.actor = actor_, .verb = &round::open_verb, .basis = document(0)};
    return write(act, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(round::open(tx, {.year = year,
                                .unit = top_,
                                .roster_on = world_.roster,
                                .on = in_december(1),
                                .deadlines = {{unit::Level::cell, in_december(31)},
                                              {unit::Level::grassroots, in_december(31)}}}));
      return {};
    });
  }

  // Who decides on whom: by place of the committee, which is in the order of the tree.
  Result<void> find_subjects() {
    for (std::size_t u = 0; u < world_.units.size(); ++u) {
      SampleUnit const& unit = world_.units[u];
      int const committee =
          grassroots_or_above(unit) ? std::max(0, unit.parent) : unit.organisation;
      UnitId const id = id_of(static_cast<int>(u));
      if (unit.grade) {
        of_units_[committee].push_back({.subject = {Part::organisation, id, {}},
                                        .assessment = {.grade = unit.grade->grade},
                                        .not_assessed = unit.grade->not_assessed});
      }
      if (unit.collective) {
        of_units_[committee].push_back(
            {.subject = {Part::collective, id, {}}, .assessment = {.grade = unit.collective}});
      }
    }
    auto const snapshot = store_.read();
    TRY_VOID(find_leaders(*snapshot));
    return find_members(*snapshot);
  }

  Result<PersonId> person_at(store::Snapshot& snapshot, std::size_t place) const {
    return member::person_named(snapshot, unit::Reach::everything(), file_number(place),
                                {world_.roster});
  }

  Result<void> find_leaders(store::Snapshot& snapshot) {
    for (SamplePost const& post : world_.posts) {
      SampleUnit const& unit = world_.units[static_cast<std::size_t>(post.unit)];
      auto const place = static_cast<std::size_t>(post.person);
      auto const& grade = world_.persons[place].leader;
      if (!grade) continue;
      TRY_INTO(PersonId const person, person_at(snapshot, place));
      of_units_[std::max(0, unit.parent)].push_back(
          {.subject = {Part::leader, id_of(post.unit), person}, .assessment = {.grade = grade}});
    }
    return {};
  }

  Result<void> find_members(store::Snapshot& snapshot) {
    for (std::size_t p = 0; p < world_.persons.size(); ++p) {
      SamplePerson const& person = world_.persons[p];
      if (!person.on_roster || !cells_.contains(id_of(person.cell))) continue;
      int const organisation = world_.units[static_cast<std::size_t>(person.cell)].organisation;
      TRY_INTO(PersonId const id, person_at(snapshot, p));
      of_members_[organisation].push_back({.subject = {Part::member, id_of(person.cell), id},
                                           .assessment = {.grade = person.grade},
                                           .not_assessed = person.not_assessed});
    }
    return {};
  }

  // Self-grading, proposal, decision of all that one committee decides on.
  Result<void> take(int committee, Decisions const& decisions) {
    std::vector<Taking> takings;
    for (Step const step : {Step::self_grading, Step::proposal}) {
      for (Decision const& one : decisions) {
        if (one.assessment.grade) takings.push_back({one.subject, step, one.assessment});
      }
    }
    if (!takings.empty()) {
      TRY_VOID(write({.actor = actor_, .verb = &round::step_verb}, [&](store::Tx& tx) {
        return round::take_steps(tx, year, in_december(15), takings);
      }));
    }
    store::Act const act{
        .actor = actor_, .verb = &round::decide_verb, .basis = document(committee + 1)};
    TRY_VOID(write(
        act, [&](store::Tx& tx) { return round::decide(tx, year, world_.roster, decisions); }));
    taken_.subjects += static_cast<std::int64_t>(decisions.size());
    return {};
  }

  [[nodiscard]] store::Basis document(int number) const {
    store::Basis basis;
    basis.document.number = fmt::format("{}-QĐ/TU", number + 1);
    basis.signed_on = number == 0 ? in_december(1) : world_.roster;
    return basis;
  }

  template <class Body>
  Result<void> write(store::Act const& act, Body const& body) {
    auto const written = store_.write(act, body);
    if (!written) return std::unexpected(written.error());
    ++taken_.entries;
    taken_.warnings += static_cast<std::int64_t>(written->warnings.size());
    return {};
  }

  store::Store& store_;
  store::Actor const& actor_;
  World const& world_;
  UnitId top_;
  std::unordered_map<std::string, UnitId> ids_;  // by code
  std::unordered_set<UnitId> cells_;             // and what is above them, whose members are taken
  std::map<int, Decisions> of_units_;
  std::map<int, Decisions> of_members_;
  RoundTaken taken_;
};

}  // namespace

Result<RoundTaken> take_round(store::Store& store, store::Actor const& actor, World const& world,
                              std::string_view members_of) {
  return TakingRound(store, actor, world).run(members_of);
}

}  // namespace giaoban::sample
