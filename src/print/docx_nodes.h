// Ways about the XML of a Word document. Inside print/ only.
#pragma once

#include <functional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace giaoban::print {

// Stands around what is repeated; never reaches the file.
inline constexpr std::string_view section_tag = "giaoban-section";

bool is(pugi::xml_node node, std::string_view name);
// All elements under the node, those above before those below.
void visit(pugi::xml_node node, std::function<void(pugi::xml_node)> const& on_element);
// The w:t of a paragraph, those of paragraphs inside it (text boxes) left out.
void collect_texts(pugi::xml_node node, std::vector<pugi::xml_node>& into);
std::string text_of(pugi::xml_node paragraph);
// The node itself or the nearest above it of that name; none: an empty node.
pugi::xml_node ancestor(pugi::xml_node node, std::string_view name);
// As much of a text as a refusal shows.
std::string shortened(std::string_view text);

}  // namespace giaoban::print
