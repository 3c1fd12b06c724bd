#include "web/page.h"

#include <algorithm>
#include <charconv>

#include "store/journal_end.h"
#include "web/components.h"
#include "web/frame.h"

namespace giaoban::web {

namespace {

constexpr int unknown_caller = 401;
constexpr int forbidden = 403;
constexpr int not_found = 404;
constexpr int breakage = 500;

Html title_of(PageHead const& head) {
  Html title;
  title.open("div", {{"class", "title"}}).open("div");
  title.add(element("h1", head.title));
  if (!head.lead.empty()) title.add(element("p", {{"class", "lead"}}, head.lead));
  title.close("div");
  if (!head.actions.empty()) title.add(element("div", {{"class", "actions"}}, head.actions));
  title.close("div");
  return title;
}

// What stands in #main.
Html inside(Visit const& visit, Words const& words, PageHead const& head, Html const& body) {
  Html html = crumbs_of(words, head);
  html.add(title_of(head));
  if (head.as_of) html.add(as_of_form(visit, words, *head.as_of));
  html.add(notices_of(visit, words, head));
  html.add(body);
  return html;
}

std::string_view class_of(PageWidth width) {
  switch (width) {
    case PageWidth::reading:
      return "page reading";
    case PageWidth::full:
      return "page full";
    case PageWidth::normal:
      break;
  }
  return "page";
}

Msg title_of(Refusal const& refusal) {
  if (refusal.kind->http_status == unknown_caller) return M("Cần đăng nhập");
  if (refusal.kind->http_status == forbidden) return M("Chưa được phép");
  if (refusal.kind->http_status == not_found) return M("Không tìm thấy");
  return M("Chưa thực hiện được");
}

}  // namespace

Response page(Visit const& visit, PageHead const& head, Html const& body) {
  Words const words{visit.language()};
  Response response;
  response.status = head.status;
  if (asks_for(visit.request, "main")) {
    response.body =
        join(element("title", head.title, " · Giao ban"), inside(visit, words, head, body)).text();
    return response;
  }
  Html html = opening(visit, head, class_of(head.width));
  html.add(element("a", {{"href", Url::here("main")}, {"class", "skip"}},
                   words(M("Đến nội dung chính"))));
  html.add(header_of(visit, words, head.active));
  html.open("main", {{"id", "main"}, {"tabindex", -1}});
  html.add(inside(visit, words, head, body)).close("main");
  html.add(footer_of(visit, words)).close("body").close("html");
  response.body = std::move(html).text();
  return response;
}

std::int64_t page_asked(Visit const& visit, std::int64_t last, std::string_view parameter) {
  std::string const text = visit.request.query.text(parameter);
  constexpr std::size_t digits_max = 9;
  std::int64_t page = 1;
  if (text.size() <= digits_max) std::from_chars(text.data(), text.data() + text.size(), page);
  return std::clamp<std::int64_t>(page, 1, std::max<std::int64_t>(1, last));
}

Response fragment(Html html) {
  Response response;
  response.body = std::move(html).text();
  // The same address answers a whole page to a browser that comes back to it.
  response.headers.emplace_back("Vary", "HX-Request");
  return response;
}

bool asks_for(Request const& request, std::string_view element_id) {
  if (request.headers.text("hx-request") != "true") return false;
  if (element_id.empty()) return true;
  std::string const target = request.headers.text("hx-target");  // "main#main"
  return target == element_id || target.ends_with("#" + std::string(element_id));
}

namespace {

// Names in an address are not the user's words.
std::string place_words(Words const& words, std::string const& where) {
  if (where == "as_of") return words(M("Ngày xem"));
  if (where == "known_at") return words(M("Bút toán"));
  if (where == "unit") return words(M("Đơn vị"));
  if (where == "year") return words(M("Năm"));
  if (where == "page") return words(M("Trang"));
  if (where == "date") return words(M("Ngày văn bản"));
  if (where == "period") return words(M("Kỳ báo cáo"));
  if (where == "step") return words(M("Bước"));
  if (where == "level") return words(M("Cấp"));
  if (where == "kind") return words(M("Loại"));
  if (where == "due") return words(M("Hạn"));
  if (where == "person") return words(M("Người"));
  return where;
}

Refusal in_words(Words const& words, Refusal refusal) {
  for (Arg& arg : refusal.args) {
    if (arg.name != "option" && arg.name != "name") continue;
    if (arg.value.starts_with("--")) arg.value.erase(0, 2);
    arg.value = place_words(words, arg.value);
  }
  return refusal;
}

}  // namespace

Html refusal_box(Words const& words, Refusal const& given) {
  Refusal const refusal = in_words(words, given);
  Html box;
  box.open("div", {{"class", "refusal"}, {"role", "alert"}});
  box.add(element("p", {{"class", "what"}}, refusal.text(words.language)));
  Html terms;
  if (!refusal.where.empty()) {
    terms.add(element("div", element("dt", words(M("Ở chỗ"))),
                      element("dd", place_words(words, refusal.where))));
  }
  if (std::string const remedy = refusal.remedy(words.language); !remedy.empty()) {
    terms.add(element("div", element("dt", words(M("Cách xử lý"))), element("dd", remedy)));
  }
  if (!terms.empty()) box.add(element("dl", terms));
  box.close("div");
  return box;
}

namespace {

// A write may lead to what the writer's part of the tree no longer holds: a member who was moved.
bool moved_away(Request const& request, Refusal const& refusal) {
  int const status = refusal.kind->http_status;
  return (status == 403 || status == 404) && request.method == Method::get &&
         request.query.first("written").has_value();
}

Response written_elsewhere(Visit const& visit) {
  Words const words{visit.language()};
  Html body = element("p", words(M("Hồ sơ này nay thuộc phần việc của nơi khác, nên ở đây không mở "
                                   "ra được nữa.")));
  body.add(element("p", {{"class", "actions"}},
                   button_link(to("/"), words(M("Về trang đầu")), ButtonLook::primary)));
  return page(visit, {.title = words(M("Đã ghi xong")), .width = PageWidth::reading}, body);
}

}  // namespace

Response refusal_page(Visit const& visit, Refusal const& refusal, Html const& below) {
  if (moved_away(visit.request, refusal)) return written_elsewhere(visit);
  Words const words{visit.language()};
  Html body = refusal_box(words, refusal);
  if (refusal.kind->http_status == unknown_caller) {
    bool const sent = visit.request.method == Method::post;
    if (sent) {
      // Only the browser knows whether a draft is left: drafts.js shows which is true.
      body.add(
          element("p", {{"id", "draft-lost"}},
                  words(M("Phần vừa nhập không được giữ lại. Trước khi đăng nhập, bấm nút quay "
                          "lại của trình duyệt để chép lại nội dung."))));
      body.add(element("p", {{"id", "draft-kept"}, {"hidden", Present{true}}},
                       words(M("Phần vừa nhập vẫn còn trong trình duyệt này, khóa theo tài "
                               "khoản. Đăng nhập lại bằng tài khoản đó rồi gửi tiếp."))));
    }
    Url const back = sent ? way_back(visit.request) : address_of(visit.request);
    body.add(element("p", {{"class", "actions"}},
                     button_link(to("/sign-in").with("to", back.text()), words(M("Đăng nhập")),
                                 ButtonLook::primary)));
  } else if (below.empty()) {
    body.add(element("p", {{"class", "actions"}},
                     button_link(way_back(visit.request), words(M("Quay lại"))),
                     button_link(to("/"), words(M("Về trang đầu")), ButtonLook::quiet)));
  }
  body.add(below);
  return page(visit,
              {.title = words(title_of(refusal)),
               .width = below.empty() ? PageWidth::reading : PageWidth::normal,
               .status = refusal.kind->http_status},
              body);
}

Response breakage_page(Visit const& visit, std::string_view log_number) {
  Words const words{visit.language()};
  Html const terms = join(
      element("div", element("dt", words(M("Số sự cố"))),
              element("dd", element("code", log_number))),
      element("div", element("dt", words(M("Cách xử lý"))),
              element("dd", words(M("Thử lại sau ít phút. Nếu vẫn gặp, báo người quản trị số sự cố "
                                    "này để tìm trong nhật ký máy chủ.")))));
  Html body = element(
      "div", {{"class", "refusal"}, {"role", "alert"}},
      element("p", {{"class", "what"}},
              words(M("Chương trình gặp sự cố khi làm việc này. Chưa có gì được ghi dở dang."))),
      element("dl", terms));
  body.add(element("p", {{"class", "actions"}},
                   button_link(way_back(visit.request), words(M("Quay lại"))),
                   button_link(to("/"), words(M("Về trang đầu")), ButtonLook::quiet)));
  return page(visit,
              {.title = words(M("Có sự cố")), .width = PageWidth::reading, .status = breakage},
              body);
}

Response after_write(Visit const& visit, Url const& next, store::Written const& written) {
  bool const wrote = written.made != store::Made::nothing;
  Url const shown = wrote ? next.with("written", written.entry) : next;
  if (written.warnings.empty()) return Response::redirect(shown.text());
  Words const words{visit.language()};
  Html warnings;
  for (Refusal const& warning : written.warnings) {
    Html line = element("p", {{"class", "what"}}, warning.text(words.language));
    if (std::string const remedy = warning.remedy(words.language); !remedy.empty()) {
      line.add(element("p", remedy));
    }
    warnings.add(element("div", {{"class", "notice warning"}}, line));
  }
  Html body =
      element("p", words(wrote ? M("Đã ghi vào sổ. Trước khi đi tiếp, xin xem lại:")
                               : M("Không có gì mới để ghi. Trước khi đi tiếp, xin xem lại:")));
  body.add(warnings);
  body.add(element("p", {{"class", "actions"}},
                   button_link(shown, words(M("Đã xem, đi tiếp")), ButtonLook::primary)));
  return page(visit, {.title = words(M("Có điều cần xem lại")), .width = PageWidth::reading}, body);
}

Response hall_page(Visit const& visit, PageHead const& head, Html const& slide) {
  Words const words{visit.language()};
  Html const inside_main = join(
      element("div", {{"class", "hall-head"}}, element("h1", head.title),
              head.lead.empty() ? Html{} : element("p", {{"class", "lead"}}, head.lead)),
      element("div", {{"class", "hall-body"}}, slide),
      element("div", {{"class", "hall-foot"}}, element("span", visit.site.place),
              head.as_of ? element("span", words(M("Số liệu tính đến hết ngày {day}"),
                                                 {{"day", words.day(head.as_of->moment.as_of)}}))
                         : Html{},
              element("span", {{"class", "hall-actions"}}, head.actions)));
  Response response;
  response.status = head.status;
  if (asks_for(visit.request, "main")) {
    response.body = inside_main.text();
    return response;
  }
  Html html = opening(visit, head, "hall");
  html.open("main", {{"id", "main"}}).add(inside_main).close("main");
  html.close("body").close("html");
  response.body = std::move(html).text();
  return response;
}

std::string head_text(store::Store& store) {
  auto const snapshot = store.read();
  EntryNumber const head = snapshot->head();
  auto const hash = store::hash_of_entry(*snapshot, head);
  return hash ? std::to_string(head) + ":" + hash->mark() : std::string();
}

}  // namespace giaoban::web
