// The pages of units, members and the journal over the small world of members. The cookie "who"
// names the caller:
//   staff    everything, everywhere
//   reader   reads units and members everywhere
//   hung_lo  everything, over the commune Hùng Lô alone
//   kim_duc  everything, over the commune Kim Đức alone
//   ended    may nothing any more
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "member/cli.h"
#include "member/web.h"
#include "tests/member_world.h"
#include "unit/cli.h"
#include "unit/web.h"
#include "web/journal_pages.h"
#include "web/route.h"
#include "web/verb_pages.h"

namespace giaoban::test {

using Typed = std::vector<std::pair<std::string, std::string>>;

class PageWorld : public MemberWorld {
 protected:
  void SetUp() override {
    MemberWorld::SetUp();
    std::vector<store::Right const*> const all{&unit::unit_read,     &unit::unit_write,
                                               &member::member_read, &member::member_write,
                                               &web::journal_read,   store::undo_verb.right};
    for (store::Right const* right : all) {
      callers()["staff"].emplace_back(right);
      callers()["hung_lo"].emplace_back(right, hung_lo.value);
      callers()["kim_duc"].emplace_back(right, kim_duc.value);
    }
    callers()["reader"] = {&unit::unit_read, &member::member_read};
    callers()["ended"] = {};
    commands = unit::commands();
    std::ranges::move(member::commands(), std::back_inserter(commands));
    auto forms = unit::verb_forms();
    std::ranges::move(member::verb_forms(), std::back_inserter(forms));
    site.store = &store();
    site.clock = &clock;
    site.caller_of = &caller_of;
    site.log_breakage = [this](std::string_view where, std::string_view what) {
      broke = std::string(where) + ": " + std::string(what);
      return std::string("1");
    };
    for (auto const& part : {unit::routes(), member::routes(), web::journal_routes(),
                             web::verb_routes(commands, forms)}) {
      site.routes.insert(site.routes.end(), part.begin(), part.end());
    }
    site.menu = {{M("Tổ chức"), unit::menu()}};
  }
  void TearDown() override {
    EXPECT_EQ(broke, "");
    callers().clear();
    MemberWorld::TearDown();
  }

  // "/members?q=uoc": a question, as one who reads in Vietnamese.
  web::Response get(std::string_view target, std::string const& who = "staff",
                    Typed const& headers = {}) {
    return web::answer(site, request(target, who, headers));
  }
  std::string page(std::string_view target, std::string const& who = "staff") {
    auto const response = get(target, who);
    EXPECT_EQ(response.status, 200) << target << "\n" << response.body;
    return response.body;
  }
  // A form sent from a page of ours. Without "nonce" it has one of its own.
  web::Response post(std::string_view target, Typed const& typed,
                     std::string const& who = "staff") {
    auto sent = request(target, who, {});
    sent.method = web::Method::post;
    for (auto const& [name, value] : typed) sent.form.add(name, value);
    sent.form.add("token", web::form_token(caller_of(store(), sent), store()));
    if (!sent.form.first("nonce")) sent.form.add("nonce", "form " + std::to_string(++sent_));
    return web::answer(site, sent);
  }
  EntryNumber head() { return store().read()->head(); }

  static bool has(web::Response const& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
  }
  static bool has(std::string const& body, std::string_view text) {
    return body.find(text) != std::string::npos;
  }

  web::Request request(std::string_view target, std::string const& who, Typed const& headers) {
    web::Request asked;
    asked.target = std::string(target);
    asked.path = asked.target.substr(0, asked.target.find('?'));
    std::string_view rest = target;
    while (rest.find_first_of("?&") != std::string_view::npos) {
      rest.remove_prefix(rest.find_first_of("?&") + 1);
      auto const pair = rest.substr(0, rest.find('&'));
      auto const equals = pair.find('=');
      asked.query.add(std::string(pair.substr(0, equals)), std::string(pair.substr(equals + 1)));
    }
    asked.cookies.add("who", who);
    if (language == Language::english) asked.cookies.add("language", "en");
    for (auto const& [name, value] : headers) asked.headers.add(name, value);
    return asked;
  }

  // Who may come, and what each may do.
  static std::map<std::string, std::vector<store::Grant>>& callers() {
    static std::map<std::string, std::vector<store::Grant>> all;
    return all;
  }

  web::Site site;
  std::vector<command::Command> commands;
  Language language = Language::vietnamese;
  std::string broke;

 private:
  static web::Caller caller_of(store::Store&, web::Request const& request) {
    web::Caller caller;
    std::string const who = request.cookies.text("who");
    auto const found = callers().find(who);
    if (found == callers().end()) return caller;
    caller.actor = {who, found->second};
    caller.shown_name = who;
    caller.session = "session of " + who;
    if (request.cookies.text("language") == "en") caller.language = Language::english;
    return caller;
  }
  int sent_ = 0;
};

}  // namespace giaoban::test
