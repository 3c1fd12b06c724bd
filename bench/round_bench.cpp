// A province's round of review and classification, measured against the bars of its issue.
//   giaoban_round_bench [ADDRESS]        opening, a grading click under the cap, all decisions
//   giaoban_round_bench sheets STORE     prints 300 cells' sheets of the round in STORE
//   giaoban_round_bench rush PORT PROCESS SHEETS
//                                        300 secretaries save on a running server (bench/rounds)
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <random>
#include <thread>

#include "app/catalogue.h"
#include "bench/client.h"
#include "bench/processor.h"
#include "round/paper.h"
#include "sample/sample.h"
#include "workbook/workbook.h"

namespace giaoban {
namespace {

constexpr int secretaries = 300;
constexpr int year = 2020;

template <class T>
T must(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "refused: {}\n", result.error().text(Language::vietnamese));
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

Day day(int of_year, int month, int number) {
  return *Day::from_ymd(of_year, month, number);
}
Day const roster_on = day(2020, 12, 31);

void show(std::string_view what, Took took, std::string_view bar) {
  fmt::print("{:<62} {:>9.1f} ms {:>9.1f} ms   {}\n", what, took.wall_ms, took.processor_ms, bar);
}

// One store on the address, with what a workbook of the sample holds.
class Province {
 public:
  Province(std::string const& address, std::filesystem::path const& folder, sample::Holding holding)
      : catalogue_(app::catalogue()), clock_(day(2021, 6, 14)), processor_(address) {
    auto const book = (folder / "pt.xlsx").string();
    sample::write_workbook(sample::make_world(sample::report_seed), book, holding);
    store_ = must(store::Store::open({.address = address,
                                      .catalogue = &catalogue_,
                                      .clock = &clock_,
                                      .keys_path = (folder / "keys").string(),
                                      .if_missing = store::IfMissing::create}));
    for (store::Verb const* verb : catalogue_.verbs) actor_.grants.push_back(verb->right);
    must(workbook::import(*store_, actor_, {.file = book}));
    top_ = must(unit::by_code(*store_->read(), "PT", {roster_on}));
  }

  store::Store& store() { return *store_; }
  [[nodiscard]] Processor const& processor() const { return processor_; }
  [[nodiscard]] UnitId top() const { return top_; }

  [[nodiscard]] store::Act act(store::Verb const& verb, std::string reason = {}) const {
    store::Basis basis;
    basis.document.number = "15-QĐ/TU";
    basis.signed_on = roster_on;
    return {.actor = actor_, .verb = &verb, .basis = basis, .reason = std::move(reason)};
  }
  round::RoundView open() {
    must(store_->write(act(round::open_verb), [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(round::open(tx, {.year = year,
                                .unit = top_,
                                .roster_on = roster_on,
                                .on = day(2020, 12, 1),
                                .deadlines = {{unit::Level::cell, roster_on}}}));
      return {};
    }));
    return *round::round_over(*store_->read(), top_, year, {day(2021, 6, 14)});
  }

 private:
  store::Catalogue catalogue_;
  FixedClock clock_;
  Processor processor_;
  std::unique_ptr<store::Store> store_;
  store::Actor actor_{.name = "bench", .grants = {}};
  UnitId top_;
};

// --- opening -------------------------------------------------------------------------------------

round::RoundView measure_opening(Province& province) {
  round::RoundView round;
  round::Census census;
  Took const took = timed(province.processor(), [&] {
    round = province.open();
    census = round::census(*province.store().read(), round);
  });
  show(fmt::format("opening, {} members and {} organisations found", census.members,
                   census.organisations),
       took, "5 s");
  Took const progress = timed(province.processor(), [&] {
    (void)round::progress(*province.store().read(), unit::Reach::everything(), round,
                          province.top());
  });
  show("progress of the province", progress, "");
  return round;
}

// --- a click -------------------------------------------------------------------------------------

std::vector<round::Subject> members_under(Province& province, UnitId organisation) {
  std::vector<round::Subject> subjects;
  auto const snapshot = province.store().read();
  for (auto const& line :
       member::roster(*snapshot, unit::Reach::everything(), organisation, {roster_on})) {
    subjects.push_back({round::Part::member, line.cell, line.person});
  }
  return subjects;
}

// Everybody of the organisation who may be graded, proposed for and decided on as good.
std::vector<round::Subject> graded_good(Province& province, UnitId organisation) {
  std::vector<round::Subject> graded;
  for (round::Subject const& subject : members_under(province, organisation)) {
    round::Assessment const good{.grade = review::Grade::good};
    auto const steps = [&](store::Tx& tx) {
      return round::take_steps(
          tx, year, day(2020, 12, 15),
          {{subject, round::Step::self_grading, good}, {subject, round::Step::proposal, good}});
    };
    if (!province.store().write(province.act(round::step_verb), steps)) continue;
    auto const decision = [&](store::Tx& tx) {
      return round::decide(tx, year, roster_on, {{.subject = subject, .assessment = good}});
    };
    if (province.store().write(province.act(round::decide_verb), decision)) {
      graded.push_back(subject);
    }
  }
  return graded;
}

void measure_clicks(Province& province, UnitId organisation, std::string const& name) {
  auto const members = graded_good(province, organisation);
  if (members.empty()) return;
  std::mt19937 dice(1);
  std::vector<double> wall;
  double processor = 0;
  int over = 0;
  constexpr int clicks = 100;
  for (int i = 0; i < clicks; ++i) {
    auto const& subject = members[dice() % members.size()];
    auto const grade = dice() % 3 == 0 ? review::Grade::good : review::Grade::excellent;
    Took const took = timed(province.processor(), [&] {
      auto const done =
          province.store().write(province.act(round::decide_verb, "bình xét"), [&](store::Tx& tx) {
            return round::decide(tx, year, roster_on,
                                 {{.subject = subject, .assessment = {.grade = grade}}});
          });
      if (!done) ++over;
    });
    wall.push_back(took.wall_ms);
    processor += took.processor_ms / clicks;
  }
  show(fmt::format("a click in {} ({} members), p50; {} of {} over the cap", name, members.size(),
                   over, clicks),
       {bench::percentile(wall, .5), processor}, "20 ms");
  show("  the same, p95", {bench::percentile(wall, .95), processor}, "");
}

void measure_clicks(Province& province, round::RoundView const& round) {
  auto const snapshot = province.store().read();
  auto const tree = unit::tree(*snapshot, {roster_on});
  auto const sizes = [&] {
    std::vector<std::pair<std::size_t, unit::Node>> all;
    for (unit::Node const& node : tree.subtree(round.opening.unit)) {
      if (node.unit_kind != unit::UnitKind::grassroots_committee) continue;
      all.emplace_back(tree.subtree(node.id).size(), node);
    }
    std::ranges::sort(all, {}, [](auto const& one) { return one.first; });
    return all;
  }();
  // One of the middle and the one of most cells.
  for (auto const& [cells, node] : {sizes[sizes.size() / 2], sizes.back()}) {
    measure_clicks(province, node.id, node.code);
  }
}

// --- papers --------------------------------------------------------------------------------------

void measure_papers(Province& province) {
  auto const round = province.open();
  std::int64_t written = 0;
  std::size_t bytes = 0;
  Took const took = timed(province.processor(), [&] {
    auto const snapshot = province.store().read();
    auto const tree = unit::tree(*snapshot, {roster_on});
    auto const units = tree.subtree(province.top());
    auto files =
        must(round::papers_below(*snapshot, unit::Reach::everything(),
                                 {round, units.front(), round::Paper::decision, day(2021, 6, 14)},
                                 [](std::int64_t, std::int64_t) -> Result<void> { return {}; }));
    written = static_cast<std::int64_t>(files.size());
    bytes = print::pack_parts(std::move(files)).size();
  });
  show(fmt::format("all decisions of the province: {} files, {} MB packed", written,
                   bytes / 1'000'000),
       took, "20 s");
}

void run(std::string const& address, std::filesystem::path const& folder) {
  fmt::print("{:<62} {:>12} {:>12}   bar\n", "", "wall", "processor");
  {
    Province province(address.empty() ? (folder / "register.giaoban").string() : address, folder,
                      sample::Holding::register_only);
    measure_clicks(province, measure_opening(province));
  }
  if (!address.empty()) return;  // one address holds one province
  std::filesystem::remove(folder / "keys");
  Province graded((folder / "results.giaoban").string(), folder, sample::Holding::results);
  measure_papers(graded);
}

// --- the rush ------------------------------------------------------------------------------------

void print_sheets(std::string const& address) {
  auto const catalogue = app::catalogue();
  FixedClock const clock(day(2021, 6, 14));
  auto const store = must(store::Store::open({.address = address,
                                              .catalogue = &catalogue,
                                              .clock = &clock,
                                              .keys_path = address + ".keys",
                                              .if_missing = store::IfMissing::fail}));
  auto const snapshot = store->read();
  auto const rounds = round::rounds(*snapshot, unit::Reach::everything(), {day(2021, 6, 14)});
  auto const tree = unit::tree(*snapshot, {roster_on});
  int left = secretaries;
  for (unit::Node const& node : tree.subtree(rounds.front().opening.unit)) {
    if (!unit::holds_members(node.unit_kind) || left-- <= 0) continue;
    fmt::print("/rounds/{}/units/{}\n", rounds.front().round.value, node.id.value);
  }
}

// A secretary's page, and a save of one member's row of it.
struct Secretary {
  Secretary(std::uint16_t port, std::string on) : client(port), sheet(std::move(on)) {}
  bench::Client client;
  std::string sheet;
  std::string page = {};
  int saves = 0;

  // The first member of the sheet whom no rule excludes.
  [[nodiscard]] std::string gradable() const {
    std::istringstream keys(bench::between(page, "name=\"rows\" value=\"", "\""));
    std::string key;
    while (keys >> key) {
      auto const at = page.find("name=\"" + key + ".self\"");
      if (!key.starts_with("member-") || at == std::string::npos) continue;
      auto const row = page.rfind("<tr", at);
      if (!page.substr(row, at - row).contains("Không xếp loại")) return key;
    }
    throw std::runtime_error("nobody to grade on " + sheet);
  }

  bench::Answer save(std::string const& self) {
    auto const key = gradable();
    // A nonce that was seen before would be answered without a write.
    return client.post(sheet, {{"token", bench::token_on(page)},
                               {"nonce", fmt::format("rush-{}-{}", sheet, ++saves)},
                               {"rows", key},
                               {key + ".self", self},
                               {"on", "31/12/2020"}});
  }
};

struct Waited {
  std::vector<double> ms;
  int faults = 0;
};

// Each saves once, at a moment of its own within the span; a span of nothing is all at once.
Waited rush(std::vector<std::unique_ptr<Secretary>>& all, std::chrono::milliseconds span,
            std::string const& self) {
  Waited waited;
  std::mutex guard;
  std::barrier gate(static_cast<std::ptrdiff_t>(all.size()));
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < all.size(); ++i) {
    threads.emplace_back([&, i] {
      gate.arrive_and_wait();
      std::this_thread::sleep_for(span * i / all.size());
      auto const start = std::chrono::steady_clock::now();
      auto const answer = all[i]->save(self);
      std::chrono::duration<double, std::milli> const took =
          std::chrono::steady_clock::now() - start;
      std::lock_guard const lock(guard);
      waited.ms.push_back(took.count());
      if (answer.status != 303 && waited.faults++ == 0) {
        fmt::print("  {}: {}\n", answer.status, bench::between(answer.body, "<h1", "</h1>"));
      }
    });
  }
  threads.clear();
  return waited;
}

void run_rush(std::uint16_t port, int process, std::string const& sheets_file) {
  std::vector<std::unique_ptr<Secretary>> all;
  bench::Client first(port);
  bench::sign_in(first, {"tochuc", "mau-to-chuc-trau-bien"});
  std::ifstream in(sheets_file);
  for (std::string sheet; std::getline(in, sheet);) {
    all.push_back(std::make_unique<Secretary>(port, sheet));
    all.back()->client.take_cookies(first);
    all.back()->page = all.back()->client.get(sheet).body;
  }
  struct Kind {
    char const* what;
    std::chrono::milliseconds span;
    char const* self;
  };
  for (Kind const& kind : {Kind{"within ten seconds", std::chrono::seconds(10), "good"},
                           Kind{"within three seconds", std::chrono::seconds(3), "fair"},
                           Kind{"in one moment", std::chrono::seconds(0), "good"}}) {
    double const before = bench::processor_ms(process);
    auto waited = rush(all, kind.span, kind.self);
    double const used = bench::processor_ms(process) - before;
    fmt::print(
        "{} secretaries save {:<22} p50 {:7.1f}  p95 {:7.1f}  p99 {:7.1f} ms   bar 200 ms; "
        "{:.1f} ms of the server's processor time each; {} refused\n",
        waited.ms.size(), kind.what, bench::percentile(waited.ms, .5),
        bench::percentile(waited.ms, .95), bench::percentile(waited.ms, .99),
        used / static_cast<double>(waited.ms.size()), waited.faults);
  }
}

}  // namespace
}  // namespace giaoban

int main(int count, char** given) {
  std::vector<std::string> const args(given + 1, given + count);
  if (args.size() == 2 && args[0] == "sheets") {
    giaoban::print_sheets(args[1]);
    return 0;
  }
  if (args.size() == 4 && args[0] == "rush") {
    giaoban::run_rush(static_cast<std::uint16_t>(std::stoi(args[1])), std::stoi(args[2]), args[3]);
    return 0;
  }
  auto const folder =
      std::filesystem::temp_directory_path() / fmt::format("giaoban_round_bench_{}", ::getpid());
  std::filesystem::create_directories(folder);
  giaoban::run(args.empty() ? std::string() : args[0], folder);
  std::filesystem::remove_all(folder);
}
