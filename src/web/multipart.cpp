#include "web/multipart.h"

#include <algorithm>

#include "base/text.h"
#include "web/ascii.h"
#include "web/urlencoded.h"

namespace giaoban::web {

namespace {

constexpr std::size_t file_name_bytes_max = 240;

// One "; name=value" of a header, its quotes taken off.
struct Parameter {
  std::string name;
  std::string value;
};

std::string quoted_value(std::string_view& rest) {
  std::string value;
  rest.remove_prefix(1);
  while (!rest.empty() && rest.front() != '"') {
    // Browsers write %22 for a quote and leave backslashes alone; curl writes \" and \\.
    if (rest.starts_with("\\\"") || rest.starts_with("\\\\")) rest.remove_prefix(1);
    value += rest.front();
    rest.remove_prefix(1);
  }
  if (!rest.empty()) rest.remove_prefix(1);
  return value;
}

std::optional<Parameter> next_parameter(std::string_view& rest) {
  rest = trimmed(rest);
  if (!rest.starts_with(';')) return std::nullopt;
  rest = trimmed(rest.substr(1));
  std::size_t const equals = rest.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  Parameter parameter{lower(trimmed(rest.substr(0, equals))), {}};
  rest = trimmed(rest.substr(equals + 1));
  if (rest.starts_with('"')) {
    parameter.value = quoted_value(rest);
  } else {
    std::size_t const end = std::min(rest.find(';'), rest.size());
    parameter.value = trimmed(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  return parameter;
}

// Browsers escape a quote and line ends, and nothing else, in names.
std::string without_browser_escapes(std::string text) {
  for (auto const& [escape, letter] :
       {std::pair("%22", '"'), std::pair("%0D", ' '), std::pair("%0A", ' ')}) {
    for (std::size_t at = text.find(escape); at != std::string::npos; at = text.find(escape)) {
      text.replace(at, 3, 1, letter);
    }
  }
  return text;
}

// filename*=UTF-8''%C4%90%E1%BB%97.xlsx
std::optional<std::string> extended_value(std::string_view value) {
  std::size_t const language = value.find('\'');
  std::size_t const text = value.find('\'', std::min(language + 1, value.size()));
  if (language == std::string_view::npos || text == std::string_view::npos ||
      !same_ignoring_case(value.substr(0, language), "utf-8")) {
    return std::nullopt;
  }
  std::string escaped = "v=";  // "+" is a letter here, not a space
  for (char const c : value.substr(text + 1)) {
    if (c == '&' || c == '+') {
      escaped += c == '&' ? "%26" : "%2B";
    } else {
      escaped += c;
    }
  }
  auto const fields = parse_urlencoded(escaped);
  return fields ? fields->first("v") : std::nullopt;
}

std::optional<PartHead> disposition(std::string_view value) {
  std::size_t const end = std::min(value.find(';'), value.size());
  if (!same_ignoring_case(trimmed(value.substr(0, end)), "form-data")) return std::nullopt;
  std::string_view rest = value.substr(end);
  std::optional<std::string> field;
  std::optional<std::string> file;
  std::optional<std::string> extended_file;
  while (auto parameter = next_parameter(rest)) {
    if (parameter->name == "name") {
      if (field) return std::nullopt;
      field = clean_value(without_browser_escapes(std::move(parameter->value)));
      if (!field) return std::nullopt;
    } else if (parameter->name == "filename") {
      file = clean_value(without_browser_escapes(std::move(parameter->value)));
      if (!file) return std::nullopt;
    } else if (parameter->name == "filename*") {
      extended_file = extended_value(parameter->value);
    }
  }
  if (!trimmed(rest).empty() || !field || field->empty() || field->size() > field_name_bytes_max) {
    return std::nullopt;
  }
  PartHead head{*std::move(field), std::nullopt};
  if (extended_file) file = std::move(extended_file);
  if (file) head.file_name = file_name_of(*file);
  return head;
}

std::optional<PartHead> part_head(std::string_view lines) {
  std::optional<PartHead> head;
  while (!lines.empty()) {
    std::size_t const end = std::min(lines.find("\r\n"), lines.size());
    std::string_view const line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 2, lines.size()));
    std::size_t const colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return std::nullopt;
    std::string_view const name = line.substr(0, colon);
    std::string_view const value = trimmed(line.substr(colon + 1));
    if (same_ignoring_case(name, "content-disposition")) {
      if (head) return std::nullopt;
      head = disposition(value);
      if (!head) return std::nullopt;
    } else if (same_ignoring_case(name, "content-transfer-encoding") &&
               !same_ignoring_case(value, "binary") && !same_ignoring_case(value, "8bit") &&
               !same_ignoring_case(value, "7bit")) {
      return std::nullopt;
    }
  }
  return head;
}

}  // namespace

std::string file_name_of(std::string_view sent) {
  std::size_t const folder = sent.find_last_of("/\\");
  if (folder != std::string_view::npos) sent.remove_prefix(folder + 1);
  std::string name = normalise(sent);
  while (name.size() > file_name_bytes_max) {
    do {
      name.pop_back();
    } while (!name.empty() && !valid_utf8(name));
  }
  return name == "." || name == ".." ? "" : name;
}

std::optional<std::string> boundary_of(std::string_view content_type) {
  std::size_t const end = std::min(content_type.find(';'), content_type.size());
  std::string_view rest = content_type.substr(end);
  while (auto parameter = next_parameter(rest)) {
    if (parameter->name != "boundary") continue;
    std::string const& boundary = parameter->value;
    bool const fits =
        !boundary.empty() && boundary.size() <= 70 && std::ranges::all_of(boundary, [](char c) {
          return is_letter_or_digit(c) || std::string_view("'()+_,-./:=? ").contains(c);
        });
    return fits ? std::optional(boundary) : std::nullopt;
  }
  return std::nullopt;
}

MultipartReader::MultipartReader(std::string_view boundary, PartReceiver& receiver,
                                 MultipartLimits limits)
    : receiver_(receiver), limits_(limits), delimiter_("\r\n--") {
  delimiter_ += boundary;
  buffer_ = "\r\n";  // the first delimiter may stand at the very beginning
}

std::optional<Fault> MultipartReader::feed(std::string_view bytes) {
  buffer_ += bytes;
  for (Step step = Step::on; step == Step::on;) {
    if (auto found = read(step)) return found;
  }
  buffer_.erase(0, read_to_);
  read_to_ = 0;
  return std::nullopt;
}

std::optional<Fault> MultipartReader::finish() {
  if (reading_ != Reading::epilogue) return Fault{400, "multipart ends early"};
  return std::nullopt;
}

std::optional<Fault> MultipartReader::read(Step& step) {
  switch (reading_) {
    case Reading::preamble:
    case Reading::body:
      return read_data(step);
    case Reading::after_delimiter:
      return read_after_delimiter(step);
    case Reading::head:
      return read_head(step);
    case Reading::epilogue:
      read_to_ = buffer_.size();
      step = Step::more;
      break;
  }
  return std::nullopt;
}

std::optional<Fault> MultipartReader::read_data(Step& step) {
  std::size_t const at = rest().find(delimiter_);
  // What may be the beginning of a delimiter waits for the rest of it.
  std::size_t const kept = std::min(rest().size(), delimiter_.size() - 1);
  std::size_t const sure = at == std::string_view::npos ? rest().size() - kept : at;
  if (reading_ == Reading::body && sure > 0) {
    if (auto found = receiver_.data(rest().substr(0, sure))) return found;
  }
  read_to_ += sure;
  if (at == std::string_view::npos) {
    step = Step::more;
    return std::nullopt;
  }
  before_delimiter_ = reading_;
  reading_ = Reading::after_delimiter;
  return std::nullopt;
}

std::optional<Fault> MultipartReader::read_after_delimiter(Step& step) {
  if (rest().size() < delimiter_.size() + 2) {
    step = Step::more;
    return std::nullopt;
  }
  std::string_view const after = rest().substr(delimiter_.size(), 2);
  bool const last = after == "--";
  if (!last && after != "\r\n") {
    // A longer line that begins like the delimiter is data.
    reading_ = before_delimiter_;
    if (reading_ == Reading::body) {
      if (auto found = receiver_.data(delimiter_)) return found;
    }
    read_to_ += delimiter_.size();
    return std::nullopt;
  }
  if (before_delimiter_ == Reading::body) {
    if (auto found = receiver_.end()) return found;
  }
  read_to_ += delimiter_.size() + 2;
  reading_ = last ? Reading::epilogue : Reading::head;
  return std::nullopt;
}

std::optional<Fault> MultipartReader::read_head(Step& step) {
  std::size_t const end = rest().find("\r\n\r\n");
  if (std::min(end, rest().size()) > limits_.head_bytes_max) {
    return Fault{431, "head of a part too large"};
  }
  if (end == std::string_view::npos) {
    step = Step::more;
    return std::nullopt;
  }
  auto head = part_head(rest().substr(0, end));
  if (!head) return Fault{400, "head of a part"};
  if (++parts_ > limits_.parts_max) return Fault{413, "too many parts"};
  read_to_ += end + 4;
  reading_ = Reading::body;
  return receiver_.begin(*std::move(head));
}

}  // namespace giaoban::web
