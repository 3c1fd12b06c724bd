// What a server keeps in memory beside its store, made of facts and following the journal. Made by
// the wiring and handed to the store, so that whoever reads finds it; a one-shot command has none.
#pragma once

namespace giaoban::store {

class Follower {
 public:
  Follower() = default;
  virtual ~Follower() = default;
  Follower(Follower const&) = delete;
  Follower& operator=(Follower const&) = delete;
};

}  // namespace giaoban::store
