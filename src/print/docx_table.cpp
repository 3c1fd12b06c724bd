#include "print/docx_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "base/day.h"
#include "base/patience.h"
#include "base/share.h"
#include "print/docx_pack.h"

namespace giaoban::print {

namespace {

// Lengths in twentieths of a point: A4, margins of Party documents (left 3 cm, right 1.5 cm).
constexpr int page_short = 11906;
constexpr int page_long = 16838;
constexpr int margins = 1701 + 851;
constexpr std::size_t upright_columns_max = 5;
constexpr std::size_t small_columns_min = 10;
constexpr int cell_side = 57;  // between a border and the text

std::string xml(std::string_view text) {
  std::string out;
  for (char const c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        // Word refuses control characters.
        if (static_cast<unsigned char>(c) >= 0x20U) out += c;
    }
  }
  return out;
}

std::string cell_words(CellType type, Value const& value, Language language) {
  if (auto const* text = std::get_if<std::string>(&value)) return *text;
  auto const* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) return {};
  if (type == CellType::day) {
    return Day::from_number(static_cast<std::int32_t>(*number)).vietnamese();
  }
  if (type == CellType::partial) return PartialDay::unpack(*number).vietnamese();
  return type == CellType::count ? format_count(*number, language) : std::to_string(*number);
}

struct Look {
  std::string_view align = "left";
  bool bold = false;
  int half_points = 26;
};

std::string paragraph(std::string_view text, Look const& look) {
  return fmt::format(
      "<w:p><w:pPr><w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"{}\"/></w:pPr><w:r>"
      "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New "
      "Roman\"/>{}<w:sz w:val=\"{}\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
      look.align, look.bold ? "<w:b/>" : "", look.half_points, xml(text));
}

bool to_the_right(CellType type) {
  return type == CellType::count || type == CellType::number || type == CellType::percent;
}

int letters_in(std::string_view text) {
  return static_cast<int>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}
int longest_word(std::string_view text) {
  int longest = 0;
  while (!text.empty()) {
    auto const blank = std::min(text.find(' '), text.size());
    longest = std::max(longest, letters_in(text.substr(0, blank)));
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return longest;
}

// Room by what stands in the column: no number and no word is broken while there is room, then
// texts have their line up to a length, and what is left goes to all.
std::vector<int> widths_of(TableDocument const& document, int whole, int half_points) {
  constexpr int line_letters = 24;
  auto const& [columns, rows] = std::tie(document.listing.columns, document.listing.rows);
  auto const room = [&](int letters) { return letters * half_points * 11 / 2 + 2 * cell_side; };
  std::vector<int> widths;
  std::vector<int> wishes;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    int word = longest_word(say(document.language, columns[i].label));
    int line = word;
    for (Row const& row : rows) {
      auto const words = cell_words(columns[i].type, row[i], document.language);
      word = std::max(word, longest_word(words));
      line = std::max({line, word, std::min(letters_in(words), line_letters)});
    }
    widths.push_back(room(word));
    wishes.push_back(room(line) - room(word));
  }
  auto const sum = [](std::vector<int> const& of) {
    return std::accumulate(of.begin(), of.end(), 0);
  };
  int const left = whole - sum(widths);
  if (int const wished = sum(wishes); left > 0 && wished > 0) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      widths[i] += wishes[i] * std::min(left, wished) / wished;
    }
  }
  int const all = std::max(1, sum(widths));
  for (int& one : widths) one = whole * one / all;
  return widths;
}

std::string cell(int width, std::string const& content) {
  return fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", width,
                     content);
}

std::string table_xml(TableDocument const& document, int whole) {
  auto const& columns = document.listing.columns;
  int const size = columns.size() > small_columns_min     ? 18
                   : columns.size() > upright_columns_max ? 22
                                                          : 24;
  auto const widths = widths_of(document, whole, size);
  std::string out =
      fmt::format("<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>", whole);
  for (std::string_view const side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
    out +=
        fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", side);
  }
  out += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/>";
  out += fmt::format(
      "<w:tblCellMar><w:left w:w=\"{0}\" w:type=\"dxa\"/><w:right w:w=\"{0}\" "
      "w:type=\"dxa\"/></w:tblCellMar>",
      cell_side);
  out += "</w:tblPr><w:tblGrid>";
  for (int const width : widths) out += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
  out += "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out += cell(widths[i], paragraph(say(document.language, columns[i].label),
                                     {.align = "center", .bold = true, .half_points = size}));
  }
  out += "</w:tr>";
  for (Row const& row : document.listing.rows) {
    Patience::ask();
    out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      auto const type = columns[i].type;
      out += cell(widths[i],
                  paragraph(cell_words(type, row[i], document.language),
                            {.align = to_the_right(type) ? std::string_view("right") : "left",
                             .half_points = size}));
    }
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

std::string document_xml(TableDocument const& document) {
  bool const upright = document.listing.columns.size() <= upright_columns_max;
  int const width = upright ? page_short : page_long;
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
  out += paragraph(document.listing.title, {.align = "center", .bold = true, .half_points = 28});
  if (!document.subtitle.empty()) out += paragraph(document.subtitle, {.align = "center"});
  out += table_xml(document, width - margins);
  out += paragraph(document.foot, {.half_points = 22});
  return out + fmt::format(
                   "<w:sectPr><w:pgSz w:w=\"{}\" w:h=\"{}\"{}/><w:pgMar w:top=\"1134\" "
                   "w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"709\" "
                   "w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
                   width, upright ? page_long : page_short,
                   upright ? "" : " w:orient=\"landscape\"");
}

constexpr std::string_view content_types =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
    "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override "
    "PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+"
    "xml\"/></Types>";
constexpr std::string_view relationships =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
    "Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";

}  // namespace

std::string table_docx(TableDocument const& document) {
  return pack_parts({{"[Content_Types].xml", std::string(content_types)},
                     {"_rels/.rels", std::string(relationships)},
                     {"word/document.xml", document_xml(document)}});
}

}  // namespace giaoban::print
