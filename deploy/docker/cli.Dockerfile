# The command line, which also sets up topics, roles and keys: mvn -q -B -DskipTests package, then
#   docker build -f deploy/docker/cli.Dockerfile -t bursar/cli .
ARG JRE=eclipse-temurin:25.0.1_8-jre
FROM ${JRE}

RUN useradd --system --uid 10471 --home-dir /bursar bursar \
 && mkdir -p /bursar /keys /secrets \
 && chown bursar: /keys /secrets
COPY cli/target/bursar-cli.jar /bursar/bursar-cli.jar
COPY cli/target/lib/ /bursar/lib/

USER bursar
WORKDIR /bursar
ENTRYPOINT ["java", "-jar", "bursar-cli.jar"]
