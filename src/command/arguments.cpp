#include <algorithm>

#include "base/number.h"
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
    .text = M("{option}: “{value}” không phải là số nguyên không âm, hoặc quá lớn."),
    .remedy = M("Viết bằng chữ số, ví dụ 57.")};
RefusalKind const option_not_a_year{.code = "usage.option_not_a_year",
                                    .http_status = 400,
                                    .text = M("{option}: {value} không phải là một năm."),
                                    .remedy = M("Viết năm bằng bốn chữ số, ví dụ 2021.")};
RefusalKind const option_not_a_choice{
    .code = "usage.option_not_a_choice",
    .http_status = 400,
    .text = M("{option}: “{value}” không có trong các cách chọn."),
    .remedy = M("Chọn một trong: {choices}.")};
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
                                                   &option_not_a_year,
                                                   &option_not_a_choice,
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
  given_.push_back({.name = std::move(name), .value = std::move(value)});
}

void Arguments::set(Option const& option, std::string value) {
  given_.push_back({.name = option.name, .value = std::move(value), .input = option.input});
}

Arguments::Typed const* Arguments::given(std::string_view name) const {
  auto const found = std::ranges::find(given_, name, &Typed::name);
  return found == given_.end() ? nullptr : &*found;
}

bool Arguments::flag(std::string_view name) const {
  return given(name) != nullptr;
}

std::optional<std::string> Arguments::text(std::string_view name) const {
  auto const* const found = given(name);
  if (found == nullptr) return std::nullopt;
  ensure(!takes_path(found->input), "a path is asked for as a path");
  return found->value;
}

std::optional<Path> Arguments::path(std::string_view name) const {
  auto const* const found = given(name);
  if (found == nullptr || found->value.empty()) return std::nullopt;
  ensure(takes_path(found->input), "an option that names a path is declared to take one");
  return Path(found->value);
}

namespace {

constexpr std::int64_t year_min = 1000;
constexpr std::int64_t year_max = 9998;

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

Choice const* choice_meant(std::span<Choice const> choices, std::string_view typed) {
  auto const coded = std::ranges::find(choices, typed, &Choice::code);
  if (coded != choices.end()) return &*coded;
  std::string const folded = fold(normalise(typed));
  auto const labelled = std::ranges::find_if(choices, [&](Choice const& one) {
    return folded == fold(one.label.vietnamese()) ||
           folded == fold(say(Language::english, one.label));
  });
  return labelled == choices.end() ? nullptr : &*labelled;
}

std::unexpected<Refusal> not_a_choice(std::string_view name, std::string_view typed,
                                      std::span<Choice const> choices) {
  std::string all;
  for (Choice const& one : choices) all += (all.empty() ? "" : ", ") + std::string(one.code);
  return refuse(option_not_a_choice,
                {{"option", std::string(name)}, {"value", std::string(typed)}, {"choices", all}},
                std::string(name));
}

Result<void> check_typed(Option const& option, std::string_view value,
                         std::string_view shown_name) {
  std::string const name(shown_name);
  if (option.also != nullptr && option.also(value)) return {};
  if (option.field != nullptr) {
    // As it is filled in, also where the command leaves it out; blank clears it.
    auto read = store::read_value(*option.field, value);
    if (read) return {};
    read.error().where = name;
    return std::unexpected(std::move(read).error());
  }
  if (option.take == Take::flag) {
    auto const marks = {"", "true", "on", "1"};
    if (std::ranges::find(marks, value) != marks.end()) return {};
    return refuse(option_not_a_choice,
                  {{"option", name}, {"value", std::string(value)}, {"choices", "true"}});
  }
  if (!option.choices.empty()) {
    if (choice_meant(option.choices, value) != nullptr) return {};
    return not_a_choice(shown_name, value, option.choices);
  }
  if (option.input == Input::integer && !whole_number(value)) {
    return refuse(option_not_a_number, {{"option", name}, {"value", std::string(value)}});
  }
  if (option.input == Input::day && !Day::parse(value)) {
    return refuse(option_not_a_day, {{"option", name}, {"value", std::string(value)}});
  }
  return {};
}

Result<void> well_typed(std::vector<Option> const& options, Arguments const& arguments) {
  for (auto const& option : options) {
    auto const* const given = arguments.given(option.name);
    if (given != nullptr) TRY_VOID(check_typed(option, given->value, dashed(option.name)));
  }
  return {};
}

Result<void> within_bounds(std::vector<Option> const& options, Arguments const& arguments) {
  for (auto const& option : options) {
    auto const max = option.letters_max.value_or(
        option.input == Input::long_text ? long_letters_max : remark_letters_max);
    auto const* const given = arguments.given(option.name);
    if (given == nullptr || given->value.size() <= max) continue;
    auto const length = letters(given->value);
    if (length <= max) continue;
    auto const name = dashed(option.name);
    return refuse(
        store::text_too_long,
        {{"field", name}, {"length", std::to_string(length)}, {"max", std::to_string(max)}}, name);
  }
  return {};
}

std::string Arguments::asked() const {
  std::vector<std::string> lines;
  for (Typed const& one : given_) {
    if (one.name == "nonce" || one.name == "based-on") continue;
    lines.push_back(std::to_string(one.value.size()) + " " + one.name + "=" + one.value + "\n");
  }
  std::ranges::sort(lines);
  std::string all = "asked\n";
  for (std::string const& line : lines) all += line;
  return all;
}

Result<std::string> Arguments::need(std::string_view name) const {
  auto const value = text(name);
  if (!value || value->empty()) return missing(name);
  return *value;
}

Result<Path> Arguments::need_path(std::string_view name) const {
  auto value = path(name);
  if (!value) return missing(name);
  return *std::move(value);
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
  auto const number = whole_number(*value);
  if (!number) return refuse(option_not_a_number, {{"option", dashed(name)}, {"value", *value}});
  return number;
}

Result<std::int64_t> Arguments::need_integer(std::string_view name) const {
  return needed(name, integer(name));
}

Result<int> Arguments::need_year(std::string_view name) const {
  TRY_INTO(auto const number, need_integer(name));
  if (number < year_min || number > year_max) {
    return refuse(option_not_a_year, {{"option", dashed(name)}, {"value", std::to_string(number)}});
  }
  return static_cast<int>(number);
}

}  // namespace giaoban::command
