// A visit to a small site, for the tests of what pages look like.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "store/store.h"
#include "tests/store_world.h"
#include "web/page.h"

namespace giaoban::web {

inline store::Right const look_right{"look.read", M("Xem")};
inline store::Right const other_right{"look.other", M("Xem")};

class LookWorld : public testing::Test {
 protected:
  LookWorld() {
    catalogue_ = store::store_catalogue();
    catalogue_.add(web::catalogue());
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("giaoban-look-{}-{}", ::getpid(), static_cast<void const*>(this));
    std::filesystem::create_directories(folder_);
    store_ = test::must(store::Store::open({.address = (folder_ / "look.giaoban").string(),
                                            .catalogue = &catalogue_,
                                            .clock = &clock_,
                                            .keys_path = (folder_ / "look.keys").string(),
                                            .if_missing = store::IfMissing::create,
                                            .store_number = 1}));
    site_.store = store_.get();
    site_.clock = &clock_;
    site_.place = "Ban Tổ chức Tỉnh ủy Phú Thọ";
    site_.menu = {
        {M("Trang chủ"), {{"/", M("Trang chủ"), nullptr}}},
        {M("Tổ chức, đảng viên"),
         {{"/units", M("Tổ chức đảng"), &look_right},
          {"/members", M("Đảng viên"), &look_right},
          {"/accounts", M("Người dùng"), &other_right}}},
        {M("Số liệu, báo cáo"),
         {{"/figures", M("Số liệu"), &look_right}, {"/journal", M("Nhật ký"), &look_right}}},
        {M("Công việc"),
         {{"/accounts", M("Người dùng"), &other_right},
          {"/briefings", M("Hội nghị giao ban"), &look_right}}}};
    request_.path = "/members/57";
  }
  ~LookWorld() override {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  Visit visit(Language language = Language::vietnamese) {
    return {request_,
            site_,
            route_,
            *store_,
            {.actor = {.name = "lan", .grants = {&look_right}},
             .shown_name = "Trần Thị Ngọc Lan",
             .session = "s",
             .language = language},
            {}};
  }

  FixedClock clock_{test::day("30/06/2026")};
  store::Catalogue catalogue_;
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  Site site_;
  Route route_;
  Request request_;
};

}  // namespace giaoban::web
