// Signing in and out, how pages look, and who is at the other end.
#include "account/web.h"

#include <fmt/format.h>

#include "account/rules.h"
#include "account/web_parts.h"
#include "web/typed.h"

namespace giaoban::account {

using web::Control;
using web::Form;
using web::Html;
using web::Open;
using web::Request;
using web::Response;
using web::Url;
using web::Visit;
using web::Words;

std::string_view session_cookie(Request const& request) {
  return request.secure ? "__Host-giaoban" : "giaoban";
}

// `cookie`: name=value with its own path and age.
void set_cookie(Response& response, Request const& request, std::string_view cookie) {
  response.headers.emplace_back(
      "Set-Cookie", fmt::format("{}; HttpOnly{}", cookie, request.secure ? "; Secure" : ""));
}

Origin origin_of(Request const& request) {
  return {.peer = request.peer, .user_agent = request.headers.text("user-agent")};
}

Result<AccountId> own_account(Visit const& visit) {
  auto const own =
      by_login(*visit.store.read(), visit.caller.actor.name, visit.store.clock().today());
  if (!own) return refuse(no_account, {{"login", visit.caller.actor.name}});
  return *own;
}

namespace {

// "" where the header says something else.
std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view bearer = "bearer ";
  if (authorization.size() <= bearer.size() ||
      login_form(authorization.substr(0, bearer.size())) + " " != bearer) {
    return {};
  }
  return authorization.substr(bearer.size());
}

}  // namespace

std::string asker_of(store::Store& store, Request const& request) {
  auto const authorization = request.headers.first("authorization");
  std::string const session = request.cookies.text(session_cookie(request));
  if (!authorization && session.empty()) return {};
  auto const snapshot = store.read();
  auto const account = authorization
                           ? account_of_token(store, *snapshot, bearer_token(*authorization))
                           : account_of_session(store, *snapshot, session);
  return account ? std::to_string(account->value) : std::string();
}

bool hashes_passwords(store::Verb const& verb) {
  return &verb == &give_password_verb || &verb == &change_password_verb;
}

web::Caller caller_of(store::Store& store, Request const& request) {
  web::Caller caller;
  if (request.cookies.text(language_cookie) == "en") caller.language = Language::english;
  auto const authorization = request.headers.first("authorization");
  std::string const session = request.cookies.text(session_cookie(request));
  if (!authorization && session.empty()) return caller;
  auto const snapshot = store.read();
  std::optional<Entrance> entrance;
  if (authorization) {
    entrance = by_token(store, *snapshot, bearer_token(*authorization));
  } else {
    entrance = by_session(store, *snapshot, session, origin_of(request));
  }
  if (!entrance) return caller;
  auto actor = actor_of(*snapshot, *entrance, store.clock().today());
  if (!actor) return caller;
  auto const shown = view(*snapshot, entrance->account);
  auto const wanted = preference(*snapshot, entrance->account);
  caller.actor = *std::move(actor);
  caller.shown_name = shown ? shown->name.shown_name : caller.actor.name;
  caller.session = entrance->session;
  caller.language = wanted.language;
  caller.large_text = wanted.large_text;
  if (entrance->must_change_password) {
    caller.confined = {std::string(password_path), &change_password_first};
  }
  return caller;
}

namespace {

Form sign_in_form(Words const& words, std::string const& back) {
  return {
      .id = "sign-in",
      .action = Url::checked(web::sign_in_path),
      .groups =
          {{.fields = {{.name = "login",
                        .label = words(M("Tên đăng nhập")),
                        .need = store::Need::required,
                        .autocomplete = "username"},
                       {.name = "password",
                        .label = words(M("Mật khẩu")),
                        .control = Control::secret,
                        .need = store::Need::required,
                        .autocomplete = "current-password"},
                       {.name = "to", .label = {}, .control = Control::hidden, .value = back}}}},
      .submit = words(M("Đăng nhập"))};
}

web::PageHead sign_in_head(Words const& words, int status) {
  return {.title = words(M("Đăng nhập")),
          .lead = words(M("Quên mật khẩu thì nhờ người quản trị cấp mật khẩu mới.")),
          .width = web::PageWidth::reading,
          .status = status};
}

Result<Response> show_sign_in(Visit& visit) {
  Words const words{visit.language()};
  std::string const back = web::own_target(visit.request.query.text("to"));
  return web::page(visit, sign_in_head(words, 200), web::form(visit, sign_in_form(words, back)));
}

Result<Response> take_sign_in(Visit& visit) {
  Words const words{visit.language()};
  Request const& request = visit.request;
  std::string const back = web::own_target(request.form.text("to"));
  auto const in = sign_in(visit.store, {.login = request.form.text("login"),
                                        .password = request.form.text("password"),
                                        .device = request.cookies.text(device_cookie),
                                        .from = origin_of(request)});
  if (!in) {
    return web::page(visit, sign_in_head(words, in.error().kind->http_status),
                     web::form_again(visit, sign_in_form(words, back), in.error()));
  }
  auto const entrance =
      by_session(visit.store, *visit.store.read(), in->session, origin_of(request));
  bool const must_change = entrance && entrance->must_change_password;
  Response response = Response::redirect(must_change ? password_path : std::string_view(back));
  set_cookie(response, request,
             fmt::format("{}={}; Path=/; SameSite=Lax; Max-Age={}", session_cookie(request),
                         in->session, session_life / second));
  set_cookie(response, request,
             fmt::format("{}={}; Path=/sign-in; SameSite=Strict; Max-Age={}", device_cookie,
                         in->device, device_life / second));
  return response;
}

Result<Response> take_sign_out(Visit& visit) {
  if (auto const own = own_account(visit)) sign_out(visit.store, *own, visit.caller.session);
  Response response = Response::redirect(web::sign_in_path);
  set_cookie(response, visit.request,
             fmt::format("{}=; Path=/; SameSite=Lax; Max-Age=0", session_cookie(visit.request)));
  return response;
}

Result<Response> take_preferences(Visit& visit) {
  web::Fields const& form = visit.request.form;
  Preference wanted{visit.caller.language, visit.caller.large_text};
  TRY_INTO(auto const language, web::typed(form, web::asks_word("language", {"vi", "en"})));
  if (!language.empty()) {
    wanted.language = language == "en" ? Language::english : Language::vietnamese;
  }
  if (auto const large = form.first("large_text")) {
    wanted.large_text = !large->empty() && *large != "0";
  }
  if (visit.caller.signed_in()) {
    TRY_INTO(AccountId const own, own_account(visit));
    prefer(visit.store, own, wanted);
  }
  Response response = Response::redirect(web::own_target(form.text("back")));
  set_cookie(response, visit.request,
             fmt::format("{}={}; Path=/; SameSite=Lax; Max-Age={}", language_cookie,
                         wanted.language == Language::english ? "en" : "vi", device_life / second));
  return response;
}

}  // namespace

std::vector<web::Route> routes() {
  using enum web::Method;
  std::vector<web::Route> all{
      {.method = get,
       .path = "/sign-in",
       .handle = &show_sign_in,
       .open = Open::to_all,
       .query = {web::asks_text("to")}},
      {.method = post,
       .path = "/sign-in",
       .handle = &take_sign_in,
       .open = Open::to_all,
       .lane = web::Lane::passwords},
      {.method = post, .path = "/sign-out", .handle = &take_sign_out, .open = Open::to_signed_in},
      {.method = post, .path = "/preferences", .handle = &take_preferences, .open = Open::to_all},
  };
  for (auto const& part : {own_routes(), administrator_routes()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

std::vector<web::MenuEntry> menu() {
  return {{"/accounts", M("Tài khoản"), &account_write}};
}

}  // namespace giaoban::account
