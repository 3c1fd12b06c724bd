// Enumerations that users see: each value has a stable code (database, JSON, CSV) and a label.
// A domain declares, beside its enum: std::span<Choice const> choices_of(Standing);
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/message.h"
#include "base/result.h"

namespace giaoban {

struct Choice {
  int value = 0;          // the enumerator
  std::string_view code;  // "probationary"; stored and hashed, never renamed
  Msg label;              // "dự bị"
};

template <class E>
concept Chosen = requires(E e) {
  { choices_of(e) } -> std::convertible_to<std::span<Choice const>>;
};

template <Chosen E>
Choice const& choice(E value) {
  for (Choice const& c : choices_of(value)) {
    if (c.value == static_cast<int>(value)) return c;
  }
  bug("an enumerator without a choice", std::source_location::current());
}

template <Chosen E>
std::string_view code(E value) {
  return choice(value).code;
}

template <Chosen E>
Msg label(E value) {
  return choice(value).label;
}

template <Chosen E>
std::optional<E> from_code(std::string_view code) {
  for (Choice const& c : choices_of(E{})) {
    if (c.code == code) return static_cast<E>(c.value);
  }
  return std::nullopt;
}

}  // namespace giaoban
