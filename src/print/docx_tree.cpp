#include "print/docx_tree.h"

#include <algorithm>
#include <optional>

#include "print/docx_ids.h"
#include "print/docx_nodes.h"
#include "print/docx_places.h"

namespace giaoban::print {
namespace {

constexpr int depth_max = 200;
std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.starts_with("\xC2\xA0"))) {
    text.remove_prefix(text.front() == ' ' ? 1 : 2);
  }
  while (!text.empty() && (text.back() == ' ' || text.ends_with("\xC2\xA0"))) {
    text.remove_suffix(text.back() == ' ' ? 1 : 2);
  }
  return text;
}

bool too_deep(pugi::xml_node node, int depth = 0) {
  return depth > depth_max || std::ranges::any_of(node.children(), [depth](pugi::xml_node child) {
           return too_deep(child, depth + 1);
         });
}

// A token is what stands between braces. Positions are bytes in a text, braces included.
struct Token {
  std::size_t begin;
  std::size_t end;
  char mark;  // '#', '^', '/' or ' '
  std::string name;
};

std::optional<std::vector<Token>> find_tokens(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (true) {
    auto const open = text.find("{{", at);
    auto const close = text.find("}}", at);
    if (open == std::string_view::npos && close == std::string_view::npos) {
      return tokens;
    }
    if (open == std::string_view::npos || close == std::string_view::npos || close < open ||
        text.find("{{", open + 2) < close) {
      return std::nullopt;
    }
    auto inside = trimmed(text.substr(open + 2, close - open - 2));
    char const mark =
        !inside.empty() && std::string_view("#^/").contains(inside[0]) ? inside[0] : ' ';
    inside = mark == ' ' ? inside : trimmed(inside.substr(1));
    if (inside.empty() || inside.find_first_of("{}") != std::string_view::npos) {
      return std::nullopt;
    }
    tokens.push_back({open, close + 2, mark, std::string(inside)});
    at = close + 2;
  }
}

// Moves a token that Word split over several w:t into the first of them.
void join(std::vector<pugi::xml_node> const& texts, std::vector<std::size_t> const& starts,
          Token const& token, std::string_view whole) {
  auto const holder = [&starts](std::size_t at) {
    return static_cast<std::size_t>(std::ranges::upper_bound(starts, at) - starts.begin()) - 1;
  };
  auto const first = holder(token.begin);
  auto const last = holder(token.end - 1);
  if (first == last) {
    return;
  }
  auto const head = std::string(texts[first].text().get()).substr(0, token.begin - starts[first]);
  auto const tail = std::string(texts[last].text().get()).substr(token.end - starts[last]);
  auto const middle = std::string(whole.substr(token.begin, token.end - token.begin));
  texts[first].text().set((head + middle).c_str());
  for (auto at = first + 1; at < last; ++at) {
    texts[at].text().set("");
  }
  texts[last].text().set(tail.c_str());
}

// False when braces do not match.
bool join_tokens(pugi::xml_node paragraph) {
  std::vector<pugi::xml_node> texts;
  collect_texts(paragraph, texts);
  std::string whole;
  std::vector<std::size_t> starts;
  for (auto const text : texts) {
    starts.push_back(whole.size());
    whole += text.text().get();
  }
  auto const tokens = find_tokens(whole);
  if (!tokens) {
    return false;
  }
  // From the last one, so that the positions of those before stay true.
  for (auto token = tokens->rbegin(); token != tokens->rend(); ++token) {
    join(texts, starts, *token, whole);
  }
  return true;
}

struct Marker {
  pugi::xml_node run;  // holds the token and nothing else
  char mark;
  std::string name;
  std::string place;
};

pugi::xml_node run_after(pugi::xml_node run) {
  auto fresh = run.parent().insert_child_after("w:r", run);
  if (auto const look = run.child("w:rPr")) {
    fresh.append_copy(look);
  }
  return fresh;
}

// Cuts a run in three so that the token of a list stands in a run of its own; returns that run.
pugi::xml_node isolate(pugi::xml_node text, Token const& token) {
  auto const run = text.parent();
  std::string const whole = text.text().get();
  auto const marker = run_after(run);
  auto rest = run_after(marker);
  rest.append_child("w:t").text().set(whole.substr(token.end).c_str());
  while (auto const next = text.next_sibling()) {
    rest.append_move(next);
  }
  auto set = [](pugi::xml_node into, std::string const& value) { into.text().set(value.c_str()); };
  auto marker_run = marker;
  set(marker_run.append_child("w:t"), whole.substr(token.begin, token.end - token.begin));
  set(text, whole.substr(0, token.begin));
  return marker;
}

// All markers of lists in the order of the document, each in a run of its own.
std::vector<Marker> isolate_markers(pugi::xml_node root) {
  std::vector<Marker> markers;
  std::vector<pugi::xml_node> paragraphs;
  visit(root, [&](pugi::xml_node node) {
    if (is(node, "w:p")) {
      paragraphs.push_back(node);
    }
  });
  for (auto const paragraph : paragraphs) {
    auto const place = shortened(text_of(paragraph));
    for (bool found = true; found;) {
      found = false;
      std::vector<pugi::xml_node> texts;
      collect_texts(paragraph, texts);
      for (auto const text : texts) {
        std::string_view const whole = text.text().get();
        auto const tokens = find_tokens(whole).value_or(std::vector<Token>{});
        auto const token =
            std::ranges::find_if(tokens, [](Token const& each) { return each.mark != ' '; });
        if (token == tokens.end() || (token->begin == 0 && token->end == whole.size() &&
                                      std::ranges::any_of(markers, [&](Marker const& known) {
                                        return known.run == text.parent();
                                      }))) {
          continue;
        }
        auto const mark = token->mark;
        auto const name = token->name;
        markers.push_back({isolate(text, *token), mark, name, place});
        found = true;
        break;
      }
    }
  }
  return markers;
}

std::vector<pugi::xml_node> path_to(pugi::xml_node node) {
  std::vector<pugi::xml_node> path;
  for (; node; node = node.parent()) {
    path.push_back(node);
  }
  std::ranges::reverse(path);
  return path;
}

bool holds_only_layout(pugi::xml_node node) {
  bool only = true;
  visit(node, [&only](pugi::xml_node each) {
    only = only && !(is(each, "w:t") && each.text().get()[0] != '\0') && !is(each, "w:drawing") &&
           !is(each, "w:pict") && !is(each, "w:object") && !is(each, "w:fldChar") &&
           !is(each, "w:sectPr");
  });
  return only;
}

// Takes the marker out, and its paragraph if nothing else stands there.
void remove_marker(pugi::xml_node run) {
  auto const paragraph = ancestor(run, "w:p");
  run.parent().remove_child(run);
  auto const is_paragraph = [](pugi::xml_node each) { return is(each, "w:p"); };
  if (holds_only_layout(paragraph) &&
      (!is(paragraph.parent(), "w:tc") ||
       std::ranges::count_if(paragraph.parent().children(), is_paragraph) > 1)) {
    paragraph.parent().remove_child(paragraph);
  }
}

struct Range {
  pugi::xml_node first;
  pugi::xml_node last;
};

// Whether the pair holds all that its paragraph says.
bool covers_paragraph(pugi::xml_node paragraph, Marker const& open, Marker const& close) {
  std::vector<pugi::xml_node> texts;
  collect_texts(paragraph, texts);
  bool inside = false;
  for (auto const text : texts) {
    inside = inside || text.parent() == open.run;
    if (!inside && text.text().get()[0] != '\0') {
      return false;
    }
    inside = inside && text.parent() != close.run;
  }
  return true;
}

// What a pair repeats: siblings from `first` to `last`. nullopt where no such siblings exist.
std::optional<Range> range_of(Marker const& open, Marker const& close) {
  auto const from = path_to(open.run);
  auto const to = path_to(close.run);
  auto const common = static_cast<std::size_t>(std::ranges::mismatch(from, to).in1 - from.begin());
  auto const paragraph = ancestor(open.run, "w:p");
  if (paragraph == ancestor(close.run, "w:p")) {
    if (covers_paragraph(paragraph, open, close)) {
      return Range{paragraph, paragraph};
    }
    return Range{from[common], to[common]};
  }
  if (is(from[common - 1], "w:tr")) {
    return Range{from[common - 1], from[common - 1]};
  }
  auto const repeatable = [](pugi::xml_node node) {
    return is(node, "w:p") || is(node, "w:tr") || is(node, "w:sdt");
  };
  if (!repeatable(from[common]) || !repeatable(to[common])) {
    return std::nullopt;
  }
  return Range{from[common], to[common]};
}

void wrap(Marker const& open, Marker const& close, Range range) {
  auto section = range.first.parent().insert_child_before(section_tag.data(), range.first);
  section.append_attribute("list").set_value(open.name.c_str());
  section.append_attribute("mark").set_value(std::string(1, open.mark).c_str());
  section.append_attribute("place").set_value(open.place.c_str());
  auto const last = range.last;
  for (auto next = range.first; next;) {
    auto const moved = next;
    next = moved == last ? pugi::xml_node{} : moved.next_sibling();
    section.append_move(moved);
  }
  if (ancestor(open.run, "w:p") == ancestor(close.run, "w:p")) {
    open.run.parent().remove_child(open.run);
    close.run.parent().remove_child(close.run);
    return;
  }
  for (auto const& [end, run] : {std::pair{range.first, open.run}, {range.last, close.run}}) {
    bool const may_go = is(end, "w:tr") && range.first != range.last;
    remove_marker(run);
    if (may_go && holds_only_layout(end)) {
      section.remove_child(end);
    }
  }
}

class Compiler {
 public:
  Compiler(PreparedPart& into, IdLevels const& ids) : into_(into), ids_(ids) {}

  void children(pugi::xml_node node, std::vector<Piece>& out) {
    for (auto const child : node.children()) {
      one(child, out);
    }
  }

 private:
  static std::string& literal(std::vector<Piece>& out) {
    if (out.empty() || out.back().kind != PieceKind::literal) {
      out.emplace_back();
    }
    return out.back().text;
  }

  static void escape(std::string_view text, std::string& out) {
    for (auto const letter : text) {
      switch (letter) {
        case '&':
          out += "&amp;";
          break;
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        case '"':
          out += "&quot;";
          break;
        case '\n':
          out += "&#10;";
          break;
        case '\t':
          out += "&#9;";
          break;
        default:
          out += letter;
      }
    }
  }

  // Line ends and indents for the eye; repeated with a row they would be a sixth of a long table.
  static bool between_elements(pugi::xml_node text) {
    return (text.previous_sibling() || text.next_sibling()) &&
           std::string_view(text.value()).find_first_not_of(" \t\r\n") == std::string_view::npos;
  }

  // What taking out a marker leaves of its run.
  static bool says_nothing(pugi::xml_node run) {
    return std::ranges::all_of(run.children(), [](pugi::xml_node child) {
      return is(child, "w:rPr") || (is(child, "w:t") && child.text().get()[0] == '\0');
    });
  }

  void one(pugi::xml_node node, std::vector<Piece>& out) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      if (!between_elements(node)) {
        escape(node.value(), literal(out));
      }
    } else if (node.type() != pugi::node_element) {
      return;  // comments and instructions say nothing to Word
    } else if (is(node, section_tag)) {
      section(node, out);
    } else {
      element(node, out);
    }
  }

  void section(pugi::xml_node node, std::vector<Piece>& out) {
    std::string const list = node.attribute("list").value();
    auto const kind =
        node.attribute("mark").value()[0] == '#' ? PieceKind::each : PieceKind::if_empty;
    std::string const place = node.attribute("place").value();
    into_.fields.push_back({list, FieldKind::list, lists_, place});
    Piece piece{.kind = kind, .text = list, .place = place};
    if (kind == PieceKind::each) {
      lists_.push_back(list);
    }
    ++sections_;
    children(node, piece.inner);
    --sections_;
    if (kind == PieceKind::each) {
      lists_.pop_back();
    }
    out.push_back(std::move(piece));
  }

  void element(pugi::xml_node node, std::vector<Piece>& out) {
    bool const has_section = !node.child(section_tag.data()).empty();
    if (has_section && is(node, "w:tbl")) {
      out.push_back({.kind = PieceKind::table});
      return tag(node, out.back().inner);
    }
    if (has_section &&
        (is(node, "w:tc") || is(node, "w:txbxContent") || is(node, "w:hdr") || is(node, "w:ftr"))) {
      open_tag(node, out);
      out.push_back({.kind = PieceKind::container});
      children(node, out.back().inner);
      literal(out) += std::string("</") + node.name() + ">";
      return;
    }
    if (is(node, "w:t")) {
      return text(node, out);
    }
    if (is(node, "w:instrText") && node.first_child()) {
      return field_code(node, out);
    }
    if (sections_ > 0 && is(node, "w:id") && is(node.parent(), "w:sdtPr")) {
      return;  // Word gives a control an id where it has none
    }
    if (!is(node, "w:r") || !says_nothing(node)) {
      tag(node, out);
    }
  }

  // An id within a repetition is a piece of its own: Word takes none twice.
  void value(IdGroup group, std::string const& id, std::vector<Piece>& out) const {
    int const level = ids_.of(group, id);
    if (level == 0) return escape(id, literal(out));
    out.push_back({.kind = PieceKind::id, .text = id, .group = group, .level = level});
  }

  void open_tag(pugi::xml_node node, std::vector<Piece>& out) const {
    literal(out) += std::string("<") + node.name();
    for (auto const attribute : node.attributes()) {
      std::string_view const name = attribute.name();
      // Ids that Word makes itself where there are none.
      bool const may_lack = name == "w14:paraId" || name == "w14:textId" ||
                            name == "wp14:anchorId" || name == "wp14:editId";
      if (sections_ > 0 && may_lack) continue;
      literal(out) += " " + std::string(name) + "=\"";
      if (auto const group = id_group(node.name(), name)) {
        value(*group, attribute.value(), out);
      } else {
        escape(attribute.value(), literal(out));
      }
      literal(out) += '"';
    }
    literal(out) += node.first_child() ? ">" : "/>";
  }

  // The code of a field names bookmarks: REF, PAGEREF, HYPERLINK \l.
  void field_code(pugi::xml_node node, std::vector<Piece>& out) {
    open_tag(node, out);
    std::string_view rest = node.text().get();
    while (!rest.empty()) {
      auto const gap = std::min(rest.find_first_not_of(" \""), rest.size());
      escape(rest.substr(0, gap), literal(out));
      rest.remove_prefix(gap);
      auto const word = rest.substr(0, std::min(rest.find_first_of(" \""), rest.size()));
      value(IdGroup::bookmark_name, std::string(word), out);
      rest.remove_prefix(word.size());
    }
    literal(out) += std::string("</") + node.name() + ">";
  }

  void tag(pugi::xml_node node, std::vector<Piece>& out) {
    open_tag(node, out);
    if (node.first_child()) {
      children(node, out);
      literal(out) += std::string("</") + node.name() + ">";
    }
  }

  void text(pugi::xml_node node, std::vector<Piece>& out) {
    std::string_view const whole = node.text().get();
    if (whole.empty()) {
      return;
    }
    literal(out) += "<w:t xml:space=\"preserve\">";
    std::size_t at = 0;
    for (auto const& token : find_tokens(whole).value_or(std::vector<Token>{})) {
      escape(whole.substr(at, token.begin - at), literal(out));
      auto const place = shortened(text_of(ancestor(node, "w:p")));
      into_.fields.push_back({token.name, FieldKind::text, lists_, place});
      out.push_back({.kind = PieceKind::field, .text = token.name, .place = place});
      at = token.end;
    }
    escape(whole.substr(at), literal(out));
    literal(out) += "</w:t>";
  }

  PreparedPart& into_;
  IdLevels const& ids_;
  std::vector<std::string> lists_;
  int sections_ = 0;
};

struct Pair {
  std::size_t open;
  std::size_t close;
};

// Pairs in the order in which they open; the marker that fits nowhere instead.
std::expected<std::vector<Pair>, std::size_t> match(std::vector<Marker> const& markers) {
  std::vector<Pair> pairs;
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < markers.size(); ++at) {
    if (markers[at].mark != '/') {
      open.push_back(at);
    } else if (open.empty() || markers[open.back()].name != markers[at].name) {
      return std::unexpected(open.empty() ? at : open.back());
    } else {
      pairs.push_back({open.back(), at});
      open.pop_back();
    }
  }
  if (!open.empty()) {
    return std::unexpected(open.back());
  }
  std::ranges::sort(pairs, {}, &Pair::open);
  return pairs;
}

Result<void> wrap_lists(pugi::xml_node root, std::string const& file) {
  auto const markers = isolate_markers(root);
  auto const misfit = [&](Marker const& marker) {
    return refuse(unclosed_list, {{"file", file}, {"list", marker.name}, {"place", marker.place}});
  };
  auto const pairs = match(markers);
  if (!pairs) {
    return misfit(markers[pairs.error()]);
  }
  // Outer pairs first: a paragraph repeated by two lists then stands inside both in their order.
  for (auto const& pair : *pairs) {
    auto const range = range_of(markers[pair.open], markers[pair.close]);
    if (!range) {
      return misfit(markers[pair.open]);
    }
    wrap(markers[pair.open], markers[pair.close], *range);
  }
  return {};
}

}  // namespace

Result<PreparedPart> prepare_part(std::string_view xml, std::string const& file,
                                  std::string const& part) {
  pugi::xml_document tree;
  auto const parsed = tree.load_buffer(
      xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype);
  if (!parsed || too_deep(tree) || std::ranges::any_of(tree.children(), [](pugi::xml_node node) {
        return node.type() == pugi::node_doctype;
      })) {
    return refuse(document_damaged, {{"file", file}, {"part", part}});
  }
  std::optional<std::string> broken = bring_into_form(tree);
  visit(tree, [&broken](pugi::xml_node node) {
    if (!broken && is(node, "w:p") && !join_tokens(node)) {
      broken = shortened(text_of(node));
    }
  });
  if (broken) {
    return refuse(broken_place, {{"file", file}, {"place", *broken}});
  }
  TRY_VOID(wrap_lists(tree, file));
  PreparedPart prepared;
  prepared.pieces.push_back(
      {.text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"});
  IdLevels const ids(tree);
  Compiler(prepared, ids).children(tree, prepared.pieces);
  return prepared;
}

}  // namespace giaoban::print
