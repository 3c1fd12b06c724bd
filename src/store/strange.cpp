#include "store/strange.h"

namespace giaoban::store {

namespace {

thread_local int passing = 0;
thread_local int writing = 0;
thread_local std::int64_t passed = 0;

}  // namespace

PassingOver::PassingOver() {
  ++passing;
}
PassingOver::~PassingOver() {
  --passing;
}
bool PassingOver::now() {
  return passing > 0 && writing == 0;
}

PassingNothing::PassingNothing() {
  ++writing;
}
PassingNothing::~PassingNothing() {
  --writing;
}

std::int64_t passed_over() {
  return passed;
}
void forget_passed_over() {
  passed = 0;
}
void note_passed_over() {
  ++passed;
}

}  // namespace giaoban::store
