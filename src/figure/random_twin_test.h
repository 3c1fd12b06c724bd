// Figures counted by hand, person by person through their histories: shares no code with the
// measures.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "figure/sums.h"
#include "figure/world_test.h"
#include "unit/unit.h"

namespace giaoban::figure::test {

using member::Cause;
using member::Sex;
using member::Standing;
using review::Grade;
using review::NotAssessed;
using store::Moment;
using store::Snapshot;
using store::Tx;
using unit::UnitKind;

inline Day const opening = day("2019-01-01");
inline Day const last = day("2022-12-31");

// What the twin may be made to get wrong, to prove that the comparison would notice.
enum class Slip { none, men_for_women, good_without_excellent, hosts_count, lately_left_count };

struct Count {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};
using Counts = std::map<std::string, Count>;

class Twin {
 public:
  Twin(Snapshot& snapshot, std::vector<UnitId> units, std::vector<PersonId> persons,
       std::vector<PostId> posts)
      : snapshot_(snapshot),
        units_(std::move(units)),
        persons_(std::move(persons)),
        posts_(std::move(posts)) {}

  // Results of the year, whichever would be shown.
  Counts count_of(int year, UnitId top, Moment moment) {
    said_year_ = year;
    return count(top, moment, Slip::none);
  }
  Counts count(UnitId top, Moment moment, Slip slip) {
    top_ = top;
    moment_ = moment;
    slip_ = slip;
    counts_.clear();
    count_members();
    count_units_and_posts();
    count_results();
    return counts_;
  }

 private:
  template <class F>
  std::optional<F> on(std::int64_t subject, Day asked) {
    for (auto const& fact : snapshot_.history_of<F>(subject, moment_.known_at)) {
      if (fact.head.span.from <= asked && asked < fact.head.span.to) return fact.value;
    }
    return std::nullopt;
  }
  bool under(UnitId unit, Day asked) {
    if (!on<unit::UnitExistence>(unit.value, asked)) return false;
    while (unit != top_) {
      auto const above = on<unit::UnitParent>(unit.value, asked);
      if (!above) return false;
      unit = above->parent;
    }
    return true;
  }
  UnitKind kind_of(UnitId unit, Day asked) {
    return on<unit::UnitClass>(unit.value, asked)->unit_kind;
  }
  std::optional<UnitId> cell_of(PersonId person, Day asked) {
    auto place = on<member::MemberCell>(person.value, asked);
    if (slip_ == Slip::lately_left_count && (!place || !place->cell)) {
      place = on<member::MemberCell>(person.value, asked - 25);
    }
    if (!place || !place->cell || !under(*place->cell, asked)) return std::nullopt;
    return place->cell;
  }
  void tell(std::string const& id, bool counts, bool in_base) {
    Count& one = counts_[id];
    if (in_base) ++one.denominator;
    if (in_base && counts) ++one.numerator;
  }

  void count_members() {
    Day const asked = moment_.as_of;
    for (PersonId const person : persons_) {
      auto const away = on<member::TemporaryActivity>(person.value, asked);
      bool here = cell_of(person, asked).has_value();
      if (slip_ == Slip::hosts_count && away && away->host && under(*away->host, asked))
        here = true;
      if (!here) continue;
      auto const standing = on<member::MemberStanding>(person.value, asked);
      auto const traits = on<member::PersonTraits>(person.value, asked);
      Sex const counted = slip_ == Slip::men_for_women ? Sex::male : Sex::female;
      tell("members", true, true);
      tell("members.full", standing && standing->standing == Standing::full, true);
      tell("members.probationary", standing && standing->standing == Standing::probationary, true);
      tell("members.women", traits && traits->sex == counted, true);
      tell("members.ethnic_minority",
           traits && !traits->ethnicity.empty() && traits->ethnicity != "Kinh" &&
               traits->ethnicity != "Việt",
           true);
      tell("members.religious", traits && !traits->religion.empty() && traits->religion != "Không",
           true);
      tell("members.exempt", on<member::Exemption>(person.value, asked).has_value(), true);
      tell("members.suspended", on<member::Suspension>(person.value, asked).has_value(), true);
      tell("members.away", away.has_value(), true);
    }
  }

  void count_units_and_posts() {
    Day const asked = moment_.as_of;
    for (UnitId const unit : units_) {
      if (!under(unit, asked)) continue;
      auto const kind = kind_of(unit, asked);
      auto const is = [&](UnitKind wanted) { return kind == wanted; };
      tell("units.above_grassroots", is(UnitKind::district_committee), true);
      tell("units.grassroots", is(UnitKind::grassroots_committee) || is(UnitKind::grassroots_cell),
           true);
      tell("units.grassroots_committees", is(UnitKind::grassroots_committee), true);
      tell("units.grassroots_cells", is(UnitKind::grassroots_cell), true);
      tell("units.sub_committees", is(UnitKind::sub_committee), true);
      tell("units.dependent_cells", is(UnitKind::dependent_cell), true);
      tell("units.bodies", is(UnitKind::body), true);
    }
    for (PostId const post : posts_) {
      auto const held = on<post::PostHolding>(post.value, asked);
      if (!held || !under(held->unit, asked)) continue;
      tell("posts", true, true);
      for (Choice const& title : choices_of(post::Title{})) {
        tell("posts." + std::string(title.code), code(held->title) == title.code, true);
      }
    }
  }

  // --- results: counted at who answers on the day asked for the unit that had them ---
  std::optional<UnitId> answering(UnitId unit) {
    for (int step = 0; step < 20; ++step) {
      if (on<unit::UnitExistence>(unit.value, moment_.as_of)) return unit;
      std::optional<Day> end;
      for (auto const& life :
           snapshot_.history_of<unit::UnitExistence>(unit.value, moment_.known_at)) {
        if (life.head.span.to <= moment_.as_of) end = life.head.span.to;
      }
      if (!end) return std::nullopt;
      std::optional<UnitId> next;
      for (auto const& gave :
           snapshot_.history_of<unit::UnitSuccession>(unit.value, moment_.known_at)) {
        bool const main = gave.value.heir == unit::Heir::main && gave.head.span.from == *end;
        if (main && !next) next = gave.value.successor;
      }
      if (!next) {
        if (auto const above = on<unit::UnitParent>(unit.value, *end - 1)) next = above->parent;
      }
      if (!next) return std::nullopt;
      unit = *next;
    }
    return std::nullopt;
  }
  bool result_under(UnitId unit) {
    auto const heir = answering(unit);
    return heir && under(*heir, moment_.as_of);
  }
  bool gave_a_part(UnitId unit, Day asked) {
    for (auto const& gave :
         snapshot_.history_of<unit::UnitSuccession>(unit.value, moment_.known_at)) {
      if (gave.value.heir == unit::Heir::part && gave.head.span.from == asked) return true;
    }
    return false;
  }
  // Where a member of the roster counts: of a divided cell, where he or she went.
  bool roster_member_under(PersonId person, Day roster) {
    for (Day asked = roster;;) {
      std::optional<store::Fact<member::MemberCell>> stay;
      for (auto const& one :
           snapshot_.history_of<member::MemberCell>(person.value, moment_.known_at)) {
        if (one.head.span.contains(asked)) stay = one;
      }
      if (!stay || !stay->value.cell) return false;
      Day const left = stay->head.span.to;
      auto const next = on<member::MemberCell>(person.value, left);
      bool const followed = left <= moment_.as_of && gave_a_part(*stay->value.cell, left) && next &&
                            next->cell.has_value();
      if (!followed) return result_under(*stay->value.cell);
      asked = left;
    }
  }

  template <class F, class Aspect>
  std::optional<F> result(std::int64_t subject, Aspect aspect, int year) {
    for (auto const& fact : snapshot_.history_of<F>(subject, moment_.known_at)) {
      if (fact.head.year == year && fact.value.aspect == aspect &&
          fact.head.span.contains(moment_.as_of)) {
        return fact.value;
      }
    }
    return std::nullopt;
  }

  // --- which year is shown: the last that is done, else that of which the greatest share is
  // recorded ---
  std::set<int, std::greater<>> years_of_results() {
    std::set<int, std::greater<>> years;
    auto const look = [&]<class F>(F const&, std::int64_t subject, int after) {
      for (auto const& fact : snapshot_.history_of<F>(subject, moment_.known_at)) {
        auto const year = static_cast<int>(fact.head.year);
        if (fact.head.span.contains(moment_.as_of) && year > after) years.insert(year);
      }
    };
    for (UnitId const unit : units_) look(review::UnitGrade{}, unit.value, 0);
    int const last_of_units = years.empty() ? 0 : *years.begin();
    for (PersonId const person : persons_) {
      look(review::PersonGrade{}, person.value, last_of_units);
    }
    return years;
  }
  bool units_have_some(int year) {
    return std::ranges::any_of(units_, [&](UnitId unit) {
      return result<review::UnitGrade>(unit.value, review::UnitAspect::organisation, year) ||
             result<review::UnitGrade>(unit.value, review::UnitAspect::collective, year);
    });
  }
  // Under the unit on the roster of the year, and those with a result: of what is told, or the
  // rest.
  enum class Whom { told, rest };
  Count recorded_under(UnitId top, int year, Whom whom) {
    auto const asked = std::exchange(top_, top);
    Day const roster = *Day::from_ymd(year, 12, 31);
    bool const of_units = units_have_some(year) == (whom == Whom::told);
    Count const count = of_units ? units_recorded(year, roster) : members_recorded(year, roster);
    top_ = asked;
    return count;
  }
  Count units_recorded(int year, Day roster) {
    Count count;
    for (UnitId const unit : units_) {
      if (!on<unit::UnitExistence>(unit.value, roster) || !result_under(unit)) continue;
      auto const kind = kind_of(unit, roster);
      bool const counted = kind == UnitKind::dependent_cell ||
                           kind == UnitKind::grassroots_committee ||
                           kind == UnitKind::grassroots_cell;
      if (!counted) continue;
      ++count.denominator;
      if (result<review::UnitGrade>(unit.value, review::UnitAspect::organisation, year)) {
        ++count.numerator;
      }
    }
    return count;
  }
  Count members_recorded(int year, Day roster) {
    Count count;
    for (PersonId const person : persons_) {
      if (!roster_member_under(person, roster)) continue;
      ++count.denominator;
      if (result<review::PersonGrade>(person.value, review::PersonAspect::member, year)) {
        ++count.numerator;
      }
    }
    return count;
  }
  std::vector<UnitId> chain_of_top() {
    std::vector<UnitId> chain{top_};
    while (on<unit::UnitExistence>(top_.value, moment_.as_of)) {
      auto const above = on<unit::UnitParent>(chain.back().value, moment_.as_of);
      if (!above) break;
      chain.push_back(above->parent);
    }
    return chain;
  }
  bool done(int year, std::vector<UnitId> const& chain) {
    for (UnitId const unit : chain) {
      for (auto const& said :
           snapshot_.history_of<review::YearClosing>(unit.value, moment_.known_at)) {
        if (said.head.year == year && said.head.span.contains(moment_.as_of)) return true;
      }
    }
    bool none = true;
    for (UnitId const unit : chain) {
      Count const told = recorded_under(unit, year, Whom::told);
      if (told.denominator == 0) continue;
      none = false;
      Count const rest = recorded_under(unit, year, Whom::rest);
      bool const alone = units_have_some(year) && !some_member_graded();
      bool const enough = told.numerator * 10 >= told.denominator * 9 &&
                          (alone || rest.numerator * 10 >= rest.denominator * 9);
      if (enough) return true;
    }
    return none;
  }
  int shown_year() {
    auto const chain = chain_of_top();
    auto const years = years_of_results();
    int most = 0;
    double share = -1;
    for (int const year : years) {
      if (done(year, chain)) return year;
      auto const told = recorded_under(top_, year, Whom::told);
      double here = told.denominator == 0 ? 0
                                          : static_cast<double>(told.numerator) /
                                                static_cast<double>(told.denominator);
      if (here >= 0.9) here = 1;
      if (here > share) most = year;
      share = std::max(share, here);
    }
    return most;
  }
  bool some_member_graded() {
    return std::ranges::any_of(persons_, [&](PersonId person) {
      return std::ranges::any_of(
          snapshot_.history_of<review::PersonGrade>(person.value, moment_.known_at),
          [&](auto const& fact) {
            return fact.value.aspect == review::PersonAspect::member &&
                   fact.head.span.contains(moment_.as_of);
          });
    });
  }

  template <class F>
  void tell_result(std::string const& whom, std::optional<F> const& found) {
    auto const grade = found ? found->grade : std::nullopt;
    auto const reason = found ? found->not_assessed : std::nullopt;
    bool const assessed = grade.has_value();
    bool const good = slip_ == Slip::good_without_excellent
                          ? grade == Grade::good
                          : grade == Grade::good || grade == Grade::excellent;
    tell(whom + ".on_roster", true, true);
    tell(whom + ".assessed", assessed, true);
    tell(whom + ".graded_good_or_better", good, true);
    tell(whom + ".graded_good_or_better/assessed", good, assessed);
    tell(whom + ".graded_excellent/good_or_better", grade == Grade::excellent,
         grade == Grade::good || grade == Grade::excellent);
    for (Choice const& c : choices_of(Grade{})) {
      auto const id = whom + ".graded_" + std::string(c.code);
      bool const counts = grade && static_cast<int>(*grade) == c.value;
      tell(id, counts, true);
      tell(id + "/assessed", counts, assessed);
    }
    for (Choice const& c : choices_of(NotAssessed{})) {
      tell(whom + ".not_assessed." + std::string(c.code),
           reason && static_cast<int>(*reason) == c.value, true);
    }
    tell(whom + ".not_assessed.unrecorded", !grade && !reason, true);
  }

  void count_results() {
    int const year = said_year_ ? *said_year_ : shown_year();
    if (year == 0) return;
    Day const roster = *Day::from_ymd(year, 12, 31);
    for (PersonId const person : persons_) {
      if (roster_member_under(person, roster)) {
        tell_result("members",
                    result<review::PersonGrade>(person.value, review::PersonAspect::member, year));
      }
      bool leads = false;
      bool leads_cell = false;
      for (PostId const post : posts_) {
        auto const held = on<post::PostHolding>(post.value, roster);
        if (!held || held->person != person || !result_under(held->unit)) continue;
        (kind_of(held->unit, roster) == UnitKind::dependent_cell ? leads_cell : leads) = true;
      }
      auto const own =
          result<review::PersonGrade>(person.value, review::PersonAspect::leader, year);
      if (leads || (leads_cell && own)) tell_result("leaders", own);
    }
    for (UnitId const unit : units_) {
      if (!on<unit::UnitExistence>(unit.value, roster) || !result_under(unit)) continue;
      using enum review::UnitAspect;
      auto const kind = kind_of(unit, roster);
      auto const own = result<review::UnitGrade>(unit.value, organisation, year);
      auto const shared = result<review::UnitGrade>(unit.value, collective, year);
      if (kind == UnitKind::dependent_cell) tell_result("cells", own);
      if (kind == UnitKind::grassroots_committee || kind == UnitKind::grassroots_cell) {
        tell_result("grassroots", own);
      }
      if (shared) tell_result("collectives", shared);
    }
  }

  Snapshot& snapshot_;
  std::vector<UnitId> units_;
  std::vector<PersonId> persons_;
  std::vector<PostId> posts_;
  UnitId top_;
  Moment moment_;
  Slip slip_ = Slip::none;
  std::optional<int> said_year_;
  Counts counts_;
};

}  // namespace giaoban::figure::test
