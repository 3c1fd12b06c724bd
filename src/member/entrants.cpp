#include "member/entrants.h"

#include <algorithm>

#include "base/text.h"

namespace giaoban::member {

Result<void> check_course(store::Tx& tx, Course const& course, DecidedBy by) {
  for (Judged& one : judge(course, by)) {
    if (one.ruling == Ruling::blocked) return std::unexpected(std::move(one.refusal));
    tx.warn(std::move(one.refusal));
  }
  return {};
}

Result<void> check_ahead(store::Tx& tx, DayGiven const& given) {
  auto const how_far = ahead(given.day, tx.today());
  if (how_far == Ahead::come) return {};
  Refusal refusal{how_far == Ahead::far ? &day_far_ahead : &day_to_come,
                  {{"person", given.person},
                   {"what", given.what},
                   {"day", given.day.vietnamese()},
                   {"today", tx.today().vietnamese()}}};
  if (how_far == Ahead::far) return std::unexpected(std::move(refusal));
  tx.warn(std::move(refusal));
  return {};
}

std::optional<Refusal> impossible_in_register(store::Snapshot& snapshot, PersonId person) {
  auto const names = snapshot.history_of<PersonParticulars>(person.value);
  auto const standings = snapshot.history_of<MemberStanding>(person.value);
  if (names.empty() || standings.empty()) return std::nullopt;
  auto const& who = names.back().value;
  Day const joined = standings.front().head.span.from;
  auto const full = std::ranges::find(standings, Standing::full,
                                      [](auto const& standing) { return standing.value.standing; });
  std::optional<Day> recognised;
  if (full != standings.end() && full != standings.begin()) recognised = full->head.span.from;
  auto judged = impossible({.name = who.full_name,
                            .born = who.born,
                            .joined = joined,
                            .decided_on = {},
                            .recognised = recognised,
                            .on = joined,
                            .today = snapshot.today()});
  if (judged.empty()) return std::nullopt;
  return std::move(judged.front().refusal);
}

namespace {

// A list's full stop behind the last name in it.
std::string without_stop(std::string name) {
  while (name.ends_with('.') || name.ends_with(',') || name.ends_with(';')) name.pop_back();
  return normalise(name);
}

}  // namespace

PersonParticulars put_right(store::Tx& tx, PersonParticulars particulars) {
  auto const given = normalise(particulars.full_name);
  particulars.full_name = without_stop(given);
  if (particulars.full_name != given) {
    tx.warn({&name_put_right, {{"given", given}, {"written", particulars.full_name}}});
  }
  if (lacks_marks(particulars.full_name)) {
    tx.warn({&name_unmarked, {{"given", particulars.full_name}}});
  }
  auto const usual = as_name(particulars.full_name);
  switch (name_case(particulars.full_name)) {
    case NameCase::usual:
      break;
    case NameCase::mixed:
      if (usual == particulars.full_name) break;  // "Hải 2": no letter is odd
      tx.warn({&name_case_odd, {{"given", particulars.full_name}, {"meant", usual}}});
      break;
    case NameCase::one_case:
      tx.warn({&name_put_right, {{"given", particulars.full_name}, {"written", usual}}});
      particulars.full_name = usual;
      break;
  }
  return particulars;
}

Result<std::vector<PersonId>> check_doubles(store::Tx& tx, PersonParticulars const& who,
                                            Namesake said) {
  auto others = doubles(tx, who);
  TRY_VOID(check_alike(tx, who, others, said));
  return others;
}

Result<void> check_alike(store::Tx& tx, PersonParticulars const& who,
                         std::vector<PersonId> const& others, Namesake said) {
  if (others.empty() || said == Namesake::another) return {};
  std::string more;
  if (others.size() > 1) {
    more = say(Language::vietnamese, M(" và {count} người nữa"),
               {{"count", std::to_string(others.size() - 1)}});
  }
  return refuse(suspected_double,
                {{"person", who.full_name}, {"other", called(tx, others.front())}, {"more", more}});
}

Result<void> record_apart(store::Tx& tx, PersonId person, std::vector<PersonId> const& others,
                          Day on) {
  for (PersonId const other : others) {
    TRY_VOID(tx.event(person.value, on, PersonApart{other}));
  }
  return {};
}

void warn_of_missing_decision(store::Tx& tx, Admission const& admission) {
  if (tx.act().basis) return;
  tx.warn({&decision_missing, {{"person", admission.particulars.full_name}}});
}

}  // namespace giaoban::member
