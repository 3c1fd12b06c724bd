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

// The spells as one entry knew them, in order.
void spells_of(Joining& joining) {
  auto& [entries, days, known, before, now] = joining;
  now.clear();
  days.clear();
  for (Part const& part : known) {
    days.push_back(part.from);
    days.push_back(part.to);
  }
  std::ranges::sort(days);
  auto const repeated = std::ranges::unique(days);
  days.erase(repeated.begin(), repeated.end());
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

}  // namespace

void join(std::span<Part const> parts, std::int32_t after, std::int32_t up_to, Batch& batch) {
  static thread_local Joining joining;  // keeps its room from one subject to the next
  auto& entries = joining.entries;
  entries.clear();
  for (Part const& part : parts) {
    for (std::int32_t const entry : {part.recorded_in, part.superseded_in}) {
      if (entry > after && entry <= up_to && entry != never) entries.push_back(entry);
    }
  }
  std::ranges::sort(entries);
  auto const repeated = std::ranges::unique(entries);
  entries.erase(repeated.begin(), repeated.end());
  know(joining, parts, after);
  for (std::int32_t const entry : entries) {
    std::swap(joining.before, joining.now);
    know(joining, parts, entry);
    auto const tell = [&](std::vector<Spell> const& some, std::vector<Spell> const& others,
                          std::int32_t sign) {
      for (Spell const& spell : some) {
        if (!std::ranges::binary_search(others, spell)) batch.push_back({spell, entry, sign});
      }
    };
    tell(joining.before, joining.now, -1);
    tell(joining.now, joining.before, 1);
  }
}

}  // namespace giaoban::rollup
