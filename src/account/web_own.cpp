// One's own account: where one is signed in, the password, tokens for programs, who looked at one's
// file.
#include "account/web_parts.h"
#include "web/paged.h"
#include "web/typed.h"

namespace giaoban::account {

using web::Control;
using web::Form;
using web::Html;
using web::Response;
using web::Url;
using web::Visit;
using web::Words;

namespace {

std::string place_text(std::string const& family, std::string const& peer) {
  return family + ", " + peer;
}

Html session_state(Visit const& visit, Session const& session) {
  Words const words{visit.language()};
  Html state;
  if (session.name == visit.caller.session) {
    state.add(web::badge(words(M("máy này")), web::Tone::good));
  }
  if (session.strange_at) {
    state.add(web::badge(words(M("cũng được dùng từ máy khác: {place}, lúc {at}"),
                               {{"place", place_text(session.strange_family, session.strange_peer)},
                                {"at", vietnamese(*session.strange_at)}}),
                         web::Tone::warning));
  }
  return state;
}

Html sessions_panel(Visit const& visit, AccountId own) {
  Words const words{visit.language()};
  auto const sessions = sessions_of(visit.store, own);
  Listing listing{.title = words(M("Đang đăng nhập ở đâu")),
                  .columns = {{"place", M("Trình duyệt, địa chỉ máy"), CellType::text},
                              {"since", M("Từ lúc"), CellType::text},
                              {"seen", M("Dùng gần nhất"), CellType::text},
                              {"state", M("Ghi chú"), CellType::text},
                              {"end", M("Việc"), CellType::text}},
                  .rows = {}};
  for (Session const& session : sessions) {
    listing.rows.push_back({place_text(session.family, session.started_peer),
                            vietnamese(session.started_at), vietnamese(session.seen_at), "", ""});
  }
  web::TableOptions options;
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column == 3) return session_state(visit, sessions[row]);
    if (column != 4 || sessions[row].name == visit.caller.session) return std::nullopt;
    return web::button_form(visit, web::to("/account/sessions/end"), words(M("Đăng xuất máy đó")),
                            {{"session", sessions[row].name}}, web::ButtonLook::quiet);
  };
  return web::panel(words(M("Đang đăng nhập ở đâu")), web::table(words, listing, options),
                    web::button_form(visit, web::to("/account/sessions/end"),
                                     words(M("Đăng xuất mọi máy khác")), {{"session", "others"}}));
}

Form token_form(Words const& words) {
  return {.id = "account-token",
          .action = web::to("/account/tokens"),
          .groups = {{.fields = {{.name = "name",
                                  .label = words(M("Tên chương trình sẽ dùng mã")),
                                  .need = store::Need::required},
                                 {.name = "days",
                                  .label = words(M("Hết hạn sau bao nhiêu ngày")),
                                  .control = Control::integer,
                                  .value = "90"},
                                 {.name = "scope",
                                  .label = words(M("Được làm")),
                                  .control = Control::choice,
                                  .picks = {{"read", words(M("chỉ xem"))},
                                            {"write", words(M("xem và ghi"))}},
                                  .value = "read"}}}},
          .submit = words(M("Tạo mã truy cập"))};
}

Html tokens_panel(Visit const& visit, AccountId own, Html const& form) {
  Words const words{visit.language()};
  auto const tokens = tokens_of(visit.store, own);
  Listing listing{.title = words(M("Mã truy cập của tôi")),
                  .columns = {{"name", M("Tên"), CellType::text},
                              {"scope", M("Được làm"), CellType::text},
                              {"expires", M("Hết hạn"), CellType::text},
                              {"used", M("Dùng gần nhất"), CellType::text},
                              {"end", M("Việc"), CellType::text}},
                  .rows = {}};
  for (Token const& token : tokens) {
    bool const writes = token.scope == Entrance::Scope::write;
    listing.rows.push_back({token.name, words(writes ? M("xem và ghi") : M("chỉ xem")),
                            vietnamese(token.expires_at),
                            token.used_at ? vietnamese(*token.used_at) : "", ""});
  }
  web::TableOptions options;
  options.empty =
      words(M("Chưa có mã nào. Mã cho phép chương trình khác lấy số liệu thay chủ tài khoản."));
  options.cell = [&](std::size_t row, std::size_t column) -> std::optional<Html> {
    if (column != 4) return std::nullopt;
    return web::button_form(visit, web::to("/account/tokens/end"), words(M("Hủy mã")),
                            {{"id", tokens[row].id}}, web::ButtonLook::quiet);
  };
  return web::panel(words(M("Mã truy cập cho chương trình khác")),
                    web::join(web::table(words, listing, options), form));
}

Form preference_form(Visit const& visit) {
  Words const words{visit.language()};
  bool const english = visit.language() == Language::english;
  return {
      .id = "account-preferences",
      .action = Url::checked(web::preferences_path),
      .groups = {{.fields = {{.name = "language",
                              .label = words(M("Ngôn ngữ")),
                              .control = Control::choice,
                              .picks = {{"vi", "Tiếng Việt"}, {"en", "English"}},
                              .value = english ? "en" : "vi"},
                             {.name = "large_text",
                              .label = words(M("Cỡ chữ")),
                              .control = Control::choice,
                              .picks = {{"0", words(M("bình thường"))}, {"1", words(M("chữ to"))}},
                              .value = visit.caller.large_text ? "1" : "0"},
                             {.name = "back",
                              .label = {},
                              .control = Control::hidden,
                              .value = "/account"}}}},
      .submit = words(M("Lưu cách hiển thị"))};
}

Response account_page(Visit const& visit, AccountId own, Html const& tokens_form, int status) {
  Words const words{visit.language()};
  Html const links = web::join(
      web::button_link(web::to("/account/password"), words(M("Đổi mật khẩu"))),
      web::button_link(web::to("/account/accesses"), words(M("Ai đã xem hồ sơ của tôi"))));
  return web::page(
      visit,
      {.title = words(M("Tài khoản của tôi")),
       .lead = visit.caller.shown_name + " (" + visit.caller.actor.name + ")",
       .active = "/account",
       .actions = links,
       .status = status},
      web::join(sessions_panel(visit, own), tokens_panel(visit, own, tokens_form),
                web::panel(words(M("Cách hiển thị")), web::form(visit, preference_form(visit)))));
}

Result<Response> show_account(Visit& visit) {
  TRY_INTO(AccountId const own, own_account(visit));
  return account_page(visit, own, web::form(visit, token_form(Words{visit.language()})), 200);
}

Result<Response> end_session(Visit& visit) {
  TRY_INTO(AccountId const own, own_account(visit));
  std::string const session = visit.request.form.text("session");
  if (session == "others") {
    sign_out_everywhere(visit.store, own, visit.caller.session);
  } else {
    sign_out(visit.store, own, session);
  }
  return Response::redirect("/account");
}

Result<std::string> token_wished(Visit const& visit, AccountId own) {
  auto const given = web::arguments_of(visit.request);
  TRY_INTO(auto const days, given.integer("days"));
  TokenWish wish{.name = given.text("name").value_or("")};
  if (days) wish.days = *days < 1 || *days > 100'000 ? 0 : static_cast<int>(*days);
  TRY_INTO(auto const scope,
           web::typed(visit.request.form, web::asks_word("scope", {"read", "write"})));
  if (scope == "write") wish.scope = Entrance::Scope::write;
  return make_token(visit.store, own, wish);
}

Result<Response> take_token(Visit& visit) {
  TRY_INTO(AccountId const own, own_account(visit));
  Words const words{visit.language()};
  auto const token = token_wished(visit, own);
  if (!token) {
    return account_page(visit, own, web::form_again(visit, token_form(words), token.error()),
                        token.error().kind->http_status);
  }
  return web::page(
      visit, {.title = words(M("Mã truy cập mới")), .active = "/account"},
      web::join(web::paragraph(words(M("Mã chỉ hiện lần này. Chép vào chương trình sẽ dùng, đừng "
                                       "gửi qua thư hay tin nhắn."))),
                web::element("p", web::element("code", *token)),
                web::button_link(web::to("/account"), words(M("Đã chép xong")))));
}

Result<Response> end_token(Visit& visit) {
  TRY_INTO(AccountId const own, own_account(visit));
  TRY_VOID(revoke_token(visit.store, own, visit.request.form.text("id")));
  return Response::redirect("/account");
}

// --- password ------------------------------------------------------------------------------------

Form password_form(Words const& words) {
  auto const secret = [&](char const* name, Msg label, char const* autocomplete) {
    return web::FormField{.name = name,
                          .label = words(label),
                          .control = Control::secret,
                          .need = store::Need::required,
                          .autocomplete = autocomplete};
  };
  Form form{
      .id = "account-password",
      .action = web::to("/account/password"),
      .groups = {{.fields = {secret("old_password", M("Mật khẩu đang dùng"), "current-password"),
                             secret("new_password", M("Mật khẩu mới"), "new-password"),
                             secret("repeated", M("Gõ lại mật khẩu mới"), "new-password")}}},
      .submit = words(M("Đổi mật khẩu"))};
  form.groups[0].fields[1].note = words(M("Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất."));
  return form;
}

web::PageHead password_head(Words const& words, int status) {
  return {.title = words(M("Đổi mật khẩu")),
          .lead = words(M("Đổi xong, các máy khác đang đăng nhập bằng tài khoản này phải đăng nhập "
                          "lại.")),
          .active = "/account",
          .width = web::PageWidth::reading,
          .status = status};
}

Result<Response> show_password(Visit& visit) {
  Words const words{visit.language()};
  return web::page(visit, password_head(words, 200), web::form(visit, password_form(words)));
}

Result<store::Written> password_changed(Visit const& visit) {
  web::Fields const& form = visit.request.form;
  TRY_INTO(AccountId const own, own_account(visit));
  if (form.text("repeated") != form.text("new_password")) {
    return refuse(not_repeated, {}, "repeated");
  }
  TRY_INTO(auto const act, visit.act(change_password_verb));
  return change_password(visit.store, act,
                         {.account = own,
                          .old_password = form.text("old_password"),
                          .new_password = form.text("new_password"),
                          .kept_session = visit.caller.session,
                          .from = origin_of(visit.request)});
}

Result<Response> take_password(Visit& visit) {
  Words const words{visit.language()};
  auto const written = password_changed(visit);
  if (!written) {
    return web::page(visit, password_head(words, written.error().kind->http_status),
                     web::form_again(visit, password_form(words), written.error()));
  }
  return web::after_write(visit, web::to("/account"), *written);
}

// --- who looked ----------------------------------------------------------------------------------

Result<Response> show_accesses(Visit& visit) {
  Words const words{visit.language()};
  TRY_INTO(AccountId const own, own_account(visit));
  auto const account = view(*visit.store.read(), own);
  web::PageHead const head{
      .title = words(M("Ai đã xem hồ sơ của tôi")),
      .lead = words(
          M("Mỗi lần có người mở hồ sơ của chủ tài khoản trong hệ thống này đều ghi lại ở đây.")),
      .active = "/account",
      .crumbs = {{words(M("Tài khoản của tôi")), web::to("/account")}}};
  if (!account || !account->name.person) {
    return web::page(visit, head,
                     web::empty_state(words(M("Tài khoản này chưa gắn với hồ sơ nào; nhờ người "
                                              "quản trị gắn nếu có hồ sơ đảng viên."))));
  }
  Listing listing{.title = head.title,
                  .columns = {{"at", M("Lúc"), CellType::text},
                              {"who", M("Người xem"), CellType::text},
                              {"what", M("Việc"), CellType::text}},
                  .rows = {}};
  for (auto const& seen : file_accesses(visit.store, *account->name.person, visit.language())) {
    listing.rows.push_back(
        {vietnamese(seen.at),
         seen.shown_name.empty() ? seen.login : seen.shown_name + " (" + seen.login + ")",
         seen.what});
  }
  web::TableOptions options;
  options.empty = words(M("Chưa ai mở hồ sơ này."));
  return web::page(
      visit, head,
      web::paged_table(visit, listing, options, {.here = web::to("/account/accesses")}));
}

}  // namespace

std::vector<web::Route> own_routes() {
  using enum web::Method;
  return {
      {.method = get, .path = "/account", .handle = &show_account, .right = &account_self},
      {.method = post,
       .path = "/account/sessions/end",
       .handle = &end_session,
       .right = &account_self},
      {.method = post, .path = "/account/tokens", .handle = &take_token, .right = &account_self},
      {.method = post, .path = "/account/tokens/end", .handle = &end_token, .right = &account_self},
      {.method = get,
       .path = std::string(password_path),
       .handle = &show_password,
       .right = &account_password},
      {.method = post,
       .path = std::string(password_path),
       .handle = &take_password,
       .verb = &change_password_verb},
      {.method = get,
       .path = "/account/accesses",
       .handle = &show_accesses,
       .right = &account_self,
       .query = {web::asks_number("page")}},
  };
}

}  // namespace giaoban::account
