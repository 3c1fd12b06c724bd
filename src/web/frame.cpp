#include "web/frame.h"

#include <algorithm>
#include <charconv>

#include "store/hash.h"
#include "store/keys.h"
#include "store/strange.h"
#include "web/components.h"
#include "web/form.h"
#include "web/record_page.h"
#include "web/static_files.h"

namespace giaoban::web {

namespace {

Html hidden(std::string_view name, std::string_view value) {
  return element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

// A button of a pair of which one is on.
Html one_of_two(std::string_view name, std::string_view value, Html const& label, Present on) {
  return element("button",
                 {{"name", name}, {"value", value}, {"aria-pressed", on.holds ? "true" : "false"}},
                 label);
}

// Places joined under one: the same as static/icon.svg.
Html emblem() {
  return Html::literal(Markup(
      "<svg class=\"emblem\" viewBox=\"0 0 32 32\" aria-hidden=\"true\"><rect width=\"32\" "
      "height=\"32\" rx=\"7\" fill=\"#9b1c1f\"/><path d=\"M16 11v5M7.5 21v-5h17v5M16 16v5\" "
      "fill=\"none\" stroke=\"#fff\" stroke-width=\"1.8\"/><circle cx=\"16\" cy=\"8.5\" "
      "r=\"3.5\" fill=\"#ffd257\"/><circle cx=\"7.5\" cy=\"23\" r=\"3\" fill=\"#fff\"/><circle "
      "cx=\"16\" cy=\"23\" r=\"3\" fill=\"#fff\"/><circle cx=\"24.5\" cy=\"23\" r=\"3\" "
      "fill=\"#fff\"/></svg>"));
}

Html preferences(Visit const& visit, Words const& words) {
  bool const vietnamese = visit.language() == Language::vietnamese;
  bool const large = visit.caller.large_text;
  Html form;
  form.open("form", {{"method", "post"}, {"action", to("/preferences")}, {"class", "preferences"}});
  form.add(hidden(token_field, form_token(visit.caller, visit.store)));
  form.add(hidden("back", address_of(visit.request).text()));
  form.add(element(
      "div", {{"class", "pair"}, {"role", "group"}, {"aria-label", words(M("Ngôn ngữ"))}},
      one_of_two("language", "vi", element("span", {{"lang", "vi"}}, "Tiếng Việt"), {vietnamese}),
      one_of_two("language", "en", element("span", {{"lang", "en"}}, "English"), {!vietnamese})));
  form.add(element("div",
                   {{"class", "pair"}, {"role", "group"}, {"aria-label", words(M("Cỡ chữ"))}},
                   one_of_two("large_text", "0", words(M("Chữ thường")), {!large}),
                   one_of_two("large_text", "1", words(M("Chữ lớn")), {large})));
  form.close("form");
  return form;
}

Html user_menu(Visit const& visit, Words const& words) {
  Caller const& caller = visit.caller;
  Html menu;
  if (!caller.signed_in()) {
    menu.add(preferences(visit, words));
    if (visit.request.path != sign_in_path) {
      menu.add(button_link(to("/sign-in"), words(M("Đăng nhập")), ButtonLook::primary));
    }
    return element("div", {{"class", "user open"}}, menu);
  }
  menu.open("details", {{"class", "user"}});
  menu.add(element("summary", element("span", {{"class", "hidden"}}, words(M("Tài khoản:")), " "),
                   caller.shown_name));
  menu.open("div", {{"class", "user-menu"}});
  menu.add(
      element("a", {{"class", "button"}, {"href", to("/account")}}, words(M("Tài khoản của tôi"))));
  menu.add(preferences(visit, words));
  menu.open("form", {{"method", "post"}, {"action", to("/sign-out")}});
  menu.add(hidden(token_field, form_token(caller, visit.store)));
  menu.add(element("button", {{"class", "button"}}, words(M("Đăng xuất"))));
  menu.close("form").close("div").close("details");
  return menu;
}

std::vector<MenuEntry> seen_entries(Visit const& visit, MenuGroup const& group) {
  std::vector<MenuEntry> seen;
  std::ranges::copy_if(group.entries, std::back_inserter(seen), [&](MenuEntry const& entry) {
    return entry.right == nullptr || visit.caller.actor.may(*entry.right);
  });
  return seen;
}

Html menu_line(std::string_view path, Html const& label, std::string_view current) {
  return element(
      "li", element("a", {{"href", Url::checked(path)}, {"aria-current", Filled{current}}}, label));
}

// A group with one entry for the caller is shown as that entry.
Html main_menu(Visit const& visit, Words const& words, std::string_view active) {
  if (!visit.caller.signed_in()) return {};
  Html groups;
  Html entries;
  for (MenuGroup const& group : visit.site.menu) {
    auto const seen = seen_entries(visit, group);
    if (seen.empty()) continue;
    bool const here = std::ranges::find(seen, active, &MenuEntry::path) != seen.end();
    bool const alone = seen.size() == 1;
    groups.add(menu_line(seen.front().path, words(alone ? seen.front().label : group.label),
                         here ? (alone ? "page" : "true") : ""));
    if (!here || alone) continue;
    for (MenuEntry const& entry : seen) {
      entries.add(menu_line(entry.path, words(entry.label), entry.path == active ? "page" : ""));
    }
  }
  if (groups.empty()) return {};
  Html lines = element("ul", groups);
  if (!entries.empty()) lines.add(element("ul", {{"class", "within"}}, entries));
  return element("nav", {{"class", "menu"}, {"aria-label", words(M("Các mục chính"))}}, lines);
}

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Url address_of(Request const& request) {
  std::string path;
  for (std::size_t from = 0; from < request.path.size();) {
    std::size_t const slash = std::min(request.path.find('/', from), request.path.size());
    path += path_value(std::string_view(request.path).substr(from, slash - from));
    if (slash < request.path.size()) path += '/';
    from = slash + 1;
  }
  Url url = Url::checked(path);
  for (auto const& [name, value] : request.query.pairs()) {
    if (name != "written") url = url.with(name, value);
  }
  return url;
}

Url way_back(Request const& request) {
  std::string const referer = request.headers.text("referer");
  std::size_t const host = referer.find("://");
  std::size_t const path = host == std::string::npos ? host : referer.find('/', host + 3);
  if (path == std::string::npos) return to("/");
  Url url = Url::checked(std::string_view(referer).substr(path));
  return url == Url::checked("") ? to("/") : url;
}

Html header_of(Visit const& visit, Words const& words, std::string_view active) {
  Html name = element("span", {{"class", "name"}}, "Giao ban");
  if (!visit.site.place.empty()) {
    name.add(element("span", {{"class", "place"}}, visit.site.place));
  }
  Html header;
  header.open("header", {{"class", "top"}}).open("div", {{"class", "top-line"}});
  header.add(element("a", {{"href", to("/")}, {"class", "brand"}}, emblem(),
                     element("span", {{"class", "brand-text"}}, name)));
  header.add(user_menu(visit, words)).close("div");
  header.add(main_menu(visit, words, active)).close("header");
  return header;
}

Html crumbs_of(Words const& words, PageHead const& head) {
  if (head.crumbs.empty()) return {};
  Html lines;
  for (Crumb const& crumb : head.crumbs) {
    lines.add(element("li", link(crumb.to, crumb.label)));
  }
  lines.add(element("li", element("span", {{"aria-current", "page"}}, head.title)));
  return element("nav", {{"class", "crumbs"}, {"aria-label", words(M("Đường dẫn"))}},
                 element("ol", lines));
}

namespace {

Html years_of(Words const& words, AsOfBar const& bar) {
  if (bar.years.empty()) return {};
  Html options;
  for (YearChoice const& one : bar.years) {
    options.add(element(
        "option", {{"value", one.value}, {"selected", Present{one.value == bar.year}}}, one.label));
  }
  return join(element("label", {{"for", "graded-year"}}, words(M("kết quả xếp loại"))),
              element("select", {{"id", "graded-year"}, {"name", "year"}}, options));
}

}  // namespace

Html as_of_form(Visit const& visit, Words const& words, AsOfBar const& bar) {
  bool const today = bar.moment.as_of == visit.store.clock().today();
  bool const all_known = bar.moment.known_at >= store::standing - 1;
  Html form;
  form.open("form", {{"method", "get"},
                     {"class", today && all_known ? "as-of" : "as-of other-day"},
                     {"role", "search"},
                     {"aria-label", words(M("Xem theo ngày"))}});
  for (auto const& [name, value] : visit.request.query.pairs()) {
    if (name == "as_of" || name == "known_at" || name == "page" || name == "written") continue;
    if (name == "year" && !bar.years.empty()) continue;
    form.add(hidden(name, value));
  }
  form.add(element("label", {{"for", "as-of"}}, words(M("Tính đến hết ngày"))));
  form.add(element("input", {{"id", "as-of"},
                             {"name", "as_of"},
                             {"value", words.day(bar.moment.as_of)},
                             {"inputmode", "numeric"},
                             {"autocomplete", "off"},
                             {"maxlength", 10},
                             {"data-day", Present{true}}}));
  form.add(element("label", {{"for", "known-at"}}, words(M("như đã biết đến bút toán"))));
  form.add(
      element("input", {{"id", "known-at"},
                        {"name", "known_at"},
                        {"value", all_known ? std::string() : std::to_string(bar.moment.known_at)},
                        {"placeholder", words(M("mới nhất"))},
                        {"inputmode", "numeric"},
                        {"autocomplete", "off"},
                        {"maxlength", 12}}));
  form.add(years_of(words, bar));
  form.add(element("button", {{"class", "button"}}, words(M("Xem"))));
  if (!today || !all_known) {
    form.add(element("a", {{"href", Url::checked(visit.request.path)}, {"class", "back-to-now"}},
                     words(M("Về hôm nay"))));
  }
  form.close("form");
  return form;
}

Html notices_of(Visit const& visit, Words const& words, PageHead const& head) {
  Html told;
  if (auto const entry = number_in(visit.request.query.text("written")); entry && *entry > 0) {
    Args const number{{"number", words.count(*entry)}};
    told.add(
        element("div", {{"class", "notice done"}}, words(M("Đã ghi vào sổ.")), " ",
                opens(visit, "/journal/{entry}")
                    ? link(to("/journal/{}", *entry), words(M("Xem bút toán {number}"), number))
                    : Html(words(M("Bút toán số {number}."), number))));
  }
  if (auto const rows = store::passed_over(); rows > 0) {
    told.add(element("div", {{"class", "notice fault"}, {"role", "alert"}},
                     words(store::rows_passed_over, {{"count", words.count(rows)}})));
  }
  for (Notice const& notice : head.notices) {
    switch (notice.kind) {
      case NoticeKind::told:
        told.add(element("div", {{"class", "notice"}}, notice.text));
        break;
      case NoticeKind::done:
        told.add(element("div", {{"class", "notice done"}}, notice.text));
        break;
      case NoticeKind::warning:
        told.add(element("div", {{"class", "notice warning"}}, notice.text));
        break;
      case NoticeKind::fault:
        told.add(element("div", {{"class", "notice fault"}, {"role", "alert"}}, notice.text));
    }
  }
  return element("div", {{"id", "notices"}, {"role", "status"}, {"aria-live", "polite"}}, told);
}

std::string head_or_fault(Visit const& visit, Words const& words) {
  try {
    return head_text(visit.store);
  } catch (store::StrangeValue const&) {
    return words(M("không đọc được"));
  }
}

Html footer_of(Visit const& visit, Words const& words) {
  Html footer;
  footer.open("footer", {{"class", "bottom"}});
  footer.add(element("span", "Giao ban"));
  if (visit.caller.signed_in()) {
    if (std::string const head = head_or_fault(visit, words); !head.empty()) {
      footer.add(element("span", words(M("Nhật ký đến bút toán")), " ", element("code", head)));
    }
  }
  footer.add(element(
      "span", words(M("Hôm nay, ngày {day}"), {{"day", words.day(visit.store.clock().today())}})));
  footer.close("footer");
  return footer;
}

namespace {

// What drafts are sealed by in the browser: the account's own, for as long as it stands, so that
// they open again after the next signing in. Mixed with what stands before it, as a compressed page
// would betray what is the same on each. "" for nobody.
std::string draft_key(Visit const& visit) {
  if (!visit.caller.signed_in()) return {};
  Blob const mark = store::blind_index(visit.caller.actor.name, "drafts", visit.store.keys());
  store::Hash const mixed_with{store::random_secret()};
  store::Hash key = store::hash(mark.bytes);
  for (std::size_t i = 0; i < key.bytes.size(); ++i) {
    key.bytes[i] = static_cast<unsigned char>(key.bytes[i] ^ mixed_with.bytes[i]);
  }
  return mixed_with.hex() + key.hex();
}

}  // namespace

Html opening(Visit const& visit, PageHead const& head, std::string_view body_class) {
  Html html;
  html.reserve(std::size_t{16} * 1024);
  html.put(Markup("<!doctype html>"));
  html.open("html", {{"lang", visit.language() == Language::vietnamese ? "vi" : "en"},
                     {"data-text", visit.caller.large_text ? "large" : "normal"}});
  html.put(
      Markup("<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
             "content=\"width=device-width, initial-scale=1\">"
             // Its own style element and its reading of scripts out of attributes are what the
             // content security policy forbids.
             "<meta name=\"htmx-config\" content=\"includeIndicatorCSS:false history:false\">"
             "<title>"));
  html.put(head.title).put(" · Giao ban").put(Markup("</title><link rel=\"stylesheet\" href=\""));
  html.put(static_url("style.css").text());
  html.put(Markup("\"><link rel=\"icon\" type=\"image/svg+xml\" href=\""));
  html.put(static_url("icon.svg").text()).put(Markup("\">"));
  for (std::string_view const script : {"htmx.js", "nacl.js", "drafts.js", "page.js", "grid.js"}) {
    html.put(Markup("<script defer src=\"")).put(static_url(script).text());
    html.put(Markup("\"></script>"));
  }
  if (body_class == "hall") {
    html.put(Markup("<script defer src=\"")).put(static_url("hall.js").text());
    html.put(Markup("\"></script>"));
  }
  html.put(Markup("</head>"));
  html.open(
      "body",
      {{"class", body_class},
       {"data-drafts", Filled{draft_key(visit)}},
       {"data-unsent", say(visit.language(), M("Phần nhập này chưa gửi được vì phiên đăng "
                                               "nhập đã hết."))},
       {"data-send", say(visit.language(), M("Gửi phần đã nhập"))},
       {"data-reopen", say(visit.language(), M("Mở lại để gửi"))},
       {"data-lost", say(visit.language(), M("Mất kết nối với máy chủ. Những gì đang "
                                             "nhập vẫn còn trong trình duyệt này."))},
       {"data-ended", say(visit.language(), M("Tài khoản đã đăng xuất ở một cửa sổ khác. Chép "
                                              "lại phần đang nhập rồi đăng nhập; gửi bây giờ "
                                              "thì không ghi được."))},
       {"data-written", Present{visit.request.query.first("written").has_value()}}});
  return html;
}

}  // namespace giaoban::web
