#include "store/fact_text.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"

namespace giaoban::store {

namespace {

std::string allowed_words(Field const& field) {
  std::string list;
  for (Choice const& c : field.choices) {
    list += fmt::format("{}{}", list.empty() ? "" : "; ", c.label.vietnamese());
  }
  return list;
}

Result<Value> read_choice(Field const& field, std::string const& text) {
  std::string const folded = fold(text);
  for (Choice const& c : field.choices) {
    if (text == c.code || folded == fold(c.label.vietnamese()) ||
        folded == fold(say(Language::english, c.label))) {
      return Value{std::string(c.code)};
    }
  }
  return refuse(not_in_list,
                {{"field", field.label}, {"value", text}, {"allowed", allowed_words(field)}});
}

std::unexpected<Refusal> not_known(Field const& field, std::string const& text) {
  std::string meant;
  for (std::string const& word : field.options.words().nearest(text)) {
    meant += fmt::format("{}“{}”", meant.empty() ? "" : ", ", word);
  }
  if (meant.empty()) meant = say(Language::vietnamese, M("chưa có từ nào gần giống"));
  return refuse(unknown_word, {{"field", field.label}, {"value", text}, {"meant", meant}},
                std::string(field.label.vietnamese()));
}

// In its official form; what says nothing gives a null.
Result<Value> read_word(Field const& field, std::string const& text) {
  auto const official = field.options.words().official(text);
  if (!official) return not_known(field, text);
  return official->empty() ? Value{} : Value{std::string(*official)};
}

Result<Value> parse(Field const& field, std::string const& text) {
  switch (field.type) {
    case FieldType::text:
      if (field.options.words != nullptr) return read_word(field, text);
      return Value{text};
    case FieldType::choice:
      return read_choice(field, text);
    case FieldType::day:
      if (auto const day = Day::parse(text)) return Value{std::int64_t{day->number()}};
      return refuse(no_such_day, {{"field", field.label}, {"value", text}});
    case FieldType::partial_day:
      if (auto const day = PartialDay::parse(text)) return Value{day->packed()};
      return refuse(no_such_day, {{"field", field.label}, {"value", text}});
    case FieldType::integer:
    case FieldType::reference: {
      std::int64_t number = 0;
      auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (fault == std::errc{} && end == text.data() + text.size()) return Value{number};
      return refuse(not_a_number, {{"field", field.label}, {"value", text}});
    }
  }
  return Value{};
}

Result<void> check_encoding(Field const& field, std::string_view text) {
  auto const encoding = legacy_encoding(text);
  if (!encoding) return {};
  return refuse(legacy_letters, {{"field", field.label},
                                 {"value", normalise(text)},
                                 {"meant", from_legacy(text, *encoding)}});
}

Result<void> check_readable(Field const& field, std::string_view text) {
  TRY_VOID(check_encoding(field, text));
  if (letters_lost(text)) {
    return refuse(letters_gone, {{"field", field.label}, {"value", normalise(text)}});
  }
  return {};
}

}  // namespace

Result<Value> read_value(Field const& field, std::string_view text) {
  std::string const clean = normalise(text);
  if (clean.empty()) return Value{};
  // Of any type: what is refused further on is said back.
  TRY_VOID(check_letters({field.label, clean, field.options.letters_max}));
  // As it came: the normal form drops what half a letter leaves behind.
  if (field.type == FieldType::text) TRY_VOID(check_readable(field, text));
  if (field.type == FieldType::text && clean != text) TRY_VOID(check_encoding(field, clean));
  TRY_INTO(Value value, parse(field, clean));
  if (field.options.check != nullptr) TRY_VOID(field.options.check(value));
  return value;
}

Result<void> check_word(Field const& field, Value const& value) {
  if (field.options.words == nullptr || is_null(value)) return {};
  auto const& text = std::get<std::string>(value);
  if (field.options.words().official(text)) return {};
  return not_known(field, text);
}

Result<void> check_letters(Field const& field, Value const& value) {
  if (field.type != FieldType::text || is_null(value)) return {};
  return check_letters({field.label, std::get<std::string>(value), field.options.letters_max});
}

Result<void> check_letters(Bounded const& given) {
  if (given.text.size() <= given.letters_max) return {};
  std::size_t const length = letters(given.text);
  if (length <= given.letters_max) return {};
  return refuse(text_too_long,
                {{"field", given.what},
                 {"length", std::to_string(length)},
                 {"max", std::to_string(given.letters_max)}},
                std::string(given.what.vietnamese()));
}

std::string show_value(Field const& field, Value const& value, Language language) {
  if (is_null(value)) return "";
  switch (field.type) {
    case FieldType::text:
      return std::get<std::string>(value);
    case FieldType::choice:
      for (Choice const& c : field.choices) {
        if (c.code == std::get<std::string>(value)) return say(language, c.label);
      }
      return std::get<std::string>(value);
    case FieldType::day:
      return Day::from_number(static_cast<std::int32_t>(std::get<std::int64_t>(value)))
          .vietnamese();
    case FieldType::partial_day:
      return PartialDay::unpack(std::get<std::int64_t>(value)).vietnamese();
    case FieldType::integer:
    case FieldType::reference:
      return std::to_string(std::get<std::int64_t>(value));
  }
  return "";
}

RefusalKind const required_missing{"field.required", 422, M("Còn thiếu “{field}”."),
                                   M("Điền {field} rồi ghi lại.")};
RefusalKind const no_such_day{"field.no_such_day", 422,
                              M("{field}: “{value}” không phải là một ngày có thật."),
                              M("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2021.")};
RefusalKind const not_in_list{"field.not_in_list", 422,
                              M("{field}: “{value}” không có trong danh mục."),
                              M("Chọn một trong: {allowed}.")};
RefusalKind const unknown_word{
    "field.unknown_word", 422, M("{field}: chưa biết “{value}” là gì."),
    M("Có phải là: {meant}? Ghi theo tên trong danh mục chính thức rồi nộp lại.")};
RefusalKind const not_a_number{"field.not_a_number", 422,
                               M("{field}: “{value}” không phải là số nguyên."),
                               M("Chỉ ghi chữ số, ví dụ 12.")};
RefusalKind const text_too_long{"field.text_too_long", 422,
                                M("“{field}” dài {length} ký tự; nhiều nhất là {max} ký tự."),
                                M("Rút ngắn {field} rồi ghi lại.")};
RefusalKind const legacy_letters{
    "field.legacy_letters", 422,
    M("{field}: “{value}” không viết bằng Unicode (bảng mã cũ, hoặc đọc sai bảng mã)."),
    M("Chuyển tệp sang Unicode rồi nộp lại; ô này có lẽ là “{meant}”.")};
RefusalKind const letters_gone{
    "field.letters_lost", 422,
    M("{field}: “{value}” có chữ đã mất (dấu hỏi hoặc ký tự lạ thay cho chữ có dấu)."),
    M("Chữ đã mất không đoán lại được: lấy lại từ bản gốc và lưu bằng Unicode.")};

}  // namespace giaoban::store
