// The parts around a page's own content. Private to page.cpp.
#pragma once

#include "web/page.h"

namespace giaoban::web {

// Where the visitor is, to come back to.
Url address_of(Request const& request);
// The page that led here, if it was one of ours; else the first page.
Url way_back(Request const& request);

Html header_of(Visit const& visit, Words const& words, std::string_view active);
Html crumbs_of(Words const& words, PageHead const& head);
Html as_of_form(Visit const& visit, Words const& words, AsOfBar const& bar);
Html notices_of(Visit const& visit, Words const& words, PageHead const& head);
Html footer_of(Visit const& visit, Words const& words);
// head_text(), or that it cannot be read: a page stands without it.
std::string head_or_fault(Visit const& visit, Words const& words);
// <!doctype> to <body ...>.
Html opening(Visit const& visit, PageHead const& head, std::string_view body_class);

}  // namespace giaoban::web
