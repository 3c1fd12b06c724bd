// Three ways for a thing not to go well, kept apart.
//   Refusal: the user can act on it. A value: Result<T>.
//   Breakage: disk, network, damaged data. An exception, caught once at the edge.
//   Bug: ensure(), never compiled out; an exception, caught at the same edge.
#pragma once

#include <expected>
#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/message.h"

namespace giaoban {

// What can be refused: declared once per domain, in precedence order, in its face header.
struct RefusalKind {
  std::string_view code;       // "unit.code_taken": stable, for scripts and the API
  int http_status = 422;       // what the JSON API and pages answer with
  Msg text;                    // what is wrong, naming rule and record
  Msg remedy;                  // what would help
  std::string_view rule = {};  // citation where a rule stands behind it: "HD 21-HD/BTCTW, II.B.4"
};

// A refusal: its kind and the values of its places. Names the record that blocks.
struct Refusal {
  RefusalKind const* kind = nullptr;
  Args args;
  std::string where = {};  // field, sheet and row, or record: "Đảng viên!C17"

  [[nodiscard]] std::string text(Language language) const;  // text (rule)
  [[nodiscard]] std::string remedy(Language language) const;
};

template <class T>
using Result = std::expected<T, Refusal>;

inline std::unexpected<Refusal> refuse(RefusalKind const& kind, Args args = {},
                                       std::string where = {}) {
  return std::unexpected(Refusal{&kind, std::move(args), std::move(where)});
}

// Something outside us failed. `what()` is for the log, never for the user's screen.
class Breakage : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The program is wrong, or believed something that a damaged store does not keep. What was being
// done ends and is rolled back; the others who are served go on.
class Bug : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// Tells the place on stderr and throws Bug.
[[noreturn]] void bug(std::string_view claim, std::source_location where);

// States what must hold if the program is right. Never reachable from input.
inline void ensure(bool holds, std::string_view claim,
                   std::source_location where = std::source_location::current()) {
  if (!holds) [[unlikely]] {
    bug(claim, where);
  }
}

}  // namespace giaoban

// Leaves the function with the refusal, or goes on with the value.
#define GIAOBAN_CONCAT_(a, b) a##b
#define GIAOBAN_CONCAT(a, b) GIAOBAN_CONCAT_(a, b)
#define TRY_VOID(expression)                               \
  do {                                                     \
    if (auto outcome_ = (expression); !outcome_) {         \
      return std::unexpected(std::move(outcome_).error()); \
    }                                                      \
  } while (false)
#define TRY_INTO(declaration, expression)                                          \
  auto GIAOBAN_CONCAT(outcome_, __LINE__) = (expression);                          \
  if (!GIAOBAN_CONCAT(outcome_, __LINE__)) {                                       \
    return std::unexpected(std::move(GIAOBAN_CONCAT(outcome_, __LINE__)).error()); \
  }                                                                                \
  declaration = *std::move(GIAOBAN_CONCAT(outcome_, __LINE__))
