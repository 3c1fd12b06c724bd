#include "member/rules.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/likeness.h"
#include "base/spelling.h"
#include "base/text.h"

namespace giaoban::member {

namespace {

Day day_of(int year, int month, int day) {
  return *Day::from_ymd(year, month, day);
}

// --- dated rules -------------------------------------------------------------------------------

constexpr int no_upper_age = 1'000;

struct AgeLimits {
  int years_min = 18;
  int years_max = 60;
};

// The citations of QĐ 20 and QĐ 208 (2026) and of QĐ 29 (2016) are known, their texts not read; nor
// were the statutes before, which say eighteen years since the third congress.
std::span<Dated<AgeLimits> const> age_limits() {
  static std::array<Dated<AgeLimits>, 7> const versions{{
      {{day_of(1960, 9, 10), day_of(2016, 7, 25)},
       {.years_max = no_upper_age},
       "Điều lệ Đảng, Điều 1",
       Confidence::unconfirmed},
      {{day_of(2016, 7, 25), day_of(2021, 7, 30)}, {}, "QĐ 29-QĐ/TW", Confidence::unconfirmed},
      {{day_of(2021, 7, 30), day_of(2025, 1, 20)}, {}, "QĐ 24-QĐ/TW, 1.1.1"},
      {{day_of(2025, 1, 20), day_of(2025, 7, 1)}, {}, "QĐ 232-QĐ/TW, 1.1.1"},
      {{day_of(2025, 7, 1), day_of(2026, 4, 8)}, {}, "QĐ 294-QĐ/TW, 1.1.1"},
      {{day_of(2026, 4, 8), day_of(2026, 7, 26)}, {}, "QĐ 20-QĐ/TW", Confidence::unconfirmed},
      {{day_of(2026, 7, 26), Day::forever()}, {}, "QĐ 208-QĐ/TW", Confidence::unconfirmed},
  }};
  return versions;
}

struct Months {
  int count = 0;
};

std::span<Dated<Months> const> probations() {
  static std::array<Dated<Months>, 2> const versions{{
      {{day_of(1991, 6, 27), day_of(2011, 1, 19)},
       {12},
       "Điều lệ Đảng, Điều 5",
       Confidence::unconfirmed},
      {{day_of(2011, 1, 19), Day::forever()}, {12}, "Điều lệ Đảng 2011, Điều 5"},
  }};
  return versions;
}

struct ReadmissionLimits {
  int months_min = 36;
  int times_max = 1;
};

std::span<Dated<ReadmissionLimits> const> readmissions() {
  static std::array<Dated<ReadmissionLimits>, 6> const versions{{
      {{day_of(2016, 7, 25), day_of(2021, 7, 30)}, {}, "QĐ 29-QĐ/TW", Confidence::unconfirmed},
      {{day_of(2021, 7, 30), day_of(2025, 1, 20)}, {}, "QĐ 24-QĐ/TW"},
      {{day_of(2025, 1, 20), day_of(2025, 7, 1)}, {}, "QĐ 232-QĐ/TW"},
      {{day_of(2025, 7, 1), day_of(2026, 4, 8)}, {}, "QĐ 294-QĐ/TW"},
      {{day_of(2026, 4, 8), day_of(2026, 7, 26)}, {}, "QĐ 20-QĐ/TW", Confidence::unconfirmed},
      {{day_of(2026, 7, 26), Day::forever()}, {}, "QĐ 208-QĐ/TW", Confidence::unconfirmed},
  }};
  return versions;
}

Ruling against(Confidence confidence) {
  return confidence == Confidence::confirmed ? Ruling::blocked : Ruling::warned;
}

// --- arithmetic --------------------------------------------------------------------------------

int month_number(Day day) {
  return day.year() * 12 + day.month() - 1;
}

// The last month the partial day can mean.
int last_month(PartialDay day) {
  int const first = month_number(day.earliest);
  return day.precision == Precision::year ? first + 11 : first;
}

std::size_t digits_in(std::string_view number) {
  return static_cast<std::size_t>(
      std::ranges::count_if(number, [](char c) { return c >= '0' && c <= '9'; }));
}

struct Lengths {
  std::size_t shorter;
  std::size_t longer;
};

NumberFault length_fault(std::string_view number, Lengths right) {
  if (digits_in(number) != number.size()) return NumberFault::not_digits;
  if (number.size() == right.shorter || number.size() == right.longer) return NumberFault::none;
  bool const one_short = number.size() + 1 == right.shorter || number.size() + 1 == right.longer;
  return one_short ? NumberFault::lost_zero : NumberFault::wrong_length;
}

}  // namespace

AgeVerdict admission_age(PartialDay born, Day considered) {
  auto const* const rule = rule_on(age_limits(), considered);
  if (rule == nullptr) return {};
  int const oldest = month_number(considered) - month_number(born.earliest);
  int const youngest = month_number(considered) - last_month(born);
  int const months_min = rule->value.years_min * 12;
  int const months_max = rule->value.years_max * 12;
  if (oldest < months_min) return {against(rule->confidence), AgeBand::under, rule->citation};
  // Over the upper age a committee may consent: nothing here can tell that it did not.
  if (youngest > months_max) return {Ruling::warned, AgeBand::over, rule->citation};
  if (youngest < months_min || oldest > months_max) {
    return {Ruling::warned, AgeBand::uncertain, rule->citation};
  }
  return {};
}

// --- a course on paper -------------------------------------------------------------------------

namespace {

// Not rules of the Party but bounds of what a life can be, wide enough for every true one.
constexpr int joining_years_min = 14;
constexpr int joining_years_max = 100;
constexpr int living_years_max = 125;
// Beyond these the papers are asked for: a year that a spreadsheet took for a count of days is a
// day of 1905.
constexpr int joining_years_usual = 75;
constexpr int living_years_usual = 110;

class Judging {
 public:
  Judging(Course const& course, DecidedBy by) : course_(course), by_(by) {}

  void impossible() {
    Day const founding = day_of(1930, 2, 3);
    if (course_.joined < founding) {
      add(CoursePart::joined, Ruling::blocked, joined_before_all,
          {{"day", course_.joined.vietnamese()}, {"founding", founding.vietnamese()}});
    }
    if (!course_.born) return;
    int const oldest = month_number(course_.joined) - month_number(course_.born->earliest);
    int const youngest = month_number(course_.joined) - last_month(*course_.born);
    int const by_now = month_number(course_.on) - last_month(*course_.born);
    if (oldest < 0 || youngest > joining_years_max * 12 || by_now > living_years_max * 12) {
      add(CoursePart::born, Ruling::blocked, born_impossibly,
          {{"born", course_.born->vietnamese()}, {"day", course_.joined.vietnamese()}});
    } else if (oldest < joining_years_min * 12) {
      add(CoursePart::joined, Ruling::blocked, joined_as_child,
          {{"born", course_.born->vietnamese()},
           {"day", course_.joined.vietnamese()},
           {"years", std::to_string(oldest / 12)}});
    }
  }

  void far_ahead() {
    days_ahead(Ahead::far, Ruling::blocked, day_far_ahead);
    if (course_.on == course_.joined || ahead(course_.on, course_.today) != Ahead::far) return;
    add(CoursePart::arrived, Ruling::blocked, day_far_ahead,
        {{"what", M("có tên trong sổ")},
         {"day", course_.on.vietnamese()},
         {"today", course_.today.vietnamese()}});
  }

  void to_come() { days_ahead(Ahead::soon, Ruling::warned, day_to_come); }

  void unusual() {
    if (!course_.born) return;
    int const joining = month_number(course_.joined) - last_month(*course_.born);
    int const by_now = month_number(course_.on) - last_month(*course_.born);
    if (joining <= joining_years_usual * 12 && by_now <= living_years_usual * 12) return;
    add(CoursePart::born, Ruling::warned, unusually_old,
        {{"born", course_.born->vietnamese()}, {"day", course_.joined.vietnamese()}});
  }

  void age() {
    if (!course_.born) return;
    Day const considered = course_.decided_on.value_or(course_.joined);
    auto const verdict = admission_age(*course_.born, considered);
    if (verdict.ruling == Ruling::allowed) return;
    add(CoursePart::joined, as_decided(verdict.ruling),
        verdict.band == AgeBand::under  ? age_out_of_range
        : verdict.band == AgeBand::over ? over_age
                                        : birth_date_partial,
        {{"born", course_.born->vietnamese()},
         {"day", considered.vietnamese()},
         {"rule", std::string(verdict.citation)}});
  }

  void probation() {
    if (!course_.recognised || *course_.recognised < course_.joined) return;
    auto const verdict = recognition(course_.joined, *course_.recognised);
    if (verdict.ruling == Ruling::allowed) return;
    add(CoursePart::recognised, as_decided(verdict.ruling),
        *course_.recognised < *verdict.ends ? probation_not_over : recognised_late,
        {{"ceremony", course_.joined.vietnamese()},
         {"ends", verdict.ends->vietnamese()},
         {"day", course_.recognised->vietnamese()},
         {"rule", std::string(verdict.citation)}});
  }

  [[nodiscard]] bool clean() const { return judged_.empty(); }
  std::vector<Judged> all() { return std::move(judged_); }

 private:
  [[nodiscard]] Ruling as_decided(Ruling ruling) const {
    return by_ == DecidedBy::another ? Ruling::warned : ruling;
  }
  void days_ahead(Ahead how_far, Ruling ruling, RefusalKind const& kind) {
    auto const told = [&](CoursePart about, Day day, Msg what) {
      if (ahead(day, course_.today) != how_far) return;
      add(about, ruling, kind,
          {{"what", what}, {"day", day.vietnamese()}, {"today", course_.today.vietnamese()}});
    };
    told(CoursePart::joined, course_.joined, M("vào Đảng"));
    if (course_.recognised) {
      told(CoursePart::recognised, *course_.recognised, M("được công nhận chính thức"));
    }
  }
  void add(CoursePart about, Ruling ruling, RefusalKind const& kind, Args args) {
    args.insert(args.begin(), {"person", course_.name});
    judged_.push_back({about, ruling, {&kind, std::move(args)}});
  }

  Course const& course_;
  DecidedBy by_;
  std::vector<Judged> judged_;
};

}  // namespace

std::vector<Judged> judge(Course const& course, DecidedBy by) {
  Judging judging(course, by);
  judging.impossible();
  judging.far_ahead();
  // Of days that cannot be, no rule says more.
  if (judging.clean()) {
    judging.unusual();
    judging.age();
    judging.to_come();
  }
  judging.probation();
  return judging.all();
}

std::vector<Judged> impossible(Course const& course) {
  Judging judging(course, DecidedBy::another);
  judging.impossible();
  judging.far_ahead();
  return judging.all();
}

// --- names -------------------------------------------------------------------------------------

NameCase name_case(std::string_view full_name) {
  auto const small = small_letters(full_name);
  if (small == full_name) return small.empty() ? NameCase::usual : NameCase::one_case;
  if (small.size() != full_name.size()) return NameCase::usual;
  bool begins_small = false;
  bool capital_inside = false;
  std::size_t words = 0;
  for (std::size_t at = 0; at < full_name.size();) {
    auto const end = std::min(full_name.find(' ', at), full_name.size());
    std::size_t letter = at + 1;  // the second one
    while (letter < end && (static_cast<unsigned char>(full_name[letter]) & 0xC0U) == 0x80U)
      ++letter;
    bool const small_first = full_name.substr(at, letter - at) == small.substr(at, letter - at);
    bool const capital_later =
        full_name.substr(letter, end - letter) != small.substr(letter, end - letter);
    // "hoÀng" is nobody's spelling, "k'Rứt" is.
    bool const joined = full_name.substr(at, end - at).find_first_of("'-") != full_name.npos;
    if (small_first && capital_later && !joined) return NameCase::one_case;
    begins_small = begins_small || small_first;
    capital_inside = capital_inside || capital_later;
    ++words;
    at = end + 1;
  }
  // One word in capitals may be a name of letters; capitals among small ones are a people's own
  // spelling (H'Hen Niê).
  if (capital_inside) {
    return words > 1 && full_name == capitals(full_name) ? NameCase::one_case : NameCase::usual;
  }
  return begins_small ? NameCase::mixed : NameCase::usual;
}

bool lacks_marks(std::string_view full_name) {
  constexpr int words_min = 3;
  bool const plain = std::ranges::all_of(
      full_name, [](char letter) { return static_cast<unsigned char>(letter) < 0x80U; });
  return plain && std::ranges::count(full_name, ' ') + 1 >= words_min;
}

// Marks count, not where they are set: Hùng and Hưng are two, Hòa and Hoà one. Nor do the signs
// between the parts of a name: K'Rứt, K Rứt and K-Rứt are one.
std::string namesake_key(std::string_view full_name) {
  auto key = one_spelling(marked_letters(normalise(full_name)));
  std::erase(key, ' ');
  return key;
}

namespace {

// The months that the birth can mean, or the day.
bool may_be_one_day(PartialDay one, PartialDay other) {
  if (one.precision == Precision::day && other.precision == Precision::day) {
    return one.earliest == other.earliest;
  }
  return month_number(one.earliest) <= last_month(other) &&
         month_number(other.earliest) <= last_month(one);
}

// What a native place is called, however written: without signs and the words for kinds of places.
std::vector<std::string> place_words(std::string_view place) {
  static constexpr std::array<std::string_view, 11> kinds{
      "xa", "phuong", "huyen", "quan", "tinh", "tp", "tx", "tt", "x", "h", "t"};
  std::string text = one_spelling(fold(place));
  std::ranges::replace_if(
      text,
      [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte < 0x80 && std::isalnum(byte) == 0;
      },
      ' ');
  text = " " + text + " ";
  for (std::string_view const kind : {" thi tran ", " thi xa ", " thanh pho "}) {
    for (auto at = text.find(kind); at != std::string::npos; at = text.find(kind)) {
      text.replace(at, kind.size(), " ");
    }
  }
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find(' ', at), text.size());
    auto const word = text.substr(at, end - at);
    if (!word.empty() && std::ranges::find(kinds, word) == kinds.end()) words.push_back(word);
    at = end + 1;
  }
  std::ranges::sort(words);
  return words;
}

// One may leave out what the other says: a district that is no more.
bool may_be_one_place(std::string_view one, std::string_view other) {
  auto const words = place_words(one);
  auto const others = place_words(other);
  return std::ranges::includes(words, others) || std::ranges::includes(others, words);
}

}  // namespace

bool may_be_one(PersonParticulars const& one, PersonParticulars const& other) {
  bool const both_placed = !one.native_place.empty() && !other.native_place.empty();
  if (one.born && other.born) {
    if (!may_be_one_day(*one.born, *other.born)) return false;
    // A place has many names, a day of birth has one.
    bool const full =
        one.born->precision == Precision::day && other.born->precision == Precision::day;
    return full || !both_placed || may_be_one_place(one.native_place, other.native_place);
  }
  return both_placed && may_be_one_place(one.native_place, other.native_place);
}

std::optional<Day> probation_end(Day ceremony) {
  auto const* const rule = rule_on(probations(), ceremony);
  return rule == nullptr ? std::nullopt : std::optional(ceremony.plus_months(rule->value.count));
}

ProbationVerdict recognition(Day ceremony, Day recognised) {
  auto const* const rule = rule_on(probations(), ceremony);
  if (rule == nullptr) return {};
  Day const ends = ceremony.plus_months(rule->value.count);
  if (recognised < ends) return {against(rule->confidence), ends, rule->citation};
  if (recognised > ends) return {Ruling::warned, ends, rule->citation};
  return {Ruling::allowed, ends, rule->citation};
}

ReadmissionVerdict readmission(Readmission const& asked) {
  auto const* const rule = rule_on(readmissions(), asked.ceremony);
  if (rule == nullptr) return {};
  ReadmissionVerdict verdict{.earliest = asked.left.plus_months(rule->value.months_min),
                             .citation = rule->citation};
  if (asked.ceremony < *verdict.earliest) verdict.too_early = against(rule->confidence);
  if (asked.times_before >= rule->value.times_max) verdict.too_often = against(rule->confidence);
  return verdict;
}

// --- numbers -----------------------------------------------------------------------------------

NumberFault citizen_number_fault(std::string_view number) {
  return length_fault(number, {9, 12});
}

// Cards since 2025 bear the citizen number (QĐ 347-QĐ/TW). The length of older numbers was not
// read in a rule, so only what cannot be a card number is refused.
NumberFault card_number_fault(std::string_view number) {
  if (digits_in(number) != number.size() || number.empty()) return NumberFault::not_digits;
  if (number.size() == 11) return NumberFault::lost_zero;
  return number.size() > 12 ? NumberFault::wrong_length : NumberFault::none;
}

std::string number_words(std::string_view number, NumberFault fault) {
  auto const count = std::to_string(digits_in(number));
  switch (fault) {
    case NumberFault::not_digits:
      return say(Language::vietnamese, M("có ký tự không phải chữ số"));
    case NumberFault::lost_zero:
      return say(Language::vietnamese, M("chỉ có {count} chữ số, có lẽ đã mất số 0 ở đầu"),
                 {{"count", count}});
    case NumberFault::wrong_length:
      return say(Language::vietnamese, M("có {count} chữ số"), {{"count", count}});
    case NumberFault::none:
      break;
  }
  return {};
}

std::string plain_number(std::string_view number) {
  std::string plain;
  std::ranges::copy_if(number, std::back_inserter(plain),
                       [](char c) { return c != ' ' && c != '.' && c != '-'; });
  return plain;
}

// --- the register of one person ----------------------------------------------------------------

bool fits(Cause cause, Step step) {
  if (!step.to) return step.from ? leaves(cause) : false;
  if (leaves(cause)) return false;
  if (step.from == step.to) return true;  // split by a correction: no change of place
  bool const arrives = cause != Cause::transferred && cause != Cause::reorganised;
  return step.from ? !arrives : arrives;
}

namespace {

using Fault = std::optional<TimelineFault>;

Fault cell_fault(std::vector<store::Fact<MemberCell>> const& cells) {
  std::optional<UnitId> before;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto const& [head, value] = cells[i];
    if (i > 0 && cells[i - 1].head.span.to != head.span.from) {
      return TimelineFault{M("thời gian sinh hoạt bị hở hoặc chồng nhau"), head.span.from};
    }
    // A leaver's row may be split by a correction too: none after none is no change.
    bool const stays_out = i > 0 && !before && !value.cell && leaves(value.cause);
    if (!stays_out && !fits(value.cause, {before, value.cell})) {
      return TimelineFault{M("lý do tăng, giảm không khớp với chi bộ trước và sau"),
                           head.span.from};
    }
    before = value.cell;
  }
  if (!cells.empty() && cells.back().head.span.to != Day::forever()) {
    return TimelineFault{M("thời gian sinh hoạt bị hở hoặc chồng nhau"), cells.back().head.span.to};
  }
  return {};
}

Fault standing_fault(PersonRegister const& facts) {
  for (auto const& [head, place] : facts.cells) {
    Day covered_to = head.span.from;
    for (auto const& standing : facts.standings) {
      Span const span = standing.head.span;
      if (!place.cell && span.overlaps(head.span)) {
        return TimelineFault{M("còn tư cách đảng viên khi đã rời sổ"),
                             std::max(span.from, head.span.from)};
      }
      if (span.from <= covered_to && covered_to < span.to) covered_to = span.to;
    }
    if (place.cell && covered_to < head.span.to) {
      return TimelineFault{M("đang sinh hoạt mà không có tư cách dự bị hay chính thức"),
                           covered_to};
    }
  }
  return {};
}

Fault card_fault(PersonRegister const& facts) {
  for (auto const& card : facts.cards) {
    for (auto const& standing : facts.standings) {
      if (standing.value.standing == Standing::probationary &&
          standing.head.span.overlaps(card.head.span)) {
        return TimelineFault{M("có thẻ đảng viên khi còn dự bị"),
                             std::max(standing.head.span.from, card.head.span.from)};
      }
    }
  }
  return {};
}

}  // namespace

std::optional<TimelineFault> timeline_fault(PersonRegister const& facts) {
  if (auto const fault = cell_fault(facts.cells)) return fault;
  if (auto const fault = standing_fault(facts)) return fault;
  return card_fault(facts);
}

std::optional<Day> probation_began(PersonRegister const& facts, Day day) {
  std::optional<Day> anew;
  bool inside = false;
  for (auto const& place : facts.cells) {
    if (place.head.span.from > day) break;
    if (!inside && place.value.cause == Cause::readmitted) anew = place.head.span.from;
    inside = place.value.cell.has_value();
  }
  std::optional<Day> began;
  bool on_probation = false;
  for (auto const& standing : facts.standings) {
    if (standing.value.standing != Standing::probationary) continue;
    if (standing.head.span.contains(day)) on_probation = true;
    if (anew && standing.head.span.from < *anew) continue;
    if (standing.head.span.from <= day && !began) began = standing.head.span.from;
  }
  return on_probation ? began : std::nullopt;
}

}  // namespace giaoban::member
