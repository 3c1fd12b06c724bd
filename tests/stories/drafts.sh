# What keeps drafts in the browser seals them as node's own cipher does, and opens no other's.
set -u
node "$SOURCE/tests/browser/seal_test.mjs" "$SOURCE/src/web/static/drafts.js"
