#include "print/docx_pack.h"

#include <zip.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <new>
#include <set>

#include "base/result.h"
#include "print/docx_zip.h"

namespace giaoban::print {
namespace {

constexpr zip_uint16_t fixed_time = 0;
constexpr zip_uint16_t fixed_day = (0 << 9) | (1 << 5) | 1;  // 01/01/1980, the first there is
constexpr zip_uint32_t fastest = 1;                          // deflate level
constexpr std::uint64_t total_bytes_max = 100'000'000;
constexpr zip_int64_t parts_max = 2'000;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using ZipPtr = std::unique_ptr<zip_t, Discard>;

struct SourceFree {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using SourcePtr = std::unique_ptr<zip_source_t, SourceFree>;

// A zip that lives in memory: `source` stays readable after the archive is closed.
struct MemoryZip {
  SourcePtr source;
  ZipPtr archive;
};

// libzip gets a copy: when it writes back to a buffer it does not own, it frees it all the same.
std::optional<MemoryZip> open_memory(std::string_view bytes, int flags) {
  if (bytes.empty()) {
    return std::nullopt;
  }
  zip_error_t error;
  zip_error_init(&error);
  auto* const copy = std::malloc(bytes.size());
  if (copy == nullptr) {
    throw std::bad_alloc();
  }
  std::ranges::copy(bytes, static_cast<char*>(copy));
  SourcePtr source(zip_source_buffer_create(copy, bytes.size(), 1, &error));
  ZipPtr archive(source ? zip_open_from_source(source.get(), flags, &error) : nullptr);
  zip_error_fini(&error);
  if (!archive) {
    return std::nullopt;
  }
  zip_source_keep(source.get());  // the archive took the first reference
  return MemoryZip{std::move(source), std::move(archive)};
}

void must(bool done, zip_t* archive) {
  if (!done) {
    throw Breakage(std::string("making a zip: ") + zip_strerror(archive));
  }
}

std::string close_to_bytes(MemoryZip zip) {
  must(zip_close(zip.archive.get()) == 0, zip.archive.get());
  (void)zip.archive.release();
  zip_stat_t stat;
  zip_stat_init(&stat);
  auto* const source = zip.source.get();
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) {
    throw Breakage("reading a zip back");
  }
  std::string bytes(stat.size, '\0');
  auto const got = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (got != static_cast<zip_int64_t>(bytes.size())) {
    throw Breakage("reading a zip back");
  }
  return bytes;
}

// `part` outlives the closing of the archive.
zip_source_t* source_of(zip_t* archive, DocxPart const& part) {
  auto* const source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
  must(source != nullptr, archive);
  return source;
}

std::optional<std::string> read_entry(zip_t* archive, zip_uint64_t at, zip_uint64_t size) {
  std::string bytes(size, '\0');
  auto* const entry = zip_fopen_index(archive, at, 0);
  if (entry == nullptr) {
    return std::nullopt;
  }
  zip_int64_t got = 0;
  zip_uint64_t read = 0;
  while (read < size && (got = zip_fread(entry, bytes.data() + read, size - read)) > 0) {
    read += static_cast<zip_uint64_t>(got);
  }
  char beyond = 0;
  bool const whole = read == size && zip_fread(entry, &beyond, 1) == 0;
  zip_fclose(entry);
  return whole ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace

std::string pack_parts(std::vector<DocxPart> parts) {
  ensure(!parts.empty(), "libzip makes no archive of nothing");
  // Word wants the content types first; the rest by name.
  std::ranges::sort(parts, {}, [](DocxPart const& part) {
    return std::pair(part.name != "[Content_Types].xml", part.name);
  });
  zip_error_t error;
  zip_error_init(&error);
  SourcePtr source(zip_source_buffer_create(nullptr, 0, 0, &error));
  ZipPtr archive(source ? zip_open_from_source(source.get(), ZIP_TRUNCATE, &error) : nullptr);
  zip_error_fini(&error);
  if (!archive) {
    throw Breakage("starting a zip");
  }
  zip_source_keep(source.get());
  MemoryZip zip{std::move(source), std::move(archive)};
  auto* const handle = zip.archive.get();
  for (auto const& part : parts) {
    auto const at =
        zip_file_add(handle, part.name.c_str(), source_of(handle, part), ZIP_FL_ENC_UTF_8);
    must(at >= 0, handle);
    must(zip_file_set_dostime(handle, static_cast<zip_uint64_t>(at), fixed_time, fixed_day, 0) == 0,
         handle);
  }
  return close_to_bytes(std::move(zip));
}

std::string pack_folder(std::filesystem::path const& folder) {
  std::vector<DocxPart> parts;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() ||
        (entry.path().filename().string().starts_with('.') && entry.path().filename() != ".rels")) {
      continue;
    }
    std::ifstream file(entry.path(), std::ios::binary);
    if (!file) {
      throw Breakage("reading " + entry.path().string());
    }
    parts.push_back({entry.path().lexically_relative(folder).generic_string(),
                     {std::istreambuf_iterator<char>(file), {}}});
  }
  return pack_parts(std::move(parts));
}

namespace {

// A part stands in the document under one plain path: Word opens no other, and whoever unpacks it
// could be led elsewhere.
bool plain_name(std::string_view name) {
  if (name.empty() || name.starts_with('/') || name.contains('\\') || name.contains(':')) {
    return false;
  }
  auto const within = "/" + std::string(name) + "/";
  return !within.contains("/../") && !within.contains("/./") && !within.contains("//");
}

// Word takes names apart by letters alone, whatever their case.
std::string same_name(std::string_view name) {
  std::string same(name);
  for (char& c : same) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return same;
}

}  // namespace

std::optional<std::vector<DocxPart>> unpack_parts(std::string_view bytes) {
  auto const zip = open_memory(bytes, ZIP_RDONLY);
  if (!zip) {
    return std::nullopt;
  }
  auto* const archive = zip->archive.get();
  auto const count = zip_get_num_entries(archive, 0);
  std::vector<DocxPart> parts;
  std::set<std::string> names;
  std::uint64_t total = 0;
  for (zip_int64_t each = 0; each < count; ++each) {
    auto const at = static_cast<zip_uint64_t>(each);
    zip_stat_t stat;
    if (count > parts_max || zip_stat_index(archive, at, 0, &stat) != 0 ||
        (stat.valid & ZIP_STAT_SIZE) == 0 || (total += stat.size) > total_bytes_max) {
      return std::nullopt;
    }
    if (std::string_view(stat.name).ends_with('/')) {
      continue;
    }
    auto content = read_entry(archive, at, stat.size);
    if (!content || !plain_name(stat.name) || !names.insert(same_name(stat.name)).second) {
      return std::nullopt;
    }
    parts.push_back({stat.name, *std::move(content)});
  }
  return parts;
}

std::string replace_parts(std::string_view bytes, std::vector<DocxPart> const& changed) {
  auto zip = open_memory(bytes, 0);
  if (!zip) {
    throw Breakage("reopening a zip");
  }
  auto* const archive = zip->archive.get();
  for (auto const& part : changed) {
    auto const at = zip_name_locate(archive, part.name.c_str(), 0);
    must(at >= 0, archive);
    // Taken out and added: libzip keeps the level of what it replaces, which is its slowest one and
    // makes filling take several times as long.
    must(zip_delete(archive, static_cast<zip_uint64_t>(at)) == 0, archive);
    auto const added =
        zip_file_add(archive, part.name.c_str(), source_of(archive, part), ZIP_FL_ENC_UTF_8);
    must(added >= 0, archive);
    auto const index = static_cast<zip_uint64_t>(added);
    must(zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, fastest) == 0, archive);
    must(zip_file_set_dostime(archive, index, fixed_time, fixed_day, 0) == 0, archive);
  }
  return close_to_bytes(*std::move(zip));
}

}  // namespace giaoban::print
