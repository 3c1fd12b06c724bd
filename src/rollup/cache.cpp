#include "rollup/cache.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include "base/target.h"

namespace giaoban::rollup {

namespace {

constexpr std::string_view form = "giaoban columns 2\n";  // of this file; another one is not read
constexpr std::size_t piece_size = std::size_t{1} << 20U;

// The mark over all pieces so far.
class Marks {
 public:
  explicit Marks(Mark const& mark) : mark_(mark) {}
  void add(std::string_view piece) {
    value_ += piece;
    value_ = mark_(value_);
  }
  [[nodiscard]] std::string const& value() const { return value_; }

 private:
  Mark const& mark_;
  std::string value_;
};

class Out {
 public:
  // For its owner alone, as the store is.
  Out(std::string const& path, Mark const& mark) : file_(path, std::ios::binary), marks_(mark) {
    using std::filesystem::perms;
    std::error_code ignored;
    std::filesystem::permissions(path, perms::owner_read | perms::owner_write, ignored);
  }
  void bytes(void const* from, std::size_t size) {
    auto const* at = static_cast<char const*>(from);
    while (size > 0) {
      auto const some = std::min(size, piece_size - piece_.size());
      piece_.append(at, some);
      at += some;
      size -= some;
      if (piece_.size() == piece_size) write_piece();
    }
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
    if (!piece_.empty()) write_piece();
    file_ << marks_.value();
    file_.close();
    return !file_.fail();
  }

 private:
  void write_piece() {
    file_.write(piece_.data(), static_cast<std::streamsize>(piece_.size()));
    marks_.add(piece_);
    piece_.clear();
  }

  std::ofstream file_;
  Marks marks_;
  std::string piece_;
};

// How many bytes stand before the mark; nullopt: it is not the mark of what stands there.
std::optional<std::uintmax_t> proven_bytes(std::ifstream& file, Mark const& mark) {
  auto const end = file.seekg(0, std::ios::end).tellg();
  auto const size = end < 0 ? std::uintmax_t{0} : static_cast<std::uintmax_t>(end);
  auto const mark_size = mark("").size();
  file.seekg(0);
  if (!file || size < mark_size) return std::nullopt;
  Marks marks(mark);
  std::string piece;
  for (auto left = size - mark_size; left > 0 && file; left -= piece.size()) {
    piece.resize(std::min<std::uintmax_t>(left, piece_size));
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    marks.add(piece);
  }
  std::string told(mark_size, '\0');
  file.read(told.data(), static_cast<std::streamsize>(told.size()));
  if (!file || told != marks.value()) return std::nullopt;
  return size - mark_size;
}

// Reads until something does not fit; then `good` is false and the rest is empty.
class In {
 public:
  In(std::ifstream file, std::uintmax_t size) : file_(std::move(file)), left_(size) {
    file_.seekg(0);
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
  [[nodiscard]] bool finished() const { return good_ && left_ == 0; }

 private:
  std::ifstream file_;
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

namespace {

// Of whatever form; nothing was written of it yet where a disk was full.
bool begins_as_columns(std::string_view beginning) {
  constexpr std::string_view any_form = "giaoban columns ";
  if (beginning.size() < sizeof(std::uint64_t)) return beginning.empty();
  return beginning.substr(sizeof(std::uint64_t)).starts_with(any_form);
}

}  // namespace

bool keep(std::string const& path, Kept const& kept, Mark const& mark) {
  auto const beside = path + ".new";
  for (std::string const& file : {path, beside}) {
    if (!goes_over_nothing_else(file, begins_as_columns)) return false;
  }
  Out out(beside, mark);
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

std::optional<Kept> kept(std::string const& path, Mark const& mark) {
  std::ifstream file(path, std::ios::binary);
  auto const size = proven_bytes(file, mark);
  if (!size) return std::nullopt;
  In in(std::move(file), *size);
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
  if (!in.finished()) return std::nullopt;
  return kept;
}

}  // namespace giaoban::rollup
