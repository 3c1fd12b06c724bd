#include "tests/store_world.h"

#include <map>
#include <tuple>

#include "store/schema.h"

namespace giaoban::test {

namespace {

// What stores of one kind are copied from: a file, or the name of a database; and its keys.
struct Model {
  std::string place;
  std::string keys_path;
};

// Models and their keys, removed with the program.
class Models {
 public:
  using Key = std::tuple<store::Dialect, std::string, std::string, std::int64_t>;

  static Models& shared() {
    static Models models;
    return models;
  }
  Models(Models const&) = delete;
  Models& operator=(Models const&) = delete;
  ~Models() {
    if (::getpid() != made_by_) return;  // a fork's end
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  // Where one that is to be made has its place; kept once it stands whole.
  [[nodiscard]] Model place_for(store::Dialect dialect) {
    auto const number = ++count_;
    auto const keys_path = (folder_ / fmt::format("{}.keys", number)).string();
    if (dialect == store::Dialect::postgres) return {databases().add(number), keys_path};
    return {(folder_ / fmt::format("{}.giaoban", number)).string(), keys_path};
  }
  Model const& keep(Key const& key, Model const& model) { return made_[key] = model; }
  [[nodiscard]] Model const* find(Key const& key) const {
    auto const found = made_.find(key);
    return found == made_.end() ? nullptr : &found->second;
  }

 private:
  // Dropped before the server ends, which may be somebody else's.
  class Databases {
   public:
    Databases() : server_(PostgresServer::shared()) {}
    Databases(Databases const&) = delete;
    Databases& operator=(Databases const&) = delete;
    ~Databases() {
      if (::getpid() != made_by_) return;
      try {
        for (auto const& name : names_) server_.drop_database(name);
      } catch (std::exception const&) {  // the server is gone, and they with it
      }
    }
    std::string const& add(int number) {
      return names_.emplace_back(fmt::format("giaoban_model_{}_{}", ::getpid(), number));
    }

   private:
    PostgresServer& server_;
    pid_t made_by_ = ::getpid();
    std::vector<std::string> names_;
  };
  static Databases& databases() {
    static Databases all;
    return all;
  }

  Models() {
    auto name = place_for_files() + "/giaoban-models-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
  }

  pid_t made_by_ = ::getpid();
  std::filesystem::path folder_;
  int count_ = 0;
  std::map<Key, Model> made_;
};

}  // namespace

std::unique_ptr<store::Store> StoreWorld::founded_store(
    store::Catalogue const& catalogue, std::string const& name,
    std::function<void(store::Store&)> const& founding) {
  Models::Key const key{GetParam(), store::declared_ddl(catalogue), name, clock.now().microseconds};
  Model const* model = Models::shared().find(key);
  if (model == nullptr) {
    auto const making = Models::shared().place_for(GetParam());
    auto opening = options(GetParam() == store::Dialect::sqlite
                               ? making.place
                               : PostgresServer::shared().create_database(making.place),
                           catalogue);
    opening.keys_path = making.keys_path;
    founding(*must(store::Store::open(opening)));
    model = &Models::shared().keep(key, making);
  }
  auto const copy = options(copied_address(model->place), catalogue);
  std::filesystem::copy_file(model->keys_path, copy.keys_path);
  return must(store::Store::open(copy));
}

}  // namespace giaoban::test
