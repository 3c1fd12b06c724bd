#include "print/party_page.h"

#include <array>
#include <chrono>

#include "base/result.h"

namespace giaoban::print {

namespace {

constexpr Day day_of(int year, int month, int day) {
  std::chrono::sys_days const days{std::chrono::year{year} / month / day};
  return Day::from_number(static_cast<std::int32_t>(days.time_since_epoch().count()));
}
constexpr Day before_all = Day::from_number(INT32_MIN);
constexpr Day first_page = day_of(2018, 4, 3);
constexpr Day second_named = day_of(2026, 1, 12);   // the day in one copy
constexpr Day second_signed = day_of(2026, 5, 27);  // the day in several others

using enum Confidence;
constexpr std::array party_pages{
    Dated<PartyPage>{
        {before_all, first_page}, PartyPage::hd36_2018, "HD 11-HD/VPTW (2004)", unconfirmed},
    Dated<PartyPage>{{first_page, second_named}, PartyPage::hd36_2018, "HD 36-HD/VPTW (2018)"},
    Dated<PartyPage>{
        {second_named, second_signed}, PartyPage::hd36_2018, "HD 36-HD/VPTW (2018)", unconfirmed},
    Dated<PartyPage>{
        {second_signed, Day::forever()}, PartyPage::hd05_2026, "HD 05-HD/VPTW (2026)", unconfirmed},
};

}  // namespace

Dated<PartyPage> const& party_page_on(Day date) {
  auto const* const page = rule_on(std::span<Dated<PartyPage> const>(party_pages), date);
  ensure(page != nullptr, "every date has a page");
  return *page;
}

}  // namespace giaoban::print
