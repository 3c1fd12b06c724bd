#include "briefing/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include "base/text.h"

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

bool locality(unit::UnitKind kind, std::string_view name) {
  using unit::UnitKind;
  if (kind == UnitKind::grassroots_committee) {
    std::string const words = small_letters(name);
    return std::ranges::any_of(std::array{"đảng bộ", "đảng ủy"}, [&](std::string const& own) {
      return std::ranges::any_of(
          std::array{"xã", "phường", "thị trấn", "đặc khu"},
          [&](std::string const& place) { return words.starts_with(own + " " + place + " "); });
    });
  }
  return kind == UnitKind::province_committee || kind == UnitKind::district_committee ||
         kind == UnitKind::commune_committee;
}

}  // namespace giaoban::briefing
