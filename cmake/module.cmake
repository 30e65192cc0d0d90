# bylina_module(NAME LINKS folder ... [USES pkg ...] [EXCEPT file.c ...])
# The target of engine/NAME from all its .c files. LINKS names the folders whose headers it may
# include; USES names packages that only its own .c files see.
#
# The include law: a target gets include paths only to itself and to what it LINKS, and passes none
# on, because each folder is seen through a private tree of links (build/include/NAME/...), so that
# "store/store.h" does not compile where engine/store is not linked.
function(bylina_module name)
  cmake_parse_arguments(PARSE_ARGV 1 M "" "" "LINKS;USES;EXCEPT")
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.c)
  foreach(file IN LISTS M_EXCEPT)
    list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  if(NOT sources)
    file(WRITE ${CMAKE_BINARY_DIR}/empty.c "typedef int nothing_yet;\n")
    set(sources ${CMAKE_BINARY_DIR}/empty.c)
  endif()
  add_library(${name} STATIC ${sources})
  bylina_view(${name} ${CMAKE_CURRENT_SOURCE_DIR})
  bylina_sees(${name} ${name} ${M_LINKS})
  target_link_libraries(${name} PUBLIC ${M_LINKS} PRIVATE ${M_USES})
endfunction()

# A folder of its own that holds one link, NAME -> the sources: the view that others may be given.
function(bylina_view name source)
  set(view ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${view})
  file(CREATE_LINK ${source} ${view}/${name} SYMBOLIC)
endfunction()

function(bylina_sees target)
  foreach(folder IN LISTS ARGN)
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/include/${folder})
  endforeach()
endfunction()
