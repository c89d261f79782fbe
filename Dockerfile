# Nghe Dân in one image; the same for every role (see compose.yaml).
FROM python:3.13-slim AS built

WORKDIR /app
RUN python -m venv /venv
COPY requirements.lock ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY web web
COPY handlers handlers
COPY office office
COPY db db
COPY understanding understanding
COPY cases cases
COPY faq faq
COPY localities localities
COPY texts texts
COPY language language
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NGHEDAN_DATA_DIR=/data \
    NGHEDAN_BACKUP_DIR=/backups \
    NGHEDAN_HTTP_HOST=0.0.0.0
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin nghedan \
 && install -d -o nghedan -g nghedan -m 0700 /data /backups
COPY --from=built /venv /venv

USER 10001
WORKDIR /data
VOLUME ["/data", "/backups"]
EXPOSE 8080
STOPSIGNAL SIGTERM
# Healthy where the office can be reached; a role without the web role has no page and overrides this.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/health', timeout=4)"]
ENTRYPOINT ["/venv/bin/nghedan"]
CMD ["run"]
