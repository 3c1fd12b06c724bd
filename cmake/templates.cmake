# giaoban_template(TARGET NAME PART...): the folders data/templates/PART, later ones over earlier
# ones, become one .docx that stands in the target as report/NAME.h, giaoban::report::templates::NAME.
function(giaoban_template target name)
  if(NOT TARGET ${target})
    return()
  endif()
  set(work ${PROJECT_BINARY_DIR}/templates/${name})
  set(header ${PROJECT_BINARY_DIR}/generated/report/${name}.h)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/generated/report)
  set(copies "")
  set(all_parts "")
  foreach(part IN LISTS ARGN)
    set(folder ${PROJECT_SOURCE_DIR}/data/templates/${part})
    file(GLOB_RECURSE parts CONFIGURE_DEPENDS ${folder}/*)
    list(APPEND all_parts ${parts})
    list(APPEND copies COMMAND ${CMAKE_COMMAND} -E copy_directory ${folder} ${work})
  endforeach()
  add_custom_command(OUTPUT ${header}
    # A part that was taken away must not stay behind.
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${work}
    ${copies}
    COMMAND pack_docx ${work} ${work}.docx
    COMMAND embed_file giaoban::report::templates ${name} ${work}.docx ${header}
    DEPENDS pack_docx embed_file ${all_parts}
    COMMENT "Template ${name}")
  target_sources(${target} PRIVATE ${header})
endfunction()
