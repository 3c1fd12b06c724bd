// Thousands of random writes on two clocks, against a twin that keeps every day of every entry.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>

#include "store/toy_catalogue_test.h"
#include "tests/store_world.h"

namespace giaoban::store {
namespace {

using toy::Hall;
using toy::HallCode;
using toy::HallId;
using toy::Mark;
using toy::Particulars;
using toy::Stay;
using toy::Visit;

// The window's days, and one more that stands for all that follow.
constexpr int days = 24;
constexpr int halls = 4;
constexpr int guests = 4;
constexpr int first_year = 1997;
Day const start = Day::from_number(9990);  // 9 May 1997

Day day_at(int i) {
  return i >= days ? Day::forever() : start + i;
}
int index_of(Day day) {
  return day == Day::forever() ? days : day.number() - start.number();
}

struct Cell {
  std::int8_t value = 0;   // 0: none
  std::int8_t since = -1;  // where the interval starts
  bool operator==(Cell const&) const = default;
};
using Line = std::array<Cell, days>;
enum What { hall, code, stay, mark, particulars };
struct Line_key {
  What what;
  int subject;   // index
  int year = 0;  // index
  int aspect = 0;
  auto operator<=>(Line_key const&) const = default;
};
struct World {
  std::map<Line_key, Line> lines;
  std::map<std::array<int, 3>, int> visits;  // guest, day, hall -> how many
  std::array<bool, guests> erased{};

  [[nodiscard]] bool alive(int hall_index, int day) const {
    auto const found = lines.find({hall, hall_index});
    return found != lines.end() && day >= 0 &&
           found->second[static_cast<std::size_t>(day)].value != 0;
  }
  void write(Line_key key, int from, int to, int value) {
    Line& line = lines[key];
    if (key.what == mark) {
      for (int d = from + 1; d < to; ++d) {
        Cell const cell = line[static_cast<std::size_t>(d)];
        if (cell.value != 0 && cell.since == d) to = d;
      }
    }
    Cell const before = to < days ? line[static_cast<std::size_t>(to)] : Cell{};
    for (int d = from; d < to; ++d) {
      line[static_cast<std::size_t>(d)] = {static_cast<std::int8_t>(value),
                                           static_cast<std::int8_t>(from)};
    }
    // What the writing cut in two starts anew behind it.
    for (int d = to; d < days; ++d) {
      Cell& cell = line[static_cast<std::size_t>(d)];
      if (cell.value == 0 || cell.since != before.since || before.since >= to) break;
      cell.since = static_cast<std::int8_t>(to);
    }
  }
  void clear(Line_key key, int from, int to) {
    auto const found = lines.find(key);
    if (found == lines.end()) return;
    for (int d = from; d < to; ++d) found->second[static_cast<std::size_t>(d)] = {};
  }
  [[nodiscard]] bool lawful() const {
    std::array<std::array<int, 8>, days> bearers{};
    for (auto const& [key, line] : lines) {
      for (int d = 0; d < days; ++d) {
        Cell const cell = line[static_cast<std::size_t>(d)];
        if (cell.value == 0) continue;
        if (key.what == code) {
          if (!alive(key.subject, d)) return false;
          if (bearers[static_cast<std::size_t>(d)][static_cast<std::size_t>(cell.value)]++ != 0) {
            return false;
          }
        }
        if (key.what == stay && !alive(cell.value - 1, d)) return false;
      }
    }
    for (auto const& [visit, count] : visits) {
      if (count > 0 && !alive(visit[2], visit[1]) && !alive(visit[2], visit[1] - 1)) return false;
    }
    return true;
  }
};

class TwoClocks : public test::StoreWorld {
 protected:
  void SetUp() override {
    store_ = fresh_store(toy::catalogue());
    test::must_write(*store_, toy::write_verb, [&](Tx& tx) -> Result<void> {
      for (auto& id : hall_ids_) id = tx.new_id();
      for (auto& id : guest_ids_) id = tx.new_person().value;
      Document paper;
      paper.number = "1";
      return tx.event(tx.new_id(), start, paper);
    });
    past_.assign(2, {});
  }

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  std::int64_t id(Line_key const& key) const {
    return key.what == hall || key.what == code ? hall_ids_[static_cast<std::size_t>(key.subject)]
                                                : guest_ids_[static_cast<std::size_t>(key.subject)];
  }
  static Kind const& kind(What what) {
    switch (what) {
      case hall:
        return Hall::kind;
      case code:
        return HallCode::kind;
      case stay:
        return Stay::kind;
      case mark:
        return Mark::kind;
      case particulars:
        return Particulars::kind;
    }
    return Hall::kind;
  }
  Result<void> record(Tx& tx, Line_key const& key, Span span, int value) {
    switch (key.what) {
      case hall:
        return tx.state(id(key), span, Hall{value});
      case code:
        return tx.state(id(key), span, HallCode{fmt::format("M{}", value)});
      case stay:
        return tx.state(id(key), span, Stay{{hall_ids_[static_cast<std::size_t>(value - 1)]}});
      case mark:
        return tx.yearly(id(key), first_year + key.year, span.from,
                         Mark{fmt::format("{}", key.aspect), value, {}});
      case particulars:
        return tx.state(id(key), span,
                        Particulars{fmt::format("Tên {}", value),
                                    value % 2 == 0 ? fmt::format("09{}{}", key.subject, value) : "",
                                    {}});
    }
    return {};
  }
  int read(What what, RawFact const& raw) const {
    auto const number = [&](std::size_t i) {
      return static_cast<int>(std::get<std::int64_t>(raw.values[i]));
    };
    switch (what) {
      case hall:
        return number(0);
      case code:
        return std::get<std::string>(raw.values[0])[1] - '0';
      case stay: {
        auto const at =
            std::find(hall_ids_.begin(), hall_ids_.end(), std::get<std::int64_t>(raw.values[0]));
        return static_cast<int>(at - hall_ids_.begin()) + 1;
      }
      case mark:
        return number(1);
      case particulars: {
        if (is_null(raw.values[0])) return 100;  // erased
        auto const text = std::get<std::string>(raw.values[0]);
        return text.back() - '0';
      }
    }
    return 0;
  }

  // One random step, done in the store and in the twin. `lawful` turns false where a step leaves
  // the twin in a state that no store may hold, if only on the way.
  Result<void> step(Tx& tx, World& world, bool& lawful);
  Result<void> undo_one(Tx& tx, World& world);
  Result<void> retract_one(Tx& tx, World& world);
  void compare(Snapshot& snapshot, EntryNumber known_at, World const& world);

  std::mt19937 random_;
  std::unique_ptr<Store> store_;
  std::array<std::int64_t, halls> hall_ids_{};
  std::array<std::int64_t, guests> guest_ids_{};
  std::vector<World> past_;  // by entry
  int undone_ = 0;
  bool undo_refused_ = false;
  int retracted_ = 0;
};

Result<void> TwoClocks::undo_one(Tx& tx, World& world) {
  auto const number = static_cast<EntryNumber>(past_.size()) - 1 - below(6);
  if (number < 2) return {};
  if (auto outcome = undo(tx, number); !outcome) {
    undo_refused_ = true;  // for reasons that the twin does not follow
    return outcome;
  }
  ++undone_;
  World const& after = past_[static_cast<std::size_t>(number)];
  World const& before = past_[static_cast<std::size_t>(number) - 1];
  std::map<Line_key, Line> keys = after.lines;
  keys.insert(before.lines.begin(), before.lines.end());
  auto const line_of = [](World const& w, Line_key const& key) {
    auto const found = w.lines.find(key);
    return found == w.lines.end() ? Line{} : found->second;
  };
  for (auto const& [key, unused] : keys) {
    Line const was = line_of(before, key);
    Line const became = line_of(after, key);
    for (std::size_t d = 0; d < days; ++d) {
      if (was[d] == became[d]) continue;
      Line& line = world.lines[key];
      if (key.what != particulars || !world.erased[static_cast<std::size_t>(key.subject)]) {
        EXPECT_EQ(line[d].value, became[d].value) << "undone although later facts build on it";
      }
      line[d] = was[d];
    }
  }
  auto visits = after.visits;
  visits.insert(before.visits.begin(), before.visits.end());
  for (auto const& [visit, unused] : visits) {
    auto const count = [&](World const& w) {
      auto const found = w.visits.find(visit);
      return found == w.visits.end() ? 0 : found->second;
    };
    world.visits[visit] += count(before) - count(after);
  }
  return {};
}

Result<void> TwoClocks::retract_one(Tx& tx, World& world) {
  if (below(3) == 0) {
    int const guest = below(guests);
    auto const facts = tx.history(Visit::kind, guest_ids_[static_cast<std::size_t>(guest)]);
    if (facts.empty()) return {};
    RawFact const& fact = facts[static_cast<std::size_t>(below(static_cast<int>(facts.size())))];
    ++retracted_;
    world.visits[{guest, index_of(fact.head.span.from), read(stay, fact) - 1}] -= 1;
    return tx.retract(Visit::kind, fact);
  }
  Line_key key{static_cast<What>(below(5)), below(4)};
  auto const facts = tx.history(kind(key.what), id(key));
  if (facts.empty()) return {};
  RawFact const& fact = facts[static_cast<std::size_t>(below(static_cast<int>(facts.size())))];
  if (key.what == mark) {
    key.year = static_cast<int>(fact.head.year) - first_year;
    key.aspect = std::stoi(std::get<std::string>(fact.values[0]));
  }
  ++retracted_;
  world.clear(key, index_of(fact.head.span.from), index_of(fact.head.span.to));
  return tx.retract(kind(key.what), fact);
}

Result<void> TwoClocks::step(Tx& tx, World& world, bool& lawful) {
  int const from = below(days - 1);
  int const to = below(3) == 0 ? days : std::min(days, from + 1 + below(10));
  Span const span{day_at(from), day_at(to)};
  int const choice = below(100);
  if (choice < 60) {
    Line_key key{static_cast<What>(below(5)), below(4)};
    if (key.what == mark) {
      key.year = below(2);
      key.aspect = below(2);
    }
    int const value = 1 + below(key.what == stay ? halls : 6);
    if (key.what == particulars && world.erased[static_cast<std::size_t>(key.subject)]) {
      lawful = false;
    }
    world.write(key, from, key.what == mark ? days : to, value);
    lawful = lawful && world.lawful();
    return record(tx, key, span, value);
  }
  if (choice < 68) {
    int const guest = below(guests);
    int const at = below(halls);
    world.visits[{guest, from, at}] += 1;
    lawful = lawful && world.lawful();
    return tx.event(guest_ids_[static_cast<std::size_t>(guest)], day_at(from),
                    Visit{{hall_ids_[static_cast<std::size_t>(at)]}});
  }
  if (choice < 76) {
    Line_key const key{below(2) == 0 ? stay : particulars, below(guests)};
    if (key.what == particulars && world.erased[static_cast<std::size_t>(key.subject)]) return {};
    world.clear(key, from, days);
    return tx.end(kind(key.what), id(key), day_at(from));
  }
  if (choice < 82) {
    int const which = below(halls);
    world.clear({hall, which}, from, days);
    world.clear({code, which}, from, days);
    lawful = lawful && world.lawful();
    return tx.end_entity(toy::hall_entity, hall_ids_[static_cast<std::size_t>(which)],
                         day_at(from));
  }
  if (choice < 90) {
    auto outcome = retract_one(tx, world);
    lawful = lawful && world.lawful();
    return outcome;
  }
  auto outcome = undo_one(tx, world);
  lawful = lawful && world.lawful();
  return outcome;
}

// Every day of the store at an entry is the twin's.
void TwoClocks::compare(Snapshot& snapshot, EntryNumber known_at, World const& world) {
  std::map<Line_key, Line> got;
  for (What const what : {hall, code, stay, mark, particulars}) {
    for (int subject = 0; subject < 4; ++subject) {
      Line_key key{what, subject};
      for (RawFact const& fact : snapshot.history(kind(what), id(key), known_at)) {
        if (what == mark) {
          key.year = static_cast<int>(fact.head.year) - first_year;
          key.aspect = std::stoi(std::get<std::string>(fact.values[0]));
        }
        for (int d = index_of(fact.head.span.from); d < index_of(fact.head.span.to); ++d) {
          Cell& cell = got[key][static_cast<std::size_t>(d)];
          ASSERT_EQ(cell.value, 0) << "two facts on a day";
          cell = {static_cast<std::int8_t>(read(what, fact)),
                  static_cast<std::int8_t>(index_of(fact.head.span.from))};
        }
      }
    }
  }
  auto expected = world.lines;
  for (auto& [key, line] : expected) {
    if (key.what != particulars || !past_.back().erased[static_cast<std::size_t>(key.subject)]) {
      continue;
    }
    for (Cell& cell : line) {
      if (cell.value != 0) cell.value = 100;
    }
  }
  std::erase_if(expected, [](auto const& line) { return line.second == Line{}; });
  ASSERT_EQ(got.size(), expected.size()) << "known at " << known_at;
  for (auto const& [key, line] : expected) {
    for (std::size_t d = 0; d < days; ++d) {
      ASSERT_EQ(got[key][d].value, line[d].value)
          << "known at " << known_at << ": line " << key.what << "/" << key.subject << " day " << d;
    }
  }
  std::map<std::array<int, 3>, int> visits;
  for (int guest = 0; guest < guests; ++guest) {
    for (RawFact const& fact :
         snapshot.history(Visit::kind, guest_ids_[static_cast<std::size_t>(guest)], known_at)) {
      visits[{guest, index_of(fact.head.span.from), read(stay, fact) - 1}] += 1;
    }
  }
  auto expected_visits = world.visits;
  std::erase_if(expected_visits, [](auto const& visit) { return visit.second == 0; });
  ASSERT_EQ(visits, expected_visits) << "known at " << known_at;
}

ON_BOTH_DATABASES(TwoClocks);

TEST_P(TwoClocks, every_day_of_every_entry_is_as_written_and_nothing_outlives_what_it_refers_to) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  random_.seed(seed);
  int const tries = GetParam() == Dialect::sqlite ? 2000 : 600;
  int accepted = 0;
  for (int i = 0; i < tries; ++i) {
    World next = past_.back();
    bool lawful = true;
    undo_refused_ = false;
    int erase_which = below(150) == 0 ? below(guests) : -1;
    auto const outcome = store_->write(test::act(toy::write_verb), [&](Tx& tx) -> Result<void> {
      if (erase_which >= 0) {
        auto& erased = next.erased[static_cast<std::size_t>(erase_which)];
        lawful = !erased;
        erased = true;
        return erase(tx, PersonId{guest_ids_[static_cast<std::size_t>(erase_which)]}, "Luật");
      }
      for (int n = below(3); n >= 0; --n) TRY_VOID(step(tx, next, lawful));
      return {};
    });
    if (!outcome) {
      std::string const why(outcome.error().kind->code);
      if (lawful && !undo_refused_) {
        ADD_FAILURE() << "refused without need: " << why << " try " << i;
        return;
      }
      continue;
    }
    ASSERT_TRUE(next.lawful()) << "accepted what no store may hold, try " << i;
    if (outcome->entry < static_cast<EntryNumber>(past_.size())) continue;  // nothing was written
    ++accepted;
    past_.push_back(next);
    if (i % 50 == 0) {
      compare(*store_->read(), outcome->entry, past_.back());
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(accepted, tries / 10);
  EXPECT_GT(undone_, 5);
  EXPECT_GT(retracted_, 5);
  auto const snapshot = store_->read();
  int const stride = GetParam() == Dialect::sqlite ? 3 : 20;
  for (std::size_t entry = 1; entry < past_.size(); entry += static_cast<std::size_t>(stride)) {
    compare(*snapshot, static_cast<EntryNumber>(entry), past_[entry]);
    if (HasFatalFailure()) return;
  }
  EXPECT_EQ(test::faults(*store_), "");
}

}  // namespace
}  // namespace giaoban::store
