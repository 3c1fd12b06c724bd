#include "reorganisation/csv.h"

namespace giaoban::reorganisation {

bool csv_row(std::istream& in, std::vector<std::string>& row) {
  constexpr int end = std::istream::traits_type::eof();
  row.clear();
  if (in.peek() == end) return false;
  std::string field;
  bool quoted = false;
  for (int c = in.get(); c != end; c = in.get()) {
    if (quoted && c == '"' && in.peek() == '"') {
      field += static_cast<char>(in.get());
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      row.push_back(std::move(field));
      field.clear();
    } else if (!quoted && c == '\n') {
      break;
    } else if (quoted || c != '\r') {
      field += static_cast<char>(c);
    }
  }
  row.push_back(std::move(field));
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (row.front().starts_with(byte_order_mark)) row.front().erase(0, byte_order_mark.size());
  return true;
}

}  // namespace giaoban::reorganisation
