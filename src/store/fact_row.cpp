#include "store/fact_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <unordered_map>

#include "base/text.h"

namespace giaoban::store {

namespace {

static_assert(std::endian::native == std::endian::little, "hashes are over little-endian numbers");
void put_bytes(std::string& out, std::int64_t value, std::size_t bytes = sizeof(std::int64_t)) {
  out.append(reinterpret_cast<char const*>(&value), bytes);
}

std::string_view column_type(Field const& field) {
  if (field.sensitive()) return "BLOB";
  switch (field.type) {
    case FieldType::text:
    case FieldType::choice:
      return "TEXT";
    case FieldType::integer:
    case FieldType::day:
    case FieldType::partial_day:
    case FieldType::reference:
      return "INTEGER";
  }
  return "TEXT";
}

}  // namespace

std::string text_of(Value const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) return *text;
  return std::to_string(std::get<std::int64_t>(value));
}

std::vector<Value> values_of(Kind const& kind, void const* fact) {
  std::vector<Value> values;
  values.reserve(kind.fields.size());
  for (Field const& field : kind.fields) values.push_back(field.load(fact));
  return values;
}

void fill(Kind const& kind, std::vector<Value> const& values, void* fact) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i) kind.fields[i].save(fact, values[i]);
}

Field const& Kind::field(std::string_view column) const {
  for (Field const& field : fields) {
    if (field.column == column) return field;
  }
  bug("the kind has the field", std::source_location::current());
}

int fixed_columns(Kind const& kind) {
  return kind.shape == Shape::yearly ? 7 : 6;
}

std::vector<std::string> columns_of(Kind const& kind) {
  std::vector<std::string> columns{"subject"};
  if (kind.shape == Shape::yearly) columns.emplace_back("year");
  for (char const* name :
       {"effective_from", "effective_to", "recorded_in", "leaf", "superseded_in"}) {
    columns.emplace_back(name);
  }
  for (Field const& field : kind.fields) {
    columns.emplace_back(field.column);
    if (field.sensitive()) columns.push_back(fmt::format("{}_index", field.column));
  }
  return columns;
}

std::string column_list(Kind const& kind) {
  return sql_of(kind).column_list;
}

namespace {

KindSql make_sql(Kind const& kind) {
  bool const yearly = kind.shape == Shape::yearly;
  KindSql sql;
  sql.columns = columns_of(kind);
  sql.column_list = fmt::format("{}", fmt::join(sql.columns, ", "));
  std::string places;
  for (std::size_t i = 1; i <= sql.columns.size(); ++i) {
    places += fmt::format("{}?{}", i == 1 ? "" : ", ", i);
  }
  sql.insert = fmt::format("INSERT INTO {} ({}) VALUES ({})", kind.table, sql.column_list, places);
  std::string const select =
      fmt::format("SELECT {} FROM {} WHERE subject = ?1", sql.column_list, kind.table);
  std::string const on_day =
      " AND effective_from <= ?2 AND effective_to > ?2 AND recorded_in <= ?3 AND superseded_in > "
      "?3";
  sql.of_subject = select;
  sql.history = fmt::format(
      "{} AND recorded_in <= ?2 AND superseded_in > ?2 ORDER BY {}effective_from, recorded_in, "
      "leaf",
      select, yearly ? "year, " : "");
  sql.in_force = select + on_day;
  sql.of_year = select + " AND year = ?4" + on_day;
  sql.supersede = fmt::format(
      "UPDATE {} SET superseded_in = ?1 WHERE subject = ?2 AND {}effective_from = ?3 AND "
      "recorded_in = ?4 AND leaf = ?5 AND superseded_in = {}",
      kind.table, yearly ? "year = ?6 AND " : "", standing);
  return sql;
}

}  // namespace

KindSql const& sql_of(Kind const& kind) {
  thread_local std::unordered_map<Kind const*, KindSql> made;
  auto const found = made.find(&kind);
  return found != made.end() ? found->second : made.emplace(&kind, make_sql(kind)).first->second;
}

namespace {

std::string primary_key_of(Kind const& kind) {
  return fmt::format("PRIMARY KEY (subject, {}effective_from, recorded_in, leaf)",
                     kind.shape == Shape::yearly ? "year, " : "");
}

std::string indexes_of(Kind const& kind) {
  std::string ddl;
  auto const add = [&](std::string const& name, std::string const& columns) {
    ddl += fmt::format("CREATE INDEX {} ON {} ({});\n", name, kind.table, columns);
  };
  // What one entry wrote, for the journal's pages and undoing.
  add(fmt::format("{}_by_entry", kind.table), "recorded_in");
  for (Field const& field : kind.fields) {
    auto const name = fmt::format("{}_by_{}", kind.table, field.column);
    if (field.type == FieldType::reference) {
      add(name, fmt::format("{}, effective_from, subject", field.column));
    } else if (field.unique() || field.sensitive()) {
      add(name, fmt::format("{}{}, subject", field.column, field.sensitive() ? "_index" : ""));
    }
  }
  return ddl;
}

}  // namespace

std::string ddl_of(Kind const& kind) {
  std::string ddl = fmt::format("CREATE TABLE {} (\n  subject INTEGER NOT NULL,\n", kind.table);
  if (kind.shape == Shape::yearly) ddl += "  year INTEGER NOT NULL,\n";
  ddl +=
      "  effective_from INTEGER NOT NULL,\n  effective_to INTEGER NOT NULL,\n"
      "  recorded_in INTEGER NOT NULL,\n  leaf INTEGER NOT NULL,\n"
      "  superseded_in INTEGER NOT NULL,\n";
  for (Field const& field : kind.fields) {
    ddl += fmt::format("  {} {},\n", field.column, column_type(field));
    if (field.sensitive()) ddl += fmt::format("  {}_index BLOB,\n", field.column);
  }
  ddl += fmt::format(
      "  {},\n  CHECK (effective_from < effective_to),\n"
      "  CHECK (recorded_in <= superseded_in)\n) STRICT, WITHOUT ROWID;\n",
      primary_key_of(kind));
  return ddl + indexes_of(kind);
}

std::vector<Value> to_row(Kind const& kind, FactHead const& head, std::vector<Value> const& values,
                          PersonCipher const* cipher, StoreKeys const& keys) {
  std::vector<Value> row{head.subject};
  row.reserve(values.size() + 9);
  if (kind.shape == Shape::yearly) row.emplace_back(head.year);
  row.emplace_back(std::int64_t{head.span.from.number()});
  row.emplace_back(std::int64_t{head.span.to.number()});
  row.emplace_back(head.recorded_in);
  row.emplace_back(head.leaf);
  row.emplace_back(head.superseded_in);
  for (std::size_t i = 0; i < values.size(); ++i) {
    Field const& field = kind.fields[i];
    if (!field.sensitive()) {
      row.push_back(values[i]);
    } else if (is_null(values[i])) {
      row.emplace_back();
      row.emplace_back();
    } else {
      ensure(cipher != nullptr, "a sensitive value is of a person who is not erased");
      row.emplace_back(cipher->seal(text_of(values[i])));
      row.emplace_back(blind_index(text_of(values[i]), field.column, keys));
    }
  }
  return row;
}

namespace {

// Whether a value that is there is one of its field: what a reader may rely on.
bool of_field(Field const& field, Value const& value) {
  auto const* number = std::get_if<std::int64_t>(&value);
  auto const* text = std::get_if<std::string>(&value);
  switch (field.type) {
    case FieldType::text:
      return text != nullptr && valid_utf8(*text);
    case FieldType::choice:
      return text != nullptr && std::ranges::any_of(field.choices, [&](Choice const& choice) {
               return choice.code == *text;
             });
    case FieldType::integer:
    case FieldType::reference:
      return number != nullptr;
    case FieldType::day:
      return number != nullptr && Day::stored_as(*number);
    case FieldType::partial_day:
      return number != nullptr && PartialDay::stored_as(*number);
  }
  return false;
}

Value const& known_value(Kind const& kind, Field const& field, FactHead const& head,
                         Value const& value) {
  if (is_null(value) || of_field(field, value)) return value;
  throw StrangeValue(fmt::format("a stored value is not one of its field: {}.{} of {}", kind.table,
                                 field.column, head.subject));
}

Value opened_value(Kind const& kind, Field const& field, std::string plain) {
  if (field.type == FieldType::text || field.type == FieldType::choice) return plain;
  std::int64_t number = 0;
  auto const [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (fault != std::errc{} || end != plain.data() + plain.size()) {
    throw StrangeValue(
        fmt::format("a sealed value of {}.{} is no number", kind.table, field.column));
  }
  return number;
}

// Names its table, which a long question does not.
Day day_of_fact(Kind const& kind, RowView const& row, int column, std::string_view name) {
  std::int64_t const number = row.null(column) ? -1 : row.integer(column);
  if (row.null(column) || !Day::stored_as(number)) {
    throw StrangeValue(
        fmt::format("a stored value is not a day: {}.{} of {}", kind.table, name, row.integer(0)));
  }
  return Day::from_number(static_cast<std::int32_t>(number));
}

}  // namespace

FactHead head_from_row(Kind const& kind, RowView const& row) {
  int const shift = kind.shape == Shape::yearly ? 1 : 0;
  return {.subject = row.integer(0),
          .year = shift == 1 ? row.year(1) : 0,
          .span = {day_of_fact(kind, row, 1 + shift, "effective_from"),
                   day_of_fact(kind, row, 2 + shift, "effective_to")},
          .recorded_in = row.integer(3 + shift),
          .leaf = row.integer(4 + shift),
          .superseded_in = row.integer(5 + shift)};
}

RawFact from_row(Kind const& kind, RowView const& row, PersonCipher const* cipher) {
  RawFact fact{.head = head_from_row(kind, row), .values = {}};
  fact.values.reserve(kind.fields.size());
  int column = fixed_columns(kind);
  for (Field const& field : kind.fields) {
    if (!field.sensitive()) {
      fact.values.push_back(known_value(kind, field, fact.head, row.value(column++)));
      continue;
    }
    if (row.null(column) || cipher == nullptr) {
      fact.values.emplace_back();
    } else {
      auto plain = cipher->open(row.blob(column));
      if (!plain) {
        throw StrangeValue(fmt::format("a sealed value does not open: {}.{} of {}", kind.table,
                                       field.column, fact.head.subject));
      }
      fact.values.push_back(
          known_value(kind, field, fact.head, opened_value(kind, field, *std::move(plain))));
    }
    column += 2;
  }
  return fact;
}

std::string encode(Kind const& kind, FactHead const& head, std::vector<Value> const& values) {
  std::string out;
  out.reserve(128);
  out += '\0';  // leaves start with 0, inner nodes with 1
  out += 'F';
  put_bytes(out, kind.number, 2);
  put_bytes(out, head.subject);
  put_bytes(out, head.year);
  put_bytes(out, head.span.from.number(), 4);
  put_bytes(out, head.span.to.number(), 4);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_null(values[i])) continue;
    put_bytes(out, kind.fields[i].number, 2);
    if (auto const* number = std::get_if<std::int64_t>(&values[i])) {
      out += 'i';
      put_bytes(out, *number);
    } else if (auto const* text = std::get_if<std::string>(&values[i])) {
      out += 't';
      put_bytes(out, static_cast<std::int64_t>(text->size()), 4);
      out += *text;
    } else {
      auto const& bytes = std::get<Blob>(values[i]).bytes;
      out += 'b';
      put_bytes(out, static_cast<std::int64_t>(bytes.size()), 4);
      out += bytes;
    }
  }
  return out;
}

Hash leaf_of(Kind const& kind, FactHead const& head, std::vector<Value> const& values,
             PersonCipher const* cipher) {
  std::string const encoded = encode(kind, head, values);
  if (!kind.identifying()) return hash(encoded);
  ensure(cipher != nullptr, "an identifying leaf is of a person who is not erased");
  return cipher->leaf(encoded);
}

Hash leaf_of(Supersession const& supersession) {
  std::string out;
  out += '\0';
  out += 'S';
  put_bytes(out, supersession.kind, 2);
  put_bytes(out, supersession.subject);
  put_bytes(out, supersession.target_entry);
  put_bytes(out, supersession.target_leaf);
  return hash(out);
}

Hash leaf_of_erased(Kind const& kind, FactHead const& head, Hash const& original) {
  std::string out;
  out += '\0';
  out += 'X';
  put_bytes(out, kind.number, 2);
  put_bytes(out, head.subject);
  put_bytes(out, head.year);
  put_bytes(out, head.span.from.number(), 4);
  put_bytes(out, head.span.to.number(), 4);
  put_bytes(out, head.recorded_in);
  put_bytes(out, head.leaf);
  out += original.view();
  return hash(out);
}

Hash leaf_of_blanked(Kind const& kind, RawFact const& left, Hash const& original) {
  std::string out;
  out += '\0';
  out += 'B';
  out += encode(kind, left.head, left.values);
  out += original.view();
  return hash(out);
}

}  // namespace giaoban::store
