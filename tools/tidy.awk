# What our own eyes would check: arrows between folders, who may include which library, names,
# sizes, SQL. Reads every file it is given once. A finding is "file:line: what; what to do".

BEGIN {
  split("base:0 store:1 print:1 rollup:1 command:2 web:3 unit:4 door:5 setting:6 account:5 inbox:6 member:7 post:8 review:9 " \
        "figure:10 table:11 task:11 round:12 briefing:13 report:14 workbook:14 reorganisation:14 sample:15 app:16", pairs, " ")
  for (i in pairs) { split(pairs[i], pair, ":"); level[pair[1]] = pair[2] + 0 }
  only["sqlite3.h"] = only["libpq-fe.h"] = "store"
  only["sodium.h"] = "store web account"
  only["zxcvbn.h"] = "account"
  only["boost/beast"] = only["boost/asio"] = only["zlib.h"] = "web"
  only["zip.h"] = only["expat.h"] = only["pugixml.hpp"] = only["xlsxwriter.h"] = "print"
  only["boost/json.hpp"] = "print web app"
  only["boost/locale.hpp"] = "base"
  only["unicode/"] = "base print"
  only["CLI/"] = "app"
  while ((getline line < "tools/derived_tables") > 0)
    if (line !~ /^(#|$)/) derived[line] = 1
}

FNR == 1 {
  finish_file()
  file = FILENAME
  sub(/^\.\//, "", file)
  lines = 0
  folder = file ~ /^src\/[^\/]+\// ? part(file, 2) : ""
  name = file; sub(/.*\//, "", name)
  is_test = name ~ /_test\.(cpp|h)$/ || file ~ /^(tests|bench|tools)\//
  is_code = name ~ /\.(cpp|h)$/
  is_rules = name ~ /^rules[_.]/ && !is_test
  if (folder != "" && !(folder in level))
    say(0, "folder src/" folder " stands in no arrow", "give it a level in tools/tidy.awk, CMakeLists.txt and ARCHITECTURE.md")
  if (tolower(name) ~ /(^|_)(get|manager|helpers?|utils?|common|impl|misc)([_.]|$)/)
    say(0, "the file name says nothing", "name it after the noun it holds (STYLE.md, Naming)")
  if (is_code && name !~ /^[a-z0-9_]+\.(cpp|h)$/)
    say(0, "file names are snake_case", "rename it")
}

{ ++lines }

is_code && /^[ \t]*#[ \t]*include[ \t]*"/ { split($0, quote, "\""); own_include(quote[2]); next }
is_code && /^[ \t]*#[ \t]*include[ \t]*</ {
  header = $0; sub(/^[^<]*</, "", header); sub(/>.*/, "", header); library(header); next
}
is_code && folder != "" && domain(folder) && /^[ \t]*#[ \t]*if/ {
  say(FNR, "conditional compilation in a domain", "put the difference behind a function in store/ or print/")
}
is_code && file !~ /^tools\// {
  code = $0
  gsub(/"([^"\\]|\\.)*"/, "\"\"", code)
  sub(/\/\/.*/, "", code)
  if (code ~ /(^|[^A-Za-z0-9_.:>])get_[a-z]/)
    say(FNR, "get_ in a name", "a function that answers is named by the noun: day(), not get_day()")
  if (code ~ /[A-Za-z0-9_](Manager|Helper|Impl|Util|Utils)([^A-Za-z0-9_]|$)/)
    say(FNR, "Manager, Helper, Impl or Utils in a name", "say what the thing is (STYLE.md, Naming)")
  if (code ~ /(^|[^A-Za-z_])using namespace / && code !~ /literals;/)
    say(FNR, "using namespace", "name what is used, as in \"using store::Tx;\" there")
}
is_code && /(^|[^A-Za-z])(TODO|FIXME|XXX)([^A-Za-z]|$)/ && file != "tools/tidy.awk" {
  say(FNR, "unfinished mark", "finish it, or write an issue and take the mark out")
}
is_code && !is_test && folder != "" && domain(folder) && \
    /"(SELECT [a-z*(]|INSERT INTO |UPDATE [a-z_]+ SET |DELETE FROM )/ {
  say(FNR, "SQL outside queries.sql", "name it in src/" folder "/queries.sql and call it through store.cpp")
}
is_code && !is_test && folder != "" && domain(folder) && name == "facts.cpp" && /span\.nearest\(/ {
  say(FNR, "a place asked of a day that may be to come", "ask store::placed() where a fact stands (store/placed.h)")
}
name == "queries.sql" && folder != "store" && !/^[ \t]*--/ { changes($0) }

END { finish_file(); exit bad ? 1 : 0 }

function own_include(path,   other, header, face) {
  if (path !~ /\//) { say(FNR, "include without its folder: " path, "write \"folder/" path "\", rooted at src/"); return }
  if (folder == "") return
  other = part(path, 1); header = path; sub(/^[^\/]*\//, "", header)
  if (other == "tests" && is_test) return
  if (!(other in level)) { say(FNR, "unknown folder in include " path, "includes are rooted at src/"); return }
  if (is_rules && other != "base" && path != folder "/" folder ".h" && path != folder "/rules.h")
    say(FNR, "rules are pure: they may not include " path, "pass what the rule needs as arguments; read it in the verb")
  if (other == folder) return
  if (level[other] >= level[folder]) {
    say(FNR, "arrow against the order: " folder " -> " other, "move the code to " other ", or what both need further left (ARCHITECTURE.md)")
    return
  }
  if (!domain(other)) return
  # What a folder shows to those above it: its facts and verbs, its pages, its secrets' door.
  face = header == other ".h" || header == "web.h" || path == "account/sign_in.h" || \
         path == "door/view.h" || (folder == "app" && (header == "cli.h" || header == "doors.h"))
  if (!face)
    say(FNR, path " is private to src/" other, "include \"" other "/" other ".h\"; if the verb is missing there, add it")
}

function library(header,   key, at) {
  if (folder == "" || is_test) return
  for (key in only) {
    at = index(header, key)
    if (at == 1 && !index(" " only[key] " ", " " folder " "))
      say(FNR, "<" header "> belongs to src/" only[key], "call what src/" only[key] " offers, or add it there")
  }
}

# UPDATE and DELETE by their table; one name stands on the same line.
function changes(text,   words, n, i, table) {
  n = split(toupper(text), words, /[ \t(;]+/)
  split(text, plain, /[ \t(;]+/)
  for (i = 1; i <= n; ++i) {
    table = ""
    if (words[i] == "UPDATE" && words[i - 1] != "DO" && words[i - 1] != "FOR") table = plain[i + 1]
    if (words[i] == "DELETE") table = plain[i + 2]
    if (words[i] == "DO" && words[i + 1] == "UPDATE") table = "(on conflict)"
    if (table != "" && table != "(on conflict)" && !(table in derived))
      say(FNR, words[i] " of " table, "facts are superseded through store/, never changed; a rebuildable table goes to tools/derived_tables")
    if ((folder == "figure" || folder == "report") && words[i] == "INSERT")
      say(FNR, "src/" folder " only reads", "write in the domain that owns the table")
  }
}

function finish_file() {
  if (file != "" && lines > 600)
    say(lines, "longer than 600 lines", "split it by noun")
}

# The folders below the domains know no domain; their headers are open to all above.
function domain(name) { return level[name] > level["web"] }
function part(path, n,   bits) { split(path, bits, "/"); return bits[n] }
function say(line, what, todo) { printf "%s:%d: %s; %s.\n", file, line, what, todo; bad = 1 }
