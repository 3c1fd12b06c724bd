#include "briefing/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <tuple>

namespace giaoban::briefing {

namespace {

constexpr std::int64_t minutes_a_day = 24 * 60;

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  if (text.empty() || text.size() > 2) return std::nullopt;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> parse_time(std::string_view text) {
  auto const mark = text.find_first_of(":hg");
  auto const hours = whole_number(text.substr(0, mark));
  auto const rest = mark == text.npos ? std::string_view{} : text.substr(mark + 1);
  auto const minutes = rest.empty() ? std::optional(0) : whole_number(rest);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return std::int64_t{*hours} * 60 + *minutes;
}

std::string time_text(std::int64_t minutes) {
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

bool in_order(Times const& times) {
  bool const within_days = times.begins >= 0 && times.begins < minutes_a_day && times.ends >= 0 &&
                           times.ends <= minutes_a_day;
  return within_days && std::tuple(times.from, times.begins) < std::tuple(times.to, times.ends);
}

bool overlap(Times const& one, Times const& other) {
  auto const begins = [](Times const& times) { return std::tuple(times.from, times.begins); };
  auto const ends = [](Times const& times) { return std::tuple(times.to, times.ends); };
  return begins(one) < ends(other) && begins(other) < ends(one);
}

std::vector<Placed> moved_on(std::span<Placed const> items, std::int64_t position) {
  std::vector<Placed> moved;
  bool const free =
      std::ranges::none_of(items, [&](Placed const& one) { return one.position == position; });
  if (free) return moved;
  for (Placed const& one : items) {
    if (one.position >= position) moved.push_back({one.item, one.position + 1});
  }
  return moved;
}

bool locality(unit::UnitKind kind) {
  using unit::UnitKind;
  return kind == UnitKind::province_committee || kind == UnitKind::district_committee ||
         kind == UnitKind::commune_committee;
}

// --- the page of the minutes ---------------------------------------------------------------------

namespace {

constexpr Day on(int year, int month, int day) {
  std::chrono::sys_days const days{std::chrono::year{year} / month / day};
  return Day::from_number(static_cast<std::int32_t>(days.time_since_epoch().count()));
}
constexpr Day ever = Day::from_number(INT32_MIN);
constexpr Day hd36_signed = on(2018, 4, 3);
constexpr Day hd05_first_named = on(2026, 1, 12);  // the day in one copy
constexpr Day hd05_signed = on(2026, 5, 27);       // the day in several others

constexpr std::array pages{
    // HD 11 was not read: its documents get the page of its successor.
    Dated<DocumentPage>{{ever, hd36_signed},
                        DocumentPage::hd36_2018,
                        "HD 11-HD/VPTW (2004)",
                        Confidence::unconfirmed},
    Dated<DocumentPage>{
        {hd36_signed, hd05_first_named}, DocumentPage::hd36_2018, "HD 36-HD/VPTW (2018)"},
    Dated<DocumentPage>{{hd05_first_named, hd05_signed},
                        DocumentPage::hd36_2018,
                        "HD 36-HD/VPTW (2018)",
                        Confidence::unconfirmed},
    Dated<DocumentPage>{{hd05_signed, Day::forever()},
                        DocumentPage::hd05_2026,
                        "HD 05-HD/VPTW (2026)",
                        Confidence::unconfirmed},
};

}  // namespace

Dated<DocumentPage> const& page_on(Day date) {
  auto const* rule = rule_on(std::span<Dated<DocumentPage> const>(pages), date);
  return rule == nullptr ? pages.front() : *rule;
}

}  // namespace giaoban::briefing
