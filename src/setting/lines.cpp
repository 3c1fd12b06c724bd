#include "setting/lines.h"

namespace giaoban::setting {

namespace {

template <class F>
void add_line(Listing& listing, store::Snapshot& snapshot, LinesAsked const& asked,
              std::optional<Found<F>> const& found, std::string shown) {
  std::string const what = say(asked.language, F::kind.label);
  if (!found) {
    listing.rows.push_back({what, std::move(shown),
                            say(asked.language, M("chưa đơn vị nào đặt; theo mặc định")), Value{}});
    return;
  }
  listing.rows.push_back({what, std::move(shown),
                          unit::unit_entity.called(snapshot, found->of.value, asked.moment),
                          Value{std::int64_t{found->span.from.number()}}});
}

}  // namespace

Listing lines_of(store::Snapshot& snapshot, LinesAsked const& asked) {
  Listing listing{.title = say(asked.language, M("Thiết lập của đơn vị")),
                  .columns = {{"what", M("Thiết lập"), CellType::text},
                              {"value", M("Giá trị"), CellType::text},
                              {"unit", M("Đơn vị đặt"), CellType::text},
                              {"from", M("Từ ngày"), CellType::day}},
                  .rows = {}};
  auto const place = find_printed_place(snapshot, asked.unit, asked.moment);
  add_line(listing, snapshot, asked, place,
           place ? place->value.place : say(asked.language, M("theo tên đơn vị")));
  add_line(listing, snapshot, asked, find_urgent_days(snapshot, asked.unit, asked.moment),
           std::to_string(urgent_days(snapshot, asked.unit, asked.moment)));
  return listing;
}

}  // namespace giaoban::setting
