// How many of a group may be excellent (CAP-1 to CAP-6b of the domain notes): percent, base and
// group by year. Of the base two readings are printed in reports, of the rounding no rule was
// found: within it a decision is warned of, above it refused.
#include <algorithm>
#include <array>

#include "round/rules.h"

namespace giaoban::round {

namespace {

using enum Confidence;

struct Cap {
  Part part;
  std::int64_t percent;
};

constexpr std::array caps{
    Dated<Cap>{years(2019, 2023), {Part::member, 20}, "HD 21-HD/BTCTW"},              // CAP-1
    Dated<Cap>{years(2019, 2023), {Part::collective, 20}, "HD 21-HD/BTCTW, II.B.3"},  // CAP-2
    Dated<Cap>{years(2019, 2023), {Part::leader, 20}, "HD 21-HD/BTCTW, II.B.4"},      // CAP-3
    Dated<Cap>{
        years(2019, 2023), {Part::organisation, 20}, "HD 21-HD/BTCTW", unconfirmed},  // CAP-4
    // CAP-5: read for collectives; individuals by analogy.
    Dated<Cap>{years(2023, 2025), {Part::collective, 20}, "QĐ 124-QĐ/TW, Điều 12, khoản 1"},
    Dated<Cap>{
        years(2023, 2025), {Part::organisation, 20}, "QĐ 124-QĐ/TW, Điều 12, khoản 1", unconfirmed},
    Dated<Cap>{
        years(2023, 2025), {Part::leader, 20}, "QĐ 124-QĐ/TW, Điều 12, khoản 1", unconfirmed},
    Dated<Cap>{
        years(2023, 2025), {Part::member, 20}, "QĐ 124-QĐ/TW, Điều 12, khoản 1", unconfirmed},
    // CAP-6: collectives and individuals; whether an organisation is a collective was not read.
    Dated<Cap>{years(2025, for_good), {Part::collective, 20}, "QĐ 366-QĐ/TW, Điều 11, khoản 1.5"},
    Dated<Cap>{years(2025, for_good), {Part::leader, 20}, "QĐ 366-QĐ/TW, Điều 11, khoản 1.5"},
    Dated<Cap>{years(2025, for_good), {Part::member, 20}, "QĐ 366-QĐ/TW, Điều 11, khoản 1.5"},
    Dated<Cap>{years(2025, for_good),
               {Part::organisation, 20},
               "QĐ 366-QĐ/TW, Điều 11, khoản 1.5",
               unconfirmed},
};

// CAP-6b: up to 25% where the competent level lets a body with outstanding results.
constexpr std::array allowances{
    Dated<std::int64_t>{years(2025, for_good), 25, "QĐ 366-QĐ/TW, Điều 11, khoản 1.5"},
};

std::int64_t base_of(CapBase base, Counts const& counts) {
  switch (base) {
    case CapBase::good_or_better:
      return counts.good_or_better();
    case CapBase::good_only:
      return counts.good;
    case CapBase::assessed:
      return counts.assessed();
    case CapBase::total:
      break;
  }
  return counts.total;
}

Dated<Cap> const* cap_of(int year, Part part) {
  auto const found = std::ranges::find_if(caps, [&](Dated<Cap> const& cap) {
    return cap.in_force.contains(within(year)) && cap.value.part == part;
  });
  return found == caps.end() ? nullptr : &*found;
}

Room room_over(Dated<Cap> const& cap, Counts const& counts, CapBase base, std::int64_t percent) {
  std::int64_t const hundredths = base_of(base, counts) * percent;
  return {.base = base,
          .percent = percent,
          .excellent = counts.excellent,
          .of = base_of(base, counts),
          .sure = hundredths / 100,
          .allowed = (hundredths + 50) / 100,
          .citation = cap.citation,
          .confidence = cap.confidence};
}

}  // namespace

std::optional<Room> room(int year, Part part, Counts const& counts,
                         std::optional<std::int64_t> allowed_percent) {
  auto const* const cap = cap_of(year, part);
  if (cap == nullptr) return std::nullopt;
  return room_over(*cap, counts, CapBase::good_or_better,
                   allowed_percent.value_or(cap->value.percent));
}

std::optional<Room> room_read_as(int year, Part part, Counts const& counts, CapBase base) {
  auto const* const cap = cap_of(year, part);
  if (cap == nullptr) return std::nullopt;
  return room_over(*cap, counts, base, cap->value.percent);
}

std::int64_t allowance_max(int year) {
  auto const* const most = rule_on(std::span<Dated<std::int64_t> const>(allowances), within(year));
  return most == nullptr ? 0 : most->value;
}

}  // namespace giaoban::round
