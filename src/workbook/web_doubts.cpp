#include "workbook/web_doubts.h"

#include <algorithm>

#include "base/text.h"
#include "workbook/column_map.h"

namespace giaoban::workbook {

namespace {

constexpr std::string_view question_sign = "?q";
constexpr std::string_view example_sign = "?e";
constexpr std::string_view choice_sign = "?c";
constexpr std::string_view column_sign = "?h";
constexpr char between = '\t';

std::string one_line(std::string_view sign, std::vector<std::string> const& parts) {
  std::string line = "\n" + std::string(sign);
  for (std::string const& part : parts) {
    std::string plain = normalise(part);
    std::ranges::replace(plain, between, ' ');
    std::ranges::replace(plain, '\n', ' ');
    line += between + plain;
  }
  return line;
}

std::vector<std::string> parts_in(std::string_view line) {
  std::vector<std::string> parts;
  while (true) {
    auto const end = std::min(line.find(between), line.size());
    parts.emplace_back(line.substr(0, end));
    if (end == line.size()) return parts;
    line.remove_prefix(end + 1);
  }
}

std::string answer_name(std::string const& id) {
  return "answer:" + id;
}
std::string column_name(FileColumn const& column) {
  return "column:" + column.sheet + "/" + heading_key(column.heading);
}

web::FieldGroup group_of(web::Words const& words, PageQuestion const& question) {
  std::string note;
  for (std::string const& example : question.examples) {
    note += (note.empty() ? words(M("Ví dụ")) + ": " : "; ") + example;
  }
  web::FormField field{.name = answer_name(question.id),
                       .label = words(M("Trả lời")),
                       .control = web::Control::choice,
                       .note = note,
                       .picks = question.picks,
                       .value = question.answer};
  for (web::Pick& pick : field.picks) {
    if (pick.value == question.proposal) pick.label += " " + words(M("(đề nghị)"));
  }
  return {.legend = question.text, .fields = {std::move(field)}};
}

std::string note_of(web::Words const& words, FileColumn const& column) {
  std::string note = column.example.empty() ? "" : words(M("Ví dụ")) + ": " + column.example;
  if (column.recalled) {
    note += (note.empty() ? "" : "; ") + words(M("hiểu như đã chọn ở lần nạp trước"));
  }
  return note;
}

web::FieldGroup group_of(web::Words const& words, std::vector<FileColumn> const& columns) {
  web::FieldGroup group{
      .legend = words(M("Cột của tệp và cột của sổ")),
      .fields = {},
      .note = words(M("Cột để trống thì không lấy. Lần nạp sau, tiêu đề lạ của tệp "
                      "có cùng các tiêu đề được hiểu như đã chọn ở đây."))};
  for (FileColumn const& column : columns) {
    web::FormField field{.name = column_name(column),
                         .label = column.tab + ": " + column.heading,
                         .control = web::Control::choice,
                         .note = note_of(words, column),
                         .value = column.taken_as};
    for (SheetColumn const& ours : sheet(column.sheet).columns) {
      field.picks.push_back({ours.id, words(ours.header)});
    }
    bool const twice =
        std::ranges::find(group.fields, field.name, &web::FormField::name) != group.fields.end();
    if (!twice) group.fields.push_back(std::move(field));
  }
  return group;
}

}  // namespace

std::string doubt_lines(ImportReport const& report, Language language) {
  std::string text;
  for (Question const& each : report.questions) {
    text += one_line(question_sign, {each.id, each.proposal, each.answer.value_or(""),
                                     each.asks.where + ": " + each.asks.text(language) + " " +
                                         each.asks.remedy(language)});
    for (std::string const& example : each.examples) text += one_line(example_sign, {example});
    for (AnswerChoice const& choice : each.choices) {
      text += one_line(choice_sign, {choice.code, say(language, choice.label)});
    }
  }
  for (FileColumn const& each : report.columns) {
    text += one_line(column_sign, {each.sheet, each.tab, each.heading, each.example, each.taken_as,
                                   each.recalled ? "recalled" : ""});
  }
  return text;
}

bool Doubts::take(std::string_view line) {
  auto const parts = parts_in(line);
  if (parts[0] == question_sign && parts.size() == 5) {
    questions.push_back(
        {.id = parts[1], .text = parts[4], .proposal = parts[2], .answer = parts[3]});
  } else if (parts[0] == example_sign && parts.size() == 2 && !questions.empty()) {
    questions.back().examples.push_back(parts[1]);
  } else if (parts[0] == choice_sign && parts.size() == 3 && !questions.empty()) {
    questions.back().picks.push_back({parts[1], parts[2]});
  } else if (parts[0] == column_sign && parts.size() == 7) {
    columns.push_back({.sheet = parts[1],
                       .tab = parts[2],
                       .heading = parts[3],
                       .example = parts[4],
                       .taken_as = parts[5],
                       .recalled = !parts[6].empty()});
  } else if (parts[0] == source_kept_line.substr(1)) {
    source_kept = true;
  } else if (parts[0] == marked_kept_line.substr(1)) {
    marked_kept = true;
  } else {
    return false;
  }
  return true;
}

std::size_t Doubts::unanswered() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(questions, [](PageQuestion const& one) { return one.answer.empty(); }));
}

web::Form doubts_form(web::Words const& words, Doubts const& doubts, web::Url action) {
  web::Form form{.id = "import-doubts",
                 .action = std::move(action),
                 .groups = {},
                 .submit = words(M("Kiểm tra lại với các lựa chọn này"))};
  for (PageQuestion const& question : doubts.questions) {
    form.groups.push_back(group_of(words, question));
  }
  form.groups.push_back(group_of(words, doubts.columns));
  return form;
}

Result<ChosenTexts> chosen_in(web::Fields const& given, Doubts const& doubts) {
  ChosenTexts chosen;
  for (PageQuestion const& question : doubts.questions) {
    std::string const answer = given.text(answer_name(question.id));
    if (!answer.empty()) chosen.answers += pair_text(question.id, answer) + ";";
  }
  // What was said before holds where nothing else is said now.
  TRY_INTO(auto headings, headings_in(given.text("columns")));
  for (FileColumn const& column : doubts.columns) {
    std::string const taken = given.text(column_name(column));
    if (taken == column.taken_as) continue;
    std::string const key = heading_key(column.heading);
    std::erase_if(headings, [&](auto const& told) {
      return told.first.starts_with(column.sheet + "/") &&
             heading_key(std::string_view(told.first).substr(column.sheet.size() + 1)) == key;
    });
    headings[column.sheet + "/" + key] = taken;
  }
  for (auto const& [heading, ours] : headings) chosen.columns += pair_text(heading, ours) + ";";
  return chosen;
}

}  // namespace giaoban::workbook
