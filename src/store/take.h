// Members out of columns, for the readers that tools/embed_queries writes. What a column holds is
// judged as RowView judges it: what does not stand for the member's type is a StrangeValue.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/db.h"

namespace giaoban::store {

inline void take(RowView const& row, int column, std::int64_t& into) {
  into = row.integer(column);
}
// A whole number that may be anything is an int64: the only ints of facts are years.
inline void take(RowView const& row, int column, int& into) {
  into = row.year(column);
}
inline void take(RowView const& row, int column, bool& into) {
  into = row.integer(column) != 0;
}
inline void take(RowView const& row, int column, Day& into) {
  into = row.day(column);
}
inline void take(RowView const& row, int column, PartialDay& into) {
  into = row.partial_day(column);
}
// A blank text of a fact is stored as null.
inline void take(RowView const& row, int column, std::string& into) {
  into = row.null(column) ? std::string() : row.text(column);
}
inline void take(RowView const& row, int column, Blob& into) {
  into = row.blob(column);
}
inline void take(RowView const& row, int column, Value& into) {
  into = row.value(column);
}
template <class Entity>
void take(RowView const& row, int column, Id<Entity>& into) {
  into = row.id<Id<Entity>>(column);
}
template <Chosen E>
void take(RowView const& row, int column, E& into) {
  into = row.choice<E>(column);
}
template <class T>
void take(RowView const& row, int column, std::optional<T>& into) {
  into.reset();
  if (!row.null(column)) take(row, column, into.emplace());
}

}  // namespace giaoban::store
