// Whether an open stream goes on when what opened it has changed.
#include "web/listening.h"

#include <gtest/gtest.h>

#include "store/toy_catalogue_test.h"
#include "tests/store_world.h"

namespace giaoban::web {
namespace {

store::Right const hearing{"toy.hear", M("Nghe")};

Caller& caller_now() {
  static Caller caller;
  return caller;
}
bool& handler_opens() {
  static bool opens = true;
  return opens;
}

Result<Response> open_stream(Visit&) {
  if (!handler_opens()) return refuse(no_such_page, {{"path", "/events"}});
  Response response;
  response.events = [](std::shared_ptr<EventStream> const&) {};
  return response;
}

class Streams : public giaoban::test::StoreWorld {
 protected:
  Streams() {
    store = fresh_store(store::toy::catalogue());
    site.store = store.get();
    site.routes = {{.path = "/events", .handle = &open_stream, .right = &hearing}};
    site.caller_of = [](store::Store&, Request const&) { return caller_now(); };
    caller_now().actor = {.name = "an", .grants = {{&hearing, 5}}};
    handler_opens() = true;
    request.path = "/events";
    still = answer(site, request).still;
  }
  std::unique_ptr<store::Store> store;
  Site site;
  Request request;
  std::function<bool()> still;
};

ON_BOTH_DATABASES(Streams);

TEST_P(Streams, of_whatever_handler_are_asked_again) {
  ASSERT_TRUE(still);
  EXPECT_TRUE(still());
  EXPECT_TRUE(still());
}

TEST_P(Streams, end_with_the_session_the_role_and_the_reach) {
  Caller const before = caller_now();
  caller_now() = {};
  EXPECT_FALSE(still());
  caller_now() = before;
  EXPECT_TRUE(still());
  caller_now().actor.grants = {};
  EXPECT_FALSE(still());
  // Other grants: the handler decides, as for one who comes now.
  caller_now().actor.grants = {{&hearing, 6}};
  EXPECT_TRUE(still());
  caller_now().actor.grants = {{&hearing, 7}};
  handler_opens() = false;
  EXPECT_FALSE(still());
}

TEST_P(Streams, are_asked_again_on_a_new_day) {
  EXPECT_TRUE(still());
  handler_opens() = false;
  EXPECT_TRUE(still());
  clock.set({clock.now().microseconds + std::int64_t{86'400} * 1'000'000});
  EXPECT_FALSE(still());
}

TEST_P(Streams, end_when_what_was_recorded_closes_them) {
  EXPECT_TRUE(still());
  handler_opens() = false;
  EXPECT_TRUE(still());  // nothing was recorded: the handler is not asked
  giaoban::test::must_write(*store, store::toy::write_verb, [](store::Tx& tx) -> Result<void> {
    return tx.state(tx.new_id(), {giaoban::test::day("01/01/2021")}, store::toy::Hall{.size = 5});
  });
  EXPECT_FALSE(still());
}

}  // namespace
}  // namespace giaoban::web
