#include "web/components.h"

namespace giaoban::web {

namespace {

// The line and the switch stand beside each other: a link inside <summary> would be out of reach
// for those who listen to the page.
Html line_of(TreeNode const& node) {
  Html line = node.url ? link(*node.url, node.label) : element("span", node.label);
  if (!node.note.empty()) line.add(element("span", {{"class", "note"}}, node.note));
  return element("div", {{"class", "line"}}, line);
}

void put_node(Html& html, TreeNode const& node) {
  html.open("li").add(line_of(node));
  Html const opener = element("summary", {{"aria-label", node.label}});
  if (!node.nodes.empty()) {
    html.add(element("details", {{"open", Present{node.open}}}, opener,
                     element("ul", tree_children(node.nodes))));
  } else if (node.children) {
    // Without scripts the line inside leads to the same list as a page.
    html.add(element("details",
                     {{"hx-get", *node.children},
                      {"hx-trigger", "toggle once"},
                      {"hx-target", "find ul"},
                      {"hx-swap", "innerHTML"}},
                     opener,
                     element("ul", element("li", element("div", {{"class", "line"}},
                                                         link(*node.children, "…"))))));
  }
  html.close("li");
}

}  // namespace

Html tree(std::string_view label, std::vector<TreeNode> const& roots) {
  return element("nav", {{"class", "tree"}, {"aria-label", label}},
                 element("ul", tree_children(roots)));
}

Html tree_children(std::vector<TreeNode> const& nodes) {
  Html html;
  for (TreeNode const& node : nodes) put_node(html, node);
  return html;
}

}  // namespace giaoban::web
