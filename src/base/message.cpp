// The English catalogue stands inside the program as a gettext .mo, made at build from data/en
// (cmake/catalogue.cmake); Boost.Locale looks texts up in it.
#include "base/message.h"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <locale>

#include "base/en_catalogue.h"
#include "base/result.h"

namespace giaoban {
namespace {

using Facet = boost::locale::message_format<char>;

std::locale read_english() {
  namespace gettext = boost::locale::gnu_gettext;
  gettext::messages_info info;
  info.language = "en";
  info.encoding = "UTF-8";
  info.domains.emplace_back("giaoban");
  info.paths.emplace_back("embedded");
  info.callback = [](std::string const&, std::string const&) {
    return std::vector<char>(catalogue::english.begin(), catalogue::english.end());
  };
  return {std::locale::classic(), gettext::create_messages_facet<char>(info)};
}

// nullptr where the catalogue lacks the text.
char const* english(Msg message) {
  static std::locale const catalogue = read_english();
  static Facet const& facet = std::use_facet<Facet>(catalogue);
  // The empty msgid is the catalogue's own header.
  if (message.vietnamese().empty()) return nullptr;
  // A Msg is made from a literal only, so its text ends with a zero.
  return facet.get(0, nullptr, message.vietnamese().data());
}

std::string_view in_language(Language language, Msg message) {
  if (language == Language::vietnamese) return message.vietnamese();
  auto const* text = english(message);
  return text == nullptr ? message.vietnamese() : std::string_view(text);
}

Arg const* find(Args const& args, std::string_view name) {
  for (auto const& arg : args) {
    if (arg.name == name) return &arg;
  }
  return nullptr;
}

std::string_view shown(Language language, Arg const& arg) {
  bool const says = !arg.words.vietnamese().empty();
  return says ? in_language(language, arg.words) : std::string_view(arg.value);
}

// One pass, so that a value with braces in it is shown as it is. A place nobody fills stays.
std::string fill(Language language, std::string_view text, Args const& args) {
  std::string filled;
  while (!text.empty()) {
    auto const open = text.find('{');
    filled += text.substr(0, open);
    if (open == text.npos) break;
    text.remove_prefix(open);
    auto const close = text.find('}');
    auto const* arg = close == text.npos ? nullptr : find(args, text.substr(1, close - 1));
    filled += arg == nullptr ? text.substr(0, 1) : shown(language, *arg);
    text.remove_prefix(arg == nullptr ? 1 : close + 1);
  }
  return filled;
}

}  // namespace

std::string say(Language language, Msg message, Args const& args) {
  return fill(language, in_language(language, message), args);
}

bool translated(Msg message) {
  return english(message) != nullptr;
}

}  // namespace giaoban
