// What a page says, in the language of who looks: texts, days, numbers.
#pragma once

#include <string>

#include "base/day.h"
#include "base/message.h"
#include "base/share.h"

namespace giaoban::web {

struct Words {
  Language language = Language::vietnamese;

  std::string operator()(Msg message, Args const& args = {}) const {
    return say(language, message, args);
  }
  [[nodiscard]] std::string count(std::int64_t count) const {
    return format_count(count, language);
  }
  // "14/06/2021"; "nay" for forever.
  [[nodiscard]] std::string day(Day day) const;
  // "14/06/2021 – nay": the last day is the one before `to`.
  [[nodiscard]] std::string span(Span span) const;
};

}  // namespace giaoban::web
