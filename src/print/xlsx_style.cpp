#include "print/xlsx_style.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>

namespace giaoban::print {
namespace {

constexpr int day_1899_12_30 = -25569;
constexpr int day_1904_01_01 = -24107;
constexpr double last_serial = 2'958'466;  // 01/01/10000
constexpr double exact_max = 9'007'199'254'740'992;

// The letters of the first section that are neither quoted, escaped, padding nor in brackets.
std::string format_letters(std::string_view code) {
  std::string letters;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    auto const letter = code[at];
    if (letter == '"' || letter == '[') {
      auto const close = code.find(letter == '"' ? '"' : ']', at + 1);
      if (close == std::string_view::npos) {
        break;
      }
      at = close;
    } else if (letter == '\\' || letter == '_' || letter == '*') {
      ++at;
    } else {
      letters += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    }
  }
  return letters;
}

struct StylesHandler final : XmlHandler {
  void start(std::string_view name, Attributes attributes) override {
    if (name == "numFmt") {
      formats[to_int(attributes.find("numFmtId").value_or(""), -1)] =
          number_format(attributes.find("formatCode").value_or(""));
    } else if (name == "cellXfs") {
      in_cells = true;
    } else if (name == "fonts") {
      in_fonts = true;
    } else if (name == "font" && in_fonts) {
      struck_fonts.push_back(false);
    } else if (name == "strike" && in_fonts && !struck_fonts.empty()) {
      struck_fonts.back() = is_on(attributes);
    } else if (name == "xf" && in_cells) {
      auto const id = to_int(attributes.find("numFmtId").value_or(""), 0);
      auto const font =
          static_cast<std::size_t>(std::max(0, to_int(attributes.find("fontId").value_or(""), 0)));
      auto const custom = formats.find(id);
      styles.push_back({custom != formats.end() ? custom->second : number_format(id),
                        font < struck_fonts.size() && struck_fonts[font]});
    }
  }
  void end(std::string_view name) override {
    in_cells = in_cells && name != "cellXfs";
    in_fonts = in_fonts && name != "fonts";
  }
  void text(std::string_view) override {}
  bool in_cells = false;
  bool in_fonts = false;
  std::map<int, NumberFormat> formats;
  std::vector<bool> struck_fonts;
  std::vector<CellStyle> styles;  // by style number of a cell
};

}  // namespace

bool is_on(Attributes attributes) {
  auto const value = attributes.find("val").value_or("1");
  return value != "0" && value != "false";
}

int to_int(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Result<std::vector<CellStyle>> read_styles(Archive const& archive, std::string const& part) {
  StylesHandler handler;
  TRY_VOID(archive.parse(part, handler));
  return std::move(handler.styles);
}

bool is_day_format(int format_id) {
  auto const within = [format_id](int first, int last) {
    return first <= format_id && format_id <= last;
  };
  // 18 to 21 and 45 to 47 show times; a serial below 1 under them is no day (day_of_serial).
  return within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58);
}

bool is_day_format(std::string_view code) {
  auto const letters = format_letters(code);
  auto const has = [&letters](std::string_view any) {
    return letters.find_first_of(any) != std::string::npos;
  };
  if (letters.find("general") != std::string::npos || has("#?")) {
    return false;
  }
  // m alone is a month; beside hours or seconds it is minutes.
  return has("dy") || (has("m") && !has("hs"));
}

NumberFormat number_format(int format_id) {
  using enum NumberFormat::Shows;
  switch (format_id) {
    case 16:
      return {day_of_month};
    case 17:
      return {month_of_year};
    default:
      return {is_day_format(format_id) ? day : number};
  }
}

NumberFormat number_format(std::string_view code) {
  using enum NumberFormat::Shows;
  if (is_day_format(code)) {
    auto const letters = format_letters(code);
    auto const has = [&](char letter) { return letters.find(letter) != letters.npos; };
    if (has('h') || has('s')) return {day};
    if (!has('d')) return {has('m') ? (has('y') ? month_of_year : day) : year};
    return {has('y') || !has('m') ? day : day_of_month};
  }
  NumberFormat format;
  auto const first = code.substr(0, code.find(';'));
  auto rest = first;
  if (rest.starts_with('"')) {
    auto const close = rest.find('"', 1);
    if (close == rest.npos) return format;
    format.before = rest.substr(1, close - 1);
    rest.remove_prefix(close + 1);
  }
  bool const zeros = !rest.empty() && rest.find_first_not_of('0') == rest.npos;
  if (!zeros || rest.size() < 2) return {};
  format.digits_min = static_cast<int>(rest.size());
  return format;
}

std::optional<std::string> shown_part(NumberFormat const& format, Day of) {
  using enum NumberFormat::Shows;
  if (format.shows == day) return std::nullopt;
  auto const whole = of.vietnamese();  // dd/mm/yyyy
  bool const first_of_month = whole.starts_with("01/");
  switch (format.shows) {
    case month_of_year:
      // A day put there by hand stays; the first was made of a month that was typed.
      return first_of_month ? std::optional(whole.substr(3)) : std::nullopt;
    case year:
      return whole.starts_with("01/01/") ? std::optional(whole.substr(6)) : std::nullopt;
    case day_of_month:
      return whole.substr(0, 5);
    default:
      return std::nullopt;
  }
}

std::string shown_number(NumberFormat const& format, std::string number) {
  auto const digits = static_cast<std::size_t>(format.digits_min);
  bool const whole = !number.empty() && std::ranges::all_of(number, [](char each) {
    return each >= '0' && each <= '9';
  });
  if (digits < 2 || !whole) return number;
  if (number.size() < digits) number.insert(0, digits - number.size(), '0');
  return format.before + number;
}

std::optional<Day> day_of_serial(double serial, Epoch epoch) {
  // Half a second up: a time kept as a fraction may fall short of the midnight it means.
  auto const whole = std::floor(serial + 0.5 / 86400);
  if (!(whole >= (epoch == Epoch::from_1900 ? 1 : 0)) || whole >= last_serial) {
    return std::nullopt;
  }
  auto const count = static_cast<int>(whole);
  if (epoch == Epoch::from_1904) {
    return Day::from_number(day_1904_01_01 + count);
  }
  if (count == 60) {
    return std::nullopt;
  }
  return Day::from_number(day_1899_12_30 + count + (count < 60 ? 1 : 0));
}

std::string plain_number(std::string_view stored) {
  auto const digits = stored.starts_with('-') ? stored.substr(1) : stored;
  if (!digits.empty() &&
      std::ranges::all_of(digits, [](char each) { return each >= '0' && each <= '9'; })) {
    return std::string(stored);  // kept as it is: a double would lose digits after the 15th
  }
  double value = 0;
  auto const [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), value);
  if (error != std::errc{} || end != stored.data() + stored.size() || !std::isfinite(value)) {
    return std::string(stored);
  }
  auto const size = std::abs(value);
  auto const shape = value == 0 || (size >= 1e-7 && size <= exact_max) ? std::chars_format::fixed
                                                                       : std::chars_format::general;
  char text[64];
  auto const written = std::to_chars(text, text + sizeof text, value == 0 ? 0.0 : value, shape);
  return {text, written.ptr};
}

}  // namespace giaoban::print
