// What the register does to results that stand: a merged record takes its results out of every
// list, a departure recorded late takes its member off a list that was decided.
#include <algorithm>
#include <map>
#include <set>

#include "account/account.h"
#include "round/checks.h"

namespace giaoban::round {

using store::Snapshot;
using store::Tx;

namespace {

constexpr store::Moment now_and_to_come{Day::forever() - 1};

}  // namespace

bool keeps_accounts(Snapshot& snapshot) {
  auto const& kinds = snapshot.catalogue().kinds;
  return std::ranges::find(kinds, &account::AccountName::kind) != kinds.end();
}

bool holds_right(store::Actor const& actor, store::Right const& right,
                 std::vector<std::int64_t> const& over) {
  return std::ranges::any_of(actor.grants, [&](store::Grant const& grant) {
    return *grant.right == right &&
           (!grant.under || std::ranges::find(over, *grant.under) != over.end());
  });
}

std::optional<PersonId> person_behind(Snapshot& snapshot, store::Actor const& actor) {
  if (!keeps_accounts(snapshot)) return std::nullopt;
  auto const account = account::by_login(snapshot, actor.name, snapshot.today());
  auto const view = account ? account::view(snapshot, *account) : std::nullopt;
  return view ? view->name.person : std::nullopt;
}

Ties::Ties(Snapshot& snapshot) {
  snapshot.each_in_force(member::PersonMerge::kind, now_and_to_come,
                         [&](store::RawFact const& raw) {
                           auto const into = store::typed<member::PersonMerge>(raw).value.into;
                           tied_.emplace(raw.head.subject, into.value);
                           tied_.emplace(into.value, raw.head.subject);
                         });
}

std::vector<PersonId> Ties::records_of(PersonId person) const {
  std::vector<PersonId> records{person};
  std::set<std::int64_t> met{person.value};
  for (std::size_t i = 0; i < records.size(); ++i) {
    auto const [from, to] = tied_.equal_range(records[i].value);
    for (auto at = from; at != to; ++at) {
      if (met.insert(at->second).second) records.push_back(PersonId{at->second});
    }
  }
  return records;
}

namespace {

Named called(Snapshot& snapshot, PersonId person) {
  return {name_of(snapshot, person, snapshot.today()), {member::person_entity.name, person.value}};
}

// Who decides on the result, by where the record stood before the entry that merges it.
UnitId decides_on(Tx& tx, PersonId person, review::PersonGrade const& grade) {
  if (grade.aspect == review::PersonAspect::leader) {
    auto const subject = subject_of(tx, Part::leader, person, grade.roster_on);
    return subject ? authority_over(tx, *subject, grade.roster_on) : UnitId{};
  }
  auto const place = tx.fact<member::MemberCell>(person.value, {grade.roster_on, tx.number() - 1});
  if (!place || !place->value.cell) return {};
  return authority_over(tx, {Part::member, *place->value.cell, person}, grade.roster_on);
}

// By who decides on all of them, on a document, and not about themselves.
bool may_hide(Tx& tx, UnitId decides, Day roster_on) {
  if (!tx.act().basis || decides == UnitId{}) return false;
  return holds_right(tx.act().actor, round_decide, unit::chain(tx, decides.value, {roster_on}));
}

bool of_the_merger(Tx& tx, PersonId duplicate) {
  auto const person = person_behind(tx, tx.act().actor);
  if (!person) return false;
  auto const records = Ties(tx).records_of(duplicate);
  return std::ranges::find(records, *person) != records.end();
}

Result<void> check_without_results(Tx& tx, PersonId duplicate) {
  std::set<std::int64_t> years;
  std::optional<std::pair<UnitId, Day>> decides;
  bool kept_from = of_the_merger(tx, duplicate);
  for (auto const& fact : tx.history_of<review::PersonGrade>(duplicate.value)) {
    if (fact.head.span.to != Day::forever()) continue;
    years.insert(fact.head.year);
    UnitId const unit = decides_on(tx, duplicate, fact.value);
    if (unit != UnitId{}) decides = {unit, fact.value.roster_on};
    kept_from = kept_from || !may_hide(tx, unit, fact.value.roster_on);
  }
  if (years.empty() || !kept_from) return {};
  std::string words;
  for (std::int64_t const year : years) {
    words += (words.empty() ? "" : ", ") + std::to_string(year);
  }
  return refuse(merged_has_results,
                {{"person", called(tx, duplicate)},
                 {"years", words},
                 {"decides", decides ? name_of(tx, decides->first, decides->second)
                                     : words_of(M("cấp ủy đã quyết định"))}});
}

Result<void> check_without_post(Tx& tx, PersonId duplicate) {
  for (auto const& held : post::of_person(tx, duplicate, store::standing - 1)) {
    if (held.span.to <= tx.today()) continue;
    return refuse(merged_has_post, {{"person", called(tx, duplicate)},
                                    {"unit", name_of(tx, held.holding.unit, tx.today())}});
  }
  return {};
}

Result<void> check_without_account(Tx& tx, PersonId duplicate) {
  if (!keeps_accounts(tx)) return {};
  std::string login;
  tx.each_in_force(account::AccountName::kind, now_and_to_come, [&](store::RawFact const& raw) {
    auto const name = store::typed<account::AccountName>(raw).value;
    if (name.person == duplicate) login = name.login;
  });
  if (login.empty()) return {};
  return refuse(merged_has_account, {{"person", called(tx, duplicate)}, {"login", login}});
}

Result<void> check_merges(Tx& tx) {
  std::vector<PersonId> duplicates;
  tx.each_in_force(member::PersonMerge::kind, now_and_to_come, [&](store::RawFact const& raw) {
    if (raw.head.recorded_in == tx.number()) duplicates.push_back(PersonId{raw.head.subject});
  });
  for (PersonId const duplicate : duplicates) {
    TRY_VOID(check_without_results(tx, duplicate));
    TRY_VOID(check_without_post(tx, duplicate));
    TRY_VOID(check_without_account(tx, duplicate));
  }
  return {};
}

// Told, not refused: who left did leave.
Result<void> tell_of_lists(Tx& tx) {
  constexpr std::size_t named_max = 5;
  std::map<int, std::vector<PersonId>> moved;
  for (MovedOff const& one : moved_off_lists(tx, tx.number())) {
    moved[one.year].push_back(one.person);
  }
  for (auto const& [year, persons] : moved) {
    std::string names;
    for (std::size_t i = 0; i < std::min(named_max, persons.size()); ++i) {
      names += (i == 0 ? "" : "; ") + name_of(tx, persons[i], tx.today());
    }
    if (persons.size() > named_max) names += "; …";
    tx.warn({&decided_list_changed,
             {{"year", std::to_string(year)},
              {"count", std::to_string(persons.size())},
              {"names", names}}});
  }
  return {};
}

}  // namespace

store::Guard const merges_keep_results{
    .claim = "merges_keep_results", .kinds = {&member::PersonMerge::kind}, .check = &check_merges};
store::Guard const places_tell_of_decided_lists{.claim = "places_tell_of_decided_lists",
                                                .kinds = {&member::MemberCell::kind},
                                                .check = &tell_of_lists};

}  // namespace giaoban::round
