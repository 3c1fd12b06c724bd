// What is recorded of a person and of a member. Labels are also the headers of the workbook's sheet
// of members; form items are those of the curriculum vitae (2-KNĐ, HD 38-HD/BTCTW, 29/09/2025).
#include "member/member.h"
#include "member/rules.h"
#include "store/placed.h"

namespace giaoban::member {

using store::Care;
using store::field;
using store::Need;
using store::Privacy;
using store::Shape;
using store::Unique;

namespace {

// The number itself is not said back: a refusal may end in a screen shot or a mail.
Result<void> check_citizen_number(Value const& value) {
  if (is_null(value)) return {};
  auto const& number = std::get<std::string>(value);
  auto const fault = citizen_number_fault(number);
  if (fault == NumberFault::none) return {};
  return refuse(bad_citizen_number, {{"what", number_words(number, fault)}});
}

Result<void> check_card_number(Value const& value) {
  if (is_null(value)) return {};
  auto const& number = std::get<std::string>(value);
  auto const fault = card_number_fault(number);
  if (fault == NumberFault::none) return {};
  return refuse(bad_card_number, {{"what", number_words(number, fault)}});
}

}  // namespace

namespace {

// Where the official cell stands; for who has left the register, where the last one stood.
std::vector<std::int64_t> stands_under(store::Snapshot& snapshot, std::int64_t person,
                                       store::Moment const& moment) {
  auto places = snapshot.history(MemberCell::kind, person, moment.known_at);
  std::erase_if(places, [](store::RawFact const& fact) {
    return !store::typed<MemberCell>(fact).value.cell;
  });
  auto const place = store::placed(snapshot, places, moment);
  if (!place) return {};
  auto const cell = *store::typed<MemberCell>(*place->fact).value.cell;
  return unit::chain(snapshot, cell.value, place->at);
}

std::string full_name(store::Snapshot& snapshot, std::int64_t person, store::Moment const& moment) {
  auto const facts = snapshot.history(PersonParticulars::kind, person, moment.known_at);
  auto const* const fact = nearest(facts, moment.as_of);
  return fact == nullptr ? std::string() : store::typed<PersonParticulars>(*fact).value.full_name;
}

Result<std::int64_t> named(store::Snapshot& snapshot, store::Questioner const& by,
                           std::string_view number) {
  TRY_INTO(PersonId const person,
           person_named(snapshot, unit::reach_of(snapshot, by), number, by.moment));
  return person.value;
}

Result<std::int64_t> named_to_write(store::Tx& tx, std::string_view number, Day day) {
  TRY_INTO(PersonId const person, person_to_write(tx, number, day));
  return person.value;
}

}  // namespace

store::Entity const person_entity{.name = "person",
                                  .label = M("người"),
                                  .lifetime = nullptr,
                                  .stands_under = &stands_under,
                                  .called = &full_name,
                                  .readable = &member_read,
                                  .named_by = store::NamedBy::person,
                                  .named = &named,
                                  .named_to_write = &named_to_write};

store::Kind const PersonParticulars::kind{
    .number = 20,
    .table = "person_particulars",
    .label = M("Lý lịch"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::identifying,
    .fields = {
        field<&PersonParticulars::full_name>(1, "full_name", M("Họ và tên đang dùng"),
                                             {.need = Need::required, .form_item = "2-KNĐ 01"}),
        field<&PersonParticulars::birth_name>(
            2, "birth_name", M("Họ và tên khai sinh"),
            {.form_item = "2-KNĐ 03", .note = M("Để trống nếu trùng tên đang dùng.")}),
        field<&PersonParticulars::other_names>(3, "other_names", M("Bí danh"),
                                               {.form_item = "2-KNĐ 04"}),
        field<&PersonParticulars::born>(
            4, "born", M("Ngày sinh"),
            {.form_item = "2-KNĐ 05",
             .note = M("Ghi 14/06/1960; chỉ biết tháng thì 06/1960, chỉ biết năm thì 1960.")}),
        field<&PersonParticulars::birthplace>(
            5, "birthplace", M("Nơi sinh"),
            {.form_item = "2-KNĐ 06", .letters_max = remark_letters_max}),
        field<&PersonParticulars::native_place>(
            6, "native_place", M("Quê quán"),
            {.form_item = "2-KNĐ 07", .letters_max = remark_letters_max}),
        field<&PersonParticulars::file_number>(
            7, "file_number", M("Số lý lịch"),
            {.unique = Unique::on_a_day, .form_item = "7-HSĐV 8"})}};

store::Kind const PersonIdentity::kind{
    .number = 21,
    .table = "person_identity",
    .label = M("Số định danh"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::identifying,
    .fields = {field<&PersonIdentity::citizen_number>(
        1, "citizen_number", M("Số định danh cá nhân"),
        {.need = Need::required,
         .care = Care::sensitive,
         .unique = Unique::on_a_day,
         .note = M("12 chữ số (chứng minh cũ: 9). Định dạng ô là văn bản để giữ số 0 đầu."),
         .check = &check_citizen_number})}};

store::Kind const PartyCard::kind{
    .number = 22,
    .table = "party_card",
    .label = M("Thẻ đảng viên"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::identifying,
    .fields = {field<&PartyCard::number>(
        1, "number", M("Số thẻ đảng viên"),
        {.need = Need::required,
         .care = Care::sensitive,
         .unique = Unique::on_a_day,
         .form_item = "7-HSĐV 8",
         .note = M("Chỉ đảng viên chính thức có thẻ. Từ năm 2025 số thẻ là số định danh cá nhân."),
         .check = &check_card_number})}};

store::Kind const PersonContact::kind{
    .number = 23,
    .table = "person_contact",
    .label = M("Nơi ở và liên hệ"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::identifying,
    .fields = {field<&PersonContact::residence>(
                   1, "residence", M("Nơi thường trú"),
                   {.form_item = "2-KNĐ 08", .letters_max = remark_letters_max}),
               field<&PersonContact::temporary_residence>(
                   2, "temporary_residence", M("Nơi tạm trú"),
                   {.form_item = "2-KNĐ 08", .letters_max = remark_letters_max}),
               field<&PersonContact::phone>(3, "phone", M("Điện thoại"), {.care = Care::sensitive}),
               field<&PersonContact::occupation>(
                   4, "occupation", M("Nghề nghiệp hiện nay"),
                   {.form_item = "7-HSĐV 6", .letters_max = remark_letters_max})}};

store::Kind const PersonTraits::kind{
    .number = 24,
    .table = "person_traits",
    .label = M("Đặc điểm thống kê"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {
        field<&PersonTraits::sex>(1, "sex", M("Giới tính"), {.form_item = "2-KNĐ 02"}),
        field<&PersonTraits::ethnicity>(2, "ethnicity", M("Dân tộc"),
                                        {.form_item = "2-KNĐ 09",
                                         .note = M("Tên trong danh mục 54 dân tộc."),
                                         .words = &peoples}),
        field<&PersonTraits::religion>(
            3, "religion", M("Tôn giáo"),
            {.form_item = "2-KNĐ 10",
             .note = M("Tên tôn giáo được công nhận; không theo thì ghi Không hoặc để trống."),
             .words = &religions}),
        field<&PersonTraits::schooling>(4, "schooling", M("Giáo dục phổ thông"),
                                        {.form_item = "7-HSĐV 5"}),
        field<&PersonTraits::profession>(
            5, "profession", M("Chuyên môn nghiệp vụ"),
            {.form_item = "7-HSĐV 5", .letters_max = remark_letters_max}),
        field<&PersonTraits::theory>(6, "theory", M("Lý luận chính trị"),
                                     {.form_item = "7-HSĐV 5"})}};

store::Kind const MemberStanding::kind{
    .number = 25,
    .table = "member_standing",
    .label = M("Tư cách đảng viên"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&MemberStanding::standing>(1, "standing", M("Dự bị hay chính thức"),
                                                {.need = Need::required, .form_item = "7-HSĐV 7"}),
               field<&MemberStanding::decided_on>(
                   2, "decided_on", M("Ngày quyết định kết nạp"),
                   {.form_item = "2-KNĐ 14", .note = M("Tuổi đảng tính từ ngày này.")})}};

store::Kind const MemberCell::kind{
    .number = 26,
    .table = "member_cell",
    .label = M("Sinh hoạt đảng chính thức"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&MemberCell::cell>(
                   1, "cell", M("Chi bộ"),
                   {.refers = &unit::unit_entity,
                    .note = M("Mã chi bộ nơi sinh hoạt chính thức; để trống khi đã rời sổ.")}),
               field<&MemberCell::cause>(2, "cause", M("Lý do tăng, giảm"),
                                         {.need = Need::required, .form_item = "7-HSĐV 10-13"}),
               field<&MemberCell::place>(
                   3, "place", M("Nơi chuyển đến hoặc đi"),
                   {.form_item = "7-HSĐV 10-11", .letters_max = remark_letters_max})}};

store::Kind const Exemption::kind{
    .number = 27,
    .table = "member_exemption",
    .label = M("Miễn công tác và sinh hoạt đảng"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&Exemption::reason>(1, "reason", M("Lý do miễn"),
                                         {.letters_max = remark_letters_max})}};

store::Kind const Suspension::kind{
    .number = 28,
    .table = "member_suspension",
    .label = M("Đình chỉ sinh hoạt đảng"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&Suspension::reason>(1, "reason", M("Lý do đình chỉ"),
                                          {.letters_max = remark_letters_max})}};

store::Kind const TemporaryActivity::kind{
    .number = 29,
    .table = "temporary_activity",
    .label = M("Sinh hoạt đảng tạm thời"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&TemporaryActivity::host>(
                   1, "host", M("Chi bộ nơi sinh hoạt tạm thời"),
                   {.refers = &unit::unit_entity, .when_ended = store::WhenEnded::passes_on}),
               field<&TemporaryActivity::host_place>(2, "host_place",
                                                     M("Nơi sinh hoạt tạm thời ngoài hệ thống"),
                                                     {.letters_max = remark_letters_max})}};

store::Kind const PersonMerge::kind{
    .number = 30,
    .table = "person_merge",
    .label = M("Hồ sơ trùng đã gộp"),
    .shape = Shape::state,
    .subject = &person_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&PersonMerge::into>(1, "into_person", M("Gộp vào hồ sơ"),
                                         {.need = Need::required, .refers = &person_entity})}};

store::Kind const PersonApart::kind{
    .number = 31,
    .table = "person_apart",
    .label = M("Đã đối chiếu, là người khác"),
    .shape = Shape::event,
    .subject = &person_entity,
    .privacy = Privacy::pseudonymous,
    .fields = {field<&PersonApart::other>(1, "other_person", M("Khác với hồ sơ"),
                                          {.need = Need::required, .refers = &person_entity})}};

}  // namespace giaoban::member
