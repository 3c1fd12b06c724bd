#include "web/words.h"

namespace giaoban::web {

std::string Words::day(Day day) const {
  return day >= Day::forever() ? say(language, M("nay")) : day.vietnamese();
}

std::string Words::span(Span span) const {
  if (span.to >= Day::forever()) {
    return say(language, M("từ {from} đến nay"), {{"from", span.from.vietnamese()}});
  }
  if (span.to == span.from + 1) return span.from.vietnamese();
  return span.from.vietnamese() + " – " + (span.to - 1).vietnamese();
}

}  // namespace giaoban::web
