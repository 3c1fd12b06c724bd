#include "print/party_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace giaoban::print {

namespace {

constexpr std::array forms{
    PartyForm{"Tỉnh ủy", "Đảng bộ tỉnh", "TU"},   PartyForm{"Thành ủy", "Đảng bộ thành phố", "TU"},
    PartyForm{"Huyện ủy", "Đảng bộ huyện", "HU"}, PartyForm{"Quận ủy", "Đảng bộ quận", "QU"},
    PartyForm{"Thị ủy", "Đảng bộ thị xã", "ThU"}, PartyForm{"Quân ủy", "Đảng bộ Quân đội", "QUTW"},
    PartyForm{"Đảng ủy", "Đảng bộ", "ĐU"},
};
constexpr std::array place_words{"tỉnh", "thành phố", "huyện",    "quận",   "thị xã",
                                 "xã",   "phường",    "thị trấn", "đặc khu"};

std::string joined(std::string_view words, std::string const& rest) {
  return rest.empty() ? std::string(words) : fmt::format("{} {}", words, rest);
}

}  // namespace

std::string spelled(std::string_view text) {
  auto capital = capitals(normalise(text));
  for (auto at = capital.find("UỶ"); at != capital.npos; at = capital.find("UỶ", at)) {
    capital.replace(at, std::string_view("UỶ").size(), "ỦY");
  }
  return capital;
}

namespace {

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

}  // namespace

PartyName parsed(std::string const& name) {
  for (PartyForm const& form : forms) {
    for (auto const words : {form.committee, form.party}) {
      if (auto rest = after(name, words)) return {form, *std::move(rest), true};
    }
  }
  return {forms.back(), name, false};
}

std::string committee_name(std::string const& name) {
  auto const found = parsed(name);
  return found.known ? joined(found.form.committee, found.rest) : name;
}

std::string party_name(std::string const& name) {
  auto const found = parsed(name);
  return found.known ? joined(found.form.party, found.rest) : name;
}

std::string suffix_of(PartyName const& name, CityRank rank) {
  bool const city = name.form.committee == std::string_view("Thành ủy");
  return city && rank == CityRank::under_a_province ? "ThU" : std::string(name.form.suffix);
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

std::string document_number(std::string const& number, std::string_view sign,
                            std::string_view suffix) {
  auto digits = normalise(number);
  bool const plain = !digits.empty() && std::ranges::all_of(digits, [](char letter) {
    return letter >= '0' && letter <= '9';
  });
  if (!digits.empty() && !plain) return "Số " + digits;  // the clerk wrote the sign too
  if (digits.size() == 1) digits.insert(0, "0");
  // Blanks that Word keeps: the clerk writes the number over them.
  if (digits.empty()) digits = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0";
  return fmt::format("Số {}-{}/{}", digits, sign, suffix);
}

}  // namespace giaoban::print
