#include "report/request.h"

#include "base/text.h"

namespace giaoban::report {

namespace {

using command::Arguments;

std::string typed(Arguments const& arguments, std::string_view name) {
  return normalise(arguments.text(name).value_or(""));
}

Result<Period> period_asked(Arguments const& arguments) {
  TRY_INTO(auto const text, arguments.need("period"));
  auto const period = Period::parse(text);
  if (!period) return refuse(bad_period, {{"period", text}});
  return *period;
}

// "Thường trực Tỉnh ủy; Lưu Ban Tổ chức", with or without the layout's signs at the end.
std::vector<std::string> recipients_asked(Arguments const& arguments) {
  std::vector<std::string> recipients;
  auto text = typed(arguments, "recipients");
  while (!text.empty()) {
    auto const end = text.find(';');
    auto one = normalise(text.substr(0, end));
    while (one.ends_with('.') || one.ends_with(',')) one.pop_back();
    if (!one.empty()) recipients.push_back(std::move(one));
    text = end == text.npos ? "" : text.substr(end + 1);
  }
  return recipients;
}

}  // namespace

Result<ReportRequest> request_asked(store::Snapshot& snapshot, store::Actor const& actor,
                                    Arguments const& arguments) {
  TRY_INTO(auto const code, arguments.need("unit"));
  TRY_INTO(auto const period, period_asked(arguments));
  TRY_INTO(Day const date, arguments.need_day("date"));
  TRY_INTO(auto const known_at, arguments.integer("known-at"));
  ReportRequest request{.unit = {}, .period = period, .date = date};
  if (known_at) request.known_at = *known_at;
  TRY_INTO(request.graded, figure::year_in(arguments.text("graded-year").value_or("")));
  TRY_INTO(request.unit,
           unit::named(snapshot, {actor, report_read}, code, {date, request.known_at}));
  request.number = typed(arguments, "document-number");
  request.signer = typed(arguments, "signer");
  request.signer_title = typed(arguments, "signer-title");
  request.place = typed(arguments, "place");
  request.recipients = recipients_asked(arguments);
  return request;
}

}  // namespace giaoban::report
