// What the folder hands to the store: rights, verbs, kinds, laws. The verbs themselves stand in
// admission.cpp, leaving.cpp, states.cpp and correction.cpp; reading in reading.cpp, search.cpp
// and flow.cpp.
#include "member/member.h"

#include "member/queries.h"
#include "member/store.h"

namespace giaoban::member {

store::Right const member_read{"member.read", M("Xem hồ sơ và danh sách đảng viên")};
store::Right const member_write{"member.write", M("Ghi vào sổ đảng viên")};

store::Verb const admit_verb{"member.admit", M("Kết nạp đảng viên"), &member_write};
store::Verb const receive_verb{"member.receive", M("Tiếp nhận đảng viên chuyển đến"),
                               &member_write};
store::Verb const recognise_verb{"member.recognise", M("Công nhận đảng viên chính thức"),
                                 &member_write};
store::Verb const transfer_verb{"member.transfer", M("Chuyển sinh hoạt đảng chính thức"),
                                &member_write};
store::Verb const leave_verb{"member.leave", M("Đưa ra khỏi sổ đảng viên"), &member_write};
store::Verb const readmit_verb{"member.readmit", M("Kết nạp lại"), &member_write};
store::Verb const restore_verb{"member.restore", M("Phục hồi đảng tịch"), &member_write};
store::Verb const exempt_verb{"member.exempt", M("Miễn công tác và sinh hoạt đảng"), &member_write};
store::Verb const suspend_verb{"member.suspend", M("Đình chỉ sinh hoạt đảng"), &member_write};
store::Verb const host_verb{"member.host", M("Sinh hoạt đảng tạm thời"), &member_write};
store::Verb const card_verb{"member.card", M("Cấp thẻ đảng viên"), &member_write};
store::Verb const correct_verb{"member.correct", M("Sửa hồ sơ đảng viên"), &member_write};
store::Verb const merge_verb{"member.merge", M("Gộp hồ sơ trùng"), &member_write};

store::Catalogue catalogue() {
  return {.entities = {&person_entity},
          .kinds = {&PersonParticulars::kind, &PersonIdentity::kind, &PartyCard::kind,
                    &PersonContact::kind, &PersonTraits::kind, &MemberStanding::kind,
                    &MemberCell::kind, &Exemption::kind, &Suspension::kind,
                    &TemporaryActivity::kind, &PersonMerge::kind, &PersonApart::kind},
          .verbs = {&admit_verb, &receive_verb, &recognise_verb, &transfer_verb, &leave_verb,
                    &readmit_verb, &restore_verb, &exempt_verb, &suspend_verb, &host_verb,
                    &card_verb, &correct_verb, &merge_verb},
          .derived = {&person_search},
          .invariants = invariants(),
          .refusals = {&no_such_person,        &others_arrive,      &person_erased,
                       &not_a_member,          &already_member,     &number_taken,
                       &bad_citizen_number,    &cell_not_in_force,  &not_a_cell,
                       &card_for_probationer,  &age_out_of_range,   &probation_not_over,
                       &readmission_too_early, &dates_out_of_order, &same_cell,
                       &bad_card_number,       &wrong_return,       &readmitted_before,
                       &not_probationary,      &not_a_leaving,      &breaks_timeline,
                       &merge_with_itself,     &over_age,           &recognised_late,
                       &birth_date_partial,    &day_far_ahead,      &day_to_come,
                       &unusually_old,         &suspected_double,   &born_impossibly,
                       &joined_as_child,       &joined_before_all,  &decision_missing,
                       &name_put_right,        &name_case_odd,      &name_unmarked},
          .queries = {queries::all.begin(), queries::all.end()}};
}

}  // namespace giaoban::member
