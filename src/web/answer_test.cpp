// The one door of a site, on a toy site.
#include <gtest/gtest.h>

#include <thread>

#include "base/patience.h"
#include "store/toy_catalogue_test.h"
#include "tests/store_world.h"
#include "web/route.h"

namespace giaoban::web {
namespace {

namespace toy = store::toy;

store::Right const read_right{"toy.read", M("Xem")};

Result<Response> show(Visit& visit) {
  TRY_INTO(auto const moment, visit.moment());
  return Response::plain(200, visit.place("hall") + " " + moment.as_of.iso());
}
Result<Response> show_new(Visit&) {
  return Response::plain(200, "new");
}
Result<Response> build(Visit& visit) {
  TRY_INTO(auto const act, visit.act(toy::write_verb));
  TRY_INTO(auto const written, visit.store.write(act, [](store::Tx& tx) {
    auto const hall = tx.new_id_of<toy::HallId>();
    return tx.state(hall.value, {giaoban::test::day("2000-01-01")}, toy::Hall{1});
  }));
  return Response::redirect("/halls?written=" + std::to_string(written.entry));
}
Result<Response> break_down(Visit&) {
  throw Breakage("secret detail");
}
Result<Response> think(Visit&) {
  while (true) Patience::ask();
}
// Writes, in a loop that has no end, or before one.
Result<Response> write_for_ever(Visit& visit) {
  bool const after = visit.request.form.text("end") == "after";
  TRY_INTO(auto const act, visit.act(toy::write_verb));
  auto const written = visit.store.write(act, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(tx.state(tx.new_id_of<toy::HallId>().value, {giaoban::test::day("2000-01-01")},
                      toy::Hall{1}));
    while (!after) Patience::ask();
    return {};
  });
  if (!written) return std::unexpected(written.error());
  return think(visit);
}
Result<Response> make_file_slowly(Visit&) {
  auto const until = std::chrono::steady_clock::now() + std::chrono::milliseconds(60);
  while (std::chrono::steady_clock::now() < until) Patience::ask();
  return Response::download("x", "text/plain", "x.txt");
}
Result<Response> say_much(Visit&) {
  return Response::plain(200, std::string(5000, 'x'));
}
Result<Response> sign_in(Visit&) {
  return Response::plain(200, "welcome");
}

// Who signs: the cookie "who", or the bearer token.
Caller caller_of(store::Store&, Request const& request) {
  Caller caller;
  std::string const bearer = request.headers.text("authorization");
  std::string const who = bearer.empty() ? request.cookies.text("who") : bearer.substr(7);
  if (who == "reader") caller.actor = {who, {&read_right}};
  if (who == "writer") caller.actor = {who, {&read_right, &toy::write_right}};
  if (who == "ended") caller.actor = {who, {}};
  if (caller.signed_in()) caller.session = "session of " + who;
  return caller;
}

class SiteAnswers : public giaoban::test::StoreWorld {
 protected:
  SiteAnswers() {
    store = fresh_store(toy::catalogue());
    site.store = store.get();
    site.clock = &clock;
    site.caller_of = caller_of;
    site.log_breakage = [this](std::string_view where, std::string_view what) {
      logged = std::string(where) + ": " + std::string(what);
      return std::string("20210614-7");
    };
    site.routes = {
        {.path = "/halls/{hall}", .handle = show, .right = &read_right},
        {.path = "/halls/new",
         .handle = show_new,
         .right = &read_right,
         .query = {asks_text("anything")}},
        {.path = "/api/halls/{hall}", .handle = show, .right = &read_right},
        {.method = Method::post, .path = "/halls", .handle = build, .verb = &toy::write_verb},
        {.method = Method::post, .path = "/api/halls", .handle = build, .verb = &toy::write_verb},
        {.path = "/broken", .handle = break_down, .open = Open::to_signed_in},
        {.path = "/api/broken", .handle = break_down, .open = Open::to_all},
        {.method = Method::post, .path = "/enter", .handle = sign_in, .open = Open::to_all},
        {.path = "/forgotten", .handle = show_new},
        {.path = "/endless", .handle = think, .right = &read_right},
        {.path = "/api/endless", .handle = think, .right = &read_right},
        {.path = "/much", .handle = say_much, .right = &read_right},
        {.path = "/slow", .handle = make_file_slowly, .right = &read_right},
        {.method = Method::post, .path = "/slow", .handle = think, .right = &read_right},
        {.path = "/slow/file",
         .handle = make_file_slowly,
         .right = &read_right,
         .gives = Gives::file},
        {.method = Method::post,
         .path = "/endless",
         .handle = write_for_ever,
         .verb = &toy::write_verb},
        {.method = Method::post,
         .path = "/endless/preview",
         .handle = think,
         .verb = &toy::write_verb,
         .writes = Writes::nothing},
        {.path = "/long",
         .handle = show_new,
         .right = &read_right,
         .letters_max = 100'000,
         .query = {asks_text("anything")}},
    };
  }
  static Request get(std::string const& path, std::string const& who = "") {
    Request request;
    request.path = path;
    request.target = path;
    request.headers.add("host", "ban.vn");
    if (!who.empty()) request.cookies.add("who", who);
    return request;
  }
  Request post(std::string const& path, std::string const& who = "") {
    Request request = get(path, who);
    request.method = Method::post;
    request.form.add("token", form_token(caller_of(*store, request), *store));
    return request;
  }
  Response ask(Request const& request) { return answer(site, request); }

  std::unique_ptr<store::Store> store;
  Site site;
  std::string logged;
};
ON_BOTH_DATABASES(SiteAnswers);

TEST_P(SiteAnswers, who_may_to_the_most_literal_route) {
  EXPECT_EQ(ask(get("/halls/7", "reader")).body, "7 2021-06-14");
  EXPECT_EQ(ask(get("/halls/7/", "reader")).body, "7 2021-06-14");
  EXPECT_EQ(ask(get("/halls/new", "reader")).body, "new");
  EXPECT_EQ(ask(get("/halls/7/8", "reader")).status, 404);
  EXPECT_EQ(ask(get("/", "reader")).status, 404);
}

TEST_P(SiteAnswers, nobody_else) {
  auto const asked = get("/halls/7");
  auto const led = ask(asked);
  EXPECT_EQ(led.status, 303);
  EXPECT_EQ(led.header("location"), "/sign-in?to=%2Fhalls%2F7");
  EXPECT_EQ(ask(get("/api/halls/7")).status, 401);
  EXPECT_EQ(ask(get("/halls/7", "ended")).status, 403);
  EXPECT_EQ(ask(post("/halls", "reader")).status, 403);
  auto const unsent = ask(post("/halls"));
  EXPECT_EQ(unsent.status, 401);
  // Whether what was typed is kept is known to the browser alone.
  EXPECT_NE(unsent.body.find("<p id=\"draft-lost\">"), std::string::npos) << unsent.body;
  EXPECT_NE(unsent.body.find("<p id=\"draft-kept\" hidden>"), std::string::npos) << unsent.body;
  EXPECT_EQ(ask(get("/forgotten", "writer")).status, 403);  // denied by default
}

TEST_P(SiteAnswers, a_wrong_method_names_the_right_one) {
  auto const wrong = ask(get("/halls", "writer"));
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("Allow"), "POST");
}

TEST_P(SiteAnswers, a_form_of_ours_only) {
  EXPECT_EQ(ask(post("/halls", "writer")).header("location"), "/halls?written=1");
  auto missing = get("/halls", "writer");
  missing.method = Method::post;
  EXPECT_EQ(ask(missing).status, 403);
  auto of_another = missing;
  of_another.form.add("token", form_token(caller_of(*store, get("/", "reader")), *store));
  EXPECT_EQ(ask(of_another).status, 403);
  auto from_elsewhere = post("/halls", "writer");
  from_elsewhere.headers.add("sec-fetch-site", "cross-site");
  EXPECT_EQ(ask(from_elsewhere).status, 403);
  auto from_old_browser = post("/halls", "writer");
  from_old_browser.headers.add("origin", "https://other.vn");
  EXPECT_EQ(ask(from_old_browser).status, 403);
  auto from_here = post("/halls", "writer");
  from_here.headers.add("origin", "https://ban.vn");
  EXPECT_EQ(ask(from_here).status, 303);
  EXPECT_EQ(ask(post("/enter")).body, "welcome");
  auto enter = get("/enter");
  enter.method = Method::post;
  EXPECT_EQ(ask(enter).status, 403);
  EXPECT_EQ(store->read()->head(), 2);
}

TEST_P(SiteAnswers, a_token_bearer_needs_no_form_token) {
  auto request = get("/api/halls");
  request.method = Method::post;
  request.headers.add("authorization", "Bearer writer");
  EXPECT_EQ(ask(request).status, 303);
  auto nobody = get("/api/halls", "writer");  // the cookie does not count beside a bearer
  nobody.method = Method::post;
  nobody.headers.add("authorization", "Bearer other");
  EXPECT_EQ(ask(nobody).status, 401);
}

TEST_P(SiteAnswers, the_same_form_is_written_once) {
  auto form = post("/halls", "writer");
  form.form.add("nonce", "n1");
  EXPECT_EQ(ask(form).header("location"), "/halls?written=1");
  EXPECT_EQ(ask(form).header("location"), "/halls?written=1");
  EXPECT_EQ(store->read()->head(), 1);
}

TEST_P(SiteAnswers, a_breakage_tells_its_number_only) {
  for (char const* path : {"/broken", "/api/broken"}) {
    auto const broken = ask(get(path, "reader"));
    EXPECT_EQ(broken.status, 500);
    EXPECT_NE(broken.body.find("20210614-7"), std::string::npos) << broken.body;
    EXPECT_EQ(broken.body.find("secret"), std::string::npos);
    EXPECT_EQ(logged, std::string("GET ") + path + ": secret detail");
  }
}

TEST_P(SiteAnswers, every_answer_is_guarded) {
  for (auto const& answered :
       {ask(get("/halls/7", "reader")), ask(get("/none")), ask(get("/halls/7")),
        ask(get("/broken", "reader")), ask(get("/api/none"))}) {
    EXPECT_TRUE(answered.header("Content-Security-Policy")->starts_with("default-src 'none'"));
    EXPECT_EQ(answered.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answered.header("Cache-Control"), "no-store");
  }
}

TEST_P(SiteAnswers, the_api_refuses_in_json) {
  auto const refused = ask(get("/api/none", "reader"));
  EXPECT_EQ(refused.content_type, "application/json");
  EXPECT_NE(refused.body.find("\"refused\":\"web.no_such_page\""), std::string::npos);
}

TEST_P(SiteAnswers, of_a_moment) {
  struct Row {
    std::string as_of, known_at;
    std::string seen;
  };
  for (Row const& row :
       {Row{"14/06/2020", "", "7 2020-06-14"}, Row{"2020-06-14", "5", "7 2020-06-14"},
        Row{"31/02/2020", "", "422"}, Row{"", "x", "400"}, Row{"", "0", "422"}}) {
    auto request = get("/halls/7", "reader");
    request.query.add("as_of", row.as_of);
    request.query.add("known_at", row.known_at);
    auto const answered = ask(request);
    EXPECT_EQ(answered.status == 200 ? answered.body : std::to_string(answered.status), row.seen);
  }
}

TEST_P(SiteAnswers, an_act_rests_on_a_whole_document_or_none) {
  auto const form = [&](std::string const& number, std::string const& signed_on) {
    auto request = post("/halls", "writer");
    request.form.add("document", number);
    request.form.add("document_date", signed_on);
    return ask(request).status;
  };
  EXPECT_EQ(form("12-QĐ/TU", "05/02/2021"), 303);
  EXPECT_EQ(form("", ""), 303);
  EXPECT_EQ(form("12-QĐ/TU", ""), 400);
  EXPECT_EQ(form("", "05/02/2021"), 400);
  EXPECT_EQ(form("12-QĐ/TU", "31/02/2021"), 400);
}

TEST(Routes, that_let_in_whom_nobody_named_are_found) {
  std::vector<Route> const good{{.path = "/a", .handle = show, .right = &read_right}};
  EXPECT_TRUE(route_faults(good).empty());
  std::vector<Route> const bad{
      {.path = "/a", .handle = show},
      {.path = "/b", .handle = show, .right = &read_right, .open = Open::to_all},
      {.path = "/c", .right = &read_right},
      {.path = "/d", .handle = show, .verb = &toy::write_verb},
      {.path = "e/", .handle = show, .right = &read_right},
      {.path = "/f", .handle = show, .right = &read_right},
      {.path = "/f", .handle = show, .right = &read_right},
  };
  EXPECT_EQ(route_faults(bad).size(), 6U);
}

TEST_P(SiteAnswers, question_without_end_is_broken_off_and_told) {
  site.bounds.question = std::chrono::milliseconds(30);
  auto const page = ask(get("/endless", "reader"));
  EXPECT_EQ(page.status, 503);
  EXPECT_TRUE(page.body.contains("Thu hẹp câu hỏi")) << page.body;
  EXPECT_TRUE(page.header("Retry-After"));
  auto const told = ask(get("/api/endless", "reader"));
  EXPECT_EQ(told.status, 503);
  EXPECT_TRUE(told.body.contains("web.question_too_long")) << told.body;
  EXPECT_EQ(logged, "") << "it is the asker's to mend";
}

// A file may take longer than a page, and whoever sends a form only to ask has written nothing.
TEST_P(SiteAnswers, files_have_a_time_of_their_own) {
  site.bounds.question = std::chrono::milliseconds(20);
  site.bounds.file = std::chrono::milliseconds(2'000);
  auto const page = ask(get("/slow", "reader"));
  EXPECT_EQ(page.status, 503);
  auto const file = ask(get("/slow/file", "reader"));
  EXPECT_EQ(file.status, 200) << file.body;
  EXPECT_TRUE(file.header("Content-Disposition"));
  EXPECT_EQ(logged, "");
  auto const told = ask(post("/slow", "reader"));
  EXPECT_TRUE(told.body.contains("Thu hẹp câu hỏi")) << told.body;
  EXPECT_FALSE(told.body.contains("vào kho")) << told.body;
  site.bounds.question = site.bounds.file;
  EXPECT_EQ(ask(get("/slow", "reader")).status, 500) << "gives a file and does not say so";
}

TEST_P(SiteAnswers, question_stops_when_its_asker_has_gone_or_the_program_ends) {
  auto const flag = std::make_shared<std::atomic<bool>>(false);
  for (bool const by_end : {false, true}) {
    *flag = false;
    auto asked = get("/endless", "reader");
    site.stopping = by_end ? flag : nullptr;
    asked.asker_gone = by_end ? nullptr : flag;
    std::thread going([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      *flag = true;
    });
    EXPECT_EQ(ask(asked).status, 503);
    going.join();
  }
  EXPECT_EQ(logged, "");
}

TEST_P(SiteAnswers, preview_stops_when_its_asker_has_gone) {
  auto const gone = std::make_shared<std::atomic<bool>>(true);
  auto asked = post("/endless/preview", "writer");
  asked.asker_gone = gone;
  EXPECT_EQ(ask(asked).status, 503);
  auto writing = post("/halls", "writer");
  writing.asker_gone = gone;
  EXPECT_EQ(ask(writing).status, 303) << "what was sent is written";
}

TEST_P(SiteAnswers, values_have_a_bound_before_a_handler_sees_them) {
  std::string const longest(long_letters_max, 'x');
  for (bool const in_form : {false, true}) {
    for (bool const beyond : {false, true}) {
      auto asked = in_form ? post("/halls", "writer") : get("/halls/new", "reader");
      (in_form ? asked.form : asked.query).add("anything", longest + (beyond ? "x" : ""));
      EXPECT_EQ(ask(asked).status, beyond ? 422 : in_form ? 303 : 200);
    }
  }
  auto declared = get("/long", "reader");
  declared.query.add("anything", longest + "x");
  EXPECT_EQ(ask(declared).status, 200);
}

TEST_P(SiteAnswers, question_answers_so_much_and_no_more) {
  EXPECT_EQ(ask(get("/much", "reader")).status, 200);
  site.bounds.bytes_max = 4000;
  auto const told = ask(get("/much", "reader"));
  EXPECT_EQ(told.status, 422);
  EXPECT_TRUE(told.body.contains("quá nhiều")) << told.body;
}

TEST_P(SiteAnswers, verb_without_end_is_rolled_back_and_told) {
  site.bounds.verb = std::chrono::milliseconds(30);
  auto const head = store->read()->head();
  auto const told = ask(post("/endless", "writer"));
  EXPECT_EQ(told.status, 503);
  EXPECT_TRUE(told.body.contains("chưa ghi gì vào kho")) << told.body;
  EXPECT_EQ(store->read()->head(), head);
  site.bounds = {};
  EXPECT_EQ(ask(post("/halls", "writer")).status, 303) << "the turn is free";
}

TEST_P(SiteAnswers, verb_that_was_written_is_not_told_as_lost) {
  site.bounds.verb = std::chrono::milliseconds(500);
  auto const head = store->read()->head();
  auto request = post("/endless", "writer");
  request.form.add("end", "after");
  auto const told = ask(request);
  EXPECT_EQ(store->read()->head(), head + 1);
  EXPECT_TRUE(told.body.contains("Đã ghi xong vào kho")) << told.body;
}

}  // namespace
}  // namespace giaoban::web
