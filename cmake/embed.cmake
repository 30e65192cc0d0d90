# bylina_embed(TARGET NAME BASE file ...): the files' bytes, built into TARGET as
#   const struct embedded NAME[]  { const char *path; const unsigned char *data; size_t size; }
# that ends with a NULL path (declared in base/embedded.h). Paths are relative to BASE.
function(bylina_embed target name base)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}.c)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DNAME=${name} -DBASE=${base} "-DFILES=${ARGN}"
            -P ${PROJECT_SOURCE_DIR}/cmake/embed-write.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/embed-write.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
