#include "store/meta.h"

#include <fmt/format.h>

#include <utility>

#include "store/queries.h"

namespace giaoban::store {

std::string meta(Db& db, std::string_view name) {
  return db.first(queries::meta, Params(name), [](RowView const& row) { return row.text(0); })
      .value_or("");
}

Blob meta_seal(StoreKeys const& keys, std::string_view name, std::string_view value) {
  std::string text(name);
  text += '=';
  text += value;
  // The other settings are of the index key alone. This one is of both, so that a damaged key that
  // would only wrap opens no store either.
  if (name == keys_setting) {
    text += '\0';
    text += keyed_hash(text, {reinterpret_cast<char const*>(keys.wrap.data()), keys.wrap.size()})
                .view();
  }
  return seal(SealOf::setting, text, keys);
}

std::string sealed_meta(Db& db, StoreKeys const& keys, std::string_view name) {
  auto const found = db.first(queries::meta, Params(name), [](RowView const& row) {
    return std::pair(row.text(0), row.blob(1));
  });
  if (!found || found->second != meta_seal(keys, name, found->first)) {
    throw Damaged(fmt::format("the store's setting \"{}\" was altered", name));
  }
  return found->first;
}

void set_meta(Db& db, StoreKeys const& keys, std::string_view name, std::string const& value) {
  db.execute(queries::set_meta, Params(name, value, meta_seal(keys, name, value)));
}

}  // namespace giaoban::store
