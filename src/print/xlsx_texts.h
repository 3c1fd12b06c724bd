// Texts as the parts of a workbook write them: escaped letters, runs of rich text, the texts that
// cells share. Private to the reading of workbooks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "print/xlsx_parts.h"
#include "print/xlsx_read.h"

namespace giaoban::print {

inline constexpr std::size_t cell_text_max = 32'767 * 4;  // Excel's 32,767 letters as UTF-8

// Control characters stand in the file as "_x000D_", and a real "_x" as "_x005F_x".
inline std::string unescape(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned code = 0;
    if (text.substr(at, 2) == "_x" && at + 7 <= text.size() && text[at + 6] == '_' &&
        std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16).ptr ==
            text.data() + at + 6 &&
        code < 0x80) {
      plain += static_cast<char>(code);
      at += 6;
    } else {
      plain += text[at];
    }
  }
  return plain;
}

// Places of shared texts.
struct StruckTexts {
  std::set<std::size_t> whole;
  std::set<std::size_t> part;
};

// Texts end to end, to hold a million of them without a million allocations.
class TextPool {
 public:
  [[nodiscard]] std::size_t bytes() const { return pool_.size() + ends_.size() * 8; }
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  void add(std::string_view text) {
    pool_ += text;
    ends_.push_back(pool_.size());
  }
  [[nodiscard]] std::string_view at(std::size_t index) const {
    auto const begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(pool_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string pool_;
  std::vector<std::size_t> ends_;
};

// A text of runs of which some may be struck out. What is left of it is the text; where nothing is
// left, it is struck out as a whole.
class RunText {
 public:
  void begin() {
    left_.clear();
    struck_.clear();
    run_is_struck_ = false;
  }
  void begin_run() { run_is_struck_ = false; }
  void strike() { run_is_struck_ = true; }
  void add(std::string_view characters) { (run_is_struck_ ? struck_ : left_) += characters; }
  [[nodiscard]] std::size_t size() const { return left_.size() + struck_.size(); }
  [[nodiscard]] bool struck_out() const {
    return !struck_.empty() && left_.find_first_not_of(" \t\n\r,;.-") == left_.npos;
  }
  [[nodiscard]] bool struck_part() const { return !struck_.empty() && !struck_out(); }
  [[nodiscard]] std::string const& text() const { return struck_out() ? struck_ : left_; }

 private:
  std::string left_;
  std::string struck_;
  bool run_is_struck_ = false;
};

struct SharedStringsHandler final : XmlHandler {
  SharedStringsHandler(std::string file_name, std::string part_name, std::int64_t limit)
      : file(std::move(file_name)), part(std::move(part_name)), bytes_max(limit) {}
  void start(std::string_view name, Attributes attributes) override {
    if (name == "si") {
      current.begin();
    } else if (name == "r") {
      current.begin_run();
    } else if (name == "rPh") {
      in_phonetic = true;
    } else if (name == "t") {
      in_text = !in_phonetic;
    } else if (name == "strike" && is_on(attributes)) {
      current.strike();
    }
  }
  void end(std::string_view name) override {
    if (name == "t") {
      in_text = false;
    } else if (name == "rPh") {
      in_phonetic = false;
    } else if (name == "si") {
      std::string const& text = current.text();
      texts.add(text.find("_x") == std::string::npos ? text : unescape(text));
      if (current.struck_out()) struck_texts.whole.insert(texts.size() - 1);
      if (current.struck_part()) struck_texts.part.insert(texts.size() - 1);
      check_size(texts.bytes());
    }
  }
  void text(std::string_view characters) override {
    if (in_text) {
      current.add(characters);
      check_size(current.size());
    }
  }
  void check_size(std::size_t bytes) {
    if (bytes > static_cast<std::size_t>(bytes_max)) {
      refusal =
          refuse(too_large,
                 {{"file", file}, {"part", shown(part)}, {"limit", std::to_string(bytes_max)}})
              .error();
    }
  }
  std::string file;
  std::string part;
  std::int64_t bytes_max;
  bool in_text = false;
  bool in_phonetic = false;
  RunText current;
  TextPool texts;
  StruckTexts struck_texts;
};

}  // namespace giaoban::print
