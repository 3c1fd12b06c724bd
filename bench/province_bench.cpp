// The main job on the sample province, measured in one process against the bars of the design:
// import while another user saves, every figure, search, flow, tree, check, reports.
//   giaoban_province_bench [ADDRESS]     (default: a file in the temporary folder)
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ranges>
#include <thread>

#include "app/catalogue.h"
#include "bench/processor.h"
#include "figure/figure.h"
#include "print/docx.h"
#include "report/report.h"
#include "sample/sample.h"
#include "workbook/workbook.h"

namespace giaoban {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "refused: {}\n", result.error().text(Language::vietnamese));
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

std::string peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return line.substr(6);
  }
  return "?";
}

void show(std::string_view what, Took took, std::string_view bar) {
  fmt::print("{:<58} {:>9.1f} ms {:>9.1f} ms   {}\n", what, took.wall_ms, took.processor_ms, bar);
}

// Runs a question several times; shows the median of the wall and of the processor's time.
class Measuring {
 public:
  explicit Measuring(std::string const& address) : processor_(address) {}

  template <class Ask>
  void operator()(std::string_view what, std::string_view bar, int times, Ask const& ask) const {
    std::vector<double> wall;
    std::vector<double> worked;
    for (int i = 0; i < times; ++i) {
      Took const took = timed(processor_, [&] { ask(i); });
      wall.push_back(took.wall_ms);
      worked.push_back(took.processor_ms);
    }
    std::ranges::sort(wall);
    std::ranges::sort(worked);
    show(what, {wall[wall.size() / 2], worked[worked.size() / 2]}, bar);
  }
  [[nodiscard]] Processor const& processor() const { return processor_; }

 private:
  Processor processor_;
};

store::Actor actor(store::Catalogue const& catalogue) {
  store::Actor all{.name = "bench", .grants = {}};
  for (store::Verb const* verb : catalogue.verbs) all.grants.push_back(verb->right);
  return all;
}

Day day(int year, int month, int number) {
  return *Day::from_ymd(year, month, number);
}

void found_body(store::Store& store, store::Actor const& who, int number) {
  must(store.write({.actor = who, .verb = &unit::found_verb}, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(unit::found(tx, {.code = fmt::format("X{}", number),
                              .name = "Cơ quan khác",
                              .unit_kind = unit::UnitKind::province_committee,
                              .from = day(2020, 1, 1)}));
    return {};
  }));
}

// Another user founds a body now and then; the longest that a save took, and what all processors
// worked for us meanwhile.
Took longest_save(store::Store& store, store::Actor const& who, Processor const& processor,
                  std::atomic<bool> const& over) {
  Took longest;
  for (int n = 0; !over; ++n) {
    Took const took = timed(processor, [&] { found_body(store, who, n); });
    if (took.wall_ms > longest.wall_ms) longest = took;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return longest;
}

void run(std::string const& address, std::filesystem::path const& folder) {
  auto const catalogue = app::catalogue();
  FixedClock const clock(day(2021, 6, 14));
  auto const book = (folder / "pt.xlsx").string();
  sample::write_workbook(sample::make_world(sample::report_seed), book);
  auto const store = must(store::Store::open({.address = address,
                                              .catalogue = &catalogue,
                                              .clock = &clock,
                                              .keys_path = (folder / "keys").string(),
                                              .if_missing = store::IfMissing::create}));
  auto const who = actor(catalogue);
  Measuring const measure(address);
  fmt::print("{:<58} {:>12} {:>12}   bar\n", "", "wall", "processor");
  std::atomic<bool> over = false;
  Took waited;
  std::thread other([&] { waited = longest_save(*store, who, measure.processor(), over); });
  measure("import of the sample's workbook", "10 s SQLite, 15 s PostgreSQL", 1,
          [&](int) { must(workbook::import(*store, who, {.file = book})); });
  over = true;
  other.join();
  show("longest save of another user meanwhile", waited, "3 s");
  fmt::print("{:<58} {:>12}   300 MB\n", "peak memory until here", peak_memory());

  std::array const days{day(2020, 12, 31), day(2021, 6, 14), day(2020, 6, 30), day(2021, 3, 1),
                        day(2021, 6, 1)};
  auto const asked = [&](int i) {
    return store::Moment{days[static_cast<std::size_t>(i) % days.size()]};
  };
  UnitId const top = must(unit::by_code(*store->read(), "PT", asked(0)));
  measure("every figure of the province (119), some date", "150 ms", 9,
          [&](int i) { (void)figure::figures(*store->read(), top, asked(i)); });
  measure("the tree of the province, some date", "", 9,
          [&](int i) { (void)unit::tree(*store->read(), asked(i)); });
  measure("flow of the province over the half year", "", 5, [&](int) {
    (void)member::flow(*store->read(), top, {day(2021, 1, 1), day(2021, 6, 15)},
                       store::standing - 1);
  });
  for (char const* words : {"nguyen*", "nguyen van uoc", "uoc", "khong ai ca"}) {
    measure(fmt::format("search of members: {}", words), "30 ms", 9, [&](int i) {
      (void)member::search(*store->read(), unit::Reach::everything(), words, asked(i),
                           {.offset = 0, .limit = 50});
    });
  }
  measure("check of the whole store", "3 s", 1, [&](int) {
    auto const report = store::check(*store);
    fmt::print("  {} facts, {} faults\n", report.facts, report.faults.size());
    for (auto const& fault : report.faults | std::views::take(5)) fmt::print("  {}\n", fault);
  });
  auto const request = [](UnitId unit) {
    return report::ReportRequest{
        .unit = unit, .period = *Period::parse("2021-H1"), .date = day(2021, 6, 14)};
  };
  measure("the report's figures and sentences, once", "", 3,
          [&](int) { (void)report::view(*store->read(), request(top)); });
  auto const tree = unit::tree(*store->read(), asked(1));
  auto const grassroots =
      std::ranges::find(tree.nodes(), unit::UnitKind::grassroots_committee, &unit::Node::unit_kind);
  for (auto const& [whose, unit] :
       {std::pair{"province", top}, std::pair{"grass-roots committee", grassroots->id}}) {
    auto const view = must(report::view(*store->read(), request(unit)));
    measure(fmt::format("1,000 reports of a {} filled, {} references", whose, view.cited.size()),
            "2 s", 1, [&](int) {
              for (int i = 0; i < 1000; ++i) must(report::docx_bytes(view));
            });
  }
}

}  // namespace
}  // namespace giaoban

int main(int argc, char** argv) {
  auto const folder = std::filesystem::temp_directory_path() / "giaoban-bench";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  giaoban::run(argc > 1 ? argv[1] : (folder / "pt.giaoban").string(), folder);
  std::filesystem::remove_all(folder);
  return 0;
}
