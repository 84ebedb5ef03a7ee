# CRiiS in one image: the server and the built web app, run by nobody in particular on a file
# system that may be read-only. Its state is elsewhere: the database, and the key folder at /keys.

FROM rust:1.95-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends npm perl make \
    && rm -rf /var/lib/apt/lists/* \
    && rustup target add wasm32-unknown-unknown
WORKDIR /criis
COPY . .
RUN cargo xtask web --release
# PostgreSQL elsewhere is spoken to over verified TLS; its library brings OpenSSL, built here.
ARG FEATURES="postgres-tls"
RUN cargo build --locked --release --package api --features "${FEATURES}"
# What it is made of, to be read beside it.
RUN cargo xtask sbom > target/criis.cdx.json

FROM debian:bookworm-slim
# The number matters more than the name: files that only CRiiS may read are given to it.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin criis \
    && install --directory --owner=criis --group=criis --mode=0700 /keys
COPY --from=build /criis/target/release/criis /usr/local/bin/criis
COPY --from=build /criis/target/web/dist /usr/share/criis/web
COPY --from=build /criis/target/criis.cdx.json /usr/share/criis/criis.cdx.json
ENV CRIIS_WEB=/usr/share/criis/web \
    CRIIS_KEYS=/keys
USER 10001:10001
VOLUME /keys
ENTRYPOINT ["/usr/local/bin/criis"]
CMD ["serve"]
# Ready is more than up: the database answers, and no other node's change is being waited for.
# The image holds no HTTP client; bash opens the connection itself.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
