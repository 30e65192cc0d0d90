# shellcheck shell=bash
# `./dev fuzz`: the fuzzers of tests/fuzz, one after another. Sourced by ./dev.
#
# What libFuzzer learns stays in build/fuzz/corpus/NAME, so that the next run begins there; a finding is
# kept in build/fuzz/findings. tests/fuzz/corpus/NAME has the seeds, and every input that once was a
# finding: `./dev test` runs them all.

readonly FUZZ_SECONDS=300
readonly FUZZ_LOOK_SECONDS=10

help_fuzz() {
    cat <<END
Usage: ./dev fuzz [NAME ...] [--seconds N]

Builds the fuzzers with clang (libFuzzer, AddressSanitizer, UndefinedBehaviorSanitizer) and runs each
for N seconds ($FUZZ_SECONDS if not given). All of them if none is named:

$(fuzzer_names | sed 's/^/  /')

Exit 1 on a finding; it says then how to repeat it.
END
}

fuzzer_names() { sed -n 's/^bylina_fuzzer(\([a-z]*\) .*/\1/p' tests/fuzz/CMakeLists.txt; }

# The newest figures of a log: "#65536 pulse cov: 300 ft: 900 corp: 99/4Kb ... exec/s: 8000 ...".
fuzz_figures() {
    sed -n 's/^#\([0-9]*\).* cov: \([0-9]*\) .* corp: \([0-9]*\).* exec\/s: \([0-9]*\).*/\1 runs (\4 a second), \3 inputs, \2 edges/p' "$1" |
        tail -n 1
}

# fuzz_one NAME SECONDS: 0 where nothing was found.
fuzz_one() {
    local name=$1 seconds=$2 log=build/fuzz/$1.log found=build/fuzz/findings/$1- grown=build/fuzz/corpus/$1
    local pid code=0 began=$SECONDS leaks=1
    # Looking for leaks takes most of the time where Lua's heap grows and shrinks.
    grep -q "^bylina_fuzzer($name .* lua" tests/fuzz/CMakeLists.txt && leaks=0
    mkdir -p "$grown" build/fuzz/findings
    ASAN_OPTIONS=quarantine_size_mb=16 nice "build/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=2048 -max_len=4096 -detect_leaks="$leaks" -artifact_prefix="$found" "$grown" "tests/fuzz/corpus/$name" \
        >"$log" 2>&1 &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        (((SECONDS - began) % FUZZ_LOOK_SECONDS)) || say "$name: $((SECONDS - began)) s, $(fuzz_figures "$log")"
    done
    wait "$pid" || code=$?
    [ "$code" = 0 ] && say "$name: nothing found in $(fuzz_figures "$log")" && return
    grep -vE '^#|^INFO|^[^ ]* # Uses' "$log" | head -n 60 >&2
    say "$name: a finding; the log is $log. To repeat it:"
    sed -n "s|^artifact_prefix=.*Test unit written to \(.*\)|    build/fuzz/fuzz_$name \1|p" "$log"
    return 1
}

run_fuzz() {
    local seconds=$FUZZ_SECONDS names=() bad=() name
    while [ $# -gt 0 ]; do
        case "$1" in
            --seconds)
                seconds=${2:-}
                [ $# = 1 ] || shift
                ;;
            --seconds=*) seconds=${1#*=} ;;
            -*) bad_usage "fuzz has no option $1" ;;
            *)
                fuzzer_names | grep -qx -- "$1" || bad_usage "there is no fuzzer \"$1\": $(fuzzer_names | xargs)"
                names+=("$1")
                ;;
        esac
        shift
    done
    [[ $seconds =~ ^[1-9][0-9]*$ ]] || bad_usage "--seconds is a number of seconds"
    [ ${#names[@]} -gt 0 ] || mapfile -t names < <(fuzzer_names)
    machine_needs "for the fuzzers" build fuzz
    compile fuzz fuzzers
    for name in "${names[@]}"; do
        fuzz_one "$name" "$seconds" || bad+=("$name")
    done
    [ ${#bad[@]} = 0 ] || die "findings: ${bad[*]}"
}
