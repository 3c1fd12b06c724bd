// What is recorded of a conference: states over its days, so that a correction supersedes and
// every unit named stood then; and what happened on one of them.
#include <algorithm>
#include <array>

#include "briefing/briefing.h"
#include "store/placed.h"

namespace giaoban::briefing {

using store::field;
using store::Key;
using store::Need;
using store::Privacy;
using store::Shape;

namespace {

template <class E>
constexpr Choice choice_of(E value, std::string_view code, Msg label) {
  return {static_cast<int>(value), code, label};
}

using Kind = ConferenceKind;
constexpr std::array conference_kinds{
    choice_of(Kind::monthly, "monthly", M("giao ban tháng")),
    choice_of(Kind::quarterly, "quarterly", M("giao ban quý")),
    choice_of(Kind::half_year, "half_year", M("sơ kết 6 tháng")),
    choice_of(Kind::nine_months, "nine_months", M("giao ban 9 tháng")),
    choice_of(Kind::yearly, "yearly", M("tổng kết năm")),
    choice_of(Kind::regional, "regional", M("giao ban khu vực")),
    choice_of(Kind::thematic, "thematic", M("chuyên đề")),
    choice_of(Kind::other, "other", M("hội nghị khác")),
};
constexpr std::array presences{
    choice_of(Presence::summoned, "summoned", M("triệu tập")),
    choice_of(Presence::present, "present", M("có mặt")),
    choice_of(Presence::absent, "absent", M("vắng mặt")),
};

store::Kind const* lifetime() {
  return &Conference::kind;
}

// Under its host, also where the host was another for some days.
std::vector<std::int64_t> stands_under(store::Snapshot& snapshot, std::int64_t conference,
                                       store::Moment const& moment) {
  auto const facts = snapshot.history(Conference::kind, conference, moment.known_at);
  auto const place = store::placed(snapshot, facts, moment);
  if (!place) return {};
  return unit::chain(snapshot, store::typed<Conference>(*place->fact).value.host.value, moment);
}

std::string called(store::Snapshot& snapshot, std::int64_t conference,
                   store::Moment const& moment) {
  auto const facts = snapshot.history(Conference::kind, conference, moment.known_at);
  auto const* const fact = nearest(facts, moment.as_of);
  return fact == nullptr ? std::string() : store::typed<Conference>(*fact).value.name;
}

constexpr store::FieldOptions required{.need = Need::required};
constexpr store::FieldOptions required_remark{.need = Need::required,
                                              .letters_max = remark_letters_max};
constexpr store::FieldOptions required_long{.need = Need::required,
                                            .letters_max = long_letters_max};
constexpr store::FieldOptions required_key{.need = Need::required, .key = Key::yes};

store::FieldOptions unit_of(Need need, Key key) {
  return {.need = need, .key = key, .refers = &unit::unit_entity};
}

}  // namespace

std::span<Choice const> choices_of(ConferenceKind) {
  return conference_kinds;
}
std::span<Choice const> choices_of(Presence) {
  return presences;
}

store::Entity const conference_entity{.name = "conference",
                                      .label = M("hội nghị"),
                                      .lifetime = &lifetime,
                                      .stands_under = &stands_under,
                                      .called = &called,
                                      .readable = &briefing_read};

store::Kind const Conference::kind{
    .number = 80,
    .table = "conference",
    .label = M("Nội dung hội nghị"),
    .shape = Shape::state,
    .subject = &conference_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {
        field<&Conference::conference_kind>(1, "conference_kind", M("Loại hội nghị"), required),
        field<&Conference::name>(2, "name", M("Tên hội nghị"), required_remark),
        field<&Conference::begins>(3, "begins", M("Giờ bắt đầu (phút trong ngày)"), required),
        field<&Conference::ends>(4, "ends", M("Giờ kết thúc (phút trong ngày)"), required),
        field<&Conference::host>(5, "host", M("Đơn vị tổ chức"), unit_of(Need::required, Key::no)),
        field<&Conference::chair>(6, "chair", M("Người chủ trì"),
                                  {.refers = &member::person_entity}),
        field<&Conference::chair_title>(7, "chair_title", M("Chức danh người chủ trì"))}};

store::Kind const Place::kind{
    .number = 81,
    .table = "conference_place",
    .label = M("Điểm cầu"),
    .shape = Shape::state,
    .subject = &conference_entity,
    .privacy = Privacy::open,
    .fields = {field<&Place::unit>(1, "unit", M("Đơn vị"), unit_of(Need::required, Key::yes)),
               field<&Place::name>(2, "name", M("Tên điểm cầu"), required)}};

store::Kind const Attendance::kind{
    .number = 82,
    .table = "conference_attendance",
    .label = M("Dự hội nghị"),
    .shape = Shape::state,
    .subject = &conference_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {
        field<&Attendance::unit>(1, "unit", M("Đơn vị"), unit_of(Need::required, Key::yes)),
        field<&Attendance::person>(2, "person", M("Người dự"),
                                   {.key = Key::yes, .refers = &member::person_entity}),
        field<&Attendance::title>(3, "title", M("Chức danh người dự"), {.key = Key::yes}),
        field<&Attendance::place>(4, "place", M("Điểm cầu"), unit_of(Need::optional, Key::no)),
        field<&Attendance::presence>(5, "presence", M("Có mặt"), required),
        field<&Attendance::reason>(6, "reason", M("Lý do vắng"),
                                   {.letters_max = remark_letters_max})}};

store::Kind const AgendaItem::kind{
    .number = 83,
    .table = "conference_item",
    .label = M("Nội dung chương trình"),
    .shape = Shape::state,
    .subject = &conference_entity,
    .privacy = Privacy::open,
    .fields = {field<&AgendaItem::item>(1, "item", M("Số nội dung"), required_key),
               field<&AgendaItem::position>(2, "position", M("Thứ tự"), required),
               field<&AgendaItem::title>(3, "title", M("Nội dung"), required_remark),
               field<&AgendaItem::presenter>(4, "presenter", M("Đơn vị trình bày"),
                                             unit_of(Need::optional, Key::no))}};

store::Kind const Slide::kind{
    .number = 84,
    .table = "conference_slide",
    .label = M("Trang số liệu"),
    .shape = Shape::state,
    .subject = &conference_entity,
    .privacy = Privacy::open,
    .fields = {
        field<&Slide::item>(1, "item", M("Số nội dung"), required_key),
        field<&Slide::number>(2, "number", M("Số trang"), required_key),
        field<&Slide::measure>(3, "measure", M("Chỉ tiêu"), required),
        // Figures may be of a unit that stood on their day and not on the conference's.
        field<&Slide::unit>(4, "unit", M("Đơn vị"), required),
        field<&Slide::as_of>(5, "as_of", M("Tính đến hết ngày"), required),
        field<&Slide::caption>(6, "caption", M("Lời dẫn"), {.letters_max = remark_letters_max}),
        field<&Slide::graded_year>(7, "graded_year", M("Kết quả xếp loại của năm"),
                                   {.note = M("Để trống: năm đã xếp loại xong gần nhất.")})}};

store::Kind const ItemHandled::kind{
    .number = 85,
    .table = "conference_item_handled",
    .label = M("Xong một nội dung"),
    .shape = Shape::event,
    .subject = &conference_entity,
    .privacy = Privacy::open,
    .fields = {field<&ItemHandled::item>(1, "item", M("Số nội dung"), required)}};

store::Kind const Conclusion::kind{
    .number = 86,
    .table = "conference_conclusion",
    .label = M("Kết luận"),
    .shape = Shape::state,
    .subject = &conference_entity,
    .privacy = Privacy::open,
    .fields = {field<&Conclusion::number>(1, "number", M("Số kết luận"), required_key),
               field<&Conclusion::text>(2, "words", M("Nội dung"), required_long)}};

store::Kind const ConclusionTask::kind{
    .number = 87,
    .table = "conclusion_task",
    .label = M("Nhiệm vụ từ kết luận"),
    .shape = Shape::event,
    .subject = &conference_entity,
    .privacy = Privacy::open,
    .fields = {
        field<&ConclusionTask::number>(1, "number", M("Số kết luận"), required),
        field<&ConclusionTask::task>(2, "task", M("Nhiệm vụ được giao"),
                                     {.need = Need::required, .refers = &task::task_entity})}};

store::Kind const Closing::kind{.number = 88,
                                .table = "conference_closing",
                                .label = M("Bế mạc"),
                                .shape = Shape::event,
                                .subject = &conference_entity,
                                .privacy = Privacy::open,
                                .fields = {field<&Closing::remark>(
                                    1, "remark", M("Ghi chú"), {.letters_max = long_letters_max})}};

}  // namespace giaoban::briefing
