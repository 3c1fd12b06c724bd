// What the store must know of posts; the invariants hold over all that stands now.
#include <fmt/format.h>

#include "post/queries.h"
#include "post/rules.h"
#include "post/store.h"

namespace giaoban::post {

namespace {

std::vector<std::string> clashes(store::Snapshot& snapshot, Clash sought) {
  auto const holdings = standing_holdings(snapshot);
  std::vector<std::string> breaches;
  for (std::size_t i = 0; i < holdings.size(); ++i) {
    Holding const& one = holdings[i];
    for (std::size_t j = i + 1; j < holdings.size(); ++j) {
      Holding const& other = holdings[j];
      if (other.holding.unit != one.holding.unit || other.holding.title != one.holding.title) break;
      if (clash_of(one, other) != sought) continue;
      breaches.push_back(fmt::format("posts {} and {} of unit {} clash", one.post.value,
                                     other.post.value, one.holding.unit.value));
    }
  }
  return breaches;
}

std::vector<std::string> posts_held_twice(store::Snapshot& snapshot) {
  return clashes(snapshot, Clash::twice);
}
std::vector<std::string> second_secretaries(store::Snapshot& snapshot) {
  return clashes(snapshot, Clash::two_secretaries);
}

store::Invariant const no_post_held_twice{
    "no_post_held_twice", &posts_held_twice, {&PostHolding::kind}};
store::Invariant const one_secretary_a_unit{
    "one_secretary_a_unit", &second_secretaries, {&PostHolding::kind}};

}  // namespace

store::Catalogue catalogue() {
  return {.entities = {&post_entity},
          .kinds = {&PostHolding::kind},
          .verbs = {&appoint_verb, &end_verb},
          .derived = {},
          .invariants = {&no_post_held_twice, &one_secretary_a_unit},
          .refusals = {&no_such_post, &already_held, &second_secretary, &title_text_missing,
                       &appointed_far_ahead},
          .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::post
