#!/usr/bin/env bash
# The end of what `./dev test` says, from a ctest of a few programs: what was skipped has not passed, and
# is named with its reason. Run from the sources' root.
set -euo pipefail

folder=$(mktemp -d /tmp/bylina-summary-XXXXXX)
trap 'rm -rf "$folder"' EXIT
ln -s "$PWD/tests" "$folder/tests"
mkdir -p "$folder/build/fake"
cat >"$folder/build/fake/CTestTestfile.cmake" <<'END'
add_test(good "true")
add_test(bad "false")
add_test(needs_more "sh" "-c" "echo 'skipped: needs_more: there is no server'; exit 77")
add_test(says_nothing "sh" "-c" "exit 77")
add_test(in_part "sh" "-c" "echo 'skipped: a_part: there is no terminal'; echo '[  SKIPPED ] a_part'")
set_tests_properties(needs_more says_nothing PROPERTIES SKIP_RETURN_CODE 77)
END

cat >"$folder/expected" <<'END'
skipped: a_part: there is no terminal
skipped: needs_more: there is no server
skipped: says_nothing: it does not say why
2 passed, 1 failed, 3 skipped
END

cd "$folder"
export BYLINA_TEST_POSTGRES=none # starts no server
say() { :; }
machine_needs() { :; }
# shellcheck source=tests/run.sh
. tests/run.sh
test_unit() { ctest_run fake; }
code=0
run_test unit >said || code=$?
tail -n 4 said | diff expected - || { cat said && exit 1; }
[ "$code" = 1 ] || { echo "with a failure it exits $code" && exit 1; }
