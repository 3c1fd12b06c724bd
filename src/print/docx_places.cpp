#include "print/docx_places.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace giaoban::print {

namespace {

// --- signs that nobody sees ---

bool unseen(char32_t code) {
  return code == 0xAD || code == 0x61C || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x2064) ||
         (code >= 0x2066 && code <= 0x2069) || (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF;
}

// Soft hyphens and zero-width signs between braces go: they came with what was pasted,
// and no name has any. Elsewhere a text keeps its own.
void uncover_places(pugi::xml_node paragraph) {
  std::vector<pugi::xml_node> texts;
  collect_texts(paragraph, texts);
  int open = 0;
  for (auto text : texts) {
    std::string const whole = text.text().get();
    std::string kept;
    for (std::size_t at = 0; at < whole.size();) {
      auto const [code, length] = utf8::step(whole, at);
      if (open <= 0 || !unseen(code)) kept += whole.substr(at, length);
      if (code == U'{') ++open;
      if (code == U'}' && open > 0) --open;
      at += length;
    }
    if (kept != whole) text.text().set(kept.c_str());
  }
}

// --- merge fields ---

// " MERGEFIELD  ten_don_vi \* MERGEFORMAT " names ten_don_vi; "" where it is another field.
std::string merged_name(std::string_view code) {
  std::string const text = normalise(code);
  constexpr std::string_view word = "MERGEFIELD ";
  if (capitals(text.substr(0, word.size())) != word) return {};
  std::string_view rest = std::string_view(text).substr(word.size());
  char const quote = rest.starts_with('"') ? '"' : ' ';
  if (quote == '"') rest.remove_prefix(1);
  return std::string(rest.substr(0, rest.find(quote)));
}

void say_place(pugi::xml_node run, std::string const& name) {
  run.append_child("w:t").text().set(("{{" + name + "}}").c_str());
}

void simple_field(pugi::xml_node field) {
  std::string const name = merged_name(field.attribute("w:instr").value());
  if (name.empty()) return;
  auto run = field.parent().insert_child_before("w:r", field);
  if (auto const look = field.child("w:r").child("w:rPr")) run.append_copy(look);
  say_place(run, name);
  field.parent().remove_child(field);
}

std::string_view mark_of(pugi::xml_node run) {
  return run.child("w:fldChar").attribute("w:fldCharType").value();
}

// A field of several runs: its code between "begin" and "separate", what it showed up to "end".
struct MergeField {
  std::vector<pugi::xml_node> runs;
  std::string code;
  bool ended = false;
};
MergeField field_from(pugi::xml_node begin) {
  MergeField field;
  int depth = 0;
  bool showing = false;
  for (auto run = begin; run && !field.ended; run = run.next_sibling()) {
    field.runs.push_back(run);
    auto const mark = mark_of(run);
    depth += mark == "begin" ? 1 : mark == "end" ? -1 : 0;
    if (mark == "separate" && depth == 1) showing = true;
    if (!showing && depth == 1) {
      for (auto const part : run.children("w:instrText")) field.code += part.text().get();
    }
    field.ended = mark == "end" && depth == 0;
  }
  return field;
}

using Gone = std::set<void const*>;  // runs that were taken out, with fields inside them

// False where a merge field begins and does not end in its paragraph.
bool running_field(pugi::xml_node begin, Gone& gone) {
  auto const field = field_from(begin);
  std::string const name = merged_name(field.code);
  if (name.empty()) return true;
  if (!field.ended) return false;
  auto parent = begin.parent();
  auto run = parent.insert_child_before("w:r", begin);
  if (auto const look = begin.child("w:rPr")) run.append_copy(look);
  say_place(run, name);
  for (auto const old : field.runs) {
    gone.insert(old.internal_object());
    parent.remove_child(old);
  }
  return true;
}

// --- what is never filled ---

bool holds_braces(std::string_view text) {
  return text.find("{{") != text.npos || text.find("}}") != text.npos;
}

// Word reads a field's code and shows what it last made of it, so a place there, or a merge field
// that stands in another field's code, would be filled where nobody sees it. Fields run over
// paragraphs: read in the order of the document.
class FieldCodes {
 public:
  void read(pugi::xml_node node) {
    if (is(node, "w:fldSimple")) judge(node.attribute("w:instr").value());
    if (is(node, "w:fldChar")) mark(node.attribute("w:fldCharType").value());
    if (in_code() && (is(node, "w:t") || is(node, "w:instrText"))) code_ += node.text().get();
  }
  // The code of the first that holds a place.
  std::optional<std::string> beyond() {
    judge(std::exchange(code_, {}));
    return beyond_;
  }

 private:
  [[nodiscard]] bool in_code() const {
    return std::ranges::find(showing_, false) != showing_.end();
  }
  void mark(std::string_view type) {
    if (type == "begin") showing_.push_back(false);
    if (type == "separate" && !showing_.empty()) showing_.back() = true;
    if (type == "end" && !showing_.empty()) showing_.pop_back();
    if (!in_code()) judge(std::exchange(code_, {}));
  }
  void judge(std::string const& code) {
    if (!beyond_ && holds_braces(code)) beyond_ = shortened(normalise(code));
  }

  std::vector<bool> showing_;  // of each field that is open, the outermost first
  std::string code_;
  std::optional<std::string> beyond_;
};

}  // namespace

std::optional<std::string> bring_into_form(pugi::xml_node root) {
  std::vector<pugi::xml_node> simple;
  std::vector<pugi::xml_node> begins;
  visit(root, [&](pugi::xml_node node) {
    if (is(node, "w:fldSimple")) simple.push_back(node);
    if (is(node, "w:r") && mark_of(node) == "begin") begins.push_back(node);
  });
  for (auto const field : simple) simple_field(field);
  std::optional<std::string> beyond;
  Gone gone;
  for (auto const begin : begins) {
    if (gone.contains(begin.internal_object())) continue;
    if (!running_field(begin, gone) && !beyond) beyond = shortened(text_of(ancestor(begin, "w:p")));
  }
  FieldCodes codes;
  visit(root, [&](pugi::xml_node node) {
    if (is(node, "w:p")) uncover_places(node);
    codes.read(node);
    bool const drawn = is(node, "a:t") || is(node, "m:t");
    if (!beyond && drawn && holds_braces(node.text().get())) {
      beyond = shortened(node.text().get());
    }
  });
  return beyond ? beyond : codes.beyond();
}

}  // namespace giaoban::print
