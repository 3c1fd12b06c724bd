// The store's speed on a province of invented members: rows written without verb and hash, the same
// journalled, a whole import through a draft, what other saves wait meanwhile, and the check.
//   giaoban_bench_store [MEMBERS] [ADDRESS]    (default 93346, a file in the temporary folder)
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "bench/processor.h"
#include "store/draft.h"
#include "store/fact_row.h"
#include "store/queries.h"
#include "store/store.h"

namespace giaoban::store {
namespace {

Kind const* cell_kind();
Entity const cell_entity{.name = "cell", .label = M("đơn vị"), .lifetime = cell_kind};
Entity const someone{.name = "someone", .label = M("người"), .lifetime = nullptr};
using CellId = Id<struct CellEntity>;

struct Cell {
  std::string name;
};
struct Identity {
  std::string name, sex, ethnicity, religion, home, address;
  std::string citizen_number, phone;
  std::optional<PartialDay> born;
};
struct Card {
  std::string number;
};
struct Membership {
  CellId cell;
};
struct State {
  std::string state;
};
struct Grade {
  std::string grade;
};
struct Admission {
  CellId cell;
  std::string proposer;
};

Kind const cell{.number = 801,
                .table = "bench_cell",
                .label = M("Đơn vị"),
                .shape = Shape::state,
                .subject = &cell_entity,
                .privacy = Privacy::open,
                .fields = {field<&Cell::name>(1, "name", M("Tên"))}};
Kind const* cell_kind() {
  return &cell;
}
Kind const identity{
    .number = 802,
    .table = "bench_identity",
    .label = M("Lý lịch"),
    .shape = Shape::state,
    .subject = &someone,
    .privacy = Privacy::identifying,
    .fields = {
        field<&Identity::name>(1, "name", M("Họ tên"), {.need = Need::required}),
        field<&Identity::sex>(2, "sex", M("Giới tính")),
        field<&Identity::born>(3, "born", M("Ngày sinh")),
        field<&Identity::ethnicity>(4, "ethnicity", M("Dân tộc")),
        field<&Identity::religion>(5, "religion", M("Tôn giáo")),
        field<&Identity::home>(6, "home", M("Quê quán")),
        field<&Identity::address>(7, "address", M("Nơi ở")),
        field<&Identity::citizen_number>(8, "citizen_number", M("Số định danh"),
                                         {.care = Care::sensitive, .unique = Unique::on_a_day}),
        field<&Identity::phone>(9, "phone", M("Điện thoại"), {.care = Care::sensitive})}};
Kind const card{
    .number = 803,
    .table = "bench_card",
    .label = M("Thẻ"),
    .shape = Shape::state,
    .subject = &someone,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&Card::number>(1, "number", M("Số thẻ"), {.unique = Unique::on_a_day})}};
Kind const membership{
    .number = 804,
    .table = "bench_membership",
    .label = M("Chi bộ"),
    .shape = Shape::state,
    .subject = &someone,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&Membership::cell>(1, "cell", M("Chi bộ"), {.refers = &cell_entity})}};
Kind state_kind(std::uint16_t number, std::string_view table) {
  return {.number = number,
          .table = table,
          .label = M("Trạng thái"),
          .shape = Shape::state,
          .subject = &someone,
          .privacy = Privacy::pseudonymous,
          .fields = {field<&State::state>(1, "state", M("Trạng thái"))}};
}
Kind const standing_kind = state_kind(805, "bench_standing");
Kind const schooling = state_kind(806, "bench_schooling");
Kind const theory = state_kind(807, "bench_theory");
Kind const grade{.number = 808,
                 .table = "bench_grade",
                 .label = M("Xếp loại"),
                 .shape = Shape::yearly,
                 .subject = &someone,
                 .privacy = Privacy::pseudonymous,
                 .fields = {field<&Grade::grade>(1, "grade", M("Mức"))}};
Kind const admission{
    .number = 809,
    .table = "bench_admission",
    .label = M("Kết nạp"),
    .shape = Shape::event,
    .subject = &someone,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&Admission::cell>(1, "cell", M("Chi bộ"), {.refers = &cell_entity}),
               field<&Admission::proposer>(2, "proposer", M("Người giới thiệu"))}};

Right const bench_right{.name = "bench", .label = M("Ghi")};
Verb const bench_verb{.name = "bench", .label = M("Ghi"), .right = &bench_right};

Catalogue const& catalogue() {
  static Catalogue const made = [] {
    Catalogue all = store_catalogue();
    all.kinds.insert(all.kinds.end(), {&cell, &identity, &card, &membership, &standing_kind,
                                       &schooling, &theory, &grade, &admission});
    return all;
  }();
  return made;
}

constexpr std::int64_t journalled_members = 1000;

template <class T>
T must(Result<T> result) {
  if (!result) {
    fmt::print(stderr, "refused: {}\n", result.error().text(Language::vietnamese));
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

Act act() {
  return {.actor = {.name = "bench", .grants = {&bench_right}}, .verb = &bench_verb};
}

// Ten facts of each member, given one by one.
template <class Give>
void member(std::int64_t n, std::int64_t person, std::int64_t cell_id, Give const& give) {
  Day const joined = Day::from_number(10000 + static_cast<std::int32_t>(n % 8000));
  Span const since{joined};
  give(identity, FactHead{.subject = person, .span = {Day::from_number(0)}},
       Identity{.name = fmt::format("Nguyễn Thị Hồng Nhung {}", n),
                .sex = "female",
                .ethnicity = "kinh",
                .religion = "none",
                .home = "xã Hùng Lô, thành phố Việt Trì",
                .address = fmt::format("Tổ {}, phường Gia Cẩm", n % 40),
                .citizen_number = fmt::format("025{:09}", n),
                .phone = fmt::format("09{:08}", n),
                .born = PartialDay{Day::from_number(static_cast<std::int32_t>(n % 9000))}});
  give(card, {.subject = person, .span = since}, Card{fmt::format("25.{:06}", n)});
  give(membership, {.subject = person, .span = since}, Membership{{cell_id}});
  give(standing_kind, {.subject = person, .span = {joined, joined + 365}}, State{"probationary"});
  give(standing_kind, {.subject = person, .span = {joined + 365}}, State{"full"});
  give(schooling, {.subject = person, .span = since}, State{"12/12"});
  give(theory, {.subject = person, .span = since}, State{"sơ cấp"});
  give(grade, {.subject = person, .year = 2019, .span = {Day::from_number(18261)}}, Grade{"good"});
  give(grade, {.subject = person, .year = 2020, .span = {Day::from_number(18627)}}, Grade{"good"});
  give(admission, {.subject = person, .span = {joined, joined + 1}},
       Admission{{cell_id}, "Đinh Văn Hùng"});
}

struct Place {
  std::string address;
  std::string keys;
  bool postgres = false;
};

std::unique_ptr<Store> fresh(Place const& place, Clock const& clock) {
  if (!place.postgres) {
    for (char const* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(place.address + suffix);
  } else {
    connect(place.address, IfMissing::fail)
        ->script("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }
  std::filesystem::remove(place.keys);
  return must(Store::open({.address = place.address,
                           .catalogue = &catalogue(),
                           .clock = &clock,
                           .keys_path = place.keys,
                           .if_missing = IfMissing::create,
                           .store_number = 1}));
}

std::vector<std::int64_t> found_cells(Store& store) {
  std::vector<std::int64_t> cells;
  must(store.write(act(), [&](Tx& tx) -> Result<void> {
    for (int i = 0; i < 5010; ++i) {
      cells.push_back(tx.new_id());
      Cell const named{fmt::format("Chi bộ {}", i)};
      TRY_VOID(tx.record(cell, cells.back(), {Day::from_number(-10000)}, &named));
    }
    return {};
  }));
  return cells;
}

// Saves of one fact each while the import runs; the longest wait.
Took longest_wait(Store& store, Processor const& processor, std::atomic<bool> const& over) {
  Took longest;
  while (!over) {
    Took const took = timed(processor, [&] {
      must(store.write(act(), [&](Tx& tx) {
        State const state{"12/12"};
        return tx.record(schooling, tx.new_person().value, {Day::from_number(18000)}, &state);
      }));
    });
    if (took.wall_ms > longest.wall_ms) longest = took;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return longest;
}

void show(std::string_view what, Took took) {
  fmt::print("{:<30} {:>9.1f} ms {:>9.1f} ms\n", what, took.wall_ms, took.processor_ms);
}

std::string peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return line.substr(6);
  }
  return "?";
}

void import_and_check(Place const& place, std::int64_t members, Clock const& clock,
                      Processor const& processor) {
  auto const store = fresh(place, clock);
  auto const cells = found_cells(*store);
  std::atomic<bool> over = false;
  Took waited;
  std::thread other([&] { waited = longest_wait(*store, processor, over); });
  Draft draft(*store, members);
  show("drafted", timed(processor, [&] {
         for (std::int64_t n = 0; n < members; ++n) {
           auto const person = draft.new_person().value;
           member(n, person, cells[static_cast<std::size_t>(n % 5010)],
                  [&](Kind const& kind, FactHead head, auto const& fact) {
                    must(draft.add(kind, head, &fact));
                  });
         }
       }));
  show("written (the lock)", timed(processor, [&] {
         must(store->write(act(), [&](Tx& tx) { return tx.adopt(draft); }));
       }));
  over = true;
  other.join();
  show("longest save meanwhile", waited);
  CheckReport report;
  show("check", timed(processor, [&] { report = check(*store); }));
  fmt::print("{} facts, {} faults; peak memory{}\n", report.facts, report.faults.size(),
             peak_memory());
  for (std::string const& fault : report.faults) fmt::print("  {}\n", fault);
}

// The same rows written by a program that knows neither verb nor hash: it makes each person's
// secret, seals what is sensitive and inserts, each member one transaction.
Took write_bare(Place const& place, Clock const& clock, Processor const& processor) {
  auto const store = fresh(place, clock);
  auto const cells = found_cells(*store);
  auto const db = connect(place.address, IfMissing::fail);
  std::int64_t rows = 0;
  return timed(processor, [&] {
    for (std::int64_t n = 0; n < journalled_members; ++n) {
      PersonId const person{1'000'000 + n};
      db->begin_write();
      Secret const secret = random_secret();
      db->execute(queries::insert_person_key, Params(person, wrap(secret, person, store->keys())));
      PersonCipher const cipher(secret);
      member(n, person.value, cells[static_cast<std::size_t>(n % 5010)],
             [&](Kind const& kind, FactHead head, auto const& fact) {
               head.leaf = ++rows;
               Params params;
               auto row = to_row(kind, head, values_of(kind, &fact), &cipher, store->keys());
               for (Value& value : row) params.add(std::move(value));
               db->execute(sql_of(kind).insert, params);
             });
      db->commit();
    }
  });
}

Took write_journalled(Place const& place, Clock const& clock, Processor const& processor) {
  auto const store = fresh(place, clock);
  auto const cells = found_cells(*store);
  return timed(processor, [&] {
    for (std::int64_t n = 0; n < journalled_members; ++n) {
      must(store->write(act(), [&](Tx& tx) -> Result<void> {
        auto const person = tx.new_person().value;
        member(n, person, cells[static_cast<std::size_t>(n % 5010)],
               [&](Kind const& kind, FactHead const& head, auto const& fact) {
                 switch (kind.shape) {
                   case Shape::state:
                     return must(tx.record(kind, person, head.span, &fact));
                   case Shape::yearly:
                     return must(tx.record_year(kind, person, head.year, head.span.from, &fact));
                   case Shape::event:
                     return must(tx.record_event(kind, person, head.span.from, &fact));
                 }
               });
        return {};
      }));
    }
  });
}

// In turn, so that the neighbours on the machine burden both alike.
void journalled_against_bare(Place const& place, Clock const& clock, Processor const& processor) {
  Took bare;
  Took journalled;
  auto const add = [](Took& sum, Took const& one) {
    sum.wall_ms += one.wall_ms;
    sum.processor_ms += one.processor_ms;
  };
  for (int round = 0; round < 5; ++round) {
    add(bare, write_bare(place, clock, processor));
    add(journalled, write_journalled(place, clock, processor));
  }
  auto const tell = [](std::string_view what, double without, double with) {
    constexpr double all = 5.0 * journalled_members;
    fmt::print("  by {}: bare {:.3f} ms each, journalled {:.3f} ms, ratio {:.0f}%\n", what,
               without / all, with / all, 100 * without / with);
  };
  fmt::print("{} transactions of 10 facts, five times in turn\n", journalled_members);
  tell("the clock, the disk's sync included", bare.wall_ms, journalled.wall_ms);
  tell("processor time", bare.processor_ms, journalled.processor_ms);
}

}  // namespace

int bench(int argc, char** argv) {
  std::int64_t const members = argc > 1 ? std::atoll(argv[1]) : 93346;
  auto const folder = std::filesystem::temp_directory_path();
  std::string const address =
      argc > 2 ? argv[2] : (folder / fmt::format("giaoban-bench-{}.giaoban", ::getpid())).string();
  Place const place{address, (folder / fmt::format("giaoban-bench-{}.keys", ::getpid())).string(),
                    dialect_of(address) == Dialect::postgres};
  SystemClock const clock;
  fmt::print("{}\n", place.postgres ? "PostgreSQL" : "SQLite");
  Processor const processor(address);
  fmt::print("{:<30} {:>12} {:>12}\n", "", "wall", "processor");
  import_and_check(place, members, clock, processor);
  journalled_against_bare(place, clock, processor);
  if (!place.postgres) {
    for (char const* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(place.address + suffix);
  }
  std::filesystem::remove(place.keys);
  return 0;
}

}  // namespace giaoban::store

int main(int argc, char** argv) {
  return giaoban::store::bench(argc, argv);
}
