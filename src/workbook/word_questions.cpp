#include "workbook/word_questions.h"

#include <algorithm>

#include "base/written.h"
#include "store/fact_text.h"
#include "workbook/questions.h"
#include "workbook/rows.h"

namespace giaoban::workbook {

namespace {

constexpr std::string_view answer_blank = "blank";
// A column with more than so many unknown words is another column, not one written strangely.
constexpr std::size_t words_asked_max = 40;
constexpr std::size_t rows_shown = 5;

RefusalKind const word_unknown{
    "import.ask_word", 422, M("Cột “{column}”: {count} ô ghi “{value}”, không có trong danh mục."),
    M("Chọn đó là từ nào trong danh mục cho cả {count} ô; nếu là từ khác thì sửa trong tệp.")};

// What looks alike first, then the whole list: who does not find the right word takes a wrong one.
std::vector<std::string> offered(Vocabulary const& words, std::string const& text) {
  auto all = words.nearest(text);
  for (Word const& word : words.words()) {
    if (word.official.empty() || std::ranges::find(all, word.official) != all.end()) continue;
    all.push_back(word.official);
  }
  return all;
}

}  // namespace

std::string UnknownWords::id_of(std::size_t column, std::string const& text) const {
  std::string id = map_.id + "." + std::string(short_id(sheet_.columns[column])) + ".word." + text;
  std::ranges::replace(id, '=', '_');
  return id;
}

Result<Value> UnknownWords::read(std::int64_t row, std::size_t column, store::Field const& field,
                                 std::string const& text) {
  auto& known = by_text_[column];
  auto found = known.find(text);
  if (found == known.end()) {
    TRY_INTO(Value value, read_first(column, field, text));
    found = known.emplace(text, Met{.value = std::move(value)}).first;
    found->second.asked =
        !asked_.empty() && asked_.back().text == text && asked_.back().column == column;
  }
  Met& word = found->second;
  if (word.asked) {
    ++word.count;
    if (word.rows.size() < rows_shown) word.rows.push_back(row);
  }
  return word.value;
}

// A word met for the first time: known, or put among the questions.
Result<Value> UnknownWords::read_first(std::size_t column, store::Field const& field,
                                       std::string const& text) {
  auto value = store::read_value(field, text);
  if (value || value.error().kind != &store::unknown_word) return value;
  auto const here = std::ranges::count(asked_, column, &Asked::column);
  if (static_cast<std::size_t>(here) >= words_asked_max) return value;
  asked_.push_back({column, text, &field});
  auto const answer = findings_.answer(id_of(column, text));
  if (!answer || *answer == answer_blank) return Value{};
  return store::read_value(field, *answer);
}

Question UnknownWords::question_of(Asked const& asked, Met const& word) const {
  Vocabulary const& words = asked.field->options.words();
  int const at = map_.columns[asked.column];
  Question question{.id = id_of(asked.column, asked.text),
                    .asks = {&word_unknown,
                             {{"column", asked.field->label},
                              {"count", std::to_string(word.count)},
                              {"value", asked.text}},
                             print::cell_place(map_.sheet, word.rows.front(), at)}};
  for (std::int64_t const row : word.rows) {
    question.examples.push_back(print::cell_place(map_.sheet, row, at) + ": " + asked.text);
  }
  for (std::string const& official : offered(words, asked.text)) {
    auto const own = std::ranges::find(words.words(), official, &Word::official);
    question.choices.push_back({official, written(own->official)});
  }
  question.choices.push_back({std::string(answer_blank), M("Chưa rõ: để trống")});
  // A guess that is proposed is a guess that is taken: what looks alike stands beside.
  question.proposal = answer_blank;
  return question;
}

void UnknownWords::ask() {
  for (Asked const& asked : asked_) {
    findings_.ask(question_of(asked, by_text_[asked.column].at(asked.text)));
  }
}

}  // namespace giaoban::workbook
