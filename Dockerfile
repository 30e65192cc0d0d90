# The bot as one image: the binary, the game beside it, and the libraries that it loads.
#
#   docker build -t bylina .
#   docker run --read-only --tmpfs /tmp -v bylina:/data -p 127.0.0.1:8090:8090 \
#       -e LOCAL_TELEGRAM_PASSWORD=choose-one bylina          (the local Telegram; no token needed)
#   docker run --read-only --tmpfs /tmp -v bylina:/data --env-file .env bylina     (a real bot)
#
# docs/containers.md has the rest. The first stage has compilers and headers; the second one is what runs.

FROM debian:bookworm-slim AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
WORKDIR /src
# What changes seldom comes first, so that a change of the game builds in seconds. The last five are for
# the static libarchive, whose shared one brings 35 MB of Unicode tables that nobody reads here.
COPY cmake/machine.sh cmake/machine.sh
RUN . cmake/machine.sh \
    && apt-get update -qq \
    && packages_of build | DEBIAN_FRONTEND=noninteractive xargs apt-get install -y -qq --no-install-recommends \
        liblzma-dev libbz2-dev libzstd-dev nettle-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
COPY . .
RUN cmake --preset release -DBYLINA_STATIC_ARCHIVE=ON \
    && cmake --build --preset release --target bylina \
    && strip build/release/bylina

FROM debian:bookworm-slim
ARG VERSION=dev
LABEL org.opencontainers.image.title="Bylina" \
      org.opencontainers.image.description="An engine for text role-playing games in Telegram, with Lukomorye" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}"
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        ca-certificates libcjson1 libcurl4 libexttextcat-2.0-0 libexttextcat-data libhiredis0.14 libjemalloc2 \
        liblua5.4-0 libmicrohttpd12 libpq5 libsqlite3-0 libuv1 tzdata \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/* /usr/share/doc/* /usr/share/man/* \
    && useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin bylina \
    && install -d -o bylina -g bylina -m 0750 /data
COPY --from=build /src/build/release/bylina /usr/local/bin/bylina
COPY scripts /game/scripts
COPY content /game/content
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
ENV HTTP_LISTEN=0.0.0.0:8090 \
    DATABASE_URL=sqlite:/data/bylina.db \
    SCRIPTS_DIR=/game/scripts \
    CONTENT_DIR=/game/content \
    LOG_FORMAT=json
EXPOSE 8090
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=3 CMD ["bylina", "healthcheck"]
ENTRYPOINT ["bylina"]
CMD ["run"]
