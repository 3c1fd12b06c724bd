#include "store/pack.h"

#include <cstring>

namespace giaoban::store {

namespace {

template <class T>
void put_plain(std::string& out, T value) {
  out.append(reinterpret_cast<char const*>(&value), sizeof value);
}
template <class T>
T take(std::string_view& in) {
  T value;
  std::memcpy(&value, in.data(), sizeof value);
  in.remove_prefix(sizeof value);
  return value;
}
void take_bytes(std::string_view& in, std::string& into) {
  auto const size = take<std::uint32_t>(in);
  into.assign(in.data(), size);
  in.remove_prefix(size);
}

}  // namespace

void pack(std::string& out, Value const& value) {
  out += static_cast<char>(value.index());
  if (auto const* number = std::get_if<std::int64_t>(&value)) {
    put_plain(out, *number);
  } else if (auto const* text = std::get_if<std::string>(&value)) {
    put_plain(out, static_cast<std::uint32_t>(text->size()));
    out += *text;
  } else if (auto const* blob = std::get_if<Blob>(&value)) {
    put_plain(out, static_cast<std::uint32_t>(blob->bytes.size()));
    out += blob->bytes;
  }
}

void unpack(std::string_view& in, Value& into) {
  char const index = in.front();
  in.remove_prefix(1);
  switch (index) {
    case 1:
      into = take<std::int64_t>(in);
      break;
    case 2:
      if (!std::holds_alternative<std::string>(into)) into.emplace<std::string>();
      take_bytes(in, std::get<std::string>(into));
      break;
    case 3:
      if (!std::holds_alternative<Blob>(into)) into.emplace<Blob>();
      take_bytes(in, std::get<Blob>(into).bytes);
      break;
    default:
      into = Value{};
  }
}

}  // namespace giaoban::store
