// Markup that cannot be broken into: tags, attribute names and markup are literals checked by the
// compiler, all else is escaped, an address is a Url. There is no way to write an inline script or
// style.
//
//   element("p", {{"class", "note"}}, "Chi bộ ", element("b", name))
//   element("a", {{"href", to("/units/{}", unit.value)}}, name)
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace giaoban::web {

namespace detail {
constexpr bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}
constexpr bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (auto const word : words) {
    if (word == text) return true;
  }
  return false;
}
constexpr bool plain_name(std::string_view name) {
  for (char const c : name) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != ':') return false;
  }
  return !name.empty();
}
// Not constexpr: calling one where the compiler checks is the error that it reports.
void markup_fault(char const* what);
}  // namespace detail

// The name of an element.
class Tag {
 public:
  template <std::size_t N>
  consteval Tag(char const (&name)[N]) : name_(name, N - 1) {  // NOLINT: a literal is a tag
    if (!detail::plain_name(name_)) detail::markup_fault("not a tag");
    if (detail::one_of(name_, {"script", "style", "iframe", "object", "embed", "base", "link"})) {
      detail::markup_fault("pages carry no scripts, styles or frames of their own");
    }
    is_void_ = detail::one_of(name_, {"input", "br", "hr", "img", "col", "wbr", "meta"});
  }
  [[nodiscard]] constexpr std::string_view name() const { return name_; }
  [[nodiscard]] constexpr bool is_void() const { return is_void_; }

 private:
  std::string_view name_;
  bool is_void_ = false;
};

// Markup written in the source.
class Markup {
 public:
  template <std::size_t N>
  consteval explicit Markup(char const (&text)[N]) : text_(text, N - 1) {
    if (detail::has(text_, "style=") || detail::has(text_, "<style") ||
        detail::has(text_, "javascript:") || detail::has(text_, " on")) {
      detail::markup_fault("no inline script or style");
    }
  }
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// An address that is safe to follow: a path of our own, or https.
class Url {
 public:
  // Something from outside (a stored path, where to go back to): "#" unless it is an own path or
  // https.
  static Url checked(std::string_view text);
  // "#members" of the same page.
  static Url here(std::string_view anchor);

  // A copy with ?name=value, both encoded; a blank value is left out.
  [[nodiscard]] Url with(std::string_view name, std::string_view value) const;
  [[nodiscard]] Url with(std::string_view name, std::int64_t value) const;
  [[nodiscard]] Url at(std::string_view anchor) const;
  [[nodiscard]] std::string const& text() const { return text_; }
  bool operator==(Url const&) const = default;

 private:
  explicit Url(std::string text) : text_(std::move(text)) {}
  friend Url path_filled(std::string_view form, std::initializer_list<std::string> values);
  std::string text_;
};

Url path_filled(std::string_view form, std::initializer_list<std::string> values);

// "/units/{}/members" with as many {} as there are values.
template <class... Values>
class PathForm {
 public:
  template <std::size_t N>
  consteval PathForm(char const (&form)[N]) : form_(form, N - 1) {  // NOLINT: a literal is a path
    if (form_.empty() || form_[0] != '/' || (N > 2 && (form_[1] == '/' || form_[1] == '\\'))) {
      detail::markup_fault("an own path begins with one slash");
    }
    std::size_t places = 0;
    for (std::size_t i = 0; i + 1 < form_.size(); ++i) places += form_.substr(i, 2) == "{}";
    if (places != sizeof...(Values)) detail::markup_fault("a value for each {}");
  }
  [[nodiscard]] constexpr std::string_view form() const { return form_; }

 private:
  std::string_view form_;
};

std::string path_value(std::string_view text);  // percent-encoded, one segment
template <std::integral T>
std::string path_value(T number) {
  return std::to_string(number);
}

// An own address; each value becomes one segment or part of one, encoded.
template <class... Values>
Url to(PathForm<std::type_identity_t<Values>...> form, Values const&... values) {
  return path_filled(form.form(), {path_value(values)...});
}

// Whether an attribute without a value is there: {"checked", Present{chosen}}.
struct Present {
  bool holds;
};

// A value that, when blank, leaves the attribute out: {"aria-describedby", Filled{note_id}}.
struct Filled {
  std::string_view text;
};

// Of an attribute that takes text. An address goes by UrlName, and there is none for on... and
// style.
class AttributeName {
 public:
  template <std::size_t N>
  consteval AttributeName(char const (&name)[N]) : name_(name, N - 1) {  // NOLINT
    if (!detail::plain_name(name_)) detail::markup_fault("not an attribute");
    if (name_.starts_with("on") || name_.starts_with("hx-on") || name_ == "style" ||
        name_ == "srcdoc") {
      detail::markup_fault("no inline script or style");
    }
    if (detail::one_of(name_, {"href", "src", "action", "formaction", "hx-get", "hx-post",
                               "data-url", "poster"})) {
      detail::markup_fault("an address is a Url");
    }
  }
  [[nodiscard]] constexpr std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

class UrlName {
 public:
  template <std::size_t N>
  consteval UrlName(char const (&name)[N]) : name_(name, N - 1) {  // NOLINT
    if (!detail::one_of(name_, {"href", "src", "action", "formaction", "hx-get", "hx-post",
                                "data-url", "poster"})) {
      detail::markup_fault("not an attribute that holds an address");
    }
  }
  [[nodiscard]] constexpr std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

// Lives only as long as the call it is an argument of.
class Attribute {
 public:
  Attribute(AttributeName name, std::string_view value) : name_(name.name()), value_(value) {}
  Attribute(AttributeName name, std::string const& value) : name_(name.name()), value_(value) {}
  Attribute(AttributeName name, char const* value) : name_(name.name()), value_(value) {}
  Attribute(UrlName name, Url const& url) : name_(name.name()), value_(url.text()) {}
  Attribute(AttributeName name, Filled filled)
      : name_(filled.text.empty() ? std::string_view{} : name.name()), value_(filled.text) {}
  Attribute(AttributeName name, Present present)
      : name_(present.holds ? name.name() : std::string_view{}), bare_(true) {}
  template <std::integral T>
  Attribute(AttributeName name, T number) : name_(name.name()) {
    auto const end = std::to_chars(digits_.data(), digits_.data() + digits_.size(),
                                   static_cast<std::int64_t>(number));
    length_ = static_cast<std::size_t>(end.ptr - digits_.data());
  }
  [[nodiscard]] std::string_view name() const { return name_; }  // "": left out
  [[nodiscard]] std::string_view value() const {
    return length_ > 0 ? std::string_view{digits_.data(), length_} : value_;
  }
  [[nodiscard]] bool bare() const { return bare_; }

 private:
  std::string_view name_;
  std::string_view value_;
  std::array<char, 20> digits_{};
  std::size_t length_ = 0;
  bool bare_ = false;
};
using Attributes = std::initializer_list<Attribute>;

// A piece of a page, always balanced where made by element(). A text becomes one by being escaped.
class Html {
 public:
  Html() = default;
  Html(std::string_view text) { put(text); }    // NOLINT: text is markup once escaped
  Html(std::string const& text) { put(text); }  // NOLINT
  Html(char const* text) { put(text); }         // NOLINT
  static Html literal(Markup markup) { return Html{}.put(markup); }

  Html& put(std::string_view text);  // escaped
  Html& put(Markup markup);
  Html& add(Html const& other);
  Html& open(Tag tag, Attributes attributes = {});  // void elements need no close
  Html& close(Tag tag);
  void reserve(std::size_t bytes) { text_.reserve(bytes); }

  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] std::string const& text() const& { return text_; }
  [[nodiscard]] std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

namespace detail {
template <class Child>
void append(Html& html, Child const& child) {
  if constexpr (std::same_as<Child, Html>) {
    html.add(child);
  } else {
    static_assert(std::convertible_to<Child const&, std::string_view>,
                  "a child is Html or text; numbers and days are formatted by Words");
    html.put(std::string_view(child));
  }
}
}  // namespace detail

template <class... Children>
Html element(Tag tag, Attributes attributes, Children const&... children) {
  Html html;
  html.open(tag, attributes);
  (detail::append(html, children), ...);
  if (!tag.is_void()) html.close(tag);
  return html;
}
template <class... Children>
  requires(sizeof...(Children) == 0 ||
           (... && (std::same_as<Children, Html> ||
                    std::convertible_to<Children const&, std::string_view>)))
Html element(Tag tag, Children const&... children) {
  return element(tag, Attributes{}, children...);
}

// Pieces one after another.
template <class... Children>
Html join(Children const&... children) {
  Html html;
  (detail::append(html, children), ...);
  return html;
}

}  // namespace giaoban::web
