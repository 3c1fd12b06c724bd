// JSON as the API takes and gives it.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace giaoban::web {

// Strict JSON, not deeper than anything of ours is; its texts valid UTF-8 without control
// characters but tab and line ends, in NFC. nullopt: it is none.
std::optional<boost::json::value> read_json(std::string_view text);

// {"refused": "unit.code_taken", "text": ..., "remedy": ..., "rule": ..., "where": ...}
std::string refusal_json(Refusal const& refusal, Language language);

}  // namespace giaoban::web
