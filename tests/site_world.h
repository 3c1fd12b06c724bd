// The whole site over a small world in which every kind of record stands once, all of the commune
// Kim Đức, and its routes with these records in their places: for tests that walk all doors.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "account/account.h"
#include "app/catalogue.h"
#include "app/commands.h"
#include "app/site.h"
#include "figure/indicator.h"
#include "round/round.h"
#include "tests/briefing_world.h"
#include "tests/test_site.h"
#include "web/jobs.h"

namespace giaoban::app {

using Filling = std::map<std::string, std::string, std::less<>>;

// Kim Đức has a member, a task, a recommendation, a conference, a round, a measure of its own and
// an account with a role. lan may do everything over Hùng Lô and nothing elsewhere.
class SiteWorld : public test::BriefingWorld {
 protected:
  SiteWorld() { whole = catalogue(); }
  void SetUp() override {
    test::BriefingWorld::SetUp();
    test::must(account::ensure_first_account(store(), "quantri"));
    person = full_member("Nguyễn Thị Ánh", khu_9, test::day("03/06/2015"), "025195000456");
    give_work();
    open_round();
    hold_conference();
    make_account();
    define_measure();
    write(unit::found_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(unit::found(tx, {.code = "PT-01-02-10",
                                .name = "Chi bộ khu 10",
                                .unit_kind = unit::UnitKind::dependent_cell,
                                .parent = kim_duc,
                                .from = test::day("01/01/2015"),
                                .origin = unit::Origin::opening}));
      return {};
    });
    jobs_ = std::make_unique<web::Jobs>(
        store(), web::JobsOptions{.folder = folder() / "results",
                                  .log_breakage = [](auto, auto) { return std::string("1"); }});
    all_ = site(store(), *jobs_, commands_);
    site_ = std::make_unique<test::TestSite>(store(), all_.routes, jobs_.get());
    site_->tell_by(channels_);
    std::vector<store::Grant> grants;
    for (auto const* verb : whole.verbs) grants.emplace_back(verb->right, hung_lo.value);
    for (auto const* right : whole.rights) grants.emplace_back(right, hung_lo.value);
    site_->let_in("lan", grants);
    site_->let_in("without", {});
    head_ = store().read()->head();
  }
  void give_work() {
    write(task::give_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(given, task::give(tx, {.title = "Rà soát chi bộ ghép",
                                      .product = "Báo cáo",
                                      .assigner = kim_duc,
                                      .lead = khu_9,
                                      .given_on = test::day("01/06/2021"),
                                      .deadline = test::day("30/06/2021")}));
      return {};
    });
    write(task::take_down_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(recommendation, task::take_down(tx, {.asker = khu_9,
                                                    .receiver = kim_duc,
                                                    .subject = "Kinh phí tập huấn",
                                                    .on = test::day("01/06/2021")}));
      TRY_INTO(auto const other, task::take_down(tx, {.asker = khu_9,
                                                      .receiver = kim_duc,
                                                      .subject = "Trụ sở",
                                                      .on = test::day("01/06/2021")}));
      handed_ = std::to_string(other.value);
      return task::hand_on(
          tx, other,
          {.unit = khu_9, .on = test::day("01/06/2021"), .deadline = test::day("30/06/2021")});
    });
  }
  void open_round() {
    write(giaoban::round::open_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(opened, giaoban::round::open(tx, {.year = 2020,
                                                 .unit = kim_duc,
                                                 .roster_on = test::day("31/12/2020"),
                                                 .on = test::day("01/06/2021")}));
      return {};
    });
  }
  void hold_conference() {
    write(briefing::call_verb, [&](store::Tx& tx) -> Result<void> {
      auto asked = calling("Sơ kết 6 tháng", test::day("14/06/2021"));
      asked.conference.host = kim_duc;
      TRY_INTO(conference, briefing::call(tx, asked));
      return {};
    });
    put_place(conference, khu_9);
    item = put_item(conference, "Tình hình đảng viên");
  }
  void make_account() {
    write(account::create_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(signing_in, account::create(tx, {.login = "anh",
                                                .shown_name = "Nguyễn Thị Ánh",
                                                .from = test::day("01/06/2021")}));
      return {};
    });
  }
  void define_measure() {
    auto doing = test::act(figure::define_verb);
    doing.actor.grants.emplace_back(&figure::right_behind(figure::Population::members));
    test::must(store().write(doing, [&](store::Tx& tx) -> Result<void> {
      TRY_INTO(measured, figure::define(tx,
                                        {.unit = kim_duc,
                                         .code = "nu",
                                         .name = "Đảng viên nữ Kim Đức",
                                         .counts = "giới tính = nữ",
                                         .base = {},
                                         .base_name = "tổng số đảng viên",
                                         .citation = {}},
                                        test::day("01/01/2020")));
      return {};
    }));
  }
  void TearDown() override {
    EXPECT_EQ(store().read()->head(), head_) << "something was written";
    EXPECT_EQ(site_ ? site_->broke() : "", "");
    site_.reset();
    jobs_.reset();
    test::BriefingWorld::TearDown();
  }

  // What is Kim Đức's, by the names of places in routes.
  Filling places() const {
    return {{"unit", std::to_string(kim_duc.value)},
            {"person", std::to_string(person.value)},
            {"subject", std::to_string(person.value)},
            {"task", std::to_string(given.value)},
            {"recommendation", std::to_string(recommendation.value)},
            {"conference", std::to_string(conference.value)},
            {"place", std::to_string(khu_9.value)},
            {"round", std::to_string(opened.value)},
            {"account", std::to_string(signing_in.value)},
            {"indicator", std::to_string(measured.value)},
            {"entry", std::to_string(head_)},
            {"year", "2020"},
            {"part", "member"},
            {"kind", "member_cell"},
            {"paper", "member"},
            {"job", "1"},
            {"name", "style.css"}};
  }
  // The route's path with these in its places.
  static std::string path_of(web::Route const& route, Filling const& places) {
    std::string path;
    std::string_view rest = route.path;
    while (true) {
      auto const open = rest.find('{');
      path += rest.substr(0, open);
      if (open == rest.npos) return path;
      auto const close = rest.find('}');
      auto const place = places.find(rest.substr(open + 1, close - open - 1));
      EXPECT_NE(place, places.end()) << "no such place is known here: " << route.path;
      if (place != places.end()) path += place->second;
      rest.remove_prefix(close + 1);
    }
  }
  web::Response visit(std::string const& who, web::Route const& route) {
    auto const path = path_of(route, places());
    return route.method == web::Method::post ? site_->send(who, path, {}) : site_->ask(who, path);
  }

  // What a verb is given besides what must be given.
  Filling more_of(std::string_view path) {
    std::map<std::string, Filling, std::less<>> const more{
        {"recommendation answer", {{"recommendation", handed_}}},
        {"briefing attend", {{"title", "Bí thư"}}},
        {"briefing call", {{"begins", "08:00"}, {"ends", "09:00"}, {"chair-title", "Bí thư"}}},
        {"indicator define", {{"code", "tre"}, {"population", "members"}, {"counts", "tuổi < 30"}}},
        {"member admit", {{"full-name", "Trần Văn Hùng"}, {"born", "14/06/1990"}}},
        {"member correct", {{"kind", "person_contact"}, {"occupation", "giáo viên"}}},
        {"member receive", {{"full-name", "Trần Văn Hùng"}, {"born", "14/06/1990"}}},
        {"person correct", {{"kind", "person_contact"}, {"occupation", "giáo viên"}}},
        {"post appoint", {{"title", "secretary"}}},
        {"review grade-unit", {{"grade", "good"}}},
        {"round allow",
         {{"reason", "Kết quả nổi trội"},
          {"document", "20-QĐ/TU"},
          {"document-date", "20/12/2020"}}},
        {"round decide",
         {{"person", "025195000456"},
          {"grade", "good"},
          {"document", "15-QĐ/ĐU"},
          {"document-date", "20/12/2020"}}},
        {"round decide-unit", {{"document", "15-QĐ/ĐU"}, {"document-date", "20/12/2020"}}},
        {"round discipline",
         {{"person", "025195000456"},
          {"measure", "warning"},
          {"document", "7-QĐ/UBKT"},
          {"document-date", "10/11/2020"}}},
        {"round open", {{"year", "2019"}, {"roster-on", "31/12/2019"}}},
        {"round state", {{"person", "025195000456"}, {"evidence", "Báo cáo 12"}}},
        {"round step", {{"person", "025195000456"}, {"grade", "good"}}},
        {"setting change", {{"place", "Việt Trì"}}},
        {"table save", {{"measures", "members"}}},
        {"unit change-kind", {{"unit", "PT-01-02-10"}, {"unit-kind", "sub_committee"}}},
        {"unit convert", {{"unit-kind", "grassroots_cell"}}},
        {"unit divide", {{"parts", "PT-01-01 | | PT-01-02-09, PT-01-02-10"}}},
        {"unit merge", {{"units", "PT-01-02-09,PT-01-02-10"}, {"into", "PT-01-02-09"}}},
        {"unit split", {{"parts", "PT-01-03 | Đảng bộ xã Ba | PT-01-02-09"}}},
        {"unit dissolve", {{"unit", "PT-01-02-10"}}},
        {"unit found",
         {{"code", "PT-01-02-11"},
          {"name", "Chi bộ khu 11"},
          {"unit-kind", "dependent_cell"},
          {"parent", "PT-01-02"}}},
        {"unit move", {{"unit", "PT-01-02-10"}, {"parent", "PT-01-01"}}},
        {"unit recode", {{"code", "PT-01-99"}}},
        {"unit rename", {{"name", "Đảng bộ xã Mới"}}},
        {"user add", {{"login", "moi"}}},
        {"user grant", {{"role", "reader"}, {"unit", "PT-01-02"}}}};
    auto const found = more.find(path);
    return found == more.end() ? Filling{} : found->second;
  }
  // What the option would be given by one of Kim Đức.
  std::string value_of(command::Option const& option) {
    Filling const by_name{{"task", std::to_string(given.value)},
                          {"recommendation", std::to_string(recommendation.value)},
                          {"conference", std::to_string(conference.value)},
                          {"round", std::to_string(opened.value)},
                          {"item", std::to_string(item)},
                          {"cell", "PT-01-02-09"},
                          {"lead", "PT-01-02-09"},
                          {"asker", "PT-01-02-09"},
                          {"login", "anh"},
                          {"measure", "members"},
                          {"year", "2020"},
                          {"number", std::to_string(head_)}};
    if (auto const named = by_name.find(option.name); named != by_name.end()) return named->second;
    if (!option.choices.empty()) return std::string(option.choices.front().code);
    switch (option.input) {
      case command::Input::unit:
        return "PT-01-02";
      case command::Input::person:
        return std::to_string(person.value);
      case command::Input::day:
        return "14/06/2021";
      case command::Input::integer:
        return "1";
      default:
        return "Một việc";
    }
  }
  PersonId person;
  task::TaskId given;
  task::RecommendationId recommendation;
  giaoban::round::RoundId opened;
  briefing::ConferenceId conference;
  std::int64_t item = 0;
  AccountId signing_in;
  figure::IndicatorId measured;
  std::string handed_;  // a recommendation
  EntryNumber head_ = 0;
  std::vector<command::Command> const commands_ = commands();
  std::unique_ptr<web::Jobs> jobs_;
  web::Channels channels_;
  web::Site all_;
  std::unique_ptr<test::TestSite> site_;
};

}  // namespace giaoban::app
