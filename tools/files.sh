# Sourced by the scripts: every file of the project, one a line, without what is built or ignored.
project_files() {
  git ls-files -co --exclude-standard 2>/dev/null | while IFS= read -r file; do
    if [[ -f $file ]]; then printf '%s\n' "$file"; fi
  done
  [[ ${PIPESTATUS[0]} -eq 0 ]] && return
  find . \( -name .git -o -path ./build -o -path ./out \) -prune -o -type f -print | sed 's|^\./||'
}
