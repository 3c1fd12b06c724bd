// Search by any part of a name. The derived table person_search holds, per person who has a name,
// the folded names between blanks (" nguyen van uoc ") in the order in which people are listed.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "base/text.h"
#include "member/queries.h"
#include "member/store.h"

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
  auto operator<=>(SearchRow const&) const = default;
};

// Rows of one person follow each other; the last name in effect gives the order.
class RowMaking {
 public:
  void add(RowView const& row) {
    if (rows_.empty() || rows_.back().person != row.integer(0)) {
      close();
      rows_.push_back({.person = row.integer(0), .sort_key = {}, .fold = " "});
    }
    name_ = row.text(1);
    for (int column = 1; column <= 3; ++column) {
      auto const words = fold(row.maybe_text(column).value_or("")) + " ";
      auto& all = rows_.back().fold;
      if (words != " " && all.find(" " + words) == std::string::npos) all += words;
    }
  }
  std::vector<SearchRow> all() {
    close();
    return std::move(rows_);
  }

 private:
  void close() {
    if (!rows_.empty()) rows_.back().sort_key = name_sort_key(name_);
  }
  std::vector<SearchRow> rows_;
  std::string name_;
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

void refresh(store::Tx& tx, std::span<std::int64_t const> subjects) {
  std::vector<std::int64_t> persons(subjects.begin(), subjects.end());
  std::ranges::sort(persons);
  auto rows = rows_of(tx, persons);
  auto const any = tx.db().first(queries::any_search_row, Params(),
                                 [](RowView const& row) { return row.integer(0); });
  if (any) {
    for (std::int64_t person : persons) {
      tx.db().execute(queries::delete_search_row, Params(person));
    }
  }
  // In the table's own order, so that its pages are filled one after another.
  std::ranges::sort(rows, {}, [](SearchRow const& row) {
    return std::pair<std::string_view, std::int64_t>(row.sort_key, row.person);
  });
  std::vector<std::string> const columns{"person", "sort_key", "fold"};
  auto const writer = tx.db().bulk("person_search", columns);
  for (auto& row : rows) {
    std::array<Value, 3> const values{row.person, Blob{std::move(row.sort_key)},
                                      std::move(row.fold)};
    writer->row(values);
  }
  writer->finish();
}

std::vector<std::string> check(store::Snapshot& snapshot) {
  RowMaking making;
  snapshot.db().each(queries::all_names, Params(store::standing),
                     [&](RowView const& row) { making.add(row); });
  auto const expected = making.all();
  auto const actual = snapshot.db().all(queries::search_rows, Params(), [](RowView const& row) {
    return SearchRow{row.integer(0), row.blob(1).bytes, row.text(2)};
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

std::vector<std::string> patterns(std::string_view words) {
  std::vector<std::string> found;
  std::string const folded = fold(normalise(words));
  for (std::size_t at = 0; at < folded.size();) {
    auto const end = std::min(folded.find(' ', at), folded.size());
    if (end > at) found.push_back(pattern(std::string_view(folded).substr(at, end - at)));
    at = end + 1;
  }
  for (std::size_t i = word_count_max; i < found.size(); ++i) {
    found[word_count_max - 1] += found[i];
  }
  // The longest first: it lets through the fewest names to the others.
  found.resize(std::min(found.size(), word_count_max));
  std::ranges::stable_sort(found, std::greater{}, &std::string::size);
  found.resize(word_count_max, "%");
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
        "  PRIMARY KEY (sort_key, person)\n"
        ") STRICT, WITHOUT ROWID;\n"
        "CREATE UNIQUE INDEX person_search_person ON person_search (person);\n",
    .sources = {&PersonParticulars::kind},
    .refresh = &refresh,
    .check = &check};

std::vector<Found> search(store::Snapshot& snapshot, std::string_view words, store::Moment moment,
                          int offset, int limit) {
  auto const p = patterns(words);
  return snapshot.db().all(
      queries::search,
      Params(p[0], p[1], p[2], p[3], p[4], p[5], moment.as_of, moment.known_at, limit, offset),
      [](RowView const& row) {
        auto const born = row.maybe_integer(2);
        auto const cell = row.maybe_integer(3);
        return Found{.person = row.id<PersonId>(0),
                     .full_name = row.text(1),
                     .born = born ? std::optional(PartialDay::unpack(*born)) : std::nullopt,
                     .cell = cell ? std::optional(UnitId{*cell}) : std::nullopt};
      });
}

}  // namespace giaoban::member
