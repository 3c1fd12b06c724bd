#include "bench/nation_peers.h"

#include <fmt/format.h>
#include <fmt/os.h>

#include <chrono>

namespace giaoban::nation {

std::vector<Asked> sixty() {
  std::vector<Asked> all;
  std::vector<Asked::Term> terms;
  for (Attribute const& attribute : attributes) {
    for (std::uint32_t value = 0; value < attribute.values; ++value) {
      terms.push_back({attribute, value});
    }
  }
  for (auto const& term : terms) all.push_back({{term}});
  for (auto const& one : terms) {
    for (auto const& other : terms) {
      if (one.attribute.shift >= other.attribute.shift || all.size() == 60) continue;
      all.push_back({{one, other}});
    }
  }
  return all;
}

std::vector<std::int32_t> months() {
  namespace chrono = std::chrono;
  std::vector<std::int32_t> days;
  for (int month = 0; month < 120; ++month) {
    chrono::year_month_day const first{chrono::year{2016 + month / 12},
                                       chrono::month{static_cast<unsigned>(month % 12 + 1)},
                                       chrono::day{1}};
    days.push_back(static_cast<std::int32_t>(chrono::sys_days{first}.time_since_epoch().count()));
  }
  return days;
}

void write_rows(World const& world, std::string const& folder) {
  auto const file = [&](char const* name) {
    return fmt::output_file(folder + "/" + name + ".csv");
  };
  auto const dated = [&](char const* name, std::vector<Dated> const& rows) {
    auto out = file(name);
    for (Dated const& row : rows) {
      out.print("{},{},{},{},{},{}\n", row.subject, row.value, row.from, row.to, row.recorded_in,
                row.superseded_in);
    }
  };
  dated("existence", world.existence);
  dated("parent", world.parents);
  dated("membership", world.memberships);
  dated("standing", world.standings);
  dated("exemption", world.exemptions);
  auto grades = file("grade");
  for (Graded const& row : world.grades) {
    grades.print("{},{},{},{},{},{}\n", row.member, first_year + row.year, row.grade,
                 row.decided_on, row.recorded_in, row.superseded_in);
  }
  auto members = file("member");
  for (std::size_t member = 0; member < world.traits.size(); ++member) {
    auto const word = static_cast<std::uint32_t>(world.traits[member]) << 2U;
    members.print("{}", member);
    for (std::size_t i = 2; i < std::size(attributes); ++i) {
      members.print(",{}", value_in(word, attributes[i]));
    }
    members.print("\n");
  }
  auto calendar = file("calendar");  // how many of the months begin before a day
  auto const days = months();
  std::size_t before = 0;
  for (std::int32_t day = -200; day < 40000; ++day) {
    while (before < days.size() && days[before] < day) ++before;
    calendar.print("{},{}\n", day, before);
  }
  auto month = file("month");
  for (std::size_t i = 0; i < days.size(); ++i) month.print("{},{}\n", i, days[i]);
}

namespace {

std::string known(char const* table, std::int32_t entry) {
  return fmt::format("{0}.rec <= {1} AND {1} < {0}.sup", table, entry);
}
std::string holds(char const* table, std::int32_t day, std::int32_t entry) {
  return fmt::format("{0}.f <= {1} AND {1} < {0}.t AND {2}", table, day, known(table, entry));
}

std::string closure(std::int32_t day, std::int32_t entry) {
  return fmt::format(
      "WITH RECURSIVE closure(unit, ancestor) AS (\n"
      "  SELECT e.unit, e.unit FROM existence e WHERE {}\n"
      "  UNION ALL SELECT c.unit, p.parent FROM closure c JOIN parent p ON p.unit = c.ancestor "
      "AND {})",
      holds("e", day, entry), holds("p", day, entry));
}

std::string grades(std::int32_t entry) {
  auto const roster = roster_on(2);
  return fmt::format(
      "{}, per_cell AS (\n"
      "  SELECT m.cell, COALESCE(g.grade + 1, 0) AS outcome, COALESCE(s.standing, 0) AS standing, "
      "COUNT(*) AS n\n"
      "  FROM membership m\n"
      "  LEFT JOIN grade g ON g.member = m.member AND g.year = 2024 AND g.decided <= {} AND {}\n"
      "  LEFT JOIN standing s ON s.member = m.member AND {}\n"
      "  WHERE {} GROUP BY 1, 2, 3)\n"
      "SELECT CAST(SUM(n * ((ancestor * 31 + (outcome * 2 + standing) * 7) % 1009)) AS BIGINT) "
      "FROM (\n"
      "  SELECT c.ancestor, p.outcome, p.standing, SUM(p.n) AS n FROM per_cell p\n"
      "  JOIN closure c ON c.unit = p.cell GROUP BY 1, 2, 3) x;\n",
      closure(roster, entry), grades_asked_on, known("g", entry), holds("s", roster, entry),
      holds("m", roster, entry));
}

std::string sixty_measures(std::int32_t tree) {
  std::string sums;
  std::string rolled;
  std::string weighed;
  auto const all = sixty();
  for (std::size_t k = 0; k < all.size(); ++k) {
    std::string when;
    for (auto const& term : all[k].terms) {
      std::string_view const name = term.attribute.name;
      auto const value = name == "standing" ? std::string("COALESCE(s.standing, 0)")
                         : name == "exempt"
                             ? std::string("(CASE WHEN x.member IS NULL THEN 0 ELSE 1 END)")
                             : "a." + std::string(name);
      when += fmt::format("{}{} = {}", when.empty() ? "" : " AND ", value, term.value);
    }
    sums += fmt::format(", SUM(CASE WHEN {} THEN 1 ELSE 0 END) AS n{}", when, k);
    rolled += fmt::format(", SUM(p.n{0}) AS n{0}", k);
    weighed += fmt::format("{}n{} * ((ancestor * 31 + {} * 7) % 1009)", k == 0 ? "" : " + ", k, k);
  }
  return fmt::format(
      "{}, per_cell AS (\n"
      "  SELECT m.cell{}\n  FROM membership m JOIN member a ON a.member = m.member\n"
      "  LEFT JOIN standing s ON s.member = m.member AND {}\n"
      "  LEFT JOIN exemption x ON x.member = m.member AND {}\n  WHERE {} GROUP BY m.cell)\n"
      "SELECT CAST(SUM({}) AS BIGINT) FROM (\n"
      "  SELECT c.ancestor{} FROM per_cell p JOIN closure c ON c.unit = p.cell "
      "GROUP BY c.ancestor) y;\n",
      closure(tree, head), sums, holds("s", members_asked_on, head),
      holds("x", members_asked_on, head), holds("m", members_asked_on, head), weighed, rolled);
}

std::string series_restated() {
  return fmt::format(
      "{}, held AS (\n"
      "  SELECT c.ancestor AS province, CASE WHEN m.f > s.f THEN m.f ELSE s.f END AS f, "
      "CASE WHEN m.t < s.t THEN m.t ELSE s.t END AS t\n"
      "  FROM membership m JOIN standing s ON s.member = m.member AND s.standing = 1 AND {}\n"
      "  JOIN closure c ON c.unit = m.cell AND c.ancestor BETWEEN 1 AND 63 WHERE {}),\n"
      "step AS (\n"
      "  SELECT h.province, k.i, COUNT(*) AS n FROM held h JOIN calendar k ON k.day = h.f "
      "WHERE h.f < h.t GROUP BY 1, 2\n"
      "  UNION ALL SELECT h.province, k.i, -COUNT(*) FROM held h JOIN calendar k ON k.day = h.t "
      "WHERE h.f < h.t GROUP BY 1, 2)\n"
      "SELECT CAST(SUM(n * ((province * 31 + month.i * 7) % 1009)) AS BIGINT) FROM month "
      "JOIN step ON step.i <= month.i;\n",
      closure(restated_on, head), known("s", head), known("m", head));
}

}  // namespace

void write_questions(std::string const& folder) {
  auto const write = [&](char const* name, std::string const& sql) {
    fmt::output_file(folder + "/" + name + ".sql").print("{}", sql);
  };
  write("sixty", sixty_measures(members_asked_on));
  write("grades", grades(head));
  write("grades_known_at", grades(known_at_asked));
  write("restated", sixty_measures(restated_on));
  write("series_restated", series_restated());
}

}  // namespace giaoban::nation
