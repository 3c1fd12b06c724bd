// Opening a figure: the records that it counts, unit by unit, persons of a unit by name.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "figure/changes.h"
#include "figure/figure.h"
#include "figure/population.h"
#include "figure/year.h"

namespace giaoban::figure {

namespace {

using Shown = std::vector<Column>;

Shown columns_of(Population population) {
  Column const record{"record", M("Số hồ sơ"), CellType::number};
  Column const code{"unit_code", M("Mã đơn vị"), CellType::text};
  Column const name{"unit_name", M("Tên đơn vị"), CellType::text};
  Column const full_name{"full_name", M("Họ và tên"), CellType::text};
  Column const file_number{"file_number", M("Số lý lịch"), CellType::text};
  Column const kind{"unit_kind", M("Loại tổ chức"), CellType::text};
  Column const title{"title", M("Chức vụ"), CellType::text};
  Column const grade{"grade", M("Xếp loại"), CellType::text};
  Column const reason{"not_assessed", M("Lý do không xếp loại"), CellType::text};
  switch (population) {
    case Population::members:
      return {record,
              full_name,
              file_number,
              code,
              name,
              {"standing", M("Dự bị hay chính thức"), CellType::text},
              {"sex", M("Giới tính"), CellType::text}};
    case Population::roster:
      return {record, full_name, file_number, code, name, grade, reason};
    case Population::posts:
      return {record, full_name, file_number, code, name, title};
    case Population::leaders:
      return {record, full_name, file_number, code, name, title, grade, reason};
    case Population::units:
      return {record, code, name, kind};
    case Population::grassroots:
    case Population::cells:
    case Population::collectives:
      return {record, code, name, kind, grade, reason};
  }
  return {};
}

// Persons' names: asked one by one for a page, read whole for a long list.
class Names {
 public:
  Names(store::Snapshot& snapshot, store::Moment moment, std::size_t wanted)
      : snapshot_(snapshot), moment_(moment), whole_(wanted > one_by_one_max) {
    if (whole_) known_ = names(snapshot, moment);
  }

  NameRow const& of(PersonId person) {
    auto found = known_.find(person);
    if (found == known_.end()) {
      auto const name = whole_ ? std::nullopt : name_of(snapshot_, person, moment_);
      found = known_.emplace(person, name.value_or(NameRow{})).first;
    }
    if (found->second.full_name.empty() && !asked_erased_.contains(person)) {
      asked_erased_.emplace(person, store::erased_in(snapshot_, person));
    }
    return found->second;
  }
  std::optional<EntryNumber> erased(PersonId person) const {
    auto const found = asked_erased_.find(person);
    return found == asked_erased_.end() ? std::nullopt : found->second;
  }

 private:
  static constexpr std::size_t one_by_one_max = 500;
  store::Snapshot& snapshot_;
  store::Moment moment_;
  bool whole_;
  std::unordered_map<PersonId, NameRow> known_;
  std::unordered_map<PersonId, std::optional<EntryNumber>> asked_erased_;
};

template <Chosen E>
Value word(std::optional<E> const& value, Language language) {
  return value ? Value{say(language, label(*value))} : Value{};
}
Value text_or_null(std::string const& text) {
  return text.empty() ? Value{} : Value{text};
}

// A row in the columns of its population.
class RowMaker {
 public:
  RowMaker(Shown columns, unit::Tree const& tree, Names& names, Language language)
      : columns_(std::move(columns)), tree_(tree), names_(names), language_(language) {}

  Row row(Record const& record) {
    Row made;
    for (Column const& column : columns_) made.push_back(cell(column.id, record));
    return made;
  }

 private:
  Value cell(std::string_view id, Record const& record) {
    unit::Node const* const node = tree_.node(record.unit);
    if (id == "record") return record.id;
    if (id == "unit_code") return node == nullptr ? Value{} : Value{node->code};
    if (id == "unit_name") return node == nullptr ? Value{} : Value{node->name};
    if (id == "full_name") return full_name(record.person);
    if (id == "file_number") return text_or_null(names_.of(record.person).file_number);
    if (id == "unit_kind") return say(language_, label(record.unit_kind));
    if (id == "title") return say(language_, label(record.title));
    if (id == "standing") return word(record.standing, language_);
    if (id == "sex") return word(record.sex, language_);
    if (id == "grade") return word(record.grade, language_);
    ensure(id == "not_assessed", "every column of the records has its cell");
    return word(record.not_assessed, language_);
  }
  Value full_name(PersonId person) {
    auto const& known = names_.of(person);
    if (!known.full_name.empty()) return known.full_name;
    auto const entry = names_.erased(person);
    if (!entry) return {};
    return say(language_, M("đã xóa ở bút toán {entry}"), {{"entry", std::to_string(*entry)}});
  }

  Shown columns_;
  unit::Tree const& tree_;
  Names& names_;
  Language language_;
};

// Records of each unit, in the order of the tree.
std::map<std::size_t, std::vector<Record>> by_unit(std::vector<Record> const& records,
                                                   Measure const& measure, unit::Tree const& tree) {
  std::map<std::size_t, std::vector<Record>> grouped;
  for (Record const& record : records) {
    if (!in_base(measure, record) || !measure.counts(record)) continue;
    auto const place = tree.index_of(record.unit);
    grouped[place.value_or(tree.nodes().size())].push_back(record);
  }
  return grouped;
}

void sort_by_name(std::vector<Record>& records, Names& names) {
  std::vector<std::pair<std::string, Record>> keyed;
  for (Record& record : records) {
    keyed.emplace_back(name_sort_key(names.of(record.person).full_name), std::move(record));
  }
  std::ranges::sort(keyed, {}, [](auto const& one) { return std::pair(one.first, one.second.id); });
  for (std::size_t i = 0; i < records.size(); ++i) records[i] = std::move(keyed[i].second);
}

// The unit by its name on the day asked: on a roster's day it may not have stood yet.
std::string title_of(store::Snapshot& snapshot, Opened const& opened, Day on) {
  auto const node =
      unit::node_of(snapshot, opened.reference.unit, bound(snapshot, opened.reference.moment));
  bool const itself = opened.reference.scope == Scope::itself;
  return say(opened.language,
             itself ? M("{measure}: tính tại {unit}, không ở đơn vị trực thuộc nào, ngày {day}")
                    : M("{measure}: {unit}, ngày {day}"),
             {{"measure", opened.reference.measure->name(opened.language)},
              {"unit", node ? node->name : ""},
              {"day", on.vietnamese()}});
}

}  // namespace

Result<void> records(store::Snapshot& snapshot, Opened const& opened, RowSink& sink) {
  TRY_VOID(check_here(snapshot, opened.reference));
  auto const moment = bound(snapshot, opened.reference.moment);
  auto const& measure = *opened.reference.measure;
  Reading reading(snapshot, moment, year_of_reference(snapshot, opened.reference));
  Populations populations(reading, opened.reference.unit, opened.reference.scope);
  auto const& loaded = populations.behind(measure);
  if (!loaded.known) {
    return refuse(not_known,
                  {{"note", say(opened.language, loaded.note->text, loaded.note->args)}});
  }
  store::Moment const then{loaded.on, moment.known_at};
  auto const tree = unit::tree(snapshot, then);
  auto const columns = columns_of(measure.population);
  bool const persons = of_persons(measure.population);
  auto const [offset, limit] = opened.page;
  auto const end = limit > 0 ? offset + limit : std::ssize(loaded.records);
  Names names(snapshot, then,
              persons ? static_cast<std::size_t>(std::max<std::int64_t>(0, end - offset)) : 0);
  RowMaker maker(columns, tree, names, opened.language);
  sink.begin({.title = title_of(snapshot, opened, loaded.on), .columns = columns, .rows = {}});
  std::int64_t place = 0;
  for (auto& [unit, group] : by_unit(loaded.records, measure, tree)) {
    auto const first = place;
    place += std::ssize(group);
    if (place <= offset || first >= end) continue;
    auto ordered = group;
    if (persons) sort_by_name(ordered, names);
    for (auto at = std::max(first, offset); at < std::min(place, end); ++at) {
      sink.row(maker.row(ordered[static_cast<std::size_t>(at - first)]));
    }
  }
  sink.end();
  return {};
}

// --- between two days ----------------------------------------------------------------------------

namespace {

// One of two days, with what was counted then.
struct Side {
  store::Moment then;
  unit::Tree tree;
  std::unordered_map<std::int64_t, Record> records;
};

Result<Side> side_of(store::Snapshot& snapshot, ChangesAsked const& asked, Day day) {
  auto const moment = bound(snapshot, {day, asked.known_at});
  Reading reading(snapshot, moment,
                  year_of_reference(snapshot, {asked.measure, asked.unit, moment, asked.year}));
  Populations populations(reading, asked.unit);
  auto const& loaded = populations.behind(*asked.measure);
  if (!loaded.known) {
    return refuse(not_known, {{"note", say(asked.language, loaded.note->text, loaded.note->args)}});
  }
  Side side{{loaded.on, moment.known_at}, {}, {}};
  side.tree = unit::tree(snapshot, side.then);
  for (Record const& record : loaded.records) side.records.emplace(record.id, record);
  return side;
}

bool counted_in(Measure const& measure, Side const& side, std::int64_t id) {
  auto const found = side.records.find(id);
  return found != side.records.end() && in_base(measure, found->second) &&
         measure.counts(found->second);
}

struct Happened {
  Msg what;
  Side const& shown_as;  // as on the day on which it was counted
};
std::optional<Happened> happened_to(Measure const& measure, Side const& first, Side const& second,
                                    std::int64_t id) {
  bool const then = counted_in(measure, first, id);
  bool const now = counted_in(measure, second, id);
  if (then == now) return std::nullopt;
  if (now) {
    return Happened{first.records.contains(id) ? M("chuyển sang được đếm") : M("mới đến"), second};
  }
  return Happened{second.records.contains(id) ? M("thôi được đếm") : M("đã rời đi"), first};
}

}  // namespace

Result<void> changes(store::Snapshot& snapshot, ChangesAsked const& asked, RowSink& sink) {
  TRY_INTO(Side const first, side_of(snapshot, asked, asked.first));
  TRY_INTO(Side const second, side_of(snapshot, asked, asked.second));
  Measure const& measure = *asked.measure;
  std::map<std::pair<std::string, std::int64_t>, Row> rows;
  Names first_names(snapshot, first.then, 0);
  Names second_names(snapshot, second.then, 0);
  auto columns = columns_of(measure.population);
  RowMaker first_rows(columns, first.tree, first_names, asked.language);
  RowMaker second_rows(columns, second.tree, second_names, asked.language);
  for (auto const* side : {&first, &second}) {
    for (auto const& [id, record] : side->records) {
      auto const happened = happened_to(measure, first, second, id);
      if (!happened || &happened->shown_as != side) continue;
      auto& maker = side == &first ? first_rows : second_rows;
      auto& names = side == &first ? first_names : second_names;
      Row row{say(asked.language, happened->what)};
      for (Value& value : maker.row(record)) row.push_back(std::move(value));
      std::string const what(happened->what.vietnamese());
      rows.emplace(std::pair(what + name_sort_key(names.of(record.person).full_name), id),
                   std::move(row));
    }
  }
  columns.insert(columns.begin(), {"happened", M("Thay đổi"), CellType::text});
  sink.begin({.title = say(asked.language, M("Thay đổi của {measure} từ {first} đến {second}"),
                           {{"measure", measure.name(asked.language)},
                            {"first", asked.first.vietnamese()},
                            {"second", asked.second.vietnamese()}}),
              .columns = columns,
              .rows = {}});
  for (auto const& [place, row] : rows) sink.row(row);
  sink.end();
  return {};
}

}  // namespace giaoban::figure
