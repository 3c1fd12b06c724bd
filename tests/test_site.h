// A site of some folder's pages in a test, and who visits it:
//
//   test::TestSite site(store(), review::routes());
//   site.let_in("lan", {{&review::review_read, khu_1.value}});
//   EXPECT_EQ(site.ask("lan", "/grades").status, 200);
//   site.send("lan", "/units/57/grades/2020", {{"decided_on", "15/01/2021"}});
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "store/store.h"
#include "web/channels.h"
#include "web/jobs.h"
#include "web/page.h"
#include "web/route.h"
#include "web/urlencoded.h"

namespace giaoban::test {

// What a browser would send of a page's form of POST that holds a sheet: its fields as they are
// shown, but the token and what is ticked by hand.
inline std::vector<std::pair<std::string, std::string>> sheet_of(std::string const& page) {
  std::vector<std::pair<std::string, std::string>> fields;
  auto const plain = [](std::string text) {
    for (auto const& [sign, letter] : {std::pair{"&lt;", "<"},
                                       {"&gt;", ">"},
                                       {"&quot;", "\""},
                                       {"&#39;", "'"},
                                       {"&amp;", "&"}}) {
      for (std::size_t at = 0; (at = text.find(sign, at)) != std::string::npos; ++at) {
        text.replace(at, std::string_view(sign).size(), letter);
      }
    }
    return text;
  };
  auto const value_in = [&](std::string_view tag, std::string_view name) {
    auto const from = tag.find(" " + std::string(name) + "=\"");
    if (from == tag.npos) return std::string();
    auto const start = from + name.size() + 3;
    return plain(std::string(tag.substr(start, tag.find('"', start) - start)));
  };
  auto const grid = page.find("name=\"rows\"");
  auto const end = grid == page.npos ? 0 : page.find("</form>", grid);
  auto const begin = grid == page.npos ? 0 : page.rfind("<form", grid);
  std::string_view const form = std::string_view(page).substr(begin, end - begin);
  for (std::size_t at = 0; (at = form.find('<', at)) != form.npos; ++at) {
    auto const tag = form.substr(at, form.find('>', at) - at);
    std::string const name = value_in(tag, "name");
    if (tag.starts_with("<select")) {
      fields.emplace_back(name, "");
    } else if (tag.starts_with("<option") && tag.contains(" selected")) {
      fields.back().second = value_in(tag, "value");
    } else if (tag.starts_with("<input") && !name.empty() && name != "token") {
      std::string const type = value_in(tag, "type");
      if (type == "radio" || type == "checkbox") continue;
      fields.emplace_back(name, value_in(tag, "value"));
    }
  }
  return fields;
}
// Types over one of its fields, or adds what a tick sends.
inline void type_in(std::vector<std::pair<std::string, std::string>>& form, std::string const& name,
                    std::string const& value) {
  for (auto& [known, typed] : form) {
    if (known != name) continue;
    typed = value;
    return;
  }
  form.emplace_back(name, value);
}

class TestSite {
 public:
  using Typed = std::vector<std::pair<std::string, std::string>>;

  TestSite(store::Store& store, std::vector<web::Route> routes, web::Jobs* jobs = nullptr)
      : store_(store) {
    callers().clear();
    site_.store = &store;
    site_.clock = &store.clock();
    site_.routes = std::move(routes);
    site_.jobs = jobs;
    site_.caller_of = [](store::Store&, web::Request const& request) {
      auto const known = callers().find(request.cookies.text("who"));
      return known == callers().end() ? web::Caller{} : known->second;
    };
    site_.asker_of = [](store::Store&, web::Request const& request) {
      std::string who = request.cookies.text("who");
      return callers().contains(who) ? who : std::string();
    };
    site_.log_breakage = [this](std::string_view where, std::string_view what) {
      broke_ = std::string(where) + ": " + std::string(what);
      return std::string("1");
    };
  }

  [[nodiscard]] web::Site const& site() const { return site_; }  // for a server
  void tell_by(web::Channels& channels) { site_.channels = &channels; }

  void let_in(std::string const& name, std::vector<store::Grant> grants,
              Language language = Language::vietnamese) {
    callers()[name] = {.actor = {.name = name, .grants = std::move(grants)},
                       .shown_name = name,
                       .session = "session of " + name,
                       .language = language};
  }

  web::Response ask(std::string const& who, std::string const& target) {
    return web::answer(site_, request_to(who, target));
  }
  // Only what htmx puts into the element.
  web::Response ask_part(std::string const& who, std::string const& target,
                         std::string const& element) {
    auto request = request_to(who, target);
    request.headers.add("hx-request", "true");
    request.headers.add("hx-target", element);
    return web::answer(site_, request);
  }
  web::Response send(std::string const& who, std::string const& target, Typed const& typed,
                     std::vector<web::Upload> uploads = {}) {
    auto request = request_to(who, target);
    request.method = web::Method::post;
    request.form.add(std::string(web::token_field), web::form_token(callers()[who], store_));
    for (auto const& [name, value] : typed) request.form.add(name, value);
    request.uploads = std::move(uploads);
    return web::answer(site_, request);
  }
  // A verb by the API: an object as JSON.
  web::Response call(std::string const& who, std::string const& target, std::string body) {
    auto request = request_to(who, target);
    request.method = web::Method::post;
    request.body = std::move(body);
    request.headers.add("x-form-token", web::form_token(callers()[who], store_));
    return web::answer(site_, request);
  }
  // What a page of ours failed on, if anything did.
  [[nodiscard]] std::string const& broke() const { return broke_; }

 private:
  // Who may come in is asked by a plain function.
  static std::map<std::string, web::Caller>& callers() {
    static std::map<std::string, web::Caller> all;
    return all;
  }
  static web::Request request_to(std::string const& who, std::string const& target) {
    web::Request request;
    auto const question = target.find('?');
    request.target = target;
    request.path = web::decode_path(target.substr(0, question)).value();
    if (question != target.npos) {
      request.query = web::parse_urlencoded(target.substr(question + 1)).value();
    }
    request.cookies.add("who", who);
    return request;
  }

  store::Store& store_;
  web::Site site_;
  std::string broke_;
};

// The page's words: marks of elements gone, one line an element.
inline std::string words_of_page(std::string const& html) {
  std::string text;
  bool inside = false;
  for (char const c : html) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') {
      inside = false;
      if (!text.empty() && text.back() != '\n') text += '\n';
    }
  }
  auto const put = [&](std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  };
  put("&lt;", "<");
  put("&gt;", ">");
  put("&quot;", "\"");
  put("&#39;", "'");
  put("&amp;", "&");
  return text;
}

}  // namespace giaoban::test
