// Prepares the XML of a template: places joined where Word split them, repeated ranges wrapped in
// elements of our own, and the whole turned into pieces that filling only has to string together.
// Inside print/ only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "print/docx.h"
#include "print/docx_ids.h"

namespace giaoban::print {

enum class PieceKind {
  literal,    // XML as it stands
  field,      // {{text}}
  each,       // `inner` once per item of the list `text`
  if_empty,   // `inner` if the list `text` is empty
  container,  // `inner` must end with a paragraph (a table cell)
  table,      // `inner` is a table, gone if it has no rows
  id,         // `text` is an id that each repetition has of its own
};

struct Piece {
  PieceKind kind = PieceKind::literal;
  std::string text = {};
  std::string place = {};
  std::vector<Piece> inner = {};
  IdGroup group = IdGroup::annotation;  // of an id
  int level = 0;  // how many of the repetitions around it have one of their own, from the outermost
};

struct PreparedPart {
  std::vector<Piece> pieces;
  std::vector<TemplateField> fields;
};

// `file` and `part` are named in refusals: document_damaged, broken_place, unclosed_list.
Result<PreparedPart> prepare_part(std::string_view xml, std::string const& file,
                                  std::string const& part);

}  // namespace giaoban::print
