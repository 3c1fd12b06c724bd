// The document as a page: the same words in the same order as the .docx. Private to src/report.
#pragma once

#include "report/report.h"
#include "web/html.h"

namespace giaoban::report {

// Vietnamese whatever the user's language, as the document is. Codes of figures open them.
web::Html preview(ReportView const& view);

}  // namespace giaoban::report
