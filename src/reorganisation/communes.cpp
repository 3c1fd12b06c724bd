// The published list of communes of a change of administrative units, as a plan: a row an old
// commune and the new one that takes it or a part of it.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/likeness.h"
#include "base/naming.h"
#include "base/text.h"
#include "reorganisation/files.h"

namespace giaoban::reorganisation {

namespace {

using print::ColumnHolds;
using unit::UnitKind;

enum class Commune {
  old_province_code,
  old_province,
  old_district_code,
  old_commune_code,
  old_commune,
  new_province_code,
  new_province,
  new_commune_code,
  new_commune,
  // Old_commune_divided and old_district are told by the others.
};
std::vector<print::TextColumn> commune_texts() {
  return {{.label = M("Mã tỉnh cũ"),
           .also = {"old_province_code"},
           .required = true,
           .holds = ColumnHolds::codes},
          {.label = M("Tỉnh cũ"), .also = {"old_province", "Tên tỉnh cũ"}},
          {.label = M("Mã huyện cũ"),
           .also = {"old_district_code"},
           .required = true,
           .holds = ColumnHolds::codes},
          {.label = M("Mã xã cũ"),
           .also = {"old_commune_code"},
           .required = true,
           .holds = ColumnHolds::codes},
          {.label = M("Xã cũ"), .also = {"old_commune", "Tên xã cũ"}},
          {.label = M("Mã tỉnh mới"),
           .also = {"new_province_code"},
           .required = true,
           .holds = ColumnHolds::codes},
          {.label = M("Tỉnh mới"), .also = {"new_province", "Tên tỉnh mới"}},
          {.label = M("Mã xã mới"),
           .also = {"new_commune_code"},
           .required = true,
           .holds = ColumnHolds::codes},
          {.label = M("Xã mới"), .also = {"new_commune", "Tên xã mới"}, .required = true},
          {.label = M("Xã cũ bị chia"), .also = {"old_commune_divided"}},
          {.label = M("Huyện cũ"), .also = {"old_district", "Tên huyện cũ"}}};
}

// What follows some words at the front of a name, however their letters and tones are written.
std::optional<std::string> after(std::string const& name, std::string_view front) {
  std::size_t end = 0;
  for (auto words = std::ranges::count(front, ' ') + 1; words > 0; --words) {
    if (end > name.size()) return std::nullopt;
    end = std::min(name.find(' ', end), name.size()) + 1;
  }
  if (marked_letters(name.substr(0, end - 1)) != marked_letters(front)) return std::nullopt;
  return end < name.size() ? name.substr(end) : "";
}

// The word for a kind of place at the front of its name, and the rest.
struct PlaceName {
  std::string_view kind;  // as in `place_kinds`; blank: none of them
  std::string bare;
};
constexpr std::array<std::string_view, 6> place_kinds{"xã",       "phường", "đặc khu",
                                                      "thị trấn", "tỉnh",   "thành phố"};

// A list in capitals ("PHƯỜNG LÀO CAI") gives names as they are written elsewhere.
std::string without_shouting(std::string const& bare) {
  bool const shouted = bare == capitals(bare) && bare != small_letters(bare);
  return shouted ? as_name(bare) : bare;
}

PlaceName place_of(std::string const& name) {
  for (std::string_view const kind : place_kinds) {
    if (auto const bare = after(name, kind)) return {kind, without_shouting(*bare)};
  }
  return {{}, without_shouting(name)};
}

// "Phường Đức Xuân" becomes "Đảng bộ phường Đức Xuân".
std::string party_of(std::string const& commune) {
  auto const [kind, bare] = place_of(commune);
  return "Đảng bộ " + std::string(kind) + (kind.empty() ? "" : " ") + bare;
}

// A committee of a commune, by its name.
bool of_a_commune(unit::Node const& node) {
  if (node.unit_kind != UnitKind::grassroots_committee &&
      node.unit_kind != UnitKind::commune_committee) {
    return false;
  }
  std::string const name = fold(node.name);
  for (std::string_view const front : {"dang bo ", "dang uy ", ""}) {
    for (std::string_view const kind : {"xa ", "phuong ", "thi tran "}) {
      if (name.starts_with(std::string(front) + std::string(kind))) return true;
    }
  }
  return false;
}

// How this store names the committees of provinces, about another one: "Tỉnh ủy Yên Bái" and "Tỉnh
// Lào Cai" make "Tỉnh ủy Lào Cai".
std::string province_name(std::string const& now, std::string const& listed) {
  auto const [kind, bare] = place_of(listed);
  bool const city = kind == "thành phố";
  struct Style {
    std::string_view province, city;
  };
  static constexpr std::array<Style, 4> styles{
      {{"Tỉnh ủy", "Thành ủy"},
       {"Đảng bộ tỉnh", "Đảng bộ thành phố"},
       {"Ban Chấp hành Đảng bộ tỉnh", "Ban Chấp hành Đảng bộ thành phố"},
       {"Tỉnh", "Thành phố"}}};
  for (Style const& style : styles) {
    for (std::string_view const front : {style.province, style.city}) {
      auto const own = after(now, front);
      if (!own) continue;
      if (print::heading_key(*own) == print::heading_key(bare)) return now;
      return std::string(city ? style.city : style.province) + " " + bare;
    }
  }
  if (print::heading_key(now) == print::heading_key(bare) ||
      print::heading_key(now) == print::heading_key(listed))
    return now;
  return std::string(city ? "Thành ủy " : "Tỉnh ủy ") + bare;
}

// Reads the list into a plan, and asks the tree of the day before what the list leaves out.
class CommuneList {
 public:
  CommuneList(Reader const& reader, FileAsked const& asked, ReadPlan& read)
      : reader_(reader), asked_(asked), read_(read), before_{*asked.on - 1} {}

  Result<void> all() {
    TRY_INTO(auto const book, print::open_workbook(asked_.file));
    std::string const tab = book.sheets().front();
    auto const texts = commune_texts();
    TRY_INTO(auto sheet, print::read_texts(book, tab, texts));
    take_faults(read_, std::move(sheet.faults), Rows::lines);
    tell_passed_over(sheet.other);
    for (print::TextRow const& one : sheet.rows) row(one);
    if (sheet.rows.empty()) return refuse(plan_is_empty);
    end_districts();
    name_provinces();
    tell_missing_communes();
    if (!asked_.heirs.empty()) TRY_VOID(read_heirs());
    return {};
  }

 private:
  static std::string const& text(print::TextRow const& row, Commune column) {
    return row.cells[static_cast<std::size_t>(column)];
  }
  void fault(int row, Refusal refusal) { read_.faults.push_back({row, std::move(refusal)}); }

  void tell_passed_over(std::vector<std::string> const& columns) {
    std::string all;
    for (std::string const& column : columns) all += (all.empty() ? "" : ", ") + column;
    if (!all.empty()) read_.warnings.push_back({0, {&columns_passed_over, {{"columns", all}}}});
  }

  void row(print::TextRow const& row) {
    int const number = static_cast<int>(row.number);
    std::string const& province = text(row, Commune::new_province_code);
    // An island district without communes becomes a special zone itself.
    std::string const& commune = text(row, Commune::old_commune_code);
    std::string const& district = text(row, Commune::old_district_code);
    listed_.insert(commune.empty() ? district : commune);
    read_.plan.lines.push_back({.old_code = commune.empty() ? district : commune,
                                .new_code = text(row, Commune::new_commune_code),
                                .name = party_of(text(row, Commune::new_commune)),
                                .unit_kind = UnitKind::commune_committee,
                                .parent = province,
                                .way = Way::founded,
                                .row = number});
    ask_name(row);
    if (!commune.empty()) ended_.emplace(district, province);
    std::string const& old_province = text(row, Commune::old_province_code);
    if (old_province != province && !old_province.empty()) {
      ended_.emplace(old_province, province);
      joined_.emplace(province, number);
    }
    name_province(row);
  }

  // Asked of the list's own words: "Đảng bộ" before nothing would pass for a name.
  void ask_name(print::TextRow const& row) {
    std::string const& commune = text(row, Commune::new_commune);
    auto const [kind, bare] = place_of(commune);
    int const number = static_cast<int>(row.number);
    if (commune.empty()) {
      fault(number, {&name_missing, {{"code", text(row, Commune::new_commune_code)}}});
    } else if (kind.empty() ? names_nothing(bare) : print::heading_key(bare).empty()) {
      // "Phường 1" is named by its number.
      fault(number, {&no_name, {{"value", commune}}});
    }
  }

  void name_province(print::TextRow const& row) {
    std::string const& code = text(row, Commune::new_province_code);
    std::string const& name = text(row, Commune::new_province);
    if (code.empty() || print::heading_key(place_of(name).bare).empty()) return;
    auto const [known, first] = names_.try_emplace(code, name, static_cast<int>(row.number));
    if (!first && known->second.first != name) {
      fault(static_cast<int>(row.number),
            {&lines_disagree, {{"code", code}, {"other", std::to_string(known->second.second)}}});
    }
  }

  // What this store does not have was none of its units.
  void end_districts() {
    for (auto const& [unit, province] : ended_) {
      if (unit.empty() || !unit::bearer(reader_.snapshot, unit, before_)) continue;
      read_.plan.lines.push_back({.old_code = unit, .new_code = province, .way = Way::founded});
    }
  }

  // Who bears the new code lives on under the name of the list; where nobody does, a province is
  // founded by that name.
  void name_provinces() {
    for (auto const& [code, row] : joined_) {
      if (!names_.contains(code)) fault(row, {&province_name_missing, {{"code", code}}});
    }
    for (auto const& [code, listed] : names_) {
      auto const bearer = unit::bearer(reader_.snapshot, code, before_);
      auto const now = bearer ? unit::node_of(reader_.snapshot, *bearer, before_) : std::nullopt;
      if (now && now->unit_kind == UnitKind::province_committee && !ended_.contains(code)) {
        std::string const name = province_name(now->name, listed.first);
        if (name == now->name) continue;
        read_.plan.lines.push_back({.old_code = code,
                                    .new_code = code,
                                    .name = name,
                                    .way = Way::continued,
                                    .row = listed.second});
      } else {
        name_founded(code, listed.first);
      }
    }
  }
  void name_founded(std::string const& code, std::string const& listed) {
    bool taken = false;
    bool named = false;
    for (Line& line : read_.plan.lines) {
      if (line.new_code != code || line.way != Way::founded) continue;
      taken = true;
      auto const old = unit::bearer(reader_.snapshot, line.old_code, before_);
      auto const node = old ? unit::node_of(reader_.snapshot, *old, before_) : std::nullopt;
      if (!node || node->unit_kind != UnitKind::province_committee) continue;
      line.name = province_name(node->name, listed);
      line.unit_kind = UnitKind::province_committee;
      named = true;
    }
    // Districts alone make no province.
    if (taken && !named) {
      fault(0, {&unit_not_there, {{"code", code}, {"day", before_.as_of.vietnamese()}}});
    }
  }

  // A commune of a district that ends would go to the province as an agency of the district does.
  void tell_missing_communes() {
    auto const tree = unit::tree(reader_.snapshot, before_);
    auto const reach = unit::reach_of(reader_.snapshot, reader_.actor, unit::unit_write, before_);
    for (unit::Node const& node : tree.nodes()) {
      if (node.parent < 0 || listed_.contains(node.code) || !reach.holds(node.id)) continue;
      unit::Node const& above = tree.nodes()[static_cast<std::size_t>(node.parent)];
      if (!ended_.contains(above.code) || !of_a_commune(node)) continue;
      fault(0, {&commune_not_listed,
                {{"unit", node.name + " (" + node.code + ")"}, {"above", above.name}}});
    }
  }

  Result<void> read_heirs() {
    std::array<print::TextColumn, 2> const columns{
        print::TextColumn{.label = M("Mã cũ"),
                          .also = {"old_commune_code", "old_code", "Mã xã cũ"},
                          .required = true,
                          .holds = ColumnHolds::codes},
        print::TextColumn{.label = M("Mã nơi kế thừa chính"),
                          .also = {"new_commune_code", "new_code", "Mã mới", "Mã xã mới"},
                          .required = true,
                          .holds = ColumnHolds::codes}};
    TRY_INTO(auto const book, print::open_workbook(asked_.heirs));
    TRY_INTO(auto sheet, print::read_texts(book, book.sheets().front(), columns));
    take_faults(read_, std::move(sheet.faults), Rows::heirs);
    for (print::TextRow const& row : sheet.rows) {
      auto const line = std::ranges::find_if(read_.plan.lines, [&](Line const& one) {
        return one.old_code == row.cells[0] && one.new_code == row.cells[1];
      });
      if (line != read_.plan.lines.end()) {
        line->main = true;
      } else {
        read_.faults.push_back({static_cast<int>(row.number),
                                {&no_such_heir, {{"code", row.cells[0]}, {"heir", row.cells[1]}}},
                                Rows::heirs});
      }
    }
    return {};
  }

  Reader const& reader_;
  FileAsked const& asked_;
  ReadPlan& read_;
  store::Moment before_;
  // Districts, and provinces that are no more, with the province that takes what is left of them.
  std::map<std::string, std::string> ended_;
  std::map<std::string, int> joined_;  // provinces that take in others: a row that says so
  std::map<std::string, std::pair<std::string, int>> names_;  // of provinces, each with its row
  std::set<std::string> listed_;
};

}  // namespace

Result<ReadPlan> read_communes(store::Snapshot& snapshot, store::Actor const& actor,
                               FileAsked const& asked) {
  if (!asked.on) return refuse(date_missing);
  ReadPlan read;
  read.plan.on = *asked.on;
  read.plan.unplaced = Unplaced::to_main_heir;
  read.plan.main_heir = MainHeir::by_kinship;
  Reader const reader{snapshot, actor};
  TRY_VOID(CommuneList(reader, asked, read).all());
  if (asked.divided.empty()) return read;
  // Where each part of a divided commune goes; what the list leaves out is missing.
  TRY_INTO(auto const book, print::open_workbook(asked.divided));
  TRY_VOID(read_placings(reader, book, book.sheets().front(), read));
  read.plan.unplaced = Unplaced::refused;
  return read;
}

}  // namespace giaoban::reorganisation
