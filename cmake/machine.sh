# shellcheck shell=bash
# What this machine needs before something can be built or tested. Sourced by ./dev.
#
# Packages come in sets, so that who only plays need not install a browser. What is there already is
# left alone: then neither apt nor the network is touched.

# cmocka is small, and the build is configured with its tests.
readonly PACKAGES_BUILD="gcc libc6-dev cmake ninja-build pkg-config liblua5.4-dev libcurl4-openssl-dev
    libcjson-dev libsqlite3-dev libpq-dev libhiredis-dev libuv1-dev libmicrohttpd-dev libarchive-dev libjemalloc-dev
    libexttextcat-dev libexttextcat-data libcmocka-dev"
# graphviz: the map of scenes
readonly PACKAGES_PLAY="graphviz"
readonly PACKAGES_TEST="ca-certificates sqlite3 postgresql redis-server $PACKAGES_PLAY"
readonly PACKAGES_BROWSER="fonts-noto-color-emoji"
readonly PACKAGES_LINT="clang-format clang-tidy clang cppcheck lua-check shellcheck"
# a container's image without Docker, and compose.yaml
readonly PACKAGES_IMAGE="buildah podman runc debootstrap docker-compose netavark aardvark-dns curl"
# llvm: names and lines in the stacks of a finding
readonly PACKAGES_FUZZ="clang libclang-rt-dev llvm"

# package_installed NAME: dpkg knows it as installed.
package_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Node and the browser may come from elsewhere than apt: a program that runs is enough.
node_packages() {
    if ! command -v node >/dev/null; then
        echo "nodejs npm"
    elif ! command -v npm >/dev/null; then
        echo npm
    fi
}

browser_packages() {
    [ -x "${CHROMIUM_BIN:-/usr/bin/chromium}" ] || echo chromium
    echo "$PACKAGES_BROWSER"
}

compiler_packages() {
    case "${CC:-}" in
        *clang*) echo "clang libclang-rt-dev" ;;
    esac
}

# packages_of SET ...: the names, one a line.
packages_of() {
    local set
    for set in "$@"; do
        case "$set" in
            build) echo "$PACKAGES_BUILD $(compiler_packages)" ;;
            play) echo "$PACKAGES_PLAY" ;;
            test) echo "$PACKAGES_TEST $(node_packages)" ;;
            browser) browser_packages ;;
            fuzz) echo "$PACKAGES_FUZZ" ;;
            image) echo "$PACKAGES_IMAGE" ;;
            lint) echo "$PACKAGES_LINT $(node_packages)" ;;
        esac
    done | xargs -n 1 | sort -u
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "this needs root, and there is no sudo here. As root, run: $*"
    fi
}

install_packages() {
    local why=$1
    shift
    say "installing with apt, needed $why: $*"
    as_root apt-get update -qq || die "apt-get update failed: is the network there?"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" ||
        die "apt-get could not install: $*"
}

# machine_needs WHY SET ...: installs what is missing of these sets.
machine_needs() {
    local why=$1 package missing=()
    shift
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "this is no Debian system. Needed $why are its packages or their like:" "$(packages_of "$@" | xargs)"
        return
    fi
    for package in $(packages_of "$@"); do
        package_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] || install_packages "$why" "${missing[@]}"
}

# npm_needs [FOLDER]: what npm brings to it (tests if absent; its package-lock.json): a fresh node_modules
# only where the lock has changed.
npm_needs() {
    local folder=${1:-tests}
    local lock=$folder/package-lock.json stamp=$folder/node_modules/.installed
    cmp -s "$lock" "$stamp" && return
    say "installing with npm, into $folder/node_modules"
    npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error || die "npm ci failed: is the network there?"
    cp "$lock" "$stamp"
}
