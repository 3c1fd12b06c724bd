// A result that others decide, tried by every door: the sheet of results, the API, a workbook, an
// undoing. Each refuses alike, and takes what comes on a document by who decides.
#include <gtest/gtest.h>

#include "app/catalogue.h"
#include "app/commands.h"
#include "app/site.h"
#include "round/round.h"
#include "tests/test_site.h"
#include "web/jobs.h"
#include "workbook/import_world_test.h"

namespace giaoban::app {
namespace {

using workbook::DifferenceIs;
using workbook::MadeBook;

// A commune whose grades of 2020 came with its workbook, in 2021.
class Authority : public workbook::ImportWorld {
 protected:
  Authority() { whole = catalogue(); }
  void SetUp() override {
    store_ = fresh_store(whole);
    actor = {.name = "lan", .grants = rights_over({})};
    ASSERT_EQ(lines(imported(*store_, MadeBook()).faults), "");
    auto const snapshot = store_->read();
    auto const unit = [&](char const* code) {
      return test::must(unit::by_code(*snapshot, code, {test::day("31/12/2020")}));
    };
    province_ = unit("PT");
    commune_ = unit("PT-01-01");
    cell_ = unit("PT-01-01-01");
    auto const& kind = member::PersonParticulars::kind;
    person_ = PersonId{*snapshot->bearer(kind, kind.field("file_number"), std::string("LT001"),
                                         {test::day("31/12/2020")})};
    jobs_ = std::make_unique<web::Jobs>(
        *store_, web::JobsOptions{.folder = folder() / "results",
                                  .log_breakage = [](auto, auto) { return std::string("1"); }});
    all_ = site(*store_, *jobs_, commands_);
    site_ = std::make_unique<test::TestSite>(*store_, all_.routes, jobs_.get());
    site_->let_in("lan", rights_over({}));
    site_->let_in("bi-thu", rights_over(cell_));
  }
  std::vector<store::Grant> rights_over(std::optional<UnitId> unit) const {
    std::vector<store::Grant> grants;
    auto const add = [&](store::Right const* held) {
      grants.emplace_back(held, unit ? std::optional(unit->value) : std::nullopt);
    };
    for (auto const* verb : whole.verbs) add(verb->right);
    for (auto const* held : whole.rights) add(held);
    return grants;
  }

  // --- the doors; each tries to make LT001, a good member, excellent ---
  std::string path() const { return "/units/" + std::to_string(cell_.value) + "/grades/2020"; }
  std::string key() const { return "member-" + std::to_string(person_.value); }
  int by_page(std::string const& who, test::TestSite::Typed const& document) {
    auto form = test::sheet_of(site_->ask(who, path()).body);
    // Who is shown no row sends one nevertheless.
    if (form.empty()) form = {{"nonce", "trang"}, {"rows", key()}, {key() + ".seen", "good"}};
    test::type_in(form, "decided_on", "20/01/2021");
    test::type_in(form, key() + ".result", "excellent");
    for (auto const& [name, value] : document) test::type_in(form, name, value);
    return site_->send(who, path(), form).status;
  }
  std::string by_api(std::string const& who, std::string const& document) {
    return site_
        ->call(who, "/api/review/grade-person",
               R"({"person":")" + std::to_string(person_.value) +
                   R"(","year":"2020","aspect":"member","grade":"excellent",)" +
                   R"("decided-on":"20/01/2021")" + document + "}")
        .body;
  }
  std::string by_workbook(std::optional<store::Basis> basis) {
    MadeBook book;
    book.grade(2)["unit_grade.grade"] = "excellent";
    workbook::ImportOptions options;
    options.file = written(book);
    options.difference = DifferenceIs::correction;
    options.basis = std::move(basis);
    auto const report = workbook::import(*store_, actor, options);
    if (!report) return std::string(report.error().kind->code);
    return report->faults.empty() ? std::string()
                                  : std::string(report->faults[0].refusal.kind->code);
  }
  std::string by_undoing(EntryNumber entry, std::optional<store::Basis> basis) {
    store::Act act{.actor = actor, .verb = &store::undo_verb, .basis = std::move(basis)};
    return test::code_of(store_->write(act, [&](store::Tx& tx) { return store::undo(tx, entry); }));
  }
  static store::Basis decision() {
    store::Basis basis;
    basis.document.number = "15-QĐ/ĐU";
    basis.signed_on = test::day("20/01/2021");
    return basis;
  }
  std::string grade() const {
    auto const found = store_->read()->fact_of_year<review::PersonGrade>(person_.value, 2020,
                                                                         {test::day("14/06/2021")});
    return found && found->value.grade ? std::string(review::sign(*found->value.grade)) : "";
  }

  std::unique_ptr<store::Store> store_;
  UnitId province_, commune_, cell_;
  PersonId person_;
  std::vector<command::Command> const commands_ = commands();
  std::unique_ptr<web::Jobs> jobs_;
  web::Site all_;
  std::unique_ptr<test::TestSite> site_;
};
ON_BOTH_DATABASES(Authority);

TEST_P(Authority, a_recorded_result_changes_on_a_document_by_every_door) {
  EntryNumber const import = store_->read()->head();
  EXPECT_EQ(by_workbook({}), "round.change_without_document");
  EXPECT_EQ(by_undoing(import, {}), "round.change_without_document");
  EXPECT_EQ(by_page("lan", {}), 422);
  EXPECT_NE(by_api("lan", "").find("round.change_without_document"), std::string::npos);
  EXPECT_EQ(grade(), "HTT");
  // The cell's own secretary has a document and is not who decides.
  test::TestSite::Typed const document{{"document", "1-BB/CB"}, {"document_date", "20/01/2021"}};
  std::string const as_json = R"(,"document":"1-BB/CB","document-date":"20/01/2021")";
  EXPECT_NE(by_page("bi-thu", document), 303);
  EXPECT_NE(by_api("bi-thu", as_json).find("round.decided_by_others"), std::string::npos);
  EXPECT_EQ(grade(), "HTT");
  EXPECT_EQ(by_workbook(decision()), "");
  EXPECT_EQ(grade(), "HTXS");
  EXPECT_EQ(by_undoing(store_->read()->head(), decision()), "");
  EXPECT_EQ(grade(), "HTT");
  EXPECT_EQ(by_page("lan", document), 303);
  EXPECT_EQ(grade(), "HTXS");
}

TEST_P(Authority, under_a_round_every_door_leads_to_its_decision) {
  test::must_write(*store_, giaoban::round::open_verb, [&](store::Tx& tx) -> Result<void> {
    TRY_VOID(giaoban::round::open(tx, {.year = 2020,
                                       .unit = province_,
                                       .roster_on = test::day("31/12/2020"),
                                       .on = test::day("31/12/2020")}));
    return {};
  });
  test::TestSite::Typed const document{{"document", "1-BB/CB"}, {"document_date", "20/01/2021"}};
  std::string const as_json = R"(,"document":"1-BB/CB","document-date":"20/01/2021")";
  EXPECT_EQ(by_workbook(decision()), "round.decided_in_round");
  EXPECT_NE(by_page("lan", document), 303);
  EXPECT_NE(by_api("lan", as_json).find("round.decided_in_round"), std::string::npos);
  EXPECT_EQ(grade(), "HTT");
  // The page says so before anything is typed, and where it is changed.
  auto const page = site_->ask("lan", path()).body;
  EXPECT_EQ(page.find("<select"), std::string::npos);
  EXPECT_NE(page.find("/decision"), std::string::npos);
  EXPECT_NE(page.find("chỉ thay đổi bằng quyết định xếp loại lại"), std::string::npos);
}

}  // namespace
}  // namespace giaoban::app
