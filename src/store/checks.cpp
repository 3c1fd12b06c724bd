#include "store/checks.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/fact_row.h"
#include "store/fact_text.h"
#include "store/tx.h"

namespace giaoban::store {

Result<void> check_span(Kind const& kind, Span span) {
  if (span.empty()) {
    return refuse(
        empty_span,
        {{"what", kind.label}, {"from", span.from.vietnamese()}, {"to", span.to.vietnamese()}});
  }
  return {};
}

Result<void> check_act(Act const& act) {
  TRY_VOID(check_letters({M("Lý do"), act.reason, remark_letters_max}));
  return check_letters({M("Mã riêng của lần ghi"), act.nonce, name_letters_max});
}

Result<void> check_values(Kind const& kind, std::vector<Value> const& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    Field const& field = kind.fields[i];
    if (is_null(values[i])) {
      if (!field.required()) continue;
      std::string const name(field.label.vietnamese());
      return refuse(required_missing, {{"field", name}}, name);
    }
    TRY_VOID(check_letters(field, values[i]));
    TRY_VOID(check_word(field, values[i]));
    if (field.options.check != nullptr) TRY_VOID(field.options.check(values[i]));
  }
  return {};
}

bool same_key(Kind const& kind, std::vector<Value> const& a, std::vector<Value> const& b) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    if (kind.fields[i].key() && a[i] != b[i]) return false;
  }
  return true;
}

bool exists_for(Kind const& kind, FactHead const& head, std::vector<Span> const& lives) {
  Day const day = head.span.from;
  auto const on_day = [&](Span life) { return life.from <= day && day <= life.to; };
  if (kind.shape == Shape::state) {
    return std::ranges::any_of(lives, [&](Span life) { return life.covers(head.span); });
  }
  if (kind.shape == Shape::event) return std::ranges::any_of(lives, on_day);
  auto const first = Day::from_ymd(static_cast<int>(head.year), 1, 1);
  auto const last = Day::from_ymd(static_cast<int>(head.year), 12, 31);
  if (!first || !last) return false;
  return std::ranges::any_of(
      lives, [&](Span life) { return on_day(life) || life.overlaps({*first, *last + 1}); });
}

std::string indexed_column(Field const& field) {
  return fmt::format("{}{}", field.column, field.sensitive() ? "_index" : "");
}

bool borne_twice(Snapshot& snapshot, Kind const& kind, Field const& field) {
  bool found = false;
  snapshot.db().each(fmt::format("SELECT 1 FROM {0} WHERE {1} IS NOT NULL GROUP BY {1} HAVING "
                                 "MIN(subject) <> MAX(subject) LIMIT 1",
                                 kind.table, indexed_column(field)),
                     Params(), [&](RowView const&) { found = true; });
  return found;
}

std::vector<Outliving> outliving(Snapshot& snapshot, Kind const& kind, std::string_view column,
                                 Entity const& entity, std::optional<EntryNumber> recorded_in) {
  if (entity.lifetime == nullptr || entity.lifetime() == &kind) return {};
  // SQL leaves those that one life surely holds; the others are looked at one by one.
  std::string const end = kind.shape == Shape::state ? "effective_to" : "effective_from";
  std::string heads = "f.subject, ";
  if (kind.shape == Shape::yearly) heads += "f.year, ";
  heads += "f.effective_from, f.effective_to, f.recorded_in, f.leaf, f.superseded_in";
  Params params(standing);
  if (recorded_in) params.add(*recorded_in);
  std::vector<Outliving> found;
  snapshot.db().each(
      fmt::format("SELECT {0}, f.{2} FROM {1} f WHERE f.superseded_in = ?1 AND f.{2} IS NOT NULL "
                  "{5}AND NOT EXISTS (SELECT 1 FROM {3} l WHERE l.subject = f.{2} AND "
                  "l.superseded_in = ?1 AND l.effective_from <= f.effective_from AND "
                  "l.effective_to >= f.{4})",
                  heads, kind.table, column, entity.lifetime()->table, end,
                  recorded_in ? "AND f.recorded_in = ?2 " : ""),
      params, [&](RowView const& row) {
        found.push_back({head_from_row(kind, row), row.integer(fixed_columns(kind))});
      });
  std::erase_if(found, [&](Outliving const& fact) {
    return exists_for(kind, fact.head, snapshot.lifetimes(entity, fact.referred));
  });
  return found;
}

}  // namespace giaoban::store
