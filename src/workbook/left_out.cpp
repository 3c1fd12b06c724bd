#include "workbook/left_out.h"

#include <algorithm>

#include "workbook/questions.h"
#include "workbook/rows.h"

namespace giaoban::workbook {

namespace {

constexpr int probation_months = 12;
// A recognition may be late, but nobody stays on probation for so long.
constexpr int probation_months_likely = 24;

constexpr std::string_view answer_probationary = "probationary";
constexpr std::string_view answer_official = "official";
constexpr std::string_view answer_unknown = "unknown";

RefusalKind const no_recognised_column{
    "import.ask_no_recognised", 422,
    M("Trang “{sheet}” không có cột Ngày chính thức: chưa biết ai là đảng viên chính thức, ai còn "
      "dự bị. Các cột chưa dùng đến: {ignored}."),
    M("Thêm cột này hoặc chỉ ra cột tương ứng; nếu không thì chọn một cách hiểu cho mọi người.")};
RefusalKind const no_column{
    "import.ask_no_column", 422,
    M("Trang “{sheet}” không có cột {column}. Các cột chưa dùng đến: {ignored}."),
    M("Thêm cột này hoặc chỉ ra cột tương ứng; nếu không thì chọn một cách hiểu cho mọi người.")};
RefusalKind const long_probation{
    "import.ask_long_probation", 422,
    M("Trang “{sheet}”: {count} người vào Đảng đã quá 24 tháng trước ngày mở sổ mà không có Ngày "
      "chính thức, tức là vẫn còn dự bị."),
    M("Điền Ngày chính thức trong tệp, hoặc chọn một cách hiểu cho những người này.")};

struct Places {
  std::size_t recognised = sheet("members").index_of("members.recognised");
  std::size_t joined = sheet("members").index_of("members.joined");
  std::size_t full_name = sheet("members").index_of("person_particulars.full_name");
  std::size_t born = sheet("members").index_of("person_particulars.born");
  std::size_t sex = sheet("members").index_of("person_traits.sex");
};

Places const& places() {
  static Places const found;
  return found;
}

std::string missing_id(ColumnMap const& map, std::size_t column) {
  return map.id + "." + std::string(short_id(sheet("members").columns[column])) + ".missing";
}
std::string long_id(std::string const& map) {
  return map + ".recognised.blank";
}

std::string ignored_in(ColumnMap const& map) {
  std::string list;
  for (auto const& [column, text] : map.headings) {
    if (text.empty() || std::ranges::find(map.columns, column) != map.columns.end()) continue;
    list += (list.empty() ? "“" : ", “") + text + "”";
  }
  return list.empty() ? std::string(M("không có").vietnamese()) : list;
}

std::vector<AnswerChoice> standing_choices() {
  return {{std::string(answer_official),
           M("Là đảng viên chính thức từ ngày hết 12 tháng dự bị, nếu ngày ấy không sau ngày mở "
             "sổ")},
          {std::string(answer_probationary), M("Đều còn là đảng viên dự bị")}};
}

}  // namespace

void LeftOut::prepare(ColumnMap& map) {
  prepare_one(map);
  for (ColumnMap& other : map.others) prepare_one(other);
}

void LeftOut::prepare_one(ColumnMap& map) {
  std::string const id = map.id;
  if (map.columns[places().recognised] != 0) {
    map.fills.push_back(
        {places().recognised, [this, id](TypedRow const& row) { return note_long(id, row); }});
  } else if (findings_.answered(missing_id(map, places().recognised), answer_official)) {
    map.fills.push_back({places().recognised, [this](TypedRow const& row) {
                           return recognised_in_time(row.day(places().joined));
                         }});
  }
  if (map.columns[places().sex] != 0) return;
  auto const sex = findings_.answer(missing_id(map, places().sex));
  auto const& choices = sheet("members").columns[places().sex].choices;
  if (!sex || std::ranges::find(choices, *sex, &Choice::code) == choices.end()) return;
  map.fills.push_back({places().sex, [value = *sex](TypedRow const&) { return Value{value}; }});
}

// Whoever is recognised is so from the end of the twelve months, however late the decision.
Value LeftOut::recognised_in_time(std::optional<Day> joined) const {
  if (!joined) return {};
  Day const day = joined->plus_months(probation_months);
  if (day > opening_) return {};
  return Value{std::int64_t{day.number()}};
}

Value LeftOut::note_long(std::string const& map, TypedRow const& row) {
  constexpr std::size_t examples_max = 5;
  auto const joined = row.day(places().joined);
  if (!joined || joined->plus_months(probation_months_likely) > opening_) return {};
  auto found = std::ranges::find(long_, map, &LongProbation::map);
  if (found == long_.end()) found = long_.insert(long_.end(), LongProbation{map, 0, {}});
  ++found->count;
  if (found->examples.size() < examples_max) {
    found->examples.push_back(std::to_string(row.number()) + ": " + row.text(places().full_name) +
                              ", " + joined->vietnamese());
  }
  if (!findings_.answered(long_id(map), answer_official)) return {};
  return recognised_in_time(joined);
}

void LeftOut::ask(ColumnMap const& map) {
  ask_one(map);
  for (ColumnMap const& other : map.others) ask_one(other);
}

void LeftOut::ask_one(ColumnMap const& map) {
  Args args{{"sheet", map.sheet}, {"ignored", ignored_in(map)}};
  if (map.columns[places().recognised] == 0) {
    findings_.ask({.id = missing_id(map, places().recognised),
                   .asks = {&no_recognised_column, args, map.sheet},
                   .choices = standing_choices(),
                   .proposal = std::string(answer_official)});
  }
  for (std::size_t const column : {places().sex, places().born}) {
    if (map.columns[column] != 0) continue;
    SheetColumn const& ours = sheet("members").columns[column];
    Args named = args;
    named.push_back({"column", std::string(ours.header.vietnamese())});
    Question question{.id = missing_id(map, column),
                      .asks = {&no_column, std::move(named), map.sheet},
                      .choices = {{std::string(answer_unknown), M("Chưa biết: để trống")}},
                      .proposal = std::string(answer_unknown)};
    for (Choice const& choice : ours.choices) {
      question.choices.push_back({std::string(choice.code), choice.label});
    }
    findings_.ask(std::move(question));
  }
  auto const found = std::ranges::find(long_, map.id, &LongProbation::map);
  if (found == long_.end()) return;
  findings_.ask({.id = long_id(map.id),
                 .asks = {&long_probation,
                          {{"sheet", map.sheet}, {"count", std::to_string(found->count)}},
                          map.sheet},
                 .examples = found->examples,
                 .choices = standing_choices(),
                 .proposal = std::string(answer_official)});
}

}  // namespace giaoban::workbook
