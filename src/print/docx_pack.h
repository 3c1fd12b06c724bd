// Makes .docx files out of parts. The repository keeps templates as folders of XML, so that a
// change of a template can be read; they are packed at build time and in tests.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace giaoban::print {

struct DocxPart {
  std::string name;  // "word/document.xml"
  std::string bytes;
};

// The same parts, in any order, give the same bytes.
std::string pack_parts(std::vector<DocxPart> parts);
// All files under the folder but hidden ones (".rels" is none). Throws Breakage when the
// folder cannot be read.
std::string pack_folder(std::filesystem::path const& folder);

}  // namespace giaoban::print
