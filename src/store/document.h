// The register of documents that decisions rest on. Numbers restart each term, so a number is not
// an identity: a document is a row of its own.
#pragma once

#include "store/fact.h"

namespace giaoban::store {

extern Entity const document_entity;

// A document: "Quyết định số 12-QĐ/TU ngày 05/02/2021, Tỉnh ủy ban hành".
struct Document {
  std::string type;    // "QĐ"; the sign of the type (domain rules, HD 36)
  std::string number;  // "12-QĐ/TU"
  std::string issuer;
  std::string subject;
  std::string term;  // "2020-2025"
  std::string signer;
  std::string file;        // hash of the attached file in the blob table
  static Kind const kind;  // an event on the day of signing
};

}  // namespace giaoban::store
