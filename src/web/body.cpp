#include "web/body.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "web/ascii.h"
#include "web/multipart.h"
#include "web/unnamed_file.h"
#include "web/urlencoded.h"

namespace giaoban::web {

namespace {

class TextReader : public BodyReader {
 public:
  explicit TextReader(std::int64_t bytes_max) : bytes_max_(bytes_max) {}
  std::optional<Fault> feed(std::string_view bytes) override {
    text_ += bytes;
    return std::nullopt;
  }
  [[nodiscard]] std::int64_t bytes_max() const override { return bytes_max_; }

 protected:
  std::string text_;

 private:
  std::int64_t bytes_max_;
};

class FormReader final : public TextReader {
 public:
  using TextReader::TextReader;
  std::optional<Fault> finish(Request& request) override {
    auto form = parse_urlencoded(text_);
    if (!form) return Fault{400, "form"};
    request.form = *std::move(form);
    return std::nullopt;
  }
};

class JsonReader final : public TextReader {
 public:
  using TextReader::TextReader;
  std::optional<Fault> finish(Request& request) override {
    if (!valid_utf8(text_)) return Fault{400, "JSON is not UTF-8"};
    request.body = nfc(text_);
    return std::nullopt;
  }
};

class FilesReader final : public BodyReader, PartReceiver {
 public:
  FilesReader(std::string_view boundary, BodyLimits const& limits)
      : limits_(limits), reader_(boundary, *this) {}

  std::optional<Fault> feed(std::string_view bytes) override { return reader_.feed(bytes); }
  std::optional<Fault> finish(Request& request) override {
    if (auto found = reader_.finish()) return found;
    request.form = std::move(form_);
    request.uploads = std::move(uploads_);
    return std::nullopt;
  }
  [[nodiscard]] std::int64_t bytes_max() const override { return limits_.upload_bytes_max; }

 private:
  std::optional<Fault> begin(PartHead head) override {
    head_ = std::move(head);
    value_.clear();
    bytes_ = 0;
    if (!head_.file_name) return std::nullopt;
    if (files_.size() == static_cast<std::size_t>(limits_.files_max)) {
      return Fault{413, "too many files"};
    }
    files_.emplace_back(limits_.temp_folder);
    return std::nullopt;
  }
  std::optional<Fault> data(std::string_view bytes) override {
    bytes_ += std::ssize(bytes);
    if (head_.file_name) {
      files_.back().write(bytes);
    } else if (bytes_ > limits_.field_bytes_max ||
               (field_bytes_ += std::ssize(bytes)) > limits_.text_bytes_max) {
      return Fault{413, "field too large"};
    } else {
      value_ += bytes;
    }
    return std::nullopt;
  }
  std::optional<Fault> end() override {
    if (!head_.file_name) {
      auto value = clean_value(value_);
      if (!value) return Fault{400, "field of a form"};
      form_.add(std::move(head_.field), *std::move(value));
      return std::nullopt;
    }
    if (head_.file_name->empty() && bytes_ == 0) {
      files_.pop_back();  // no file was chosen
      return std::nullopt;
    }
    uploads_.push_back(
        {std::move(head_.field), *std::move(head_.file_name), files_.back().path(), bytes_});
    return std::nullopt;
  }

  BodyLimits limits_;
  MultipartReader reader_;
  PartHead head_;
  std::string value_;
  std::int64_t bytes_ = 0;
  std::int64_t field_bytes_ = 0;  // of all fields, which stand in memory
  Fields form_;
  std::vector<Upload> uploads_;
  std::vector<UnnamedFile> files_;
};

// Of a request that sent nothing.
class NoBody final : public BodyReader {
 public:
  std::optional<Fault> feed(std::string_view) override { return Fault{415, "no content type"}; }
  std::optional<Fault> finish(Request&) override { return std::nullopt; }
  [[nodiscard]] std::int64_t bytes_max() const override { return 0; }
};

}  // namespace

namespace {

constexpr std::string_view type_of_files = "multipart/form-data";

std::string bare_type(std::string_view content_type) {
  std::size_t const end = std::min(content_type.find(';'), content_type.size());
  return lower(trimmed(content_type.substr(0, end)));
}

}  // namespace

bool names_files(std::string_view content_type) {
  return bare_type(content_type) == type_of_files;
}

std::expected<std::unique_ptr<BodyReader>, Fault> BodyReader::for_type(
    std::string_view content_type, BodyLimits const& limits) {
  std::string const type = bare_type(content_type);
  if (type == "application/x-www-form-urlencoded") {
    return std::make_unique<FormReader>(limits.text_bytes_max);
  }
  if (type == "application/json") return std::make_unique<JsonReader>(limits.text_bytes_max);
  if (type == type_of_files) {
    auto const boundary = boundary_of(content_type);
    if (!boundary) return std::unexpected(Fault{400, "boundary"});
    return std::make_unique<FilesReader>(*boundary, limits);
  }
  if (type.empty()) return std::make_unique<NoBody>();
  return std::unexpected(Fault{415, "content type"});
}

}  // namespace giaoban::web
