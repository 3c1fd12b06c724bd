// The lists that peoples and religions are told by, with the ways in which offices write them.
#include "member/member.h"

namespace giaoban::member {

namespace {

constexpr char const* kinh = "Kinh";
constexpr char const* foreign = "Người nước ngoài";
constexpr char const* no_religion = "Không";
constexpr char const* other_religion = "Tôn giáo khác";

// The 54 peoples and their other names: Danh mục các dân tộc Việt Nam, Quyết định 121-TCTK/PPCĐ,
// 02/03/1979, spelt as the General Statistics Office does since; "Mông" since 2001. A name that the
// catalogue gives to two peoples (Xá Khao, Chil) names neither by itself; one that is a people's
// own (Tày, Thái, Thổ) is that people.
// NOLINTNEXTLINE(readability-function-size): one table, a row per people.
std::vector<Word> people_words() {
  return {
      {kinh, {"Việt", "K", "Kinh Việt", "Việt Kinh"}},
      {"Tày", {"Ngạn", "Phén", "Thù Lao", "Pa Dí"}},
      {"Thái",
       {"Tày Khao", "Thái trắng", "Tày Đăm", "Thái đen", "Tày Mười", "Tày Thanh", "Mán Thanh",
        "Hàng Tổng", "Tày Mường", "Pu Thay", "Thổ Đà Bắc"}},
      {"Hoa", {"Hán", "Triều Châu", "Phúc Kiến", "Quảng Đông", "Hải Nam", "Xạ Phang"}},
      {"Khơ-me",
       {"Khmer", "Khmer Nam Bộ", "Cur", "Cul", "Việt gốc Miên", "Khơ-me Krôm", "Khmer Krom"}},
      {"Mường", {"Mol", "Mual", "Mọi", "Mọi Bi", "Ao Tá", "Âu Tá"}},
      {"Nùng",
       {"Xuồng", "Giang", "Nùng An", "Phàn Sinh", "Nùng Cháo", "Nùng Lòi", "Quý Rim", "Khèn Lài"}},
      {"Mông",
       {"Hmông", "H'Mông", "H Mông", "Mèo", "Mẹo", "Mèo Hoa", "Mèo Xanh", "Mèo Đỏ", "Mèo Đen",
        "Ná Mẻo", "Mán Trắng", "Mông Trắng", "Mông Hoa", "Mông Đen"}},
      {"Dao",
       {"Mán",      "Động",           "Trại",          "Xá",         "Dìu Miền",  "Kiềm Miền",
        "Kìm Miền", "Quần Trắng",     "Dao Đỏ",        "Quần Chẹt",  "Lô Giang",  "Dao Tiền",
        "Thanh Y",  "Lan Tẻn",        "Đại Bản",       "Tiểu Bản",   "Cóc Ngáng", "Cóc Mùn",
        "Sơn Đầu",  "Dao Quần Trắng", "Dao Quần Chẹt", "Dao Thanh Y"}},
      {"Gia-rai",
       {"Giơ-rai", "Jrai", "J'rai", "Jarai", "Tơ-buăn", "Chơ-rai", "Hơ-bau", "Hdrung", "Chor"}},
      {"Ngái", {"Xín", "Lê", "Đản", "Khách Gia"}},
      {"Ê-đê",
       {"Ra-đê", "Rhade", "Đê", "Kpạ", "A-đham", "Krung", "Ktul", "Đliê Ruê", "Blô", "Ê-pan",
        "Mđhur", "Mdhur", "Bih"}},
      {"Ba-na",
       {"Bahnar", "Gơ-lar", "Tơ-lô", "Giơ-lâng", "Y-lăng", "Rơ-ngao", "Krem", "Roh", "ConKđe",
        "A-la Công", "Kpăng Công", "Bơ-nâm"}},
      {"Xơ-đăng",
       {"Xê Đăng", "Sedang", "Xơ-teng", "Hđang", "Tơ-đra", "Mơ-nâm", "Ha-lăng", "Ca-dong",
        "Ka-dong", "Kmrâng", "ConLan", "Bri-la", "Tang"}},
      {"Sán Chay",
       {"Cao Lan", "Sán Chỉ", "Sán Chí", "Mán Cao Lan", "Hờn Bạn", "Sơn Tử", "Cao Lan - Sán Chỉ",
        "Cao Lan Sán Chí"}},
      {"Cơ-ho",
       {"K'Ho", "Kơ Ho", "Xrê", "Srê", "Nốp", "Tu Lốp", "Cơ-don", "Chil", "Cil", "Lat", "Lạch",
        "Lach", "Tơ-ring"}},
      {"Chăm", {"Chàm", "Chiêm Thành", "Hroi", "H'roi", "Chăm Hroi", "Chăm H'roi"}},
      {"Sán Dìu", {"Sán Dẻo", "Sán Diu", "Trại", "Trại Đất", "Mán Quần Cộc"}},
      {"Hrê", {"H'rê", "Hre", "Chăm Rê", "Chom", "Krẹ", "Lũy"}},
      {"Mnông",
       {"M'nông", "Mơ Nông", "Pnông", "Nông", "Pré", "Bu-đâng", "Đi Pri", "Biat", "Gar", "Rơ-lam",
        "Chil"}},
      {"Ra-glai", {"Raglay", "Raglai", "Ra-clây", "Rai", "Noang", "La Oang"}},
      {"Xtiêng", {"Xa-điêng", "Stiêng", "S'tiêng", "X'tiêng"}},
      {"Bru-Vân Kiều", {"Bru", "Vân Kiều", "Măng Coong", "Tri", "Khùa", "Ma Coong"}},
      {"Thổ",
       {"Kẹo", "Mọn", "Cuối", "Họ", "Đan Lai", "Ly Hà", "Tày Pọng", "Con Kha", "Xá Lá Vàng"}},
      {"Giáy", {"Nhắng", "Dẩng", "Pầu Thìn", "Pu Nà", "Cùi Chu", "Xa"}},
      {"Cơ-tu", {"K'tu", "Ka Tu", "Ca-tu", "Cao", "Hạ", "Phương", "Ca-tang"}},
      {"Gié-Triêng",
       {"Giẻ Triêng", "Đgiéh", "Tareh", "Giang Rẫy", "Pin", "Triêng", "Treng", "Ta-riêng", "Ve",
        "Veh", "La-ve", "Ca-tang"}},
      {"Mạ", {"Châu Mạ", "Mạ Ngăn", "Mạ Xốp", "Mạ Tô", "Mạ Krung"}},
      {"Khơ-mú", {"Xá Cẩu", "Mứn Xen", "Pu Thênh", "Tềnh", "Tày Hay", "Khmu"}},
      {"Co", {"Cor", "Kor", "Col", "Cùa", "Trầu"}},
      {"Ta-ôi", {"Tà Ôi", "Tôi-ôi", "Pa-co", "Pa Cô", "Pa Kô", "Pa-hi", "Ba-hi", "Pa Cô - Ta Ôi"}},
      {"Chơ-ro", {"Dơ-ro", "Châu Ro", "Chro"}},
      {"Kháng",
       {"Xá Khao", "Xá Súa", "Xá Dón", "Xá Dẩng", "Xá Hốc", "Xá Ái", "Xá Bung", "Quảng Lâm"}},
      {"Xinh-mun", {"Puộc", "Pụa"}},
      {"Hà Nhì", {"U Ní", "Xá U Ní"}},
      {"Chu-ru", {"Chơ-ru", "Chu"}},
      {"Lào", {"Lào Bốc", "Lào Nọi"}},
      {"La Chí", {"Cù Tê", "La Quả"}},
      {"La Ha", {"Xá Khao", "Khlá Phlạo"}},
      {"Phù Lá", {"Bồ Khô Pạ", "Mu Di Pạ", "Xá Phó", "Phó", "Va Xơ Lao", "Pu La"}},
      {"La Hủ", {"Lao", "Pu Đang", "Khù Xung", "Cò Xung", "Khả Quy"}},
      {"Lự", {"Lừ", "Nhuồn", "Duồn", "Mun Di"}},
      {"Lô Lô", {"Mun Di"}},
      {"Chứt",
       {"Sách", "Mày", "Rục", "Mã Liềng", "A Rem", "Tu Vang", "Pa Leng", "Xơ Lang", "Tơ Hung",
        "Chà Củi", "Tắc Củi", "U Mo", "Xá Lá Vàng"}},
      {"Mảng", {"Mảng Ư", "Xá Lá Vàng"}},
      {"Pà Thẻn", {"Pà Hưng", "Tống", "Pá Thẻn"}},
      {"Cơ Lao", {"Cờ Lao"}},
      {"Cống", {"Xắm Khống", "Mấng Nhé", "Xá Xeng"}},
      {"Bố Y", {"Chủng Chá", "Trọng Gia", "Tu Dí", "Tu Dìn"}},
      {"Si La", {"Cù Dề Xừ", "Khả Pẻ"}},
      {"Pu Péo", {"Ka Pèo", "Pen Ti Lô Lô"}},
      {"Brâu", {"Brao", "Rơ-mâu"}},
      {"Ơ Đu", {"Tày Hạt"}},
      {"Rơ-măm"},
      {foreign, {"Nước ngoài", "Ngoại quốc"}},
      {"", {"-"}},
  };
}

// The 16 religions whose organisations the State has recognised (36 organisations; Ban Tôn giáo
// Chính phủ, "Danh mục các tổ chức tôn giáo"), and what stands for none.
std::vector<Word> religion_words() {
  return {
      {no_religion,
       {"K",
        "Ko",
        "KG",
        "Không có",
        "Không theo",
        "Không theo tôn giáo nào",
        "Không theo đạo nào",
        "Không tôn giáo",
        "Không theo tôn giáo",
        "Không đạo",
        "Không theo đạo",
        "Không có tôn giáo",
        "Lương",
        "Bên lương",
        "Lương dân",
        "Thờ cúng ông bà",
        "Thờ cúng tổ tiên",
        "Vô thần",
        "0",
        "-",
        "none",
        "no",
        "nil"}},
      {"Phật giáo",
       {"Phật", "Đạo Phật", "PG", "Giáo hội Phật giáo Việt Nam", "Phật giáo Nam tông", "Nam tông",
        "Phật giáo Bắc tông", "Buddhism", "Phật tử"}},
      {"Công giáo",
       {"Thiên Chúa giáo", "Thiên Chúa", "Đạo Thiên Chúa", "Kitô giáo", "Ki-tô", "CG",
        "Giáo hội Công giáo Việt Nam", "Thiên Chúa La Mã", "Giáo dân", "Catholic"}},
      {"Tin lành",
       {"Đạo Tin lành", "Kitô giáo", "Ki-tô", "TL", "Hội thánh Tin lành Việt Nam",
        "Hội thánh Tin lành Việt Nam miền Bắc", "Hội thánh Tin lành Việt Nam miền Nam",
        "Protestant"}},
      {"Cao Đài",
       {"Đạo Cao Đài", "Cao Đài Tây Ninh", "Cao Đài Ban Chỉnh đạo", "Cao Đài Tiên Thiên",
        "Cao Đài Minh Chơn đạo", "Truyền giáo Cao Đài", "Đại đạo Tam kỳ Phổ độ"}},
      {"Phật giáo Hòa Hảo", {"Hòa Hảo", "Đạo Hòa Hảo", "PGHH", "Phật giáo Hoà Hảo"}},
      {"Hồi giáo", {"Đạo Hồi", "Islam", "Chăm Islam", "Chăm Bà ni", "Bà ni", "Hồi giáo Bà ni"}},
      {"Bà-la-môn giáo", {"Bà la môn", "Chăm Bà la môn", "Đạo Bà la môn"}},
      {"Baha'i", {"Tôn giáo Baha'i", "Baha'i giáo", "Đạo Baha'i", "Bahá'í"}},
      {"Tịnh độ Cư sĩ Phật hội Việt Nam", {"Tịnh độ Cư sĩ", "Tịnh độ Cư sĩ Phật hội"}},
      {"Cơ đốc Phục lâm", {"Giáo hội Cơ đốc Phục lâm Việt Nam", "Phục lâm"}},
      {"Tứ Ân Hiếu Nghĩa", {"Đạo Tứ Ân Hiếu Nghĩa", "Phật giáo Tứ Ân Hiếu Nghĩa"}},
      {"Minh Sư đạo", {"Giáo hội Phật đường Nam tông Minh Sư đạo", "Minh Sư"}},
      {"Minh Lý đạo - Tam Tông Miếu", {"Minh Lý đạo", "Hội thánh Minh Lý đạo", "Tam Tông Miếu"}},
      {"Bửu Sơn Kỳ Hương", {"Đạo Bửu Sơn Kỳ Hương"}},
      {"Phật giáo Hiếu Nghĩa Tà Lơn", {"Hiếu Nghĩa Tà Lơn"}},
      {"Mặc Môn",
       {"Mormon", "Giáo hội Các Thánh hữu Ngày sau của Chúa Giê su Ky tô", "Thánh hữu Ngày sau"}},
      {other_religion, {"Khác", "Đạo khác", "Tôn giáo chưa được công nhận"}},
  };
}

}  // namespace

Vocabulary const& peoples() {
  static Vocabulary const all(people_words(), {"dân tộc", "người", "dt"});
  return all;
}

Vocabulary const& religions() {
  static Vocabulary const all(religion_words(), {"theo đạo", "đạo", "theo", "tôn giáo"});
  return all;
}

Belonging minority(std::string_view people) {
  auto const official = peoples().official(people);
  if (!official || official->empty()) return Belonging::not_known;
  return *official == kinh || *official == foreign ? Belonging::no : Belonging::yes;
}

Belonging religious(std::string_view religion) {
  auto const official = religions().official(religion);
  if (!official || official->empty()) return Belonging::not_known;
  return *official == no_religion ? Belonging::no : Belonging::yes;
}

}  // namespace giaoban::member
