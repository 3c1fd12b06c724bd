#include "report/issuer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace giaoban::report {

using print::committee_name;
using print::parsed;
using print::spelled;
using unit::UnitKind;

namespace {

// The letters that stand for a body in numbers: "Ủy ban Kiểm tra" -> "UBKT".
std::string initials(std::string const& name) {
  std::string letters;
  std::size_t at = 0;
  while (at < name.size()) {
    auto const end = std::min(name.find(' ', at), name.size());
    auto const word = spelled(name.substr(at, end - at));
    letters += word.starts_with("Đ") ? "Đ" : capitals(fold(word).substr(0, 1));
    at = end + 1;
  }
  return letters;
}

std::string report_to(std::string const& whom) {
  return whom + " (để báo cáo)";
}

Issuer board_of(Named const& unit, Named const& above) {
  auto const own = parsed(unit.name);
  std::string const committee(own.form.committee);
  bool const province = unit.unit_kind == UnitKind::province_committee;
  auto const suffix = print::suffix_of(
      own, province ? print::CityRank::province : print::CityRank::under_a_province);
  auto const upper_board = province || above.name.empty()
                               ? std::string("Ban Tổ chức Trung ương")
                               : fmt::format("Ban Tổ chức {}", parsed(above.name).form.committee);
  return {.superior = spelled(committee_name(unit.name)),
          .body = "BAN TỔ CHỨC",
          .suffix = "BTC" + suffix,
          .authority = {},
          .position = "TRƯỞNG BAN",
          .recipients = {report_to(upper_board), report_to("Thường trực " + committee),
                         "Các đảng bộ trực thuộc", "Lưu Ban Tổ chức " + committee}};
}

Issuer centre() {
  return {.superior = "BAN CHẤP HÀNH TRUNG ƯƠNG",
          .body = "BAN TỔ CHỨC",
          .suffix = "BTCTW",
          .authority = {},
          .position = "TRƯỞNG BAN",
          .recipients = {report_to("Ban Bí thư Trung ương Đảng"),
                         "Các đảng bộ trực thuộc Trung ương", "Lưu Ban Tổ chức Trung ương"}};
}

Issuer committee_itself(Named const& unit, Named const& above) {
  auto const own = committee_name(unit.name);
  return {
      .superior = spelled(party_name(above.name)),
      .body = spelled(own),
      .suffix = "ĐU",
      .authority = "T/M ĐẢNG ỦY",
      .position = "BÍ THƯ",
      .recipients = {report_to(above.name.empty() ? "Cấp ủy cấp trên" : committee_name(above.name)),
                     "Các chi bộ trực thuộc", "Lưu Đảng ủy"}};
}

Issuer cell_itself(Named const& unit, Named const& above) {
  return {
      .superior = spelled(party_name(above.name)),
      .body = spelled(unit.name),
      .suffix = "CB",
      .authority = "T/M CHI BỘ",
      .position = "BÍ THƯ",
      .recipients = {report_to(above.name.empty() ? "Cấp ủy cấp trên" : committee_name(above.name)),
                     "Lưu chi bộ"}};
}

Issuer body_itself(Named const& unit, Named const& above) {
  auto const upper = parsed(above.name);
  auto name = normalise(unit.name);
  auto const tail = " " + std::string(upper.form.committee);
  if (upper.known && spelled(name).ends_with(spelled(tail))) {
    for (auto left = std::ranges::count(tail, ' '); left > 0; --left) name.resize(name.rfind(' '));
  }
  Issuer issuer{.superior = spelled(committee_name(above.name)),
                .body = spelled(name),
                .suffix = initials(name) + std::string(upper.form.suffix),
                .authority = {},
                .position = "TRƯỞNG BAN",
                .recipients = {report_to(committee_name(above.name)), "Lưu " + name}};
  if (issuer.body.starts_with("VĂN PHÒNG")) issuer.position = "CHÁNH VĂN PHÒNG";
  if (issuer.body.starts_with("ỦY BAN KIỂM TRA")) {
    issuer.authority = "T/M ỦY BAN KIỂM TRA";
    issuer.position = "CHỦ NHIỆM";
  }
  return issuer;
}

}  // namespace

Issuer issuer_of(Named const& unit, Named const& above) {
  switch (unit.unit_kind) {
    case UnitKind::central_committee:
      return centre();
    case UnitKind::commune_committee:
    case UnitKind::grassroots_committee:
    case UnitKind::sub_committee:
      return committee_itself(unit, above);
    case UnitKind::grassroots_cell:
    case UnitKind::dependent_cell:
      return cell_itself(unit, above);
    case UnitKind::body:
      return body_itself(unit, above);
    default:
      return board_of(unit, above);
  }
}

Signing signing_of(Issuer const& issuer, std::string const& signer, std::string const& title) {
  Signing signing{.authority = {},
                  .position = title.empty() ? issuer.position : spelled(title),
                  .signer = signer};
  if (!issuer.authority.empty()) {
    signing.authority.push_back(issuer.authority);
  } else if (signing.position.starts_with("PHÓ ")) {
    signing.authority.push_back("K/T " + issuer.position);
  }
  return signing;
}

std::string number_words(std::string const& number, std::string const& suffix) {
  return print::document_number(number, "BC", suffix);
}

}  // namespace giaoban::report
