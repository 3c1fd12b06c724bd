#include "round/issuer.h"

#include <fmt/format.h>

#include "print/party_name.h"
#include "print/party_page.h"

namespace giaoban::round {

namespace {

// The first name that tells a place, from the unit upwards.
std::string place_of(store::Snapshot& snapshot, UnitId unit, Day on) {
  for (std::int64_t const above : unit::chain(snapshot, unit.value, {on})) {
    auto place = print::place_in(name_of(snapshot, UnitId{above}, on));
    if (!place.empty()) return place;
  }
  return {};
}

}  // namespace

Issuer issuer_named(store::Snapshot& snapshot, UnitId unit, Day on) {
  auto const node = unit::node_of(snapshot, unit, {on});
  std::string const name = name_of(snapshot, unit, on);
  auto const parent = snapshot.fact<unit::UnitParent>(unit.value, {on});
  std::string const above = parent ? name_of(snapshot, parent->value.parent, on) : std::string();
  bool const province = node && unit::level_of(node->unit_kind) <= unit::Level::province;
  Issuer issuer{.superior = province ? std::string() : print::spelled(print::party_name(above)),
                .body = print::spelled(print::committee_name(name)),
                .called = {},
                .suffix = {},
                .place = place_of(snapshot, unit, on),
                .recipients = {}};
  if (node && unit::holds_members(node->unit_kind)) {
    issuer.called = "Chi bộ";
    issuer.suffix = "CB";
  } else {
    auto const parsed = print::parsed(name);
    issuer.called = std::string(parsed.form.committee);
    issuer.suffix = print::suffix_of(
        parsed, province ? print::CityRank::province : print::CityRank::under_a_province);
  }
  if (!above.empty()) issuer.recipients.push_back(print::committee_name(above) + " (để báo cáo)");
  return issuer;
}

std::string place_and_date(Issuer const& issuer, Day day) {
  std::string const date = print::date_words(day);
  return issuer.place.empty() ? date : fmt::format("{}, {}", issuer.place, date);
}

std::vector<std::string> recipient_lines(Issuer const& issuer, std::string const& whom, Day on) {
  auto lines = issuer.recipients;
  lines.push_back(whom);
  lines.push_back("Lưu " + issuer.called);
  bool const newer = print::party_page_on(on).value == print::PartyPage::hd05_2026;
  for (std::string& line : lines) line = "- " + line + (newer ? ";" : ",");
  lines.back().back() = '.';
  return lines;
}

}  // namespace giaoban::round
