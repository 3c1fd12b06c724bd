#include "reorganisation/parts.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace giaoban::reorganisation {

std::vector<std::string> listed(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  while (true) {
    auto const end = text.find(separator);
    std::string piece = normalise(text.substr(0, end));
    if (!piece.empty()) pieces.push_back(std::move(piece));
    if (end == text.npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

Result<std::vector<Part>> parse_parts(store::Tx& tx, std::string_view text, Day on) {
  std::string lines(text);
  std::ranges::replace(lines, ';', '\n');
  std::vector<Part> parts;
  Day const before = on - 1;
  for (std::string const& line : listed(lines, '\n')) {
    auto const first = line.find('|');
    auto const second = first == line.npos ? line.npos : line.find('|', first + 1);
    Part part;
    part.unit.code = normalise(line.substr(0, first));
    if (first != line.npos) part.unit.name = normalise(line.substr(first + 1, second - first - 1));
    if (second != line.npos) {
      for (std::string const& what : listed(line.substr(second + 1), ',')) {
        if (unit::known_bearer(tx, what, before)) {
          part.units.push_back(what);
          continue;
        }
        TRY_INTO(PersonId const person, member::person_to_write(tx, what, before));
        part.members.push_back(person);
      }
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

std::string row_of(Fault const& fault, Language language) {
  if (fault.row == 0) return "–";
  std::string row = std::to_string(fault.row);
  switch (fault.rows) {
    case Rows::lines:
      return row;
    case Rows::placings:
      return say(language, M("{row} (phần chia tách)"), {{"row", row}});
    case Rows::heirs:
      return say(language, M("{row} (nơi kế thừa chính)"), {{"row", row}});
  }
  return row;
}

Listing listing_of(Outcome const& outcome, Language language) {
  Listing listing{.title = say(language, M("Những thay đổi của phương án")),
                  .columns = {{"what", M("Việc"), CellType::text},
                              {"kind", M("Loại tổ chức"), CellType::text},
                              {"code", M("Mã"), CellType::text},
                              {"name", M("Tên đơn vị"), CellType::text},
                              {"to_code", M("Mã nơi nhận, cấp trên"), CellType::text},
                              {"to_name", M("Nơi nhận, cấp trên"), CellType::text},
                              {"members", M("Đảng viên"), CellType::count}},
                  .rows = {}};
  for (Happening const& one : outcome.happenings) {
    listing.rows.push_back({say(language, label(one.what)), say(language, label(one.unit_kind)),
                            one.code, one.name, one.to_code, one.to_name,
                            one.what == What::founded ? Value{} : Value{one.members}});
  }
  return listing;
}

Listing summary_of(Outcome const& outcome, Language language) {
  Listing listing{.title = say(language, M("Tổng hợp theo cấp")),
                  .columns = {{"level", M("Cấp"), CellType::text},
                              {"what", M("Việc"), CellType::text},
                              {"count", M("Số đơn vị"), CellType::count}},
                  .rows = {}};
  std::map<std::pair<unit::Level, What>, std::int64_t> counts;
  for (Happening const& one : outcome.happenings) {
    ++counts[{unit::level_of(one.unit_kind), one.what}];
  }
  for (auto const& [what, count] : counts) {
    listing.rows.push_back({say(language, giaoban::label(what.first)),
                            say(language, giaoban::label(what.second)), count});
  }
  return listing;
}

}  // namespace giaoban::reorganisation
