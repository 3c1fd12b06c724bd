#include "print/party_page.h"

#include <gtest/gtest.h>

namespace giaoban::print {
namespace {

TEST(PartyPages, DocumentsGetThePageInForceOnTheirDate) {
  struct {
    char const* date;
    PartyPage page;
    Confidence confidence;
  } const cases[] = {
      {"2018-04-02", PartyPage::hd36_2018, Confidence::unconfirmed},
      {"2018-04-03", PartyPage::hd36_2018, Confidence::confirmed},
      {"2026-01-11", PartyPage::hd36_2018, Confidence::confirmed},
      {"2026-01-12", PartyPage::hd36_2018, Confidence::unconfirmed},
      {"2026-05-26", PartyPage::hd36_2018, Confidence::unconfirmed},
      {"2026-05-27", PartyPage::hd05_2026, Confidence::unconfirmed},
  };
  for (auto const& c : cases) {
    EXPECT_EQ(party_page_on(*Day::parse(c.date)).value, c.page) << c.date;
    EXPECT_EQ(party_page_on(*Day::parse(c.date)).confidence, c.confidence) << c.date;
  }
}

}  // namespace
}  // namespace giaoban::print
