// What an import asks and how it takes each column, on the page of its check: as lines in the words
// of the job that found it, and as a form in which both are answered. Private to src/workbook.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "web/form.h"
#include "workbook/workbook.h"

namespace giaoban::workbook {

inline constexpr std::string_view source_kept_line = "\n?s";
inline constexpr std::string_view marked_kept_line = "\n?m";
// One line each, without a line's end inside.
std::string doubt_lines(ImportReport const& report, Language language);

struct PageQuestion {
  std::string id;
  std::string text;
  std::string proposal;
  std::string answer;  // "": none
  std::vector<std::string> examples = {};
  std::vector<web::Pick> picks = {};
};
struct Doubts {
  std::vector<PageQuestion> questions;
  std::vector<FileColumn> columns;
  bool source_kept = false;  // the job's file is the one that was checked
  bool marked_kept = false;  // it is the same workbook with its faults marked

  // Takes a line that doubt_lines made; false: it is another.
  bool take(std::string_view line);
  [[nodiscard]] std::size_t unanswered() const;
  // Whether the job's file can be checked again as somebody says.
  [[nodiscard]] bool checkable() const { return source_kept || marked_kept; }
};

// The form: a choice for each question and for each column of the file.
web::Form doubts_form(web::Words const& words, Doubts const& doubts, web::Url action);

// What was chosen in it, as the two texts that go on in the address and with the writing.
struct ChosenTexts {
  std::string answers;  // as answers_in takes them
  std::string columns;  // as headings_in takes them
};
// Beside what was said of columns before, which stands in its field "columns".
Result<ChosenTexts> chosen_in(web::Fields const& given, Doubts const& doubts);

}  // namespace giaoban::workbook
