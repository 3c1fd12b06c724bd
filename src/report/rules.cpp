// The form of Party documents (the pages are print's); the ceiling on excellent results. Each
// row quotes its text; what was not read in its own text is unconfirmed.
#include "report/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <span>

#include "base/text.h"

namespace giaoban::report {

using unit::UnitKind;

namespace {

constexpr Day on(int year, int month, int day) {
  std::chrono::sys_days const days{std::chrono::year{year} / month / day};
  return Day::from_number(static_cast<std::int32_t>(days.time_since_epoch().count()));
}
constexpr Day graded_2019 = on(2019, 1, 1);
constexpr Day graded_2023 = on(2023, 1, 1);
constexpr Day graded_2025 = on(2025, 1, 1);

// By the year graded, as its first day.
constexpr std::array caps{
    Dated<CapRule>{{graded_2019, graded_2023}, {20}, "HD 21-HD/BTCTW, II.B.4"},
    Dated<CapRule>{{graded_2023, graded_2025},
                   {20},
                   "QĐ 124-QĐ/TW, Điều 12",
                   Confidence::unconfirmed},  // of individuals by analogy
    Dated<CapRule>{{graded_2025, Day::forever()}, {20}, "QĐ 366-QĐ/TW, Điều 11"},
};

}  // namespace

Dated<LayoutRule> layout_on(Day date) {
  auto const& page = print::party_page_on(date);
  std::string_view const end = page.value == Layout::hd05_2026 ? ";" : ",";
  return {page.in_force, {page.value, end}, page.citation, page.confidence};
}

Dated<CapRule> const* cap_of(int year) {
  return rule_on(std::span<Dated<CapRule> const>(caps), Period::of_year(year).days().from);
}

// --- names ---------------------------------------------------------------------------------------

namespace {

// A committee, the Party organisation it leads, and the end of its documents' numbers.
struct Form {
  std::string_view committee;
  std::string_view party;
  std::string_view suffix;
};
constexpr std::array forms{
    Form{"Tỉnh ủy", "Đảng bộ tỉnh", "TU"},   Form{"Thành ủy", "Đảng bộ thành phố", "TU"},
    Form{"Huyện ủy", "Đảng bộ huyện", "HU"}, Form{"Quận ủy", "Đảng bộ quận", "QU"},
    Form{"Thị ủy", "Đảng bộ thị xã", "ThU"}, Form{"Quân ủy", "Đảng bộ Quân đội", "QUTW"},
    Form{"Đảng ủy", "Đảng bộ", "ĐU"},
};
constexpr std::array place_words{"tỉnh", "thành phố", "huyện",    "quận",   "thị xã",
                                 "xã",   "phường",    "thị trấn", "đặc khu"};

// Capitals in one spelling: offices write both UỶ and ỦY.
std::string spelled(std::string_view text) {
  auto capital = capitals(normalise(text));
  for (auto at = capital.find("UỶ"); at != capital.npos; at = capital.find("UỶ", at)) {
    capital.replace(at, std::string_view("UỶ").size(), "ỦY");
  }
  return capital;
}

// What follows the words at the beginning of a name; nullopt when it begins otherwise.
std::optional<std::string> after(std::string const& name, std::string_view words) {
  auto const clean = normalise(name);
  auto const capital = spelled(clean);
  auto const wanted = spelled(words);
  if (capital == wanted) return "";
  if (!capital.starts_with(wanted + " ")) return std::nullopt;
  // Capitals may take other bytes than the letters they stand for, words stay words.
  std::size_t at = 0;
  for (auto left = std::ranges::count(words, ' ') + 1; left > 0; --left) {
    at = clean.find(' ', at) + 1;
  }
  return clean.substr(at);
}

struct Parsed {
  Form form = forms.back();
  std::string rest;  // as written
  bool known = false;
};
Parsed parsed(std::string const& name) {
  for (Form const& form : forms) {
    for (auto const words : {form.committee, form.party}) {
      if (auto rest = after(name, words)) return {form, *std::move(rest), true};
    }
  }
  return {forms.back(), name, false};
}

std::string joined(std::string_view words, std::string const& rest) {
  return rest.empty() ? std::string(words) : fmt::format("{} {}", words, rest);
}
std::string committee_name(std::string const& name) {
  auto const found = parsed(name);
  return found.known ? joined(found.form.committee, found.rest) : name;
}
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
  auto suffix = std::string(own.form.suffix);
  if (own.form.committee == std::string_view("Thành ủy") && !province) suffix = "ThU";
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

std::string party_name(std::string const& name) {
  auto const found = parsed(name);
  return found.known ? joined(found.form.party, found.rest) : name;
}

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

std::string place_in(std::string const& unit_name) {
  auto const found = parsed(unit_name);
  if (!found.known) return {};
  auto rest = found.rest;
  auto words = std::string(found.form.party);
  if (auto const own = after(words, "Đảng bộ"); own && !own->empty()) {
    words = *own;
  } else {
    auto const of_place = std::ranges::find_if(
        place_words, [&](char const* word) { return after(rest, word).has_value(); });
    if (of_place == place_words.end()) return {};
    words = *of_place;
    rest = *after(rest, words);
  }
  bool const alone = rest.find(' ') == rest.npos;
  if (rest.empty() || !alone) return rest;
  auto const space = words.find(' ');
  auto const first = words.substr(0, space);
  // Capital at the beginning of the line: the class words begin with one letter of one or two
  // bytes.
  auto const letter = static_cast<unsigned char>(first[0]) < 0x80 ? 1U : 2U;
  return capitals(words.substr(0, letter)) + words.substr(letter) + " " + rest;
}

std::string date_words(Day date) {
  auto const month =
      date.month() <= 2 ? fmt::format("{:02}", date.month()) : std::to_string(date.month());
  return fmt::format("ngày {:02} tháng {} năm {}", date.day(), month, date.year());
}

std::string number_words(std::string const& number, std::string const& suffix) {
  auto digits = normalise(number);
  bool const plain = !digits.empty() && std::ranges::all_of(digits, [](char letter) {
    return letter >= '0' && letter <= '9';
  });
  if (!digits.empty() && !plain) return "Số " + digits;  // the clerk wrote the sign too
  if (digits.size() == 1) digits.insert(0, "0");
  // Blanks that Word keeps: the clerk writes the number over them.
  if (digits.empty()) digits = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0";
  return fmt::format("Số {}-BC/{}", digits, suffix);
}

}  // namespace giaoban::report
