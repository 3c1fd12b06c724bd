# giaoban_catalogue(TARGET): data/en/header.po and every data/en/*.po become one gettext .mo, which
# stands in the target as base/en_catalogue.h. Several files may translate one text: the first wins.
find_program(MSGUNIQ msguniq REQUIRED)
find_program(MSGFMT msgfmt REQUIRED)

function(giaoban_catalogue target)
  set(header_po ${PROJECT_SOURCE_DIR}/data/en/header.po)
  file(GLOB parts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/en/*.po)
  list(REMOVE_ITEM parts ${header_po})
  set(work ${PROJECT_BINARY_DIR}/catalogue)
  set(header ${PROJECT_BINARY_DIR}/generated/base/en_catalogue.h)
  file(MAKE_DIRECTORY ${work} ${PROJECT_BINARY_DIR}/generated/base)
  # awk, not cat: a part whose last line has no end would swallow the next one's first.
  # msguniq, not msgcat: it also takes a text twice in one file.
  add_custom_command(OUTPUT ${header}
    COMMAND awk 1 ${header_po} ${parts} > ${work}/all.po
    COMMAND ${MSGUNIQ} --use-first --output-file=${work}/en.po ${work}/all.po
    COMMAND ${MSGFMT} --output-file=${work}/en.mo ${work}/en.po
    COMMAND embed_file giaoban::catalogue english ${work}/en.mo ${header}
    DEPENDS embed_file ${header_po} ${parts}
    COMMENT "English catalogue")
  target_sources(${target} PRIVATE ${header})
endfunction()
