# Sourced by stories: the sample province as they all begin with it, generated and imported once. In
# $SAMPLE, a folder that ./test gives to all stories, else beside the story's own files.
sample_folder=${SAMPLE:-$PWD/sample}

sample_made() {
  [[ ! -e $sample_folder/made ]] || return 0
  mkdir -p "$sample_folder"
  rm -f "$sample_folder"/pt.*
  "$GIAOBAN" sample phu-tho-2021 --out "$sample_folder/pt.xlsx" >/dev/null 2>&1 &&
    "$GIAOBAN" import "$sample_folder/pt.xlsx" --store "$sample_folder/pt.giaoban" >/dev/null 2>&1 &&
    touch "$sample_folder/made"
}
# sample_workbook FILE: its workbook.
sample_workbook() {
  sample_made && cp "$sample_folder/pt.xlsx" "$1"
}
# sample_store STORE: a store of it, with its keys.
sample_store() {
  sample_made && cp "$sample_folder/pt.giaoban" "$1" && cp "$sample_folder/pt.giaoban.keys" "$1.keys"
}
