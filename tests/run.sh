# shellcheck shell=bash
# `./dev test`: the four suites, and one line that sums them up. Sourced by ./dev.
#
# Each suite runs to its end, whatever the one before it said. A suite that ends badly without naming a
# failed test (a crash, a time-out, nothing to run) counts as one failure.

readonly SUITES="unit game web e2e"
readonly MORE_SUITES="stack threads" # only if named
readonly E2E_SECONDS=2400 # some four times what two processors need
readonly STACK_SECONDS=3600
# Those of the end-to-end tests that `./dev test` plays once more with each world on PostgreSQL and Redis
# beside it; `./dev test stack` plays all of them so.
readonly STACK_E2E=(tests/e2e/{admin,live,lore_many,payment,restart,stars}.test.js)

# Set by .ci/run alone: a unit, or an end-to-end file, that fails is run once more. One that passes then is
# called UNSTEADY in the end, where it cannot be overlooked, and does not fail the run. What looks for lost and
# doubled things by chance (the simulation, the files below) has failed when it fails once.
readonly AGAIN=${BYLINA_TEST_AGAIN:-}
readonly NEVER_AGAIN='/(kill|postgres|stack)\.test\.js$'

passed=0
failed=0
skipped=()  # tests, each with its reason
fixed=()    # what keeps addresses where they are
unsteady=() # files, each with where its first failure is kept

help_test() {
    cat <<'END'
Usage: ./dev test [unit|game|web|e2e ...]

Builds with AddressSanitizer and UndefinedBehaviorSanitizer and runs the tests:

  unit   the C units, the contracts of the backends, and the simulation, which is built optimised:
         some thousand seeds, and each planted bug until it is found; a few seeds over PostgreSQL
         and Redis, which it crashes (ctest)
  game   the game's own tests, scripts/tests/
  web    the modules of the web chat (Node)
  e2e    the real binary against the local Telegram, and the web chat in headless Chromium;
         BYLINA_BIN names another binary than build/dev/bylina

All of them if none is named. Only if named:

  stack    e2e with each world on PostgreSQL and hot copies in Redis, servers of its own. (Some of it is
           in e2e, too.) What is about the file of SQLite itself is skipped, and named
  threads  the C units and contracts again, with ThreadSanitizer

The last line is "N passed, N failed"; "N passed, N failed, N skipped" if tests were skipped, which are
named above it, each with its reason. Nothing is run twice here; .ci/run runs what failed, a unit or an
end-to-end file, once more, and says UNSTEADY of what passes then.
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

# note_unsteady LOG: adds what ctest has run twice, and which passed then.
note_unsteady() {
    local name
    while IFS= read -r name; do
        grep -q "^[[:space:]]*[0-9]* - $name (" "$1" || unsteady+=("$name (its first failure is above, and in $1)")
    done < <(sed -n 's/^.*Test *#[0-9]*: \([a-z0-9_]*\) .*\*\*\*.*$/\1/p' "$1" | sort -u)
}

# note_units_skipped LOG LAST: adds the programs that ctest's LOG calls skipped and the parts of programs that
# cmocka, in ctest's LAST, does, each with what it has said in a line "skipped: NAME: REASON".
note_units_skipped() {
    local name reason
    while IFS= read -r name; do
        reason=$(sed -n "s/^skipped: $name: //p" "$2" | head -n 1)
        skipped+=("$name: ${reason:-it does not say why}")
    done < <(sed -n -e 's/^[[:space:]]*[0-9]* - \([a-z0-9_]*\) (Skipped)$/\1/p' \
        -e 's/^\[  SKIPPED \] \([a-z][a-z0-9_]*\)$/\1/p' "$1" "$2" | sort -u)
}

# ctest_run PRESET [ARGUMENT ...]: beside one PostgreSQL, which all its programs use.
ctest_run() {
    local log=build/$1/ctest.log code=0 bad all out
    "${fixed[@]}" tests/servers/postgres.sh ctest --test-dir "$PWD/build/$1" -j 2 --output-on-failure --no-tests=error \
        "${@:2}" 2>&1 | tee "$log" || code=1
    note_unsteady "$log"
    bad=$(number '[0-9]*% tests passed, \([0-9]*\) tests failed out of [0-9]*' "$log")
    all=$(number '[0-9]*% tests passed, [0-9]* tests failed out of \([0-9]*\)' "$log")
    out=$(grep -c '^[[:space:]]*[0-9]* - [a-z0-9_]* (Skipped)$' "$log") || true
    tally "$((${all:-0} - ${bad:-0} - out))" "${bad:-0}" "$code"
    note_units_skipped "$log" "build/$1/Testing/Temporary/LastTest.log"
}

test_unit() {
    compile dev
    ctest_run dev -R '^sim_'
    ctest_run dev -E '^sim_' ${AGAIN:+--repeat until-pass:2}
    compile sim bylina_sim
    ctest_run sim -L sim
}

# Where the kernel strews addresses widely (vm.mmap_rnd_bits=32), Debian's ThreadSanitizer ends at once:
# "unexpected memory mapping". A container may refuse this; there it works if the kernel does not.
test_threads() {
    compile tsan
    ! setarch --addr-no-randomize true 2>/dev/null || fixed=(setarch --addr-no-randomize)
    ctest_run tsan
    fixed=()
}

test_game() {
    local log=build/dev/game.log code=0
    compile dev bylina
    build/dev/bylina test 2>&1 | tee "$log" || code=1
    tally "$(number '\([0-9]*\) passed, [0-9]* failed' "$log")" \
        "$(number '[0-9]* passed, \([0-9]*\) failed' "$log")" "$code"
}

# run_node NAME SECONDS SERVERS FILE ...: with Node's own runner, beside what this script starts (none if
# empty); TAP goes to build/dev/NAME.tap, to be counted.
run_node() {
    timeout "$2" ${3:+"$3"} node --test --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="build/dev/$1.tap" "${@:4}"
}

# tests_that WORD NAME: how many of a run passed, or failed (those that were cancelled, too).
tests_that() {
    local log=build/dev/$2.tap count cut=0
    count=$(number "# $1 \([0-9]*\)" "$log")
    [ "$1" = pass ] || cut=$(number '# cancelled \([0-9]*\)' "$log")
    echo $((${count:-0} + ${cut:-0}))
}

# failed_files NAME: those of a run that came to its end, one a line; nothing of one that was cut off.
failed_files() {
    local log=build/dev/$1.tap
    grep -q '^# tests [0-9]' "$log" || return 0
    sed -n -e "s/^ *location: '\(.*\.test\.[a-z]*\):[0-9]*:[0-9]*'\$/\1/p" \
        -e 's/^not ok [0-9]* - \(\/.*\.test\.[a-z]*\)$/\1/p' "$log" | sort -u
}

# run_again NAME SECONDS SERVERS FILE: alone; says whether it passes now. What it said first is kept.
run_again() {
    local kept=build/dev/unsteady/$1.tap
    mkdir -p build/dev/unsteady
    cp "build/dev/$1.tap" "$kept"
    say "tests: once more, alone: $4"
    run_node "$1-again" "${@:2}" || return 1
    unsteady+=("${4#"$PWD"/} (its first failure is above, and in $kept)")
}

# node_tests NAME SECONDS SERVERS FILE ...: a suite; web, or an end-to-end one.
node_tests() {
    local name=$1 how=("$2" "$3") code=0 good bad all file files=()
    shift 3
    [ -f "$1" ] || { say "there are no tests in $1" && tally 0 1 1 && return; }
    run_node "$name" "${how[@]}" "$@" || code=1
    good=$(tests_that pass "$name")
    bad=$(tests_that fail "$name")
    [ "$code" = 0 ] || [ -z "$AGAIN" ] || [ "$name" = web ] || mapfile -t files < <(failed_files "$name")
    ! printf '%s\n' "${files[@]}" | grep -qE "$NEVER_AGAIN" || files=()
    if [ ${#files[@]} -gt 0 ]; then
        all=$((good + bad)) bad=0 code=0
        for file in "${files[@]}"; do
            run_again "$name" "${how[@]}" "$file" || { code=1 && bad=$((bad + $(tests_that fail "$name-again"))); }
        done
        good=$((all - bad))
    fi
    tally "$good" "$bad" "$code"
    note_skipped ' *ok [0-9]* - \(.*\) # SKIP *\(.*\)' '\1: \2' "build/dev/$name.tap"
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
    [ ${#unsteady[@]} = 0 ] || printf '!!! UNSTEADY, passed only when run again: %s\n' "${unsteady[@]}"
    echo "$passed passed, $failed failed${skipped[*]:+, ${#skipped[@]} skipped}${unsteady[*]:+, ${#unsteady[@]} UNSTEADY}"
    [ "$failed" = 0 ]
}
