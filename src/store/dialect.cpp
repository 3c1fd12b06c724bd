#include "store/dialect.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "base/result.h"

namespace giaoban::store {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string upper(std::string_view word) {
  std::string result(word);
  std::ranges::transform(result, result.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::toupper(c) : c);
  });
  return result;
}

// One pass over the text; `at_` is what is read next, `out_` what was made so far.
class Rewriting {
 public:
  explicit Rewriting(std::string_view sql) : sql_(sql) { out_.reserve(sql.size() + 64); }

  std::string all() {
    while (at_ < sql_.size()) piece();
    return std::move(out_);
  }

 private:
  void piece() {
    char const c = sql_[at_];
    if (c == '\'' || c == '"') return copy_to(end_of_quoted(c));
    if (starts_with("--")) return copy_to(sql_.find('\n', at_));
    if (starts_with("/*")) return copy_to(end_of_block_comment());
    if (c == '?') return place();
    if (is_word(c)) return word();
    if (!is_space(c)) last_ = c;
    if (c == ';') statement_.clear();
    out_ += c;
    ++at_;
  }

  [[nodiscard]] bool starts_with(std::string_view mark) const {
    return sql_.substr(at_).starts_with(mark);
  }

  // A doubled quote inside ends one piece and starts the next: nothing to do for it.
  [[nodiscard]] std::size_t end_of_quoted(char quote) {
    last_ = quote;
    auto const end = sql_.find(quote, at_ + 1);
    return end == std::string_view::npos ? end : end + 1;
  }
  [[nodiscard]] std::size_t end_of_block_comment() const {
    auto const end = sql_.find("*/", at_ + 2);
    return end == std::string_view::npos ? end : end + 2;
  }
  void copy_to(std::size_t end) {
    auto const stop = std::min(end, sql_.size());
    out_ += sql_.substr(at_, stop - at_);
    at_ = stop;
  }

  void place() {
    ensure(at_ + 1 < sql_.size() && is_digit(sql_[at_ + 1]), "a place in SQL has a number: ?1");
    out_ += '$';
    ++at_;
    last_ = '?';
    copy_to(end_of_word());
  }

  void word() {
    auto const end = end_of_word();
    auto const text = sql_.substr(at_, end - at_);
    auto const name = upper(text);
    if (statement_.empty()) statement_ = name;
    if (last_ == ')' && drop_table_option(name, end)) return;
    at_ = end;
    out_ += replaced(name, text);
    previous_ = name;
    last_ = 'w';
  }

  [[nodiscard]] std::string replaced(std::string const& name, std::string_view text) const {
    if (name == "INTEGER") return "BIGINT";
    if (name == "BLOB") return "BYTEA";
    bool const definition = statement_ == "CREATE" || statement_ == "ALTER";
    if (name == "TEXT" && definition && previous_ != "AS" && upper(word_at(at_)) != "COLLATE") {
      return std::string(text) + " COLLATE \"C\"";
    }
    return std::string(text);
  }

  // Drops the option and a comma behind it; `last_` stays ')' so that the next one is seen.
  bool drop_table_option(std::string const& name, std::size_t end) {
    if (name == "WITHOUT") {
      auto const next = skip_spaces(end);
      if (upper(word_at(next)) != "ROWID") return false;
      end = next + std::string_view("ROWID").size();
    } else if (name != "STRICT") {
      return false;
    }
    auto const comma = skip_spaces(end);
    at_ = comma < sql_.size() && sql_[comma] == ',' ? skip_spaces(comma + 1) : end;
    return true;
  }

  [[nodiscard]] std::size_t end_of_word() const {
    auto end = at_;
    while (end < sql_.size() && is_word(sql_[end])) ++end;
    return end;
  }
  [[nodiscard]] std::size_t skip_spaces(std::size_t from) const {
    while (from < sql_.size() && is_space(sql_[from])) ++from;
    return from;
  }
  [[nodiscard]] std::string_view word_at(std::size_t from) const {
    auto const start = skip_spaces(from);
    auto end = start;
    while (end < sql_.size() && is_word(sql_[end])) ++end;
    return sql_.substr(start, end - start);
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  std::string out_;
  std::string statement_;  // first word of the statement
  std::string previous_;   // word before
  char last_ = ' ';        // last sign that is not a space; 'w' for a word
};

}  // namespace

std::string for_postgres(std::string_view sql) {
  return Rewriting(sql).all();
}

std::string sql_for_log(std::string_view sql) {
  constexpr std::size_t length_max = 200;
  std::string line(sql.substr(0, length_max));
  std::ranges::replace_if(line, is_space, ' ');
  return sql.size() > length_max ? line + "..." : line;
}

void refuse_zero_byte(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) {
    throw Breakage("a text with a zero byte cannot be stored");
  }
}

}  // namespace giaoban::store
