// A listing as a Word file that people go on editing: title, table with its headings on every page.
#pragma once

#include <string>

#include "base/listing.h"
#include "base/message.h"

namespace giaoban::print {

struct TableDocument {
  Listing const& listing;
  std::string subtitle = {};
  std::string foot = {};  // under the table: by which entry it was counted
  Language language = Language::vietnamese;
};
// The same listing gives the same bytes.
std::string table_docx(TableDocument const& document);

}  // namespace giaoban::print
