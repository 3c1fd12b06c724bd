// The text of a reference: made from what it means, read back strictly.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "figure/indicator.h"
#include "figure/population.h"

namespace giaoban::figure {

namespace {

constexpr std::string_view itself_mark = "=";
constexpr std::string_view digits36 = "0123456789abcdefghijklmnopqrstuvwxyz";
// Without i, l, o, u, which are taken for 1, 1, 0, v.
constexpr std::string_view digits32 = "0123456789abcdefghjkmnpqrstvwxyz";

std::string base36(std::int64_t number) {
  std::string text;
  for (; number > 0; number /= 36) text += digits36[static_cast<std::size_t>(number % 36)];
  std::ranges::reverse(text);
  return text.empty() ? "0" : text;
}

// 1009 is a prime below 32*32, and 37 is no root of 1 there for the lengths at hand: one wrong
// letter or two letters exchanged always change the mark.
std::string mark_of(std::string_view body) {
  unsigned sum = 0;
  for (char const letter : body) sum = (sum * 37 + static_cast<unsigned char>(letter)) % 1009;
  return {digits32[sum / 32], digits32[sum % 32]};
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return out;
}
std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  });
  return out;
}

template <class Number>
std::optional<Number> number_in(std::string_view text, int radix) {
  Number number{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, radix);
  bool const whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

// "measure.version", "unit", "yyyymmdd", "entry", "mark".
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    auto const dash = text.find('-');
    parts.push_back(text.substr(0, dash));
    if (dash == text.npos) return parts;
    text.remove_prefix(dash + 1);
  }
}

std::optional<Day> day_in(std::string_view text) {
  auto const number = text.size() == 8 ? number_in<int>(text, 10) : std::nullopt;
  if (!number) return std::nullopt;
  return Day::from_ymd(*number / 10000, *number / 100 % 100, *number % 100);
}

// Of yearly results the year; 0: none was to be shown, or the one that is to be shown is asked for.
// References without this part were printed before years were chosen.
std::string year_part(Reference const& reference) {
  bool const of_results = !on_the_day_asked(reference.measure->population);
  if (!of_results || reference.year.by == Year::By::last_decided) return {};
  return fmt::format("-{}", reference.year.by == Year::By::said ? reference.year.number : 0);
}

std::optional<Year> year_of(std::string_view text) {
  auto const number = number_in<int>(text, 10);
  if (!number || *number < 0) return std::nullopt;
  return *number == 0 ? Year{} : Year{Year::By::said, *number};
}

}  // namespace

std::string Reference::text() const {
  Day const on = moment.as_of;
  auto const tail = fmt::format("-{}{}-{:04}{:02}{:02}-{}{}", base36(unit.value),
                                scope == Scope::itself ? itself_mark : std::string_view(),
                                on.year(), on.month(), on.day(), moment.known_at, year_part(*this));
  auto const head = fmt::format("{}.{}", measure->id, measure->version);
  return head + upper(tail + "-" + mark_of(head + tail));
}

namespace {

struct ReferenceParts {
  std::string measure;
  int version = 0;
  UnitId unit;
  store::Moment moment;
  Year year;
  Scope scope = Scope::all_under;
};

Result<ReferenceParts> reference_parts(std::string_view text) {
  auto const clean = lower(normalise(text));
  auto const damaged = [&] {
    return refuse(reference_damaged, {{"reference", std::string(normalise(text))}});
  };
  auto const parts = parts_of(clean);
  bool const with_year = parts.size() == 6;
  if (parts.size() != 5 && !with_year) return damaged();
  auto const& mark = parts.back();
  if (mark_of(std::string_view(clean).substr(0, clean.size() - mark.size() - 1)) != mark) {
    return damaged();
  }
  auto const dot = parts[0].rfind('.');
  if (dot == parts[0].npos) return damaged();
  auto const version = number_in<int>(parts[0].substr(dot + 1), 10);
  bool const itself = parts[1].ends_with(itself_mark);
  auto const unit =
      number_in<std::int64_t>(parts[1].substr(0, parts[1].size() - (itself ? 1 : 0)), 36);
  auto const on = day_in(parts[2]);
  auto const entry = number_in<EntryNumber>(parts[3], 10);
  auto const year = with_year ? year_of(parts[4]) : Year{Year::By::last_decided};
  if (!version || !unit || !on || !entry || !year) return damaged();

  return ReferenceParts{
      std::string(parts[0].substr(0, dot)),     *version, UnitId{*unit}, {*on, *entry}, *year,
      itself ? Scope::itself : Scope::all_under};
}

Result<Reference> with_measure(ReferenceParts const& parts, Result<Held> const& found) {
  if (!found || (*found)->version != parts.version) {
    return refuse(no_such_measure,
                  {{"measure", fmt::format("{}.{}", parts.measure, parts.version)}});
  }
  bool const of_results = !on_the_day_asked((*found)->population);
  return Reference{*found, parts.unit, parts.moment, of_results ? parts.year : Year{}, parts.scope};
}

}  // namespace

Result<Reference> parse_reference(std::string_view text) {
  TRY_INTO(auto const parts, reference_parts(text));
  Measure const* const found = measure(parts.measure);
  if (found == nullptr) return with_measure(parts, refuse(no_such_measure));
  return with_measure(parts, Held(found));
}

// An own measure is counted as it was defined for the day, as known at the entry that is named.
Result<Reference> parse_reference(store::Snapshot& snapshot, std::string_view text) {
  TRY_INTO(auto const parts, reference_parts(text));
  return with_measure(parts, measure_named(snapshot, parts.measure, parts.moment));
}

}  // namespace giaoban::figure
