// Zip bytes in memory, with fixed times and order. Inside print/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "print/docx_pack.h"

namespace giaoban::print {

// Every part of the zip, in its order; nullopt when it is no sound zip, is encrypted, is larger
// than a document ever is, or holds a part twice or under a path that leads out of it.
std::optional<std::vector<DocxPart>> unpack_parts(std::string_view bytes);

// The zip with parts replaced; the others are copied as they are, without compressing again.
std::string replace_parts(std::string_view bytes, std::vector<DocxPart> const& changed);

}  // namespace giaoban::print
