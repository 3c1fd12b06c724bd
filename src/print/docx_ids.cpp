#include "print/docx_ids.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace giaoban::print {

namespace {

using namespace std::string_view_literals;

std::string_view local(std::string_view name) {
  auto const colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

// Elements whose w:id is one of annotations: tracked changes, permissions, ranges.
bool annotates(std::string_view element) {
  static constexpr std::array whole{"w:ins"sv,         "w:del"sv,          "w:moveFrom"sv,
                                    "w:moveTo"sv,      "w:cellIns"sv,      "w:cellDel"sv,
                                    "w:cellMerge"sv,   "w:permStart"sv,    "w:permEnd"sv,
                                    "w:bookmarkEnd"sv, "w:bookmarkStart"sv};
  if (std::ranges::find(whole, element) != whole.end()) return true;
  return element.starts_with("w:") &&
         (element.ends_with("RangeStart") || element.ends_with("RangeEnd") ||
          element.ends_with("Change"));
}

bool repeats(pugi::xml_node node) {
  return is(node, section_tag) && node.attribute("mark").value()[0] == '#';
}

}  // namespace

std::optional<IdGroup> id_group(std::string_view element, std::string_view attribute) {
  if (attribute == "w:id") {
    if (element.starts_with("w:comment")) return IdGroup::comment;
    if (element == "w:footnoteReference") return IdGroup::footnote;
    if (element == "w:endnoteReference") return IdGroup::endnote;
    return annotates(element) ? std::optional(IdGroup::annotation) : std::nullopt;
  }
  if ((element == "w:bookmarkStart" && attribute == "w:name") ||
      (element == "w:hyperlink" && attribute == "w:anchor")) {
    return IdGroup::bookmark_name;
  }
  bool const drawn = local(element) == "docPr" || local(element) == "cNvPr";
  if (drawn && attribute == "id") return IdGroup::drawing;
  bool const shape = element.starts_with("v:") && element != "v:shapetype";
  if ((shape && (attribute == "id" || attribute == "o:spid")) ||
      (element == "o:OLEObject" && attribute == "ShapeID")) {
    return IdGroup::shape;
  }
  return std::nullopt;
}

IdLevels::IdLevels(pugi::xml_node root) {
  std::vector<pugi::xml_node> sections;
  collect(root, sections);
}

void IdLevels::collect(pugi::xml_node node, std::vector<pugi::xml_node>& sections) {
  for (auto const child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    for (auto const attribute : child.attributes()) {
      auto const group = id_group(child.name(), attribute.name());
      if (!group) continue;
      auto const [owner, first] = owners_.try_emplace({*group, attribute.value()}, sections);
      if (first) continue;
      auto const apart = std::ranges::mismatch(owner->second, sections).in1;
      owner->second.erase(apart, owner->second.end());
    }
    if (repeats(child)) sections.push_back(child);
    collect(child, sections);
    if (repeats(child)) sections.pop_back();
  }
}

int IdLevels::of(IdGroup group, std::string const& value) const {
  auto const owner = owners_.find({group, value});
  return owner == owners_.end() ? 0 : static_cast<int>(owner->second.size());
}

void collect_ids(std::string_view xml, std::set<std::string>& into) {
  pugi::xml_document tree;
  if (!tree.load_buffer(xml.data(), xml.size())) return;
  visit(tree, [&](pugi::xml_node node) {
    for (auto const attribute : node.attributes()) {
      bool const held = std::string_view(attribute.name()) == "w:id";  // w:comment, w:footnote
      if (held || id_group(node.name(), attribute.name())) into.insert(attribute.value());
    }
  });
}

std::string const& FreshIds::of(IdGroup group, std::string const& value, std::int64_t turn) {
  auto const [given, first] = given_.try_emplace({group, value, turn});
  if (!first) return given->second;
  bool const kept = kept_.emplace(group, value).second;
  given->second = kept ? value : fresh(group, value);
  bool const held_elsewhere =
      group == IdGroup::comment || group == IdGroup::footnote || group == IdGroup::endnote;
  if (!kept && held_elsewhere) clones_[group].push_back({value, given->second});
  return given->second;
}

std::vector<FreshIds::Clone> const& FreshIds::clones(IdGroup group) const {
  static std::vector<Clone> const none;
  auto const found = clones_.find(group);
  return found == clones_.end() ? none : found->second;
}

// Numbers where ids are numbers, "name_2" where they are names; Word takes 40 letters of a name.
std::string FreshIds::fresh(IdGroup group, std::string const& value) {
  constexpr std::size_t name_max = 28;
  bool const by_name = group == IdGroup::bookmark_name || group == IdGroup::shape;
  while (true) {
    std::string const number = std::to_string(++last_);
    std::string made = by_name ? value.substr(0, name_max) + "_" + number : number;
    if (!used_.contains(made) && made_.insert(made).second) return made;
  }
}

std::string with_clones(std::string_view xml, std::vector<FreshIds::Clone> const& clones) {
  pugi::xml_document tree;
  if (!tree.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata)) {
    return std::string(xml);
  }
  auto root = tree.document_element();
  std::map<std::string, pugi::xml_node> held;
  for (auto const child : root.children()) held.emplace(child.attribute("w:id").value(), child);
  for (FreshIds::Clone const& clone : clones) {
    auto const found = held.find(clone.value);
    if (found == held.end()) continue;
    auto copy = root.append_copy(found->second);
    copy.attribute("w:id").set_value(clone.fresh.c_str());
    visit(copy, [](pugi::xml_node node) {
      node.remove_attribute("w14:paraId");
      node.remove_attribute("w14:textId");
    });
  }
  std::ostringstream out;
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  root.print(out, "", pugi::format_raw);
  return out.str();
}

}  // namespace giaoban::print
