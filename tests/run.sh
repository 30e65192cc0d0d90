# shellcheck shell=bash
# `./dev test`: the four suites, and one line that sums them up. Sourced by ./dev.
#
# Each suite runs to its end, whatever the one before it said. A suite that ends badly without naming a
# failed test (a crash, a time-out, nothing to run) counts as one failure.

readonly SUITES="unit game web e2e"
readonly MORE_SUITES="stack threads" # only if named
readonly E2E_SECONDS=900
readonly STACK_SECONDS=1500
# Those of the end-to-end tests that `./dev test` plays once more with each world on PostgreSQL and Redis
# beside it; `./dev test stack` plays all of them so.
readonly STACK_E2E=(tests/e2e/{admin,live,lore_many,payment,restart,stars}.test.js)

passed=0
failed=0
skipped=() # tests, each with its reason

help_test() {
    cat <<'END'
Usage: ./dev test [unit|game|web|e2e ...]

Builds with AddressSanitizer and UndefinedBehaviorSanitizer and runs the tests:

  unit   the C units, the contracts of the backends, and the simulation, which is built optimised:
         some thousand seeds, and each planted bug until it is found (ctest)
  game   the game's own tests, scripts/tests/
  web    the modules of the web chat (Node)
  e2e    the real binary against the local Telegram, and the web chat in headless Chromium;
         BYLINA_BIN names another binary than build/dev/bylina

All of them if none is named. Only if named:

  stack    e2e with each world on PostgreSQL and hot copies in Redis, servers of its own. (Some of it is
           in e2e, too.) What is about the file of SQLite itself is skipped, and named
  threads  the C units and contracts again, with ThreadSanitizer

The last line is "N passed, N failed"; "N passed, N failed, N skipped" if tests were skipped, which are
named above it, each with its reason.
END
}

# tally PASSED FAILED CODE: adds a suite's figures.
tally() {
    local good=${1:-0} bad=${2:-0} code=$3
    [ "$code" = 0 ] || [ "$bad" -gt 0 ] || bad=1
    passed=$((passed + good))
    failed=$((failed + bad))
}

# note_skipped PATTERN WORDS FILE: adds what was skipped, in these words of each line that fits.
note_skipped() {
    local line
    while IFS= read -r line; do
        skipped+=("$line")
    done < <(sed -n "s/^$1\$/$2/p" "$3" | sort -u)
}

# number PATTERN FILE: the number that stands for \(...\) in the last line that fits.
number() { sed -n "s/^$1\$/\\1/p" "$2" | tail -n 1; }

# ctest_run PRESET [ARGUMENT ...]: beside one PostgreSQL, which all its programs use.
ctest_run() {
    local log=build/$1/ctest.log code=0 bad all
    tests/servers/postgres.sh ctest --test-dir "$PWD/build/$1" -j 2 --output-on-failure --no-tests=error "${@:2}" 2>&1 | tee "$log" || code=1
    bad=$(number '[0-9]*% tests passed, \([0-9]*\) tests failed out of [0-9]*' "$log")
    all=$(number '[0-9]*% tests passed, [0-9]* tests failed out of \([0-9]*\)' "$log")
    tally "$((${all:-0} - ${bad:-0}))" "${bad:-0}" "$code"
    note_skipped '\[  SKIPPED \] \([a-z][a-z0-9_]*\)' '\1: see its skip()' "build/$1/Testing/Temporary/LastTest.log"
}

test_unit() {
    compile dev
    ctest_run dev
    compile sim bylina_sim
    ctest_run sim -L sim
}

test_threads() {
    compile tsan
    ctest_run tsan
}

test_game() {
    local log=build/dev/game.log code=0
    compile dev bylina
    build/dev/bylina test 2>&1 | tee "$log" || code=1
    tally "$(number '\([0-9]*\) passed, [0-9]* failed' "$log")" \
        "$(number '[0-9]* passed, \([0-9]*\) failed' "$log")" "$code"
}

# node_tests NAME SECONDS SERVERS FILE ...: with Node's own runner, beside what this script starts (none if
# empty); TAP goes to a file, to be counted.
node_tests() {
    local log=build/dev/$1.tap seconds=$2 servers=$3 code=0 bad cut
    shift 3
    [ -f "$1" ] || { say "there are no tests in $1" && tally 0 1 1 && return; }
    timeout "$seconds" ${servers:+"$servers"} node --test --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$log" "$@" || code=1
    bad=$(number '# fail \([0-9]*\)' "$log")
    cut=$(number '# cancelled \([0-9]*\)' "$log")
    tally "$(number '# pass \([0-9]*\)' "$log")" "$((${bad:-0} + ${cut:-0}))" "$code"
    note_skipped ' *ok [0-9]* - \(.*\) # SKIP *\(.*\)' '\1: \2' "$log"
}

test_web() {
    machine_needs "for the tests" test
    mkdir -p build/dev
    node_tests web "$E2E_SECONDS" '' tests/unit/web/*.test.*js
}

e2e_needs() {
    machine_needs "for the tests in the browser" test browser
    npm_needs
    npm_needs tests/gemini
    compile dev gemini_ask lore_worker
    if [ -z "${BYLINA_BIN:-}" ]; then
        compile dev bylina
        export BYLINA_BIN=$PWD/build/dev/bylina
    fi
}

test_e2e() {
    e2e_needs
    node_tests e2e "$E2E_SECONDS" '' tests/e2e/*.test.js
    say "tests: e2e on PostgreSQL with Redis, some of it"
    node_tests e2e-stack "$STACK_SECONDS" tests/servers/stack.sh "${STACK_E2E[@]}"
}

test_stack() {
    e2e_needs
    node_tests stack "$STACK_SECONDS" tests/servers/stack.sh tests/e2e/*.test.js
}

run_test() {
    local suite
    for suite in "$@"; do
        case " $SUITES $MORE_SUITES " in
            *" $suite "*) ;;
            *) bad_usage "there is no suite \"$suite\": $SUITES $MORE_SUITES" ;;
        esac
    done
    machine_needs "for the tests" build test
    for suite in ${*:-$SUITES}; do
        say "tests: $suite"
        "test_$suite"
    done
    [ ${#skipped[@]} = 0 ] || printf 'skipped: %s\n' "${skipped[@]}"
    echo "$passed passed, $failed failed${skipped[*]:+, ${#skipped[@]} skipped}"
    [ "$failed" = 0 ]
}
