// A typed table of values, the one shape that every list takes before it is shown: as text, JSON,
// CSV, a worksheet, later an HTML grid. Rendered by print/.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/message.h"
#include "base/value.h"

namespace giaoban {

enum class CellType {
  text,
  count,    // integer, grouped by thousands on paper, plain in CSV and JSON
  number,   // integer that is a name, not an amount: a year, an entry number
  day,      // Day::number()
  partial,  // PartialDay::packed()
  percent,  // text "19,22" that stands beside its count and base
};

struct Column {
  std::string id;  // JSON key and stable CSV header: "denominator"
  Msg label;       // what people read
  CellType type = CellType::text;
};

using Row = std::vector<Value>;

struct Listing {
  std::string title;
  std::vector<Column> columns;
  std::vector<Row> rows;
};

// A listing too long to hold: the columns, then rows pushed one by one.
struct RowSink {
  virtual ~RowSink() = default;
  virtual void begin(Listing const& head) = 0;
  virtual void row(Row const& row) = 0;
  virtual void end() = 0;
};

}  // namespace giaoban
