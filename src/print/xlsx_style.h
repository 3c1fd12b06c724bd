// What a number in a worksheet means: a day or a plain number, and its digits. Inside print/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "print/xlsx_parts.h"

namespace giaoban::print {

// Whether a number format shows a day, by its built-in number and by its code.
bool is_day_format(int format_id);
bool is_day_format(std::string_view code);

// What of a number a format shows.
struct NumberFormat {
  enum class Shows { number, day, month_of_year, year, day_of_month };
  Shows shows = Shows::number;
  int digits_min = 0;       // 00000: 5; below 2: as the number is
  std::string before = {};  // "LL"0000
};
NumberFormat number_format(int format_id);
NumberFormat number_format(std::string_view code);
// A day as far as the format shows it; nullopt: it shows all that the day holds.
std::optional<std::string> shown_part(NumberFormat const& format, Day day);
// The number with the zeros and signs that the format puts in front.
std::string shown_number(NumberFormat const& format, std::string number);

struct CellStyle {
  NumberFormat format;
  bool struck_out = false;
};
// By style number of a cell.
Result<std::vector<CellStyle>> read_styles(Archive const& archive, std::string const& part);
// <strike/> and the like: on unless it says otherwise.
bool is_on(Attributes attributes);
int to_int(std::string_view text, int otherwise);

// The day of a serial number; nullopt for times without a day, days before the epoch, and
// 29/02/1900, which Excel counts though there was none.
std::optional<Day> day_of_serial(double serial, Epoch epoch);

// A stored number with all its digits: "1.0E+5" is "100000".
std::string plain_number(std::string_view stored);

}  // namespace giaoban::print
