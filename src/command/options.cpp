#include <algorithm>

#include "command/asking.h"

namespace giaoban::command {

std::vector<Option> const& act_options() {
  static std::vector<Option> const options{
      {.name = "document",
       .help = M("Số, ký hiệu văn bản làm căn cứ, ví dụ 12-QĐ/TU"),
       .placeholder = "12-QĐ/TU"},
      {.name = "document-date",
       .help = M("Ngày ký văn bản"),
       .placeholder = "14/06/2021",
       .input = Input::day},
      {.name = "issuer", .help = M("Cơ quan ban hành văn bản"), .placeholder = "..."},
      {.name = "signer", .help = M("Người ký văn bản"), .placeholder = "..."},
      {.name = "reason", .help = M("Lý do, ghi vào nhật ký"), .placeholder = "..."},
      {.name = "nonce",
       .help = M("Mã riêng của lần ghi: chạy lại cùng mã thì không ghi hai lần"),
       .placeholder = "..."},
      {.name = "based-on",
       .help = M("Bút toán mới nhất đã xem khi quyết định; có người ghi sau đó thì báo"),
       .placeholder = "N",
       .input = Input::integer}};
  return options;
}

std::vector<Option> const& moment_options() {
  static std::vector<Option> const options{
      {.name = "as-of",
       .help = M("Tính đến hết ngày nào; không ghi thì là hôm nay"),
       .placeholder = "14/06/2021",
       .input = Input::day},
      {.name = "known-at",
       .help = M("Theo những gì đã ghi đến bút toán số N; không ghi thì là tất cả"),
       .placeholder = "N",
       .input = Input::integer}};
  return options;
}

std::vector<Option> with(std::vector<Option> own, std::vector<Option> const& common) {
  own.insert(own.end(), common.begin(), common.end());
  return own;
}

std::string option_name(store::Field const& field) {
  std::string name(field.column);
  std::ranges::replace(name, '_', '-');
  return name;
}

std::vector<Option> options_of(store::Kind const& kind) {
  auto asks = asks_of(kind, 0);
  std::erase_if(asks, [](Ask const& ask) { return ask.field.type == store::FieldType::reference; });
  auto options = options_of(asks);
  // Of a fact that stands a command may give one field alone.
  for (Option& option : options) option.given = Given::optional;
  return options;
}

Result<void> fill(store::Kind const& kind, Arguments const& arguments, void* fact) {
  for (auto const& field : kind.fields) {
    if (field.type == store::FieldType::reference) continue;
    auto const name = option_name(field);
    auto const given = arguments.text(name);
    if (!given) continue;
    auto value = store::read_value(field, *given);
    if (!value) {
      auto refusal = std::move(value).error();
      refusal.where = "--" + name;
      return std::unexpected(std::move(refusal));
    }
    field.save(fact, *value);
  }
  return {};
}

}  // namespace giaoban::command
