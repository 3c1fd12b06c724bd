#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sample/names.h"
#include "sample/spread.h"
#include "sample/world.h"

namespace giaoban::sample {

namespace {

struct Upper {
  std::string_view code;
  std::string_view name;
  unit::UnitKind unit_kind;
  int weight;              // its part of the grass-roots committees
  int cells;               // its part of the grass-roots cells
  std::string_view place;  // "" for those without communes
};

using unit::UnitKind;

constexpr std::array uppers{
    Upper{"PT.01", "Thành ủy Việt Trì", UnitKind::district_committee, 45, 30, "thành phố Việt Trì"},
    Upper{"PT.02", "Thị ủy Phú Thọ", UnitKind::district_committee, 20, 20, "thị xã Phú Thọ"},
    Upper{"PT.03", "Huyện ủy Đoan Hùng", UnitKind::district_committee, 28, 14, "huyện Đoan Hùng"},
    Upper{"PT.04", "Huyện ủy Hạ Hòa", UnitKind::district_committee, 28, 14, "huyện Hạ Hòa"},
    Upper{"PT.05", "Huyện ủy Thanh Ba", UnitKind::district_committee, 26, 14, "huyện Thanh Ba"},
    Upper{"PT.06", "Huyện ủy Phù Ninh", UnitKind::district_committee, 24, 14, "huyện Phù Ninh"},
    Upper{"PT.07", "Huyện ủy Yên Lập", UnitKind::district_committee, 24, 14, "huyện Yên Lập"},
    Upper{"PT.08", "Huyện ủy Cẩm Khê", UnitKind::district_committee, 32, 14, "huyện Cẩm Khê"},
    Upper{"PT.09", "Huyện ủy Tam Nông", UnitKind::district_committee, 22, 14, "huyện Tam Nông"},
    Upper{"PT.10", "Huyện ủy Lâm Thao", UnitKind::district_committee, 22, 14, "huyện Lâm Thao"},
    Upper{"PT.11", "Huyện ủy Thanh Sơn", UnitKind::district_committee, 30, 14, "huyện Thanh Sơn"},
    Upper{"PT.12", "Huyện ủy Thanh Thủy", UnitKind::district_committee, 20, 14, "huyện Thanh Thủy"},
    Upper{"PT.13", "Huyện ủy Tân Sơn", UnitKind::district_committee, 24, 14, "huyện Tân Sơn"},
    Upper{"PT.14", "Đảng ủy Khối các cơ quan tỉnh", UnitKind::province_bloc_committee, 36, 28, ""},
    Upper{"PT.15", "Đảng ủy Khối Doanh nghiệp tỉnh", UnitKind::province_bloc_committee, 36, 26, ""},
    Upper{"PT.16", "Đảng ủy Quân sự tỉnh", UnitKind::province_military_committee, 8, 4, ""},
    Upper{"PT.17", "Đảng ủy Công an tỉnh", UnitKind::province_police_committee, 5, 6, ""}};

constexpr std::array<std::string_view, 6> bodies{
    "Văn phòng Tỉnh ủy",      "Ban Tổ chức Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy",
    "Ban Tuyên giáo Tỉnh ủy", "Ban Dân vận Tỉnh ủy", "Ban Nội chính Tỉnh ủy"};

constexpr std::array<std::string_view, 9> commune_cells{
    "Trường Mầm non", "Trường Tiểu học", "Trường Trung học cơ sở", "Trạm Y tế",     "Quân sự",
    "Công an",        "Hợp tác xã",      "Cơ quan Ủy ban",         "Người cao tuổi"};
constexpr std::array<std::string_view, 10> office_cells{
    "Văn phòng",         "Phòng Tổ chức",  "Phòng Kế hoạch", "Phòng Tài chính", "Phòng Nghiệp vụ 1",
    "Phòng Nghiệp vụ 2", "Phòng Kỹ thuật", "Phân xưởng 1",   "Phân xưởng 2",    "Phòng Hành chính"};
constexpr std::array<std::string_view, 10> offices{
    "Sở, ngành",         "Bệnh viện", "Trường Cao đẳng", "Công ty cổ phần", "Tổng công ty",
    "Ban Quản lý dự án", "Trung tâm", "Chi cục",         "Ngân hàng",       "Bảo hiểm xã hội"};
constexpr std::array<std::string_view, 8> small_offices{"Phòng Giáo dục và Đào tạo",
                                                        "Phòng Nội vụ",
                                                        "Hạt Kiểm lâm",
                                                        "Trường Trung học phổ thông",
                                                        "Tòa án nhân dân",
                                                        "Viện Kiểm sát nhân dân",
                                                        "Chi cục Thuế",
                                                        "Kho bạc Nhà nước"};

int add(Making& making, SampleUnit unit) {
  making.world.units.push_back(std::move(unit));
  return static_cast<int>(making.world.units.size()) - 1;
}

std::vector<int> by_weight(std::vector<int> const& weights, int total, Dice& dice, int least) {
  int sum = 0;
  for (int weight : weights) sum += weight;
  std::vector<Bounds> bounds;
  for (int weight : weights) bounds.push_back({least, total, total * weight / sum});
  return spread(bounds, total, dice);
}

std::string committee_name(Making& making, Upper const& upper, int place,
                           std::set<std::string>& used) {
  for (;;) {
    std::string name =
        upper.place.empty()
            ? fmt::format("Đảng bộ {} {}",
                          making.dice.pick(std::span<std::string_view const>(offices)),
                          commune_name(making.dice))
            : fmt::format("Đảng bộ xã {}", commune_name(making.dice));
    if (used.insert(fmt::format("{}/{}", upper.code, name)).second) return name;
    if (used.size() > 5000) return fmt::format("Đảng bộ số {}", place);
  }
}

// Cells of a committee; in one out of twenty the first half stands under two sub-committees.
void add_cells(Making& making, int committee, int count, bool commune) {
  std::string const code = making.world.units[static_cast<std::size_t>(committee)].code;
  std::vector<int> parents{committee};
  if (count >= 16 && making.dice.percent(20)) {
    for (int s = 1; s <= 2; ++s) {
      parents.push_back(add(making, {.code = fmt::format("{}.B{}", code, s),
                                     .name = fmt::format("Đảng bộ bộ phận {}", s),
                                     .unit_kind = UnitKind::sub_committee,
                                     .parent = committee,
                                     .organisation = committee}));
    }
  }
  for (int i = 1; i <= count; ++i) {
    auto const at = static_cast<std::size_t>(i - 1);
    std::string name;
    if (commune) {
      name = i <= static_cast<int>(commune_cells.size()) && count > 10
                 ? fmt::format("Chi bộ {}", commune_cells[at])
                 : fmt::format("Chi bộ khu {}", i);
    } else {
      name = at < office_cells.size() ? fmt::format("Chi bộ {}", office_cells[at])
                                      : fmt::format("Chi bộ {}", i);
    }
    int const parent = parents.size() == 1 || i > count / 2
                           ? committee
                           : parents[static_cast<std::size_t>(1 + i % 2)];
    int const cell = add(making, {.code = fmt::format("{}.{:02}", code, i),
                                  .name = name,
                                  .unit_kind = UnitKind::dependent_cell,
                                  .parent = parent,
                                  .organisation = committee});
    making.cells.push_back(cell);
  }
}

void add_grassroots_cells(Making& making, Upper const& upper, int at, int count) {
  for (int i = 1; i <= count; ++i) {
    int const place = static_cast<int>(making.world.units.size());
    auto const office = small_offices[static_cast<std::size_t>(i - 1) % small_offices.size()];
    std::string const where =
        upper.place.empty() ? commune_name(making.dice) : std::string(upper.place);
    add(making, {.code = fmt::format("{}.C{:02}", upper.code, i),
                 .name = fmt::format("Chi bộ {} {}{}", office, where,
                                     i > static_cast<int>(small_offices.size())
                                         ? fmt::format(" ({})", (i - 1) / 8 + 1)
                                         : ""),
                 .unit_kind = UnitKind::grassroots_cell,
                 .parent = at,
                 .organisation = place});
    making.organisations.push_back(place);
    making.cells.push_back(place);
  }
}

// Cells too young to be graded (EX-6): founded in the second half of the year.
void found_late(Making& making) {
  for (int made = 0; made < making.targets.cells_founded_late;) {
    SampleUnit& cell =
        making.world
            .units[static_cast<std::size_t>(making.dice.pick(std::span<int const>(making.cells)))];
    if (cell.unit_kind != UnitKind::dependent_cell || cell.founded ||
        cell.parent != cell.organisation) {
      continue;
    }
    cell.founded = making.dice.day(*Day::from_ymd(2020, 8, 1), *Day::from_ymd(2020, 11, 30));
    ++made;
  }
}

}  // namespace

void make_units(Making& making) {
  Targets const& t = making.targets;
  int const top = add(making, {.code = "PT",
                               .name = "Tỉnh ủy Phú Thọ",
                               .unit_kind = UnitKind::province_committee,
                               .parent = -1,
                               .organisation = -1});
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    add(making, {.code = fmt::format("PT.CQ{}", i + 1),
                 .name = std::string(bodies[i]),
                 .unit_kind = UnitKind::body,
                 .parent = top,
                 .organisation = -1});
  }
  std::vector<int> committee_weights;
  std::vector<int> cell_weights;
  for (Upper const& upper : uppers) {
    committee_weights.push_back(upper.weight);
    cell_weights.push_back(upper.cells);
  }
  std::vector<int> const committees = by_weight(committee_weights, t.committees, making.dice, 2);
  std::vector<int> const cells = by_weight(cell_weights, t.grassroots_cells, making.dice, 1);
  std::vector<Bounds> sizes;
  for (int i = 0; i < t.committees; ++i) sizes.push_back({3, 40, making.dice.between(5, 18)});
  std::vector<int> const cells_of = spread(sizes, t.dependent_cells, making.dice);
  std::set<std::string> used;
  std::size_t next = 0;
  for (std::size_t u = 0; u < uppers.size(); ++u) {
    Upper const& upper = uppers[u];
    int const at = add(making, {.code = std::string(upper.code),
                                .name = std::string(upper.name),
                                .unit_kind = upper.unit_kind,
                                .parent = top,
                                .organisation = -1});
    for (int i = 1; i <= committees[u]; ++i) {
      int const place = static_cast<int>(making.world.units.size());
      add(making, {.code = fmt::format("{}.{:03}", upper.code, i),
                   .name = committee_name(making, upper, i, used),
                   .unit_kind = UnitKind::grassroots_committee,
                   .parent = at,
                   .organisation = place});
      making.organisations.push_back(place);
      add_cells(making, place, cells_of[next++], !upper.place.empty());
    }
    add_grassroots_cells(making, upper, at, cells[u]);
  }
  found_late(making);
}

}  // namespace giaoban::sample
