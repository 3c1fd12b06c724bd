// What is recorded of a post: one state, which is also the post's lifetime. It names nobody, so it
// outlives the erasure of the person who held it.
#include <array>

#include "post/post.h"
#include "store/placed.h"

namespace giaoban::post {

using store::field;
using store::Need;

namespace {

constexpr Choice choice_of(Title title, std::string_view code, Msg label) {
  return {static_cast<int>(title), code, label};
}

constexpr std::array titles{
    choice_of(Title::secretary, "secretary", M("bí thư")),
    choice_of(Title::deputy_secretary, "deputy_secretary", M("phó bí thư")),
    choice_of(Title::standing_member, "standing_member", M("ủy viên ban thường vụ")),
    choice_of(Title::committee_member, "committee_member", M("cấp ủy viên")),
    choice_of(Title::head, "head", M("cấp trưởng")),
    choice_of(Title::deputy_head, "deputy_head", M("cấp phó")),
    choice_of(Title::other, "other", M("chức danh khác")),
};

store::Kind const* lifetime() {
  return &PostHolding::kind;
}

// Where its unit stands.
std::vector<std::int64_t> stands_under(store::Snapshot& snapshot, std::int64_t post,
                                       store::Moment const& moment) {
  auto const held = snapshot.history(PostHolding::kind, post, moment.known_at);
  auto const place = store::placed(snapshot, held, moment);
  if (!place) return {};
  return unit::chain(snapshot, store::typed<PostHolding>(*place->fact).value.unit.value, place->at);
}

}  // namespace

std::span<Choice const> choices_of(Title) {
  return titles;
}

store::Entity const post_entity{.name = "post",
                                .label = M("chức vụ"),
                                .lifetime = &lifetime,
                                .stands_under = &stands_under,
                                .readable = &post_read};

store::Kind const PostHolding::kind{
    .number = 40,
    .table = "post_holding",
    .label = M("Giữ chức vụ"),
    .shape = store::Shape::state,
    .subject = &post_entity,
    .privacy = store::Privacy::pseudonymous,
    .fields = {
        field<&PostHolding::person>(1, "person", M("Người giữ chức vụ"),
                                    {.need = Need::required, .refers = &member::person_entity}),
        field<&PostHolding::unit>(2, "unit", M("Đơn vị"),
                                  {.need = Need::required,
                                   .refers = &unit::unit_entity,
                                   .when_ended = store::WhenEnded::ends}),
        field<&PostHolding::title>(3, "title", M("Chức vụ"),
                                   {.need = Need::required, .note = M("Chọn trong danh sách.")}),
        field<&PostHolding::title_text>(
            4, "title_text", M("Tên chức danh"),
            {.note = M("Ghi khi chọn “chức danh khác”, hoặc để ghi rõ chức vụ.")})}};

}  // namespace giaoban::post
