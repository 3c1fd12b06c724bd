#include "store/toy_catalogue_test.h"

#include <fmt/format.h>

namespace giaoban::store::toy {

Entity const hall_entity{
    .name = "hall", .label = M("đơn vị"), .lifetime = [] { return &Hall::kind; }};
Entity const guest_entity{.name = "guest", .label = M("người"), .lifetime = nullptr};

Kind const Hall::kind{.number = 901,
                      .table = "hall",
                      .label = M("Đơn vị"),
                      .shape = Shape::state,
                      .subject = &hall_entity,
                      .privacy = Privacy::open,
                      .fields = {field<&Hall::size>(1, "size", M("Số"))}};
Kind const HallCode::kind{
    .number = 902,
    .table = "hall_code",
    .label = M("Mã"),
    .shape = Shape::state,
    .subject = &hall_entity,
    .privacy = Privacy::open,
    .fields = {field<&HallCode::code>(1, "code", M("Mã"),
                                      {.need = Need::required, .unique = Unique::on_a_day})}};
Kind const Stay::kind{
    .number = 903,
    .table = "stay",
    .label = M("Nơi ở"),
    .shape = Shape::state,
    .subject = &guest_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&Stay::hall>(1, "hall", M("Đơn vị"), {.refers = &hall_entity})}};
Kind const Mark::kind{
    .number = 904,
    .table = "mark",
    .label = M("Xếp loại"),
    .shape = Shape::yearly,
    .subject = &guest_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&Mark::aspect>(1, "aspect", M("Mặt"), {.key = Key::yes}),
               field<&Mark::mark>(2, "mark", M("Mức")),
               field<&Mark::hall>(3, "hall", M("Đơn vị"), {.refers = &hall_entity})}};
Kind const Visit::kind{
    .number = 905,
    .table = "visit",
    .label = M("Lần đến"),
    .shape = Shape::event,
    .subject = &guest_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&Visit::hall>(1, "hall", M("Đơn vị"), {.refers = &hall_entity})}};
Kind const Particulars::kind{
    .number = 906,
    .table = "particulars",
    .label = M("Lý lịch"),
    .shape = Shape::state,
    .subject = &guest_entity,
    .privacy = Privacy::identifying,
    .fields = {field<&Particulars::name>(1, "name", M("Họ tên"), {.need = Need::required}),
               field<&Particulars::phone>(2, "phone", M("Điện thoại"),
                                          {.care = Care::sensitive, .unique = Unique::on_a_day}),
               field<&Particulars::born>(3, "born", M("Ngày sinh"), {.care = Care::sensitive})}};

Right const write_right{.name = "toy.write", .label = M("Ghi")};
Verb const write_verb{.name = "toy.write", .label = M("Ghi"), .right = &write_right};

namespace {

constexpr char const* counted =
    "SELECT subject, COUNT(*) FROM stay WHERE superseded_in = 9223372036854775807 ";

void refresh(Tx& tx, std::span<std::int64_t const> subjects) {
  for (std::int64_t subject : subjects) {
    tx.db().execute("DELETE FROM stay_count WHERE subject = ?1", Params(subject));
    tx.db().execute(
        fmt::format("INSERT INTO stay_count (subject, stays) {} AND subject = ?1 GROUP BY subject",
                    counted),
        Params(subject));
  }
}

std::vector<std::string> check_counts(Snapshot& snapshot) {
  auto const rows = [&](std::string const& sql) {
    std::vector<std::pair<std::int64_t, std::int64_t>> all;
    snapshot.db().each(sql, Params(), [&](RowView const& row) {
      all.emplace_back(row.integer(0), row.integer(1));
    });
    return all;
  };
  if (rows(fmt::format("{} GROUP BY subject ORDER BY subject", counted)) ==
      rows("SELECT subject, stays FROM stay_count ORDER BY subject")) {
    return {};
  }
  return {"stay_count differs from stay"};
}

Derived const stay_count{
    .table = "stay_count",
    .ddl =
        "CREATE TABLE stay_count (subject INTEGER NOT NULL PRIMARY KEY, stays INTEGER NOT NULL) "
        "STRICT;\n",
    .sources = {&Stay::kind},
    .refresh = refresh,
    .check = check_counts};

Catalogue make() {
  Catalogue made = store_catalogue();
  made.add({.entities = {&hall_entity, &guest_entity},
            .kinds = {&Hall::kind, &HallCode::kind, &Stay::kind, &Mark::kind, &Visit::kind,
                      &Particulars::kind},
            .verbs = {&write_verb},
            .derived = {&stay_count},
            .invariants = {},
            .refusals = {},
            .queries = {}});
  return made;
}

}  // namespace

Catalogue const& catalogue() {
  static Catalogue const made = make();
  return made;
}

}  // namespace giaoban::store::toy
