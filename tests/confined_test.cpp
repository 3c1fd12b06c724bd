// Every door of the site and the API for one whose password serves once: until it is changed only
// the page that changes it and signing out answer. A door added tomorrow is tried as well.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "account/sign_in.h"
#include "account/web.h"
#include "tests/site_world.h"

namespace giaoban::app {
namespace {

constexpr std::string_view password_path = "/account/password";

// Routes of the whole site asked by the session and the token of one account.
class WaysIn : public SiteWorld {
 protected:
  web::Request request_to(web::Route const& route) {
    web::Request request;
    request.method = route.method;
    request.path = request.target = path_of(route, places());
    return request;
  }
  // By the site's own way of knowing who asks, with the token of a form shown to the session.
  web::Response by_session(web::Route const& route) {
    auto request = request_to(route);
    request.cookies.add("giaoban", session_);
    auto const caller = account::caller_of(store(), request);
    request.form.add(std::string(web::token_field), web::form_token(caller, store()));
    return web::answer(all_, request);
  }
  web::Response by_token(web::Route const& route) {
    auto request = request_to(route);
    request.headers.add("authorization", "Bearer " + token_);
    return web::answer(all_, request);
  }
  static bool of_api(web::Route const& route) { return route.path.starts_with("/api"); }
  static bool is_page(web::Route const& route) {
    return route.method == web::Method::get && !of_api(route);
  }

  AccountId account_;
  std::string token_;
  std::string session_;
};

// "quantri" may everything everywhere, and has just been given a one-time password.
class Confined : public WaysIn {
 protected:
  void SetUp() override {
    WaysIn::SetUp();
    account_ = *account::by_login(*store().read(), "quantri", clock.today());
    auto const actor = test::must(account::actor_of(*store().read(), account_, clock.today()));
    token_ = test::must(account::make_token(
        store(), account_, {.name = "Từ trước", .scope = account::Entrance::Scope::write}));
    auto const once = test::must(account::give_password(
        store(), {.actor = actor, .verb = &account::give_password_verb}, account_));
    session_ = test::must(account::sign_in(store(), {"quantri", once, "", {}})).session;
    head_ = store().read()->head();
  }
};
ON_BOTH_DATABASES(Confined);

TEST_P(Confined, to_the_change_of_a_one_time_password) {
  int closed = 0;
  for (auto const& route : all_.routes) {
    if (route.open == web::Open::to_all || route.path == web::sign_out_path) continue;
    auto const answer = by_session(route);
    if (route.path == password_path) {
      EXPECT_TRUE(answer.status == 200 || answer.status == 422) << answer.status;
      continue;
    }
    ++closed;
    EXPECT_EQ(answer.status, is_page(route) ? 303 : 403) << route.path;
    EXPECT_EQ(answer.header("Location").value_or(""), is_page(route) ? password_path : "")
        << route.path;
    bool const told = answer.body.contains("account.change_password_first");
    EXPECT_TRUE(told || !of_api(route)) << route.path << answer.body;
  }
  EXPECT_GT(closed, 200);
}

TEST_P(Confined, and_its_tokens_open_nothing) {
  for (auto const& route : all_.routes) {
    if (route.open == web::Open::to_all) continue;
    EXPECT_EQ(by_token(route).status, is_page(route) ? 303 : 401) << route.path;
  }
  EXPECT_EQ(test::code_of(account::make_token(store(), account_, {.name = "Lối vòng"})),
            "account.change_password_first");
}

TEST_P(Confined, may_sign_out) {
  auto const out = std::ranges::find(all_.routes, web::sign_out_path, &web::Route::path);
  ASSERT_NE(out, all_.routes.end());
  EXPECT_EQ(by_session(*out).status, 303);
  web::Request after;
  after.cookies.add("giaoban", session_);
  EXPECT_FALSE(account::caller_of(store(), after).signed_in());
}

// A token that only reads, of one who may everything: by no form it changes anything. A result that
// it has made for itself is no change.
class ReadingToken : public WaysIn {
 protected:
  void SetUp() override {
    WaysIn::SetUp();
    account_ = *account::by_login(*store().read(), "quantri", clock.today());
    token_ = test::must(account::make_token(
        store(), account_, {.name = "Xem", .scope = account::Entrance::Scope::read}));
    head_ = store().read()->head();
  }
  std::string rows() {
    std::string text;
    auto const snapshot = store().read();
    for (store::OwnTable const* own : whole.own_tables) {
      if (std::string_view(own->table) == "job") continue;
      text += std::string(own->table) + ":";
      snapshot->db().each(
          "SELECT seal FROM " + std::string(own->table) + " ORDER BY " + std::string(own->key),
          store::Params(), [&](store::RowView const& row) { text += row.blob(0).bytes; });
    }
    return text;
  }
};
ON_BOTH_DATABASES(ReadingToken);

TEST_P(ReadingToken, changes_nothing_by_any_form) {
  auto const home = std::ranges::find(all_.routes, std::string("/jobs"), &web::Route::path);
  ASSERT_NE(home, all_.routes.end());
  EXPECT_EQ(by_token(*home).status, 200);  // notes its use, the first time
  auto const before = rows();
  int tried = 0;
  for (auto const& route : all_.routes) {
    if (route.method != web::Method::post) continue;
    ++tried;
    auto request = request_to(route);
    request.headers.add("authorization", "Bearer " + token_);
    for (char const* field : {"language", "large_text", "name", "reason"}) {
      request.form.add(field, "en");
    }
    auto const answer = web::answer(all_, request);
    EXPECT_NE(answer.status, 500) << route.path;
    ASSERT_EQ(rows(), before) << route.path << " wrote";
    ASSERT_EQ(store().read()->head(), head_) << route.path << " wrote";
  }
  EXPECT_GT(tried, 100);
}

}  // namespace
}  // namespace giaoban::app
