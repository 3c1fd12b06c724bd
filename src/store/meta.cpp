#include "store/meta.h"

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
  return sign(text, keys);
}

void set_meta(Db& db, StoreKeys const& keys, std::string_view name, std::string const& value) {
  db.execute(queries::set_meta, Params(name, value, meta_seal(keys, name, value)));
}

}  // namespace giaoban::store
