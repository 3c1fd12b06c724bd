#include "rollup/join.h"

#include <algorithm>
#include <iterator>

namespace giaoban::rollup {

namespace {

struct Joining {
  std::vector<std::int32_t> entries;
  std::vector<std::int32_t> days;
  std::vector<Part> known;
  std::vector<Spell> before, now;
};

void sort_once(std::vector<std::int32_t>& numbers) {
  std::ranges::sort(numbers);
  auto const repeated = std::ranges::unique(numbers);
  numbers.erase(repeated.begin(), repeated.end());
}

// The spells as one entry knew them, in order.
void spells_of(Joining& joining) {
  auto& [entries, days, known, before, now] = joining;
  now.clear();
  days.clear();
  for (Part const& part : known) {
    days.push_back(part.from);
    days.push_back(part.to);
  }
  sort_once(days);
  for (std::size_t i = 0; i + 1 < days.size(); ++i) {
    Spell spell{nowhere, days[i], days[i + 1], 0};
    for (Part const& part : known) {
      if (part.from > spell.from || spell.from >= part.to) continue;
      spell.word |= part.bits;
      if (part.cell != nowhere) spell.cell = part.cell;
    }
    if (spell.cell == nowhere) continue;
    bool const goes_on = !now.empty() && now.back().to == spell.from &&
                         now.back().cell == spell.cell && now.back().word == spell.word;
    if (goes_on) {
      now.back().to = spell.to;
    } else {
      now.push_back(spell);
    }
  }
  std::ranges::sort(now);
}

void know(Joining& joining, std::span<Part const> parts, std::int32_t entry) {
  joining.known.clear();
  for (Part const& part : parts) {
    if (part.recorded_in <= entry && entry < part.superseded_in) joining.known.push_back(part);
  }
  spells_of(joining);
}

// What the entry changed.
void tell(std::vector<Spell> const& before, std::vector<Spell> const& now, std::int32_t entry,
          Batch& batch) {
  auto const add = [&](std::vector<Spell> const& some, std::vector<Spell> const& others,
                       std::int32_t sign) {
    for (Spell const& spell : some) {
      if (!std::ranges::binary_search(others, spell)) batch.push_back({spell, entry, sign});
    }
  };
  add(before, now, -1);
  add(now, before, 1);
}

}  // namespace

void join(std::span<Part const> parts, Entries entries, Batch& batch) {
  static thread_local Joining joining;  // keeps its room from one subject to the next
  joining.entries.clear();
  for (Part const& part : parts) {
    for (std::int32_t const entry : {part.recorded_in, part.superseded_in}) {
      if (entries.hold(entry)) joining.entries.push_back(entry);
    }
  }
  sort_once(joining.entries);
  know(joining, parts, entries.after);
  for (std::int32_t const entry : joining.entries) {
    std::swap(joining.before, joining.now);
    know(joining, parts, entry);
    tell(joining.before, joining.now, entry, batch);
  }
}

void follow(std::vector<std::int32_t> told_in, Entries entries, SpellsAt const& spells_at,
            Batch& batch) {
  std::erase_if(told_in, [&](std::int32_t entry) { return !entries.hold(entry); });
  sort_once(told_in);
  std::vector<Spell> before;
  std::vector<Spell> now;
  spells_at(entries.after, now);
  for (std::int32_t const entry : told_in) {
    std::swap(before, now);
    now.clear();
    spells_at(entry, now);
    std::ranges::sort(now);
    tell(before, now, entry, batch);
  }
}

}  // namespace giaoban::rollup
