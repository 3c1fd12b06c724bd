// Work under way, and two people's versions of one thing.
#include "web/components.h"

namespace giaoban::web {

Html progress(Words const& words, ProgressBar const& at) {
  Html html;
  if (at.poll) {
    html.open("div", {{"id", at.id},
                      {"class", "progress"},
                      {"hx-get", *at.poll},
                      {"hx-trigger", "every 1s"},
                      {"hx-swap", "outerHTML"}});
    html.add(
        Html::literal(Markup("<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>")));
  } else {
    html.open("div", {{"id", at.id}, {"class", "progress"}, {"role", "status"}});
  }
  html.add(element("p", {{"class", "label"}}, element("strong", at.label)));
  if (at.total) {
    html.add(
        element("progress", {{"value", at.done}, {"max", *at.total}, {"aria-label", at.label}}));
    html.add(element("p", {{"class", "done-of"}},
                     words(M("{done} trong {total}"),
                           {{"done", words.count(at.done)}, {"total", words.count(*at.total)}})));
  } else if (at.poll) {
    html.add(element("progress", {{"aria-label", at.label}}));
  }
  if (!at.note.empty()) html.add(element("p", {{"class", "note"}}, at.note));
  if (!at.actions.empty()) html.add(element("div", {{"class", "actions"}}, at.actions));
  html.close("div");
  return html;
}

Html following(Following const& following, Html const& now) {
  return element("div",
                 {{"id", following.id},
                  {"data-follow", Present{true}},
                  {"data-url", following.events},
                  {"hx-get", following.content},
                  {"hx-trigger", "follow"}},
                 now);
}

Html conflict(Words const& words, std::string_view by_whom,
              std::vector<ConflictLine> const& lines) {
  Html rows;
  for (ConflictLine const& line : lines) {
    bool const differs = line.mine != line.theirs;
    Html const theirs = line.theirs.empty() ? Html("–") : Html(line.theirs);
    Html const mine = line.mine.empty() ? Html("–") : Html(line.mine);
    rows.add(element("tr", {{"class", differs ? "differs" : "same"}},
                     element("th", {{"scope", "row"}}, line.label),
                     element("td", {{"data-label", words(M("Đang có trong sổ"))}}, theirs),
                     element("td", {{"data-label", words(M("Bản vừa nhập"))}},
                             differs ? element("mark", mine) : mine)));
  }
  Html const head =
      element("thead", element("tr", element("th", {{"scope", "col"}}, words(M("Mục"))),
                               element("th", {{"scope", "col"}}, words(M("Đang có trong sổ"))),
                               element("th", {{"scope", "col"}}, words(M("Bản vừa nhập")))));
  return element(
      "div", {{"class", "conflict table-box"}, {"role", "alert"}},
      element("p", words(M("Trong lúc nhập, {who} đã sửa cùng nội dung này. Nội dung vừa nhập còn "
                           "nguyên: xin xem hai bản dưới đây rồi ghi lại bản đúng."),
                         {{"who", std::string(by_whom)}})),
      element("table", {{"class", "list"}}, element("caption", words(M("Hai bản cạnh nhau"))), head,
              element("tbody", rows)));
}

}  // namespace giaoban::web
