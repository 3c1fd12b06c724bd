// A toy domain for the store's own tests: halls with a lifetime and codes, guests who stay, visit
// and are marked each year, their particulars, and a derived table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/store.h"

namespace giaoban::store::toy {

using HallId = Id<struct HallEntity>;

extern Entity const hall_entity;
extern Entity const guest_entity;

struct Hall {  // the lifetime
  std::int64_t size = 0;
  static Kind const kind;
};
struct HallCode {
  std::string code;  // one hall a day
  static Kind const kind;
};
struct Stay {
  HallId hall;
  static Kind const kind;
};
struct Mark {
  std::string aspect;  // one mark a year and aspect
  std::int64_t mark = 0;
  std::optional<HallId> hall;
  static Kind const kind;
};
struct Visit {
  HallId hall;
  static Kind const kind;
};
struct Particulars {
  std::string name;
  std::string phone;               // sensitive, unique
  std::optional<PartialDay> born;  // sensitive, not a text
  static Kind const kind;
};

extern Right const write_right;
extern Verb const write_verb;
Catalogue const& catalogue();

}  // namespace giaoban::store::toy
