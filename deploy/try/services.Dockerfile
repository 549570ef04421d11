# Stands in for the images of PostgreSQL and Prometheus, with Debian's packages. compose.yaml says which program a container starts.
FROM localhost/sherlock-try-base
# Neither a service nor a database is wanted at the installation.
RUN printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d \
  && mkdir -p /etc/postgresql-common/createcluster.d \
  && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/none.conf \
  && apt-get update -qq \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql prometheus wget \
  && rm -rf /var/lib/apt/lists/*
COPY postgres.sh /
# PostgreSQL then ends the sessions of its clients; with SIGTERM it would wait for them.
STOPSIGNAL SIGINT
