# bylina_module(NAME LINKS folder ... [USES pkg ...] [EXPOSES pkg ...])
# The target of engine/NAME from all its .c files. LINKS names the folders whose headers it may
# include; USES names packages that only its .c files see, EXPOSES those that its headers show.
#
# The include law: a target gets include paths only to itself and to what it LINKS, and passes none
# on, because each folder is seen through a private tree of links (build/include/NAME/...), so that
# "store/store.h" does not compile where engine/store is not linked.
function(bylina_module name)
  cmake_parse_arguments(PARSE_ARGV 1 M "" "" "LINKS;USES;EXPOSES;SOURCES")
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.c)
  add_library(${name} STATIC ${sources} ${M_SOURCES})
  bylina_view(${name} ${CMAKE_CURRENT_SOURCE_DIR})
  bylina_sees(${name} ${name} ${M_LINKS})
  target_link_libraries(${name} PUBLIC ${M_LINKS} ${M_EXPOSES} PRIVATE ${M_USES})
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
