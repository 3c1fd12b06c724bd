// The language in which a committee says what its own measure counts: "giới tính = nữ và tuổi từ 18
// đến 30", typed by what the records of a population have. Words in Vietnamese or English, with
// marks or without, or stable codes; kept as codes. Private to src/figure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "figure/figure.h"

namespace giaoban::figure {

// What a condition may ask of a record.
enum class Property {
  sex,
  standing,
  ethnic_minority,
  religious,
  exempt,
  suspended,
  away,
  age,
  party_age,
  joined_year,
  schooling,
  profession,
  theory,
  title,
  unit_kind,
  level,
  grade,
  not_assessed,
};

// Whether answers are named, in an order too ("trình độ >= đại học"), numbers, or yes and no: then
// the property may stand alone for "= yes".
enum class Scale { named, ordered, number, yes_or_no };
using Answer = std::optional<std::int64_t>;  // nullopt: not recorded
struct PropertyKind {
  Property property;
  std::string_view code;
  Msg label;
  Scale scale;
  std::span<Choice const> choices;
  unsigned populations;  // a bit each
  unsigned in_memory;    // of those, where the columns of spells.h tell it
  Answer (*answer)(Record const&);
};
std::span<PropertyKind const> properties();
PropertyKind const& kind_of(Property property);
[[nodiscard]] constexpr unsigned bit_of(Population population) {
  return 1U << static_cast<unsigned>(population);
}

enum class Relation { is, is_not, below, at_most, above, at_least, between, among };

// A comparison with what is not recorded holds only where "unknown" itself is asked for; "not"
// turns around whatever it stands before.
struct Condition {
  enum class Form { always, all, any, negated, compared };
  Form form = Form::always;
  std::vector<Condition> parts = {};
  Property property = Property::sex;
  Relation relation = Relation::is;
  std::vector<Answer> values = {};
  bool operator==(Condition const&) const = default;
};
bool holds(Condition const& condition, Record const& record);
// "sex = female and age from 18 to 30": what is kept, and parsed again.
std::string code_text(Condition const& condition);
std::string words_of(Condition const& condition, Language language);
Condition both(Condition first, Condition second);

// Whether some record could fulfil it; what would take too long to try out counts as possible.
bool possible(Condition const& condition);
// Whether it looks only at what the columns in memory tell of the population.
bool told_in_memory(Condition const& condition, Population population);
// Whether it looks at what stands in files of persons beyond the classes that all measures have.
bool asks_files(Condition const& condition);

// Blank: everyone. Refused with the place in the text, what was expected and the nearest known.
Result<Condition> parse_condition(std::string_view text, Population population);

// How a text begun may go on: each whole with the words put in.
struct Completion {
  std::string text;
  std::string label;
};
std::vector<Completion> completions(std::string_view text, Population population,
                                    Language language);

}  // namespace giaoban::figure
