// Grades from the top down, so that what depends on what holds by construction: a committee's on
// its cells' (T21-2, T21-5), a cell's on its members' (T21-3, T21-6), the head's and the
// collective's on the organisation's (K-1, K-2), the member's on the leader's (K-5), excellent
// members within a fifth of good or better in each grass-roots organisation (CAP-1).
#include <algorithm>
#include <map>

#include "sample/spread.h"
#include "sample/world.h"

namespace giaoban::sample {

namespace {

using review::Grade;

int fifth(int count) {
  return (count + 2) / 5;
}  // 20%, rounded to the nearest

bool good(Grade grade) {
  return grade <= Grade::good;
}

// The least number that reaches the part (in percent) of the whole.
int at_least(int whole, int percent) {
  return (whole * percent + 99) / 100;
}

struct Parts {
  int excellent = 0;
  int good = 0;  // good or better
  int failed = 0;
};

std::vector<Grade> lots(int count, Parts parts, Dice& dice) {
  std::vector<Grade> grades(static_cast<std::size_t>(count), Grade::fair);
  for (std::size_t i = 0; i < grades.size(); ++i) {
    int const place = static_cast<int>(i);
    if (place < parts.excellent)
      grades[i] = Grade::excellent;
    else if (place < parts.good)
      grades[i] = Grade::good;
    else if (place >= count - parts.failed)
      grades[i] = Grade::failed;
  }
  dice.shuffle(grades);
  return grades;
}

void set(SampleUnit& unit, Grade grade) {
  unit.grade = review::Outcome{grade, std::nullopt};
}
Grade grade_of(SampleUnit const& unit) {
  return *unit.grade->grade;
}

class Grading {
 public:
  explicit Grading(Making& making)
      : making_(making), units_(making.world.units), persons_(making.world.persons) {
    cells_of_.resize(units_.size());
    for (int cell : making.cells) at(cells_of_, unit(cell).organisation).push_back(cell);
  }

  void run() {
    organisations();
    cells();
    collectives();
    leaders();
    members();
  }

 private:
  template <class T>
  static T& at(std::vector<T>& items, int place) {
    return items[static_cast<std::size_t>(place)];
  }
  SampleUnit& unit(int place) { return at(units_, place); }
  SamplePerson& person(int place) { return at(persons_, place); }

  // Failed ones are cells, so that a failing secretary leaves no better cell behind.
  void organisations() {
    Targets const& t = making_.targets;
    std::vector<int> committees;
    std::vector<int> cells;
    for (int place : making_.organisations) {
      (unit(place).unit_kind == unit::UnitKind::grassroots_cell ? cells : committees)
          .push_back(place);
    }
    int const part = 100 * t.committees / t.organisations();
    Parts const of_committees{t.organisations_excellent * part / 100,
                              t.organisations_good * part / 100, 0};
    Parts const of_cells{t.organisations_excellent - of_committees.excellent,
                         t.organisations_good - of_committees.good, t.organisations_failed};
    deal(committees, of_committees);
    deal(cells, of_cells);
    // The levels above are graded too, outside the report's counts.
    for (SampleUnit& upper : units_) {
      unit::Level const level = unit::level_of(upper.unit_kind);
      if (level == unit::Level::above_grassroots) {
        set(upper, making_.dice.percent(18) ? Grade::excellent : Grade::good);
      } else if (level == unit::Level::province) {
        set(upper, Grade::good);
      }
    }
  }

  void deal(std::vector<int> const& places, Parts parts) {
    auto const grades = lots(static_cast<int>(places.size()), parts, making_.dice);
    for (std::size_t i = 0; i < places.size(); ++i) set(unit(places[i]), grades[i]);
  }

  void cells() {
    Targets const& t = making_.targets;
    struct Group {
      std::vector<int> assessed;
      Grade top;
    };
    std::vector<Group> groups;
    for (int place : making_.organisations) {
      if (unit(place).unit_kind != unit::UnitKind::grassroots_committee) continue;
      Group group{{}, grade_of(unit(place))};
      for (int cell : at(cells_of_, place)) {
        if (unit(cell).founded) {
          unit(cell).grade = review::Outcome{std::nullopt, review::NotAssessed::founded_late};
        } else {
          group.assessed.push_back(cell);
        }
      }
      groups.push_back(std::move(group));
    }
    std::vector<Bounds> good_bounds;
    for (Group const& group : groups) {
      int const n = static_cast<int>(group.assessed.size());
      int const least = group.top == Grade::excellent ? at_least(n, 80)
                        : group.top == Grade::good    ? at_least(n, 50)
                                                      : 0;
      int const wish = group.top == Grade::excellent ? 92 : group.top == Grade::good ? 80 : 50;
      good_bounds.push_back({least, n, n * wish / 100});
    }
    auto const good_cells = spread(good_bounds, t.cells_good, making_.dice);
    std::vector<Bounds> excellent_bounds;
    std::vector<Bounds> failed_bounds;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      int const n = static_cast<int>(groups[i].assessed.size());
      excellent_bounds.push_back({0, at_least(good_cells[i], 40), good_cells[i] * 23 / 100});
      failed_bounds.push_back({0, good(groups[i].top) ? 0 : std::min(1, n - good_cells[i]), 0});
    }
    auto const excellent_cells = spread(excellent_bounds, t.cells_excellent, making_.dice);
    auto const failed_cells = spread(failed_bounds, t.cells_failed, making_.dice);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      deal(groups[i].assessed, {excellent_cells[i], good_cells[i], failed_cells[i]});
    }
  }

  void collectives() {
    for (SampleUnit& unit : units_) {
      unit::Level const level = unit::level_of(unit.unit_kind);
      if (level == unit::Level::body) unit.collective = Grade::good;
      if (!unit.grade || !unit.grade->grade || level > unit::Level::grassroots) continue;
      Grade const top = *unit.grade->grade;
      unit.collective = top == Grade::excellent && making_.dice.percent(15) ? Grade::good : top;
    }
    hold_collectives();
  }

  // Of those that one committee decides on, within a level, a fifth of good or better (CAP-2); the
  // last ones over it are good.
  void hold_collectives() {
    std::map<std::pair<int, unit::Level>, std::vector<SampleUnit*>> groups;
    for (SampleUnit& unit : units_) {
      if (!unit.collective || !good(*unit.collective)) continue;
      groups[{decides(unit), unit::level_of(unit.unit_kind)}].push_back(&unit);
    }
    for (auto const& [group, units] : groups) {
      int left = fifth(static_cast<int>(units.size()));
      for (SampleUnit* unit : units) {
        if (unit->collective == Grade::excellent && --left < 0) unit->collective = Grade::good;
      }
    }
  }

  // The committee that decides on a unit of the grass roots or above, or on a body.
  static int decides(SampleUnit const& unit) { return std::max(0, unit.parent); }

  // Those whom one committee decides on, at one level, heads, deputies and others apart.
  struct Peers {
    int decides = 0;
    unit::Level level = unit::Level::body;
    int rank = 0;
    auto operator<=>(Peers const&) const = default;
  };
  static int rank_of(post::Title title) {
    using enum post::Title;
    if (title == secretary || title == head) return 0;
    return title == deputy_secretary || title == deputy_head ? 1 : 2;
  }

  // A head is not above the organisation and its collective; among equivalent posts at most a fifth
  // of good or better are excellent (CAP-3).
  void leaders() {
    std::map<Peers, std::vector<std::pair<int, Grade>>> by_post;  // person, highest grade
    for (SamplePost const& post : making_.world.posts) {
      SampleUnit const& held = unit(post.unit);
      if (held.unit_kind == unit::UnitKind::dependent_cell) continue;
      Grade highest = Grade::excellent;
      bool const heads = post.title == post::Title::secretary || post.title == post::Title::head;
      if (heads && held.collective) {
        highest = *held.collective;
        if (held.grade) highest = std::max(highest, grade_of(held));
      } else if (held.grade && grade_of(held) == Grade::failed) {
        highest = Grade::fair;
      }
      Peers const peers{decides(held), unit::level_of(held.unit_kind), rank_of(post.title)};
      by_post[peers].emplace_back(post.person, highest);
    }
    std::vector<Bounds> bounds;
    for (auto& [peers, group] : by_post) {
      int better = 0;
      int able = 0;
      for (auto& [p, highest] : group) {
        Grade const usual = making_.dice.percent(98) ? Grade::good : Grade::fair;
        person(p).leader = std::max(highest, usual);
        if (good(*person(p).leader)) ++better;
        if (highest == Grade::excellent && good(*person(p).leader)) ++able;
      }
      bounds.push_back({0, std::min(fifth(better), able), better * 17 / 100});
    }
    auto const excellent = spread(bounds, making_.targets.leaders_excellent, making_.dice);
    std::size_t next = 0;
    for (auto& [peers, group] : by_post) {
      int left = excellent[next++];
      making_.dice.shuffle(group);
      for (auto const& [p, highest] : group) {
        if (left > 0 && highest == Grade::excellent && good(*person(p).leader)) {
          person(p).leader = Grade::excellent;
          --left;
        }
      }
    }
  }

  struct CellMembers {
    int cell = 0;
    std::vector<int> assessed;  // leaders who did well first, failing leaders last
  };

  void members() {
    Targets const& t = making_.targets;
    std::vector<CellMembers> groups;
    std::vector<Bounds> good_bounds;
    std::vector<Bounds> failed_bounds;
    for (int cell : making_.cells) {
      CellMembers group{cell, {}};
      int must = 0;
      int failing = 0;
      for (int p : at(making_.persons_of, cell)) {
        if (!person(p).not_assessed) group.assessed.push_back(p);
      }
      making_.dice.shuffle(group.assessed);
      std::stable_sort(group.assessed.begin(), group.assessed.end(),
                       [&](int a, int b) { return rank(a) < rank(b); });
      for (int p : group.assessed) {
        must += rank(p) == 0 ? 1 : 0;
        failing += rank(p) == 2 ? 1 : 0;
      }
      int const n = static_cast<int>(group.assessed.size());
      auto const graded = unit(cell).grade->grade;
      Grade const top = graded.value_or(Grade::good);
      int const least = top == Grade::excellent ? at_least(n, 80)
                        : top == Grade::good    ? at_least(n, 50)
                                                : 0;
      int const wish = top == Grade::excellent ? 93
                       : top == Grade::good    ? 86
                       : top == Grade::fair    ? 72
                                               : 50;
      good_bounds.push_back({std::max(least, must), n - failing, n * wish / 100});
      failed_bounds.push_back({failing, good(top) ? failing : failing + 1, failing});
      groups.push_back(std::move(group));
    }
    // Room for those who fail is left under those who do well.
    for (std::size_t i = 0; i < groups.size(); ++i) {
      int const n = static_cast<int>(groups[i].assessed.size());
      good_bounds[i].most = std::min(good_bounds[i].most, n - failed_bounds[i].most);
      good_bounds[i].least = std::min(good_bounds[i].least, good_bounds[i].most);
    }
    auto const failed = spread(failed_bounds, t.members_failed, making_.dice);
    auto const better = spread(good_bounds, t.members_good, making_.dice);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      auto const& assessed = groups[i].assessed;
      for (std::size_t m = 0; m < assessed.size(); ++m) {
        int const place = static_cast<int>(m);
        person(assessed[m]).grade = place < better[i] ? Grade::good
                                    : place >= static_cast<int>(assessed.size()) - failed[i]
                                        ? Grade::failed
                                        : Grade::fair;
      }
    }
    excellent_members();
  }

  int rank(int p) {
    auto const leads = person(p).leader;
    if (!leads) return 1;
    return *leads == Grade::failed ? 2 : good(*leads) ? 0 : 1;
  }

  void excellent_members() {
    std::vector<std::vector<int>> candidates;  // by organisation
    std::vector<Bounds> bounds;
    for (int place : making_.organisations) {
      auto& able = candidates.emplace_back();
      int better = 0;
      for (int cell : at(cells_of_, place)) {
        for (int p : at(making_.persons_of, cell)) {
          SamplePerson const& who = person(p);
          if (who.grade != Grade::good) continue;
          ++better;
          if (!who.leader || *who.leader == Grade::excellent) able.push_back(p);  // K-5
        }
      }
      int const most = std::min(fifth(better), static_cast<int>(able.size()));
      bounds.push_back({0, most, most});
    }
    auto const excellent = spread(bounds, making_.targets.members_excellent, making_.dice);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      making_.dice.shuffle(candidates[i]);
      for (int n = 0; n < excellent[i]; ++n) {
        person(candidates[i][static_cast<std::size_t>(n)]).grade = Grade::excellent;
      }
    }
  }

  Making& making_;
  std::vector<SampleUnit>& units_;
  std::vector<SamplePerson>& persons_;
  std::vector<std::vector<int>> cells_of_;
};

}  // namespace

void make_grades(Making& making) {
  Grading(making).run();
}

World make_world(std::uint64_t seed) {
  Making making{.world = {.seed = seed,
                          .opening = *Day::from_ymd(2020, 1, 1),
                          .roster = *Day::from_ymd(2020, 12, 31),
                          .units = {},
                          .persons = {},
                          .posts = {}},
                .targets = targets(seed),
                .dice = Dice(seed),
                .cells = {},
                .organisations = {},
                .persons_of = {}};
  make_units(making);
  make_persons(making);
  make_posts(making);
  make_grades(making);
  std::vector<char> stays(making.world.persons.size());
  for (SamplePost const& post : making.world.posts)
    stays[static_cast<std::size_t>(post.person)] = 1;
  add_next_half_year(making, stays);
  return std::move(making.world);
}

}  // namespace giaoban::sample
