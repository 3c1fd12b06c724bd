#include "rollup/cache.h"

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace giaoban::rollup {

namespace {

constexpr std::string_view form = "giaoban columns 1\n";  // of this file; another one is not read

// Notices a file that was cut or damaged, nothing more: the file is as safe as the store beside it.
class Sum {
 public:
  void add(void const* bytes, std::size_t size) {
    auto const* at = static_cast<unsigned char const*>(bytes);
    for (; size >= 8; at += 8, size -= 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, at, 8);
      mix(eight);
    }
    for (; size > 0; ++at, --size) mix(*at);
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void mix(std::uint64_t more) {
    value_ = (value_ ^ more) * 0x9E3779B97F4A7C15ULL;
    value_ ^= value_ >> 29U;
  }
  std::uint64_t value_ = 0;
};

class Out {
 public:
  explicit Out(std::string const& path) : file_(path, std::ios::binary) {}
  void bytes(void const* from, std::size_t size) {
    file_.write(static_cast<char const*>(from), static_cast<std::streamsize>(size));
    sum_.add(from, size);
  }
  void number(std::uint64_t number) { bytes(&number, sizeof number); }
  template <class T>
  void all(std::vector<T> const& values) {
    number(values.size());
    bytes(values.data(), values.size() * sizeof(T));
  }
  void text(std::string_view text) {
    number(text.size());
    bytes(text.data(), text.size());
  }
  bool finish() {
    auto const sum = sum_.value();
    file_.write(reinterpret_cast<char const*>(&sum), sizeof sum);
    file_.close();
    return !file_.fail();
  }

 private:
  std::ofstream file_;
  Sum sum_;
};

// Reads until something does not fit; then `good` is false and the rest is empty.
class In {
 public:
  explicit In(std::string const& path) : file_(path, std::ios::binary) {
    std::error_code none;
    auto const size = std::filesystem::file_size(path, none);
    left_ = none ? 0 : size;
  }
  [[nodiscard]] bool good() const { return good_; }
  void bytes(void* into, std::size_t size) {
    if (!good_ || size > left_) {
      good_ = false;
      return;
    }
    left_ -= size;
    file_.read(static_cast<char*>(into), static_cast<std::streamsize>(size));
    good_ = !file_.fail();
    if (good_) sum_.add(into, size);
  }
  std::uint64_t number() {
    std::uint64_t number = 0;
    bytes(&number, sizeof number);
    return good_ ? number : 0;
  }
  template <class T>
  std::vector<T> all() {
    auto const size = number();
    if (size > left_ / sizeof(T)) good_ = false;
    std::vector<T> values(good_ ? size : 0);
    bytes(values.data(), values.size() * sizeof(T));
    return values;
  }
  std::string text() {
    auto const letters = all<char>();
    return {letters.begin(), letters.end()};
  }
  bool finish() {
    auto const expected = sum_.value();
    return number() == expected && good_ && left_ == 0;
  }

 private:
  std::ifstream file_;
  Sum sum_;
  std::uintmax_t left_ = 0;
  bool good_ = true;
};

}  // namespace

class CacheFile {
 public:
  static void write(Out& out, Columns const& columns) {
    std::vector<std::uint32_t> words;
    for (std::size_t code = 1; code < columns.dictionary_->size(); ++code) {
      words.push_back(columns.dictionary_->word(code));
    }
    out.all(words);
    Block const& block = *columns.block_;
    out.all(block.first);
    out.all(block.from);
    out.all(block.to);
    out.all(block.code);
    out.all(block.entry);
    out.number(static_cast<std::uint64_t>(block.last_entry));
    write(out, *columns.past_);
    out.number(columns.strips_.size());
    for (auto const& strip : columns.strips_) write(out, *strip);
  }
  static Columns read(In& in) {
    Columns columns;
    auto dictionary = std::make_shared<Dictionary>();
    for (std::uint32_t const word : in.all<std::uint32_t>()) dictionary->add(word);
    auto block = std::make_shared<Block>();
    block->first = in.all<std::uint32_t>();
    block->from = in.all<std::int32_t>();
    block->to = in.all<std::int32_t>();
    block->code = in.all<Code>();
    block->entry = in.all<std::int32_t>();
    block->last_entry = static_cast<std::int32_t>(in.number());
    columns.dictionary_ = std::move(dictionary);
    columns.block_ = std::move(block);
    columns.past_ = read_strip(in);
    for (auto strips = in.number(); strips > 0 && in.good(); --strips) {
      columns.strips_.push_back(read_strip(in));
    }
    return columns;
  }

 private:
  static void write(Out& out, Strip const& strip) {
    out.all(strip.rows);
    out.number(static_cast<std::uint64_t>(strip.last_entry));
  }
  static std::shared_ptr<Strip const> read_strip(In& in) {
    auto strip = std::make_shared<Strip>();
    strip->rows = in.all<Changed>();
    strip->last_entry = static_cast<std::int32_t>(in.number());
    return strip;
  }
};

bool keep(std::string const& path, Kept const& kept) {
  auto const beside = path + ".new";
  Out out(beside);
  out.text(form);
  out.text(kept.key);
  out.all(std::vector(kept.forest.changes().begin(), kept.forest.changes().end()));
  out.number(kept.columns.size());
  for (Columns const& columns : kept.columns) CacheFile::write(out, columns);
  out.number(kept.lists.size());
  for (auto const& list : kept.lists) out.all(list);
  std::error_code failed;
  if (!out.finish()) return false;
  std::filesystem::rename(beside, path, failed);
  return !failed;
}

std::optional<Kept> kept(std::string const& path) {
  In in(path);
  if (in.text() != form) return std::nullopt;
  Kept kept;
  kept.key = in.text();
  kept.forest = kept.forest.with(in.all<LinkChange>());
  for (auto columns = in.number(); columns > 0 && in.good(); --columns) {
    kept.columns.push_back(CacheFile::read(in));
  }
  for (auto lists = in.number(); lists > 0 && in.good(); --lists) {
    kept.lists.push_back(in.all<std::int64_t>());
  }
  if (!in.finish()) return std::nullopt;
  return kept;
}

}  // namespace giaoban::rollup
