#include "store/mention.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "base/utf8.h"
#include "store/fact_row.h"
#include "store/queries.h"

namespace giaoban::store {

namespace {

constexpr std::string_view instead_of_a_name = "(tên đã xóa)";

// A text folded letter by letter, with the place in the text that each folded byte came from.
struct Folded {
  std::string letters;
  std::vector<std::size_t> from;
};

Folded folded_letters(std::string_view text) {
  Folded folded;
  for (std::size_t at = 0; at < text.size();) {
    auto const length = utf8::step(text, at).length;
    // A mark set apart from its letter folds to nothing; spaces and line ends are one space.
    std::string piece = fold(text.substr(at, length));
    if (piece == "\n" || piece == "\t" || piece == "\u00a0") piece = " ";
    if (piece == " " && folded.letters.ends_with(' ')) piece.clear();
    for (char const c : piece) {
      folded.letters += c;
      folded.from.push_back(at);
    }
    at += length;
  }
  folded.from.push_back(text.size());
  return folded;
}

bool part_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string> folded_names(std::vector<std::string> const& names) {
  std::vector<std::string> folded;
  for (std::string const& name : names) {
    std::string one = fold(normalise(name));
    if (one.find(' ') != std::string::npos) folded.push_back(std::move(one));
  }
  // A name that holds another is taken out first.
  std::ranges::sort(folded, [](auto const& a, auto const& b) { return a.size() > b.size(); });
  return folded;
}

// The first whole name in the text from `at` on.
struct FoundName {
  std::size_t at;
  std::size_t length;
};
std::optional<FoundName> next_name(std::string_view letters, std::size_t at,
                                   std::vector<std::string> const& names) {
  std::optional<FoundName> first;
  for (std::string const& name : names) {
    for (auto place = letters.find(name, at); place != letters.npos;
         place = letters.find(name, place + 1)) {
      auto const end = place + name.size();
      if (place > 0 && part_of_word(letters[place - 1])) continue;
      if (end < letters.size() && part_of_word(letters[end])) continue;
      if (!first || place < first->at) first = FoundName{place, name.size()};
      break;
    }
  }
  return first;
}

std::string taken_out(std::string_view text, std::vector<std::string> const& folded) {
  Folded const read = folded_letters(text);
  std::string left;
  std::size_t copied = 0;
  std::size_t at = 0;
  while (auto const name = next_name(read.letters, at, folded)) {
    left += text.substr(copied, read.from[name->at] - copied);
    left += instead_of_a_name;
    at = name->at + name->length;
    copied = read.from[at];
  }
  left += text.substr(copied);
  return left;
}

// Texts of other persons' files that may tell of somebody else; their names are their own.
bool looked_at(Kind const& kind, Field const& field) {
  if (field.type != FieldType::text) return false;
  return !kind.identifying() || field.options.letters_max > name_letters_max;
}

class Search {
 public:
  Search(Snapshot& snapshot, PersonId person, std::vector<std::string> const& names)
      : snapshot_(snapshot), person_(person), names_(folded_names(names)) {}

  std::vector<Mention> run() {
    if (names_.empty()) return {};
    for (Kind const* kind : snapshot_.catalogue().kinds) {
      if (std::ranges::any_of(kind->fields, [&](Field const& f) { return looked_at(*kind, f); })) {
        look_at(*kind);
      }
    }
    snapshot_.db().each(queries::reasons, Params(), [&](RowView const& row) {
      std::string const text = row.text(1);
      std::string left = taken_out(text, names_);
      if (left == text) return;
      Mention mention{.kind = nullptr, .head = {}, .text = text, .left = std::move(left)};
      mention.head.recorded_in = row.integer(0);
      found_.push_back(std::move(mention));
    });
    return std::move(found_);
  }

 private:
  void look_at(Kind const& kind) {
    std::vector<RawFact> facts;
    auto const sql = fmt::format("SELECT {} FROM {} ORDER BY recorded_in, leaf",
                                 sql_of(kind).column_list, kind.table);
    if (!kind.identifying()) {
      snapshot_.db().each(sql, Params(),
                          [&](RowView const& row) { look_at(kind, from_row(kind, row, nullptr)); });
      return;
    }
    // Secrets are asked after a cursor has ended: PostgreSQL cannot inside it.
    std::set<std::int64_t> subjects;
    snapshot_.db().each(fmt::format("SELECT DISTINCT subject FROM {}", kind.table), Params(),
                        [&](RowView const& row) { subjects.insert(row.integer(0)); });
    subjects.erase(person_.value);
    for (std::int64_t const subject : subjects) {
      for (RawFact const& fact : every_version(snapshot_, kind, subject)) look_at(kind, fact);
    }
  }

  void look_at(Kind const& kind, RawFact const& fact) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      if (!looked_at(kind, kind.fields[i]) || is_null(fact.values[i])) continue;
      auto const* const text = std::get_if<std::string>(&fact.values[i]);
      if (text == nullptr) continue;
      std::string left = taken_out(*text, names_);
      if (left == *text) continue;
      Mention mention{.kind = &kind, .head = fact.head, .field = i, .text = *text, .left = {}};
      if (!kind.identifying()) {
        mention.left = std::move(left);
        // What tells two facts apart goes on doing so.
        if (kind.fields[i].key() || kind.fields[i].unique()) mention.left += " " + mention.place();
      }
      found_.push_back(std::move(mention));
    }
  }

  Snapshot& snapshot_;
  PersonId person_;
  std::vector<std::string> names_;
  std::vector<Mention> found_;
};

}  // namespace

std::string Mention::place() const {
  if (kind == nullptr) return std::to_string(head.recorded_in);
  return fmt::format("{}.{}", head.recorded_in, head.leaf);
}

std::vector<RawFact> every_version(Snapshot& snapshot, Kind const& kind, std::int64_t subject) {
  PersonCipher const* const key = kind.identifying() ? snapshot.cipher(PersonId{subject}) : nullptr;
  std::vector<RawFact> facts;
  snapshot.db().each(sql_of(kind).of_subject, Params(subject),
                     [&](RowView const& row) { facts.push_back(from_row(kind, row, key)); });
  return facts;
}

std::string without_names(std::string_view text, std::vector<std::string> const& names) {
  return taken_out(text, folded_names(names));
}

std::vector<Mention> mentions(Snapshot& snapshot, PersonId person,
                              std::vector<std::string> const& names) {
  return Search(snapshot, person, names).run();
}

void blank(Tx& tx, std::vector<Mention> const& found) {
  std::set<std::string> done;
  for (Mention const& mention : found) {
    if (!mention.can_be_blanked() || !done.insert(mention.place()).second) continue;
    if (mention.kind == nullptr) {
      tx.blank_reason(mention.head.recorded_in, mention.left);
      continue;
    }
    Kind const& kind = *mention.kind;
    for (RawFact const& fact : every_version(tx, kind, mention.head.subject)) {
      if (fact.head.recorded_in != mention.head.recorded_in ||
          fact.head.leaf != mention.head.leaf) {
        continue;
      }
      std::vector<Value> left = fact.values;
      for (Mention const& other : found) {
        if (other.kind == mention.kind && other.place() == mention.place()) {
          left[other.field] = other.left;
        }
      }
      tx.blank_text(kind, fact, left);
    }
  }
}

}  // namespace giaoban::store
