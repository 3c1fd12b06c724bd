// Commands through the API: the same verbs, rights, refusals and words.
#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "tests/page_world.h"
#include "web/api.h"

namespace giaoban {
namespace {

using test::day;
using test::Typed;

class Api : public test::PageWorld {
 protected:
  void SetUp() override {
    PageWorld::SetUp();
    auto const doors = web::api_routes(commands);
    site.routes.insert(site.routes.end(), doors.begin(), doors.end());
  }

  web::Response write_json(std::string_view target, std::string body,
                           std::string const& who = "staff", Typed headers = {}) {
    headers.emplace_back("authorization", "Bearer of the test");
    auto sent = request(target, who, headers);
    sent.method = web::Method::post;
    sent.body = std::move(body);
    return web::answer(site, sent);
  }
  static boost::json::object object(web::Response const& response) {
    return boost::json::parse(response.body).as_object();
  }
  static std::string refused(web::Response const& response) {
    return std::string(object(response).at("refused").as_string());
  }
  std::string transfer_of(PersonId person) {
    return R"({"person": ")" + std::to_string(person.value) +
           R"(", "cell": "PT-01-01-02", "on": "2021-02-01"})";
  }
};
ON_BOTH_DATABASES(Api);

TEST_P(Api, answers_a_question_with_its_listing) {
  auto const response = get("/api/unit/list?as-of=2021-06-14");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(boost::json::parse(response.body).as_array().size(), 7U);
  EXPECT_TRUE(response.content_type.starts_with("application/json"));
}

TEST_P(Api, writes_by_the_verb_and_tells_the_entry) {
  auto const person = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"));
  auto const response = write_json("/api/member/transfer", transfer_of(person));
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(object(response).at("entry").as_int64(), head());
  EXPECT_EQ(viewed(person, {day("01/02/2021")}).cell->value.cell, khu_2);
}

TEST_P(Api, writes_once_for_one_idempotency_key) {
  auto const person = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"));
  Typed const key{{"idempotency-key", "a1"}};
  auto const first = write_json("/api/member/transfer", transfer_of(person), "staff", key);
  auto const second = write_json("/api/member/transfer", transfer_of(person), "staff", key);
  ASSERT_EQ(second.status, 200) << second.body;
  EXPECT_EQ(object(first).at("entry"), object(second).at("entry"));
}

TEST_P(Api, refuses_as_the_verb_does) {
  auto const person = full_member("Nguyễn Văn Ước", khu_2, day("03/06/2015"));
  auto const response = write_json("/api/member/transfer", transfer_of(person));
  EXPECT_EQ(response.status, member::same_cell.http_status);
  EXPECT_EQ(refused(response), "member.same_cell");
  EXPECT_FALSE(object(response).at("remedy").as_string().empty());
}

TEST_P(Api, refuses_whom_the_right_does_not_reach) {
  auto const person = full_member("Nguyễn Văn Ước", khu_1, day("03/06/2015"));
  auto const before = head();
  EXPECT_EQ(write_json("/api/member/transfer", transfer_of(person), "ended").status, 403);
  EXPECT_GE(write_json("/api/member/transfer", transfer_of(person), "kim_duc").status, 403);
  EXPECT_EQ(write_json("/api/member/transfer", transfer_of(person), "nobody").status, 401);
  EXPECT_EQ(head(), before);
}

TEST_P(Api, names_what_is_wrong_with_a_request) {
  EXPECT_EQ(refused(write_json("/api/member/transfer", "not json")), "api.not_json");
  EXPECT_EQ(refused(write_json("/api/member/transfer", R"({"cell": ["PT"]})")),
            "api.value_of_other_type");
  EXPECT_EQ(refused(write_json("/api/member/transfer", R"({"colour": "red"})")),
            "api.unknown_name");
  EXPECT_EQ(refused(write_json("/api/member/transfer", "{}")), "usage.option_missing");
  EXPECT_EQ(refused(get("/api/unit/list?as-of=31/02/2021")), "usage.option_not_a_day");
  // By the names of the API, which have no dashes before them.
  for (auto const& response :
       {write_json("/api/member/transfer", R"({"cell": ")" + std::string(5000, 'x') + R"("})"),
        write_json("/api/member/transfer", "{}"), get("/api/unit/list?as-of=31/02/2021")}) {
    EXPECT_FALSE(response.body.contains("--")) << response.body;
  }
  EXPECT_EQ(get("/api/member/transfer").status, 405);
  EXPECT_EQ(get("/api/no/such").status, 404);
}

TEST_P(Api, describes_every_door_with_its_right) {
  auto const described = object(get("/api/openapi.json"));
  auto const& paths = described.at("paths").as_object();
  for (auto const& route : web::api_routes(commands)) {
    if (route.command == nullptr) continue;
    ASSERT_TRUE(paths.contains(route.path)) << route.path;
    bool const writes = route.method == web::Method::post;
    auto const& door = paths.at(route.path).as_object().at(writes ? "post" : "get").as_object();
    EXPECT_FALSE(door.at("x-right").as_string().empty()) << route.path;
    EXPECT_FALSE(door.at("summary").as_string().empty()) << route.path;
  }
}

}  // namespace
}  // namespace giaoban
