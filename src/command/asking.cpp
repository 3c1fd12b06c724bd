#include "command/asking.h"

#include <algorithm>
#include <iterator>

#include "base/number.h"
#include "base/text.h"

namespace giaoban::command {

namespace {

using store::Field;
using store::FieldType;

bool refers(Ask const& ask) {
  return ask.field.type == FieldType::reference;
}

Input input_of(Field const& field) {
  switch (field.type) {
    case FieldType::day:
      return Input::day;
    case FieldType::integer:
      return Input::integer;
    case FieldType::reference:
      switch (field.options.refers->named_by) {
        case store::NamedBy::code:
          return Input::unit;
        case store::NamedBy::person:
          return Input::person;
        case store::NamedBy::number:
          return Input::integer;
      }
      break;
    default:
      break;
  }
  return Input::text;
}

Placeholder placeholder_of(Field const& field) {
  switch (field.type) {
    case FieldType::day:
      return "14/06/2021";
    case FieldType::partial_day:
      return "14/06/1960|6/1960|1960";
    case FieldType::integer:
      return "N";
    case FieldType::reference:
      switch (field.options.refers->named_by) {
        case store::NamedBy::code:
          return M("MÃ");
        case store::NamedBy::person:
          return M("SỐ");
        case store::NamedBy::number:
          return "N";
      }
      return "N";
    default:
      return "...";
  }
}

std::string dashed(Ask const& ask) {
  return "--" + ask.name;
}

void* struct_of(Ask const& ask, void* asked) {
  return static_cast<char*>(asked) + ask.offset;
}

// As any of its fact is read: normalised, checked, a choice by its code or label.
Result<Value> value_of(Ask const& ask, Arguments const& given) {
  std::string const& name = ask.name;
  if (ask.of_fact != nullptr) return store::read_value(*ask.of_fact, given.text(name).value_or(""));
  switch (ask.field.type) {
    case FieldType::day: {
      TRY_INTO(auto const day, given.day(name));
      return day ? Value{std::int64_t{day->number()}} : Value{};
    }
    case FieldType::integer: {
      TRY_INTO(auto const number, given.integer(name));
      return number ? Value{*number} : Value{};
    }
    case FieldType::choice: {
      std::string const typed = given.text(name).value_or("");
      if (typed.empty()) return Value{};
      Choice const* const meant = choice_meant(ask.field.choices, typed);
      if (meant == nullptr) return not_a_choice(dashed(ask), typed, ask.field.choices);
      return Value{std::string(meant->code)};
    }
    default: {
      std::string text = normalise(given.text(name).value_or(""));
      return text.empty() ? Value{} : Value{std::move(text)};
    }
  }
}

// What bears a number only is looked up by what it is given to.
Result<std::int64_t> numbered(Ask const& ask, std::string const& typed) {
  if (auto const number = whole_number(typed)) return *number;
  return refuse(option_not_a_number, {{"option", dashed(ask)}, {"value", typed}}, dashed(ask));
}

// `named` answers the id of what a text names.
template <class Named>
Result<void> fill_named(Asks const& asks, Arguments const& given, void* asked, Named const& named) {
  for (Ask const& ask : asks.all) {
    if (!refers(ask)) continue;
    auto const typed = given.text(ask.name);
    if (!typed || typed->empty()) continue;
    TRY_INTO(std::int64_t const id, named(ask, *typed));
    ask.field.save(struct_of(ask, asked), id);
  }
  return {};
}

}  // namespace

std::vector<Ask> asks_of(store::Kind const& kind, std::size_t offset) {
  std::vector<Ask> asks;
  for (Field const& field : kind.fields) {
    asks.push_back(
        {.name = option_name(field), .field = field, .offset = offset, .of_fact = &field});
  }
  return asks;
}

std::vector<Ask> operator+(std::vector<Ask> first, std::vector<Ask> const& then) {
  std::ranges::copy(then, std::back_inserter(first));
  return first;
}

std::vector<Option> options_of(std::vector<Ask> const& asks) {
  std::vector<Option> options;
  for (Ask const& ask : asks) {
    Field const& field = ask.field;
    auto const& own = ask.options.placeholder;
    Option option{.name = ask.name,
                  .help = field.label,
                  .given = field.required() ? Given::required : Given::optional,
                  .placeholder = own ? *own : placeholder_of(field),
                  .input = input_of(field),
                  .choices = field.choices};
    if (ask.of_fact != nullptr && !refers(ask)) {
      option.field = ask.of_fact;
      option.letters_max = field.options.letters_max;
    }
    options.push_back(std::move(option));
  }
  return options;
}

Result<void> read_plain(Asks const& asks, Arguments const& given, void* asked) {
  for (Ask const& ask : asks.all) {
    if (ask.field.required()) TRY_VOID(given.need(ask.name));
  }
  for (Ask const& ask : asks.all) {
    if (refers(ask) || !given.text(ask.name)) continue;
    TRY_INTO(Value const value, value_of(ask, given));
    ask.field.save(struct_of(ask, asked), value);
  }
  return {};
}

Result<void> read_named(Asks const& asks, Arguments const& given, store::Snapshot& snapshot,
                        store::Questioner const& by, void* asked) {
  store::Questioner on = by;
  if (auto const day = asks.day == nullptr ? std::nullopt : asks.day(asked)) on.moment.as_of = *day;
  return fill_named(asks, given, asked, [&](Ask const& ask, std::string const& typed) {
    auto const* const entity = ask.field.options.refers;
    if (entity->named == nullptr) return numbered(ask, typed);
    if (ask.options.within == Within::reach) return entity->named(snapshot, on, typed);
    return entity->named(snapshot, {on.actor, nullptr, on.moment}, typed);
  });
}

Result<void> read_named(Asks const& asks, Arguments const& given, store::Tx& tx, void* asked) {
  auto const day = asks.day == nullptr ? std::nullopt : asks.day(asked);
  return fill_named(asks, given, asked, [&](Ask const& ask, std::string const& typed) {
    auto const* const entity = ask.field.options.refers;
    if (entity->named_to_write == nullptr) return numbered(ask, typed);
    return entity->named_to_write(tx, typed, day.value_or(tx.today()));
  });
}

}  // namespace giaoban::command
