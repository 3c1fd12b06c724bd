#include "web/components.h"

namespace giaoban::web {

namespace {

std::string_view class_of(TimelineItem const& item) {
  if (item.superseded_in) return "superseded";
  switch (item.tone) {
    case Tone::good:
      return "good";
    case Tone::warning:
      return "warning";
    case Tone::bad:
      return "bad";
    case Tone::accent:
      return "accent";
    case Tone::neutral:
      break;
  }
  return "plain";
}

Html entry_link(Words const& words, std::int64_t number) {
  return link(to("/journal/{}", number),
              words(M("bút toán {number}"), {{"number", words.count(number)}}));
}

Html line_of(Words const& words, TimelineItem const& item) {
  Html line;
  line.open("li", {{"class", class_of(item)}});
  line.add(element("div", {{"class", "when"}}, words.span(item.span)));
  line.open("div", {{"class", "what"}});
  line.add(element(item.superseded_in ? Tag("s") : Tag("strong"), item.what)).add(item.more);
  Html recorded = words(M("ghi ở"));
  recorded.put(" ").add(entry_link(words, item.recorded_in));
  if (item.superseded_in) {
    recorded.put(", ").put(words(M("thay ở"))).put(" ");
    recorded.add(entry_link(words, *item.superseded_in));
  }
  line.add(element("div", {{"class", "recorded"}}, recorded)).close("div").close("li");
  return line;
}

}  // namespace

Html timeline(Words const& words, std::vector<TimelineItem> const& items) {
  Html standing;
  Html superseded;
  std::int64_t count = 0;
  for (TimelineItem const& item : items) {
    (item.superseded_in ? superseded : standing).add(line_of(words, item));
    if (item.superseded_in) ++count;
  }
  Html html;
  if (!standing.empty()) html.add(element("ol", {{"class", "timeline"}}, standing));
  if (count > 0) {
    html.add(element("details", {{"class", "superseded"}},
                     element("summary", words(M("{count} điều đã được thay hoặc hủy"),
                                              {{"count", words.count(count)}})),
                     element("ol", {{"class", "timeline"}}, superseded)));
  }
  return html;
}

}  // namespace giaoban::web
