// Results over the years: years beside each other on the tree of the round, and who may be
// commended.
#include <algorithm>

#include "round/web_parts.h"
#include "web/components.h"
#include "web/paged.h"

namespace giaoban::round {

namespace {

using web::Html;
using web::Visit;
using web::Words;

constexpr int years_shown = 5;

// The round's year and those before it of which results are known.
std::vector<int> years_known(Asked const& asked) {
  std::vector<int> years;
  int const last = year_of(asked.round);
  for (int year = last; year > last - years_shown; --year) {
    bool const known =
        year == last || review::round_of(*asked.snapshot, year, {Day::forever() - 1}).has_value();
    if (known) years.push_back(year);
  }
  return years;
}

web::PageHead head_of_unit(Words const& words, Asked const& asked, Msg title, Msg lead) {
  auto crumbs = crumbs_of(words, asked);
  crumbs.push_back({asked.unit.name, sheet_url(asked)});
  return {.title = words(title, {{"unit", asked.unit.name},
                                 {"year", std::to_string(asked.round.opening.year)}}),
          .lead = words(lead),
          .active = menu_path,
          .crumbs = std::move(crumbs),
          .width = web::PageWidth::full};
}

}  // namespace

Result<web::Response> show_years(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Asked const asked, asked_of(visit));
  auto const years = years_known(asked);
  auto const compared =
      compare(*asked.snapshot, asked.reach, asked.unit.id, years, {asked.round.opening.roster_on});
  auto head =
      head_of_unit(words, asked, M("So sánh các năm: {unit}"),
                   M("Đảng viên của mỗi năm được tính vào đơn vị nay chịu trách nhiệm thay chi bộ "
                     "của năm đó, kể "
                     "cả qua chia tách, sáp nhập; cây tổ chức là của ngày chốt danh sách."));
  auto const listing = comparison(compared, visit.language());
  return web::page(
      visit, head,
      web::paged_table(visit, listing, {}, {.here = web::Url::checked(visit.request.path)}));
}

Result<web::Response> show_commendable(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(Asked const asked, asked_of(visit));
  auto const all = commendable(*asked.snapshot, asked.reach, asked.round, asked.unit.id);
  visit.store.log_access(visit.caller.actor.name, "round commendable", asked.unit.id.value);
  Listing listing{.title = words(M("Đủ điều kiện xét khen thưởng")),
                  .columns = {{"name", M("Tên"), CellType::text},
                              {"part", M("Đối tượng"), CellType::text},
                              {"years", M("Số năm xuất sắc liền"), CellType::count},
                              {"commendation", M("Hình thức xét"), CellType::text},
                              {"rule", M("Căn cứ"), CellType::text}},
                  .rows = {}};
  for (Commendable const& one : all) {
    std::string rule(one.citation);
    if (one.confidence == Confidence::unconfirmed) {
      rule += " – " + words(M("chưa đối chiếu văn bản, chỉ để lưu ý"));
    }
    listing.rows.push_back({one.name.empty() ? words(M("(đã xóa)")) : one.name,
                            words(label(one.subject.part)), std::int64_t{one.years},
                            words(label(one.commendation)), rule});
  }
  web::TableOptions options{.empty = words(M("Chưa có ai hoàn thành xuất sắc nhiệm vụ.")),
                            .numbered = true};
  options.link = [&](std::size_t row) {
    return std::optional(subject_url(asked, all[row].subject));
  };
  auto const head = head_of_unit(words, asked, M("Xét khen thưởng {year}: {unit}"),
                                 M("Chỉ người, tổ chức hoàn thành xuất sắc nhiệm vụ được xét; mỗi "
                                   "đối tượng ghi ở mức cao nhất "
                                   "có thể xét."));
  return web::page(
      visit, head,
      web::paged_table(visit, listing, options, {.here = web::Url::checked(visit.request.path)}));
}

}  // namespace giaoban::round
