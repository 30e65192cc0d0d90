# shellcheck shell=bash
# `./dev image`: builds the container's image and tries it, without a Docker engine: buildah builds, podman
# runs. Sourced by ./dev.
#
# Where no registry can be reached the base images are made here from Debian's packages, under the names
# of the official ones; an image of that name that is there already is used as it is.

readonly IMAGE_NAME=localhost/bylina

help_image() {
    cat <<'END'
Usage: ./dev image [--build-only]

Builds the image of the Dockerfile (localhost/bylina) with buildah, then runs it with podman as
compose.yaml does (read-only, without rights) and plays: health, an update, a clean stop; then the whole
of compose.yaml. Needs root, and room for about 2 GB in /var/lib/containers. With Docker none of this is
needed: `docker compose up --build`.
END
}

# shellcheck source=tests/image/base.sh
. tests/image/base.sh

image_build() {
    say "building $IMAGE_NAME from the Dockerfile"
    buildah bud --format docker --pull-never --isolation chroot --layers \
        --build-arg "VERSION=$(git describe --always --dirty 2>/dev/null || echo unknown)" -t "$IMAGE_NAME" . \
        >build/image.log 2>&1 || { tail -30 build/image.log >&2; die "the image does not build: build/image.log"; }
}

run_image() {
    local only=''
    case "${1:-}" in
        '') ;;
        --build-only) only=yes ;;
        *) bad_usage "image has no option $1" ;;
    esac
    [ "$(id -u)" = 0 ] || die "containers are tried as root here: sudo ./dev image"
    machine_needs "for the image" test image
    mkdir -p build
    image_base
    image_build
    [ -z "$only" ] || return 0
    image_servers
    npm_needs
    node --test --test-concurrency=1 tests/image/
}
