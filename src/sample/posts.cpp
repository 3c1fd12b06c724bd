#include <algorithm>

#include "sample/world.h"

namespace giaoban::sample {

namespace {

using post::Title;

struct Opening {
  Title title;
  std::string_view text;
};

constexpr std::array commune_posts{Opening{Title::secretary, ""},
                                   Opening{Title::deputy_secretary, ""},
                                   Opening{Title::other, "Phó Bí thư, Chủ tịch Ủy ban nhân dân"},
                                   Opening{Title::other, "Phó Chủ tịch Hội đồng nhân dân"},
                                   Opening{Title::other, "Phó Chủ tịch Ủy ban nhân dân"},
                                   Opening{Title::other, "Chủ tịch Ủy ban Mặt trận Tổ quốc"}};
constexpr std::array office_posts{Opening{Title::secretary, ""},
                                  Opening{Title::deputy_secretary, ""}, Opening{Title::head, ""},
                                  Opening{Title::deputy_head, ""}};
constexpr std::array cell_posts{Opening{Title::secretary, ""}, Opening{Title::deputy_secretary, ""},
                                Opening{Title::deputy_head, ""}};
constexpr std::array upper_posts{
    Opening{Title::secretary, ""}, Opening{Title::deputy_secretary, ""},
    Opening{Title::standing_member, ""}, Opening{Title::standing_member, ""},
    Opening{Title::standing_member, ""}};
constexpr std::array body_posts{Opening{Title::head, ""}, Opening{Title::deputy_head, ""}};

// May lead: full since before the year, graded, in the register from its opening.
bool eligible(SamplePerson const& person) {
  return person.on_roster && !person.not_assessed && !person.left &&
         person.arrival == member::Cause::opening && person.recognised &&
         *person.recognised < *Day::from_ymd(2020, 1, 1) &&
         person.born > *Day::from_ymd(1958, 1, 1);
}

class Appointing {
 public:
  explicit Appointing(Making& making) : making_(making), leads_(making.world.persons.size()) {}

  // Members of the cells in turn, so that one cell does not give all leaders.
  void appoint(int unit, std::span<Opening const> openings, std::vector<int> const& cells) {
    std::vector<int> candidates;
    for (int cell : cells) {
      for (int p : making_.persons_of[static_cast<std::size_t>(cell)]) {
        if (leads_[static_cast<std::size_t>(p)] == 0 &&
            eligible(making_.world.persons[static_cast<std::size_t>(p)])) {
          candidates.push_back(p);
        }
      }
    }
    making_.dice.shuffle(candidates);
    for (std::size_t i = 0; i < openings.size() && i < candidates.size(); ++i) {
      leads_[static_cast<std::size_t>(candidates[i])] = 1;
      making_.world.posts.push_back(
          {unit, candidates[i], openings[i].title, std::string(openings[i].text)});
    }
  }

 private:
  Making& making_;
  std::vector<char> leads_;
};

}  // namespace

void make_posts(Making& making) {
  auto const& units = making.world.units;
  std::vector<std::vector<int>> cells_of(units.size());  // by grass-roots organisation
  std::vector<int> offices;  // cells whose members staff the levels above
  for (int cell : making.cells) {
    cells_of[static_cast<std::size_t>(units[static_cast<std::size_t>(cell)].organisation)]
        .push_back(cell);
    if (units[static_cast<std::size_t>(cell)].unit_kind == unit::UnitKind::grassroots_cell) {
      offices.push_back(cell);
    }
  }
  Appointing appointing(making);
  for (std::size_t u = 0; u < units.size(); ++u) {
    int const unit = static_cast<int>(u);
    switch (units[u].unit_kind) {
      case unit::UnitKind::grassroots_committee:
        if (units[u].name.starts_with("Đảng bộ xã")) {
          appointing.appoint(unit, commune_posts, cells_of[u]);
        } else {
          appointing.appoint(unit, office_posts, cells_of[u]);
        }
        break;
      case unit::UnitKind::grassroots_cell:
        appointing.appoint(unit, cell_posts, {unit});
        break;
      case unit::UnitKind::body:
        appointing.appoint(unit, body_posts, offices);
        break;
      case unit::UnitKind::province_committee:
      case unit::UnitKind::district_committee:
      case unit::UnitKind::province_bloc_committee:
      case unit::UnitKind::province_military_committee:
      case unit::UnitKind::province_police_committee:
        appointing.appoint(unit, upper_posts, offices);
        break;
      default:
        break;
    }
  }
  // Secretaries of dependent cells hold a post but are not among the graded leaders.
  for (int cell : making.cells) {
    if (units[static_cast<std::size_t>(cell)].unit_kind == unit::UnitKind::dependent_cell) {
      appointing.appoint(cell, std::span(cell_posts).first(1), {cell});
    }
  }
}

}  // namespace giaoban::sample
