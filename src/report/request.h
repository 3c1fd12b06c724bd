// What a command or a page asks for, out of its arguments. Private to src/report.
#pragma once

#include "command/command.h"
#include "report/report.h"

namespace giaoban::report {

// From unit, period, date, known-at, document-number, signer, signer-title, place, recipients.
Result<ReportRequest> request_asked(store::Snapshot& snapshot, store::Actor const& actor,
                                    command::Arguments const& arguments);

}  // namespace giaoban::report
