#include "print/xlsx_pink.h"

#include <algorithm>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "print/xlsx_parts.h"

namespace giaoban::print {
namespace {

struct StringWriter final : pugi::xml_writer {
  void write(void const* bytes, std::size_t size) override {
    text.append(static_cast<char const*>(bytes), size);
  }
  std::string text;
};

pugi::xml_node child_of(pugi::xml_node node, std::string_view name) {
  for (auto const child : node.children()) {
    if (local_name(child.name()) == name) {
      return child;
    }
  }
  return {};
}

std::string prefixed(pugi::xml_node like, std::string_view name) {
  std::string_view const qualified = like.name();
  auto const colon = qualified.find(':');
  return colon == std::string_view::npos
             ? std::string(name)
             : std::string(qualified.substr(0, colon + 1)) + std::string(name);
}

void set_attribute(pugi::xml_node node, char const* name, char const* value) {
  auto attribute = node.attribute(name);
  (attribute ? attribute : node.append_attribute(name)).set_value(value);
}

int add_pink_fill(pugi::xml_node fills) {
  auto const number = static_cast<int>(std::ranges::distance(fills.children()));
  auto fill = fills.append_child(prefixed(fills, "fill").c_str());
  auto pattern = fill.append_child(prefixed(fills, "patternFill").c_str());
  pattern.append_attribute("patternType").set_value("solid");
  pattern.append_child(prefixed(fills, "fgColor").c_str())
      .append_attribute("rgb")
      .set_value("FFFFC7CE");
  pattern.append_child(prefixed(fills, "bgColor").c_str())
      .append_attribute("indexed")
      .set_value(64);
  set_attribute(fills, "count", std::to_string(number + 1).c_str());
  return number;
}

void make_pink(pugi::xml_node style, int fill) {
  set_attribute(style, "fillId", std::to_string(fill).c_str());
  set_attribute(style, "applyFill", "1");
}

}  // namespace

std::optional<PinkStyles> add_pink(std::string& styles) {
  pugi::xml_document tree;
  if (!tree.load_buffer(styles.data(), styles.size(), pugi::parse_full | pugi::parse_ws_pcdata)) {
    return std::nullopt;
  }
  auto const fills = child_of(tree.document_element(), "fills");
  auto cells = child_of(tree.document_element(), "cellXfs");
  if (!fills || !cells) {
    return std::nullopt;
  }
  auto const fill = add_pink_fill(fills);
  std::vector<pugi::xml_node> plain;
  for (auto const style : cells.children()) {
    if (style.type() == pugi::node_element) {
      plain.push_back(style);
    }
  }
  for (auto const style : plain) {
    make_pink(cells.append_copy(style), fill);
  }
  auto message = cells.append_child(prefixed(cells, "xf").c_str());
  for (auto const* name : {"numFmtId", "fontId", "fillId", "borderId", "xfId"}) {
    message.append_attribute(name).set_value("0");
  }
  make_pink(message, fill);
  message.append_attribute("applyAlignment").set_value("1");
  auto alignment = message.append_child(prefixed(cells, "alignment").c_str());
  alignment.append_attribute("vertical").set_value("top");
  alignment.append_attribute("wrapText").set_value("1");
  PinkStyles const pink{static_cast<int>(plain.size()), 2 * static_cast<int>(plain.size())};
  set_attribute(cells, "count", std::to_string(pink.message + 1).c_str());
  StringWriter writer;
  tree.save(writer, "", pugi::format_raw | pugi::format_no_declaration);
  auto const has_declaration =
      styles.starts_with("<?xml") || styles.starts_with("\xEF\xBB\xBF<?xml");
  styles = (has_declaration ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>") + writer.text;
  return pink;
}

}  // namespace giaoban::print
