// The populations of a unit out of the state.
#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "figure/spells.h"
#include "figure/words.h"
#include "figure/year.h"

namespace giaoban::figure {

namespace {

std::vector<Alike> records_of(Population population, std::vector<rollup::Alike> const& words) {
  std::vector<Alike> all;
  for (auto const& [word, count] : words) all.push_back({record_of(population, word), count});
  return all;
}
std::vector<Alike>& with_words(std::vector<Alike>& all, std::vector<std::uint32_t> const& words) {
  for (std::uint32_t const word : words) all.push_back({unpacked(word), 1});
  return all;
}

bool has_result(Record const& one) {
  return one.grade || one.not_assessed;
}

}  // namespace

// A unit that is said to be of no kind counts as a body.
Record record_of(Population population, std::uint32_t word) {
  Record one = unpacked(word);
  bool const of_units = !of_persons(population);
  if (of_units && unit_kind_bits.of(word) == 0) one.unit_kind = unit::UnitKind::body;
  return one;
}

Counted::Counted(store::Snapshot& snapshot, Memory const& memory, Asked asked)
    : snapshot_(snapshot),
      spells_(*memory.spells),
      state_(memory.state),
      asked_(std::move(asked)),
      moment_(asked_.moment),
      node_(state_->number_of(asked_.unit)),
      entry_(static_cast<std::int32_t>(std::min<EntryNumber>(moment_.known_at, INT32_MAX - 1))) {}

Summary Counted::of(Population population) {
  Summary made{.known = false, .note = {}, .alike = {}};
  Day on = moment_.as_of;
  auto const last = round();
  bool const of_results = !on_the_day_asked(population);
  if (of_results) made.running = running_note(asked_.year);
  if (of_results) {
    if (!last) {
      made.note = unknown_on(on, under_heirs(on));
      if (!made.note) made.note = nothing_decided(on, asked_.year);
      return made;
    }
    on = last->roster_on;
  }
  auto const where = of_results ? under_heirs(on) : under(on);
  made.note = unknown_on(on, where);
  if (made.note) return made;
  made.known = true;
  if (of_results) {
    bool const reorganised = where.restated && where.restated->gave_since(on, where.range);
    made.note = reorganised ? counted_over(*last, where.restated->asked().heirs->tree_on())
                            : counted_over(*last);
  }
  made.alike = alike(population, on, where);
  return made;
}

std::shared_ptr<TreeAt const> Counted::tree(Day on) {
  return spells_.tree(*state_, {on.number(), entry_});
}

Counted::Where Counted::under(Day on) {
  if (asked_.restated) {
    auto const& chosen = asked_.restated->asked().tree;
    return {chosen, asked_.restated, range_in(*chosen)};
  }
  auto const then = tree(on);
  return {then, nullptr, range_in(*then)};
}

rollup::Range Counted::range_in(TreeAt const& tree) const {
  auto const range = tree.under(node_);
  bool const itself = asked_.scope == Scope::itself && range.from < range.to;
  return itself ? rollup::Range{range.from, range.from + 1} : range;
}

// Results of the roster, at who answers on the day asked.
Counted::Where Counted::under_heirs(Day roster_on) {
  if (asked_.restated || !counted_at_heirs(asked_.year.asked)) return under(roster_on);
  if (!asked_.heirs) asked_.heirs = heirs_at(snapshot_, moment_);
  auto restated = spells_.restated(snapshot_, *state_, {asked_.heirs, moment_, roster_on});
  return {restated->asked().tree, restated, range_in(*restated->asked().tree)};
}

Roster const* Counted::roster() {
  if (!roster_) roster_ = roster_of_year();
  return *roster_;
}

Roster const* Counted::roster_of_year() const {
  if (!asked_.year.year) return nullptr;
  rollup::Places const anywhere(std::array<std::int32_t, 1>{0}, 1);
  auto const results =
      rollup::alike(state_->rounds, {moment_.as_of.number(), entry_}, anywhere, {0, 1});
  Roster const* best = nullptr;
  auto best_rank = std::tuple(0U, std::int64_t{0}, 0);
  for (auto const& [word, count] : results) {
    Roster const& one = state_->rosters[word >> 1U];
    if (one.key.year != *asked_.year.year) continue;
    // Of its rosters that of most results of units, of persons where units have none.
    std::tuple const rank(word & of_unit, count, -one.key.roster_on);
    if (best != nullptr && rank <= best_rank) continue;
    best = &one;
    best_rank = rank;
  }
  return best;
}

std::optional<review::Round> Counted::round() {
  Roster const* const last = roster();
  if (last == nullptr) return std::nullopt;
  return review::Round{
      .year = last->key.year, .roster_on = Day::from_number(last->key.roster_on), .decided_on = {}};
}

std::optional<Note> Counted::unknown_on(Day on, Where const& where) {
  auto const& openings = state_->openings;
  std::vector<std::int32_t> days;
  for (std::size_t code = 1; code < openings.dictionary().size(); ++code) {
    auto const day = static_cast<std::int32_t>(openings.dictionary().word(code));
    if (day > on.number()) days.push_back(day);
  }
  std::ranges::sort(days, std::greater{});
  auto const opened = [&](std::int32_t day, rollup::Places const& places, rollup::Range range) {
    auto const words = rollup::alike(openings, {on.number(), entry_}, places, range);
    auto const word = static_cast<std::uint32_t>(day);
    return std::ranges::find(words, word, &rollup::Alike::word) != words.end();
  };
  std::optional<rollup::Places> concerned;
  bool const nothing = where.range.from == where.range.to;
  if (where.restated && !nothing && !days.empty()) {
    concerned = where.restated->concerned(where.range);
  }
  // Of a unit that does not stand on the chosen day no heirs tell: what opens later is seen in the
  // tree of its own day.
  Day const after = where.restated && nothing ? where.restated->asked().heirs->tree_on() : on;
  for (std::int32_t const day : days) {
    if (day <= after.number()) break;
    auto const then = concerned ? nullptr : tree(Day::from_number(day));
    bool const here =
        concerned ? opened(day, *concerned, {0, 1}) : opened(day, then->places, range_in(*then));
    if (here) return opened_later(Day::from_number(day));
  }
  if (nothing) {
    return not_standing(where.restated ? where.restated->asked().heirs->tree_on() : on);
  }
  return where.restated && !stood(on, where) ? std::optional(not_standing(on)) : std::nullopt;
}

// Whether any unit that stood on the day counts there.
bool Counted::stood(Day on, Where const& where) {
  rollup::Moment const moment{on.number(), entry_};
  auto const& standing = state_->units_standing;
  if (!rollup::alike(standing, moment, where.units(), where.range).empty()) return true;
  return !rollup::alike(standing, moment, where.restated->concerned(where.range), {0, 1}).empty();
}

std::vector<Alike> Counted::alike(Population population, Day on, Where const& where) {
  auto const counted = [&](rollup::Columns const& columns, Day day) {
    return records_of(population,
                      rollup::alike(columns, {day.number(), entry_}, where.units(), where.range));
  };
  switch (population) {
    case Population::members:
      return members(on, where);
    case Population::posts:
      return counted(state_->posts, on);
    case Population::units:
      return counted(state_->units_standing, on);
    case Population::roster:
      return members_of_roster(where);
    case Population::leaders:
      return leaders(*roster(), on, where);
    case Population::grassroots:
    case Population::cells:
    case Population::collectives:
      break;
  }
  bool const collectives = population == Population::collectives;
  auto all = counted(collectives ? roster()->collectives : roster()->organisations, moment_.as_of);
  std::erase_if(all, [&](Alike const& one) {
    if (collectives) return !has_result(one.record);
    if (population == Population::cells) {
      return one.record.unit_kind != unit::UnitKind::dependent_cell;
    }
    return !unit::grassroots_organisation(one.record.unit_kind);
  });
  return all;
}

std::vector<Alike> Counted::members(Day on, Where const& where) {
  rollup::Moment const moment{on.number(), entry_};
  auto const& places = where.restated ? where.restated->members() : where.units();
  auto all =
      records_of(Population::members, rollup::alike(state_->members, moment, places, where.range));
  if (!where.restated) return all;
  return with_words(all, where.restated->dispersed(where.range, moment));
}

std::vector<Alike> Counted::members_of_roster(Where const& where) {
  rollup::Moment const asked{moment_.as_of.number(), entry_};
  Roster const& own = *roster();
  auto const& places = where.restated ? where.restated->members() : where.units();
  auto all = records_of(Population::roster, rollup::alike(own.members, asked, places, where.range));
  if (!where.restated) return all;
  return with_words(all, where.restated->dispersed(where.range, own.key, asked));
}

// A person counts once, however many posts: sums of signs tell how many posts stand, and sums of
// words the word that all of a person's rows share.
std::vector<Alike> Counted::leaders(Roster const& roster, Day on, Where const& where) {
  auto const& range = where.range;
  std::vector<std::uint32_t> kinds(state_->units->ids.size());
  rollup::each_spell(state_->units_standing, {on.number(), entry_},
                     [&](rollup::Spell const& spell, std::int32_t sign) {
                       kinds[static_cast<std::size_t>(spell.cell)] +=
                           static_cast<std::uint32_t>(sign) * unit_kind_bits.of(spell.word);
                     });
  auto const cell_kind =
      unit_kind_bits.of(bits_of(unit_kind_bits, std::optional(unit::UnitKind::dependent_cell)));
  struct PostsHeld {
    std::int64_t posts = 0, outside_cells = 0, words = 0;
  };
  std::unordered_map<std::uint32_t, std::int64_t> counted;
  auto const tell = [&](PostsHeld const& held) {
    if (held.posts == 0) return;
    auto const word = static_cast<std::uint32_t>(held.words / held.posts);
    if (held.outside_cells > 0 || word != 0) ++counted[word];
  };
  auto const add = [&](PostsHeld& held, LeaderChange const& row) {
    auto const& [spell, entry, sign] = row.change;
    bool const holds = entry <= entry_ && spell.from <= moment_.as_of.number() &&
                       moment_.as_of.number() < spell.to;
    auto const position = where.units().of(spell.cell);
    if (!holds || position < range.from || position >= range.to) return;
    held.posts += sign;
    held.words += sign * static_cast<std::int64_t>(spell.word);
    if (kinds[static_cast<std::size_t>(spell.cell)] != cell_kind) held.outside_cells += sign;
  };
  std::unordered_map<std::int64_t, std::vector<LeaderChange const*>> later;
  for (LeaderChange const& row : *roster.leaders.later) later[row.person].push_back(&row);
  auto const& sorted = *roster.leaders.sorted;
  for (std::size_t i = 0; i < sorted.size();) {
    PostsHeld held;
    auto const person = sorted[i].person;
    for (; i < sorted.size() && sorted[i].person == person; ++i) add(held, sorted[i]);
    if (auto const more = later.find(person); more != later.end()) {
      for (auto const* row : more->second) add(held, *row);
      later.erase(more);
    }
    tell(held);
  }
  for (auto const& [person, rows] : later) {
    PostsHeld held;
    for (auto const* row : rows) add(held, *row);
    tell(held);
  }
  std::vector<Alike> all;
  for (auto const& [word, count] : counted) all.push_back({unpacked(word), count});
  return all;
}

}  // namespace giaoban::figure
