// What people and Word make of the places of a template, brought to the one form that is filled:
// merge fields become {{name}}, signs that nobody sees leave names and braces. Inside print/ only.
#pragma once

#include <optional>
#include <string>

#include "print/docx_nodes.h"

namespace giaoban::print {

// The text of a place that nobody can fill (in the code of a field, as a merge field there too, in
// a drawing's own text, in a merge field that does not end); none: all are in form.
std::optional<std::string> bring_into_form(pugi::xml_node root);

}  // namespace giaoban::print
