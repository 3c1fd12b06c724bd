# giaoban_static(TARGET): every file of src/web/static, and what the npm packages that
# package-lock.json pins bring, stand in the target as web/static/NAME_EXT.h,
# giaoban::web::static_files::NAME_EXT. The packages are fetched into the build folder: nothing of
# others is kept in the sources.
find_program(NPM npm REQUIRED)

function(giaoban_static target)
  if(NOT TARGET ${target})
    return()
  endif()
  set(work ${PROJECT_BINARY_DIR}/npm)
  set(out ${PROJECT_BINARY_DIR}/generated/web/static)
  file(MAKE_DIRECTORY ${work} ${out})
  set(fetched ${work}/node_modules/htmx.org/dist/htmx.min.js
              ${work}/node_modules/tweetnacl/nacl-fast.min.js)
  foreach(part latin-400 latin-600 vietnamese-400 vietnamese-600)
    list(APPEND fetched
      ${work}/node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-${part}-normal.woff2)
  endforeach()
  add_custom_command(OUTPUT ${fetched}
    COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/package.json ${PROJECT_SOURCE_DIR}/package-lock.json ${work}
    COMMAND ${NPM} ci --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error
    # npm keeps the times of the packages, which may lie before the lock file's.
    COMMAND ${CMAKE_COMMAND} -E touch ${fetched}
    DEPENDS ${PROJECT_SOURCE_DIR}/package.json ${PROJECT_SOURCE_DIR}/package-lock.json
    WORKING_DIRECTORY ${work}
    COMMENT "scripts of npm packages")
  set(headers)
  foreach(file IN LISTS fetched)
    # htmx.min.js is htmx_js, nacl-fast.min.js is nacl_js.
    get_filename_component(name ${file} NAME)
    string(REGEX REPLACE "(-fast)?\\.min\\.js$" "_js" symbol ${name})
    string(REGEX REPLACE "-normal\\.woff2$" "_woff2" symbol ${symbol})
    string(REPLACE "-" "_" symbol ${symbol})
    add_custom_command(OUTPUT ${out}/${symbol}.h
      COMMAND embed_file giaoban::web::static_files ${symbol} ${file} ${out}/${symbol}.h
      DEPENDS embed_file ${file})
    list(APPEND headers ${out}/${symbol}.h)
  endforeach()
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/web/static/*)
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME)
    string(REGEX REPLACE "[.-]" "_" symbol ${name})
    add_custom_command(OUTPUT ${out}/${symbol}.h
      COMMAND embed_file giaoban::web::static_files ${symbol} ${file} ${out}/${symbol}.h
      DEPENDS embed_file ${file})
    list(APPEND headers ${out}/${symbol}.h)
  endforeach()
  target_sources(${target} PRIVATE ${headers})
endfunction()
