#include "print/docx.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <thread>
#include <tuple>

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

// As no program writes them, and libzip neither: a name of the same length is put in its place.
TEST(Docx, refuses_parts_that_stand_twice_or_elsewhere) {
  auto const with_part_called = [](std::string_view name) {
    std::string other(name.size(), 'q');
    auto parts = made_document(p("a"));
    parts.push_back({other, "<w:document/>"});
    auto bytes = pack_parts(std::move(parts));
    for (auto at = bytes.find(other); at != bytes.npos; at = bytes.find(other)) {
      bytes.replace(at, name.size(), name);
    }
    auto const form = load_template(bytes, "mau.docx");
    return form ? "" : std::string(form.error().kind->code);
  };
  auto const strange = std::string(not_a_document.code);
  for (std::string_view const name :
       {"word/document.xml", "word/Document.XML", "[Content_Types].xml", "../../etc/passwd",
        "word/../../x.xml", "/etc/x", "word\\..\\x", "c:/x", "word//x", "./x"}) {
    EXPECT_EQ(with_part_called(name), strange) << name;
  }
  EXPECT_EQ(with_part_called("word/..media/a..b.xml"), "");
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

// --- ids in repetitions ---

// How often each value of an attribute comes.
std::map<std::string, int> values_of(std::string const& xml, std::string const& attribute) {
  std::map<std::string, int> counts;
  std::string const head = " " + attribute + "=\"";
  for (auto at = xml.find(head); at != xml.npos; at = xml.find(head, at + 1)) {
    auto const begin = at + head.size();
    ++counts[xml.substr(begin, xml.find('"', begin) - begin)];
  }
  return counts;
}
bool each_once(std::map<std::string, int> const& counts, std::size_t how_many) {
  return counts.size() == how_many &&
         std::ranges::all_of(counts, [](auto const& one) { return one.second == 1; });
}
std::string in_rows(std::string const& inner) {
  return p("{{#rows}}") + inner + p("{{/rows}}");
}

TEST(DocxIds, of_bookmarks_and_what_leads_to_them_are_fresh_in_each_repetition) {
  std::string const mark =
      "<w:p><w:bookmarkStart w:id=\"0\" w:name=\"muc\"/>" + run("{{n}}") +
      "<w:bookmarkEnd w:id=\"0\"/><w:hyperlink w:anchor=\"muc\">" + run("lên") +
      "</w:hyperlink><w:r><w:instrText> REF muc \\h </w:instrText></w:r></w:p>";
  auto const xml = filled(in_rows(mark) +
                              "<w:p><w:bookmarkStart w:id=\"7\" w:name=\"cuoi\"/>"
                              "<w:bookmarkEnd w:id=\"7\"/></w:p>",
                          people());
  EXPECT_TRUE(each_once(values_of(xml, "w:name"), 3)) << xml;
  EXPECT_EQ(values_of(xml, "w:id").size(), 3U) << xml;
  for (auto const& [id, count] : values_of(xml, "w:id")) EXPECT_EQ(count, 2) << id;
  EXPECT_TRUE(each_once(values_of(xml, "w:anchor"), 2)) << xml;
  for (auto const& [name, count] : values_of(xml, "w:anchor")) {
    EXPECT_TRUE(xml.contains(" REF " + name + " \\h ")) << xml;
    EXPECT_TRUE(xml.contains("w:name=\"" + name + "\"")) << xml;
  }
  EXPECT_TRUE(xml.contains("w:id=\"7\" w:name=\"cuoi\"")) << "what is not repeated stays: " << xml;
}

TEST(DocxIds, around_a_list_stay_one) {
  auto const xml = filled("<w:p><w:bookmarkStart w:id=\"3\" w:name=\"ca\"/></w:p>" +
                              in_rows(p("{{n}}")) + "<w:p><w:bookmarkEnd w:id=\"3\"/></w:p>",
                          people());
  EXPECT_EQ(values_of(xml, "w:id"), (std::map<std::string, int>{{"3", 2}})) << xml;
}

TEST(DocxIds, of_drawings_shapes_and_controls_are_none_twice) {
  std::string const drawn =
      "<w:p>" + run("{{n}}") +
      "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Hình\"/></wp:inline></w:drawing></w:r>"
      "<w:r><w:pict><v:shape id=\"_x0000_s1026\"/></w:pict></w:r>"
      "<w:sdt><w:sdtPr><w:id w:val=\"55\"/></w:sdtPr><w:sdtContent>" +
      run("x") + "</w:sdtContent></w:sdt></w:p>";
  auto const xml = filled(in_rows(drawn), people());
  EXPECT_TRUE(each_once(values_of(xml, "id"), 4)) << xml;
  EXPECT_TRUE(values_of(xml, "w:val").empty()) << xml;
}

TEST(DocxIds, of_lists_in_lists_are_fresh_in_each) {
  auto const xml =
      filled(in_rows(p("{{#awards}}") + "<w:p><w:bookmarkStart w:id=\"2\" w:name=\"g\"/>" +
                     run("{{a}}") + "<w:bookmarkEnd w:id=\"2\"/></w:p>" + p("{{/awards}}")),
             people());
  EXPECT_TRUE(each_once(values_of(xml, "w:name"), 2)) << xml;
}

TEST(DocxIds, of_comments_and_notes_lead_to_copies_of_their_own) {
  auto parts = made_document(
      in_rows("<w:p><w:commentRangeStart w:id=\"4\"/>" + run("{{n}}") +
              "<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>"
              "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"));
  std::string const space =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
  parts.push_back({"word/comments.xml", "<w:comments" + space + "<w:comment w:id=\"4\">" +
                                            p("Xem lại") + "</w:comment></w:comments>"});
  parts.push_back({"word/footnotes.xml", "<w:footnotes" + space + "<w:footnote w:id=\"2\">" +
                                             p("Theo {{unit}}") + "</w:footnote></w:footnotes>"});
  auto const form = load_template(pack_parts(parts), "mau.docx");
  ASSERT_TRUE(form);
  auto const document = fill(*form, people());
  ASSERT_TRUE(document);
  for (auto const& [part_name, reference, holder] :
       {std::tuple{"word/comments.xml", "<w:commentReference w:id=\"", "<w:comment w:id=\""},
        std::tuple{"word/footnotes.xml", "<w:footnoteReference w:id=\"", "<w:footnote w:id=\""}}) {
    auto const body = part(*document, "word/document.xml");
    auto const held = part(*document, part_name);
    std::set<std::string> referred;
    for (auto at = body.find(reference); at != body.npos; at = body.find(reference, at + 1)) {
      auto const begin = at + std::string_view(reference).size();
      referred.insert(body.substr(begin, body.find('"', begin) - begin));
    }
    EXPECT_EQ(referred.size(), 2U) << body;
    for (auto const& id : referred) EXPECT_TRUE(held.contains(holder + id + "\"")) << held;
  }
  EXPECT_TRUE(part(*document, "word/footnotes.xml").contains("Theo Xã Hy Cương"));
}

TEST(DocxPlaces, in_a_comment_are_named) {
  std::string const space =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
  for (auto const& [text, named] : {std::pair{"Xem lại", false}, std::pair{"Ghi {{unit}}", true},
                                    std::pair{"Ghi {{khac}}", true}}) {
    auto parts = made_document(p("x"));
    parts.push_back({"word/comments.xml", "<w:comments" + space + "<w:comment w:id=\"4\">" +
                                              p(text) + "</w:comment></w:comments>"});
    auto const form = load_template(pack_parts(parts), "mau.docx");
    ASSERT_EQ(!form.has_value(), named) << text;
    EXPECT_TRUE(!named || form.error().text(Language::vietnamese).contains(text)) << text;
  }
}

// --- how places come to be written ---

struct PlaceCase {
  char const* name;
  std::string body;
  std::string words;
};
std::vector<PlaceCase> place_cases() {
  auto const field = [](std::string const& inner) { return "<w:p>" + inner + "</w:p>"; };
  std::string const begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
  std::string const separate = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
  std::string const end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  auto const code = [](std::string const& text) {
    return "<w:r><w:instrText xml:space=\"preserve\">" + text + "</w:instrText></w:r>";
  };
  return {
      {"soft_hyphen", p("{{un\xC2\xADit}}"), "/Xã Hy Cương"},
      {"zero_width_space", p("{{\xE2\x80\x8Bunit\xE2\x80\x8B}}"), "/Xã Hy Cương"},
      {"joiner_between_braces", p("{\xE2\x80\x8D{unit}\xEF\xBB\xBF}"), "/Xã Hy Cương"},
      {"in_a_list_mark", p("{{#ro\xE2\x80\x8Bws}}{{n}} {{/rows\xE2\x81\xA0}}"), "/1 /2 "},
      {"outside_they_stay", p("a\xE2\x80\x8B {{unit}}"), "/a\xE2\x80\x8B Xã Hy Cương"},
      {"over_runs_with_signs",
       "<w:p>" + run("{{u") + "<w:proofErr w:type=\"spellStart\"/>" + run("n\xC2\xAD") +
           "<w:r><w:softHyphen/></w:r>" + run("it}}") + "</w:p>",
       "/Xã Hy Cương"},
      {"simple_merge_field",
       field("<w:fldSimple w:instr=\" MERGEFIELD unit \\* MERGEFORMAT \">" + run("«unit»") +
             "</w:fldSimple>"),
       "/Xã Hy Cương"},
      {"merge_field_over_runs",
       field(run("Kính gửi ") + begin + code(" MERGE") + code("FIELD \"unit\" \\* Upper ") +
             separate + run("«unit»") + end + run(".")),
       "/Kính gửi Xã Hy Cương."},
      {"merge_field_of_nobody", field("<w:fldSimple w:instr=\"MERGEFIELD khac\"/>"),
       "!Mẫu mau.docx có chỗ điền không có số liệu: khac (“{{khac}}”)."},
      {"merge_field_left_open", field(begin + code("MERGEFIELD unit") + separate + run("x")),
       "!template.broken_place"},
      {"page_number_stays", field(begin + code("PAGE") + separate + run("3") + end), "/PAGE3"},
      {"in_the_code_of_a_field", field(begin + code("IF {{unit}} = 1") + separate + end),
       "!template.broken_place"},
      {"merge_field_in_the_code_of_a_field",
       field(begin + code("IF ") + begin + code("MERGEFIELD unit") + separate + run("«unit»") +
             end + code(" = 1") + separate + run("3") + end),
       "!template.broken_place"},
      {"simple_merge_field_in_the_code_of_a_field",
       field(begin + code("IF ") + "<w:fldSimple w:instr=\"MERGEFIELD unit\"/>" + code(" = 1") +
             separate + run("3") + end),
       "!template.broken_place"},
      {"merge_field_in_code_over_paragraphs",
       field(begin + code("IF 1 = 1 ")) + p("«x»") +
           field("<w:fldSimple w:instr=\"MERGEFIELD unit\"/>") + field(separate + end),
       "!template.broken_place"},
      {"merge_field_in_what_a_field_shows",
       field(begin + code("HYPERLINK x") + separate + begin + code("MERGEFIELD unit") + separate +
             run("«unit»") + end + end),
       "/HYPERLINK xXã Hy Cương"},
      {"in_the_code_of_a_simple_field",
       field("<w:fldSimple w:instr=\"IF {{unit}} = 1\">" + run("3") + "</w:fldSimple>"),
       "!template.broken_place"},
      {"in_code_over_runs", field(begin + code("IF {") + code("{unit}} = 1") + separate + end),
       "!template.broken_place"},
      {"in_a_drawing", field("<w:r><a:t>{{unit}}</a:t></w:r>"), "!template.broken_place"},
  };
}

TEST(DocxPlaces, are_filled_or_named_however_they_were_written) {
  for (PlaceCase const& one : place_cases())
    EXPECT_EQ(words(one.body, people()), one.words) << one.name;
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
