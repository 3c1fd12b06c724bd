// How PostgreSQL's answers are read: values in their binary form, in rows or in columns. Private to
// postgres.cpp.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/db.h"
#include "store/dialect.h"

namespace giaoban::store {

// From PostgreSQL's catalogue, where they never change.
inline constexpr Oid bool_type = 16;
inline constexpr Oid bytea_type = 17;
inline constexpr Oid int8_type = 20;
inline constexpr Oid int2_type = 21;
inline constexpr Oid int4_type = 23;
inline constexpr Oid numeric_type = 1700;  // sum() of BIGINT

// Numbers come with the highest byte first.
inline std::int64_t number_of(std::string_view bytes) {
  bool const below_zero = (static_cast<unsigned char>(bytes.front()) & 0x80U) != 0;
  std::int64_t number = below_zero ? -1 : 0;
  for (char const byte : bytes) number = number * 256 + static_cast<unsigned char>(byte);
  return number;
}

// sum() of BIGINT: how many digits of base 10,000, the power of the first, the sign, the decimals
// shown (2 bytes each), and the digits, without those that are zero at the end.
inline std::int64_t whole_of_numeric(std::string_view bytes) {
  auto const part = [&](std::int64_t i) {
    return number_of(bytes.substr(static_cast<std::size_t>(2 * i), 2));
  };
  constexpr std::int64_t head = 4;
  std::int64_t const digits = part(0);
  std::int64_t whole = 0;
  for (std::int64_t i = 0; i <= part(1); ++i) {
    whole = whole * 10'000 + (i < digits ? part(head + i) : 0);
  }
  return part(2) == 0 ? whole : -whole;
}

inline bool is_integer(Oid type) {
  return type == int8_type || type == int4_type || type == int2_type || type == bool_type ||
         type == numeric_type;
}

// A row whose cells tell their type, whether they are null, and their bytes.
template <class Cells>
class PostgresRow : public RowView {
 public:
  // The question is told where a value of its answer is strange.
  PostgresRow(Cells cells, std::string_view sql) : cells_(std::move(cells)), sql_(sql) {}

  [[nodiscard]] bool null(int column) const override {
    ensure(column >= 0 && column < cells_.count(), "a row has the column asked for");
    return cells_.null(column);
  }
  [[nodiscard]] std::int64_t integer(int column) const override {
    auto const type = cells_.type(column);
    auto const bytes = plain(column);
    if (!is_integer(type)) strange(column, "a whole number");
    return type == numeric_type ? whole_of_numeric(bytes) : number_of(bytes);
  }
  [[nodiscard]] std::string_view text_view(int column) const override {
    auto const type = cells_.type(column);
    auto const bytes = plain(column);
    if (is_integer(type) || type == bytea_type) strange(column, "a text");
    return bytes;
  }
  [[nodiscard]] Blob blob(int column) const override {
    if (cells_.type(column) != bytea_type) strange(column, "bytes");
    return Blob{std::string(plain(column))};
  }
  [[nodiscard]] Value value(int column) const override {
    if (null(column)) return {};
    if (is_integer(cells_.type(column))) return integer(column);
    if (cells_.type(column) == bytea_type) return blob(column);
    return text(column);
  }

  [[noreturn]] void strange(int column, std::string_view expected) const override {
    bool const numbered = !cells_.null(0) && is_integer(cells_.type(0));
    throw StrangeValue("a stored value is not " + std::string(expected) + ": column " +
                       std::to_string(column + 1) + " of the answer" +
                       (numbered ? " (row of " + std::to_string(integer(0)) + ")" : "") +
                       " in: " + sql_for_log(sql_));
  }

 private:
  [[nodiscard]] std::string_view plain(int column) const {
    if (null(column)) strange(column, "there");
    return cells_.bytes(column);
  }

  Cells cells_;
  std::string_view sql_;
};

// The one row of a result.
class ResultCells {
 public:
  explicit ResultCells(PGresult const* result) : result_(result) {}
  [[nodiscard]] int count() const { return PQnfields(result_); }
  [[nodiscard]] Oid type(int column) const { return PQftype(result_, column); }
  [[nodiscard]] bool null(int column) const { return PQgetisnull(result_, 0, column) != 0; }
  [[nodiscard]] std::string_view bytes(int column) const {
    return {PQgetvalue(result_, 0, column),
            static_cast<std::size_t>(PQgetlength(result_, 0, column))};
  }

 private:
  PGresult const* result_;
};

// A column that came as an array: the number of dimensions, a flag for nulls, the elements' type,
// then of one dimension its size and first place (4 bytes each), then each element's size, -1 for
// null, and its bytes.
class ArrayColumn {
 public:
  explicit ArrayColumn(std::string_view array) : rest_(array) {
    constexpr std::size_t head_words = 3;
    constexpr std::size_t dimension_words = 2;
    ensure(rest_.size() >= head_words * word, "an array has a head");
    bool const empty = next_word() == 0;
    next_word();
    type_ = static_cast<Oid>(next_word());
    if (empty) return;
    left_ = next_word();
    rest_.remove_prefix((dimension_words - 1) * word);
  }
  // To the next element; false after the last one.
  bool next() {
    if (left_ == 0) return false;
    --left_;
    auto const size = next_word();
    null_ = size < 0;
    bytes_ = rest_.substr(0, null_ ? 0 : static_cast<std::size_t>(size));
    rest_.remove_prefix(bytes_.size());
    return true;
  }
  [[nodiscard]] Oid type() const { return type_; }
  [[nodiscard]] bool null() const { return null_; }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  static constexpr std::size_t word = 4;
  std::int64_t next_word() {
    auto const number = number_of(rest_.substr(0, word));
    rest_.remove_prefix(word);
    return number;
  }

  std::string_view rest_;
  Oid type_ = 0;
  std::int64_t left_ = 0;
  bool null_ = true;
  std::string_view bytes_;
};

// The elements that stand at the same place of all arrays.
class ArrayCells {
 public:
  explicit ArrayCells(std::vector<ArrayColumn> const& columns) : columns_(&columns) {}
  [[nodiscard]] int count() const { return static_cast<int>(columns_->size()); }
  [[nodiscard]] Oid type(int column) const { return at(column).type(); }
  [[nodiscard]] bool null(int column) const { return at(column).null(); }
  [[nodiscard]] std::string_view bytes(int column) const { return at(column).bytes(); }

 private:
  [[nodiscard]] ArrayColumn const& at(int column) const {
    return (*columns_)[static_cast<std::size_t>(column)];
  }
  std::vector<ArrayColumn> const* columns_;
};

}  // namespace giaoban::store
