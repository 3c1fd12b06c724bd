// Figures of a province out of memory: the start, every figure on any date, a write absorbed;
// beside the same out of the database.
//   giaoban_figure_bench ADDRESS    (a store that holds the sample; one member is moved to and fro)
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>

#include "figure/figure.h"

namespace giaoban {
namespace {

using Steady = std::chrono::steady_clock;

template <class T>
T must(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "refused: {}\n", result.error().text(Language::vietnamese));
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

struct Took {
  double wall, processor;
};
template <class Ask>
Took took(Ask const& ask) {
  auto const start = Steady::now();
  auto const before = std::clock();
  ask();
  return {std::chrono::duration<double, std::milli>(Steady::now() - start).count(),
          1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC};
}
void show(std::string_view what, std::vector<Took> all, std::string_view bar) {
  auto const middle = [&](auto member) {
    std::ranges::sort(all, {}, member);
    return all[all.size() / 2].*member;
  };
  fmt::print("{:<58} {:>9.2f} ms {:>9.2f} ms   {}\n", what, middle(&Took::wall),
             middle(&Took::processor), bar);
}
template <class Ask>
void measure(std::string_view what, std::string_view bar, int times, Ask const& ask) {
  std::vector<Took> all;
  for (int i = 0; i < times; ++i) all.push_back(took([&] { ask(i); }));
  show(what, std::move(all), bar);
}

Day day(int year, int month, int number) {
  return *Day::from_ymd(year, month, number);
}
store::Moment asked(int i) {
  std::array const days{day(2020, 12, 31), day(2021, 6, 14), day(2020, 6, 30), day(2021, 3, 1),
                        day(2021, 6, 1)};
  return {days[static_cast<std::size_t>(i) % days.size()]};
}

store::Catalogue catalogue() {
  store::Catalogue all = store::store_catalogue();
  for (auto const& part : {unit::catalogue(), member::catalogue(), post::catalogue(),
                           review::catalogue(), figure::catalogue()}) {
    all.add(part);
  }
  return all;
}

std::string memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS")) return line.substr(line.find_first_of("0123456789"));
  }
  return "?";
}

// A member moves, and the next question is asked: what the question costs more than without.
void absorb(store::Store& store, UnitId top) {
  auto const members = figure::measure("members");
  store::Actor who{.name = "bench", .grants = {&member::member_write}};
  auto const tree = unit::tree(*store.read(), asked(1));
  std::vector<UnitId> cells;
  for (auto const& node : tree.nodes()) {
    if (unit::holds_members(node.unit_kind)) cells.push_back(node.id);
  }
  std::vector<std::int64_t> persons;
  store.read()->each_in_force(member::MemberCell::kind, asked(1), [&](store::RawFact const& raw) {
    if (persons.size() < 40 && !is_null(raw.values[0])) persons.push_back(raw.head.subject);
  });
  std::vector<Took> after_write;
  std::vector<Took> again;
  for (std::size_t i = 0; i < persons.size(); ++i) {
    must(store.write({.actor = who, .verb = &member::transfer_verb}, [&](store::Tx& tx) {
      return tx.state(persons[i], Span{day(2021, 6, 20)},
                      member::MemberCell{cells[i], member::Cause::transferred, {}});
    }));
    auto const ask = [&] {
      auto const snapshot = store.read();
      (void)must(figure::figure(*snapshot, {members, top, {day(2021, 6, 21), snapshot->head()}}));
    };
    after_write.push_back(took(ask));
    again.push_back(took(ask));
  }
  show("one figure right after a write", after_write, "");
  show("the same again: the difference is the absorbing", again, "1 ms");
}

void run(std::string const& address) {
  auto const all = catalogue();
  FixedClock const clock(day(2021, 6, 30));
  auto const store =
      must(store::Store::open({.address = address, .catalogue = &all, .clock = &clock}));
  UnitId const top = must(unit::by_code(*store->read(), "PT", asked(0)));
  fmt::print("{:<58} {:>12} {:>12}   bar\n", "", "wall", "processor");
  measure("every figure of the province out of the database", "150 ms", 5,
          [&](int i) { (void)figure::figures(*store->read(), top, asked(i)); });
  auto const file = address.starts_with("postgresql:") ? "bench.columns" : address + ".columns";
  auto const before = memory();
  store->follow_with(figure::follow(file));
  measure("columns made of all facts", "", 1, [&](int) { figure::ready(*store); });
  fmt::print("  memory before {}, after {} (60 MB)\n", before, memory());
  measure("every figure of the province, some date", "10 ms", 25,
          [&](int i) { (void)figure::figures(*store->read(), top, asked(i)); });
  measure("the same as known at an earlier entry", "10 ms", 25, [&](int i) {
    auto moment = asked(i);
    moment.known_at = 1 + i % 3;
    (void)figure::figures(*store->read(), top, moment);
  });
  absorb(*store, top);
  measure("columns kept in the file", "", 1, [&](int) { figure::keep_followed(*store); });
  store->follow_with(figure::follow(file));
  measure("columns taken up from the file", "5 s", 1, [&](int) { figure::ready(*store); });
}

}  // namespace
}  // namespace giaoban

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  giaoban::run(argv[1]);
  return 0;
}
