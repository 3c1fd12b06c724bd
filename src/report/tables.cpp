#include "report/tables.h"

#include <fmt/format.h>

#include <array>

namespace giaoban::report {

std::int64_t increase(member::Flow const& flow) {
  return flow.admitted + flow.readmitted + flow.transferred_in + flow.restored +
         flow.came_with_unit + flow.opened;
}
std::int64_t decrease(member::Flow const& flow) {
  return flow.transferred_out + flow.deceased + flow.struck_off + flow.expelled + flow.resigned +
         flow.left_with_unit;
}

namespace {

using Amount = std::int64_t (*)(member::Flow const&);
template <std::int64_t member::Flow::* Part>
std::int64_t part(member::Flow const& flow) {
  return flow.*Part;
}
struct Movement {
  std::string_view id;
  std::string_view ordinal;
  std::string_view what;
  Amount amount;
};
using member::Flow;
constexpr std::array movements{
    Movement{"opening", "I", "Đầu kỳ", &part<&Flow::opening>},
    Movement{"increase", "II", "Tăng trong kỳ", &increase},
    Movement{"admitted", "1", "Kết nạp", &part<&Flow::admitted>},
    Movement{"readmitted", "2", "Kết nạp lại", &part<&Flow::readmitted>},
    Movement{"transferred_in", "3", "Chuyển đến", &part<&Flow::transferred_in>},
    Movement{"restored", "4", "Phục hồi", &part<&Flow::restored>},
    Movement{"came_with_unit", "5", "Đến cùng tổ chức đảng", &part<&Flow::came_with_unit>},
    Movement{"opened", "6", "Mở sổ trong kỳ", &part<&Flow::opened>},
    Movement{"decrease", "III", "Giảm trong kỳ", &decrease},
    Movement{"transferred_out", "1", "Chuyển đi", &part<&Flow::transferred_out>},
    Movement{"deceased", "2", "Từ trần", &part<&Flow::deceased>},
    Movement{"struck_off", "3", "Xóa tên", &part<&Flow::struck_off>},
    Movement{"expelled", "4", "Khai trừ", &part<&Flow::expelled>},
    Movement{"resigned", "5", "Xin ra khỏi Đảng", &part<&Flow::resigned>},
    Movement{"left_with_unit", "6", "Đi cùng tổ chức đảng", &part<&Flow::left_with_unit>},
    Movement{"closing", "IV", "Cuối kỳ", &part<&Flow::closing>},
};

bool somebody(Asked const& asked, Group const& group) {
  return asked.look(measure_of(group, "on_roster")) != 0;
}

struct GradeLine {
  std::string_view id;
  std::string_view what;
};
constexpr std::array graded_lines{
    GradeLine{"graded_excellent", "Hoàn thành xuất sắc nhiệm vụ"},
    GradeLine{"graded_good", "Hoàn thành tốt nhiệm vụ"},
    GradeLine{"graded_fair", "Hoàn thành nhiệm vụ"},
    GradeLine{"graded_failed", "Không hoàn thành nhiệm vụ"},
};
constexpr std::array left_out_lines{
    GradeLine{"not_assessed.exempt", "Không xếp loại: được miễn công tác và sinh hoạt đảng"},
    GradeLine{"not_assessed.suspended", "Không xếp loại: bị đình chỉ sinh hoạt đảng"},
    GradeLine{"not_assessed.admitted_late", "Không xếp loại: kết nạp chưa đủ 6 tháng"},
    GradeLine{"not_assessed.founded_late", "Không xếp loại: thành lập chưa đủ 6 tháng"},
    GradeLine{"not_assessed.other", "Không xếp loại: lý do khác"},
    GradeLine{"not_assessed.unrecorded", "Chưa ghi kết quả"},
};

GradeGroup grades_of(Asked const& asked, Group const& group) {
  GradeGroup made{.whom = std::string(group.title), .rows = {}};
  made.rows.push_back(
      {"Tổng số trong danh sách", asked.count(measure_of(group, "on_roster")), {}, {}});
  made.rows.push_back({"Được đánh giá, xếp loại",
                       asked.count(measure_of(group, "assessed")),
                       {},
                       asked.share(measure_of(group, "assessed"))});
  for (auto const& line : graded_lines) {
    made.rows.push_back({std::string(line.what), asked.count(measure_of(group, line.id)),
                         asked.share(measure_of(group, fmt::format("{}/assessed", line.id))),
                         asked.share(measure_of(group, line.id))});
  }
  for (auto const& line : left_out_lines) {
    if (asked.look(measure_of(group, line.id)).value_or(0) == 0) continue;
    made.rows.push_back({std::string(line.what),
                         asked.count(measure_of(group, line.id)),
                         {},
                         asked.share(measure_of(group, line.id))});
  }
  return made;
}

UnitRow unit_row(std::string name, Asked const& asked, Group const& group) {
  return {.name = std::move(name),
          .total = asked.count(measure_of(group, "on_roster")),
          .assessed = asked.count(measure_of(group, "assessed")),
          .good = asked.share(measure_of(group, "graded_good_or_better/assessed")),
          .excellent = asked.share(measure_of(group, "graded_excellent/assessed")),
          .excellent_of_total = asked.share(measure_of(group, "graded_excellent"))};
}

}  // namespace

std::vector<MovementRow> movement_rows(std::optional<member::Flow> const& flow) {
  std::vector<MovementRow> rows;
  for (auto const& movement : movements) {
    rows.push_back({.id = std::string(movement.id),
                    .ordinal = std::string(movement.ordinal),
                    .what = std::string(movement.what),
                    .count = flow ? std::optional(movement.amount(*flow)) : std::nullopt});
  }
  return rows;
}

std::vector<GradeGroup> grade_groups(Asked const& asked) {
  std::vector<GradeGroup> all;
  for (Group const& group : groups()) {
    if (somebody(asked, group)) all.push_back(grades_of(asked, group));
  }
  return all;
}

std::vector<CapRow> cap_rows(Material const& from) {
  std::vector<CapRow> rows;
  for (Group const& group : groups()) {
    if (!somebody(from.asked, group)) continue;
    for (auto const* base : {"/good_or_better", "/assessed", ""}) {
      auto const& share =
          from.asked.share(measure_of(group, fmt::format("graded_excellent{}", base)));
      CapRow row{.whom = std::string(group.title), .share = share, .ceiling = {}};
      if (share && from.cap != nullptr) {
        row.ceiling = share->denominator() * from.cap->value.percent / 100;
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::vector<UnitTable> unit_tables(Asked const& whole, std::vector<Below> const& below) {
  std::vector<UnitTable> tables;
  for (Group const& group : groups().first(3)) {
    UnitTable table{.title = std::string(group.title), .rows = {}, .whole = {}};
    for (Below const& unit : below) {
      if (somebody(unit.asked, group)) {
        table.rows.push_back(unit_row(unit.name, unit.asked, group));
      }
    }
    if (table.rows.empty()) continue;
    table.whole = unit_row("Cộng", whole, group);
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace giaoban::report
