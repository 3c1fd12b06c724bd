// All versions of the facts that are counted, from the database.
#include <algorithm>
#include <limits>
#include <set>

#include "figure/belonging.h"
#include "figure/queries.h"
#include "figure/spells.h"
#include "figure/words.h"

namespace giaoban::figure {

using store::Params;
using store::Query;
using store::RowView;
using store::Snapshot;

namespace {

// Thirty-one bits number the entries.
std::int32_t entry_number(RowView const& row, int column) {
  std::int64_t const entry = row.integer(column);
  if (entry == store::standing) return std::numeric_limits<std::int32_t>::max();
  if (entry < 0 || entry >= std::numeric_limits<std::int32_t>::max()) {
    row.strange(column, "the number of an entry");
  }
  return static_cast<std::int32_t>(entry);
}

Version dates_of(RowView const& row) {
  Version one;
  one.subject = row.integer(0);
  one.from = row.day(1).number();
  one.to = row.day(2).number();
  one.recorded_in = entry_number(row, 3);
  one.superseded_in = entry_number(row, 4);
  return one;
}

template <class E>
std::uint32_t choice_bits(RowView const& row, int column, Bits bits) {
  return row.null(column) ? 0 : bits_of(bits, row.maybe_choice<E>(column));
}

// The subjects between two ids, one after the other.
class Reader {
 public:
  Reader(Snapshot& snapshot, Making& making) : snapshot_(snapshot), making_(making) {}

  void units(Versions& into, std::int64_t first, std::int64_t last) {
    add(into.existences, queries::all_existences, first, last,
        [](Version& one, RowView const& row) {
          one.start = row.text_view(5) == code(unit::Origin::opening) ? Version::Start::opening
                                                                      : Version::Start::other;
        });
    add(into.classes, queries::all_classes, first, last, [](Version& one, RowView const& row) {
      one.bits = choice_bits<unit::UnitKind>(row, 5, unit_kind_bits);
    });
    add(into.parents, queries::all_parents, first, last, [](Version& one, RowView const& row) {
      one.refers = row.integer(5);
      if (one.refers == one.subject) row.strange(5, "another unit");
    });
    add(into.unit_grades, queries::all_unit_grades, first, last,
        [](Version& one, RowView const& row) {
          result(one, row, code(review::UnitAspect::organisation));
        });
  }

  void persons(Versions& into, std::int64_t first, std::int64_t last) {
    add(into.stays, queries::all_stays, first, last, [](Version& one, RowView const& row) {
      one.refers = row.maybe_integer(5).value_or(0);
      one.start = !row.null(6) && row.text_view(6) == code(member::Cause::opening)
                      ? Version::Start::opening
                      : Version::Start::other;
    });
    add(into.standings, queries::all_standings, first, last, [](Version& one, RowView const& row) {
      one.bits = choice_bits<member::Standing>(row, 5, standing_bits);
    });
    add(into.traits, queries::all_traits, first, last, [&](Version& one, RowView const& row) {
      auto const people = row.null(6) ? std::nullopt : belongings_.minority(row.text_view(6));
      auto const religion =
          belongings_.religious(row.null(7) ? std::nullopt : std::optional(row.text_view(7)));
      one.bits = choice_bits<member::Sex>(row, 5, sex_bits) | bits_of(minority_bits, people) |
                 bits_of(religious_bits, religion);
    });
    marks(into.exemptions, queries::all_exemptions, first, last, exempt_bits);
    marks(into.suspensions, queries::all_suspensions, first, last, suspended_bits);
    marks(into.temporary_activities, queries::all_temporary_activities, first, last, away_bits);
    add(into.person_grades, queries::all_person_grades, first, last,
        [](Version& one, RowView const& row) {
          result(one, row, code(review::PersonAspect::member));
        });
  }

  void posts(Versions& into, std::int64_t first, std::int64_t last) {
    add(into.posts, queries::all_posts, first, last, [](Version& one, RowView const& row) {
      one.person = row.integer(5);
      one.refers = row.integer(6);
      one.bits = choice_bits<post::Title>(row, 7, title_bits);
    });
  }

  std::vector<std::int64_t> posts_of(std::int64_t person) {
    return snapshot_.rows(queries::posts_of_person, person);
  }

 private:
  template <class Read>
  void add(std::vector<Version>& into, Query const& query, std::int64_t first, std::int64_t last,
           Read&& read) {
    constexpr std::int64_t rows_told = 50'000;
    making_.step();
    std::int64_t read_rows = 0;
    snapshot_.db().each(query, Params(first, last), [&](RowView const& row) {
      if (++read_rows % rows_told == 0) making_.rows(rows_told);
      Version one = dates_of(row);
      if (one.recorded_in == one.superseded_in) return;  // no entry ever knew it
      read(one, row);
      into.push_back(one);
    });
    making_.rows(read_rows % rows_told);
  }
  void marks(std::vector<Version>& into, Query const& query, std::int64_t first, std::int64_t last,
             Bits bits) {
    add(into, query, first, last, [&](Version& one, RowView const&) { one.bits = mark(bits); });
  }
  static void result(Version& one, RowView const& row, std::string_view first_aspect) {
    one.year = row.year(5);
    one.roster_on = row.day(6).number();
    one.aspect =
        row.text_view(7) == first_aspect ? Version::Aspect::first : Version::Aspect::second;
    one.bits = choice_bits<review::Grade>(row, 8, grade_bits) |
               choice_bits<review::NotAssessed>(row, 9, not_assessed_bits);
  }

  Snapshot& snapshot_;
  Making& making_;
  Belongings belongings_;
};

void sort_all(Versions& all) {
  for (auto* list : {&all.existences, &all.classes, &all.parents, &all.unit_grades, &all.stays,
                     &all.standings, &all.traits, &all.exemptions, &all.suspensions,
                     &all.temporary_activities, &all.person_grades, &all.posts}) {
    if (!std::ranges::is_sorted(*list, {}, &Version::subject)) {
      std::ranges::stable_sort(*list, {}, &Version::subject);
    }
  }
}

}  // namespace

Versions all_versions(Snapshot& snapshot, Making& making) {
  Versions all;
  Reader reader(snapshot, making);
  reader.units(all, 0, INT64_MAX);
  reader.persons(all, 0, INT64_MAX);
  reader.posts(all, 0, INT64_MAX);
  sort_all(all);
  return all;
}

Versions versions_of(Snapshot& snapshot, Subjects const& subjects) {
  Versions all;
  Making few;
  Reader reader(snapshot, few);
  for (std::int64_t const unit : subjects.units) reader.units(all, unit, unit);
  std::set<std::int64_t> posts(subjects.posts.begin(), subjects.posts.end());
  for (std::int64_t const person : subjects.persons) {
    reader.persons(all, person, person);
    for (std::int64_t const post : reader.posts_of(person)) posts.insert(post);
  }
  for (std::int64_t const post : posts) reader.posts(all, post, post);
  sort_all(all);
  return all;
}

std::vector<std::int64_t> persons_ever_in(Snapshot& snapshot, UnitId cell) {
  return snapshot.rows(queries::persons_ever_in, cell);
}

Subjects written_after(Snapshot& snapshot, EntryNumber entry) {
  std::set<std::int64_t> units;
  std::set<std::int64_t> persons;
  std::set<std::int64_t> posts;
  snapshot.db().each(queries::recorded_after, Params(entry), [&](RowView const& row) {
    auto& one = row.integer(0) == 1 ? units : row.integer(0) == 2 ? persons : posts;
    one.insert(row.integer(1));
  });
  snapshot.db().each(queries::superseded_after, Params(entry), [&](RowView const& row) {
    auto const number = row.integer(0);
    auto const among = [&](std::initializer_list<store::Kind const*> kinds) {
      return std::ranges::any_of(kinds, [&](auto const* kind) { return kind->number == number; });
    };
    if (among({&unit::UnitExistence::kind, &unit::UnitClass::kind, &unit::UnitParent::kind,
               &review::UnitGrade::kind})) {
      units.insert(row.integer(1));
    } else if (among({&post::PostHolding::kind})) {
      posts.insert(row.integer(1));
    } else if (among({&member::MemberCell::kind, &member::MemberStanding::kind,
                      &member::PersonTraits::kind, &member::Exemption::kind,
                      &member::Suspension::kind, &member::TemporaryActivity::kind,
                      &review::PersonGrade::kind})) {
      persons.insert(row.integer(1));
    }
  });
  Versions held;
  Making few;
  Reader reader(snapshot, few);
  for (std::int64_t const post : posts) reader.posts(held, post, post);
  for (Version const& one : held.posts) persons.insert(one.person);
  return {
      {units.begin(), units.end()}, {persons.begin(), persons.end()}, {posts.begin(), posts.end()}};
}

}  // namespace giaoban::figure
