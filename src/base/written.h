// A text that users wrote, where the program's own texts stand: the name of a committee's measure
// as a heading, the name of its base under a share. It reads the same in all languages.
#pragma once

#include <string>

#include "base/message.h"

namespace giaoban {

// Valid as long as the text lives: whoever shows it holds what the text is of.
Msg written(std::string const& text);

}  // namespace giaoban
