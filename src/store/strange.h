// Rows that are not as we write them, in lists of many records: one of them costs itself and a
// notice, not the list. Nothing that counts passes rows over: a figure would be wrong in silence.
// Nor does a write, whatever it reads by: a role that cannot be read would be left behind.
#pragma once

#include <cstdint>

#include "base/message.h"
#include "store/db.h"

namespace giaoban::store {

// While it lives, questions of this thread pass over a row at which a StrangeValue is thrown.
class PassingOver {
 public:
  PassingOver();
  ~PassingOver();
  PassingOver(PassingOver const&) = delete;
  PassingOver& operator=(PassingOver const&) = delete;
  [[nodiscard]] static bool now();
};

// While it lives, whatever is asked by this thread passes over nothing: the inside of a write.
class PassingNothing {
 public:
  PassingNothing();
  ~PassingNothing();
  PassingNothing(PassingNothing const&) = delete;
  PassingNothing& operator=(PassingNothing const&) = delete;
};

// Rows that this thread passed over since it last forgot them, one that several questions met being
// one: told beside what is answered.
[[nodiscard]] std::int64_t passed_over();
void forget_passed_over();
inline constexpr Msg rows_passed_over =
    M("{count} dòng ghi trong kho bị hỏng, không đọc được, nên danh sách có thể thiếu. Báo người "
      "quản trị chạy giaoban check để biết dòng nào.");

void note_passed_over(StrangeValue const& met);

// For who reads a row inside a question: the row is used, or passed over.
template <class Use>
void use_row(Use const& use) {
  if (!PassingOver::now()) return use();
  try {
    use();
  } catch (StrangeValue const& met) {
    note_passed_over(met);
  }
}

}  // namespace giaoban::store
