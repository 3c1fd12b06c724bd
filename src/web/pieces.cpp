// Text, links, badges, panels.
#include "web/components.h"

namespace giaoban::web {

namespace {

std::string_view class_of(ButtonLook look) {
  switch (look) {
    case ButtonLook::primary:
      return "button primary";
    case ButtonLook::danger:
      return "button danger";
    case ButtonLook::quiet:
      return "button quiet";
    case ButtonLook::plain:
      break;
  }
  return "button";
}

std::string_view class_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return "badge good";
    case Tone::warning:
      return "badge warning";
    case Tone::bad:
      return "badge bad";
    case Tone::accent:
      return "badge accent";
    case Tone::neutral:
      break;
  }
  return "badge";
}

}  // namespace

Html link(Url const& url, Html const& text) {
  return element("a", {{"href", url}}, text);
}

Html button_link(Url const& url, std::string_view text, ButtonLook look) {
  return element("a", {{"href", url}, {"class", class_of(look)}}, text);
}

Html heading(std::string_view text, std::string_view anchor) {
  if (anchor.empty()) return element("h2", text);
  return element("h2", {{"id", anchor}}, text);
}

Html paragraph(Html const& text) {
  return element("p", text);
}

Html bullets(std::vector<Html> const& items) {
  Html lines;
  for (Html const& item : items) lines.add(element("li", item));
  return element("ul", {{"class", "bullets"}}, lines);
}

Html badge(std::string_view text, Tone tone) {
  return element("span", {{"class", class_of(tone)}}, text);
}

Html panel(std::string_view title, Html const& body, Html const& actions) {
  Html head = element("h2", title);
  if (!actions.empty()) head.add(element("div", {{"class", "actions"}}, actions));
  return element("section", {{"class", "panel"}}, element("div", {{"class", "panel-head"}}, head),
                 body);
}

Html columns(std::vector<Html> const& parts) {
  Html inside;
  for (Html const& part : parts) inside.add(element("div", part));
  return element("div", {{"class", "columns"}}, inside);
}

Html empty_state(std::string_view sentence, Html const& action) {
  return element("div", {{"class", "empty"}}, element("p", sentence), action);
}

Html tabs(std::string_view label, std::vector<Tab> const& all, std::size_t active) {
  Html lines;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Html text = all[i].label;
    if (!all[i].count.empty()) {
      text.put(" ").add(element("span", {{"class", "count"}}, all[i].count));
    }
    lines.add(element(
        "li", i == active ? element("a", {{"href", all[i].url}, {"aria-current", "page"}}, text)
                          : link(all[i].url, text)));
  }
  return element("nav", {{"class", "tabs"}, {"aria-label", label}}, element("ul", lines));
}

Html share(Words const& words, Share const& share, std::optional<Url> const& records) {
  Html const count = words.count(share.numerator());
  Html html;
  html.open("span", {{"class", "share"}});
  html.add(element("b", records ? link(*records, count) : count));
  html.put("/").put(words.count(share.denominator())).put(" ");
  html.add(element("span", {{"class", "base"}}, words(share.base_name())));
  if (auto const percent = share.percent_beside_base(words.language)) {
    html.put(" ").add(element("span", {{"class", "percent"}}, "(", *percent, "%)"));
  }
  html.close("span");
  return html;
}

Html figures(std::vector<Figure> const& all) {
  Html lines;
  for (Figure const& figure : all) {
    Html value = figure.records ? link(*figure.records, figure.value) : Html(figure.value);
    Html line = element("dt", figure.label);
    line.add(element("dd", {{"class", "value"}}, value));
    if (!figure.note.empty()) line.add(element("dd", {{"class", "note"}}, figure.note));
    lines.add(element("div", line));
  }
  return element("dl", {{"class", "figures"}}, lines);
}

Html description_list(std::vector<Term> const& terms) {
  Html lines;
  for (Term const& term : terms) {
    Html value = term.value.empty() ? element("span", {{"class", "none"}}, "–") : term.value;
    if (!term.note.empty()) value.add(element("span", {{"class", "note"}}, term.note));
    lines.add(element("div", element("dt", term.label), element("dd", value)));
  }
  return element("dl", {{"class", "terms"}}, lines);
}

}  // namespace giaoban::web
