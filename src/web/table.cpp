#include <algorithm>
#include <set>

#include "base/patience.h"
#include "web/components.h"

namespace giaoban::web {

std::string cell_text(Words const& words, CellType type, Value const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) return *text;
  auto const* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) return {};
  switch (type) {
    case CellType::count:
      return words.count(*number);
    case CellType::day:
      return words.day(Day::from_number(static_cast<std::int32_t>(*number)));
    case CellType::partial:
      return PartialDay::unpack(*number).vietnamese();
    case CellType::text:
    case CellType::number:
    case CellType::percent:
      break;
  }
  return std::to_string(*number);
}

namespace {

bool numeric(CellType type) {
  return type == CellType::count || type == CellType::number || type == CellType::percent;
}

std::string_view class_of(CellType type) {
  if (numeric(type)) return "n";
  return type == CellType::day || type == CellType::partial ? "d" : "";
}

struct Drawing {
  Words const& words;
  Listing const& listing;
  TableOptions const& options;
  std::vector<std::string> labels;
};

Html content_of(Drawing const& drawing, std::size_t row, std::size_t column) {
  if (drawing.options.cell) {
    if (auto own = drawing.options.cell(row, column)) return *std::move(own);
  }
  Row const& values = drawing.listing.rows[row];
  Html text = cell_text(drawing.words, drawing.listing.columns[column].type, values[column]);
  if (text.empty()) return element("span", {{"class", "none"}}, "–");
  if (column == drawing.options.link_column && drawing.options.link) {
    if (auto const url = drawing.options.link(row)) return link(*url, text);
  }
  return text;
}

void put_row(Html& html, Drawing const& drawing, std::size_t row) {
  std::size_t const first_total = drawing.listing.rows.size() - drawing.options.total_rows;
  bool const total = row >= first_total;
  html.open("tr", {{"class", Filled{total ? "total" : ""}}});
  if (drawing.options.numbered) {
    html.add(element("td", {{"class", "n number"}},
                     total ? std::string() : std::to_string(drawing.options.first_number + row)));
  }
  for (std::size_t column = 0; column < drawing.listing.columns.size(); ++column) {
    std::string_view const kind = class_of(drawing.listing.columns[column].type);
    Html const content = content_of(drawing, row, column);
    if (column == drawing.options.link_column) {
      // What names the row stands to the left, be it a year.
      html.open("th", {{"scope", "row"}, {"class", Filled{kind == "n" ? "name-of-row" : kind}}});
      html.add(content).close("th");
    } else {
      html.open("td", {{"class", Filled{kind}}, {"data-label", drawing.labels[column]}});
      html.add(content).close("td");
    }
  }
  html.close("tr");
}

Html head_of(Drawing const& drawing) {
  Html html;
  html.open("thead").open("tr");
  if (drawing.options.numbered) {
    html.add(element("th", {{"scope", "col"}, {"class", "n number"}}, drawing.words(M("TT"))));
  }
  for (std::size_t column = 0; column < drawing.listing.columns.size(); ++column) {
    std::string_view const kind = class_of(drawing.listing.columns[column].type);
    bool const names_row = column == drawing.options.link_column && kind == "n";
    html.add(element("th", {{"scope", "col"}, {"class", Filled{names_row ? "name-of-row" : kind}}},
                     drawing.labels[column]));
  }
  html.close("tr").close("thead");
  return html;
}

}  // namespace

Html table(Words const& words, Listing const& listing, TableOptions const& options) {
  std::string const& caption = options.caption.empty() ? listing.title : options.caption;
  if (listing.rows.empty()) {
    return element("div", {{"id", Filled{options.id}}, {"class", "no-table"}},
                   empty_state(options.empty.empty() ? words(M("Không có dòng nào phù hợp."))
                                                     : options.empty));
  }
  Drawing drawing{words, listing, options, {}};
  for (Column const& column : listing.columns) drawing.labels.push_back(words(column.label));
  bool const dense = options.look == TableLook::dense;
  Html html;
  html.reserve(listing.rows.size() * listing.columns.size() * 64);
  // A wide table scrolls in its box, so the box can be reached by keyboard.
  if (dense) {
    html.open("div", {{"class", "table-box wide"},
                      {"role", "region"},
                      {"aria-label", caption},
                      {"tabindex", 0}});
  } else {
    html.open("div", {{"class", "table-box"}});
  }
  html.open("table", {{"class", dense ? "list dense" : "list"}, {"id", Filled{options.id}}});
  bool const heard = options.caption_look == CaptionLook::heard;
  if (!caption.empty()) {
    html.add(element("caption", {{"class", Filled{heard ? "hidden" : ""}}}, caption));
  }
  html.add(head_of(drawing)).open("tbody");
  for (std::size_t row = 0; row < listing.rows.size(); ++row) {
    Patience::ask();
    put_row(html, drawing, row);
  }
  html.close("tbody").close("table").close("div");
  return html;
}

Html pagination(Words const& words, Url const& url, PageOf const& where,
                std::string_view parameter) {
  if (where.total == 0) return {};  // the table says so
  std::int64_t const pages = (where.total + where.per_page - 1) / where.per_page;
  std::int64_t const page =
      std::clamp<std::int64_t>(where.page, 1, std::max<std::int64_t>(1, pages));
  std::int64_t const first = std::min((page - 1) * where.per_page + 1, where.total);
  Html inside = element("span", {{"class", "shown"}},
                        words(M("{first}–{last} trong {total}"),
                              {{"first", words.count(first)},
                               {"last", words.count(std::min(page * where.per_page, where.total))},
                               {"total", words.count(where.total)}}));
  if (pages <= 1) return element("p", {{"class", "pagination"}}, inside);
  auto const leaf = [&](std::int64_t number, std::string const& text) {
    return element("a", {{"href", url.with(parameter, number)}, {"class", "button quiet"}}, text);
  };
  if (page > 1) inside.add(leaf(page - 1, words(M("‹ Trước"))));
  std::set<std::int64_t> numbers{1, pages};
  for (std::int64_t near = page - 2; near <= page + 2; ++near) {
    if (near >= 1 && near <= pages) numbers.insert(near);
  }
  std::int64_t before = 0;
  for (std::int64_t const number : numbers) {
    if (number > before + 1) inside.add(element("span", {{"class", "gap"}}, "…"));
    before = number;
    inside.add(
        number == page
            ? element("span", {{"class", "here"}, {"aria-current", "page"}}, words.count(number))
            : element("a", {{"href", url.with(parameter, number)}, {"class", "button quiet far"}},
                      words.count(number)));
  }
  if (page < pages) inside.add(leaf(page + 1, words(M("Sau ›"))));
  return element("nav", {{"class", "pagination"}, {"aria-label", words(M("Các trang"))}}, inside);
}

}  // namespace giaoban::web
