// The one table of measures: who is counted, which class of them, over which bases. A measure that
// shall count otherwise gets a higher version, so that old references do not open a new meaning.
#include <array>

#include "figure/indicator.h"
#include "figure/part.h"

namespace giaoban::figure {

namespace {

using review::Grade;
using review::NotAssessed;
using unit::UnitKind;

using Plain = bool (*)(Record const&);

// Whose yearly results are counted over the roster date.
struct Graded {
  std::string_view id;
  Population population;
  Msg whom;
  Msg total;
  Msg assessed;
  Msg good_or_better;
};
constexpr std::array graded{
    Graded{"members", Population::roster, M("Đảng viên"), M("tổng số đảng viên"),
           M("số đảng viên được đánh giá, xếp loại"),
           M("số đảng viên hoàn thành tốt nhiệm vụ trở lên")},
    Graded{"grassroots", Population::grassroots, M("Tổ chức cơ sở đảng"),
           M("tổng số tổ chức cơ sở đảng"), M("số tổ chức cơ sở đảng được đánh giá, xếp loại"),
           M("số tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên")},
    Graded{"cells", Population::cells, M("Chi bộ trực thuộc"), M("tổng số chi bộ trực thuộc"),
           M("số chi bộ trực thuộc được đánh giá, xếp loại"),
           M("số chi bộ trực thuộc hoàn thành tốt nhiệm vụ trở lên")},
    Graded{"collectives", Population::collectives, M("Tập thể lãnh đạo, quản lý"),
           M("tổng số tập thể lãnh đạo, quản lý có kết quả"),
           M("số tập thể lãnh đạo, quản lý được đánh giá, xếp loại"),
           M("số tập thể lãnh đạo, quản lý hoàn thành tốt nhiệm vụ trở lên")},
    Graded{"leaders", Population::leaders, M("Cán bộ lãnh đạo, quản lý"),
           M("tổng số cán bộ lãnh đạo, quản lý"),
           M("số cán bộ lãnh đạo, quản lý được đánh giá, xếp loại"),
           M("số cán bộ lãnh đạo, quản lý hoàn thành tốt nhiệm vụ trở lên")},
};

bool everyone(Record const&) {
  return true;
}
bool assessed(Record const& one) {
  return one.grade.has_value();
}
bool good_or_better(Record const& one) {
  return one.grade && !above(Grade::good, *one.grade);
}
template <Grade Wanted>
bool graded_as(Record const& one) {
  return one.grade == Wanted;
}
template <NotAssessed Wanted>
bool left_out_as(Record const& one) {
  return one.not_assessed == Wanted;
}
bool unrecorded(Record const& one) {
  return !one.grade && !one.not_assessed;
}

enum Bases : unsigned { none = 0, of_total = 1, of_assessed = 2, of_good_or_better = 4 };

struct Class {
  std::string_view id;
  Msg what;
  Plain counts;
  unsigned bases = none;
  Prominence prominence = Prominence::detail;
};
constexpr std::array results{
    Class{"on_roster", M("trong danh sách ngày chốt"), &everyone},
    Class{"assessed", M("được đánh giá, xếp loại"), &assessed, of_total, Prominence::headline},
    Class{"graded_excellent", M("hoàn thành xuất sắc nhiệm vụ"), &graded_as<Grade::excellent>,
          of_total | of_assessed | of_good_or_better, Prominence::headline},
    Class{"graded_good_or_better", M("hoàn thành tốt nhiệm vụ trở lên"), &good_or_better,
          of_total | of_assessed, Prominence::headline},
    Class{"graded_good", M("hoàn thành tốt nhiệm vụ"), &graded_as<Grade::good>,
          of_total | of_assessed},
    Class{"graded_fair", M("hoàn thành nhiệm vụ"), &graded_as<Grade::fair>, of_total | of_assessed},
    Class{"graded_failed", M("không hoàn thành nhiệm vụ"), &graded_as<Grade::failed>,
          of_total | of_assessed},
    Class{"not_assessed.exempt", M("không xếp loại: được miễn công tác và sinh hoạt đảng"),
          &left_out_as<NotAssessed::exempt>, of_total},
    Class{"not_assessed.suspended", M("không xếp loại: bị đình chỉ sinh hoạt đảng"),
          &left_out_as<NotAssessed::suspended>, of_total},
    Class{"not_assessed.admitted_late", M("không xếp loại: kết nạp chưa đủ 6 tháng"),
          &left_out_as<NotAssessed::admitted_late>, of_total},
    Class{"not_assessed.founded_late", M("không xếp loại: thành lập chưa đủ 6 tháng"),
          &left_out_as<NotAssessed::founded_late>, of_total},
    Class{"not_assessed.other", M("không xếp loại: lý do khác"), &left_out_as<NotAssessed::other>,
          of_total},
    Class{"not_assessed.unrecorded", M("chưa ghi kết quả"), &unrecorded, of_total},
};

// What is counted on the day asked itself.
struct Counted {
  std::string_view id;
  Population population;
  Msg whom;
  Msg what;
  Plain counts;
  std::optional<Msg> total = {};  // base: everyone of the population
  Prominence prominence = Prominence::headline;
  int version = 1;
};

template <member::Standing Wanted>
bool stands_as(Record const& one) {
  return one.standing == Wanted;
}
bool woman(Record const& one) {
  return one.sex == member::Sex::female;
}
bool of_minority(Record const& one) {
  return one.minority == true;
}
bool religious(Record const& one) {
  return one.religious == true;
}
bool exempt(Record const& one) {
  return one.exempt;
}
bool suspended(Record const& one) {
  return one.suspended;
}
bool away(Record const& one) {
  return one.away;
}
template <UnitKind Wanted>
bool of_kind(Record const& one) {
  return one.unit_kind == Wanted;
}
bool of_grassroots(Record const& one) {
  return unit::grassroots_organisation(one.unit_kind);
}
bool above_grassroots(Record const& one) {
  return unit::level_of(one.unit_kind) == unit::Level::above_grassroots;
}
template <post::Title Wanted>
bool titled(Record const& one) {
  return one.title == Wanted;
}

constexpr Msg of_members = M("tổng số đảng viên");

constexpr std::array counted{
    Counted{"members", Population::members, M("Đảng viên"), {}, &everyone},
    Counted{"members.full", Population::members, M("Đảng viên"), M("chính thức"),
            &stands_as<member::Standing::full>, of_members},
    Counted{"members.probationary", Population::members, M("Đảng viên"), M("dự bị"),
            &stands_as<member::Standing::probationary>, of_members},
    Counted{"members.women", Population::members, M("Đảng viên"), M("nữ"), &woman, of_members},
    Counted{"members.ethnic_minority", Population::members, M("Đảng viên"),
            M("người dân tộc thiểu số"), &of_minority, of_members, Prominence::headline, 2},
    Counted{"members.religious", Population::members, M("Đảng viên"), M("theo tôn giáo"),
            &religious, of_members, Prominence::headline, 2},
    Counted{"members.exempt", Population::members, M("Đảng viên"),
            M("được miễn công tác và sinh hoạt đảng"), &exempt, of_members},
    Counted{"members.suspended", Population::members, M("Đảng viên"),
            M("bị đình chỉ sinh hoạt đảng"), &suspended, of_members},
    Counted{"members.away", Population::members, M("Đảng viên"), M("sinh hoạt tạm thời ở nơi khác"),
            &away, of_members},
    Counted{"units.above_grassroots",
            Population::units,
            M("Đảng bộ cấp trên trực tiếp cơ sở"),
            {},
            &above_grassroots},
    Counted{"units.grassroots", Population::units, M("Tổ chức cơ sở đảng"), {}, &of_grassroots},
    Counted{"units.grassroots_committees",
            Population::units,
            M("Đảng bộ cơ sở"),
            {},
            &of_kind<UnitKind::grassroots_committee>},
    Counted{"units.grassroots_cells",
            Population::units,
            M("Chi bộ cơ sở"),
            {},
            &of_kind<UnitKind::grassroots_cell>},
    Counted{"units.sub_committees",
            Population::units,
            M("Đảng bộ bộ phận"),
            {},
            &of_kind<UnitKind::sub_committee>},
    Counted{"units.dependent_cells",
            Population::units,
            M("Chi bộ trực thuộc"),
            {},
            &of_kind<UnitKind::dependent_cell>},
    Counted{"units.bodies",
            Population::units,
            M("Cơ quan tham mưu, giúp việc"),
            {},
            &of_kind<UnitKind::body>},
    Counted{"posts", Population::posts, M("Chức vụ đang có người giữ"), {}, &everyone},
    Counted{"posts.secretary", Population::posts, M("Bí thư"), {}, &titled<post::Title::secretary>},
    Counted{"posts.deputy_secretary",
            Population::posts,
            M("Phó bí thư"),
            {},
            &titled<post::Title::deputy_secretary>},
    Counted{"posts.standing_member",
            Population::posts,
            M("Ủy viên ban thường vụ"),
            {},
            &titled<post::Title::standing_member>},
    Counted{"posts.committee_member",
            Population::posts,
            M("Cấp ủy viên"),
            {},
            &titled<post::Title::committee_member>},
    Counted{"posts.head", Population::posts, M("Cấp trưởng"), {}, &titled<post::Title::head>},
    Counted{"posts.deputy_head",
            Population::posts,
            M("Cấp phó"),
            {},
            &titled<post::Title::deputy_head>},
    Counted{"posts.other", Population::posts, M("Chức danh khác"), {}, &titled<post::Title::other>},
};

void add_graded(std::vector<Measure>& all, Graded const& who, Class const& result) {
  Measure plain{.id = std::string(who.id) + "." + std::string(result.id),
                .population = who.population,
                .whom = who.whom,
                .what = result.what,
                .counts = result.counts,
                .prominence = result.prominence};
  if (result.bases == none) all.push_back(plain);
  auto const add = [&](unsigned base, std::string_view suffix, Msg name, Plain counts) {
    if ((result.bases & base) == 0) return;
    Measure over = plain;
    over.id += suffix;
    over.base = name;
    over.base_counts = counts;
    all.push_back(std::move(over));
  };
  add(of_total, "", who.total, &everyone);
  add(of_assessed, "/assessed", who.assessed, &assessed);
  add(of_good_or_better, "/good_or_better", who.good_or_better, &good_or_better);
}

std::vector<Measure> declared() {
  std::vector<Measure> all;
  for (Counted const& one : counted) {
    all.push_back({.id = std::string(one.id),
                   .version = one.version,
                   .population = one.population,
                   .whom = one.whom,
                   .what = one.what,
                   .counts = one.counts,
                   .base = one.total,
                   .base_counts = one.total ? &everyone : nullptr,
                   .prominence = one.prominence});
  }
  for (Graded const& who : graded) {
    for (Class const& result : results) add_graded(all, who, result);
  }
  return all;
}

}  // namespace

std::span<Measure const> measures() {
  static std::vector<Measure> const all = declared();
  return all;
}

Measure const* measure(std::string_view id) {
  for (Measure const& one : measures()) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

std::string Measure::name(Language language) const {
  if (part) return part->whole->name(language) + ": " + words_of(part->of, language);
  if (own) return own->said.name;
  auto const first = say(language, whom);
  return what.vietnamese().empty() ? first : first + " " + say(language, what);
}

}  // namespace giaoban::figure
