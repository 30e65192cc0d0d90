# The tests of a build with BYLINA_PLANT (preset sim): the mass of seeds with nothing planted, and
# each bug, which must be found within so many seeds; the first that fails is printed.
function(sim_test name seconds)
  add_test(NAME sim_${name} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(sim_${name} PROPERTIES LABELS "unit;sim" TIMEOUT ${seconds})
endfunction()

sim_test(mass 900 bylina_sim --seeds 2000 --jobs 2)
set_tests_properties(sim_mass PROPERTIES PROCESSORS 2)
sim_test(repeats 120 bash ${CMAKE_CURRENT_SOURCE_DIR}/repeats.sh $<TARGET_FILE:bylina_sim>)
foreach(plant confirm_early no_version_check only_writes rerun_cached timer_outside live_first
        outbox_early backlog_twice backlog_overtaken
        backlog_forgotten seen_high_water settle_by_select double_tap)
  sim_test(plant_${plant} 300 bylina_sim --plant ${plant} --seeds 1000)
endforeach()

# The same over PostgreSQL and Redis, which fail: few seeds, since each takes seconds.
sim_real_test(sim_postgres "unit;sim" 900 --seeds 4)
foreach(plant lost_is_done confirm_early)
  sim_real_test(sim_postgres_plant_${plant} "unit;sim" 600 --plant ${plant} --seeds 20)
endforeach()
