#include "web/html.h"

#include <gtest/gtest.h>

namespace giaoban::web {
namespace {

TEST(Html, what_is_not_written_in_the_source_is_escaped) {
  std::string const hostile = R"(<script>alert("1")</script> & 'x')";
  EXPECT_EQ(element("p", {{"title", hostile}}, hostile).text(),
            "<p title=\"&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;\">"
            "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>");
  EXPECT_EQ(Html("a<b").text(), "a&lt;b");
  EXPECT_EQ(join("<", Html::literal(Markup("<br>")), ">").text(), "&lt;<br>&gt;");
}

TEST(Html, attributes_may_be_left_out_bare_or_numbers) {
  EXPECT_EQ(element("input", {{"disabled", Present{true}},
                              {"checked", Present{false}},
                              {"maxlength", 10},
                              {"id", Filled{""}},
                              {"name", Filled{"a"}}})
                .text(),
            "<input disabled maxlength=\"10\" name=\"a\">");
  EXPECT_EQ(element("td").text(), "<td></td>");
}

struct Address {
  std::string_view given;
  std::string_view followed;
};

TEST(Url, from_outside_is_an_own_path_or_https_or_nothing) {
  for (Address const& address : {
           Address{"/units/5?as_of=2021-06-14#a", "/units/5?as_of=2021-06-14#a"},
           Address{"https://example.vn/a", "https://example.vn/a"},
           Address{"javascript:alert(1)", "#"},
           Address{"JaVaScRiPt:alert(1)", "#"},
           Address{"data:text/html,x", "#"},
           Address{"http://example.vn/", "#"},
           Address{"//example.vn/", "#"},
           Address{"/\\example.vn/", "#"},
           Address{"/\t/example.vn/", "#"},
           Address{" /units", "#"},
           Address{"units", "#"},
           Address{"", "#"},
       }) {
    EXPECT_EQ(Url::checked(address.given).text(), address.followed) << address.given;
  }
}

TEST(Url, values_stay_within_their_segment) {
  EXPECT_EQ(to("/units/{}/members", 57).text(), "/units/57/members");
  EXPECT_EQ(to("/files/{}", "../a b/ư?#").text(), "/files/..%2Fa%20b%2F%C6%B0%3F%23");
  EXPECT_EQ(to("/files/{}", "..").text(), "/files/%2E%2E");
  EXPECT_EQ(to("/{}/{}", 1, "x").with("q", "a&b=c").with("none", "").at("top").text(),
            "/1/x?q=a%26b%3Dc#top");
  EXPECT_EQ(to("/a").at("b").with("page", 2).text(), "/a?page=2#b");
}

}  // namespace
}  // namespace giaoban::web
