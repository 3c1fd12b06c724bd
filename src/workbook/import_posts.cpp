// The sheet of posts.
#include "workbook/import.h"

namespace giaoban::workbook {

namespace {

using post::Holding;

class Posts {
 public:
  Posts(Import& import, ColumnMap const& map)
      : import_(import),
        map_(map),
        sheet_(sheet("posts")),
        unit_(sheet_.index_of("posts.unit_code")),
        person_(sheet_.index_of("posts.file_number")),
        title_(sheet_.index_of("post_holding.title")),
        title_text_(sheet_.index_of("post_holding.title_text")),
        from_(sheet_.index_of("posts.from")),
        to_(sheet_.index_of("posts.to")) {}

  Result<void> read(print::Workbook const& book) {
    RowReader reader(sheet_, map_, import_.findings);
    Counter counter(import_.options, "check");
    TRY_VOID(reader.each(book, [&](TypedRow const& row) {
      take(row);
      return counter.next();
    }));
    return counter.outcome();
  }

 private:
  struct Seen {
    Holding held;
    std::int64_t row = 0;  // 0: known in the store
  };

  void take(TypedRow const& row) {
    RowOutcome outcome(import_, sheet_, row);
    UnitEntry const* const unit = unit_in(row, outcome);
    MemberEntry const* const person = person_in(row, outcome);
    auto const span = span_in(row, outcome, unit);
    Holding held;
    row.fill(sheet_, post::PostHolding::kind, &held.holding);
    if (!row.blank(title_) && post::needs_title_text(held.holding)) {
      outcome.fault(title_text_, post::title_text_missing);
    }
    if (unit == nullptr || person == nullptr || !span || !outcome.sound()) return;
    held.holding.unit = unit->id;
    held.holding.person = person->id;
    held.span = *span;
    auto& others = holdings_of(held.holding.unit);
    if (Seen const* known = same_known(others, held)) {
      compare(row, outcome, *known, held);
    } else {
      check_clashes(row, outcome, others, held);
      if (!outcome.sound()) return;
      held.post = import_.writer.new_post();
      outcome.take(import_.writer.state(held.post.value, held.span, held.holding));
      others.push_back({held, row.number()});
      ++import_.report.posts;
    }
    import_.book.posts[held.holding.person].push_back(held);
  }

  UnitEntry const* unit_in(TypedRow const& row, RowOutcome& outcome) {
    if (row.blank(unit_)) return nullptr;
    auto const& code = row.text(unit_);
    if (auto const found = import_.book.units.find(code); found != import_.book.units.end()) {
      return &found->second;
    }
    if (!import_.known.empty()) {
      if (auto const known = import_.known.unit(code)) {
        return &import_.book.units.emplace(code, *known).first->second;
      }
    }
    outcome.fault(unit_, no_such_code,
                  {{"code", code}, {"nearest", nearest_keys(import_.book.units, code)}});
    return nullptr;
  }

  MemberEntry const* person_in(TypedRow const& row, RowOutcome& outcome) {
    if (row.blank(person_)) return nullptr;
    return find_member(import_, outcome, person_, row.text(person_));
  }

  // Of a unit that stood before the register was opened, the post begins with the register.
  std::optional<Span> span_in(TypedRow const& row, RowOutcome& outcome, UnitEntry const* unit) {
    Span span{row.day(from_).value_or(import_.book.opening), row.day(to_).value_or(Day::forever())};
    if (span.empty()) {
      outcome.fault(to_, store::empty_span,
                    {{"what", words(M("Chức vụ"))},
                     {"from", span.from.vietnamese()},
                     {"to", span.to.vietnamese()}});
      return std::nullopt;
    }
    if (ahead(span.from, import_.today) == Ahead::far) {
      outcome.fault(from_, post::appointed_far_ahead,
                    {{"day", span.from.vietnamese()}, {"today", import_.today.vietnamese()}});
      return std::nullopt;
    }
    if (unit == nullptr) return std::nullopt;
    if (!unit->founded) span.from = std::max(span.from, unit->life.from);
    if (span.empty()) {
      outcome.fault(to_, ended_before_opening,
                    {{"what", words(M("Chức vụ kết thúc"))},
                     {"day", span.to.vietnamese()},
                     {"opening", import_.book.opening.vietnamese()}});
      return std::nullopt;
    }
    if (!unit->life.covers(span)) {
      Day const without = unit->life.contains(span.from) ? unit->life.to : span.from;
      outcome.fault(unit->life.contains(span.from) ? to_ : from_, unit::unit_not_in_force,
                    {{"unit", row.text(unit_)}, {"day", without.vietnamese()}});
      return std::nullopt;
    }
    return span;
  }

  std::vector<Seen>& holdings_of(UnitId unit) {
    auto const [found, fresh] = seen_.try_emplace(unit);
    if (fresh && !import_.known.empty() && unit.value > 0) {
      for (Day const day : {import_.book.opening, Day::forever() - 1}) {
        for (Holding const& held : post::of_unit(import_.known.snapshot(), unit, {day})) {
          bool const listed = std::ranges::any_of(
              found->second, [&](Seen const& each) { return each.held.post == held.post; });
          if (!listed) found->second.push_back({held, 0});
        }
      }
    }
    return found->second;
  }

  static Seen const* same_known(std::vector<Seen> const& others, Holding const& held) {
    for (Seen const& other : others) {
      if (other.row == 0 && post::clash_of(other.held, held) == post::Clash::twice) return &other;
    }
    return nullptr;
  }

  void check_clashes(TypedRow const& row, RowOutcome& outcome, std::vector<Seen> const& others,
                     Holding const& held) {
    for (Seen const& other : others) {
      auto const clash = post::clash_of(other.held, held);
      if (!clash) continue;
      bool const twice = *clash == post::Clash::twice;
      if (other.row == 0) {
        return outcome.fault(title_, twice ? post::already_held : post::second_secretary,
                             {{"person", "số " + std::to_string(other.held.holding.person.value)},
                              {"from", other.held.span.from.vietnamese()},
                              {"post", std::to_string(other.held.post.value)}});
      }
      return outcome.fault(title_, post_clash,
                           {{"row", std::to_string(other.row)},
                            {"why", words(twice ? M("cùng người, cùng đơn vị, cùng chức danh")
                                                : M("một đơn vị chỉ có một bí thư"))}});
    }
    (void)row;
  }

  void compare(TypedRow const& row, RowOutcome& outcome, Seen const& known, Holding const& held) {
    auto const to = row.day(to_);
    Day const stored = known.held.span.to;
    if (to && *to != stored) {
      outcome.differs({to_, stored == Day::forever() ? "" : stored.vietnamese(), to->vietnamese()},
                      [post = known.held.post, before = known.held.span,
                       holding = known.held.holding, day = *to](store::Tx& tx) -> Result<void> {
                        if (day < before.to) return post::end(tx, post, day);
                        return tx.state(post.value, {before.from, day}, holding);
                      });
    }
    auto const from = row.day(from_);
    if (from && held.span.from != known.held.span.from) {
      outcome.differs_in_history(
          {from_, known.held.span.from.vietnamese(), from->vietnamese()},
          [post = known.held.post, holding = known.held.holding, span = held.span,
           before = known.held.span](store::Tx& tx) -> Result<void> {
            TRY_VOID(tx.state(post.value, {span.from, before.to}, holding));
            if (span.from <= before.from) return {};
            for (auto const& fact : tx.history(post::PostHolding::kind, post.value)) {
              if (fact.head.span.to <= span.from) {
                TRY_VOID(tx.retract(post::PostHolding::kind, fact));
              }
            }
            return {};
          });
    }
    outcome.finish(true);
  }

  Import& import_;
  ColumnMap const& map_;
  SheetLayout const& sheet_;
  std::size_t unit_, person_, title_, title_text_, from_, to_;
  std::unordered_map<UnitId, std::vector<Seen>> seen_;
};

}  // namespace

MemberEntry const* find_member(Import& import, RowOutcome& outcome, std::size_t column,
                               std::string const& file_number) {
  auto& members = import.book.members;
  if (auto const found = members.find(file_number); found != members.end()) {
    return &found->second;
  }
  if (!import.known.empty()) {
    if (auto const known = import.known.member(file_number)) {
      return &members.emplace(file_number, *known).first->second;
    }
  }
  outcome.fault(column, no_such_file_number,
                {{"number", file_number}, {"nearest", nearest_keys(members, file_number)}});
  return nullptr;
}

Result<void> import_posts(Import& import, print::Workbook const& book, ColumnMap const& map) {
  Posts posts(import, map);
  return posts.read(book);
}

}  // namespace giaoban::workbook
