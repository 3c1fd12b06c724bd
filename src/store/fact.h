// What a fact kind is, declared once. A domain writes a plain struct and one table of fields; the
// database table, reading, writing, hashing, workbook column, import check, export, API field and
// journal line follow from it. Generic code works on the type-erased Kind, so that templates over
// all kinds do not multiply.
//
//   struct UnitName { std::string name; std::string short_name; static store::Kind const kind; };
//   store::Kind const UnitName::kind{
//       .number = 11, .table = "unit_name", .label = M("Tên đơn vị"), .shape = Shape::state,
//       .subject = &unit_entity,
//       .fields = {field<&UnitName::name>(1, "name", M("Tên đơn vị"), {.need = Need::required}),
//                  field<&UnitName::short_name>(2, "short_name", M("Tên viết tắt"))}};
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/choice.h"
#include "base/day.h"
#include "base/id.h"
#include "base/message.h"
#include "base/result.h"
#include "base/text.h"
#include "base/value.h"
#include "base/vocabulary.h"

namespace giaoban::store {

struct Actor;
struct Kind;
struct Moment;
struct Right;
class Snapshot;
class Tx;

// How people name a record: by its number, by a code that a unit bears, by a person's name or card.
enum class NamedBy { number, code, person };

struct Questioner;

// What a fact is about, or refers to.
struct Entity {
  std::string_view name;  // "unit"
  Msg label;              // "đơn vị"
  // The state that says over which days the entity exists; no fact that is about it or refers to
  // it outlives that, at any (as of, known at). Null: it exists once recorded (a person).
  Kind const* (*lifetime)() = nullptr;
  // The units it stands under, itself included if it is one, from the nearest to the top: on the
  // moment's day, or on the nearest day on which it stands anywhere. Null: rights over a part of
  // the tree do not reach it.
  std::vector<std::int64_t> (*stands_under)(Snapshot&, std::int64_t id, Moment const&) = nullptr;
  // What people call it, on the moment's day or the nearest; "": nothing is known or it is erased.
  // Null: it has a number only.
  std::string (*called)(Snapshot&, std::int64_t id, Moment const&) = nullptr;
  // Who holds it over where a record stands may know of the record. Null: who may write it.
  Right const* readable = nullptr;
  NamedBy named_by = NamedBy::number;
  // The record that a user's text names: for a question over what the right reaches on the moment's
  // day, and within a write. Refused as the domain refuses what is unknown or out of reach. Null:
  // by its number, which the verb or question itself looks up.
  Result<std::int64_t> (*named)(Snapshot&, Questioner const&, std::string_view text) = nullptr;
  Result<std::int64_t> (*named_to_write)(Tx&, std::string_view text, Day) = nullptr;
  // As `named` takes it: its code. Null: its number.
  std::string (*written)(Snapshot&, std::int64_t id, Moment const&) = nullptr;
};

enum class Shape {
  state,   // holds over [from, to); at most one per subject (and key) on a day
  yearly,  // belongs to a year, holds from the day it was decided; one per subject, year (and key)
  event,   // happens on a day; stands on its own
};

enum class FieldType { text, integer, day, partial_day, choice, reference };

enum class Need { optional, required };
// Sensitive: encrypted with a key from the person's secret, found only by its whole value.
enum class Care { plain, sensitive };
// One subject only may bear the value on a day (a unit's code, an identity number).
enum class Unique { no, on_a_day };
// Part of what there may be one of on a day (a grade's aspect).
enum class Key { no, yes };

// What becomes of a state that refers to an entity when that entity ends with an heir: a post ends,
// an open task passes to the heir. Blocks: the entity cannot end before somebody has seen to it.
enum class WhenEnded { blocks, passes_on, ends };

// A pure check of one value, already of the right type.
using Check = Result<void> (*)(Value const&);

struct FieldOptions {
  Need need = Need::optional;
  Care care = Care::plain;
  Unique unique = Unique::no;
  Key key = Key::no;
  Entity const* refers = nullptr;  // for references
  WhenEnded when_ended = WhenEnded::blocks;
  std::string_view form_item = {};  // item of the official form: "2-KNĐ 05"
  Msg note = {};                    // told beside the field and in the workbook's header cell
  Check check = nullptr;
  std::size_t letters_max = name_letters_max;  // of a text
  // Of a text that is counted by: the words it may be, stored in their official form. A choice is
  // for what the program itself tells apart; this is for lists that others keep.
  Vocabulary const& (*words)() = nullptr;
};

struct Field {
  std::uint16_t number = 0;  // in the canonical encoding; never reused, never changed
  std::string_view column;
  Msg label;
  FieldType type = FieldType::text;
  FieldOptions options;
  std::span<Choice const> choices;
  Value (*load)(void const* fact) = nullptr;
  void (*save)(void* fact, Value const& value) = nullptr;

  [[nodiscard]] bool required() const { return options.need == Need::required; }
  [[nodiscard]] bool sensitive() const { return options.care == Care::sensitive; }
  [[nodiscard]] bool unique() const { return options.unique == Unique::on_a_day; }
  [[nodiscard]] bool key() const { return options.key == Key::yes; }
};

enum class Privacy {
  open,          // bodies, documents
  pseudonymous,  // of a person, telling nobody who: cell, standing, grade. Outlives erasure.
  identifying,   // keyed with the person's secret, blanked by erasure. The subject is a person.
};

struct Kind {
  std::uint16_t number = 0;  // in the canonical encoding; never reused, never changed
  std::string_view table;
  Msg label;
  Shape shape = Shape::state;
  Entity const* subject = nullptr;
  Privacy privacy = Privacy::open;
  std::vector<Field> fields;

  [[nodiscard]] bool identifying() const { return privacy == Privacy::identifying; }
  [[nodiscard]] Field const& field(std::string_view column) const;  // ensures it exists
};

// `superseded_in` of a fact that still stands.
inline constexpr EntryNumber standing = INT64_MAX;

// Which day is asked about, and with the knowledge of which entry. Always an argument.
struct Moment {
  Day as_of;
  EntryNumber known_at = standing - 1;  // all that is recorded
};

// Who asks a question, with which right, on which day. Without a right the record may be anywhere:
// the question itself says what of it may be known.
struct Questioner {
  Actor const& actor;
  Right const* right;
  Moment moment;
};

struct FactHead {
  std::int64_t subject = 0;
  std::int64_t year = 0;  // yearly kinds only
  Span span;              // yearly: from the day decided; event: that one day
  EntryNumber recorded_in = 0;
  std::int64_t leaf = 0;  // place among the entry's leaves
  EntryNumber superseded_in = standing;
};

// A fact without its type: values in the order of kind.fields; sensitive ones decrypted.
struct RawFact {
  FactHead head;
  std::vector<Value> values;
};

template <class F>
struct Fact {
  FactHead head;
  F value;
};

// --- fields from members ---------------------------------------------------------------------

template <class T>
struct Codec;  // FieldType, Value to_value(T), T from_value(Value)

// What is stored may be strange: of another type, or a number that stands for nothing.
template <class Plain>
Plain const& stored_as(Value const& v) {
  auto const* plain = std::get_if<Plain>(&v);
  if (plain == nullptr) throw Breakage("a stored value is of another type than its field");
  return *plain;
}

template <>
struct Codec<std::string> {
  static constexpr FieldType type = FieldType::text;
  static Value to_value(std::string const& v) { return v.empty() ? Value{} : Value{v}; }
  static std::string from_value(Value const& v) {
    return is_null(v) ? std::string{} : stored_as<std::string>(v);
  }
};
template <>
struct Codec<std::int64_t> {
  static constexpr FieldType type = FieldType::integer;
  static Value to_value(std::int64_t v) { return v; }
  static std::int64_t from_value(Value const& v) { return stored_as<std::int64_t>(v); }
};
template <>
struct Codec<Day> {
  static constexpr FieldType type = FieldType::day;
  static Value to_value(Day v) { return std::int64_t{v.number()}; }
  static Day from_value(Value const& v) {
    auto const number = stored_as<std::int64_t>(v);
    if (!Day::stored_as(number)) throw Breakage("a stored day is none");
    return Day::from_number(static_cast<std::int32_t>(number));
  }
};
template <>
struct Codec<PartialDay> {
  static constexpr FieldType type = FieldType::partial_day;
  static Value to_value(PartialDay v) { return v.packed(); }
  static PartialDay from_value(Value const& v) {
    auto const packed = stored_as<std::int64_t>(v);
    if (!PartialDay::stored_as(packed)) throw Breakage("a stored day, month or year is none");
    return PartialDay::unpack(packed);
  }
};
template <class Entity>
struct Codec<Id<Entity>> {
  static constexpr FieldType type = FieldType::reference;
  static Value to_value(Id<Entity> v) { return v.value; }
  static Id<Entity> from_value(Value const& v) { return {stored_as<std::int64_t>(v)}; }
};
template <Chosen E>
struct Codec<E> {
  static constexpr FieldType type = FieldType::choice;
  static Value to_value(E v) { return std::string(code(v)); }
  static E from_value(Value const& v) {
    auto const e = from_code<E>(stored_as<std::string>(v));
    if (!e) throw Breakage("a stored choice is not one of the declared ones");
    return *e;
  }
  static std::span<Choice const> choices() { return choices_of(E{}); }
};
template <class T>
struct Codec<std::optional<T>> {
  static constexpr FieldType type = Codec<T>::type;
  static Value to_value(std::optional<T> const& v) { return v ? Codec<T>::to_value(*v) : Value{}; }
  static std::optional<T> from_value(Value const& v) {
    return is_null(v) ? std::nullopt : std::optional<T>(Codec<T>::from_value(v));
  }
  static auto choices()
    requires requires { Codec<T>::choices(); }
  {
    return Codec<T>::choices();
  }
};

namespace detail {
template <class F, class T>
F owner_of(T F::*);
template <class F, class T>
T member_of(T F::*);
}  // namespace detail

// `number` is the field's number in the canonical encoding, `column` its name in table and API.
// A blank (erased) value leaves a member that is not optional as its default.
template <auto Member>
Field field(std::uint16_t number, std::string_view column, Msg label, FieldOptions options = {}) {
  using F = decltype(detail::owner_of(Member));
  using T = decltype(detail::member_of(Member));
  Field f{
      .number = number,
      .column = column,
      .label = label,
      .type = Codec<T>::type,
      .options = options,
      .choices = {},
      .load =
          [](void const* fact) { return Codec<T>::to_value(static_cast<F const*>(fact)->*Member); },
      .save =
          [](void* fact, Value const& value) {
            if constexpr (requires { typename T::value_type; } || std::is_same_v<T, std::string>) {
              static_cast<F*>(fact)->*Member = Codec<T>::from_value(value);
            } else if (!is_null(value)) {
              static_cast<F*>(fact)->*Member = Codec<T>::from_value(value);
            }
          }};
  if constexpr (requires { Codec<T>::choices(); }) f.choices = Codec<T>::choices();
  return f;
}

std::vector<Value> values_of(Kind const& kind, void const* fact);
void fill(Kind const& kind, std::vector<Value> const& values, void* fact);

template <class F>
Fact<F> typed(RawFact const& raw) {
  Fact<F> fact{.head = raw.head, .value = {}};
  fill(F::kind, raw.values, &fact.value);
  return fact;
}

}  // namespace giaoban::store
