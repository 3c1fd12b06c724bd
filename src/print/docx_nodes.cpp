#include "print/docx_nodes.h"

namespace giaoban::print {

namespace {

constexpr std::size_t place_letters = 120;

}  // namespace

bool is(pugi::xml_node node, std::string_view name) {
  return name == node.name();
}

void visit(pugi::xml_node node, std::function<void(pugi::xml_node)> const& on_element) {
  for (auto const child : node.children()) {
    if (child.type() == pugi::node_element) {
      on_element(child);
      visit(child, on_element);
    }
  }
}

// The w:t of a paragraph, those of paragraphs inside it (text boxes) left out.
void collect_texts(pugi::xml_node node, std::vector<pugi::xml_node>& into) {
  for (auto const child : node.children()) {
    if (is(child, "w:t")) {
      into.push_back(child);
    } else if (!is(child, "w:p")) {
      collect_texts(child, into);
    }
  }
}

std::string text_of(pugi::xml_node paragraph) {
  std::vector<pugi::xml_node> texts;
  collect_texts(paragraph, texts);
  std::string all;
  for (auto const text : texts) {
    all += text.text().get();
  }
  return all;
}

pugi::xml_node ancestor(pugi::xml_node node, std::string_view name) {
  while (node && !is(node, name)) {
    node = node.parent();
  }
  return node;
}

std::string shortened(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && ++letters > place_letters) {
      return std::string(text.substr(0, at)) + "…";
    }
  }
  return std::string(text);
}

}  // namespace giaoban::print
