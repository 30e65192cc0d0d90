#!/usr/bin/env bash
# A seed is one run: in the same process twice, in a process of its own, and beside others.
set -euo pipefail
sim=$1

hashes() { "$sim" --hashes "$@" | grep '^seed' | sort; }

"$sim" --seeds 8 --twice
diff <(hashes --seeds 8) <(hashes --seeds 8 --jobs 2)
diff <(hashes --seed 7) <(hashes --seeds 8 | grep '^seed 7 ')
echo "every run repeats"
