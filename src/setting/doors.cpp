#include "setting/doors.h"

#include "setting/setting.h"

namespace giaoban::setting {

namespace {

using command::ask;
using door::Cell;
using door::column;
using door::Reading;
using store::Need;

// --- what holds for a unit -----------------------------------------------------------------------

struct SettingsAsked {
  UnitId unit;
};

struct Line {
  Msg what;
  std::string value;
  std::optional<UnitId> of = {};  // who laid it down; none: the program's own
  std::optional<Day> from = {};
};

template <class F>
Line line_of(std::optional<Found<F>> const& found, std::string const& value) {
  Line line{.what = F::kind.label, .value = value};
  if (found) {
    line.of = found->of;
    line.from = found->span.from;
  }
  return line;
}

Result<std::vector<Line>> settings_of(Reading& reading, SettingsAsked const& asked) {
  TRY_INTO(UnitId const unit, reading.unit_or_topmost(asked.unit));
  auto const place = find_printed_place(reading.snapshot, unit, reading.moment);
  auto const days = find_urgent_days(reading.snapshot, unit, reading.moment);
  return std::vector{
      line_of(place, place ? place->value.place : say(reading.language, M("theo tên đơn vị"))),
      line_of(days, std::to_string(urgent_days(reading.snapshot, unit, reading.moment)))};
}

Cell what_cell(Reading const&, Line const& line) {
  return {.words = line.what};
}

Cell by_whom_cell(Reading const& reading, Line const& line) {
  if (!line.of) return {.words = M("chưa đơn vị nào đặt; theo mặc định")};
  return {.value = unit::unit_entity.called(reading.snapshot, line.of->value, reading.moment)};
}

door::View<Line, SettingsAsked> settings() {
  return {
      .command = "setting show",
      .help = M("Thiết lập đang có hiệu lực ở một đơn vị, và đơn vị nào đặt"),
      .title = M("Thiết lập của đơn vị"),
      .right = &unit::unit_read,
      .asking = {{{ask<&SettingsAsked::unit>("unit", M("Mã đơn vị"), {.need = Need::required})}}},
      .rows = &settings_of,
      .columns = {column<&what_cell>("what", M("Thiết lập"), CellType::text),
                  column<&Line::value>("value", M("Giá trị")),
                  column<&by_whom_cell>("unit", M("Đơn vị đặt"), CellType::text),
                  column<&Line::from>("from", M("Từ ngày"))},
      .pages = {{.path = "/units/{unit}/settings",
                 .title = M("Thiết lập: {unit}"),
                 .lead = M("Thiết lập của một đơn vị có hiệu lực với mọi đơn vị bên dưới, trừ "
                           "nơi đã đặt riêng."),
                 .tab = {M("Thiết lập"), 70}}},
      .actions = {{&change_verb, M("Đặt thiết lập")}},
      .example = "giaoban setting show --unit PT"};
}

// --- laying down ---------------------------------------------------------------------------------

struct Change {
  UnitId unit;
  std::string place;
  std::optional<std::int64_t> days;
  Day from;
};

Result<void> change(store::Tx& tx, Change const& asked) {
  if (asked.place.empty() && !asked.days) return refuse(nothing_to_change);
  if (!asked.place.empty()) {
    TRY_VOID(lay_down(tx, asked.unit, asked.from, PrintedPlace{asked.place}));
  }
  if (asked.days) TRY_VOID(lay_down(tx, asked.unit, asked.from, UrgentDays{*asked.days}));
  return {};
}

command::Asking<Change> changing() {
  return {{{ask<&Change::unit>("unit", M("Mã đơn vị"), {.need = Need::required}),
            ask<&Change::place>("place",
                                M("Địa danh ghi trên văn bản của đơn vị và các đơn vị bên dưới"),
                                {.placeholder = M("TÊN")}),
            ask<&Change::days>("days", M("Số ngày trước hạn mà việc được báo là sắp đến hạn")),
            ask<&Change::from>("from", M("Từ ngày"), {.need = Need::required})},
           &command::day_asked<&Change::from>}};
}

}  // namespace

door::Doors doors() {
  door::Doors doors;
  doors.show(settings());
  doors.write<&change>(
      change_verb, M("Đặt thiết lập cho một đơn vị và mọi đơn vị bên dưới từ một ngày"), changing(),
      "giaoban setting change --unit PT --place \"Phú Thọ\" --from 01/01/2021");
  return doors;
}

}  // namespace giaoban::setting
