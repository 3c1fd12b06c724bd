// The pieces that pages are made of. Each takes Words for the language and gives Html.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/listing.h"
#include "base/share.h"
#include "web/html.h"
#include "web/words.h"

namespace giaoban::web {

// --- text and links ------------------------------------------------------------------------------
Html link(Url const& url, Html const& text);
enum class ButtonLook { plain, primary, danger, quiet };
Html button_link(Url const& url, std::string_view text, ButtonLook look = ButtonLook::plain);
Html heading(std::string_view text, std::string_view anchor = {});  // <h2>
Html paragraph(Html const& text);
Html bullets(std::vector<Html> const& items);
enum class Tone { neutral, good, warning, bad, accent };
Html badge(std::string_view text, Tone tone = Tone::neutral);
// A section with a heading, a quiet line around it.
Html panel(std::string_view title, Html const& body, Html const& actions = {});
// Panels side by side where there is room.
Html columns(std::vector<Html> const& parts);
// What to say where there is nothing: a sentence, and perhaps what to do.
Html empty_state(std::string_view sentence, Html const& action = {});
// Small links as a row of tabs; `active` names one of them by its address.
struct Tab {
  Url url;
  std::string label;
  std::string count = {};
};
Html tabs(std::string_view label, std::vector<Tab> const& all, std::size_t active);

// --- figures -------------------------------------------------------------------------------------
// Count, base, percent, name of the base, together. `records` opens the list behind it.
Html share(Words const& words, Share const& share, std::optional<Url> const& records = {});
// A large number with its label; for the head of a page.
struct Figure {
  std::string label;
  std::string value;
  std::string note = {};  // "tính đến hết ngày 30/06/2026"
  std::optional<Url> records = {};
};
Html figures(std::vector<Figure> const& all);

// --- lists ---------------------------------------------------------------------------------------
struct Term {
  std::string label;
  Html value;
  std::string note = {};  // an item of the official form, since when
};
Html description_list(std::vector<Term> const& terms);

enum class TableLook { plain, dense };
// Heard: only by those who have the page read to them; a heading above says the same.
enum class CaptionLook { shown, heard };
struct TableOptions {
  std::string caption = {};  // instead of the listing's title; always there for screen readers
  std::string id = {};       // of the element, as target of htmx
  // Where the row leads; put on the cell of `link_column`.
  std::function<std::optional<Url>(std::size_t row)> link = {};
  std::size_t link_column = 0;
  // Another content for a cell; nullopt: the listing's.
  std::function<std::optional<Html>(std::size_t row, std::size_t column)> cell = {};
  std::string empty = {};      // the sentence where there are no rows
  std::size_t total_rows = 0;  // how many of the last rows are totals
  bool numbered = false;       // a first column 1, 2, 3 as office lists have it
  std::size_t first_number = 1;
  TableLook look = TableLook::plain;
  CaptionLook caption_look = CaptionLook::shown;
};
Html table(Words const& words, Listing const& listing, TableOptions const& options = {});
// What stands in a cell: counts grouped, days as 14/06/2021.
std::string cell_text(Words const& words, CellType type, Value const& value);

struct PageOf {
  std::int64_t page = 1;  // from 1
  std::int64_t per_page = 50;
  std::int64_t total = 0;
  [[nodiscard]] std::int64_t last() const { return (total + per_page - 1) / per_page; }
};
// Which rows of how many stand above, and the other pages: leads to `url` with ?page=N. `total` is
// the true number of all.
Html pagination(Words const& words, Url const& url, PageOf const& where,
                std::string_view parameter = "page");

// A tree by <details>. A node whose children are not given but `has_children` is opened by a link,
// or in place by htmx from `children` (answers tree_children).
struct TreeNode {
  std::string label;
  std::optional<Url> url = {};
  Html note = {};
  std::vector<TreeNode> nodes = {};
  std::optional<Url> children = {};  // where lazily loaded ones come from
  bool open = false;
};
Html tree(std::string_view label, std::vector<TreeNode> const& roots);
Html tree_children(std::vector<TreeNode> const& nodes);  // the answer to `children`

// Facts on two clocks: what held from when to when, and which entries recorded and superseded it.
struct TimelineItem {
  Span span;
  std::string what;
  Html more = {};
  std::int64_t recorded_in = 0;
  std::optional<std::int64_t> superseded_in = {};  // shown struck through, behind a switch
  Tone tone = Tone::neutral;
};
Html timeline(Words const& words, std::vector<TimelineItem> const& items);

// --- work under way ------------------------------------------------------------------------------
// Asks `poll` every second for itself; the page also renews itself without scripts.
struct ProgressBar {
  std::string id;
  std::string label;
  std::int64_t done = 0;
  std::optional<std::int64_t> total = {};  // unknown: a moving bar
  std::optional<Url> poll = {};            // none: finished
  std::string note = {};
  Html actions = {};  // cancel, open the result
};
Html progress(Words const& words, ProgressBar const& at);

// Content that others change (a hall's slide): asked for anew from `content` at each event of the
// stream `events` and after a lost line. `content` answers what goes inside.
struct Following {
  std::string id;
  Url events;
  Url content;
};
Html following(Following const& following, Html const& now);

// Both versions of what two people wrote: label, mine, theirs.
struct ConflictLine {
  std::string label;
  std::string mine;
  std::string theirs;
};
Html conflict(Words const& words, std::string_view by_whom, std::vector<ConflictLine> const& lines);

}  // namespace giaoban::web
