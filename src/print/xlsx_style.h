// What a number in a worksheet means: a day or a plain number, and its digits. Inside print/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"

namespace giaoban::print {

// Whether a number format shows a day, by its built-in number and by its code.
bool is_day_format(int format_id);
bool is_day_format(std::string_view code);

enum class Epoch { from_1900, from_1904 };
// The day of a serial number; nullopt for times without a day, days before the epoch, and
// 29/02/1900, which Excel counts though there was none.
std::optional<Day> day_of_serial(double serial, Epoch epoch);

// A stored number with all its digits: "1.0E+5" is "100000".
std::string plain_number(std::string_view stored);

}  // namespace giaoban::print
