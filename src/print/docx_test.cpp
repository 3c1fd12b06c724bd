#include "print/docx.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <pugixml.hpp>
#include <thread>

#include "print/docx_zip.h"
#include "print/made_files_test.h"

namespace giaoban::print {
namespace {

std::string run(std::string const& text) {
  return "<w:r><w:t>" + text + "</w:t></w:r>";
}
std::string p(std::string const& text) {
  return "<w:p>" + run(text) + "</w:p>";
}
std::string tc(std::string const& inner) {
  return "<w:tc>" + inner + "</w:tc>";
}

Result<Template> loaded(std::string const& body) {
  return load_template(pack_parts(made_document(body)), "mau.docx");
}

std::string part(std::string const& docx, std::string const& name) {
  auto const parts = unpack_parts(docx);
  for (auto const& each : *parts) {
    if (each.name == name) {
      return each.bytes;
    }
  }
  return "";
}

// What stands between <w:body> and </w:body>, or the refusal.
std::string filled(std::string const& body, Fields const& values) {
  auto const form = loaded(body);
  if (!form) {
    return "!" + std::string(form.error().kind->code);
  }
  auto const document = fill(*form, values);
  if (!document) {
    return "!" + document.error().text(Language::vietnamese);
  }
  auto const xml = part(*document, "word/document.xml");
  EXPECT_TRUE(pugi::xml_document().load_string(xml.c_str())) << xml;
  auto const begin = xml.find("<w:body>") + 8;
  return xml.substr(begin, xml.find("</w:body>") - begin);
}

// The texts of a body, paragraphs closed by "/".
std::string words(std::string const& body, Fields const& values) {
  auto xml = filled(body, values);
  if (xml.starts_with('!')) {
    return xml;
  }
  pugi::xml_document tree;
  tree.load_string(("<b>" + xml + "</b>").c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
  struct Walker final : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& node) override {
      if (node.type() == pugi::node_pcdata) {
        text += node.value();
      }
      if (std::string_view(node.name()) == "w:p") {
        text += "/";
      }
      return true;
    }
    std::string text;
  } walker;
  tree.traverse(walker);
  return walker.text;
}

Fields people() {
  Fields values;
  values.texts = {{"unit", "Xã Hy Cương"}, {"n", "ngoài"}};
  Fields first;
  first.texts = {{"n", "1"}, {"name", "An"}};
  first.lists["awards"] = {Fields{{{"a", "X"}}, {}}, Fields{{{"a", "Y"}}, {}}};
  Fields second;
  second.texts = {{"n", "2"}, {"name", "Bình"}};
  second.lists["awards"] = {};
  values.lists = {{"rows", {first, second}}, {"none", {}}};
  return values;
}

TEST(Docx, fills_a_place_that_word_split_over_runs) {
  EXPECT_EQ(filled("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Đơn vị {</w:t></w:r>"
                   "<w:proofErr w:type=\"spellStart\"/><w:r><w:t>{un</w:t></w:r>"
                   "<w:r><w:t>it}</w:t></w:r><w:r><w:t>} báo cáo {{ n }}</w:t></w:r></w:p>",
                   people()),
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Đơn vị Xã Hy Cương</w:t>"
            "</w:r><w:proofErr w:type=\"spellStart\"/>"
            "<w:r><w:t xml:space=\"preserve\"> báo cáo ngoài</w:t></w:r></w:p>");
}

TEST(Docx, escapes_values_and_breaks_lines) {
  Fields values;
  values.texts["x"] = "<a> & \"b\"\nhai\tba\x01";
  EXPECT_EQ(filled(p("{{x}}"), values),
            "<w:p><w:r><w:t xml:space=\"preserve\">&lt;a&gt; &amp; \"b\"</w:t><w:br/>"
            "<w:t xml:space=\"preserve\">hai</w:t><w:tab/><w:t xml:space=\"preserve\">ba</w:t>"
            "</w:r></w:p>");
  values.texts["x"] = "{{y}}";
  EXPECT_EQ(words(p("{{x}}"), values), "/{{y}}");
}

TEST(Docx, repeats_paragraphs_and_drops_their_marks) {
  EXPECT_EQ(words(p("Đầu") + p("{{#rows}}") + p("{{n}}. {{name}}") + p("{{/rows}}") + p("Cuối"),
                  people()),
            "/Đầu/1. An/2. Bình/Cuối");
  EXPECT_EQ(words(p("{{#rows}}{{n}}. {{name}}{{/rows}}"), people()), "/1. An/2. Bình");
  EXPECT_EQ(words(p("a{{#rows}}") + p("{{n}}{{/rows}}"), people()), "/a/1/a/2");
}

TEST(Docx, repeats_words_inside_a_paragraph) {
  EXPECT_EQ(words(p("Gồm: {{#rows}}{{name}}, {{/rows}}hết {{n}}."), people()),
            "/Gồm: An, Bình, hết ngoài.");
}

TEST(Docx, repeats_table_rows) {
  auto const row = [](std::string const& a, std::string const& b) {
    return "<w:tr>" + tc(p(a)) + tc(p(b)) + "</w:tr>";
  };
  EXPECT_EQ(words("<w:tbl>" + row("TT", "Tên") + row("{{#rows}}{{n}}", "{{name}}{{/rows}}") +
                      row("", "Cộng") + "</w:tbl>",
                  people()),
            "/TT/Tên/1/An/2/Bình//Cộng");
  EXPECT_EQ(words("<w:tbl>" + row("{{#rows}}", "") + row("{{n}}", "{{name}}") + row("-", "-") +
                      row("{{/rows}}", "") + "</w:tbl>",
                  people()),
            "/1/An/-/-/2/Bình/-/-");
}

TEST(Docx, repeats_lists_inside_lists) {
  EXPECT_EQ(words(p("{{#rows}}") + p("{{name}}") + p("{{#awards}}") + p("+ {{a}} {{n}} {{unit}}") +
                      p("{{/awards}}") + p("{{/rows}}"),
                  people()),
            "/An/+ X 1 Xã Hy Cương/+ Y 1 Xã Hy Cương/Bình");
  EXPECT_EQ(words(p("{{#rows}}{{#awards}}{{a}}{{/awards}}{{/rows}}"), people()), "/X/Y");
  EXPECT_EQ(words(p("{{#rows}}{{name}}:{{#awards}} {{a}}{{/awards}};{{/rows}}"), people()),
            "/An: X Y;/Bình:;");
}

TEST(Docx, shows_a_block_by_whether_its_list_is_empty) {
  EXPECT_EQ(words(p("a{{#none}} có{{/none}}{{^none}} không{{/none}}"), people()), "/a không");
  EXPECT_EQ(words(p("a{{#rows}}.{{/rows}}{{^rows}} không{{/rows}}"), people()), "/a..");
}

TEST(Docx, keeps_a_paragraph_in_every_cell_and_no_table_without_rows) {
  EXPECT_EQ(filled("<w:tbl><w:tr>" + tc(p("{{#none}}x{{/none}}")) + "</w:tr></w:tbl>", people()),
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>");
  EXPECT_EQ(
      filled("<w:p/><w:tbl><w:tr>" + tc(p("{{#none}}x")) + tc(p("{{/none}}")) + "</w:tr></w:tbl>",
             people()),
      "<w:p/>");
}

TEST(Docx, keeps_the_section_break_in_a_marking_paragraph) {
  EXPECT_NE(filled(p("{{#rows}}") + p("{{n}}") + "<w:p><w:pPr><w:sectPr/></w:pPr>" +
                       run("{{/rows}}") + "</w:p>",
                   people())
                .find("<w:sectPr/>"),
            std::string::npos);
}

TEST(Docx, gives_no_paragraph_id_twice) {
  auto const xml = filled(
      "<w:p w14:paraId=\"1\">" + run("{{#rows}}{{n}}{{/rows}}") + "</w:p><w:p w14:paraId=\"2\"/>",
      people());
  EXPECT_EQ(xml.find("paraId=\"1\""), std::string::npos);
  EXPECT_NE(xml.find("paraId=\"2\""), std::string::npos);
}

TEST(Docx, fills_headers_and_text_boxes) {
  auto parts = made_document("<w:p><w:r><w:pict><w:txbxContent>" + p("Hộp {{unit}}") +
                             "</w:txbxContent></w:pict></w:r>" + run("Ngoài {{n}}") + "</w:p>");
  std::string const space =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
  parts.push_back({"word/header2.xml", "<w:hdr" + space + p("Đầu {{unit}}") + "</w:hdr>"});
  auto const form = load_template(pack_parts(parts), "mau.docx");
  ASSERT_TRUE(form);
  auto const document = fill(*form, people());
  ASSERT_TRUE(document);
  EXPECT_NE(part(*document, "word/header2.xml").find("Đầu Xã Hy Cương"), std::string::npos);
  EXPECT_NE(part(*document, "word/document.xml").find("Hộp Xã Hy Cương"), std::string::npos);
  EXPECT_NE(part(*document, "word/document.xml").find("Ngoài ngoài"), std::string::npos);
}

TEST(Docx, names_all_unknown_fields_and_their_paragraphs) {
  EXPECT_EQ(filled(p("Có {{la}} và {{unit}}") + p("{{#khac}}x{{/khac}}"), people()),
            "!Mẫu mau.docx có chỗ điền không có số liệu: la (“Có {{la}} và {{unit}}”); "
            "khac (“{{#khac}}x{{/khac}}”).");
}

TEST(Docx, checks_a_template_before_there_are_values) {
  Vocabulary offered;
  offered.texts = {"unit"};
  offered.lists["rows"].texts = {"n"};
  auto const good =
      loaded(p("{{unit}} {{#rows}}{{n}} {{unit}}{{/rows}} {{^rows}}{{unit}}{{/rows}}"));
  ASSERT_TRUE(good);
  EXPECT_TRUE(check_fields(*good, offered));
  auto const bad = loaded(p("{{n}} {{#rows}}{{m}}{{/rows}}") + p("{{#unit}}{{z}}{{/unit}}"));
  ASSERT_TRUE(bad);
  auto const checked = check_fields(*bad, offered);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, &unknown_fields);
  auto const text = checked.error().text(Language::vietnamese);
  EXPECT_NE(text.find(": n (“"), std::string::npos) << text;
  EXPECT_NE(text.find("; m (“"), std::string::npos) << text;
  EXPECT_NE(text.find("; unit (“"), std::string::npos) << text;
}

TEST(Docx, refuses_lists_that_do_not_match) {
  for (auto const& body :
       {p("{{#rows}}"), p("{{/rows}}"), p("{{#rows}}{{#a}}{{/rows}}{{/a}}"),
        p("{{#rows}}") + "<w:tbl><w:tr>" + tc(p("{{/rows}}")) + "</w:tr></w:tbl>"}) {
    EXPECT_EQ(filled(body, people()), "!template.unclosed_list") << body;
  }
}

TEST(Docx, refuses_places_without_their_braces) {
  for (auto const* text : {"{{unit", "unit}}", "{{a {{b}}", "{{}}", "{{#}}", "{{ }}"}) {
    EXPECT_EQ(filled(p(text), people()), "!template.broken_place") << text;
  }
  EXPECT_EQ(words(p("{unit} }"), people()), "/{unit} }");
}

TEST(Docx, refuses_what_is_no_document) {
  auto const code = [](std::string const& bytes) {
    auto const form = load_template(bytes, "mau.docx");
    return form ? "loaded" : std::string(form.error().kind->code);
  };
  EXPECT_EQ(code(""), "template.not_a_document");
  EXPECT_EQ(code("\xD0\xCF\x11\xE0"), "template.not_a_document");
  EXPECT_EQ(code(pack_parts(MadeWorkbook().parts())), "template.not_a_document");
  EXPECT_EQ(code(pack_parts(made_document("<w:p>"))), "template.damaged");
  auto parts = made_document("<w:p/>");
  parts[2].bytes = "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>";
  EXPECT_EQ(code(pack_parts(parts)), "template.damaged");
  std::string deep;
  for (int at = 0; at < 300; ++at) {
    deep = "<w:p>" + deep + "</w:p>";
  }
  EXPECT_EQ(code(pack_parts(made_document(deep))), "template.damaged");
}

TEST(Docx, gives_the_same_bytes_whenever_and_however_it_was_packed) {
  auto parts = made_document(p("{{unit}}"));
  auto const first = fill(*load_template(pack_parts(parts), "a"), people());
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));
  std::ranges::reverse(parts);
  auto const second = fill(*load_template(pack_parts(parts), "b"), people());
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(*first == *second);
}

TEST(Docx, leaves_a_template_as_it_was_after_filling) {
  auto const form = loaded(p("{{n}}"));
  ASSERT_TRUE(form);
  Fields values;
  values.texts["n"] = "1";
  auto const first = fill(*form, values);
  values.texts["n"] = "2";
  auto const second = fill(*form, values);
  ASSERT_TRUE(first && second);
  EXPECT_NE(part(*first, "word/document.xml").find(">1<"), std::string::npos);
  EXPECT_NE(part(*second, "word/document.xml").find(">2<"), std::string::npos);
}

TEST(DocxPack, packs_a_folder_with_its_relations) {
  TempFolder const folder;
  for (auto const& each : made_document(p("x"))) {
    std::filesystem::create_directories((folder / each.name).parent_path());
    write_file(folder / each.name, each.bytes);
  }
  write_file(folder / ".hidden", std::string("x"));
  EXPECT_TRUE(pack_folder(folder.path()) == pack_parts(made_document(p("x"))));
}

}  // namespace
}  // namespace giaoban::print
