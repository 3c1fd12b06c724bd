// The frame around every page: header, menu, breadcrumbs, notices, footer. A page is rendered whole
// and works without scripts; to a request of htmx for #main it answers only what goes there.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/share.h"
#include "web/html.h"
#include "web/route.h"
#include "web/words.h"

namespace giaoban::web {

struct Crumb {
  std::string label;
  Url to;
};

enum class NoticeKind { told, done, warning, fault };
struct Notice {
  NoticeKind kind = NoticeKind::told;
  Html text;
};

// "Tính đến hết ngày": a form that shows the page on another day, and as known at an entry. Where a
// page shows yearly results, ?year= chooses of which year; the first choice is the usual one.
struct YearChoice {
  std::string value;
  std::string label;
};
struct AsOfBar {
  store::Moment moment;
  std::vector<YearChoice> years = {};
  std::string year = {};  // the value that is chosen
};

enum class PageWidth { normal, reading, full };

struct PageHead {
  std::string title;               // <title> and <h1>
  std::string lead = {};           // one sentence under it
  std::string_view active = {};    // path of the entry of the main menu that this page is under
  std::vector<Crumb> crumbs = {};  // from the top down, without the page itself
  std::optional<AsOfBar> as_of = {};
  std::vector<Notice> notices = {};
  Html actions = {};  // links and buttons beside the title: button_link(...)
  PageWidth width = PageWidth::normal;
  int status = 200;
};

// Which page of a list ?page=N asks for, from 1; at most `last`, and 1 for what is no number. Where
// `last` is known only by reading, page_read() (paged.h).
std::int64_t page_asked(Visit const& visit, std::int64_t last, std::string_view parameter = "page");
Response page(Visit const& visit, PageHead const& head, Html const& body);
// A part of a page, for htmx.
Response fragment(Html html);
// Whether htmx asks, and for the part named so; "": whether htmx asks at all.
bool asks_for(Request const& request, std::string_view element_id = {});

// What was refused: what is wrong, the rule, the record, what would help, a way back. `below` shows
// the form again with what was typed. The status is the refusal's.
Response refusal_page(Visit const& visit, Refusal const& refusal, Html const& below = {});
// The same as a box inside a page.
Html refusal_box(Words const& words, Refusal const& refusal);
// Something of ours failed: the number under which the log has the rest.
Response breakage_page(Visit const& visit, std::string_view log_number);

// After a write: goes on to `next`, which shows the entry's number by ?written=N; where the verb
// warned, first a page with the warnings.
Response after_write(Visit const& visit, Url const& next, store::Written const& written);

// Pages for a hall screen, 1920 px wide: no menu, large figures.
Response hall_page(Visit const& visit, PageHead const& head, Html const& slide);

// Paths that the frame's own forms and links lead to; handled by account/ and the journal's pages.
inline constexpr std::string_view sign_in_path = "/sign-in";
inline constexpr std::string_view sign_out_path = "/sign-out";  // POST
inline constexpr std::string_view preferences_path =
    "/preferences";                                           // POST language, large_text, back
inline constexpr std::string_view journal_path = "/journal";  // /journal/N
// Hidden fields of every form that writes.
inline constexpr std::string_view token_field = "token";
inline constexpr std::string_view nonce_field = "nonce";
inline constexpr std::string_view based_on_field = "based_on";

// The head of the journal as the footer shows it: "57:3F0A9C21BE".
std::string head_text(store::Store& store);

}  // namespace giaoban::web
