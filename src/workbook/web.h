// The pages of workbooks: taking one in with its faults shown first, handing lists out.
#pragma once

#include <vector>

#include "web/route.h"

namespace giaoban::workbook {

std::vector<web::Route> routes();
std::vector<web::MenuEntry> menu();

}  // namespace giaoban::workbook
