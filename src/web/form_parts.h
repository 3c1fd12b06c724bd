// What form.cpp, field.cpp and grid.cpp share.
#pragma once

#include "web/form.h"

namespace giaoban::web {

std::string field_id(std::string_view form, std::string_view name);
Html field_of_form(Words const& words, FormField const& field, std::string_view form);
Html groups_of_form(Words const& words, std::vector<FieldGroup> const& groups,
                    std::string_view form);
// <form ...> of what writes, with its hidden fields; drafts.js finds its words in it.
Html opening_of_form(Visit const& visit, Form const& form);

}  // namespace giaoban::web
