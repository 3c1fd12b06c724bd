// Search by any part of a name. The derived table person_search holds, per person who has a name,
// the folded names between blanks (" nguyen van uoc ") in the order in which people are listed, and
// beside them the same with their marks: who types marks finds those who bear them first.
#include <algorithm>
#include <array>
#include <future>
#include <iterator>
#include <map>
#include <tuple>

#include "base/likeness.h"
#include "base/spelling.h"
#include "base/text.h"
#include "member/queries.h"
#include "member/rules.h"
#include "member/store.h"
#include "store/pack.h"

namespace giaoban::member {

using store::Params;
using store::RowView;

namespace {

// As many words as one question takes; further ones are looked for as they stand, side by side.
constexpr std::size_t word_count_max = 6;
// From so many persons on, one pass over all names is cheaper than a question each.
constexpr std::size_t one_by_one_max = 200;

struct SearchRow {
  std::int64_t person = 0;
  std::string sort_key;
  std::string fold;
  std::string marked;
  std::string namesake;
  auto operator<=>(SearchRow const&) const = default;
};

// What a person is called, by every row of the register that stands.
struct Called {
  std::int64_t person = 0;
  std::vector<std::array<std::string, 3>> names;
};

void add_words(std::string& all, std::string const& words) {
  if (!words.empty() && all.find(" " + words + " ") == std::string::npos) all += words + " ";
}

// A letter by itself goes with what follows: "y bhăm" -> "ybhăm".
std::string joined(std::string const& words) {
  std::string all;
  std::size_t letters_since = 0;
  for (char const c : words) {
    bool const parts = c == ' ';
    if (parts && letters_since == 1) continue;
    bool const letter = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    letters_since = parts ? 0 : letters_since + (letter ? 1 : 0);
    all += c;
  }
  return all;
}

// In the one spelling that is looked for, and as it stands: a part of it may be typed.
void add_spellings(std::string& all, std::string const& words) {
  auto const one = one_spelling(words);
  add_words(all, one);
  add_words(all, joined(one));
  add_words(all, words);
}

// The last name in effect gives the order.
SearchRow row_of(Called const& called) {
  SearchRow row{
      .person = called.person, .sort_key = {}, .fold = " ", .marked = " ", .namesake = {}};
  for (auto const& names : called.names) {
    for (std::string const& name : names) {
      add_spellings(row.fold, plain_letters(name));
      add_spellings(row.marked, marked_letters(name));
    }
  }
  row.sort_key = name_sort_key(called.names.back().front());
  row.namesake = namesake_key(called.names.back().front());
  return row;
}

// Rows of one person follow each other.
class RowMaking {
 public:
  void add(RowView const& row) {
    if (called_.empty() || called_.back().person != row.integer(0)) {
      called_.push_back({.person = row.integer(0), .names = {}});
    }
    called_.back().names.push_back(
        {row.text(1), row.maybe_text(2).value_or(""), row.maybe_text(3).value_or("")});
  }
  // A province's are made on two threads.
  [[nodiscard]] std::vector<SearchRow> all() const {
    std::vector<SearchRow> rows(called_.size());
    auto const make = [&](std::size_t from, std::size_t to) {
      std::transform(called_.begin() + static_cast<std::ptrdiff_t>(from),
                     called_.begin() + static_cast<std::ptrdiff_t>(to),
                     rows.begin() + static_cast<std::ptrdiff_t>(from), row_of);
    };
    auto const half = rows.size() <= one_by_one_max ? 0 : rows.size() / 2;
    std::future<void> first;
    if (half != 0) first = std::async(std::launch::async, [&] { make(0, half); });
    make(half, rows.size());
    if (first.valid()) first.get();
    return rows;
  }

 private:
  std::vector<Called> called_;
};

std::vector<SearchRow> rows_of(store::Snapshot& snapshot, std::span<std::int64_t const> persons) {
  RowMaking making;
  auto const add = [&](RowView const& row) { making.add(row); };
  if (persons.size() <= one_by_one_max) {
    for (std::int64_t person : persons) {
      snapshot.db().each(queries::names_of, Params(person, store::standing), add);
    }
    return making.all();
  }
  snapshot.db().each(queries::all_names, Params(store::standing), [&](RowView const& row) {
    if (std::ranges::binary_search(persons, row.integer(0))) making.add(row);
  });
  return making.all();
}

void write_rows(store::Db& db, std::vector<SearchRow> rows) {
  // In the table's own order, so that its pages are filled one after another.
  std::ranges::sort(rows, {}, [](SearchRow const& row) {
    return std::pair<std::string_view, std::int64_t>(row.sort_key, row.person);
  });
  std::vector<std::string> const columns{"person", "sort_key", "fold", "marked", "namesake"};
  auto const writer = db.bulk("person_search", columns);
  for (auto& row : rows) {
    std::array<Value, 5> const values{row.person, Blob{std::move(row.sort_key)},
                                      std::move(row.fold), std::move(row.marked),
                                      std::move(row.namesake)};
    writer->row(values);
  }
  writer->finish();
}

void refresh(store::Tx& tx, std::span<std::int64_t const> subjects) {
  std::vector<std::int64_t> persons(subjects.begin(), subjects.end());
  std::ranges::sort(persons);
  auto rows = rows_of(tx, persons);
  for (std::int64_t person : persons) {
    tx.db().execute(queries::delete_search_row, Params(person));
  }
  write_rows(tx.db(), std::move(rows));
}

void remake(store::Db& db) {
  RowMaking making;
  db.each(queries::all_names, Params(store::standing),
          [&](RowView const& row) { making.add(row); });
  db.execute(queries::delete_search_rows, Params());
  write_rows(db, making.all());
}

// Names of new people, made searchable while the draft is made. Who got two names in it is left to
// `refresh`, which sees all of them in order.
class DraftedRows final : public store::DerivedDraft {
 public:
  void take(store::Kind const&, store::FactHead const& head, void const* fact) override {
    auto const& names = *static_cast<PersonParticulars const*>(fact);
    if (names.full_name.empty()) return;
    auto const row = row_of({.person = head.subject,
                             .names = {{names.full_name, names.birth_name, names.other_names}}});
    store::pack(packed_, row.person);
    store::pack(packed_, Blob{row.sort_key});
    store::pack(packed_, row.fold);
    store::pack(packed_, row.marked);
    store::pack(packed_, row.namesake);
    ++count_;
  }
  void write(store::Tx& tx) override {
    auto rows = unpacked();
    std::ranges::stable_sort(rows, {}, &SearchRow::person);
    std::vector<SearchRow> once;
    std::vector<std::int64_t> again;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto const person = rows[i].person;
      bool const alone = (i == 0 || rows[i - 1].person != person) &&
                         (i + 1 == rows.size() || rows[i + 1].person != person);
      if (alone) {
        once.push_back(std::move(rows[i]));
      } else {
        again.push_back(person);
      }
    }
    write_rows(tx.db(), std::move(once));
    if (!again.empty()) refresh(tx, again);
  }

 private:
  std::vector<SearchRow> unpacked() {
    std::vector<SearchRow> rows(count_);
    std::string_view rest = packed_;
    Value value;
    for (SearchRow& row : rows) {
      store::unpack(rest, value);
      row.person = std::get<std::int64_t>(value);
      store::unpack(rest, value);
      row.sort_key = std::get<Blob>(value).bytes;
      store::unpack(rest, value);
      row.fold = std::get<std::string>(value);
      store::unpack(rest, value);
      row.marked = std::get<std::string>(value);
      store::unpack(rest, value);
      row.namesake = std::get<std::string>(value);
    }
    packed_ = {};
    return rows;
  }
  std::string packed_;  // a province's names wait beside all its facts
  std::size_t count_ = 0;
};

std::unique_ptr<store::DerivedDraft> draft_rows() {
  return std::make_unique<DraftedRows>();
}

std::vector<std::string> check(store::Snapshot& snapshot) {
  RowMaking making;
  snapshot.db().each(queries::all_names, Params(store::standing),
                     [&](RowView const& row) { making.add(row); });
  auto const expected = making.all();
  auto const actual = snapshot.db().all(queries::search_rows, Params(), [](RowView const& row) {
    return SearchRow{row.integer(0), row.blob(1).bytes, row.text(2), row.text(3), row.text(4)};
  });
  std::vector<SearchRow> differing;
  std::ranges::set_symmetric_difference(expected, actual, std::back_inserter(differing));
  std::vector<std::string> faults;
  for (SearchRow const& row : differing) {
    faults.push_back(say(Language::vietnamese,
                         M("Bảng tìm kiếm không khớp với lý lịch của người số {person}."),
                         {{"person", std::to_string(row.person)}}));
  }
  return faults;
}

std::string escaped(std::string_view word) {
  std::string result;
  for (char c : word) {
    if (c == '%' || c == '_' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

// "nguyen*" at a word's start, else anywhere.
std::string pattern(std::string_view word) {
  bool const at_start = word.ends_with('*');
  while (word.ends_with('*')) word.remove_suffix(1);
  return (at_start ? "% " : "%") + escaped(word) + "%";
}

// The word and no longer one; what a star leaves open stays so.
std::string whole_pattern(std::string_view word) {
  return word.ends_with('*') ? pattern(word) : "% " + escaped(word) + " %";
}

// What is looked for: six patterns over names without marks, and six over names with them, '%'
// where the word was typed without; those also as whole words: "Hòa" is not "Hoàng".
struct Patterns {
  std::vector<std::string> folded;
  std::vector<std::string> marked;
  std::vector<std::string> whole;
  [[nodiscard]] bool any_marked() const {
    return std::ranges::any_of(marked, [](std::string const& one) { return one != "%"; });
  }
};

std::vector<std::string> words_in(std::string const& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string words_asked(std::string_view asked) {
  return one_spelling(marked_letters(normalise(asked)));
}

Patterns patterns(std::string_view asked) {
  struct Word {
    std::string folded;
    std::string marked;
    std::string whole;
  };
  std::vector<Word> words;
  for (std::string const& word : words_in(words_asked(asked))) {
    auto const folded = plain_letters(word);
    auto const& marked = word;
    bool const plain = folded == marked;
    words.push_back({.folded = pattern(folded),
                     .marked = plain ? "%" : pattern(marked),
                     .whole = plain ? "%" : whole_pattern(marked)});
  }
  for (std::size_t i = word_count_max; i < words.size(); ++i) {
    words[word_count_max - 1].folded += words[i].folded;
  }
  // The longest first: it lets through the fewest names to the others.
  words.resize(std::min(words.size(), word_count_max));
  std::ranges::stable_sort(words, std::greater{},
                           [](Word const& word) { return word.folded.size(); });
  words.resize(word_count_max, {"%", "%", "%"});
  Patterns found;
  for (Word& word : words) {
    found.folded.push_back(std::move(word.folded));
    found.marked.push_back(std::move(word.marked));
    found.whole.push_back(std::move(word.whole));
  }
  return found;
}

}  // namespace

store::Derived const person_search{
    .table = "person_search",
    .ddl =
        "CREATE TABLE person_search (\n"
        "  person INTEGER NOT NULL,\n"
        "  sort_key BLOB NOT NULL,\n"
        "  fold TEXT NOT NULL,\n"
        "  marked TEXT NOT NULL,\n"
        "  namesake TEXT NOT NULL,\n"
        "  PRIMARY KEY (sort_key, person)\n"
        ") STRICT, WITHOUT ROWID;\n"
        "CREATE UNIQUE INDEX person_search_person ON person_search (person);\n"
        "CREATE INDEX person_search_namesake ON person_search (namesake);\n",
    .sources = {&PersonParticulars::kind},
    .refresh = &refresh,
    .check = &check,
    .drafted = &draft_rows,
    .remake = &remake};

namespace {

// One question to the store.
struct Asked {
  Patterns patterns;
  store::Moment moment;
};

// Those with the words that were typed, those with words that hold them, those with other marks; or
// all where no mark was typed.
enum class Marks { any, whole, as_typed, others };

std::vector<Hit> hits_of(store::Snapshot& snapshot, Asked const& asked, Marks marks, Page page) {
  auto const& p = asked.patterns.folded;
  auto const& m = asked.patterns.marked;
  std::int64_t const limit = page.limit > 0 ? page.limit : INT32_MAX;
  auto const [as_of, known_at] = asked.moment;
  if (marks == Marks::any) {
    return snapshot.rows(queries::search, p[0], p[1], p[2], p[3], p[4], p[5], as_of, known_at,
                         limit, page.offset);
  }
  auto const& w = asked.patterns.whole;
  if (marks == Marks::as_typed) {
    return snapshot.rows(queries::search_marked_within, p[0], p[1], p[2], p[3], p[4], p[5], as_of,
                         known_at, limit, page.offset, m[0], m[1], m[2], m[3], m[4], m[5], w[0],
                         w[1], w[2], w[3], w[4], w[5]);
  }
  auto const& marked = marks == Marks::whole ? w : m;
  return snapshot.rows(marks == Marks::whole ? queries::search_marked : queries::search_unmarked,
                       p[0], p[1], p[2], p[3], p[4], p[5], as_of, known_at, limit, page.offset,
                       marked[0], marked[1], marked[2], marked[3], marked[4], marked[5]);
}

// Each kind follows where the one before it ends.
std::vector<Hit> hits_in_order(store::Snapshot& snapshot, Asked const& asked, Page page) {
  if (!asked.patterns.any_marked()) return hits_of(snapshot, asked, Marks::any, page);
  std::vector<Hit> hits;
  std::int64_t before = page.offset;
  for (Marks const marks : {Marks::whole, Marks::as_typed, Marks::others}) {
    if (page.limit > 0 && std::ssize(hits) == page.limit) break;
    Page const rest{.offset = before, .limit = page.limit > 0 ? page.limit - std::ssize(hits) : 0};
    auto more = hits_of(snapshot, asked, marks, rest);
    bool const all_before = more.empty() && before > 0;
    before = all_before ? before - std::ssize(hits_of(snapshot, asked, marks, {})) : 0;
    std::ranges::move(more, std::back_inserter(hits));
  }
  return hits;
}

std::vector<Found> page_of(std::vector<Hit> hits, Page page) {
  std::vector<Found> found;
  for (std::int64_t i = page.offset; i < std::ssize(hits); ++i) {
    if (page.limit > 0 && std::ssize(found) == page.limit) break;
    found.push_back(std::move(hits[static_cast<std::size_t>(i)].found));
  }
  return found;
}

// As LIKE has it, of patterns that hold no other sign than '%' at their ends.
bool bears_marks(std::string_view marked, std::string const& pattern) {
  std::string word;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '%') continue;
    if (pattern[i] == '\\') ++i;
    word += pattern[i];
  }
  return marked.find(word) != std::string_view::npos;
}

// Of few units: cell by cell, then in the order of names.
std::vector<Found> search_cells(store::Snapshot& snapshot, unit::Reach const& reach,
                                Asked const& asked, Page page) {
  auto const& p = asked.patterns.folded;
  struct Placed {
    Marks marks;
    Hit hit;
  };
  std::vector<Placed> hits;
  for (UnitId const cell : reach.units()) {
    snapshot.each(
        queries::search_in_cell,
        Params(p[0], p[1], p[2], p[3], p[4], p[5], asked.moment.as_of, asked.moment.known_at, cell),
        [&](Hit&& hit) {
          auto const bears = [&](std::vector<std::string> const& all) {
            return std::ranges::all_of(
                all, [&](std::string const& one) { return bears_marks(hit.marked, one); });
          };
          bool const whole = bears(asked.patterns.whole);
          bool const as_typed = whole || bears(asked.patterns.marked);
          hits.push_back({whole ? Marks::whole : (as_typed ? Marks::as_typed : Marks::others),
                          std::move(hit)});
        });
  }
  if (reach.looks_ahead()) {
    std::erase_if(hits, [&](Placed const& one) {
      return !reach.holds(snapshot, person_entity, one.hit.found.person.value, asked.moment);
    });
  }
  std::ranges::sort(hits, {}, [](Placed const& one) {
    return std::tuple<Marks, std::string_view, PersonId>(one.marks, one.hit.sort_key.bytes,
                                                         one.hit.found.person);
  });
  std::vector<Hit> ordered;
  ordered.reserve(hits.size());
  for (Placed& one : hits) ordered.push_back(std::move(one.hit));
  return page_of(std::move(ordered), page);
}

// Of many units: all names in order, in ever larger pieces, until the page is full.
std::vector<Found> search_filtered(store::Snapshot& snapshot, unit::Reach const& reach,
                                   Asked const& asked, Page page) {
  std::vector<Hit> kept;
  Page piece{.offset = 0, .limit = 500};
  while (true) {
    auto hits = hits_in_order(snapshot, asked, piece);
    bool const last = std::ssize(hits) < piece.limit;
    for (Hit& hit : hits) {
      bool const within =
          hit.found.cell && !reach.looks_ahead()
              ? reach.holds(*hit.found.cell)
              : reach.holds(snapshot, person_entity, hit.found.person.value, asked.moment);
      if (within) kept.push_back(std::move(hit));
    }
    bool const full = page.limit > 0 && std::ssize(kept) >= page.offset + page.limit;
    if (last || full) return page_of(std::move(kept), page);
    piece.offset += piece.limit;
    piece.limit *= 4;
  }
}

}  // namespace

std::vector<Found> search(store::Snapshot& snapshot, unit::Reach const& reach,
                          std::string_view words, store::Moment moment, Page page) {
  constexpr std::size_t few_units = 200;
  Asked const asked{patterns(words), moment};
  if (reach.whole()) {
    return page_of(hits_in_order(snapshot, asked, page), {.offset = 0, .limit = page.limit});
  }
  return reach.size() <= few_units ? search_cells(snapshot, reach, asked, page)
                                   : search_filtered(snapshot, reach, asked, page);
}

std::int64_t search_size(store::Snapshot& snapshot, unit::Reach const& reach,
                         std::string_view words, store::Moment moment) {
  if (!reach.whole()) return std::ssize(search(snapshot, reach, words, moment, {}));
  auto const p = patterns(words).folded;
  return snapshot
      .first(queries::search_count, p[0], p[1], p[2], p[3], p[4], p[5], moment.as_of,
             moment.known_at)
      .value_or(0);
}

std::vector<PersonId> doubles(store::Snapshot& snapshot, PersonParticulars const& who) {
  constexpr std::size_t told_max = 5;
  std::vector<PersonId> alike;
  snapshot.each(queries::namesakes, Params(namesake_key(who.full_name), store::standing),
                [&](auto const& one) {
                  auto const& [person, other] = one;
                  bool const told = !alike.empty() && alike.back() == person;
                  if (told || alike.size() == told_max || !may_be_one(who, other)) return;
                  alike.push_back(person);
                });
  return alike;
}

}  // namespace giaoban::member
