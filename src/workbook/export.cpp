// Lists of a unit and all under it as of a moment, in the sheets that an import reads: what went
// out comes in again, into an empty store, with the same figures.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "workbook/register.h"

namespace giaoban::workbook {

store::Right const export_right{.name = "workbook.export", .label = M("Xuất danh sách")};

namespace {

using member::Cause;
using store::Kind;
using store::RawFact;

Value value_of(Day day) {
  return std::int64_t{day.number()};
}
Value text_value(std::string text) {
  return text.empty() ? Value{} : Value{std::move(text)};
}

// The facts of one kind by subject.
using Facts = std::unordered_map<std::int64_t, RawFact>;

// Where a member was between the opening and the day asked for, as one row can tell it.
struct Course {
  std::int64_t person = 0;
  std::string cell;
  std::size_t cell_order = 0;
  std::optional<Day> arrived;
  Cause arrival = Cause::opening;
  std::string previous;
  std::string arrived_from;
  std::optional<Day> left;
  Cause leaving = Cause::deceased;
  std::string left_to;
};

// Asking for one person's facts costs as much as reading so many persons' in one go.
constexpr std::size_t persons_read_per_asked = 16;

class Export {
 public:
  Export(store::Snapshot& snapshot, ExportAsked const& asked, std::string_view only)
      : snapshot_(snapshot),
        asked_(asked),
        only_(only),
        on_(asked.moment.as_of),
        opening_(opening_of()),
        lineage_(unit::lineage(snapshot, asked.moment.known_at)) {
    gather_units();
  }

  Day opening() const { return opening_; }
  std::int64_t results_elsewhere() const { return results_elsewhere_; }
  // There is a root, and what is under it, only where this is not refused.
  Result<void> stands() const {
    if (!units_.empty()) return {};
    TRY_INTO(unit::Node const known,
             unit::in_reach(snapshot_, unit::Reach::everything(), asked_.unit, asked_.moment));
    return refuse(unit::unit_not_in_force,
                  {{"unit", known.name}, {"day", asked_.moment.as_of.vietnamese()}});
  }
  std::string const& root_code() const { return units_.front().code; }
  std::string const& root_name() const { return units_.front().name; }

  using OnRow = std::function<void(Row&)>;
  void rows(SheetLayout const& sheet, OnRow const& on_row) {
    if (sheet.id == "units") unit_rows(sheet, on_row);
    if (sheet.id == "members") member_rows(sheet, on_row);
    if (sheet.id == "posts") post_rows(sheet, on_row);
    if (sheet.id == "grades") grade_rows(sheet, on_row);
  }

 private:
  Day opening_of() {
    if (asked_.opening) return std::min(*asked_.opening, on_);
    auto const round = review::last_round(snapshot_, asked_.moment);
    return round ? std::min(round->roster_on, on_) : on_;
  }
  store::Moment at(Day day) const { return {day, asked_.moment.known_at}; }

  // --- units ---

  struct Unit {
    UnitId id;
    std::string code;
    std::string name;
    std::optional<UnitId> parent = {};
    Day seen_on;  // on the day of the list, or the last on which it stood
    std::optional<UnitId> previous_parent = {};  // until it moved, after the opening
    std::optional<Day> moved = {};
  };

  void gather_units() {
    auto const [now, then] = unit::trees(snapshot_, at(on_), at(opening_));
    now_ = now;
    for (unit::Node const& node : now.subtree(asked_.unit)) {
      codes_.insert(node.code);
      order_.emplace(node.id, units_.size());
      Unit& one = units_.emplace_back(
          Unit{.id = node.id, .code = node.code, .name = node.name, .seen_on = on_});
      if (node.id == asked_.unit || node.parent < 0) continue;
      one.parent = now.nodes()[static_cast<std::size_t>(node.parent)].id;
      auto const before = then.index_of(node.id);
      if (before) moved_since(one, then.nodes()[*before].parent, then);
    }
    for (unit::Node const& node : then.subtree(asked_.unit)) {
      if (!order_.contains(node.id)) gather_ended(node, then);
    }
  }

  void moved_since(Unit& one, std::int32_t parent, unit::Tree const& then) {
    if (parent < 0) return;
    UnitId const before = then.nodes()[static_cast<std::size_t>(parent)].id;
    if (before == one.parent) return;
    auto const placed = snapshot_.fact<unit::UnitParent>(one.id.value, at(one.seen_on));
    if (!placed) return;
    one.previous_parent = before;
    one.moved = placed->head.span.from;
  }

  // As on its last day. By the day of the list its code may be another's: then it is told with the
  // last day on which it bore it.
  void gather_ended(unit::Node const& node, unit::Tree const& then) {
    auto const lives = snapshot_.lifetimes(unit::unit_entity, node.id.value);
    Day last = opening_;
    for (Span const life : lives) {
      if (life.contains(opening_)) last = std::min(life.to - 1, on_);
    }
    auto const seen = unit::node_of(snapshot_, node.id, at(last));
    std::string code = seen ? seen->code : node.code;
    auto const bearer = unit::bearer(snapshot_, code, at(on_));
    bool const taken = (bearer && *bearer != node.id) || codes_.contains(code);
    if (taken) code = told_code(code, last);
    codes_.insert(code);
    order_.emplace(node.id, units_.size());
    Unit& one = units_.emplace_back(Unit{.id = node.id,
                                         .code = std::move(code),
                                         .name = seen ? seen->name : node.name,
                                         .seen_on = last});
    if (node.id == asked_.unit) return;
    if (auto const placed = snapshot_.fact<unit::UnitParent>(node.id.value, at(last))) {
      one.parent = placed->value.parent;
      moved_since(one, node.parent, then);
    }
  }

  // As this list calls it; of what stands outside, as it is called on the day.
  std::string told(std::optional<UnitId> unit, Day day) {
    if (!unit) return {};
    if (auto const found = order_.find(*unit); found != order_.end()) {
      return units_[found->second].code;
    }
    auto const node = unit::node_of(snapshot_, *unit, at(day));
    return node ? node->code : std::string();
  }

  void unit_rows(SheetLayout const& sheet, OnRow const& on_row) {
    std::size_t const code_place = sheet.index_of("unit_code.code");
    for (Unit const& unit : units_) {
      Row row(sheet.columns.size());
      for (Kind const* kind :
           {&unit::UnitCode::kind, &unit::UnitName::kind, &unit::UnitClass::kind}) {
        if (auto const fact = snapshot_.in_force(*kind, unit.id.value, at(unit.seen_on))) {
          put(sheet, row, *kind, fact->values);
        }
      }
      row[code_place] = unit.code;
      row[sheet.index_of("units.parent_code")] = text_value(told(unit.parent, unit.seen_on));
      if (unit.moved) {
        row[sheet.index_of("units.previous_parent_code")] =
            text_value(told(unit.previous_parent, *unit.moved - 1));
        row[sheet.index_of("units.moved")] = value_of(*unit.moved);
      }
      auto const life =
          snapshot_.history_of<unit::UnitExistence>(unit.id.value, asked_.moment.known_at);
      if (!life.empty()) {
        bool const founded = life.front().value.origin == unit::Origin::founded;
        if (founded) row[sheet.index_of("units.from")] = value_of(life.front().head.span.from);
        Day const to = life.back().head.span.to;
        if (to <= on_) row[sheet.index_of("units.to")] = value_of(to);
      }
      on_row(row);
    }
  }

  static void put(SheetLayout const& sheet, Row& row, Kind const& kind,
                  std::vector<Value> const& values) {
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      if (sheet.columns[i].kind == &kind) row[i] = values[*sheet.columns[i].place];
    }
  }

  // --- members ---

  bool inside(std::optional<UnitId> cell) const { return cell && order_.contains(*cell); }
  std::string const& code_of(UnitId unit) const { return units_[order_.at(unit)].code; }

  std::optional<Course> course_of(std::int64_t person,
                                  std::vector<store::Fact<member::MemberCell>> places) const {
    std::erase_if(places, [&](auto const& place) { return place.head.span.from > on_; });
    auto const last = std::find_if(places.rbegin(), places.rend(),
                                   [&](auto const& place) { return inside(place.value.cell); });
    if (last == places.rend()) return std::nullopt;
    Course course;
    course.person = person;
    UnitId const cell = *last->value.cell;
    course.cell = code_of(cell);
    course.cell_order = order_.at(cell);
    if (last != places.rbegin()) {
      auto const& after = *(last - 1);
      if (after.head.span.from <= opening_) return std::nullopt;
      course.left = after.head.span.from;
      course.leaving = after.value.cell ? Cause::transferred_out : after.value.cause;
      course.left_to = after.value.place;
    }
    auto first = last;
    while (std::next(first) != places.rend() && inside(std::next(first)->value.cell)) ++first;
    if (first->head.span.from > opening_) {
      if (first->value.cause == Cause::opening) return course;
      course.arrived = first->head.span.from;
      course.arrival =
          first->value.cause == Cause::transferred ? Cause::transferred_in : first->value.cause;
      course.arrived_from = first->value.place;
      return course;
    }
    for (auto each = last; each != std::next(first); ++each) {
      if (!each->head.span.contains(opening_) || *each->value.cell == cell) continue;
      course.previous = code_of(*each->value.cell);
      course.arrived = last->head.span.from;
      course.arrival = Cause::transferred;
    }
    return course;
  }

  // Everybody who was in the register between the opening and the day; those who left it stand in
  // it with no cell, so one question finds them all.
  void gather_members() {
    if (gathered_) return;
    gathered_ = true;
    std::vector<std::int64_t> movers;
    std::size_t all = 0;
    snapshot_.each_in_force(member::MemberCell::kind, at(on_), [&](RawFact const& raw) {
      ++all;
      auto const place = store::typed<member::MemberCell>(raw);
      bool const moved = raw.head.span.from > opening_;
      if (!moved && !inside(place.value.cell)) return;
      if (moved) {
        movers.push_back(raw.head.subject);
      } else if (auto course = course_of(raw.head.subject, {place})) {
        courses_.push_back(*std::move(course));
      }
    });
    for (std::int64_t const person : movers) {
      auto course = course_of(
          person, snapshot_.history_of<member::MemberCell>(person, asked_.moment.known_at));
      if (course) courses_.push_back(*std::move(course));
    }
    std::ranges::sort(courses_, [](Course const& a, Course const& b) {
      return std::pair(a.cell_order, a.person) < std::pair(b.cell_order, b.person);
    });
    few_ = courses_.size() * persons_read_per_asked < all;
    auto const number =
        static_cast<std::size_t>(&member::PersonParticulars::kind.field("file_number") -
                                 member::PersonParticulars::kind.fields.data());
    Facts const& names = facts_of(member::PersonParticulars::kind);
    for (Course const& course : courses_) {
      auto const found = names.find(course.person);
      bool const numbered = found != names.end() && !is_null(found->second.values[number]);
      // Other sheets name the person by this number, so there is always one.
      file_numbers_.emplace(course.person, numbered
                                               ? std::get<std::string>(found->second.values[number])
                                               : stand_in_number(PersonId{course.person}));
    }
  }

  Facts const& facts_of(Kind const& kind) {
    auto const [found, fresh] = facts_.try_emplace(&kind);
    if (!fresh) return found->second;
    auto const take = [&](RawFact const& fact) { found->second.emplace(fact.head.subject, fact); };
    for (Day const day : {on_, opening_}) {
      if (!few_) {
        snapshot_.each_in_force(kind, at(day), take);
        continue;
      }
      for (Course const& course : courses_) each_in_force_of(kind, course.person, day, take);
    }
    return found->second;
  }

  using OnFact = std::function<void(RawFact const&)>;
  void each_in_force_of(Kind const& kind, std::int64_t subject, Day day, OnFact const& on_fact) {
    for (RawFact const& fact : snapshot_.history(kind, subject, asked_.moment.known_at)) {
      if (fact.head.span.contains(day)) on_fact(fact);
    }
  }

  void put_fact(SheetLayout const& sheet, Row& row, Kind const& kind, std::int64_t person) {
    Facts const& facts = facts_of(kind);
    if (auto const found = facts.find(person); found != facts.end()) {
      put(sheet, row, kind, found->second.values);
    }
  }

  struct SpanPlaces {
    std::string_view from, to;
  };
  RawFact const* put_span(SheetLayout const& sheet, Row& row, Kind const& kind, std::int64_t person,
                          SpanPlaces const& places) {
    Facts const& facts = facts_of(kind);
    auto const found = facts.find(person);
    if (found == facts.end()) return nullptr;
    put(sheet, row, kind, found->second.values);
    Span const span = found->second.head.span;
    row[sheet.index_of(places.from)] = value_of(span.from);
    if (span.to <= on_) row[sheet.index_of(places.to)] = value_of(span.to);
    return &found->second;
  }

  void put_standing(SheetLayout const& sheet, Row& row, std::int64_t person) {
    auto const standings =
        snapshot_.history_of<member::MemberStanding>(person, asked_.moment.known_at);
    if (standings.empty()) return;
    row[sheet.index_of("members.joined")] = value_of(standings.front().head.span.from);
    if (auto const decided = standings.front().value.decided_on) {
      row[sheet.index_of("member_standing.decided_on")] = value_of(*decided);
    }
    for (auto const& each : standings) {
      bool const full = each.value.standing == member::Standing::full;
      if (!full || each.head.span.from > on_) continue;
      row[sheet.index_of("members.recognised")] = value_of(each.head.span.from);
      return;
    }
  }

  void put_course(SheetLayout const& sheet, Row& row, Course const& course) {
    row[sheet.index_of("members.cell_code")] = course.cell;
    if (course.arrived) {
      row[sheet.index_of("members.arrived")] = value_of(*course.arrived);
      row[sheet.index_of("members.arrival_cause")] = std::string(code(course.arrival));
      row[sheet.index_of("members.previous_code")] = text_value(course.previous);
      row[sheet.index_of("members.arrived_from")] = text_value(course.arrived_from);
    }
    if (course.left) {
      row[sheet.index_of("members.left")] = value_of(*course.left);
      row[sheet.index_of("members.leaving_cause")] = std::string(code(course.leaving));
      row[sheet.index_of("members.left_to")] = text_value(course.left_to);
    }
  }

  void member_rows(SheetLayout const& sheet, OnRow const& on_row) {
    gather_members();
    std::size_t const file_number = sheet.index_of("person_particulars.file_number");
    std::size_t const full_name = sheet.index_of("person_particulars.full_name");
    for (Course const& course : courses_) {
      Row row(sheet.columns.size());
      for (Kind const* kind : {&member::PersonParticulars::kind, &member::PersonTraits::kind,
                               &member::PersonIdentity::kind, &member::PartyCard::kind,
                               &member::PersonContact::kind}) {
        put_fact(sheet, row, *kind, course.person);
      }
      row[file_number] = file_numbers_.at(course.person);
      if (is_null(row[full_name])) {
        row[full_name] = say(Language::vietnamese, M("(thông tin đã xóa)"));
      }
      put_standing(sheet, row, course.person);
      put_course(sheet, row, course);
      put_span(sheet, row, member::Exemption::kind, course.person,
               {"members.exempt_from", "members.exempt_to"});
      put_span(sheet, row, member::Suspension::kind, course.person,
               {"members.suspended_from", "members.suspended_to"});
      if (auto const* hosting = put_span(sheet, row, member::TemporaryActivity::kind, course.person,
                                         {"members.hosted_from", "members.hosted_to"})) {
        auto const host = store::typed<member::TemporaryActivity>(*hosting).value.host;
        if (inside(host)) row[sheet.index_of("members.host_code")] = code_of(*host);
      }
      on_row(row);
    }
  }

  // --- posts and grades ---

  void post_rows(SheetLayout const& sheet, OnRow const& on_row) {
    gather_members();
    for (Unit const& unit : units_) {
      std::vector<PostId> told;
      for (Day const day : {on_, opening_}) {
        for (post::Holding const& held : post::of_unit(snapshot_, unit.id, at(day))) {
          auto const person = file_numbers_.find(held.holding.person.value);
          if (person == file_numbers_.end() || std::ranges::find(told, held.post) != told.end()) {
            continue;
          }
          told.push_back(held.post);
          Row row(sheet.columns.size());
          put(sheet, row, post::PostHolding::kind,
              store::values_of(post::PostHolding::kind, &held.holding));
          row[sheet.index_of("posts.unit_code")] = unit.code;
          row[sheet.index_of("posts.file_number")] = person->second;
          row[sheet.index_of("posts.from")] = value_of(held.span.from);
          if (held.span.to <= on_) row[sheet.index_of("posts.to")] = value_of(held.span.to);
          on_row(row);
        }
      }
    }
  }

  // Both kinds of grades share the sheet: fields are placed by their columns.
  template <class F>
  void grade_row(SheetLayout const& sheet, RawFact const& raw, GradeOf of, Row& row) {
    for (store::Field const& field : F::kind.fields) {
      if (field.key()) continue;
      auto const place = sheet.index_of("unit_grade." + std::string(field.column));
      row[place] = raw.values[static_cast<std::size_t>(&field - F::kind.fields.data())];
    }
    row[sheet.index_of("grades.year")] = raw.head.year;
    row[sheet.index_of("grades.of")] = std::string(code(of));
    row[sheet.index_of("grades.decided_on")] = value_of(raw.head.span.from);
  }

  // Whether the unit ended in another tree and one of this list answers for it: its results count
  // here, as figures count them. Of a day to come they stay with who answers today.
  bool answered_here(UnitId unit) const {
    auto const own = lineage_->answers(unit, std::min(on_, snapshot_.today()));
    return own && *own != unit && now_.within(*own, asked_.unit);
  }
  // Such results go with the list of results alone: a whole book makes a register under one top, in
  // which units of another tree would have no place.
  std::optional<std::string> graded_code(UnitId unit) {
    if (auto const own = order_.find(unit); own != order_.end()) return units_[own->second].code;
    if (!answered_here(unit)) return std::nullopt;
    if (only_ != "grades") {
      ++results_elsewhere_;
      return std::nullopt;
    }
    std::optional<Day> last;
    for (Span const life : snapshot_.lifetimes(unit::unit_entity, unit.value)) {
      if (life.from <= on_) last = std::min(life.to - 1, on_);
    }
    auto const seen = last ? unit::node_of(snapshot_, unit, at(*last)) : std::nullopt;
    return seen ? std::optional(told_code(seen->code, *last)) : std::nullopt;
  }

  void grade_rows(SheetLayout const& sheet, OnRow const& on_row) {
    gather_members();
    auto const of_unit = [&](RawFact const& raw) {
      auto const unit_code = graded_code(UnitId{raw.head.subject});
      if (!unit_code) return;
      auto const grade = store::typed<review::UnitGrade>(raw).value;
      Row row(sheet.columns.size());
      grade_row<review::UnitGrade>(sheet, raw,
                                   grade.aspect == review::UnitAspect::organisation
                                       ? GradeOf::organisation
                                       : GradeOf::collective,
                                   row);
      row[sheet.index_of("grades.unit_code")] = *unit_code;
      on_row(row);
    };
    auto const of_person = [&](RawFact const& raw) {
      auto const person = file_numbers_.find(raw.head.subject);
      if (person == file_numbers_.end()) return;
      auto const grade = store::typed<review::PersonGrade>(raw).value;
      Row row(sheet.columns.size());
      grade_row<review::PersonGrade>(
          sheet, raw,
          grade.aspect == review::PersonAspect::member ? GradeOf::member : GradeOf::leader, row);
      row[sheet.index_of("grades.file_number")] = person->second;
      on_row(row);
    };
    if (!few_) {
      snapshot_.each_in_force(review::UnitGrade::kind, at(on_), of_unit);
      snapshot_.each_in_force(review::PersonGrade::kind, at(on_), of_person);
      return;
    }
    std::set<std::int64_t> units;
    for (Unit const& unit : units_) units.insert(unit.id.value);
    for (auto const& [unit, own] : lineage_->answering(std::min(on_, snapshot_.today()))) {
      if (own != unit && now_.within(own, asked_.unit)) units.insert(unit.value);
    }
    std::set<std::int64_t> persons;
    for (Course const& course : courses_) persons.insert(course.person);
    for (auto const unit : units) each_in_force_of(review::UnitGrade::kind, unit, on_, of_unit);
    for (auto const person : persons) {
      each_in_force_of(review::PersonGrade::kind, person, on_, of_person);
    }
  }

  store::Snapshot& snapshot_;
  ExportAsked const& asked_;
  std::string only_;  // the one list asked for; empty: the whole book
  Day on_;
  Day opening_;
  std::shared_ptr<unit::Lineage const> lineage_;
  unit::Tree now_;
  std::int64_t results_elsewhere_ = 0;
  std::vector<Unit> units_;  // parents before children
  std::unordered_map<UnitId, std::size_t> order_;
  std::set<std::string> codes_;  // as the list has them
  bool gathered_ = false;
  bool few_ = false;
  std::vector<Course> courses_;
  std::unordered_map<std::int64_t, std::string> file_numbers_;
  std::map<Kind const*, Facts> facts_;
};

void show(SheetLayout const& sheet, Row& row, Language language) {
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = shown(sheet.columns[i], row[i], language);
}

}  // namespace

Result<Exported> export_workbook(store::Snapshot& snapshot, ExportAsked const& asked,
                                 std::string_view only, std::string const& file,
                                 Language language) {
  Export lists(snapshot, asked, only);
  TRY_VOID(lists.stands());
  print::WorkbookWriter writer(file, say(language, M("Danh sách xuất từ sổ")), asked.moment.as_of,
                               language);
  for (SheetLayout const& sheet : layout()) {
    if (!only.empty() && sheet.id != only) continue;
    writer.sheet(drawn(sheet, language));
    if (sheet.id == "book") {
      for (BookItem const& item : book_items()) {
        Value answer = item.id == "opening"     ? Value{lists.opening().vietnamese()}
                       : item.id == "told_on"   ? Value{asked.moment.as_of.vietnamese()}
                       : item.id == "root_code" ? Value{lists.root_code()}
                                                : Value{lists.root_name()};
        writer.row({std::string(item.label.vietnamese()), std::move(answer)});
      }
    }
    lists.rows(sheet, [&](Row& row) {
      show(sheet, row, language);
      writer.row(row);
    });
  }
  writer.finish();
  return Exported{lists.results_elsewhere()};
}

Result<void> export_list(store::Snapshot& snapshot, ExportAsked const& asked,
                         std::string_view sheet_id, Language language, RowSink& into) {
  Export lists(snapshot, asked, sheet_id);
  TRY_VOID(lists.stands());
  SheetLayout const& sheet = workbook::sheet(sheet_id);
  Listing head{.title = say(language, sheet.name), .columns = {}, .rows = {}};
  print::SheetLayout const drawing = drawn(sheet, language);
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    head.columns.push_back({sheet.columns[i].id, sheet.columns[i].header, drawing.columns[i].type});
  }
  into.begin(head);
  lists.rows(sheet, [&](Row& row) {
    show(sheet, row, language);
    into.row(row);
  });
  into.end();
  return {};
}

}  // namespace giaoban::workbook
