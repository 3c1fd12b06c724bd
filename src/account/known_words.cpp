// Whether a password is one of those that are tried first. libzxcvbn knows what people choose the
// world over; the words of this country, of this work and of the user are ours to name.
#include <zxcvbn.h>

#include <algorithm>
#include <array>

#include "account/rules.h"
#include "base/text.h"

namespace giaoban::account {

namespace {

// Folded, without blanks, the most likely first: a word costs who guesses as much as its place.
constexpr std::array known_words{
    // passwords and greetings
    "matkhau", "matkhaumoi", "matma", "xinchao", "chaoban", "chao", "camon", "anhyeuem", "emyeuanh",
    "yeuem", "yeuanh", "conyeu", "concung", "meyeu", "boyeu", "giadinh", "hanhphuc", "maimai",
    "khongbiet", "khongco", "khongnho", "mothaiba", "motnammuoi", "quantri", "quantrivien",
    "quanly", "nguoidung", "dangnhap", "taikhoan", "macdinh", "thunghiem", "maytinh", "dienthoai",
    "internet", "admin", "user", "test", "demo", "password",
    // this program, its field and its offices
    "giaoban", "dang", "dangvien", "dangbo", "danguy", "dangcongsan", "congsan",
    "dangcongsanvietnam", "chibo", "chiuy", "bithu", "phobithu", "uyvien", "capuy", "tochuc",
    "bantochuc", "tinhuy", "thanhuy", "huyenuy", "quanuy", "xa", "phuong", "huyen", "tinh",
    "thanhpho", "quan", "thon", "khu", "daihoi", "nghiquyet", "hoinghi", "vanphong", "uyban",
    "nhandan", "doanthe", "doanvien", "thanhnien", "congdoan", "phunu", "nongdan", "cuuchienbinh",
    "chunghia", "macle", "bacho", "hochiminh", "hochutich", "chutich", "cachmang", "doclap", "tudo",
    "dongchi", "congtac", "canbo", "congchuc", "coquan", "donvi", "danhgia", "xeploai",
    // the country and its provinces
    "vietnam", "hanoi", "saigon", "thudo", "angiang", "bacgiang", "backan", "baclieu", "bacninh",
    "bariavungtau", "bentre", "binhdinh", "binhduong", "binhphuoc", "binhthuan", "camau", "cantho",
    "caobang", "daklak", "daknong", "danang", "dienbien", "dongnai", "dongthap", "gialai",
    "hagiang", "haiduong", "haiphong", "hanam", "hatinh", "haugiang", "hoabinh", "hue", "hungyen",
    "khanhhoa", "kiengiang", "kontum", "laichau", "lamdong", "langson", "laocai", "longan",
    "namdinh", "nghean", "ninhbinh", "ninhthuan", "phutho", "phuyen", "quangbinh", "quangnam",
    "quangngai", "quangninh", "quangtri", "soctrang", "sonla", "tayninh", "thaibinh", "thainguyen",
    "thanhhoa", "thuathienhue", "tiengiang", "travinh", "tuyenquang", "vinhlong", "vinhphuc",
    "yenbai", "viettri", "dalat", "nhatrang", "vungtau",
    // names
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho",
    "ngo", "duong", "ly", "dinh", "trinh", "mai", "dao", "van", "thi", "anh", "hung", "dung",
    "cuong", "hai", "long", "minh", "nam", "nhung", "huong", "hoa", "lan", "linh", "thao", "trang",
    "tuan", "tung", "thanh", "son", "quang", "quyet", "phuong", "ngoc", "hanh", "hien", "thuy",
    "yen", "duc", "hieu", "khanh", "kien", "loan", "nga", "tam", "tien", "toan",
    // days and months
    "ngay", "thang", "nam", "thuhai", "thuba", "thutu", "thunam", "thusau", "thubay", "chunhat",
    "thanggieng", "tet", "xuan", "ha", "thu", "dong"};

// "mat-khau moi" as "matkhaumoi".
std::string run_together(std::string text) {
  std::erase_if(text, [](char c) { return std::string_view(" -_.,").contains(c); });
  return text;
}

// Names whole and word by word: "Nguyễn Thị Lan" as nguyenthilan, nguyen, thi, lan.
std::vector<std::string> words_of(PasswordOf const& whose) {
  std::vector<std::string> words{fold(whose.login)};
  for (std::string const& name : whose.names) {
    std::string const folded = fold(name);
    words.push_back(run_together(folded));
    for (std::size_t from = 0; from < folded.size();) {
      std::size_t const end = std::min(folded.find(' ', from), folded.size());
      words.push_back(folded.substr(from, end - from));
      from = end + 1;
    }
  }
  constexpr std::size_t letters_min = 2;
  std::erase_if(words, [](std::string const& word) { return word.size() < letters_min; });
  return words;
}

}  // namespace

bool easily_guessed(std::string_view password, PasswordOf const& whose) {
  constexpr double bits_min = 30;
  // The work grows faster than the length; what is well known stands at the beginning, too.
  constexpr std::size_t judged_bytes_max = 64;
  std::string const folded = fold(password).substr(0, judged_bytes_max);
  auto const own = words_of(whose);
  std::vector<char const*> words;
  for (std::string const& word : own) words.push_back(word.c_str());
  words.insert(words.end(), known_words.begin(), known_words.end());
  words.push_back(nullptr);
  return std::ranges::any_of(std::array{folded, run_together(folded)},
                             [&](std::string const& form) {
                               return ZxcvbnMatch(form.c_str(), words.data(), nullptr) < bits_min;
                             });
}

}  // namespace giaoban::account
