#include "store/mention.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "store/fact_row.h"
#include "store/queries.h"

namespace giaoban::store {

namespace {

constexpr std::string_view instead_of_a_name = "(tên đã xóa)";

// What a sign does to a name: words of a name may be joined by more than a space ("Lê-Xuân-Hoạt",
// "(Lê) Xuân + Hoạt"), and parted by nothing that is seen. What parts the names of one field
// ("Ba Hoạt (Tư Lê)") joins the words of a text.
enum class Sign { of_a_word, space, joins, lists, stops, parts_names, unseen };

constexpr bool among(char32_t code, std::initializer_list<std::pair<char32_t, char32_t>> ranges) {
  return std::ranges::any_of(
      ranges, [&](auto const& range) { return code >= range.first && code <= range.second; });
}

Sign sign_of(char32_t code) {
  if (among(code, {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}})) return Sign::of_a_word;
  if (among(code, {{'\t', '\r'},
                   {' ', ' '},
                   {0x85, 0x85},
                   {0xA0, 0xA0},
                   {0x2000, 0x200A},
                   {0x2028, 0x2029},
                   {0x202F, 0x202F},
                   {0x205F, 0x205F},
                   {0x3000, 0x3000}})) {
    return Sign::space;
  }
  if (among(code, {{0, 0x1F},
                   {0x7F, 0x9F},
                   {0xAD, 0xAD},
                   {0x34F, 0x34F},
                   {0x61C, 0x61C},
                   {0x180E, 0x180E},
                   {0x200B, 0x200F},
                   {0x202A, 0x202E},
                   {0x2060, 0x206F},
                   {0xFE00, 0xFE0F},
                   {0xFEFF, 0xFEFF},
                   {0xE0000, 0xE0FFF}})) {
    return Sign::unseen;
  }
  constexpr std::u32string_view listing = U",、，";
  if (listing.contains(code)) return Sign::lists;
  constexpr std::u32string_view stopping = U".;:!?…。．；：！？";
  if (stopping.contains(code)) return Sign::stops;
  constexpr std::u32string_view joining = U"-_*~'`\"^";
  if (code < 0x80) return joining.contains(code) ? Sign::joins : Sign::parts_names;
  if (among(code, {{0xAA, 0xAA}, {0xB5, 0xB5}, {0xBA, 0xBA}})) return Sign::of_a_word;
  // Dashes, quotes, dots, symbols, pictures.
  return among(code, {{0xA1, 0xBF},
                      {0xD7, 0xD7},
                      {0xF7, 0xF7},
                      {0x2B9, 0x2DF},
                      {0x2010, 0x20CF},
                      {0x2190, 0x2BFF},
                      {0x3001, 0x303F},
                      {0xFE10, 0xFE6F},
                      {0xFF01, 0xFF0F},
                      {0xFF1A, 0xFF20},
                      {0xFF3B, 0xFF40},
                      {0xFF5B, 0xFF65},
                      {0xFFF0, 0xFFFF},
                      {0x1F000, 0x1FAFF}})
             ? Sign::joins
             : Sign::of_a_word;
}

// What stands before a letter. What is not seen may stand within a word as well as between two.
// Over a comma reaches only a name in another order; over a break none.
enum class Before { nothing, unseen, space, comma, break_ };

struct Letter {
  std::size_t at;      // in the text
  std::size_t gap_at;  // where what is seen before it begins; `at` where nothing is
  Before before = Before::nothing;
  bool capital = false;
  std::string folded;
  bool begins_word = false;  // though nothing stands before it: "1979Lê", "đ/cLê"
};

bool is_digit(Letter const& letter) {
  return letter.folded.size() == 1 && letter.folded[0] >= '0' && letter.folded[0] <= '9';
}

enum class Of { text, names };

class Reading {
 public:
  explicit Reading(std::string_view text, Of of = Of::text) : of_(of) {
    for (std::size_t at = 0; at < text.size();) {
      auto const [code, length] = utf8::step(text, at);
      Sign const sign = sign_of(code);
      if (sign == Sign::of_a_word) {
        letter(at, text.substr(at, length), code);
      } else {
        gap(at, sign);
      }
      at += length;
    }
    letters_.push_back(
        {text.size(), gap_.value_or(text.size()), Before::break_, false, "", true});  // end
  }
  [[nodiscard]] std::vector<Letter> const& letters() const { return letters_; }

 private:
  static std::string folded(std::string_view piece, char32_t code) {
    if (code < 0x80) return std::string(1, static_cast<char>(code | (code >= 'A' ? 0x20 : 0)));
    constexpr char32_t from_wide = 0xFF01 - U'!';
    if (code >= 0xFF00 && code < 0xFF60) {
      return fold(std::string(1, static_cast<char>(code - from_wide)));
    }
    return fold(piece);
  }
  static bool is_capital(std::string_view piece, char32_t code) {
    return code < 0x80 ? code >= 'A' && code <= 'Z' : small_letters(piece) != piece;
  }
  void letter(std::size_t at, std::string_view piece, char32_t code) {
    std::string same = folded(piece, code);
    if (same.empty()) return;  // a mark set apart from its letter
    Before const before = letters_.empty() ? Before::break_ : before_;
    Letter next{at, gap_.value_or(at), before, is_capital(piece, code), std::move(same)};
    next.begins_word = before != Before::nothing || is_digit(letters_.back()) != is_digit(next) ||
                       (next.capital && !letters_.back().capital);
    letters_.push_back(std::move(next));
    before_ = Before::nothing;
    gap_.reset();
    stop_.reset();
  }
  // A sentence or a list goes on after a stop and a space: "Gặp Nguyễn Văn. Anh ấy đến".
  void gap(std::size_t at, Sign sign) {
    if (sign == Sign::unseen) {
      before_ = std::max(before_, Before::unseen);
      return;
    }
    if (!gap_) gap_ = at;
    if (sign == Sign::stops) stop_ = Before::break_;
    if (sign == Sign::lists && !stop_) stop_ = Before::comma;
    Before now = Before::space;
    if (sign == Sign::parts_names && of_ == Of::names) now = Before::break_;
    if (sign == Sign::space && stop_) now = *stop_;
    before_ = std::max(before_, now);
  }

  std::vector<Letter> letters_;
  std::optional<std::size_t> gap_;  // where what is seen between two letters begins
  std::optional<Before> stop_;      // what a space behind it comes to
  Before before_ = Before::nothing;
  Of of_;
};

struct FoldedName {
  std::vector<Letter> letters;
  std::size_t words = 1;
};

FoldedName named(std::vector<Letter> letters) {
  auto const gaps = std::ranges::count(letters, Before::space, &Letter::before);
  return {std::move(letters), static_cast<std::size_t>(gaps) + 1};
}

// Of lists of persons: "Dị, Lê Quỷ Vương", "Lê, Quỷ Vương Dị". Of two words it may as well be two
// persons.
void add_other_orders(FoldedName const& name, std::vector<FoldedName>& folded) {
  constexpr std::size_t words_min = 3;
  if (name.words < words_min) return;
  auto const is_gap = [](Letter const& letter) { return letter.before == Before::space; };
  FoldedName family_first = name;
  std::ranges::find_if(family_first.letters, is_gap)->before = Before::comma;
  folded.push_back(family_first);
  FoldedName given_first = name;
  auto& letters = given_first.letters;
  auto const last = std::find_if(letters.rbegin(), letters.rend(), is_gap).base() - 1;
  letters.front().before = Before::comma;
  std::rotate(letters.begin(), last, letters.end());
  folded.push_back(given_first);
}

// Each name of two words or more; of a list ("Ba Hoạt, Tư Lê") each one.
std::vector<FoldedName> folded_names(std::vector<std::string> const& names) {
  std::vector<FoldedName> folded;
  for (std::string const& name : names) {
    std::string const tidy = normalise(name);
    if (tidy.find_first_of(" -.") == tidy.npos) continue;  // H'Hen is one word
    std::vector<Letter> letters;
    Reading const reading(tidy, Of::names);
    for (Letter const& letter : reading.letters()) {
      if (letter.before >= Before::comma) {
        auto const one = named(std::exchange(letters, {}));
        if (one.words > 1) {
          folded.push_back(one);
          add_other_orders(one, folded);
        }
      }
      letters.push_back(letter);
    }
  }
  // A name that holds another is taken out first.
  std::ranges::sort(
      folded, [](auto const& a, auto const& b) { return a.letters.size() > b.letters.size(); });
  return folded;
}

// Words that run into each other ("LêQuỷVươngDị") are the name's where capitals tell, or where
// there are so many that they make no other word.
bool glued(Letter const& letter, FoldedName const& name) {
  return letter.before == Before::nothing && (letter.capital || name.words > 2);
}

bool as_before(Letter const& letter, Before wanted, FoldedName const& name) {
  if (letter.before == Before::unseen || wanted == Before::unseen) return true;
  return letter.before == wanted || (wanted == Before::space && glued(letter, name));
}

// Letters of a shortening stand before a name as well: "ĐCLê".
bool begins_word(std::span<Letter const> text) {
  bool const before_small = text.front().capital && text.size() > 1 && !text[1].begins_word &&
                            !text[1].capital && !is_digit(text[1]);
  return text.front().begins_word || before_small;
}

// Whether the whole name begins at this letter of the text, which ends with a letter that is none.
bool begins_here(std::span<Letter const> text, FoldedName const& name) {
  auto const& letters = name.letters;
  if (text.size() <= letters.size() || !begins_word(text)) return false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (text[i].folded != letters[i].folded) return false;
    if (i > 0 && !as_before(text[i], letters[i].before, name)) return false;
  }
  return text[letters.size()].begins_word;
}

std::string taken_out(std::string_view text, std::vector<FoldedName> const& names) {
  Reading const reading(text);
  std::span<Letter const> rest = reading.letters();
  std::string left;
  std::size_t copied = 0;
  while (!rest.empty()) {
    auto const name =
        std::ranges::find_if(names, [&](FoldedName const& one) { return begins_here(rest, one); });
    if (name == names.end()) {
      rest = rest.subspan(1);
      continue;
    }
    left += text.substr(copied, rest.front().at - copied);
    left += instead_of_a_name;
    copied = rest[name->letters.size()].gap_at;
    rest = rest.subspan(name->letters.size());
  }
  left += text.substr(copied);
  return left;
}

class Search {
 public:
  Search(Snapshot& snapshot, Sought const& sought)
      : snapshot_(snapshot), sought_(sought), names_(folded_names(sought.names)) {}

  std::vector<Mention> run() {
    if (names_.empty()) return {};
    for (Kind const* kind : snapshot_.catalogue().kinds) {
      if (std::ranges::any_of(kind->fields, [&](Field const& f) { return looked_at(f); })) {
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
  bool looked_at(Field const& field) const {
    return field.type == FieldType::text &&
           std::ranges::find(sought_.own_names, &field) == sought_.own_names.end();
  }

  void look_at(Kind const& kind) {
    bool const sealed = std::ranges::any_of(
        kind.fields, [&](Field const& field) { return field.sensitive() && looked_at(field); });
    if (!sealed) {
      auto const sql = fmt::format("SELECT {} FROM {} ORDER BY recorded_in, leaf",
                                   sql_of(kind).column_list, kind.table);
      snapshot_.db().each(sql, Params(),
                          [&](RowView const& row) { look_at(kind, from_row(kind, row, nullptr)); });
      return;
    }
    // Secrets are asked after a cursor has ended: PostgreSQL cannot inside it.
    std::set<std::int64_t> subjects;
    snapshot_.db().each(fmt::format("SELECT DISTINCT subject FROM {}", kind.table), Params(),
                        [&](RowView const& row) { subjects.insert(row.integer(0)); });
    for (PersonId const person : sought_.persons) subjects.erase(person.value);
    for (std::int64_t const subject : subjects) {
      for (RawFact const& fact : every_version(snapshot_, kind, subject)) look_at(kind, fact);
    }
  }

  void look_at(Kind const& kind, RawFact const& fact) {
    auto const own = std::ranges::find(sought_.persons, PersonId{fact.head.subject});
    if (kind.identifying() && own != sought_.persons.end()) return;
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      if (!looked_at(kind.fields[i]) || is_null(fact.values[i])) continue;
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
  Sought const& sought_;
  std::vector<FoldedName> names_;
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

std::vector<Mention> mentions(Snapshot& snapshot, Sought const& sought) {
  return Search(snapshot, sought).run();
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
