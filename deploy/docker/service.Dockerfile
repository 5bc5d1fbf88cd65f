# One service, from its packaged jar: mvn -q -B -DskipTests package, then
#   docker build -f deploy/docker/service.Dockerfile --build-arg MODULE=policy-gate-service --build-arg PORT=8473 -t bursar/gate .
ARG JRE=eclipse-temurin:25.0.1_8-jre
FROM ${JRE}
ARG MODULE
ARG PORT

# Folders that volumes are mounted on belong to the service from the start.
RUN useradd --system --uid 10471 --home-dir /bursar bursar \
 && mkdir -p /bursar /keys /secrets /spool /policy \
 && chown bursar: /keys /secrets /spool
COPY deploy/docker/ready.sh /bursar/ready.sh
COPY ${MODULE}/target/quarkus-app/ /bursar/

USER bursar
WORKDIR /bursar
# The parallel collector takes a quarter less processor time per event than G1 (benchmarks/README.md).
ENV BURSAR_HTTP_HOST=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+UseParallelGC -XX:+ExitOnOutOfMemoryError"
EXPOSE ${PORT}
# Not PID 1's shell: the JVM gets the signal and closes what it has accepted.
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]
