// Which names of peoples are of minorities. Private to src/figure.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/text.h"

namespace giaoban::figure {

// "Kinh" in whatever spelling; folding each of a hundred thousand rows would cost more than all
// else here, and there are some dozen spellings.
class Ethnicities {
 public:
  bool minority(std::string_view name) {
    if (name == "Kinh") return false;
    auto known = minority_.find(name);
    if (known == minority_.end()) known = minority_.emplace(name, fold(name) != "kinh").first;
    return known->second;
  }

 private:
  std::map<std::string, bool, std::less<>> minority_;
};

}  // namespace giaoban::figure
