// The sheet of yearly grades. Those of collectives and leaders wait for the end of the sheet, since
// they stand under the grades of the organisations.
#include <map>
#include <tuple>

#include "store/fact_text.h"
#include "workbook/import.h"

namespace giaoban::workbook {

namespace {

using review::Grade;
using review::NotAssessed;

// One line: who, in which round, with which result.
struct GradeLine {
  TypedRow const& row;
  GradeOf of;
  review::Round round;
  review::Outcome outcome;
  UnitEntry const* unit = nullptr;
  MemberEntry const* member = nullptr;
  [[nodiscard]] std::int64_t subject() const {
    return unit != nullptr ? unit->id.value : member->id.value;
  }
};

// What the check of ceilings still needs of a line, once all grades of units are known.
struct CappedLine {
  std::int64_t row = 0;
  GradeOf of;
  int year = 0;
  Day roster_on;
  Grade grade;
  std::int64_t subject = 0;
  std::string called;
};

class Grades {
 public:
  Grades(Import& import, ColumnMap const& map)
      : import_(import),
        map_(map),
        sheet_(sheet("grades")),
        year_(sheet_.index_of("grades.year")),
        of_(sheet_.index_of("grades.of")),
        unit_(sheet_.index_of("grades.unit_code")),
        person_(sheet_.index_of("grades.file_number")),
        grade_(sheet_.index_of("unit_grade.grade")),
        reason_(sheet_.index_of("unit_grade.not_assessed")),
        roster_(sheet_.index_of("unit_grade.roster_on")),
        decided_(sheet_.index_of("grades.decided_on")) {}

  Result<void> read(print::Workbook const& book) {
    RowReader reader(sheet_, map_, import_.findings);
    Counter counter(import_.options, "check");
    TRY_VOID(reader.each(book, [&](TypedRow const& row) {
      take(row);
      return counter.next();
    }));
    for (CappedLine const& line : capped_) check_cap(line);
    return counter.outcome();
  }

 private:
  Day opening() const { return import_.book.opening; }

  void take(TypedRow const& row) {
    RowOutcome outcome(import_, sheet_, row);
    auto const of = row.choice<GradeOf>(of_);
    GradeLine line{.row = row,
                   .of = of.value_or(GradeOf::member),
                   .round = {},
                   .outcome = {row.choice<Grade>(grade_), row.choice<NotAssessed>(reason_)}};
    if (of) find_subject(line, outcome);
    check_outcome(line, outcome);
    bool const dated = check_round(line, outcome);
    if (dated && line.unit != nullptr) check_unit(line, outcome);
    if (dated && line.member != nullptr) check_person(line, outcome);
    if (!dated || (line.unit == nullptr && line.member == nullptr)) return;
    check_twice(line, outcome);
    if (!outcome.sound()) return;
    remember_cap(line);
    if (line.unit != nullptr) {
      write(line, outcome,
            review::UnitGrade{line.of == GradeOf::organisation ? review::UnitAspect::organisation
                                                               : review::UnitAspect::collective,
                              line.outcome.grade, line.outcome.not_assessed, line.round.roster_on});
    } else {
      write(
          line, outcome,
          review::PersonGrade{line.of == GradeOf::member ? review::PersonAspect::member
                                                         : review::PersonAspect::leader,
                              line.outcome.grade, line.outcome.not_assessed, line.round.roster_on});
    }
  }

  void find_subject(GradeLine& line, RowOutcome& outcome) {
    bool const of_unit = line.of == GradeOf::organisation || line.of == GradeOf::collective;
    std::size_t const needed = of_unit ? unit_ : person_;
    std::size_t const other = of_unit ? person_ : unit_;
    if (line.row.left_out(needed) || !line.row.blank(other)) {
      outcome.fault(
          line.row.left_out(needed) ? needed : other, wrong_subject,
          {{"of", words(label(line.of))}, {"needed", words(sheet_.columns[needed].header)}});
    }
    if (line.row.blank(needed)) return;
    std::string const& key = line.row.text(needed);
    if (!of_unit) {
      line.member = find_member(import_, outcome, needed, key);
      return;
    }
    auto& units = import_.book.units;
    if (auto const found = units.find(key); found != units.end()) {
      line.unit = &found->second;
    } else if (auto const known = import_.known.empty() ? std::nullopt : import_.known.unit(key)) {
      line.unit = &units.emplace(key, *known).first->second;
    } else {
      outcome.fault(needed, no_such_code, {{"code", key}, {"nearest", nearest_keys(units, key)}});
    }
  }

  void check_outcome(GradeLine const& line, RowOutcome& outcome) {
    bool const neither = line.row.left_out(grade_) && line.row.left_out(reason_);
    bool const both = !line.row.blank(grade_) && !line.row.blank(reason_);
    if (neither || both) outcome.fault(grade_, review::neither_grade_nor_reason);
  }

  bool check_round(GradeLine& line, RowOutcome& outcome) {
    auto const roster_on = line.row.day(roster_);
    auto const decided_on = line.row.day(decided_);
    if (line.row.blank(year_) || !roster_on || !decided_on) return false;
    line.round = {static_cast<int>(line.row.integer(year_)), *roster_on, *decided_on};
    if (roster_on->year() != line.round.year || *decided_on < *roster_on) {
      outcome.fault(roster_, review::wrong_round_dates,
                    {{"year", std::to_string(line.round.year)},
                     {"roster_on", roster_on->vietnamese()},
                     {"decided_on", decided_on->vietnamese()}});
      return false;
    }
    if (review::not_yet(line.round, import_.today)) {
      outcome.fault(year_, review::year_not_begun,
                    {{"year", std::to_string(line.round.year)},
                     {"decided_on", decided_on->vietnamese()},
                     {"today", import_.today.vietnamese()}});
      return false;
    }
    return true;
  }

  // Before the opening the register does not say who stood in it.
  bool register_tells(GradeLine const& line) const { return line.round.roster_on >= opening(); }

  // A result is of a unit that stood in the year, or on the day it was decided: asked here, where
  // the row and the code are known, and not first by the store.
  static bool store_takes(GradeLine const& line) {
    Span const life = line.unit->life;
    auto const first = Day::from_ymd(line.round.year, 1, 1);
    auto const next = Day::from_ymd(line.round.year + 1, 1, 1);
    bool const in_year = first && next && life.overlaps({*first, *next});
    return in_year || (life.from <= line.round.decided_on && line.round.decided_on <= life.to);
  }

  void check_unit(GradeLine const& line, RowOutcome& outcome) {
    Day const on = line.round.roster_on;
    bool const stood = line.unit->life.contains(on) ||
                       (!register_tells(line) && !line.unit->founded && store_takes(line));
    if (!stood) {
      return outcome.fault(unit_, unit::unit_not_in_force,
                           {{"unit", line.row.text(unit_)}, {"day", on.vietnamese()}});
    }
    auto const founded =
        line.unit->founded && *line.unit->founded <= on ? line.unit->founded : std::nullopt;
    hold_rule(line, outcome,
              review::rule_for({.year = line.round.year, .roster_on = on, .founded = founded}),
              line.row.text(unit_));
  }

  void check_person(GradeLine const& line, RowOutcome& outcome) {
    if (line.of == GradeOf::leader) return check_leader(line, outcome);
    MemberEntry const& member = *line.member;
    Day const on = line.round.roster_on;
    std::string const who = called(line);
    Day const first =
        register_tells(line) ? std::max(member.stay.from, member.joined) : member.joined;
    if (first > on) {
      return outcome.fault(
          person_, review::graded_before_admission,
          {{"person", who}, {"from", first.vietnamese()}, {"roster_on", on.vietnamese()}});
    }
    if (register_tells(line) && !member.stay.contains(on)) {
      return outcome.fault(person_, review::not_on_roster,
                           {{"person", who}, {"roster_on", on.vietnamese()}});
    }
    hold_rule(line, outcome,
              review::rule_for({.year = line.round.year,
                                .roster_on = on,
                                .admitted = member.admitted,
                                .exempt = member.exempt && member.exempt->contains(on),
                                .suspended = member.suspended && member.suspended->contains(on)}),
              who);
  }

  void check_leader(GradeLine const& line, RowOutcome& outcome) {
    if (!register_tells(line)) return;
    auto const posts = posts_of(line.member->id);
    bool const leads = std::ranges::any_of(
        posts, [&](post::Holding const& held) { return held.span.contains(line.round.roster_on); });
    if (leads) return;
    outcome.fault(person_, review::leader_without_post,
                  {{"person", called(line)}, {"roster_on", line.round.roster_on.vietnamese()}});
  }

  std::vector<post::Holding> posts_of(PersonId person) {
    std::vector<post::Holding> posts;
    if (auto const found = import_.book.posts.find(person); found != import_.book.posts.end()) {
      posts = found->second;
    }
    if (!import_.known.empty() && person.value > 0) {
      auto const known = post::of_person(import_.known.snapshot(), person, store::standing - 1);
      posts.insert(posts.end(), known.begin(), known.end());
    }
    return posts;
  }

  std::string called(GradeLine const& line) const {
    return say(Language::vietnamese, M("Người có số lý lịch {number}"),
               {{"number", line.row.text(person_)}});
  }

  void hold_rule(GradeLine const& line, RowOutcome& outcome, review::SubjectRule const& rule,
                 std::string const& who) {
    std::string const year = std::to_string(line.round.year);
    if (line.outcome.grade && rule.exclusion) {
      return outcome.against(grade_, rule.confidence,
                             {&review::excluded_from_grading,
                              {{"subject", who},
                               {"year", year},
                               {"reason", words(label(*rule.exclusion))},
                               {"citation", std::string(rule.citation)}}});
    }
    auto const reason = line.outcome.not_assessed;
    if (reason && *reason != NotAssessed::other && reason != rule.exclusion &&
        register_tells(line)) {
      outcome.against(reason_, Confidence::unconfirmed,
                      {&review::reason_without_ground,
                       {{"reason", words(label(*reason))},
                        {"roster_on", line.round.roster_on.vietnamese()},
                        {"subject", who}}});
    }
  }

  // --- ceilings ---

  void remember_cap(GradeLine const& line) {
    if (line.of == GradeOf::member || !line.outcome.grade) return;
    if (line.of != GradeOf::leader) {
      auto& headed = headed_[{line.unit->id.value, line.round.year}];
      (line.of == GradeOf::organisation ? headed.organisation : headed.collective) =
          line.outcome.grade;
      if (line.of == GradeOf::organisation) return;
    }
    capped_.push_back({line.row.number(), line.of, line.round.year, line.round.roster_on,
                       *line.outcome.grade, line.subject(),
                       line.unit != nullptr ? line.row.text(unit_) : called(line)});
  }

  void check_cap(CappedLine const& line) {
    if (line.of == GradeOf::collective) {
      return hold_cap(line, review::ceiling_of_collective(
                                line.year, headed(line.subject, line.year).organisation));
    }
    std::set<std::int64_t> units;  // a post may stand in the file and in the store
    for (post::Holding const& held : posts_of(PersonId{line.subject})) {
      if (!review::heads(held.holding.title) || !held.span.contains(line.roster_on)) continue;
      std::int64_t const unit = held.holding.unit.value;
      if (!units.insert(unit).second) continue;
      hold_cap(line, review::ceiling_of_head(line.year, headed(unit, line.year)));
    }
  }

  // What the file leaves out, the store may know.
  review::HeadedGrades headed(std::int64_t unit, int year) const {
    auto const found = headed_.find({unit, year});
    auto grades = found == headed_.end() ? review::HeadedGrades{} : found->second;
    if (!grades.organisation) {
      grades.organisation = known_grade(unit, year, review::UnitAspect::organisation);
    }
    if (!grades.collective) {
      grades.collective = known_grade(unit, year, review::UnitAspect::collective);
    }
    return grades;
  }

  std::optional<Grade> known_grade(std::int64_t unit, int year, review::UnitAspect aspect) const {
    if (import_.known.empty()) return std::nullopt;
    auto const& kind = review::UnitGrade::kind;
    auto const* const known = import_.known.grade(kind, unit, year, code(aspect));
    if (known == nullptr) return std::nullopt;
    review::UnitGrade fact;
    store::fill(kind, known->values, &fact);
    return fact.grade;
  }

  void hold_cap(CappedLine const& line, review::SubjectRule const& rule) {
    if (!rule.ceiling || !review::above(line.grade, *rule.ceiling)) return;
    Refusal refusal{&review::above_ceiling,
                    {{"subject", line.called},
                     {"ceiling", words(label(*rule.ceiling))},
                     {"year", std::to_string(line.year)},
                     {"citation", std::string(rule.citation)}}};
    Place const place{
        map_.sheet, line.row,
        map_.columns[grade_] == 0 ? std::nullopt : std::optional(map_.columns[grade_] - 1)};
    if (rule.confidence == Confidence::confirmed) {
      import_.findings.fault(place, std::move(refusal));
    } else {
      import_.findings.warn(place, std::move(refusal));
    }
  }

  // --- facts ---

  void check_twice(GradeLine const& line, RowOutcome& outcome) {
    auto const [found, fresh] = seen_.try_emplace(
        {line.subject(), line.round.year * 4 + static_cast<int>(line.of)}, line.row.number());
    if (!fresh) outcome.fault(of_, grade_twice, {{"row", std::to_string(found->second)}});
  }

  template <class F>
  void write(GradeLine const& line, RowOutcome& outcome, F const& fact) {
    std::int64_t const subject = line.subject();
    std::int64_t const year = line.round.year;
    Day const decided_on = line.round.decided_on;
    KnownGrade const* known = nullptr;
    if (!import_.known.empty() && subject > 0) {
      known = import_.known.grade(F::kind, subject, year, code(fact.aspect));
    }
    bool const same = known != nullptr && known->decided_on == decided_on &&
                      known->values == store::values_of(F::kind, &fact);
    if (!same) {
      if (auto why = kept(line, {&F::kind, subject, year, std::string(code(fact.aspect))})) {
        return outcome.fault(grade_, *why->kind, std::move(why->args));
      }
    }
    if (known == nullptr) {
      outcome.take(import_.writer.yearly(subject, year, decided_on, fact));
      if (!import_.known.empty()) import_.writer.about_known(subject);
      ++import_.report.grades;
      return;
    }
    compare(outcome, *known, F::kind, store::values_of(F::kind, &fact), decided_on,
            [=](store::Tx& tx) { return tx.yearly(subject, year, decided_on, fact); });
    outcome.finish(true);
  }

  // What others decide is told at its row. Of what is new only where the first of its year and
  // kind is kept: where single ones are, the store says so when it writes.
  std::optional<Refusal> kept(GradeLine const& line, store::FactPlace const& place) {
    if (import_.known.empty() || place.subject <= 0) return std::nullopt;
    bool const fresh =
        import_.known.grade(*place.kind, place.subject, place.year, place.key) == nullptr;
    auto const year = line.round.year * 4 + static_cast<int>(line.of);
    auto const asked = asked_.find(year);
    if (fresh && asked != asked_.end() && !asked->second) return std::nullopt;
    auto const found = import_.known.kept(place);
    if (fresh) asked_.try_emplace(year, found.has_value());
    return found ? std::optional(found->why) : std::nullopt;
  }

  // NOLINTNEXTLINE(readability-function-size): what is known beside what is given.
  void compare(RowOutcome& outcome, KnownGrade const& known, store::Kind const& kind,
               std::vector<Value> const& given, Day decided_on, Writer::Edit const& edit) {
    if (known.values == given && known.decided_on == decided_on) return;
    auto const shown = [&](std::vector<Value> const& values) {
      std::string words;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (kind.fields[i].key() || is_null(values[i])) continue;
        words += (words.empty() ? "" : ", ") +
                 store::show_value(kind.fields[i], values[i], Language::vietnamese);
      }
      return words;
    };
    bool const same_result = known.values == given;
    outcome.differs({same_result ? decided_ : grade_,
                     same_result ? known.decided_on.vietnamese() : shown(known.values),
                     same_result ? decided_on.vietnamese() : shown(given)},
                    edit);
  }

  Import& import_;
  ColumnMap const& map_;
  SheetLayout const& sheet_;
  std::size_t year_, of_, unit_, person_, grade_, reason_, roster_, decided_;

  struct KeyHash {
    std::size_t operator()(std::pair<std::int64_t, int> const& key) const {
      // Unsigned, since an id times anything may pass what a signed number holds.
      return std::hash<std::uint64_t>{}(static_cast<std::uint64_t>(key.first) * 16'384U +
                                        static_cast<std::uint64_t>(key.second));
    }
  };
  std::unordered_map<std::pair<std::int64_t, int>, std::int64_t, KeyHash> seen_;
  std::unordered_map<std::pair<std::int64_t, int>, review::HeadedGrades, KeyHash> headed_;
  std::vector<CappedLine> capped_;
  std::map<int, bool> asked_;  // by year and kind: whether the first new one was kept
};

}  // namespace

Result<void> import_grades(Import& import, print::Workbook const& book, ColumnMap const& map) {
  Grades grades(import, map);
  return grades.read(book);
}

}  // namespace giaoban::workbook
