#include "store/sealed_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>

#include "base/patience.h"
#include "base/target.h"

namespace giaoban::store {

namespace {

constexpr std::string_view sealed_file_mark = "giaoban sealed file 1\n";
constexpr std::size_t piece_bytes = 64UL * 1024;

unsigned char const* raw(std::string const& text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* raw(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

Secret file_key(SealedAs const& as) {
  std::string purpose = "sealed file";
  purpose += '\0';
  purpose += as.name;
  return keyed_hash(purpose,
                    {reinterpret_cast<char const*>(as.keys.wrap.data()), as.keys.wrap.size()})
      .bytes;
}

// Up to `most` bytes; fewer at the end of the file only.
std::string piece_of(std::ifstream& in, std::size_t most) {
  std::string piece(most, '\0');
  in.read(piece.data(), static_cast<std::streamsize>(most));
  piece.resize(static_cast<std::size_t>(in.gcount()));
  return piece;
}

bool at_end(std::ifstream& in) {
  return !in || in.peek() == std::ifstream::traits_type::eof();
}

// A file that is being written, under no name at all where the file system knows such: a kill
// leaves nothing that could not be told from another's.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path path) : path_(std::move(path)), part_(path_) {
    part_ += ".part";
    auto const own = [](std::string_view beginning) {
      return beginning.starts_with(sealed_file_mark);
    };
    if (!may_be_written(path_, own) || !may_be_written(part_, own)) {
      throw Breakage("of another kind, and left as it is: " + path_.string());
    }
    ::unlink(part_.c_str());
    file_ = ::open(path_.parent_path().c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (file_ >= 0) return;
    named_ = true;
    file_ = ::open(part_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file_ < 0) throw broken();
  }
  ~NewFile() {
    if (file_ >= 0) ::close(file_);
    if (named_) ::unlink(part_.c_str());
  }
  NewFile(NewFile const&) = delete;
  NewFile& operator=(NewFile const&) = delete;

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const written = ::write(file_, bytes.data(), bytes.size());
      if (written <= 0) throw broken();
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void keep() {
    if (::fsync(file_) != 0) throw broken();
    if (!named_) {
      auto const held = "/proc/self/fd/" + std::to_string(file_);
      if (::linkat(AT_FDCWD, held.c_str(), AT_FDCWD, part_.c_str(), AT_SYMLINK_FOLLOW) != 0) {
        throw broken();
      }
      named_ = true;
    }
    std::filesystem::rename(part_, path_);
    named_ = false;
  }

 private:
  // With what the disk said: a full one is told as that.
  [[nodiscard]] std::system_error broken() const {
    return {errno == 0 ? EIO : errno, std::system_category(), "cannot write " + path_.string()};
  }
  std::filesystem::path path_;
  std::filesystem::path part_;
  int file_ = -1;
  bool named_ = false;  // the part stands under its name
};

}  // namespace

void seal_file(std::filesystem::path const& plain, std::filesystem::path const& sealed,
               SealedAs const& as) {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::ifstream in(plain, std::ios::binary);
  if (!in) throw Breakage("cannot read " + plain.string());
  crypto_secretstream_xchacha20poly1305_state state;
  std::string header(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
  Secret const key = file_key(as);
  crypto_secretstream_xchacha20poly1305_init_push(&state, raw(header), key.data());
  NewFile out(sealed);
  out.write(sealed_file_mark);
  out.write(header);
  for (bool more = true; more;) {
    Patience::ask();
    std::string const piece = piece_of(in, piece_bytes);
    more = !at_end(in);
    std::string sealed_piece(piece.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    auto const tag = more ? crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
                          : crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    crypto_secretstream_xchacha20poly1305_push(&state, raw(sealed_piece), nullptr, raw(piece),
                                               piece.size(), nullptr, 0,
                                               static_cast<unsigned char>(tag));
    out.write(sealed_piece);
  }
  if (in.bad()) throw Breakage("cannot read " + plain.string());
  out.keep();
}

namespace {

// A sealed file piece by piece.
class Sealed {
 public:
  Sealed(std::filesystem::path const& file, SealedAs const& as) : in_(file, std::ios::binary) {
    if (piece_of(in_, sealed_file_mark.size()) != sealed_file_mark) return;
    std::string const header = piece_of(in_, crypto_secretstream_xchacha20poly1305_HEADERBYTES);
    if (header.size() != crypto_secretstream_xchacha20poly1305_HEADERBYTES) return;
    Secret const key = file_key(as);
    begun_ = crypto_secretstream_xchacha20poly1305_init_pull(&state_, raw(header), key.data()) == 0;
  }
  // nullopt: it does not open.
  std::optional<std::string> next() {
    if (!begun_) return std::nullopt;
    std::string const piece =
        piece_of(in_, piece_bytes + crypto_secretstream_xchacha20poly1305_ABYTES);
    if (piece.size() < crypto_secretstream_xchacha20poly1305_ABYTES) return std::nullopt;
    std::string opened(piece.size() - crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state_, raw(opened), nullptr, &tag, raw(piece),
                                                   piece.size(), nullptr, 0) != 0) {
      return std::nullopt;
    }
    last_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return opened;
  }
  [[nodiscard]] bool last() const { return last_; }  // the piece was
  bool ends() { return at_end(in_); }

 private:
  std::ifstream in_;
  crypto_secretstream_xchacha20poly1305_state state_{};
  bool begun_ = false;
  bool last_ = false;
};

}  // namespace

bool is_sealed_as(std::filesystem::path const& file, SealedAs const& as) {
  ensure(sodium_init() >= 0, "libsodium starts");
  return Sealed(file, as).next().has_value();
}

std::string name_of_keys(StoreKeys const& keys) {
  constexpr std::size_t letters = 12;
  std::string_view const wrap{reinterpret_cast<char const*>(keys.wrap.data()), keys.wrap.size()};
  return keyed_hash("name of the keys", wrap).hex().substr(0, letters);
}

void open_sealed(std::filesystem::path const& sealed, std::filesystem::path const& plain,
                 SealedAs const& as) {
  ensure(sodium_init() >= 0, "libsodium starts");
  auto const strange = [&] { return Breakage("a sealed file does not open: " + sealed.string()); };
  Sealed in(sealed, as);
  std::ofstream out(plain, std::ios::binary | std::ios::trunc);
  while (!in.last()) {
    Patience::ask();
    auto const piece = in.next();
    if (!piece) throw strange();
    out.write(piece->data(), std::ssize(*piece));
  }
  if (!in.ends()) throw strange();
  out.close();
  if (!out) {
    throw std::system_error(errno == 0 ? EIO : errno, std::system_category(),
                            "cannot write " + plain.string());
  }
}

}  // namespace giaoban::store
