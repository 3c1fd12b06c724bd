// What is recorded of accounts. An account is no person: what names the user here is what the
// journal already says, and stays when a person's particulars are erased.
#include <array>

#include "account/account.h"
#include "store/placed.h"

namespace giaoban::account {

using store::field;
using store::Moment;
using store::Need;
using store::Shape;
using store::Snapshot;

namespace {

template <class E>
constexpr Choice choice_of(E value, std::string_view code, Msg label) {
  return {static_cast<int>(value), code, label};
}

constexpr std::array roles{
    choice_of(Role::reader, "reader", M("xem")),
    choice_of(Role::cell_secretary, "cell_secretary", M("bí thư chi bộ")),
    choice_of(Role::staff, "staff", M("cán bộ tổ chức")),
    choice_of(Role::lead, "lead", M("lãnh đạo")),
    choice_of(Role::administrator, "administrator", M("quản trị")),
};

constexpr std::array setters{
    choice_of(PasswordBy::administrator, "administrator", M("người quản trị cấp, dùng một lần")),
    choice_of(PasswordBy::self, "self", M("tự đổi")),
};

store::Kind const* account_lifetime() {
  return &AccountName::kind;
}
store::Kind const* role_lifetime() {
  return &RoleHolding::kind;
}

// Where its unit stands; an administrator's role held everywhere stands under none.
std::vector<std::int64_t> stands_under(Snapshot& snapshot, std::int64_t holding,
                                       Moment const& moment) {
  auto const held = snapshot.history(RoleHolding::kind, holding, moment.known_at);
  auto const place = store::placed(snapshot, held, moment);
  if (!place) return {};
  auto const unit = store::typed<RoleHolding>(*place->fact).value.unit;
  return unit ? unit::chain(snapshot, unit->value, place->at) : std::vector<std::int64_t>{};
}

std::string login(Snapshot& snapshot, std::int64_t account, Moment const& moment) {
  auto const facts = snapshot.history(AccountName::kind, account, moment.known_at);
  auto const* const fact = nearest(facts, moment.as_of);
  return fact == nullptr ? std::string() : store::typed<AccountName>(*fact).value.login;
}

}  // namespace

std::span<Choice const> choices_of(Role) {
  return roles;
}
std::span<Choice const> choices_of(PasswordBy) {
  return setters;
}

// Stands under no unit: only who may write accounts everywhere makes and disables them.
store::Entity const account_entity{
    .name = "account", .label = M("tài khoản"), .lifetime = &account_lifetime, .called = &login};
store::Entity const role_entity{.name = "role_holding",
                                .label = M("vai trò được giao"),
                                .lifetime = &role_lifetime,
                                .stands_under = &stands_under};

store::Kind const AccountName::kind{
    .number = 60,
    .table = "account_name",
    .label = M("Tài khoản"),
    .shape = Shape::state,
    .subject = &account_entity,
    .privacy = store::Privacy::open,
    .fields = {
        field<&AccountName::login>(1, "login", M("Tên đăng nhập"),
                                   {.need = Need::required,
                                    .unique = store::Unique::on_a_day,
                                    .note = M("Không có dấu cách, ví dụ lan.nguyen.")}),
        field<&AccountName::shown_name>(2, "shown_name", M("Họ và tên người dùng"),
                                        {.need = Need::required}),
        // No `refers`: persons are declared to the right of accounts. The verb asks for the key.
        field<&AccountName::person>(
            3, "person", M("Số hồ sơ đảng viên của người dùng"),
            {.note = M("Ghi khi người dùng có hồ sơ trong hệ thống này.")})}};

store::Kind const RoleHolding::kind{
    .number = 61,
    .table = "role_holding",
    .label = M("Vai trò được giao"),
    .shape = Shape::state,
    .subject = &role_entity,
    .privacy = store::Privacy::open,
    .fields = {field<&RoleHolding::account>(1, "account", M("Tài khoản"),
                                            {.need = Need::required, .refers = &account_entity}),
               field<&RoleHolding::role>(2, "role", M("Vai trò"), {.need = Need::required}),
               field<&RoleHolding::unit>(
                   3, "unit", M("Đơn vị"),
                   // Rights over what a unit becomes are given anew, never inherited.
                   {.refers = &unit::unit_entity,
                    .when_ended = store::WhenEnded::ends,
                    .note = M("Vai trò có hiệu lực ở đơn vị này và mọi đơn vị bên dưới. Chỉ vai "
                              "trò quản trị được để trống, khi đó có hiệu lực ở mọi nơi.")})}};

store::Kind const PasswordChange::kind{
    .number = 62,
    .table = "password_change",
    .label = M("Đặt mật khẩu"),
    .shape = Shape::event,
    .subject = &account_entity,
    .privacy = store::Privacy::open,
    .fields = {field<&PasswordChange::by>(1, "set_by", M("Cách đặt"), {.need = Need::required})}};

}  // namespace giaoban::account
