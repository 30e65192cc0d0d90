# shellcheck shell=bash
# `./dev lint`: the checks, each of which says what it found, and one line that sums them up. Sourced by
# ./dev; the checkers of our own are beside this file.

readonly CHECKS="format tidy clang cppcheck lua shell sizes includes words drift containers workflows"
readonly LUA_FOLDERS="scripts content engine/lua"

help_lint() {
    cat <<'END'
Usage: ./dev lint [CHECK ...]

  format    clang-format and stylua change nothing (./dev format does)
  tidy      clang-tidy finds nothing (.clang-tidy)
  clang     clang warns of nothing (what is written here is mostly built with gcc)
  cppcheck  cppcheck finds nothing
  lua       luacheck finds nothing (.luacheckrc)
  shell     shellcheck finds nothing
  sizes     files have at most 500 lines, headers 150, C functions 60
  includes  each folder includes only what its CMakeLists.txt links; libraries only where they belong
  words     no notes to oneself, no banned C functions, no torn drawings in comments
  drift     generated files are what their generators write
  containers  the Dockerfiles are what a builder takes (dockerfile-utils)
  workflows   actionlint finds nothing in .github/workflows

All of them if none is named. Exit 1 if one finds something.
END
}

# C that people write; table.c of botapi is generated.
c_files() { find engine tests -name node_modules -prune -o -name '*.[ch]' -print | grep -v '^engine/botapi/table.c$'; }

engine_sources() { find engine -name '*.c' ! -path engine/botapi/table.c | sort; }

stylua_run() { tests/node_modules/.bin/stylua "$@"; }

lint_format() {
    local code=0
    c_files | xargs clang-format --dry-run -Werror || code=1
    # shellcheck disable=SC2086 # several folders
    stylua_run --check $LUA_FOLDERS || code=1
    return "$code"
}

# One file a process: clang-tidy 14 confuses va_lists of several. What it suppressed goes to stderr.
lint_tidy() {
    configure dev >/dev/null
    engine_sources | xargs -P "$JOBS" -n 1 clang-tidy -p build/dev --quiet 2>build/dev/tidy.log ||
        { grep -hE '^(error|Error)' build/dev/tidy.log; return 1; }
}

lint_clang() {
    configure dev >/dev/null
    node tests/lint/clang.js
}

lint_cppcheck() {
    configure dev >/dev/null
    local views=(build/dev/include/*)
    mkdir -p build/dev/cppcheck
    engine_sources | cppcheck --file-list=- -j "$JOBS" --cppcheck-build-dir=build/dev/cppcheck \
        --enable=warning,performance,portability --inline-suppr --std=c11 -D_GNU_SOURCE \
        --suppress=missingInclude --suppress=missingIncludeSystem --error-exitcode=1 --quiet \
        --template='{file}:{line}: {message} [{id}]' "${views[@]/#/-I}"
}

lint_lua() {
    # shellcheck disable=SC2086 # several folders
    luacheck --quiet --no-color $LUA_FOLDERS tests
}

lint_shell() {
    shellcheck --external-sources dev .ci/run tests/servers/*.sh tests/unit/dev/*.sh tests/bench/*.sh tests/image/postgres/start.sh
}

lint_sizes() { node tests/lint/sizes.js; }
lint_includes() { node tests/lint/includes.js; }
lint_words() { node tests/lint/words.js; }
lint_containers() { node tests/lint/containers.js; }
lint_workflows() { node tests/lint/workflows.js; }

# Every generator knows --check.
lint_drift() {
    local generator code=0
    while read -r generator; do
        node "$generator" --check || code=1
    done < <(find engine scripts -name 'generate*.mjs')
    return "$code"
}

run_lint() {
    local check bad=()
    for check in "$@"; do
        case " $CHECKS " in
            *" $check "*) ;;
            *) bad_usage "there is no check \"$check\": $CHECKS" ;;
        esac
    done
    machine_needs "for the checks" build lint
    npm_needs
    for check in ${*:-$CHECKS}; do
        say "lint: $check"
        "lint_$check" || bad+=("$check")
    done
    [ ${#bad[@]} = 0 ] || die "these checks found something: ${bad[*]}"
    say "lint: nothing found"
}
