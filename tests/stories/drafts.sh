# What keeps drafts in the browser seals them: they open to their own key alone, and unchanged.
set -u
nacl=$(dirname "$GIAOBAN")/npm/node_modules/tweetnacl/nacl-fast.min.js
node "$SOURCE/tests/browser/seal_test.mjs" "$nacl" "$SOURCE/src/web/static/drafts.js"
