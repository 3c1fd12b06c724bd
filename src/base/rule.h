// A rule is dated data with a citation, chosen by the date of the event, never by today.
#pragma once

#include <span>
#include <string_view>

#include "base/day.h"

namespace giaoban {

// Whether the rule's text was read. What is unconfirmed warns and never blocks.
enum class Confidence { confirmed, unconfirmed };

template <class T>
struct Dated {
  Span in_force;
  T value;
  std::string_view citation;  // "HD 21-HD/BTCTW, II.B.4"
  Confidence confidence = Confidence::confirmed;
};

// The version in force on the day of the event; nullptr where none is.
template <class T>
Dated<T> const* rule_on(std::span<Dated<T> const> versions, Day day) {
  for (Dated<T> const& version : versions) {
    if (version.in_force.contains(day)) return &version;
  }
  return nullptr;
}

}  // namespace giaoban
