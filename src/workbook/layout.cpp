// The sheets and their columns. A field that a domain adds to one of the kinds named here is a
// column at once; a new kind is one line.
#include <array>

#include "workbook/workbook.h"

namespace giaoban::workbook {

namespace {

using store::FieldType;
using store::Kind;

constexpr Choice choice_of(GradeOf of, std::string_view code, Msg label) {
  return {static_cast<int>(of), code, label};
}

constexpr std::array graded{
    choice_of(GradeOf::organisation, "organisation", M("Tổ chức đảng")),
    choice_of(GradeOf::collective, "collective", M("Tập thể lãnh đạo")),
    choice_of(GradeOf::member, "member", M("Đảng viên")),
    choice_of(GradeOf::leader, "leader", M("Cán bộ lãnh đạo")),
};

// How somebody comes to a cell after the register was opened, and how somebody leaves it.
template <class Keep>
std::vector<Choice> some_causes(Keep keep) {
  std::vector<Choice> chosen;
  for (Choice const& c : choices_of(member::Cause{})) {
    if (keep(static_cast<member::Cause>(c.value))) chosen.push_back(c);
  }
  return chosen;
}

std::span<Choice const> arrival_causes() {
  static std::vector<Choice> const causes = some_causes([](member::Cause cause) {
    return cause != member::Cause::opening && !member::leaves(cause);
  });
  return causes;
}

std::span<Choice const> leaving_causes() {
  static std::vector<Choice> const causes =
      some_causes([](member::Cause cause) { return member::leaves(cause); });
  return causes;
}

int width_of(FieldType type, std::span<Choice const> choices) {
  if (!choices.empty()) return 22;
  switch (type) {
    case FieldType::day:
    case FieldType::partial_day:
      return 13;
    case FieldType::integer:
      return 9;
    default:
      return 20;
  }
}

// Whether every row says something of the kind, or only the rows where one of its columns is
// filled.
enum class Presence { always, when_filled };

class SheetMaker {
 public:
  SheetMaker(std::string id, Msg name) { made_ = {std::move(id), name, {}}; }

  SheetMaker& own(SheetColumn column) {
    column.id = made_.id + "." + column.id;
    add(std::move(column));
    return *this;
  }
  SheetMaker& one(Kind const& kind, std::string_view name, Presence presence = Presence::always) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      if (kind.fields[i].column == name) field(kind, i, presence);
    }
    return *this;
  }
  // Every field not placed before. References stand in columns of codes, keys in the row's subject.
  SheetMaker& all(Kind const& kind, Presence presence = Presence::always) {
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      if (kind.fields[i].options.refers == nullptr && !kind.fields[i].key()) {
        field(kind, i, presence);
      }
    }
    return *this;
  }
  // What the declaration leaves open and a workbook cannot do without, and other headings in use.
  SheetMaker& required() {
    made_.columns.back().required = true;
    return *this;
  }
  SheetMaker& holds(print::ColumnHolds what) {
    made_.columns.back().holds = what;
    return *this;
  }
  SheetMaker& also(std::vector<Msg> headings) {
    made_.columns.back().also = std::move(headings);
    return *this;
  }
  SheetLayout made() { return std::move(made_); }

 private:
  void field(Kind const& kind, std::size_t place, Presence presence) {
    store::Field const& field = kind.fields[place];
    std::string id = std::string(kind.table) + "." + std::string(field.column);
    for (SheetColumn const& column : made_.columns) {
      if (column.id == id) return;
    }
    add({.id = std::move(id),
         .header = field.label,
         .note = field.options.note,
         .type = field.type,
         .choices = field.choices,
         .required = presence == Presence::always && field.required(),
         .width = 0,
         .kind = &kind,
         .place = place});
  }
  void add(SheetColumn column) {
    if (column.width == 0) column.width = width_of(column.type, column.choices);
    made_.columns.push_back(std::move(column));
  }

  SheetLayout made_;
};

SheetColumn code_column(std::string id, Msg header, Msg note = {}) {
  return {.id = std::move(id),
          .header = header,
          .note = note,
          .width = 14,
          .holds = print::ColumnHolds::codes};
}
SheetColumn day_column(std::string id, Msg header, Msg note = {}) {
  return {.id = std::move(id), .header = header, .note = note, .type = FieldType::day, .width = 13};
}
SheetColumn text_column(std::string id, Msg header, Msg note = {}) {
  return {.id = std::move(id), .header = header, .note = note, .width = 24};
}
SheetColumn choice_column(std::string id, Msg header, std::span<Choice const> choices) {
  return {.id = std::move(id),
          .header = header,
          .note = M("Chọn trong danh sách."),
          .type = FieldType::choice,
          .choices = choices,
          .width = 24};
}

SheetLayout book_sheet() {
  return SheetMaker("book", M("Sổ"))
      .own({.id = "item", .header = M("Mục"), .note = {}, .width = 30})
      .own({.id = "answer", .header = M("Giá trị"), .note = {}, .width = 40})
      .made();
}

SheetLayout units_sheet() {
  return SheetMaker("units", M("Đơn vị"))
      .one(unit::UnitCode::kind, "code")
      .holds(print::ColumnHolds::codes)
      .all(unit::UnitCode::kind)
      .one(unit::UnitName::kind, "name")
      .holds(print::ColumnHolds::words)
      .all(unit::UnitName::kind)
      .all(unit::UnitClass::kind)
      .own(code_column("parent_code", M("Mã đơn vị cấp trên"),
                       M("Mã của đơn vị cấp trên trực tiếp; chỉ đơn vị cao nhất để trống.")))
      .own(day_column("from", M("Ngày thành lập"),
                      M("Để trống nếu đơn vị có từ trước khi mở sổ và không rõ ngày.")))
      .own(day_column("to", M("Ngày kết thúc"),
                      M("Ngày đầu tiên đơn vị không còn hoạt động; để trống nếu đang hoạt động.")))
      .own(code_column("previous_parent_code", M("Mã cấp trên trước"),
                       M("Của đơn vị đã chuyển cấp trên sau ngày mở sổ: mã cấp trên trước đó.")))
      .own(day_column("moved", M("Về cấp trên từ ngày"),
                      M("Của đơn vị đã chuyển cấp trên sau ngày mở sổ: ngày về cấp trên hiện "
                        "nay.")))
      .made();
}

SheetLayout members_sheet() {
  using member::Exemption;
  using member::MemberStanding;
  using member::PartyCard;
  using member::PersonContact;
  using member::PersonIdentity;
  using member::PersonParticulars;
  using member::PersonTraits;
  using member::Suspension;
  using member::TemporaryActivity;
  auto const filled = Presence::when_filled;
  return SheetMaker("members", M("Đảng viên"))
      .one(PersonParticulars::kind, "file_number")
      .required()
      .holds(print::ColumnHolds::codes)
      .one(PersonParticulars::kind, "full_name")
      .holds(print::ColumnHolds::words)
      .also({M("Họ và tên"), M("Họ tên")})
      .all(PersonParticulars::kind)
      .all(PersonTraits::kind)
      .one(PersonIdentity::kind, "citizen_number", filled)
      .holds(print::ColumnHolds::codes)
      .all(PersonIdentity::kind, filled)
      .also({M("Số CCCD"), M("Số căn cước"), M("Số căn cước công dân")})
      .one(PartyCard::kind, "number", filled)
      .holds(print::ColumnHolds::codes)
      .all(PartyCard::kind, filled)
      .also({M("Số thẻ đảng")})
      .all(PersonContact::kind, filled)
      .own(code_column("cell_code", M("Mã chi bộ"), M("Chi bộ nơi sinh hoạt chính thức.")))
      .required()
      .own(day_column("joined", M("Ngày vào Đảng"), M("Ngày làm lễ kết nạp.")))
      .required()
      .one(MemberStanding::kind, "decided_on")
      .own(day_column("recognised", M("Ngày chính thức"), M("Để trống nếu còn dự bị.")))
      .own(day_column("arrived", M("Ngày về chi bộ"), M("Để trống nếu đã ở chi bộ này khi mở sổ.")))
      .own(choice_column("arrival_cause", M("Lý do về"), arrival_causes()))
      .own(code_column("previous_code", M("Mã chi bộ trước"),
                       M("Khi chuyển giữa hai chi bộ trong sổ: chi bộ trước ngày về.")))
      .own(text_column("arrived_from", M("Nơi chuyển đến từ")))
      .also({M("Nơi đến từ")})
      .own(day_column("left", M("Ngày rời"),
                      M("Ngày đầu tiên không còn ở chi bộ; để trống nếu chưa rời.")))
      .own(choice_column("leaving_cause", M("Lý do rời"), leaving_causes()))
      .own(text_column("left_to", M("Nơi chuyển đến")))
      .own(day_column("exempt_from", M("Ngày được miễn công tác và sinh hoạt")))
      .own(day_column("exempt_to", M("Ngày hết miễn"),
                      M("Ngày đầu tiên không còn được miễn; để trống nếu chưa có.")))
      .all(Exemption::kind, filled)
      .own(day_column("suspended_from", M("Ngày bị đình chỉ sinh hoạt")))
      .own(day_column("suspended_to", M("Ngày hết đình chỉ"),
                      M("Ngày đầu tiên sinh hoạt trở lại; để trống nếu chưa có.")))
      .all(Suspension::kind, filled)
      .own(day_column("hosted_from", M("Ngày sinh hoạt tạm thời")))
      .own(day_column("hosted_to", M("Ngày hết sinh hoạt tạm thời"),
                      M("Ngày đầu tiên không còn sinh hoạt tạm thời; để trống nếu chưa có.")))
      .own(code_column("host_code", M("Mã chi bộ nơi sinh hoạt tạm thời"),
                       M("Nếu nơi đó có trong trang Đơn vị; nếu không thì ghi tên ở cột sau.")))
      .all(TemporaryActivity::kind, filled)
      .made();
}

SheetLayout posts_sheet() {
  return SheetMaker("posts", M("Chức vụ"))
      .own(code_column("unit_code", M("Mã đơn vị")))
      .required()
      .own(code_column("file_number", M("Số lý lịch"),
                       M("Của người giữ chức vụ, như ở trang Đảng viên.")))
      .required()
      .all(post::PostHolding::kind)
      .own(day_column("from", M("Từ ngày"), M("Để trống nếu đã giữ khi mở sổ và không rõ ngày.")))
      .own(day_column("to", M("Thôi giữ từ ngày"),
                      M("Ngày đầu tiên không còn giữ chức vụ; để trống nếu đang giữ.")))
      .made();
}

SheetLayout grades_sheet() {
  return SheetMaker("grades", M("Xếp loại"))
      .own({.id = "year",
            .header = M("Năm"),
            .note = M("Năm được xếp loại."),
            .type = FieldType::integer,
            .width = 8})
      .required()
      .own(choice_column("of", M("Đối tượng"), graded))
      .required()
      .own(code_column("unit_code", M("Mã đơn vị"),
                       M("Với tổ chức đảng và tập thể lãnh đạo; với người thì để trống.")))
      .own(code_column("file_number", M("Số lý lịch"),
                       M("Với đảng viên và cán bộ lãnh đạo; với đơn vị thì để trống.")))
      .all(review::UnitGrade::kind)
      .own(day_column("decided_on", M("Ngày quyết định"),
                      M("Ngày quyết định công nhận kết quả xếp loại.")))
      .required()
      .made();
}

}  // namespace

std::span<Choice const> choices_of(GradeOf) {
  return graded;
}

std::size_t SheetLayout::index_of(std::string_view column) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].id == column) return i;
  }
  bug("the sheet has the column", std::source_location::current());
}

std::vector<SheetLayout> const& layout() {
  static std::vector<SheetLayout> const sheets{book_sheet(), units_sheet(), members_sheet(),
                                               posts_sheet(), grades_sheet()};
  return sheets;
}

SheetLayout const& sheet(std::string_view id) {
  for (SheetLayout const& sheet : layout()) {
    if (sheet.id == id) return sheet;
  }
  bug("the workbook has the sheet", std::source_location::current());
}

std::vector<BookItem> const& book_items() {
  static std::vector<BookItem> const items{
      {.id = "name",
       .label = M("Tên tỉnh, đơn vị"),
       .note = M("Tên của đảng bộ có sổ này, ví dụ: Tỉnh ủy Phú Thọ.")},
      {.id = "root_code",
       .label = M("Mã đơn vị cao nhất"),
       .note = M("Mã, như ở trang Đơn vị, của đơn vị không có cấp trên trong sổ này."),
       .type = FieldType::text,
       .required = true},
      {.id = "opening",
       .label = M("Ngày mở sổ"),
       .note = M("Ngày mà các trang sau cho biết; trước ngày này sổ không trả lời."),
       .type = FieldType::day,
       .required = true},
      {.id = "told_on",
       .label = M("Danh sách lập ngày"),
       .note = M("Ngày mà danh sách đơn vị, đảng viên cho biết; để trống thì là ngày mở sổ."),
       .type = FieldType::day}};
  return items;
}

}  // namespace giaoban::workbook
