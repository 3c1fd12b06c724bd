#include "workbook/word_questions.h"

#include <algorithm>

#include "base/text.h"
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

// What looks alike, and the word of each list for what is none of it, its last one: who finds only
// a wrong word and "not known" takes the wrong one. The commonest word, a list's first, is meant by
// a tick alone ("x"), never by a name that the list does not know.
std::vector<std::string> proposed(Vocabulary const& words, std::string const& text) {
  auto likely = words.nearest(text);
  auto const add = [&](std::string const& official) {
    if (official.empty() || std::ranges::find(likely, official) != likely.end()) return;
    likely.push_back(official);
  };
  constexpr std::size_t tick_letters_max = 2;
  if (letters(text) <= tick_letters_max) add(words.words().front().official);
  std::string none_of_it;
  for (Word const& word : words.words()) {
    if (!word.official.empty()) none_of_it = word.official;
  }
  add(none_of_it);
  return likely;
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
  for (std::string const& official : proposed(words, asked.text)) {
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
