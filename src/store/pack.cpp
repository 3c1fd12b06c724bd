#include "store/pack.h"

#include <cstring>

namespace giaoban::store {

namespace {

template <class T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<char const*>(&value), sizeof value);
}
template <class T>
T take(std::string_view& in) {
  T value;
  std::memcpy(&value, in.data(), sizeof value);
  in.remove_prefix(sizeof value);
  return value;
}
std::string take_bytes(std::string_view& in) {
  auto const size = take<std::uint32_t>(in);
  std::string bytes(in.substr(0, size));
  in.remove_prefix(size);
  return bytes;
}

}  // namespace

void pack(std::string& out, Value const& value) {
  out += static_cast<char>(value.index());
  if (auto const* number = std::get_if<std::int64_t>(&value)) {
    put(out, *number);
  } else if (auto const* text = std::get_if<std::string>(&value)) {
    put(out, static_cast<std::uint32_t>(text->size()));
    out += *text;
  } else if (auto const* blob = std::get_if<Blob>(&value)) {
    put(out, static_cast<std::uint32_t>(blob->bytes.size()));
    out += blob->bytes;
  }
}

Value unpack(std::string_view& in) {
  char const index = in.front();
  in.remove_prefix(1);
  switch (index) {
    case 1:
      return take<std::int64_t>(in);
    case 2:
      return take_bytes(in);
    case 3:
      return Blob{take_bytes(in)};
    default:
      return {};
  }
}

}  // namespace giaoban::store
