// The days of a member's row and their order: joining, recognition, coming, leaving, and the states
// in between.
#include "workbook/member_row.h"

namespace giaoban::workbook {

namespace {

using member::Cause;

struct Order {
  Day day;
  Msg what;
  Day other_day;
  Msg other;
};

void out_of_order(MemberRow const& row, std::size_t column, Order const& order) {
  row.outcome.fault(column, member::dates_out_of_order,
                    {{"day", order.day.vietnamese()},
                     {"what", words(order.what)},
                     {"other_day", order.other_day.vietnamese()},
                     {"other", words(order.other)}});
}

void miss_day(MemberRow const& row, std::size_t column, std::size_t other) {
  row.outcome.fault(column, day_missing,
                    {{"field", row.heading(column)}, {"other", row.heading(other)}});
}

void miss_cause(MemberRow const& row, std::size_t column, Day day) {
  row.outcome.fault(column, cause_missing,
                    {{"field", row.heading(column)}, {"day", day.vietnamese()}});
}

// Who joined after the register was opened came to the cell by that, unless the row says more.
void take_arrival(MemberRow const& row, MemberTime& time) {
  MemberColumns const& at = row.at;
  auto arrived = row.cells.day(at.arrived);
  auto cause = row.cells.choice<Cause>(at.arrival_cause);
  if (!arrived && row.cells.left_out(at.arrived)) {
    if (cause) {
      miss_day(row, at.arrived, at.arrival_cause);
    } else if (time.joined && *time.joined > row.opening()) {
      arrived = time.joined;
    }
  }
  if (!arrived || *arrived <= row.opening()) return;
  if (!cause && arrived == time.joined) cause = Cause::admitted;
  if (!cause && row.cells.left_out(at.arrival_cause)) {
    miss_cause(row, at.arrival_cause, *arrived);
  }
  time.arrived = arrived;
  time.arrival = cause.value_or(Cause::transferred_in);
  if (time.arrival != Cause::transferred) time.stay.from = *arrived;
}

void check_order(MemberRow const& row, MemberTime const& time) {
  if (!time.joined) return;
  MemberColumns const& at = row.at;
  Day const joined = *time.joined;
  Msg const joining = M("vào Đảng");
  if (time.recognised && *time.recognised < joined) {
    out_of_order(row, at.recognised,
                 {*time.recognised, M("công nhận chính thức"), joined, joining});
  }
  if (auto const decided = row.cells.day(at.decided); decided && *decided > joined) {
    out_of_order(row, at.decided, {*decided, M("quyết định kết nạp"), joined, joining});
  }
  Day const begin = time.arrived.value_or(row.opening());
  bool const admitted_then = time.arrival == Cause::admitted;
  if (joined > begin || (admitted_then && joined != begin)) {
    out_of_order(row, at.joined,
                 {joined, joining, begin, time.arrived ? M("về chi bộ") : M("mở sổ")});
  }
}

void check_leaving(MemberRow const& row, MemberTime const& time) {
  MemberColumns const& at = row.at;
  auto const left = row.cells.day(at.left);
  if (!left) {
    if (row.cells.left_out(at.left) && !row.cells.blank(at.leaving_cause)) {
      miss_day(row, at.left, at.leaving_cause);
    }
    return;
  }
  if (row.cells.left_out(at.leaving_cause)) miss_cause(row, at.leaving_cause, *left);
  if (*left <= row.opening()) {
    row.outcome.fault(at.left, ended_before_opening,
                      {{"what", words(M("Đã rời chi bộ"))},
                       {"day", left->vietnamese()},
                       {"opening", row.opening().vietnamese()}});
  } else if (time.arrived && *left <= *time.arrived) {
    out_of_order(row, at.left, {*left, M("rời chi bộ"), *time.arrived, M("về chi bộ")});
  }
  if (time.recognised && *time.recognised >= *left) {
    out_of_order(row, at.recognised,
                 {*time.recognised, M("công nhận chính thức"), *left, M("rời chi bộ")});
  }
}

// Something of the state is told, and the day it begins is not.
void miss_first_day(MemberRow const& row, SpanColumns const& columns) {
  for (std::size_t i = 0; i < row.sheet.columns.size(); ++i) {
    bool const belongs = i == columns.to || row.sheet.columns[i].kind == &columns.kind;
    if (belongs && !row.cells.blank(i)) return miss_day(row, columns.from, i);
  }
}

}  // namespace

MemberTime time_of(MemberRow const& row) {
  MemberTime time;
  time.joined = row.cells.day(row.at.joined);
  time.recognised = row.cells.day(row.at.recognised);
  time.stay = {row.opening(), row.cells.day(row.at.left).value_or(Day::forever())};
  take_arrival(row, time);
  check_order(row, time);
  check_leaving(row, time);
  return time;
}

std::optional<Span> span_in(MemberRow const& row, SpanColumns const& columns, Span stay) {
  auto const from = row.cells.day(columns.from);
  auto const to = row.cells.day(columns.to);
  if (!from) {
    if (row.cells.left_out(columns.from)) miss_first_day(row, columns);
    return std::nullopt;
  }
  if (to && *to <= *from) {
    row.outcome.fault(columns.to, store::empty_span,
                      {{"what", words(columns.kind.label)},
                       {"from", from->vietnamese()},
                       {"to", to->vietnamese()}});
    return std::nullopt;
  }
  Span const span{*from, std::min(to.value_or(Day::forever()), stay.to)};
  if (span.empty()) {
    out_of_order(row, columns.from, {*from, columns.kind.label, stay.to, M("rời chi bộ")});
    return std::nullopt;
  }
  return span;
}

}  // namespace giaoban::workbook
