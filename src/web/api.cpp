#include "web/api.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <sstream>

#include "base/text.h"
#include "store/strange.h"
#include "web/json.h"

namespace giaoban::web {

namespace json = boost::json;
using command::Arguments;
using command::Command;
using command::Option;

namespace {

std::string text_of(std::string_view text) {
  return std::string(text);
}

Option const* option_named(Command const& command, std::string_view name) {
  auto const found = std::ranges::find(command.options, name, &Option::name);
  return found == command.options.end() ? nullptr : &*found;
}

// The value as it would stand on a command line; nullopt: not given.
Result<std::optional<std::string>> value_of(std::string_view name, json::value const& value) {
  if (value.is_null()) return std::nullopt;
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_int64()) return std::to_string(value.as_int64());
  if (value.is_bool()) {
    return value.as_bool() ? std::optional<std::string>("true") : std::nullopt;
  }
  return refuse(value_of_other_type, {{"name", text_of(name)}});
}

Result<void> take(Arguments& arguments, Command const& command, std::string_view name,
                  std::optional<std::string> value) {
  auto const* const option = option_named(command, name);
  if (option == nullptr) {
    return refuse(unknown_name, {{"name", text_of(name)}}, text_of(name));
  }
  // A mark to tick that is said to be unset.
  bool const unset = option->take == command::Take::flag && value == "false";
  if (value && !unset) arguments.set(*option, *std::move(value));
  return {};
}

Result<Arguments> asked(Command const& command, Request const& request) {
  Arguments arguments;
  for (auto const& [name, value] : request.query.pairs()) {
    TRY_VOID(take(arguments, command, name, value));
  }
  return arguments;
}

Result<Arguments> written(Command const& command, Request const& request) {
  auto const body = read_json(request.body);
  if (!body || !body->is_object()) return refuse(not_json);
  Arguments arguments;
  for (auto const& [name, value] : body->as_object()) {
    TRY_INTO(auto given, value_of(name, value));
    TRY_VOID(take(arguments, command, name, std::move(given)));
  }
  if (auto const key = request.headers.first("idempotency-key"); key && !key->empty()) {
    arguments.set("nonce", *key);
  }
  return arguments;
}

Result<void> check_required(Command const& command, Arguments const& arguments, Language language) {
  for (auto const& option : command.options) {
    if (option.given == command::Given::optional || arguments.flag(option.name)) continue;
    return refuse(command::option_missing,
                  {{"option", option.name + " (" + say(language, option.help) + ")"}}, option.name);
  }
  return {};
}

json::array lines_of(std::string const& text) {
  json::array lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.emplace_back(line);
  return lines;
}

Response written_answer(command::Context const& context, std::string const& told) {
  json::object answer;
  if (auto const& last = context.last_written()) {
    if (last->made != store::Made::nothing) {
      answer["entry"] = last->entry;
      answer["mark"] = last->hash.mark();
    }
    json::array warnings;
    for (auto const& warning : last->warnings) {
      warnings.push_back(*read_json(refusal_json(warning, context.language())));
    }
    answer["warnings"] = std::move(warnings);
  }
  answer["told"] = lines_of(told);
  return Response::json(json::serialize(answer));
}

// Rows are a list and nothing but a list: what else there is to say of them stands in the head.
constexpr std::string_view rows_passed_over_header = "X-Rows-Passed-Over";
constexpr std::string_view told_header = "X-Told";
constexpr std::size_t told_bytes_max = 2'000;  // of a head, which proxies take 4 to 8 KiB of

// Whole lines, as many as a head takes.
std::string told_in_head(std::string const& told) {
  std::string lines;
  std::istringstream in(told);
  for (std::string line; std::getline(in, line);) {
    std::string const more = (lines.empty() ? "" : "%0A") + percent_encoded(line);
    if (lines.size() + more.size() > told_bytes_max) return lines + percent_encoded("…");
    lines += more;
  }
  return lines;
}

Response asked_answer(std::string data, std::string const& told) {
  Response response = Response::json(data.empty() ? "null" : std::move(data));
  if (auto const rows = store::passed_over(); rows > 0) {
    response.set_header(text_of(rows_passed_over_header), std::to_string(rows));
  }
  if (auto lines = told_in_head(told); !lines.empty()) {
    response.set_header(text_of(told_header), std::move(lines));
  }
  return response;
}

Result<Response> run(Visit& visit) {
  auto const& command = *visit.route.command;
  bool const writes = visit.route.method == Method::post;
  TRY_INTO(auto const arguments,
           writes ? written(command, visit.request) : asked(command, visit.request));
  TRY_VOID(check_required(command, arguments, visit.language()));
  TRY_VOID(command::within_bounds(command.options, arguments));
  TRY_VOID(command::well_typed(command.options, arguments));
  std::ostringstream data, told;
  command::Context context({.address = visit.store.address(),
                            .keys_path = {},
                            .user = visit.caller.actor.name,
                            .grants = visit.caller.actor.grants,
                            .language = visit.language(),
                            .format = print::Format::json},
                           visit.store, data, told);
  TRY_VOID(command.run(context, arguments));
  if (writes) return written_answer(context, told.str());
  return asked_answer(std::move(data).str(), told.str());
}

Result<Response> describe(Visit& visit) {
  return Response::json(openapi(visit.site.routes, visit.language()));
}

// --- the description -----------------------------------------------------------------------------

json::object schema_of(Option const& option) {
  json::object schema;
  bool const number = option.input == command::Input::integer;
  schema["type"] = option.take == command::Take::flag ? "boolean" : number ? "integer" : "string";
  if (!option.choices.empty()) {
    json::array codes;
    for (auto const& choice : option.choices) codes.emplace_back(choice.code);
    schema["enum"] = std::move(codes);
  }
  if (!option.placeholder.plain.empty()) schema["examples"] = {option.placeholder.plain};
  return schema;
}

json::array parameters_of(Command const& command, Language language) {
  json::array parameters;
  for (auto const& option : command.options) {
    parameters.push_back(json::object{{"name", option.name},
                                      {"in", "query"},
                                      {"required", option.given == command::Given::required},
                                      {"description", say(language, option.help)},
                                      {"schema", schema_of(option)}});
  }
  return parameters;
}

json::object body_of(Command const& command, Language language) {
  json::object properties;
  json::array required;
  for (auto const& option : command.options) {
    auto schema = schema_of(option);
    schema["description"] = say(language, option.help);
    properties[option.name] = std::move(schema);
    if (option.given == command::Given::required) required.emplace_back(option.name);
  }
  json::object schema{
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  return {{"required", true}, {"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
}

json::object headers_of_rows(Language language) {
  json::object const number{{"type", "integer"}};
  json::object const text{{"type", "string"}};
  return {{rows_passed_over_header,
           {{"description",
             say(language, M("Số dòng hỏng trong kho, không đọc được, nên không có trong danh sách "
                             "này; không có đầu mục này là không sót dòng nào"))},
            {"schema", number}}},
          {told_header,
           {{"description",
             say(language, M("Lời đi kèm danh sách, như đã nêu dòng nào trong bao nhiêu dòng; viết "
                             "theo mã phần trăm của UTF-8, mỗi câu một dòng"))},
            {"schema", text}}}};
}

json::object operation_of(Route const& route, Language language) {
  auto const& command = *route.command;
  auto const* right = route.verb != nullptr ? route.verb->right : route.right;
  std::string id(command.path);
  std::ranges::replace(id, ' ', '.');
  json::object operation{
      {"operationId", id}, {"summary", say(language, command.help)}, {"x-right", right->name}};
  if (route.method == Method::get) {
    operation["parameters"] = parameters_of(command, language);
  } else {
    operation["requestBody"] = body_of(command, language);
  }
  json::object const refused{{"$ref", "#/components/responses/Refusal"}};
  json::object done{{"description", say(language, M("Được"))}};
  if (route.method == Method::get) done["headers"] = headers_of_rows(language);
  operation["responses"] = json::object{{"200", std::move(done)}, {"4XX", refused}};
  return operation;
}

json::object components(Language language) {
  json::object const text{{"type", "string"}};
  return {
      {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}},
      {"responses",
       {{"Refusal",
         {{"description", say(language, M("Bị từ chối: vì sao, theo quy định nào, nên làm gì"))},
          {"content",
           {{"application/json",
             {{"schema",
               {{"type", "object"},
                {"properties",
                 {{"refused", text},
                  {"text", text},
                  {"remedy", text},
                  {"rule", text},
                  {"where", text}}}}}}}}}}}}}};
}

}  // namespace

std::vector<Route> api_routes(std::vector<Command> const& commands) {
  std::vector<Route> routes;
  for (auto const& command : commands) {
    if (command::door_of(command) != command::Door::everywhere) continue;
    std::string path = "/api/" + text_of(command.path);
    std::ranges::replace(path, ' ', '/');
    routes.push_back({.method = command.verb != nullptr ? Method::post : Method::get,
                      .path = std::move(path),
                      .handle = &run,
                      .verb = command.verb,
                      .right = command.right,
                      .command = &command});
  }
  routes.push_back({.method = Method::get,
                    .path = "/api/openapi.json",
                    .handle = &describe,
                    .open = Open::to_signed_in});
  return routes;
}

std::string openapi(std::vector<Route> const& routes, Language language) {
  json::object paths;
  for (auto const& route : routes) {
    if (route.command == nullptr || !route.path.starts_with("/api/")) continue;
    paths[route.path] =
        json::object{{route.method == Method::get ? "get" : "post", operation_of(route, language)}};
  }
  json::object const whole{{"openapi", "3.1.0"},
                           {"info", {{"title", "Giaoban"}, {"version", "1"}}},
                           {"security", json::array{json::object{{"token", json::array{}}}}},
                           {"paths", std::move(paths)},
                           {"components", components(language)}};
  return json::serialize(whole);
}

RefusalKind const not_json{.code = "api.not_json",
                           .http_status = 400,
                           .text = M("Nội dung gửi đến không phải là một đối tượng JSON."),
                           .remedy = M("Gửi một đối tượng gồm các tên và giá trị, mã UTF-8.")};
RefusalKind const unknown_name{.code = "api.unknown_name",
                               .http_status = 400,
                               .text = M("Không có giá trị nào tên là {name} ở đây."),
                               .remedy = M("Xem các tên được nhận ở /api/openapi.json.")};
RefusalKind const value_of_other_type{
    .code = "api.value_of_other_type",
    .http_status = 400,
    .text = M("{name} phải là chữ, số nguyên, hoặc đúng/sai."),
    .remedy = M("Ngày viết là \"2021-06-14\" hoặc \"14/06/2021\".")};

std::vector<RefusalKind const*> const& api_refusals() {
  static std::vector<RefusalKind const*> const all{&not_json, &unknown_name, &value_of_other_type};
  return all;
}

}  // namespace giaoban::web
