// Fills Word templates that people edit in Word. A template holds
//   {{name}}                 a text; line breaks in it become line breaks;
//   {{#rows}} ... {{/rows}}  what stands between, once per item of a list, nothing if it is empty;
//   {{^rows}} ... {{/rows}}  what stands between, only if the list is empty.
// Both ends in one table row repeat the row; in different rows, all rows from one to the other; a
// pair around a whole paragraph or in paragraphs of their own repeats paragraphs, inside a
// paragraph its words. Paragraphs and rows that hold nothing but an end are dropped. Word may have
// split a place over several runs; it keeps the look of its first letter. Headers, footers, notes
// and text boxes are filled too. Inside a list, names of the item hide outer ones.
#pragma once

#include <boost/container/flat_map.hpp>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace giaoban::print {

// What goes into a template. Flat: a document has a thousand items of a few texts each, and making
// them is half of filling it.
struct Fields {
  boost::container::flat_map<std::string, std::string, std::less<>> texts;
  std::map<std::string, std::vector<Fields>, std::less<>> lists;
};

// The names that a document offers, lists with the names of their items.
struct Vocabulary {
  std::set<std::string, std::less<>> texts;
  std::map<std::string, Vocabulary, std::less<>> lists;
};

enum class FieldKind { text, list };

// A place in a template: {{name}} or the beginning of a list.
struct TemplateField {
  std::string name;
  FieldKind kind = FieldKind::text;
  std::vector<std::string> lists;  // the lists around it, outermost first
  std::string place;               // the paragraph it stands in
};

// A template read once, filled often. Copies share what was read.
class Template {
 public:
  [[nodiscard]] std::vector<TemplateField> const& fields() const;

  struct Contents;
  explicit Template(std::shared_ptr<Contents const> contents) : contents_(std::move(contents)) {}
  [[nodiscard]] Contents const& contents() const { return *contents_; }

 private:
  std::shared_ptr<Contents const> contents_;
};

// `name` is how refusals call the file. Refuses not_a_document, document_damaged, broken_place,
// unclosed_list.
Result<Template> load_template(std::string_view bytes, std::string_view name);

// Refuses unknown_fields, all of them at once, when the template asks for what is not offered.
Result<void> check_fields(Template const& form, Vocabulary const& offered);

// The filled .docx. The same template and values give the same bytes. Refuses unknown_fields where
// a place that is reached has no value.
Result<std::string> fill(Template const& form, Fields const& values);

inline constexpr RefusalKind not_a_document{
    "template.not_a_document", 415, M("Tệp {file} không phải là văn bản Word (.docx)."),
    M("Hãy mở tệp bằng Word rồi lưu lại thành .docx (Word Document), không đặt mật khẩu.")};
inline constexpr RefusalKind document_damaged{
    "template.damaged", 422, M("Mẫu {file} bị hỏng ở phần {part}."),
    M("Hãy mở mẫu bằng Word, lưu lại; hoặc lấy lại mẫu gốc.")};
inline constexpr RefusalKind broken_place{
    "template.broken_place", 422,
    M("Mẫu {file} có chỗ điền không đủ dấu ngoặc, trong đoạn “{place}”."),
    M("Hãy sửa chỗ điền cho đủ hai dấu mở và hai dấu đóng, cùng trong một đoạn.")};
inline constexpr RefusalKind unclosed_list{
    "template.unclosed_list", 422,
    M("Mẫu {file} có phần lặp {list} mở và đóng không khớp, trong đoạn “{place}”."),
    M("Hãy đặt dấu mở (#) và dấu đóng (/) cùng tên, cùng trong một bảng hoặc cùng ngoài bảng.")};
inline constexpr RefusalKind unknown_fields{
    "template.unknown_fields", 422, M("Mẫu {file} có chỗ điền không có số liệu: {fields}."),
    M("Hãy sửa lại tên chỗ điền trong mẫu theo danh sách tên được dùng.")};

}  // namespace giaoban::print
