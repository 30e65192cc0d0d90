# shellcheck shell=bash
# Stand-ins for official images where no registry can be reached, made of Debian's packages. Sourced by
# run.sh. An image that is there already is left alone.

image_there() { buildah inspect --type image "$1" >/dev/null 2>&1; }

# debian:bookworm-slim: debootstrap's smallest system without what the official image leaves out, too.
image_base() {
    local work container name=docker.io/library/debian:bookworm-slim
    image_there "$name" && return
    say "making $name with debootstrap"
    work=$(mktemp -d)
    debootstrap --variant=minbase bookworm "$work/root" http://deb.debian.org/debian >"$work/log" 2>&1 ||
        { tail -5 "$work/log" >&2; die "debootstrap failed: is the network there?"; }
    rm -rf "$work"/root/usr/share/{doc,man,info,locale,lintian}/* "$work"/root/var/cache/apt/* \
        "$work"/root/var/lib/apt/lists/* "$work"/root/var/log/*
    echo "deb http://deb.debian.org/debian-security bookworm-security main" >>"$work/root/etc/apt/sources.list"
    container=$(buildah from --pull-never scratch)
    buildah add -q "$container" "$work/root" / >/dev/null
    buildah commit -q "$container" "$name" >/dev/null
    buildah rm "$container" >/dev/null
    rm -rf "$work"
}

# The servers of compose.yaml.
image_servers() {
    local server name
    for server in redis:7-bookworm postgres:15-bookworm; do
        name=docker.io/library/$server
        image_there "$name" && continue
        say "making $name from Debian's package"
        buildah bud --format docker --pull-never --isolation chroot -t "$name" "tests/image/${server%%:*}" \
            >"build/image-${server%%:*}.log" 2>&1 || die "it does not build: build/image-${server%%:*}.log"
    done
}
