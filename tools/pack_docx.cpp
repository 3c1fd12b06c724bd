// Packs a folder of Word parts into a .docx: pack_docx FOLDER OUT.docx. Same folder, same bytes.
#include <exception>
#include <fstream>
#include <iostream>

#include "print/docx_pack.h"

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: pack_docx FOLDER OUT.docx\n";
    return 2;
  }
  try {
    auto const bytes = giaoban::print::pack_folder(words[1]);
    std::ofstream out(words[2], std::ios::binary);
    out << bytes;
    out.close();
    if (out) {
      return 0;
    }
    std::cerr << "pack_docx: cannot write " << words[2] << '\n';
  } catch (std::exception const& problem) {
    std::cerr << "pack_docx: " << problem.what() << '\n';
  }
  return 1;
}
