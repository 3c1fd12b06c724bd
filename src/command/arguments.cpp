#include <charconv>

#include "command/command.h"

namespace giaoban::command {

RefusalKind const usage{.code = "usage",
                        .http_status = 400,
                        .text = M("Gõ lệnh chưa đúng: {what}."),
                        .remedy = M("Thêm --help vào sau lệnh để xem cách dùng.")};
RefusalKind const option_missing{.code = "usage.option_missing",
                                 .http_status = 400,
                                 .text = M("Thiếu {option}."),
                                 .remedy = M("Ghi thêm rồi làm lại.")};
RefusalKind const option_not_a_day{
    .code = "usage.option_not_a_day",
    .http_status = 400,
    .text = M("{option}: “{value}” không phải là một ngày có trong lịch."),
    .remedy = M("Viết ngày như 14/06/2021 hoặc 2021-06-14.")};
RefusalKind const option_not_a_number{
    .code = "usage.option_not_a_number",
    .http_status = 400,
    .text = M("{option}: “{value}” không phải là số nguyên không âm."),
    .remedy = M("Viết bằng chữ số, ví dụ 57.")};
RefusalKind const document_incomplete{.code = "usage.document_incomplete",
                                      .http_status = 400,
                                      .text = M("Văn bản làm căn cứ chưa đủ số và ngày ký."),
                                      .remedy = M("Ghi cả số, ký hiệu và ngày ký của văn bản.")};
RefusalKind const store_not_named{
    .code = "usage.store_not_named",
    .http_status = 400,
    .text = M("Chưa biết dùng kho nào."),
    .remedy = M("Thêm --store TỆP (hoặc địa chỉ postgresql://...), hoặc đặt biến GIAOBAN_STORE.")};

std::vector<RefusalKind const*> const& refusals() {
  static std::vector<RefusalKind const*> const all{&usage,
                                                   &option_missing,
                                                   &option_not_a_day,
                                                   &option_not_a_number,
                                                   &document_incomplete,
                                                   &store_not_named};
  return all;
}

bool usage_fault(Refusal const& refusal) {
  return refusal.kind->code.starts_with("usage");
}

std::string words_of(Refusal const& refusal, Language language) {
  auto words = say(language, M("Không làm được: {text}"), {{"text", refusal.text(language)}});
  if (!refusal.where.empty()) {
    words += "\n" + say(language, M("  Ở: {where}"), {{"where", refusal.where}});
  }
  if (auto const remedy = refusal.remedy(language); !remedy.empty()) {
    words += "\n" + say(language, M("  Cần làm: {remedy}"), {{"remedy", remedy}});
  }
  return words;
}

void Arguments::set(std::string name, std::string value) {
  given_.emplace_back(std::move(name), std::move(value));
}

bool Arguments::flag(std::string_view name) const {
  return text(name).has_value();
}

std::optional<std::string> Arguments::text(std::string_view name) const {
  for (auto const& [given, value] : given_) {
    if (given == name) return value;
  }
  return std::nullopt;
}

namespace {

std::string dashed(std::string_view name) {
  return "--" + std::string(name);
}

// A value asked for must not be blank either: `--unit ""` says nothing.
std::unexpected<Refusal> missing(std::string_view name) {
  return refuse(option_missing, {{"option", dashed(name)}});
}

template <class T>
Result<T> needed(std::string_view name, Result<std::optional<T>> given) {
  if (!given) return std::unexpected(std::move(given).error());
  if (!*given) return missing(name);
  return **given;
}

}  // namespace

Result<std::string> Arguments::need(std::string_view name) const {
  auto const value = text(name);
  if (!value || value->empty()) return missing(name);
  return *value;
}

Result<std::optional<Day>> Arguments::day(std::string_view name) const {
  auto const value = text(name);
  if (!value) return std::nullopt;
  auto const day = Day::parse(*value);
  if (!day) return refuse(option_not_a_day, {{"option", dashed(name)}, {"value", *value}});
  return day;
}

Result<Day> Arguments::need_day(std::string_view name) const {
  return needed(name, day(name));
}

Result<std::optional<std::int64_t>> Arguments::integer(std::string_view name) const {
  auto const value = text(name);
  if (!value) return std::nullopt;
  std::int64_t number = 0;
  auto const* end = value->data() + value->size();
  auto const [stopped, error] = std::from_chars(value->data(), end, number);
  if (error != std::errc{} || stopped != end || number < 0) {
    return refuse(option_not_a_number, {{"option", dashed(name)}, {"value", *value}});
  }
  return number;
}

Result<std::int64_t> Arguments::need_integer(std::string_view name) const {
  return needed(name, integer(name));
}

}  // namespace giaoban::command
