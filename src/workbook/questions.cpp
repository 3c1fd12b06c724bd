#include "workbook/questions.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace giaoban::workbook {

namespace {

using print::Doubt;
using print::Finding;
using print::Mending;

RefusalKind const column_of_encoding{
    "import.ask_encoding", 422,
    M("Cột “{column}”: {count} ô viết bằng bảng mã {encoding}, không phải Unicode."),
    M("Chọn chuyển cả cột sang Unicode; hoặc giữ nguyên rồi sửa từng ô trong tệp.")};
RefusalKind const column_of_encodings{
    "import.ask_encodings", 422,
    M("Cột “{column}” lẫn hai bảng mã: {count} ô viết bằng {encoding}, các ô khác bằng Unicode; "
      "{unclear} ô đọc theo cách nào cũng được."),
    M("Chọn chuyển mọi ô đọc được theo {encoding}, chỉ chuyển những ô chắc chắn, hoặc giữ "
      "nguyên.")};
RefusalKind const column_of_swapped_days{
    "import.ask_days_swapped", 422,
    M("Cột “{column}”: các ô kiểu chữ hầu như đều có ngày sau 12, các ô kiểu ngày ({count} ô) hầu "
      "như đều không sau 12; có lẽ Excel kiểu Mỹ đã đổi chỗ ngày và tháng của các ô kiểu ngày."),
    M("Đối chiếu vài người trong ví dụ với hồ sơ rồi chọn đổi lại hay giữ nguyên.")};
RefusalKind const column_beside_swapped{
    "import.ask_days_beside", 422,
    M("Cột “{column}”: {count} ô kiểu ngày đều không sau ngày 12; ở cột khác của trang này có lẽ "
      "Excel kiểu Mỹ đã đổi chỗ ngày và tháng, nên ở cột này cũng có thể vậy."),
    M("Đối chiếu vài người trong ví dụ với hồ sơ rồi chọn đổi lại hay giữ nguyên.")};
RefusalKind const column_of_month_first{
    "import.ask_month_first", 422, M("Cột “{column}”: {count} ô có lẽ viết tháng trước, ngày sau."),
    M("Chọn đọc cả cột theo tháng trước; hoặc giữ nguyên rồi sửa từng ô trong tệp.")};
RefusalKind const column_of_lost_zeros{
    "import.ask_zeros_lost", 422,
    M("Cột “{column}”: {count} ô kiểu số có ít hơn {digits} chữ số như các mã khác trong cột; có "
      "lẽ số 0 ở đầu đã mất."),
    M("Chọn thêm lại số 0 cho đủ độ dài, hoặc giữ nguyên.")};
RefusalKind const rows_hidden{"import.ask_hidden_rows", 422,
                              M("Trang “{sheet}” có {count} dòng đang ẩn (do lọc hoặc ẩn tay)."),
                              M("Chọn lấy cả các dòng ẩn hay bỏ các dòng ấy.")};
RefusalKind const rows_struck{"import.ask_struck_rows", 422,
                              M("Trang “{sheet}” có {count} dòng bị gạch ngang."),
                              M("Chọn bỏ các dòng bị gạch hay vẫn lấy.")};
RefusalKind const second_tab{"import.ask_second_tab", 422,
                             M("Trang “{tab}” cũng có các cột của trang {sheet}."),
                             M("Chọn lấy cả trang này như phần tiếp của trang {sheet}, hay bỏ.")};
RefusalKind const hidden_tab{"import.ask_hidden_tab", 422,
                             M("Trang “{tab}” đang ẩn, cũng có các cột của trang {sheet}."),
                             M("Chọn bỏ trang ẩn này, hay lấy làm trang {sheet}.")};
RefusalKind const tab_of_other_name{
    "import.ask_tab", 422, M("Không có trang tên {sheet}; trang “{tab}” có các cột của trang ấy."),
    M("Chọn lấy trang này làm trang {sheet}, hay bỏ.")};

std::string_view name_of(LegacyEncoding encoding) {
  switch (encoding) {
    case LegacyEncoding::tcvn3:
      return "TCVN3";
    case LegacyEncoding::vni:
      return "VNI";
    case LegacyEncoding::cp1258:
      return "Windows-1258";
    case LegacyEncoding::utf8:
      return "UTF-8 (đọc sai thành Latin-1)";
  }
  return "";
}

constexpr std::array coded_encodings{std::pair{LegacyEncoding::tcvn3, std::string_view("tcvn3")},
                                     std::pair{LegacyEncoding::vni, std::string_view("vni")},
                                     std::pair{LegacyEncoding::cp1258, std::string_view("cp1258")},
                                     std::pair{LegacyEncoding::utf8, std::string_view("utf8")}};

std::string_view code_of(LegacyEncoding encoding) {
  for (auto const& [each, code] : coded_encodings) {
    if (each == encoding) return code;
  }
  return "";
}

std::string_view part_of(print::Facet facet) {
  switch (facet) {
    case print::Facet::encoding:
      return "encoding";
    case print::Facet::days:
      return "days";
    case print::Facet::zeros:
      break;
  }
  return "zeros";
}

constexpr std::string_view answer_plain_suffix = "-plain";
constexpr std::string_view answer_swap = "swap";
constexpr std::string_view answer_month_first = "month-first";
constexpr std::string_view answer_pad = "pad-";

RefusalKind const& kind_of(Doubt doubt) {
  switch (doubt) {
    case Doubt::encoding:
      return column_of_encoding;
    case Doubt::encodings:
      return column_of_encodings;
    case Doubt::days_swapped:
      return column_of_swapped_days;
    case Doubt::days_beside:
      return column_beside_swapped;
    case Doubt::month_first:
      return column_of_month_first;
    case Doubt::zeros_lost:
      break;
  }
  return column_of_lost_zeros;
}

// The first is proposed.
std::vector<AnswerChoice> choices_of(Finding const& finding) {
  AnswerChoice const keep{std::string(answer_keep), M("Giữ nguyên như trong tệp")};
  switch (finding.doubt) {
    case Doubt::encoding:
      return {{std::string(code_of(*finding.encoding)), M("Chuyển cả cột sang Unicode")}, keep};
    case Doubt::encodings: {
      std::string const code(code_of(*finding.encoding));
      std::vector<AnswerChoice> choices{
          {code + std::string(answer_plain_suffix), M("Chỉ chuyển những ô chắc chắn sai bảng mã")}};
      if (finding.unclear > 0) choices.push_back({code, M("Chuyển mọi ô đọc được như thế")});
      choices.push_back(keep);
      return choices;
    }
    case Doubt::days_swapped:
    case Doubt::days_beside:
      return {{std::string(answer_swap), M("Đổi lại ngày và tháng của các ô kiểu ngày")}, keep};
    case Doubt::month_first:
      return {{std::string(answer_month_first), M("Đọc cả cột theo tháng/ngày/năm")}, keep};
    case Doubt::zeros_lost:
      return {
          {std::string(answer_pad) + std::to_string(finding.digits), M("Thêm số 0 ở đầu cho đủ")},
          keep};
  }
  return {keep};
}

Question of_rows(ColumnMap const& map, RowsAsked rows, RefusalKind const& kind) {
  Question question{
      .id = {},
      .asks = {&kind, {{"sheet", map.sheet}, {"count", std::to_string(rows.count)}}, map.sheet},
      .examples = std::move(rows.examples),
      .choices = {{std::string(answer_take), M("Lấy các dòng ấy")},
                  {std::string(answer_skip), M("Bỏ các dòng ấy")}},
      .proposal = {}};
  return question;
}

}  // namespace

print::Facet facet_of(Doubt doubt) {
  switch (doubt) {
    case Doubt::encoding:
    case Doubt::encodings:
      return print::Facet::encoding;
    case Doubt::days_swapped:
    case Doubt::days_beside:
    case Doubt::month_first:
      return print::Facet::days;
    case Doubt::zeros_lost:
      break;
  }
  return print::Facet::zeros;
}

std::string_view short_id(SheetColumn const& column) {
  std::string_view const id = column.id;
  return id.substr(id.rfind('.') + 1);
}

namespace {

std::string question_id(ColumnMap const& map, SheetColumn const& column, print::Facet facet) {
  return map.id + "." + std::string(short_id(column)) + "." + std::string(part_of(facet));
}

// "C12" of one tab, "Trang 2!C12" of several.
std::string example_place(std::span<ColumnMap const* const> tabs, std::size_t column,
                          print::Example const& example) {
  ColumnMap const& map = *tabs[example.tab];
  int const at = map.columns[column];
  return tabs.size() > 1 ? print::cell_place(map.sheet, example.row, at)
                         : print::column_letters(at) + std::to_string(example.row);
}

}  // namespace

Question question_of(std::span<ColumnMap const* const> tabs, std::size_t column,
                     Finding const& finding) {
  ColumnMap const& map = *tabs.front();
  SheetColumn const& ours = sheet(map.id.substr(0, map.id.find('@'))).columns[column];
  Question question{
      .id = question_id(map, ours, facet_of(finding.doubt)),
      .asks = {&kind_of(finding.doubt),
               {{"column", std::string(ours.header.vietnamese())},
                {"count", std::to_string(finding.cells)},
                {"unclear", std::to_string(finding.unclear)},
                {"digits", std::to_string(finding.digits)},
                {"encoding", std::string(finding.encoding ? name_of(*finding.encoding) : "")}},
               map.sheet + "!" + print::column_letters(map.columns[column])},
      .choices = choices_of(finding),
      .proposal = {}};
  question.proposal = question.choices.front().code;
  for (print::Example const& each : finding.examples) {
    if (each.meant == each.stands) continue;  // the same read either way
    question.examples.push_back(example_place(tabs, column, each) + ": " + each.stands +
                                (each.meant.empty() ? "" : " → " + each.meant));
  }
  return question;
}

print::Mending mending_given(Findings const& findings, AnsweredBy const& by,
                             SheetColumn const& column) {
  auto const given = [&](print::Facet facet) {
    return findings.answer(question_id(*by[static_cast<std::size_t>(facet)], column, facet));
  };
  Mending mending;
  if (auto const encoding = given(print::Facet::encoding)) {
    std::string_view code = *encoding;
    mending.only_plain = code.ends_with(answer_plain_suffix);
    if (mending.only_plain) code.remove_suffix(answer_plain_suffix.size());
    for (auto const& [each, word] : coded_encodings) {
      if (word == code) mending.encoding = each;
    }
  }
  auto const days = given(print::Facet::days);
  mending.swap_days = days == answer_swap;
  mending.month_first = days == answer_month_first;
  auto const zeros = given(print::Facet::zeros);
  if (zeros && zeros->starts_with(answer_pad)) {
    auto const digits = std::string_view(*zeros).substr(answer_pad.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), mending.digits);
    mending.digits = std::min<std::size_t>(mending.digits, 32);
  }
  return mending;
}

std::string hidden_rows_id(ColumnMap const& map) {
  return map.id + ".hidden-rows";
}
std::string struck_rows_id(ColumnMap const& map) {
  return map.id + ".struck-rows";
}

Question hidden_rows_question(ColumnMap const& map, RowsAsked rows) {
  auto question = of_rows(map, std::move(rows), rows_hidden);
  question.id = hidden_rows_id(map);
  question.proposal = answer_take;
  return question;
}

Question struck_rows_question(ColumnMap const& map, RowsAsked rows) {
  auto question = of_rows(map, std::move(rows), rows_struck);
  question.id = struck_rows_id(map);
  question.proposal = answer_skip;
  return question;
}

Question tab_question(TabAsked const& asked) {
  return {.id = asked.id,
          .asks = {asked.hidden ? &hidden_tab : (asked.only ? &tab_of_other_name : &second_tab),
                   {{"tab", asked.tab}, {"sheet", std::string(asked.sheet.vietnamese())}},
                   asked.tab},
          .choices = {{std::string(answer_take), M("Lấy trang này")},
                      {std::string(answer_skip), M("Bỏ trang này")}},
          .proposal = std::string(asked.hidden ? answer_skip : answer_take)};
}

RefusalKind const no_such_answer{"import.no_such_answer", 422,
                                 M("Câu hỏi “{question}” không có cách trả lời “{answer}”."),
                                 M("Trả lời bằng một trong: {choices}.")};
RefusalKind const answer_unused{"import.answer_unused", 422,
                                M("Tệp này không hỏi “{question}”; câu trả lời không dùng đến."),
                                M("Xem lại mã câu hỏi nếu đã ghi nhầm.")};
RefusalKind const name_is_number{"import.name_is_number", 422,
                                 M("{field}: ô ghi “{value}”, không phải tên."),
                                 M("Xem lại cột có bị lệch không, rồi ghi tên bằng chữ.")};
RefusalKind const day_for_text{
    "import.day_for_text", 422,
    M("{field}: ô đang là ngày “{value}”; có lẽ Excel đã tự đổi mã hoặc chữ thành ngày."),
    M("Định dạng ô kiểu Text rồi ghi lại như trong sổ gốc.")};
RefusalKind const code_changed{
    "import.code_changed", 422,
    M("{field}: ô ghi “{value}”, không còn là mã đã gõ; có lẽ Excel đã rút gọn hoặc đổi mã ấy."),
    M("Định dạng ô kiểu Text rồi ghi lại như trong sổ gốc.")};
RefusalKind const second_opening{
    "import.second_opening", 422,
    M("Trang “{other}” cũng ghi ngày mở sổ, là {told}; trang “{tab}” ghi {opening}."),
    M("Xóa trang không dùng đến, hoặc ghi cùng một ngày mở sổ.")};
RefusalKind const struck_part_left{
    "import.struck_part_left", 422,
    M("{field}: một phần của ô bị gạch ngang; chỉ lấy phần không gạch: “{value}”."),
    M("Nếu không phải vậy thì bỏ gạch ngang hoặc ghi lại ô ấy.")};
RefusalKind const merged_cells_taken{
    "import.merged_cells_taken", 422,
    M("Cột {field} có ô gộp; giá trị của ô gộp được hiểu cho mọi dòng của nó."),
    M("Nếu không phải vậy thì bỏ gộp ô và ghi riêng từng dòng.")};

}  // namespace giaoban::workbook
