# bylina_unit_test(FOLDER file.c LINKS folder ...): one cmocka program a file, named test_FOLDER_FILE
# and run by ctest under the label "unit" with the sources' root as working directory.
function(bylina_unit_test folder file)
  cmake_parse_arguments(PARSE_ARGV 2 T "" "LABEL" "LINKS;USES")
  get_filename_component(stem ${file} NAME_WE)
  set(name test_${folder}_${stem})
  add_executable(${name} ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  bylina_sees(${name} ${T_LINKS})
  target_link_libraries(${name} PRIVATE ${T_LINKS} ${T_USES} PkgConfig::cmocka)
  if(NOT T_LABEL)
    set(T_LABEL unit)
  endif()
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS ${T_LABEL} TIMEOUT 300)
endfunction()

# bylina_postgres_test(PROGRAM LABEL): the same program once more, beside a PostgreSQL of its own,
# with BYLINA_TEST_STORE=postgres. It may use tests/servers/postgres.h.
function(bylina_postgres_test program label)
  target_sources(${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests/servers/postgres.c)
  target_include_directories(${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests/servers)
  target_link_libraries(${program} PRIVATE PkgConfig::libpq)
  add_test(NAME ${program}_postgres
    COMMAND ${PROJECT_SOURCE_DIR}/tests/servers/postgres.sh $<TARGET_FILE:${program}>
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${program}_postgres PROPERTIES LABELS ${label} TIMEOUT 600
    ENVIRONMENT BYLINA_TEST_STORE=postgres)
endfunction()
