// Judges a column of a sheet as a whole: what no cell alone can tell. A list pasted from an old
// font, days that a spreadsheet of another country turned round, zeros that it took away show in
// the cells beside. It knows no domain and changes nothing: it tells what it sees, with examples.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "print/xlsx_read.h"

namespace giaoban::print {

enum class ColumnHolds {
  words,  // names and the like: of numbers and days there are none
  codes,  // letters and digits, zeros in front count
  text,
  days,
};

enum class Doubt {
  encoding,      // cells of another encoding, and none that Unicode alone has
  encodings,     // cells of another encoding among cells that only Unicode has
  days_swapped,  // day and month of what became days were changed for one another
  month_first,   // texts with the month before the day
  days_beside,   // days that a swap in a column beside makes doubtful
  zeros_lost,    // numbers shorter than the texts beside them that begin with zeros
};

struct Example {
  std::int64_t row = 0;
  std::string stands;   // as the cell has it
  std::string meant;    // as it would be taken
  std::size_t tab = 0;  // of those that were joined
};

// What a column is in doubt about; of each there is one finding at most.
enum class Facet { encoding, days, zeros };
inline constexpr std::array facets{Facet::encoding, Facet::days, Facet::zeros};

struct Finding {
  Doubt doubt;
  std::int64_t cells = 0;    // that would be taken otherwise than they stand
  std::int64_t unclear = 0;  // `encodings`: cells that may be of either
  std::optional<LegacyEncoding> encoding = {};
  std::size_t digits = 0;              // `zeros_lost`: of a whole code
  std::vector<Example> examples = {};  // a few
};

// How the cells of a column are taken once somebody has answered.
struct Mending {
  std::optional<LegacyEncoding> encoding = {};
  bool only_plain = false;  // only cells that are no Unicode by themselves
  bool swap_days = false;
  bool month_first = false;
  std::size_t digits = 0;

  [[nodiscard]] bool none() const { return !encoding && !swap_days && !month_first && digits == 0; }
};
// The cell's text as it is taken; nullopt: as it stands. Days come as they are shown, 14/06/1960.
std::optional<std::string> mended(Mending const& mending, SheetCell const& cell);

class ColumnJudge {
 public:
  explicit ColumnJudge(ColumnHolds holds) : holds_(holds) {}

  void take(std::int64_t row, SheetCell const& cell);
  // What the cells so far come to, in the order of Doubt.
  [[nodiscard]] std::vector<Finding> findings() const;
  [[nodiscard]] std::optional<Finding> finding(Facet facet) const;
  // The cells tell by themselves that they are as they should be, whatever other tabs hold.
  [[nodiscard]] bool speaks_against(Facet facet) const;
  // Takes what the same column holds on another tab; its examples bear the number.
  void join(ColumnJudge const& other, std::size_t tab);
  // What its days come to once those of a column beside are found changed.
  [[nodiscard]] std::optional<Finding> swapped_beside() const;

 private:
  void take_text(std::int64_t row, std::string_view text);
  void take_day(std::int64_t row, SheetCell const& cell);
  void take_code(std::int64_t row, SheetCell const& cell);
  void add_early_day(std::int64_t row, SheetCell const& cell);
  [[nodiscard]] std::size_t whole_code_digits() const;
  [[nodiscard]] std::optional<Finding> encoding_finding() const;
  [[nodiscard]] std::optional<Finding> latin_finding() const;
  [[nodiscard]] std::optional<Finding> day_finding() const;
  [[nodiscard]] std::optional<Finding> zeros_finding() const;

  // A few cells of a sort, and how many there are.
  struct Seen {
    std::int64_t count = 0;
    std::vector<Example> first = {};
    void add(std::int64_t row, std::string_view stands, std::string meant);
    void join(Seen const& other, std::size_t tab);
  };

  ColumnHolds holds_;
  std::map<LegacyEncoding, Seen> plain_;  // no Unicode by themselves
  Seen latin_;                            // letters of Latin-1 alone: of either
  std::int64_t beyond_ = 0;               // letters that only Unicode has
  static constexpr std::size_t latin_texts_max = 100;
  std::vector<std::string> latin_texts_;  // some of them, while there are none beyond
  Seen day_cells_;  // days of a spreadsheet up to the twelfth that are others when swapped
  std::int64_t early_day_cells_ = 0;  // up to the twelfth, all
  std::int64_t late_day_cells_ = 0;
  std::int64_t day_first_ = 0;                    // texts: 25/12/1961
  std::int64_t either_ = 0;                       // texts: 05/06/1960
  Seen month_first_;                              // texts: 12/25/1961
  std::map<std::size_t, std::int64_t> zero_led_;  // by number of digits
  std::map<std::size_t, std::int64_t> text_codes_;
  std::map<std::size_t, Seen> numbers_;
};

}  // namespace giaoban::print
