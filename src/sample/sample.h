// The invented province: persons, cells and grades that come to the counts of a published report
// (Phú Thọ, June 2021), written as a workbook that takes the same way in as a user's. Names of
// districts are public facts; every person, number and commune is invented.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "review/review.h"
#include "workbook/workbook.h"

namespace giaoban::sample {

inline constexpr std::uint64_t report_seed = 2021;

// What the world must come to, exactly. `report_seed` gives the published counts, any other seed
// others of its own.
struct Targets {
  int committees = 0;  // grass-roots committees
  int grassroots_cells = 0;
  int dependent_cells = 0;
  int members = 0;  // on the roster date, and again at the end of the half year
  int organisations_good = 0, organisations_excellent = 0, organisations_failed = 0;
  int cells_good = 0, cells_excellent = 0, cells_failed = 0, cells_founded_late = 0;
  int members_exempt = 0, members_suspended = 0, members_admitted_late = 0;
  int members_good = 0, members_excellent = 0, members_failed = 0;
  int leaders_excellent = 0;
  // Movements: in the year of the roster, and in the half year after it (where in = out).
  int admitted_early = 0, received = 0, left = 0;
  int next_admitted = 0, next_received = 0;
  [[nodiscard]] int organisations() const { return committees + grassroots_cells; }
};
Targets targets(std::uint64_t seed);

struct SampleUnit {
  std::string code;
  std::string name;
  unit::UnitKind unit_kind = unit::UnitKind::dependent_cell;
  int parent = -1;                  // place in World::units
  int organisation = -1;            // the grass-roots organisation it belongs to, itself included
  std::optional<Day> founded = {};  // none: stood before the register was opened
  std::optional<review::Outcome> grade = {};
  std::optional<review::Grade> collective = {};
};

struct SamplePerson {
  int cell = 0;  // place in World::units
  Day born;
  member::Sex sex = member::Sex::male;
  Day joined;
  std::optional<Day> recognised;
  std::optional<Day> arrived;  // none: stood in the cell when the register was opened
  member::Cause arrival = member::Cause::opening;
  std::optional<Day> left;
  member::Cause leaving = member::Cause::deceased;
  bool exempt = false;
  bool suspended = false;
  bool on_roster = false;
  std::optional<review::Grade> grade;
  std::optional<review::NotAssessed> not_assessed;
  std::optional<review::Grade> leader;  // of those who lead
};

struct SamplePost {
  int unit = 0;
  int person = 0;
  post::Title title = post::Title::secretary;
  std::string text;
};

struct World {
  std::uint64_t seed = 0;
  Day opening;
  Day roster;
  std::vector<SampleUnit> units;  // parents before children
  std::vector<SamplePerson> persons;
  std::vector<SamplePost> posts;
};

World make_world(std::uint64_t seed);
// Whether the workbook holds the year's results, or the register alone, as before its round.
enum class Holding { results, register_only };
std::span<Choice const> choices_of(Holding);
void write_workbook(World const& world, std::string const& file,
                    Holding holding = Holding::results);
// The file number of the person at that place of the world.
std::string file_number(std::size_t person);

}  // namespace giaoban::sample
