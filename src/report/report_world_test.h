// A province with two districts and four cells, with results, tasks and recommendations; and what a
// test needs to read a document.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "post/post.h"
#include "report/report.h"
#include "setting/setting.h"
#include "tests/docx_text.h"
#include "tests/laying.h"
#include "tests/store_world.h"

namespace giaoban::report {

using member::Cause;
using member::Standing;
using review::Grade;
using review::NotAssessed;
using store::Tx;
using test::body_of;
using test::day;
using test::must;
using test::part;
using test::replaced;
using test::text_of;
using unit::UnitKind;

// --- reading a document ------------------------------------------------------------------------

inline std::string style(std::string_view docx, std::string const& id) {
  auto const styles = part(docx, "word/styles.xml");
  auto const at = styles.find("w:styleId=\"" + id + "\"");
  if (at == styles.npos) return "no style " + id;
  return styles.substr(at, styles.find("</w:style>", at) - at);
}

inline bool has(std::string_view text, std::string_view what) {
  return text.find(what) != text.npos;
}

// --- the world: a province, two districts, four cells ------------------------------------------

class ReportWorld : public test::StoreWorld {
 protected:
  void SetUp() override {
    whole_.add(store::store_catalogue());
    whole_.add(unit::catalogue());
    whole_.add(setting::catalogue());
    whole_.add(member::catalogue());
    whole_.add(post::catalogue());
    whole_.add(review::catalogue());
    whole_.add(figure::catalogue());
    whole_.add(task::catalogue());
    whole_.add(briefing::catalogue());
    whole_.add(catalogue());
    store_ = fresh_store(whole_);
    write([&](Tx& tx) { open_registers(tx); });
    graded_in_ = write([&](Tx& tx) { grade(tx); });
    write([&](Tx& tx) { move(tx); });
    write([&](Tx& tx) { give_tasks(tx); });
    write([&](Tx& tx) { take_recommendations(tx); });
  }

  EntryNumber write(std::function<void(Tx&)> const& body) {
    return test::must_write(*store_, test::laying_verb,
                            [&](Tx& tx) -> Result<void> {
                              body(tx);
                              return {};
                            })
        .entry;
  }

  UnitId add_unit(Tx& tx, char const* code, char const* name, UnitKind kind,
                  std::optional<UnitId> parent) {
    UnitId const unit{tx.new_id()};
    Span const span{opened_};
    must(tx.state(unit.value, span, unit::UnitExistence{unit::Origin::opening}));
    must(tx.state(unit.value, span, unit::UnitCode{code}));
    must(tx.state(unit.value, span, unit::UnitName{name, ""}));
    must(tx.state(unit.value, span, unit::UnitClass{kind}));
    if (parent) must(tx.state(unit.value, span, unit::UnitParent{*parent}));
    return unit;
  }

  // NOLINTNEXTLINE(readability-function-size): reads as a row of the world.
  PersonId add_member(Tx& tx, char const* name, UnitId cell, Day from, Cause cause,
                      Standing standing) {
    PersonId const person = tx.new_person();
    member::PersonParticulars who;
    who.full_name = name;
    member::PersonTraits traits;
    traits.sex = member::Sex::female;
    traits.ethnicity = "Kinh";
    must(tx.state(person.value, Span{from}, who));
    must(tx.state(person.value, Span{from}, traits));
    must(tx.state(person.value, Span{from}, member::MemberStanding{standing, {}}));
    must(tx.state(person.value, Span{from}, member::MemberCell{cell, cause, {}}));
    return person;
  }

  void open_registers(Tx& tx) {
    province_ = add_unit(tx, "PT", "Tỉnh ủy Phú Thọ", UnitKind::province_committee, {});
    lam_thao_ = add_unit(tx, "PT-01", "Huyện ủy Lâm Thao", UnitKind::district_committee, province_);
    thanh_ba_ = add_unit(tx, "PT-02", "Huyện ủy Thanh Ba", UnitKind::district_committee, province_);
    tu_xa_ = add_unit(tx, "TX", "Đảng bộ xã Tứ Xã", UnitKind::grassroots_committee, lam_thao_);
    school_ =
        add_unit(tx, "THPT", "Chi bộ Trường THPT Phong Châu", UnitKind::grassroots_cell, lam_thao_);
    ninh_dan_ =
        add_unit(tx, "ND", "Đảng bộ xã Ninh Dân", UnitKind::grassroots_committee, thanh_ba_);
    khu_1_ = add_unit(tx, "TX-1", "Chi bộ khu 1", UnitKind::dependent_cell, tu_xa_);
    khu_2_ = add_unit(tx, "TX-2", "Chi bộ khu 2", UnitKind::dependent_cell, tu_xa_);
    khu_5_ = add_unit(tx, "ND-5", "Chi bộ khu 5 & 6", UnitKind::dependent_cell, ninh_dan_);
    auto const enter = [&](char const* name, UnitId cell, Standing standing = Standing::full) {
      people_.push_back(add_member(tx, name, cell, opened_, Cause::opening, standing));
    };
    enter("Nguyễn Thị Lan", khu_1_);
    enter("Trần Thị Hoa", khu_1_);
    enter("Lê Thị Bình", khu_1_);
    enter("Phạm Thị An", khu_2_);
    enter("Đỗ Thị Cúc", khu_2_, Standing::probationary);
    enter("Hoàng Thị Dung", school_);
    enter("Vũ Thị Mai", school_);
    enter("H'Hen Niê", khu_5_);
    enter("Bùi Thị Sen", khu_5_);
    must(tx.state(people_[2].value, Span{opened_}, member::Exemption{"già yếu"}));
    must(tx.state(tx.new_id(), Span{opened_},
                  post::PostHolding{people_[0], khu_1_, post::Title::secretary, ""}));
    must(tx.state(tx.new_id(), Span{opened_},
                  post::PostHolding{people_[3], khu_2_, post::Title::secretary, ""}));
  }

  void grade(Tx& tx) {
    using review::PersonAspect;
    using review::UnitAspect;
    auto const person = [&](std::size_t who, std::optional<Grade> given,
                            std::optional<NotAssessed> reason = {},
                            PersonAspect aspect = PersonAspect::member) {
      must(tx.yearly(people_[who].value, 2020, decided_,
                     review::PersonGrade{aspect, given, reason, roster_}));
    };
    auto const unit = [&](UnitId which, Grade given, UnitAspect aspect = UnitAspect::organisation) {
      must(tx.yearly(which.value, 2020, decided_, review::UnitGrade{aspect, given, {}, roster_}));
    };
    person(0, Grade::excellent);
    person(1, Grade::good);
    person(2, {}, NotAssessed::exempt);
    person(3, Grade::good);
    person(4, {}, NotAssessed::admitted_late);
    person(5, Grade::good);
    person(6, Grade::fair);
    person(7, Grade::good);  // Sen: nothing recorded
    person(0, Grade::excellent, {}, PersonAspect::leader);
    person(3, Grade::good, {}, PersonAspect::leader);
    unit(tu_xa_, Grade::excellent);
    unit(school_, Grade::good);
    unit(ninh_dan_, Grade::fair);
    unit(khu_1_, Grade::excellent);
    unit(khu_2_, Grade::good);
    unit(khu_5_, Grade::failed);
    unit(tu_xa_, Grade::good, UnitAspect::collective);
  }

  void move(Tx& tx) {
    add_member(tx, "Tạ Thị Thu", khu_2_, day(2021, 5, 19), Cause::admitted, Standing::probationary);
    add_member(tx, "Cao Thị Yến", khu_5_, day(2021, 3, 3), Cause::transferred_in, Standing::full);
    add_member(tx, "Hà Thị Nga", khu_5_, day(2021, 6, 20), Cause::admitted,
               Standing::probationary);  // after the document's date
    must(tx.state(people_[6].value, Span{day(2021, 2, 5)},
                  member::MemberCell{{}, Cause::deceased, {}}));
  }

  struct Given {
    char const* title;
    UnitId lead;
    Day on;
    Day deadline;
  };
  task::TaskId given(Tx& tx, Given const& task) {
    return must(task::give(tx, {.title = task.title,
                                .product = "Báo cáo",
                                .assigner = province_,
                                .lead = task.lead,
                                .given_on = task.on,
                                .deadline = task.deadline,
                                .source = {.words = "Kết luận 12-KL/TU"}}));
  }
  // One done before the period, one carried over and done in time, one late, one overdue, one open,
  // one withdrawn.
  void give_tasks(Tx& tx) {
    auto const done = [&](task::TaskId task, Day reported, Day accepted) {
      must(task::report(tx, task, reported, "Đã xong"));
      must(task::accept(tx, task, accepted));
    };
    done(given(tx, {"Đổi thẻ đảng viên", lam_thao_, day(2020, 1, 5), day(2020, 6, 30)}),
         day(2020, 5, 20), day(2020, 6, 1));
    done(given(tx, {"Rà soát chi bộ ghép", lam_thao_, day(2020, 12, 10), day(2021, 1, 31)}),
         day(2021, 1, 20), day(2021, 1, 25));
    done(given(tx, {"Sắp xếp chi bộ trường học", school_, day(2021, 1, 15), day(2021, 2, 28)}),
         day(2021, 3, 10), day(2021, 3, 12));
    given(tx, {"Kiểm tra hồ sơ đảng viên", thanh_ba_, day(2021, 3, 1), day(2021, 5, 31)});
    given(tx, {"Chuẩn bị đại hội chi bộ", tu_xa_, day(2021, 5, 1), day(2021, 9, 30)});
    auto const dropped =
        given(tx, {"Tập huấn phần mềm cũ", ninh_dan_, day(2021, 2, 10), day(2021, 4, 30)});
    must(task::withdraw(tx, dropped, day(2021, 2, 20), "phần mềm đã thay"));
  }
  // One answered before the period, one at once, one handed on and answered, one overdue, one that
  // nobody has answered.
  void take_recommendations(Tx& tx) {
    auto const taken = [&](char const* subject, UnitId asker, Day on) {
      return must(task::take_down(
          tx, {.asker = asker, .receiver = province_, .subject = subject, .on = on}));
    };
    must(task::answer_at_once(tx, taken("Cấp mẫu sổ mới", tu_xa_, day(2020, 11, 10)),
                              day(2020, 12, 20), "đã cấp"));
    must(task::answer_at_once(tx, taken("Kinh phí tập huấn", tu_xa_, day(2021, 1, 20)),
                              day(2021, 1, 20), "lấy từ nguồn của huyện"));
    auto const answered = taken("Chỉ tiêu kết nạp", school_, day(2021, 2, 10));
    must(task::hand_on(tx, answered,
                       {.unit = lam_thao_, .on = day(2021, 2, 12), .deadline = day(2021, 3, 31)}));
    must(task::answer(tx, answered, day(2021, 3, 25), "giữ như năm trước"));
    must(task::hand_on(tx, taken("Phụ cấp bí thư chi bộ", ninh_dan_, day(2021, 4, 5)),
                       {.unit = thanh_ba_, .on = day(2021, 4, 6), .deadline = day(2021, 5, 31)}));
    taken("Ghép chi bộ khu 5", khu_5_, day(2021, 6, 1));
  }

  ReportRequest request(Day date = day(2021, 6, 14)) const {
    return {.unit = province_, .period = *Period::parse("2021-H1"), .date = date};
  }
  ReportView viewed(ReportRequest const& asked) { return must(view(*store_->read(), asked)); }
  std::string docx(ReportRequest const& asked) { return must(docx_bytes(viewed(asked))); }
  // The mark comes from random keys.
  std::string unmarked(std::string text) {
    auto const head = store::entry(*store_->read(), store_->read()->head());
    return replaced(std::move(text), head->hash.mark(), "##########");
  }
  static std::optional<std::int64_t> movement(ReportView const& view, std::string_view id) {
    for (auto const& row : view.movement) {
      if (row.id == id) return row.count;
    }
    return -1;
  }

  Day const opened_ = day(2020, 1, 1), roster_ = day(2020, 12, 31), decided_ = day(2021, 1, 15);
  store::Catalogue whole_;
  std::unique_ptr<store::Store> store_;
  EntryNumber graded_in_ = 0;
  UnitId province_, lam_thao_, thanh_ba_, tu_xa_, school_, ninh_dan_, khu_1_, khu_2_, khu_5_;
  std::vector<PersonId> people_;
};

}  // namespace giaoban::report
