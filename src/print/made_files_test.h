// Files made up in tests: zips of given parts, small workbooks, small documents.
#pragma once

#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "print/docx_pack.h"

namespace giaoban::print {

// A folder that goes with the test.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "print-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(TempFolder const&) = delete;
  TempFolder& operator=(TempFolder const&) = delete;
  [[nodiscard]] std::filesystem::path operator/(std::string const& name) const {
    return path_ / name;
  }
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline void write_file(std::filesystem::path const& path, std::string const& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline std::string read_file(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One part of a zip on disk; "" if there is none.
inline std::string part_of_zip(std::filesystem::path const& path, std::string const& name) {
  int error = 0;
  auto* const archive = zip_open(path.c_str(), ZIP_RDONLY, &error);
  std::string bytes;
  if (auto* const part = archive == nullptr ? nullptr : zip_fopen(archive, name.c_str(), 0)) {
    char buffer[4096];
    for (zip_int64_t got = 0; (got = zip_fread(part, buffer, sizeof buffer)) > 0;) {
      bytes.append(buffer, static_cast<std::size_t>(got));
    }
    zip_fclose(part);
  }
  if (archive != nullptr) {
    zip_discard(archive);
  }
  return bytes;
}

// The parts of a workbook with one sheet "Trang1"; tests change what they are about.
struct MadeWorkbook {
  std::string sheet_data;      // inside <sheetData>
  std::string before_data;     // between <worksheet> and <sheetData>
  std::string shared_strings;  // inside <sst>
  std::string number_formats;  // inside <numFmts>
  std::string cell_styles =
      "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
      "<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>";
  std::string workbook_properties;
  std::string prolog;  // in front of the sheet's root

  [[nodiscard]] std::vector<DocxPart> parts() const {
    std::string const head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    std::string const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    std::string const relations =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    std::string const package = "http://schemas.openxmlformats.org/package/2006/relationships";
    auto const relation = [&](std::string const& id, std::string const& type,
                              std::string const& target) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + relations + "/" + type + "\" Target=\"" +
             target + "\"/>";
    };
    std::string const types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    return {
        {"[Content_Types].xml",
         head +
             "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
             "<Default Extension=\"rels\" "
             "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
             "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" +
             types +
             "sheet.main+xml\"/>"
             "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" +
             types +
             "worksheet+xml\"/>"
             "<Override PartName=\"/xl/styles.xml\" ContentType=\"" +
             types +
             "styles+xml\"/>"
             "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" +
             types + "sharedStrings+xml\"/></Types>"},
        {"_rels/.rels", head + "<Relationships xmlns=\"" + package + "\">" +
                            relation("rId1", "officeDocument", "xl/workbook.xml") +
                            "</Relationships>"},
        {"xl/workbook.xml", head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations +
                                "\">" + workbook_properties +
                                "<sheets><sheet name=\"Trang1\" sheetId=\"1\" r:id=\"rId1\"/>"
                                "</sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         head + "<Relationships xmlns=\"" + package + "\">" +
             relation("rId1", "worksheet", "worksheets/sheet1.xml") +
             relation("rId2", "styles", "styles.xml") +
             relation("rId3", "sharedStrings", "/xl/sharedStrings.xml") + "</Relationships>"},
        {"xl/styles.xml",
         head + "<styleSheet xmlns=\"" + main + "\">" +
             (number_formats.empty() ? "" : "<numFmts>" + number_formats + "</numFmts>") +
             "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
             "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
             "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
             "<borders count=\"1\"><border/></borders>"
             "<cellStyleXfs count=\"1\"><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" +
             cell_styles + "</cellXfs></styleSheet>"},
        {"xl/sharedStrings.xml", head + "<sst xmlns=\"" + main + "\">" + shared_strings + "</sst>"},
        {"xl/worksheets/sheet1.xml", head + prolog + "<worksheet xmlns=\"" + main + "\">" +
                                         before_data + "<sheetData>" + sheet_data +
                                         "</sheetData></worksheet>"},
    };
  }
  void write(std::filesystem::path const& path) const { write_file(path, pack_parts(parts())); }
};

// The parts of a document with this inside <w:body>.
inline std::vector<DocxPart> made_document(std::string const& body) {
  std::string const head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  return {
      {"[Content_Types].xml",
       head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
              "<Default Extension=\"rels\" "
              "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
              "<Override PartName=\"/word/document.xml\" "
              "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml."
              "document.main+xml\"/></Types>"},
      {"_rels/.rels",
       head +
           "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
           "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
           "relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
      {"word/document.xml",
       head +
           "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
           "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"><w:body>" +
           body + "</w:body></w:document>"},
  };
}

}  // namespace giaoban::print
