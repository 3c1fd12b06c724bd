// The parts of a workbook file and their XML, read in pieces. Inside print/ only.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "print/xlsx_read.h"

struct XML_ParserStruct;
struct zip;
struct zip_file;

namespace giaoban::print {

// Attributes of an element, by name without prefix.
class Attributes {
 public:
  explicit Attributes(char const** raw) : raw_(raw) {}
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  // Of the relationship namespace: "r:id", never "id".
  [[nodiscard]] std::optional<std::string_view> find_prefixed(std::string_view name) const;

 private:
  char const** raw_;
};

std::string_view local_name(std::string_view qualified);

// Receives elements by name without prefix. Sets `refusal` to stop the reading.
struct XmlHandler {
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, Attributes attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view characters) = 0;
  std::optional<Refusal> refusal;
};

// What a handler receives as text: the characters, or every byte that is no tag, as it stood.
enum class Markup { decoded, verbatim };

class XmlParser {
 public:
  // `file` and `part` are named in refusals; `handler` outlives the parser.
  XmlParser(XmlHandler& handler, std::string file, std::string part,
            Markup markup = Markup::decoded);
  ~XmlParser();
  XmlParser(XmlParser const&) = delete;
  XmlParser& operator=(XmlParser const&) = delete;

  // Refuses damaged, has_doctype and what the handler refused. An empty chunk ends the part.
  Result<void> feed(std::string_view chunk);
  // The tag now handled as it stood, through the handler's `text`. Only under Markup::verbatim.
  void pass_tag();

 private:
  struct Callbacks;
  XmlHandler& handler_;
  std::string file_;
  std::string part_;
  XML_ParserStruct* parser_;
  std::int64_t fed_ = 0;
  std::int64_t fed_at_last_event_ = 0;
  int depth_ = 0;
  bool doctype_ = false;
  bool too_deep_ = false;
};

class PartReader;

// The zip behind a workbook, its declared sizes held against the limits. A part that turns out
// longer than declared is damaged, so the declared sizes can be trusted.
class Archive {
 public:
  // Refuses file_missing, old_xls, encrypted, not_a_workbook, damaged and the limits.
  static Result<Archive> open(std::filesystem::path const& path, Limits const& limits);

  [[nodiscard]] std::string const& file() const { return file_; }
  [[nodiscard]] std::optional<std::uint64_t> find(std::string const& part) const;
  [[nodiscard]] Result<PartReader> reader(std::string const& part) const;
  // Whole; refuses too_large beyond `bytes_max`.
  [[nodiscard]] Result<void> parse(std::string const& part, XmlHandler& handler,
                                   std::uint64_t bytes_max = small_part) const;
  [[nodiscard]] Result<std::string> bytes(std::string const& part) const;

  // No part but sheets and shared texts comes near.
  static constexpr std::uint64_t small_part = 32'000'000;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  Archive(std::unique_ptr<zip, Close> zip_handle, std::string file)
      : zip_(std::move(zip_handle)), file_(std::move(file)) {}
  std::unique_ptr<zip, Close> zip_;
  std::string file_;
};

class PartReader {
 public:
  [[nodiscard]] std::uint64_t bytes_left() const { return left_; }
  // The next piece, empty at the end; stands until the next call.
  Result<std::string_view> next();

 private:
  friend class Archive;
  struct Close {
    void operator()(zip_file* part) const;
  };
  PartReader(zip_file* part, std::uint64_t size, std::string file, std::string name);
  std::unique_ptr<zip_file, Close> part_;
  std::uint64_t left_;
  std::string file_;
  std::string name_;
  std::unique_ptr<std::array<char, 65536>> buffer_;
};

// Where a workbook keeps its parts.
struct SheetPart {
  std::string name;
  std::string part;
  bool hidden = false;
};
struct WorkbookParts {
  std::vector<SheetPart> sheets;
  std::string styles;          // empty: none
  std::string shared_strings;  // empty: none
  bool counts_from_1904 = false;
};
Result<WorkbookParts> find_parts(Archive const& archive);

// Text safe to show: control characters of hostile names gone.
std::string shown(std::string_view text);

}  // namespace giaoban::print
