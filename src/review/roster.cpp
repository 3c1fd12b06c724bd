#include "review/review.h"

namespace giaoban::review {

Day usual_roster(int year, Day on) {
  auto const last_day = Day::from_ymd(year, 12, 31);
  ensure(last_day.has_value(), "a year has a last day");
  auto const regime = regime_of(year);
  bool const within_year = regime == Regime::qd124_2023 || regime == Regime::qd366_2025;
  return within_year && on.year() == year ? on : *last_day;
}

Day default_roster(store::Snapshot& snapshot, int year, Day decided_on) {
  auto const known = round_of(snapshot, year, {Day::forever() - 1});
  return known && known->roster_on <= decided_on ? known->roster_on
                                                 : usual_roster(year, decided_on);
}

}  // namespace giaoban::review
