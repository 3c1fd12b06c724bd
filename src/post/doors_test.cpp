// The pages of posts, as they answer.
#include "post/doors.h"

#include <gtest/gtest.h>

#include "post/post.h"
#include "tests/member_world.h"
#include "tests/test_site.h"
#include "web/jobs.h"

namespace giaoban::post {
namespace {

using test::day;

class PostPages : public test::MemberWorld {
 protected:
  PostPages() {
    whole.add(post::catalogue());
    whole.add(web::catalogue());
  }
  void SetUp() override {
    test::MemberWorld::SetUp();
    lan_ = full_member("Nguyễn Thị Lan", khu_1, day("03/06/2015"));
    write(appoint_verb, [&](store::Tx& tx) -> Result<void> {
      TRY_VOID(appoint(tx, {lan_, khu_1, Title::secretary, ""}, {day("01/01/2019")}));
      return {};
    });
    auto all = doors_.routes;
    std::ranges::move(web::verb_routes(doors_.commands), std::back_inserter(all));
    site_ = std::make_unique<test::TestSite>(store(), std::move(all));
    site_->let_in("hung_lo", {{&post_read, hung_lo.value}, {&post_write, hung_lo.value}});
    site_->let_in("clerk", {{&post_read, hung_lo.value}}, Language::english);
    site_->let_in("kim_duc", {{&post_read, kim_duc.value}});
    of_unit_ = "/units/" + std::to_string(khu_1.value) + "/posts";
    of_person_ = "/members/" + std::to_string(lan_.value) + "/posts";
  }

  door::Doors const doors_ = doors();
  PersonId lan_;
  std::string of_unit_, of_person_;
  std::unique_ptr<test::TestSite> site_;
};
ON_BOTH_DATABASES(PostPages);

TEST_P(PostPages, tell_who_holds_what_on_the_day) {
  auto const page = site_->ask("hung_lo", of_unit_ + "?as_of=14/06/2021");
  ASSERT_EQ(page.status, 200) << site_->broke();
  EXPECT_TRUE(page.body.contains("Nguyễn Thị Lan"));
  EXPECT_TRUE(page.body.contains("/do/post/end?post="));
  EXPECT_TRUE(page.body.contains("/do/post/appoint?unit=" +
                                 unit::node_of(*store().read(), khu_1, {clock.today()})->code));
  EXPECT_FALSE(
      site_->ask("hung_lo", of_unit_ + "?as_of=31/12/2018").body.contains("Nguyễn Thị Lan"));
  // The page is the tab that it says it is, beside the record's others.
  EXPECT_TRUE(page.body.contains("aria-current=\"page\">Chức vụ<")) << page.body;
  auto const in_english = site_->ask("clerk", of_unit_);
  EXPECT_TRUE(in_english.body.contains("Posts in Chi bộ khu 1"));
  EXPECT_FALSE(in_english.body.contains("/do/post/end"));
}

TEST_P(PostPages, tell_all_posts_of_a_person_also_as_a_part) {
  auto const page = site_->ask("hung_lo", of_person_);
  EXPECT_TRUE(page.body.contains("Chi bộ khu 1"));
  auto const part = site_->ask_part("hung_lo", of_person_, "posts");
  EXPECT_TRUE(part.body.contains("Chi bộ khu 1"));
  EXPECT_FALSE(part.body.contains("<html"));
  EXPECT_EQ(store().accesses(lan_.value).size(), 2U);
}

TEST_P(PostPages, are_closed_to_another_units_user) {
  EXPECT_EQ(site_->ask("kim_duc", of_unit_).status, 403);
  EXPECT_EQ(site_->ask("kim_duc", of_person_).status, 404);  // nor that there is such a person
  EXPECT_EQ(store().accesses(lan_.value).size(), 0U);
}

}  // namespace
}  // namespace giaoban::post
