#include "store/sealed_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "base/patience.h"

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

// A file that is being written, under no name of its own yet.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path path) : path_(std::move(path)), part_(path_) {
    part_ += ".part";
    ::unlink(part_.c_str());
    file_ = ::open(part_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file_ < 0) throw broken();
  }
  ~NewFile() {
    if (file_ >= 0) ::close(file_);
    if (!kept_) ::unlink(part_.c_str());
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
    std::filesystem::rename(part_, path_);
    kept_ = true;
  }

 private:
  [[nodiscard]] Breakage broken() const { return Breakage("cannot write " + path_.string()); }
  std::filesystem::path path_;
  std::filesystem::path part_;
  int file_ = -1;
  bool kept_ = false;
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

bool is_sealed(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return piece_of(in, sealed_file_mark.size()) == sealed_file_mark;
}

void open_sealed(std::filesystem::path const& sealed, std::filesystem::path const& plain,
                 SealedAs const& as) {
  ensure(sodium_init() >= 0, "libsodium starts");
  auto const strange = [&] { return Breakage("a sealed file does not open: " + sealed.string()); };
  std::ifstream in(sealed, std::ios::binary);
  if (piece_of(in, sealed_file_mark.size()) != sealed_file_mark) throw strange();
  std::string const header = piece_of(in, crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  if (header.size() != crypto_secretstream_xchacha20poly1305_HEADERBYTES) throw strange();
  crypto_secretstream_xchacha20poly1305_state state;
  Secret const key = file_key(as);
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state, raw(header), key.data()) != 0) {
    throw strange();
  }
  std::ofstream out(plain, std::ios::binary | std::ios::trunc);
  unsigned char tag = 0;
  while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
    Patience::ask();
    std::string const piece =
        piece_of(in, piece_bytes + crypto_secretstream_xchacha20poly1305_ABYTES);
    if (piece.size() < crypto_secretstream_xchacha20poly1305_ABYTES) throw strange();
    std::string opened(piece.size() - crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    if (crypto_secretstream_xchacha20poly1305_pull(&state, raw(opened), nullptr, &tag, raw(piece),
                                                   piece.size(), nullptr, 0) != 0) {
      throw strange();
    }
    out.write(opened.data(), std::ssize(opened));
  }
  if (!at_end(in)) throw strange();
  out.close();
  if (!out) throw Breakage("cannot write " + plain.string());
}

}  // namespace giaoban::store
