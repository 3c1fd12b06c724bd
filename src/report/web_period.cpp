#include "report/web_period.h"

#include <fmt/format.h>

#include <array>

#include "base/period.h"
#include "base/text.h"
#include "report/report.h"

namespace giaoban::report {

namespace {

using web::Words;

constexpr std::string_view part_field = "part";
constexpr std::string_view year_field = "year";
constexpr std::string_view whole_year = "year";
constexpr std::string_view term = "term";
constexpr int term_years = 5;

struct Part {
  std::string_view code;  // as it stands in a period's code
  Msg label;
};
constexpr std::array parts{
    Part{"H1", M("6 tháng đầu năm")},
    Part{"H2", M("6 tháng cuối năm")},
    Part{"9M", M("9 tháng")},
    Part{whole_year, M("Cả năm")},
    Part{"Q1", M("Quý I")},
    Part{"Q2", M("Quý II")},
    Part{"Q3", M("Quý III")},
    Part{"Q4", M("Quý IV")},
    Part{term, M("Nhiệm kỳ 5 năm có năm này")},
};

std::string period_code(std::string const& part, std::string const& year) {
  if (part == whole_year) return year;
  if (part != term) return fmt::format("{}-{}", year, part);
  auto const whole = Period::parse(year);
  if (!whole || whole->kind() != PeriodKind::year) return year + "-";
  int const start = whole->days().from.year() / term_years * term_years;
  return fmt::format("{}-{}", start, start + term_years);
}

struct Chosen {
  std::string part;
  std::string year;
};
Chosen chosen_of(web::Fields const& typed, int last) {
  auto const period = Period::parse(typed.text("period"));
  if (!period) {
    Chosen chosen{"H1", std::to_string(last)};
    if (typed.first(part_field)) chosen.part = typed.text(part_field);
    if (typed.first(year_field)) chosen.year = typed.text(year_field);
    return chosen;
  }
  Chosen chosen{std::string(whole_year), std::to_string(period->days().from.year())};
  if (period->kind() == PeriodKind::term) chosen.part = term;
  if (period->kind() != PeriodKind::term && period->kind() != PeriodKind::year) {
    chosen.part = period->code().substr(5);
  }
  return chosen;
}

}  // namespace

std::vector<web::FormField> period_fields(Words const& words, YearsAsked years,
                                          web::Fields const& typed) {
  std::vector<web::Pick> kinds;
  for (Part const& part : parts) kinds.push_back({std::string(part.code), words(part.label)});
  for (int month = 1; month <= 12; ++month) {
    std::string const number = std::to_string(month);
    kinds.push_back({fmt::format("{:02}", month), words(M("Tháng {month}"), {{"month", number}})});
  }
  std::vector<web::Pick> all_years;
  for (int year = years.last; year >= years.first; --year) {
    all_years.push_back({std::to_string(year), std::to_string(year)});
  }
  Chosen const chosen = chosen_of(typed, years.last);
  return {{.name = std::string(part_field),
           .label = words(M("Kỳ báo cáo")),
           .control = web::Control::choice,
           .need = store::Need::required,
           .picks = std::move(kinds),
           .value = chosen.part},
          {.name = std::string(year_field),
           .label = words(M("Năm của kỳ báo cáo")),
           .control = web::Control::choice,
           .need = store::Need::required,
           .picks = std::move(all_years),
           .value = chosen.year}};
}

command::Arguments arguments_asked(web::Request const& request) {
  auto arguments = web::arguments_of(request);
  auto const part = arguments.text(part_field);
  auto const year = arguments.text(year_field);
  if (!arguments.text("period") && part && year) {
    arguments.set("period", period_code(*part, *year));
  }
  return arguments;
}

Result<void> check_period(web::Request const& request, int this_year) {
  auto const given = [&](std::string_view name) { return normalise(request.query.text(name)); };
  std::string period = given("period");
  auto const part = given(part_field);
  auto const year = given(year_field);
  if (period.empty() && !(part.empty() && year.empty())) {
    period = period_code(part.empty() ? std::string(whole_year) : part,
                         year.empty() ? std::to_string(this_year) : year);
  }
  if (period.empty() || Period::parse(period)) return {};
  return refuse(bad_period, {{"period", period}});
}

}  // namespace giaoban::report
