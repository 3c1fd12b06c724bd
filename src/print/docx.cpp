#include "print/docx.h"

#include <algorithm>
#include <optional>
#include <set>

#include "print/docx_pack.h"
#include "print/docx_tree.h"
#include "print/docx_zip.h"

namespace giaoban::print {

struct Template::Contents {
  struct Part {
    std::string name;
    std::vector<Piece> pieces;
  };
  std::string name;
  std::string zip;  // all parts, in our order and with our times
  std::vector<Part> parts;
  std::vector<TemplateField> fields;
  std::set<std::string> ids;  // of all parts
  std::string comments;       // the part, where there is one
};

namespace {

constexpr std::string_view comments_part = "word/comments.xml";

bool is_filled(std::string_view part) {
  if (!part.starts_with("word/") || !part.ends_with(".xml") ||
      part.find('/', 5) != std::string_view::npos) {
    return false;
  }
  auto const name = part.substr(5);
  return name == "document.xml" || name.starts_with("header") || name.starts_with("footer") ||
         name == "footnotes.xml" || name == "endnotes.xml";
}

// Comments are not filled: one that holds a place would leave the house as it is.
Result<void> without_places(DocxPart const& comments, std::string const& file) {
  TRY_INTO(auto const prepared, prepare_part(comments.bytes, file, comments.name));
  if (prepared.fields.empty()) return {};
  return refuse(broken_place, {{"file", file}, {"place", prepared.fields.front().place}});
}

// Names with the paragraphs they stand in, each once.
class UnknownNames {
 public:
  void add(std::string const& name, std::string const& place) {
    auto text = name + " (“" + place + "”)";
    if (seen_.insert(text).second) {
      joined_ += (joined_.empty() ? "" : "; ") + text;
    }
  }
  [[nodiscard]] bool empty() const { return joined_.empty(); }
  [[nodiscard]] auto refusal(std::string const& file) const {
    return refuse(unknown_fields, {{"file", file}, {"fields", joined_}});
  }

 private:
  std::set<std::string> seen_;
  std::string joined_;
};

// What stands in XML for a letter that cannot stand for itself; nullopt: it can.
std::optional<std::string_view> in_xml(char letter) {
  switch (letter) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '\n':
      return "</w:t><w:br/><w:t xml:space=\"preserve\">";
    case '\t':
      return "</w:t><w:tab/><w:t xml:space=\"preserve\">";
    default:
      if (static_cast<unsigned char>(letter) < 0x20) return "";  // others are no XML
      return std::nullopt;
  }
}

void append_text(std::string_view value, std::string& out) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (auto const other = in_xml(value[at])) {
      out += value.substr(from, at - from);
      out += *other;
      from = at + 1;
    }
  }
  out += value.substr(from);
}

class Filler {
 public:
  Filler(Fields const& values, UnknownNames& unknown, FreshIds& ids)
      : scopes_{&values}, unknown_(unknown), ids_(ids) {}

  void append(std::vector<Piece> const& pieces, std::string& out) {
    for (auto const& piece : pieces) {
      switch (piece.kind) {
        case PieceKind::literal:
          out += piece.text;
          break;
        case PieceKind::field:
          field(piece, out);
          break;
        case PieceKind::each:
        case PieceKind::if_empty:
          list(piece, out);
          break;
        case PieceKind::container:
          container(piece, out);
          break;
        case PieceKind::table:
          table(piece, out);
          break;
        case PieceKind::id:
          out +=
              ids_.of(piece.group, piece.text, turns_[static_cast<std::size_t>(piece.level) - 1]);
          break;
      }
    }
  }

 private:
  void field(Piece const& piece, std::string& out) {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      if (auto const found = (*scope)->texts.find(piece.text); found != (*scope)->texts.end()) {
        return append_text(found->second, out);
      }
    }
    unknown_.add(piece.text, piece.place);
  }

  void list(Piece const& piece, std::string& out) {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      auto const found = (*scope)->lists.find(piece.text);
      if (found == (*scope)->lists.end()) {
        continue;
      }
      if (piece.kind == PieceKind::if_empty) {
        return found->second.empty() ? append(piece.inner, out) : void();
      }
      for (auto const& item : found->second) {
        scopes_.push_back(&item);
        turns_.push_back(ids_.turn());
        append(piece.inner, out);
        turns_.pop_back();
        scopes_.pop_back();
      }
      return;
    }
    unknown_.add(piece.text, piece.place);
  }

  // A cell without a last paragraph is a damaged file to Word.
  void container(Piece const& piece, std::string& out) {
    append(piece.inner, out);
    if (!out.ends_with("</w:p>")) {
      out += "<w:p/>";
    }
  }

  void table(Piece const& piece, std::string& out) {
    auto const begin = out.size();
    append(piece.inner, out);
    if (std::string_view(out).substr(begin).find("</w:tr>") == std::string_view::npos) {
      out.resize(begin);
    }
  }

  std::vector<Fields const*> scopes_;
  std::vector<std::int64_t> turns_;  // of the repetitions around, from the outermost
  UnknownNames& unknown_;
  FreshIds& ids_;
};

// What a repetition refers to stands in parts of its own, once more for each.
void add_clones(Template::Contents const& form, FreshIds const& ids,
                std::vector<DocxPart>& filled) {
  if (auto const& comments = ids.clones(IdGroup::comment); !comments.empty()) {
    filled.push_back({std::string(comments_part), with_clones(form.comments, comments)});
  }
  for (auto const& [group, name] : {std::pair{IdGroup::footnote, "word/footnotes.xml"},
                                    std::pair{IdGroup::endnote, "word/endnotes.xml"}}) {
    auto const& notes = ids.clones(group);
    auto const part = std::ranges::find(filled, name, &DocxPart::name);
    if (!notes.empty() && part != filled.end()) part->bytes = with_clones(part->bytes, notes);
  }
}

// The vocabularies around a place, innermost last; empty when one of its lists is unknown.
std::vector<Vocabulary const*> scopes_of(Vocabulary const& offered,
                                         std::vector<std::string> const& lists) {
  std::vector<Vocabulary const*> scopes{&offered};
  for (auto const& list : lists) {
    Vocabulary const* inner = nullptr;
    for (auto const* scope : scopes) {
      if (auto const found = scope->lists.find(list); found != scope->lists.end()) {
        inner = &found->second;
      }
    }
    if (inner == nullptr) {
      return {};
    }
    scopes.push_back(inner);
  }
  return scopes;
}

}  // namespace

std::vector<TemplateField> const& Template::fields() const {
  return contents_->fields;
}

Result<Template> load_template(std::string_view bytes, std::string_view name) {
  auto contents = std::make_shared<Template::Contents>();
  contents->name = name;
  auto parts = unpack_parts(bytes);
  auto const has = [&parts](std::string_view wanted) {
    return std::ranges::find(*parts, wanted, &DocxPart::name) != parts->end();
  };
  if (!parts || !has("[Content_Types].xml") || !has("word/document.xml")) {
    return refuse(not_a_document, {{"file", contents->name}});
  }
  std::ranges::sort(*parts, {}, &DocxPart::name);
  for (auto const& part : *parts) {
    if (is_filled(part.name) || part.name == comments_part) collect_ids(part.bytes, contents->ids);
    if (part.name == comments_part) {
      TRY_VOID(without_places(part, contents->name));
      contents->comments = part.bytes;
    }
    if (is_filled(part.name)) {
      TRY_INTO(auto prepared, prepare_part(part.bytes, contents->name, part.name));
      contents->parts.push_back({part.name, std::move(prepared.pieces)});
      std::ranges::move(prepared.fields, std::back_inserter(contents->fields));
    }
  }
  contents->zip = pack_parts(*std::move(parts));
  return Template(std::move(contents));
}

Result<void> check_fields(Template const& form, Vocabulary const& offered) {
  UnknownNames unknown;
  for (auto const& field : form.fields()) {
    auto const scopes = scopes_of(offered, field.lists);
    auto const knows = [&field](Vocabulary const* scope) {
      return field.kind == FieldKind::text ? scope->texts.contains(field.name)
                                           : scope->lists.contains(field.name);
    };
    if (!scopes.empty() && std::ranges::none_of(scopes, knows)) {
      unknown.add(field.name, field.place);
    }
  }
  if (!unknown.empty()) {
    return unknown.refusal(form.contents().name);
  }
  return {};
}

Result<std::string> fill(Template const& form, Fields const& values) {
  UnknownNames unknown;
  std::vector<DocxPart> filled;
  FreshIds ids(form.contents().ids);
  for (auto const& part : form.contents().parts) {
    filled.push_back({part.name, {}});
    Filler(values, unknown, ids).append(part.pieces, filled.back().bytes);
  }
  if (!unknown.empty()) {
    return unknown.refusal(form.contents().name);
  }
  add_clones(form.contents(), ids, filled);
  return replace_parts(form.contents().zip, filled);
}

}  // namespace giaoban::print
