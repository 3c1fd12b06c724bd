# giaoban_template(TARGET NAME PART...): the folders data/templates/PART, later ones over earlier
# ones, become one .docx that stands in the target giaoban_FOLDER as FOLDER/NAME.h,
# giaoban::FOLDER::templates::NAME.
function(giaoban_template target name)
  if(NOT TARGET ${target})
    return()
  endif()
  string(REPLACE giaoban_ "" folder ${target})
  set(work ${PROJECT_BINARY_DIR}/templates/${name})
  set(header ${PROJECT_BINARY_DIR}/generated/${folder}/${name}.h)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/generated/${folder})
  set(copies "")
  set(all_parts "")
  foreach(part IN LISTS ARGN)
    set(from ${PROJECT_SOURCE_DIR}/data/templates/${part})
    file(GLOB_RECURSE parts CONFIGURE_DEPENDS ${from}/*)
    list(APPEND all_parts ${parts})
    list(APPEND copies COMMAND ${CMAKE_COMMAND} -E copy_directory ${from} ${work})
  endforeach()
  add_custom_command(OUTPUT ${header}
    # A part that was taken away must not stay behind.
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${work}
    ${copies}
    COMMAND pack_docx ${work} ${work}.docx
    COMMAND embed_file giaoban::${folder}::templates ${name} ${work}.docx ${header}
    DEPENDS pack_docx embed_file ${all_parts}
    COMMENT "Template ${name}")
  target_sources(${target} PRIVATE ${header})
endfunction()
