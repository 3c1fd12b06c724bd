// Shows a listing on a terminal, as JSON or as CSV. As a worksheet: print/xlsx_write.h.
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "base/listing.h"
#include "base/message.h"

namespace giaoban::print {

enum class Format { table, json, csv };

// "table", "json", "csv".
std::optional<Format> parse_format(std::string_view text);

// Excel reads a CSV file as UTF-8 only behind a byte order mark; scripts do not want one.
enum class ByteOrderMark { absent, present };

// table: aligned columns, labels and numbers as people write them. json: an array of objects by
// column id; counts and numbers are integers, days "2021-06-14", partial days "1960-06" or "1960",
// nothing is null. csv: RFC 4180 under column ids, days as in JSON; a text that Excel would run as
// a formula gets an apostrophe in front.
void render(Listing const& listing, Format format, Language language, std::ostream& out);

// For lists too long to hold. `out` outlives the sink. A table takes its widths from its first
// thousand rows.
std::unique_ptr<RowSink> table_sink(Language language, std::ostream& out);
std::unique_ptr<RowSink> json_sink(std::ostream& out);
std::unique_ptr<RowSink> csv_sink(std::ostream& out, ByteOrderMark mark = ByteOrderMark::absent);
std::unique_ptr<RowSink> sink(Format format, Language language, std::ostream& out);

// Pushes a listing's rows into a sink.
void pour(Listing const& listing, RowSink& into);

// Columns that the text takes on a terminal: marks take none, wide letters two.
int display_width(std::string_view utf8);

}  // namespace giaoban::print
