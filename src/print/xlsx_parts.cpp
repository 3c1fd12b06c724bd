#include "print/xlsx_parts.h"

#include <expat.h>
#include <zip.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "base/patience.h"

namespace giaoban::print {
namespace {

constexpr int depth_max = 64;
// A tag, comment or instruction longer than this is an attack on the parser's buffer.
constexpr std::int64_t token_bytes_max = 8'000'000;
constexpr std::int64_t ratio_checked_from = 16'000'000;

bool is_ole2(std::string_view head) {
  return head.starts_with("\xD0\xCF\x11\xE0");
}

// An encrypted workbook is an OLE2 file with a stream of this name, kept as UTF-16.
bool holds_encrypted_package(std::istream& file) {
  std::string needle;
  for (char const letter : std::string_view("EncryptedPackage")) {
    needle += letter;
    needle += '\0';
  }
  std::string window;
  std::array<char, 65536> chunk;
  while (file.read(chunk.data(), chunk.size()), file.gcount() > 0) {
    window.append(chunk.data(), static_cast<std::size_t>(file.gcount()));
    if (window.find(needle) != std::string::npos) {
      return true;
    }
    window.erase(0, window.size() - std::min(window.size(), needle.size()));
  }
  return false;
}

Result<void> check_signature(std::filesystem::path const& path, std::string const& file) {
  std::error_code error;
  std::ifstream stream(path, std::ios::binary);
  if (!stream || !std::filesystem::is_regular_file(path, error)) {
    return refuse(file_missing, {{"file", file}});
  }
  std::string head(8, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (is_ole2(head)) {
    stream.clear();
    return holds_encrypted_package(stream) ? refuse(encrypted, {{"file", file}})
                                           : refuse(old_xls, {{"file", file}});
  }
  if (!head.starts_with("PK")) {
    return refuse(not_a_workbook, {{"file", file}});
  }
  return {};
}

Result<void> check_sizes(zip* archive, std::string const& file, Limits const& limits) {
  auto const parts = zip_get_num_entries(archive, 0);
  if (parts > limits.parts_max) {
    return refuse(too_many_parts, {{"file", file}, {"limit", std::to_string(limits.parts_max)}});
  }
  std::uint64_t total = 0;
  for (zip_int64_t at = 0; at < parts; ++at) {
    zip_stat_t stat;
    if (zip_stat_index(archive, static_cast<zip_uint64_t>(at), 0, &stat) != 0 ||
        (stat.valid & (ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_NAME)) !=
            (ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_NAME)) {
      return refuse(damaged, {{"file", file}, {"part", "zip"}});
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
      return refuse(encrypted, {{"file", file}});
    }
    auto const part_max = static_cast<std::uint64_t>(limits.part_bytes_max);
    auto const total_max = static_cast<std::uint64_t>(limits.total_bytes_max);
    if (stat.size > part_max) {
      return refuse(
          too_large,
          {{"file", file}, {"part", shown(stat.name)}, {"limit", std::to_string(part_max)}});
    }
    total += stat.size;
    if (total > total_max) {
      return refuse(
          too_large,
          {{"file", file}, {"part", shown(stat.name)}, {"limit", std::to_string(total_max)}});
    }
    if (stat.size > static_cast<std::uint64_t>(ratio_checked_from) &&
        stat.size / std::max<std::uint64_t>(stat.comp_size, 1) >
            static_cast<std::uint64_t>(limits.ratio_max)) {
      return refuse(inflated, {{"file", file},
                               {"part", shown(stat.name)},
                               {"limit", std::to_string(limits.ratio_max)}});
    }
  }
  return {};
}

// "../media/a" beside "xl/worksheets/sheet1.xml" is "xl/media/a". A name is only ever looked up
// in the zip, never opened as a file.
std::string resolve(std::string_view beside, std::string_view target) {
  if (target.starts_with('/')) {
    return std::string(target.substr(1));
  }
  auto const slash = beside.rfind('/');
  auto const folder = slash == std::string_view::npos ? "" : beside.substr(0, slash + 1);
  auto const joined = std::filesystem::path(std::string(folder) + std::string(target));
  return joined.lexically_normal().generic_string();
}

std::string relations_of(std::string_view part) {
  auto const slash = part.rfind('/');
  auto const at = slash == std::string_view::npos ? 0 : slash + 1;
  return std::string(part.substr(0, at)) + "_rels/" + std::string(part.substr(at)) + ".rels";
}

struct Relation {
  std::string type;  // last word of the URI, equal in both dialects of the standard
  std::string target;
};

struct RelationsHandler final : XmlHandler {
  void start(std::string_view name, Attributes attributes) override {
    if (name != "Relationship" || attributes.find("TargetMode").value_or("") == "External") {
      return;
    }
    auto const type = attributes.find("Type").value_or("");
    relations[std::string(attributes.find("Id").value_or(""))] = {
        std::string(type.substr(type.rfind('/') + 1)),
        std::string(attributes.find("Target").value_or(""))};
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  std::map<std::string, Relation, std::less<>> relations;
};

struct WorkbookHandler final : XmlHandler {
  void start(std::string_view name, Attributes attributes) override {
    if (name == "workbook") {
      is_workbook = true;
    } else if (name == "workbookPr") {
      auto const value = attributes.find("date1904").value_or("0");
      counts_from_1904 = value == "1" || value == "true";
    } else if (name == "sheet") {
      sheets.push_back({std::string(attributes.find("name").value_or("")),
                        std::string(attributes.find_prefixed("id").value_or("")),
                        attributes.find("state").value_or("visible") != "visible"});
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  bool is_workbook = false;
  bool counts_from_1904 = false;
  std::vector<SheetPart> sheets;  // `part` holds the relation's id
};

}  // namespace

std::string shown(std::string_view text) {
  std::string safe(text.substr(0, 200));
  std::ranges::replace_if(
      safe, [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }, '?');
  return safe;
}

std::string_view local_name(std::string_view qualified) {
  return qualified.substr(qualified.find(':') + 1);
}

std::optional<std::string_view> Attributes::find(std::string_view name) const {
  for (auto at = raw_; *at != nullptr; at += 2) {
    if (name == *at) {
      return at[1];
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> Attributes::find_prefixed(std::string_view name) const {
  for (auto at = raw_; *at != nullptr; at += 2) {
    std::string_view const qualified = *at;
    if (qualified.size() > name.size() && local_name(qualified) == name) {
      return at[1];
    }
  }
  return std::nullopt;
}

// XML ---------------------------------------------------------------------------------------

struct XmlParser::Callbacks {
  static void stop(XmlParser& self) { XML_StopParser(self.parser_, XML_FALSE); }

  static void start(void* user, char const* name, char const** attributes) {
    auto& self = *static_cast<XmlParser*>(user);
    self.fed_at_last_event_ = self.fed_;
    if (++self.depth_ > depth_max) {
      self.too_deep_ = true;
      return stop(self);
    }
    self.handler_.start(local_name(name), Attributes(attributes));
    if (self.handler_.refusal) {
      stop(self);
    }
  }
  static void end(void* user, char const* name) {
    auto& self = *static_cast<XmlParser*>(user);
    self.fed_at_last_event_ = self.fed_;
    --self.depth_;
    self.handler_.end(local_name(name));
    if (self.handler_.refusal) {
      stop(self);
    }
  }
  static void text(void* user, char const* characters, int size) {
    auto& self = *static_cast<XmlParser*>(user);
    self.fed_at_last_event_ = self.fed_;
    self.handler_.text({characters, static_cast<std::size_t>(size)});
    if (self.handler_.refusal) {
      stop(self);
    }
  }
  static void doctype(void* user, char const*, char const*, char const*, int) {
    auto& self = *static_cast<XmlParser*>(user);
    self.doctype_ = true;
    stop(self);
  }
};

XmlParser::XmlParser(XmlHandler& handler, std::string file, std::string part, Markup markup)
    : handler_(handler),
      file_(std::move(file)),
      part_(std::move(part)),
      parser_(XML_ParserCreate(nullptr)) {
  if (parser_ == nullptr) {
    throw std::bad_alloc();
  }
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Callbacks::start, Callbacks::end);
  XML_SetStartDoctypeDeclHandler(parser_, Callbacks::doctype);
  if (markup == Markup::decoded) {
    XML_SetCharacterDataHandler(parser_, Callbacks::text);
  } else {
    XML_SetDefaultHandler(parser_, Callbacks::text);
  }
}

XmlParser::~XmlParser() {
  XML_ParserFree(parser_);
}

Result<void> XmlParser::feed(std::string_view chunk) {
  fed_ += static_cast<std::int64_t>(chunk.size());
  auto const status = XML_Parse(parser_, chunk.data(), static_cast<int>(chunk.size()),
                                chunk.empty() ? XML_TRUE : XML_FALSE);
  if (handler_.refusal) {
    return std::unexpected(*handler_.refusal);
  }
  if (doctype_) {
    return refuse(has_doctype, {{"file", file_}, {"part", shown(part_)}});
  }
  if (status != XML_STATUS_OK || too_deep_ || fed_ - fed_at_last_event_ > token_bytes_max) {
    return refuse(damaged, {{"file", file_}, {"part", shown(part_)}});
  }
  return {};
}

void XmlParser::pass_tag() {
  XML_DefaultCurrent(parser_);
}

// Zip ---------------------------------------------------------------------------------------

void Archive::Close::operator()(zip* archive) const {
  zip_discard(archive);
}
void PartReader::Close::operator()(zip_file* part) const {
  zip_fclose(part);
}

Result<Archive> Archive::open(std::filesystem::path const& path, Limits const& limits) {
  auto const file = shown(path.filename().string());
  TRY_VOID(check_signature(path, file));
  int error = 0;
  std::unique_ptr<zip, Close> handle(zip_open(path.c_str(), ZIP_RDONLY, &error));
  if (!handle) {
    return refuse(damaged, {{"file", file}, {"part", "zip"}});
  }
  TRY_VOID(check_sizes(handle.get(), file, limits));
  return Archive(std::move(handle), file);
}

std::optional<std::uint64_t> Archive::find(std::string const& part) const {
  auto at = zip_name_locate(zip_.get(), part.c_str(), 0);
  if (at < 0) {
    at = zip_name_locate(zip_.get(), part.c_str(), ZIP_FL_NOCASE);
  }
  return at < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(at));
}

Result<PartReader> Archive::reader(std::string const& part) const {
  auto const at = find(part);
  zip_stat_t stat;
  if (!at || zip_stat_index(zip_.get(), *at, 0, &stat) != 0) {
    return refuse(damaged, {{"file", file_}, {"part", shown(part)}});
  }
  auto* const opened = zip_fopen_index(zip_.get(), *at, 0);
  if (opened == nullptr) {
    return refuse(damaged, {{"file", file_}, {"part", shown(part)}});
  }
  return PartReader(opened, stat.size, file_, part);
}

Result<void> Archive::parse(std::string const& part, XmlHandler& handler,
                            std::uint64_t bytes_max) const {
  TRY_INTO(auto source, reader(part));
  if (source.bytes_left() > bytes_max) {
    return refuse(too_large,
                  {{"file", file_}, {"part", shown(part)}, {"limit", std::to_string(bytes_max)}});
  }
  XmlParser parser(handler, file_, part);
  while (true) {
    TRY_INTO(auto const chunk, source.next());
    TRY_VOID(parser.feed(chunk));
    if (chunk.empty()) {
      return {};
    }
  }
}

Result<std::string> Archive::bytes(std::string const& part) const {
  TRY_INTO(auto source, reader(part));
  if (source.bytes_left() > small_part) {
    return refuse(too_large,
                  {{"file", file_}, {"part", shown(part)}, {"limit", std::to_string(small_part)}});
  }
  std::string all;
  while (true) {
    TRY_INTO(auto const chunk, source.next());
    if (chunk.empty()) {
      return all;
    }
    all += chunk;
  }
}

PartReader::PartReader(zip_file* part, std::uint64_t size, std::string file, std::string name)
    : part_(part),
      left_(size),
      file_(std::move(file)),
      name_(std::move(name)),
      buffer_(std::make_unique<std::array<char, 65536>>()) {}

Result<std::string_view> PartReader::next() {
  Patience::ask();
  auto const got = zip_fread(part_.get(), buffer_->data(), buffer_->size());
  if (got < 0 || static_cast<std::uint64_t>(got) > left_ || (got == 0 && left_ != 0)) {
    return refuse(damaged, {{"file", file_}, {"part", shown(name_)}});
  }
  left_ -= static_cast<std::uint64_t>(got);
  return std::string_view(buffer_->data(), static_cast<std::size_t>(got));
}

// Relations ---------------------------------------------------------------------------------

Result<WorkbookParts> find_parts(Archive const& archive) {
  auto const no_workbook = [&] { return refuse(not_a_workbook, {{"file", archive.file()}}); };
  if (!archive.find("_rels/.rels")) {
    return no_workbook();
  }
  RelationsHandler roots;
  TRY_VOID(archive.parse("_rels/.rels", roots));
  auto const root = std::ranges::find_if(
      roots.relations, [](auto const& each) { return each.second.type == "officeDocument"; });
  if (root == roots.relations.end()) {
    return no_workbook();
  }
  auto const main_part = resolve("", root->second.target);
  // A binary workbook (.xlsb) is no XML.
  if (main_part.ends_with(".bin") || !archive.find(main_part)) {
    return no_workbook();
  }
  WorkbookHandler book;
  TRY_VOID(archive.parse(main_part, book));
  if (!book.is_workbook) {
    return no_workbook();
  }
  RelationsHandler relations;
  TRY_VOID(archive.parse(relations_of(main_part), relations));

  WorkbookParts parts;
  parts.counts_from_1904 = book.counts_from_1904;
  for (auto const& sheet : book.sheets) {
    auto const found = relations.relations.find(sheet.part);
    if (found == relations.relations.end()) {
      return refuse(damaged, {{"file", archive.file()}, {"part", shown(main_part)}});
    }
    if (found->second.type == "worksheet") {
      parts.sheets.push_back({sheet.name, resolve(main_part, found->second.target), sheet.hidden});
    }
  }
  for (auto const& [id, relation] : relations.relations) {
    if (relation.type == "styles") {
      parts.styles = resolve(main_part, relation.target);
    } else if (relation.type == "sharedStrings") {
      parts.shared_strings = resolve(main_part, relation.target);
    }
  }
  return parts;
}

}  // namespace giaoban::print
