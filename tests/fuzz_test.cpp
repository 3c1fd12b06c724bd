// The fuzzers' bodies for some seconds: over their seeds, then over seeds changed at random.
// Minutes with coverage are tools/fuzz's. A body that finds something aborts; the seed printed
// before it makes the same inputs again.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#define LLVMFuzzerTestOneInput fuzz_head
#include "tests/fuzz/head_fuzz.cpp"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_cookies
#include "tests/fuzz/cookies_fuzz.cpp"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_urlencoded
#include "tests/fuzz/urlencoded_fuzz.cpp"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_multipart
#include "tests/fuzz/multipart_fuzz.cpp"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_json
#include "tests/fuzz/json_fuzz.cpp"
#undef LLVMFuzzerTestOneInput

namespace giaoban {
namespace {

using Body = int (*)(std::uint8_t const*, std::size_t);

struct Fuzzer {
  char const* name;
  Body body;
  char const* without_seeds;  // what to start from where there is no file
};
void PrintTo(Fuzzer const& fuzzer, std::ostream* out) {
  *out << fuzzer.name;
}

std::vector<std::string> seeds_of(Fuzzer const& fuzzer) {
  std::vector<std::string> seeds{fuzzer.without_seeds};
  auto const folder =
      std::filesystem::path(__FILE__).parent_path() / "fuzz" / "seeds" / fuzzer.name;
  if (!std::filesystem::exists(folder)) return seeds;
  for (auto const& file : std::filesystem::directory_iterator(folder)) {
    std::stringstream bytes;
    bytes << std::ifstream(file.path(), std::ios::binary).rdbuf();
    seeds.push_back(bytes.str());
  }
  return seeds;
}

// Bytes that mean something to a parser come oftener than others.
char byte_of(std::mt19937_64& dice) {
  using std::string_view_literals::operator""sv;
  constexpr auto telling =
      "\r\n\t :;,=&%+\"\\{}[]-/?#\0\x80\xc3\xe1\xf0\xff"
      "0aA"sv;
  return dice() % 3 == 0 ? static_cast<char>(dice()) : telling[dice() % telling.size()];
}

std::string changed(std::string text, std::mt19937_64& dice) {
  for (auto times = 1 + dice() % 6; times > 0; --times) {
    std::size_t const at = dice() % (text.size() + 1);
    switch (dice() % 5) {
      case 0:
        text.insert(at, 1, byte_of(dice));
        break;
      case 1:
        if (at < text.size()) text[at] = byte_of(dice);
        break;
      case 2:
        text.erase(at, dice() % 9);
        break;
      case 3:  // a piece again, somewhere else
        text.insert(at, text.substr(dice() % (text.size() + 1), dice() % 33));
        break;
      default:
        text.resize(at);
    }
  }
  return text;
}

class Fuzzed : public testing::TestWithParam<Fuzzer> {};

TEST_P(Fuzzed, bytes_break_nothing) {
  Fuzzer const& fuzzer = GetParam();
  auto const seed = std::random_device{}();
  std::cout << fuzzer.name << ": seed " << seed << std::endl;
  std::mt19937_64 dice(seed);
  auto corpus = seeds_of(fuzzer);
  std::size_t const own = corpus.size();
  auto const run = [&](std::string const& text) {
    return fuzzer.body(reinterpret_cast<std::uint8_t const*>(text.data()), text.size());
  };
  for (auto const& text : corpus) EXPECT_EQ(run(text), 0);
  auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(2);
  int inputs = 0;
  for (; std::chrono::steady_clock::now() < until; ++inputs) {
    auto text = changed(corpus[dice() % corpus.size()], dice);
    ASSERT_EQ(run(text), 0);
    constexpr std::size_t bytes_max = 4096;
    constexpr std::size_t kept_max = 200;
    if (text.size() > bytes_max || inputs % 50 != 0) continue;
    if (corpus.size() < own + kept_max) {
      corpus.push_back(std::move(text));
    } else {
      corpus[own + dice() % kept_max] = std::move(text);
    }
  }
  EXPECT_GT(inputs, 100);
}

constexpr char head_bytes[] =
    "GET /units/57?q=a%20b HTTP/1.1\r\nHost: a\r\nCookie: s=1; t=2\r\n\r\n";
INSTANTIATE_TEST_SUITE_P(
    All, Fuzzed,
    testing::Values(Fuzzer{"head", &fuzz_head, head_bytes},
                    Fuzzer{"cookies", &fuzz_cookies, "s=1; t=\"2\"; u=%C3%A1"},
                    Fuzzer{"urlencoded", &fuzz_urlencoded, "name=Nguy%E1%BB%85n+Lan&code=PT-01"},
                    Fuzzer{"multipart", &fuzz_multipart,
                           "--B\r\nContent-Disposition: form-data; "
                           "name=\"a\"\r\n\r\n1\r\n--B--\r\n"},
                    Fuzzer{"json", &fuzz_json, "{\"a\":[1,true,null,\"\\u0110\"]}"}),
    [](testing::TestParamInfo<Fuzzer> const& one) { return one.param.name; });

}  // namespace
}  // namespace giaoban
