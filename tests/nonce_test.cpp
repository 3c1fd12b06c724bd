// A nonce through every door: the same request of the same user is answered as the first time,
// anything else under it is refused, and what was written stays unnamed.
#include <gtest/gtest.h>

#include "tests/page_world.h"
#include "web/api.h"

namespace giaoban {
namespace {

using test::day;
using test::Typed;

class Nonces : public test::PageWorld {
 protected:
  void SetUp() override {
    PageWorld::SetUp();
    auto const doors = web::api_routes(commands);
    site.routes.insert(site.routes.end(), doors.begin(), doors.end());
  }
  static Typed rename_to(std::string const& name) {
    return {{"unit", "PT-01-01"}, {"name", name}, {"from", "01/03/2021"}, {"nonce", "n1"}};
  }
  web::Response by_api(std::string const& who, std::string const& name) {
    auto sent = request("/api/unit/rename", who,
                        {{"authorization", "Bearer of the test"}, {"idempotency-key", "k1"}});
    sent.method = web::Method::post;
    sent.body = R"({"unit": "PT-01-01", "from": "2021-03-01", "name": ")" + name + "\"}";
    return web::answer(site, sent);
  }
};
ON_BOTH_DATABASES(Nonces);

TEST_P(Nonces, serve_a_page_once_and_for_its_content) {
  auto const before = head();
  EXPECT_EQ(post("/do/unit/rename", rename_to("Đảng bộ phường Hùng Lô"), "hung_lo").status, 303);
  EXPECT_EQ(post("/do/unit/rename", rename_to("Đảng bộ phường Hùng Lô"), "hung_lo").status, 303);
  EXPECT_EQ(head(), before + 1);
  EXPECT_EQ(post("/do/unit/rename", rename_to("Đảng bộ phường khác"), "hung_lo").status, 409);
  EXPECT_EQ(post("/do/unit/rename", rename_to("Đảng bộ phường Hùng Lô"), "staff").status, 409);
  EXPECT_EQ(head(), before + 1);
}

TEST_P(Nonces, serve_the_api_once_and_for_its_content) {
  auto const before = head();
  EXPECT_EQ(by_api("staff", "Đảng bộ phường Hùng Lô").status, 200);
  EXPECT_EQ(by_api("staff", "Đảng bộ phường Hùng Lô").status, 200);
  for (auto const& refused :
       {by_api("staff", "Đảng bộ phường khác"), by_api("hung_lo", "Đảng bộ phường Hùng Lô")}) {
    EXPECT_EQ(refused.status, 409);
    EXPECT_NE(refused.body.find("store.nonce_used_otherwise"), std::string::npos) << refused.body;
    EXPECT_EQ(refused.body.find("\"staff\""), std::string::npos);
  }
  EXPECT_EQ(head(), before + 1);
}

}  // namespace
}  // namespace giaoban
