// What stands in the register by words that no list knows, or not by their official form: left by
// older stores, counted by nobody as anything, and put right person by person.
#include <map>
#include <tuple>

#include "member/cli_arguments.h"
#include "store/fact_text.h"

namespace giaoban::member {

namespace {

struct UnlistedWord {
  std::string field;  // its label
  std::string words;
  std::string official;  // "": not known
  auto operator<=>(UnlistedWord const&) const = default;
};
struct BornBy {
  std::int64_t count = 0;
  PersonId first;
};

void collect(store::RawFact const& fact, std::map<UnlistedWord, BornBy>& found) {
  auto const& fields = PersonTraits::kind.fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    auto const* const text = std::get_if<std::string>(&fact.values[i]);
    if (fields[i].options.words == nullptr || text == nullptr) continue;
    auto const official = fields[i].options.words().official(*text);
    if (official == *text) continue;
    UnlistedWord written{std::string(fields[i].label.vietnamese()), *text,
                         std::string(official.value_or(""))};
    auto& one = found[std::move(written)];
    if (one.count++ == 0) one.first = PersonId{fact.head.subject};
  }
}

}  // namespace

Result<void> run_words(command::Context& context, command::Arguments const& arguments) {
  TRY_INTO(auto* const store, context.store());
  TRY_INTO(auto const moment, context.moment(arguments));
  auto const snapshot = store->read();
  auto const reach = unit::reach_of(*snapshot, context.actor(), member_read, moment);
  std::map<UnlistedWord, BornBy> found;
  snapshot->each_in_force(PersonTraits::kind, moment, [&](store::RawFact const& fact) {
    if (!reach.whole() && !reach.holds(*snapshot, person_entity, fact.head.subject, moment)) {
      return;
    }
    collect(fact, found);
  });
  Listing listing{.title = say(context.language(), M("Cách ghi chưa theo danh mục")),
                  .columns = {{"field", M("Mục"), CellType::text},
                              {"written", M("Đang ghi"), CellType::text},
                              {"official", M("Tên trong danh mục"), CellType::text},
                              {"count", M("Số người"), CellType::count},
                              {"first", M("Hồ sơ đầu tiên"), CellType::number}},
                  .rows = {}};
  for (auto const& [written, one] : found) {
    listing.rows.push_back(
        {written.field, written.words,
         written.official.empty() ? say(context.language(), M("chưa biết")) : written.official,
         one.count, one.first.value});
  }
  context.show(listing);
  return {};
}

}  // namespace giaoban::member
