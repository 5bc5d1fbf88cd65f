package dev.bursar.gate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgvAdapterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --rm python:3.9-slim python -V|python:3.9-slim",
                "run -d -e X=1 --name n -p 8080:80 python:3.9-slim -v /:/h|python:3.9-slim",
                "run -dp8080:80 -e=A=b --env=C=d -m 512m -w /app -u1000 a b|a",
                "run --rm=true --privileged=false -- a|a",
                "run --network none --volume cache-1:/c --mount type=bind,src=/srv/data,dst=/d,readonly a|a",
                "run --cap-add NET_BIND_SERVICE --cpus .5 --cpus=.5 a|a",
                "container run a|a",
                "create a|a",
                "pull a|a",
                "image pull --quiet=false a|a",
            })
    void takesTheFirstOperandForTheImage(String line, String image) {
        // When
        var reading = read(line);

        // Then
        assertThat(reading).isInstanceOf(Reading.Launches.class);
        var launches = ((Reading.Launches) reading).launches();
        assertThat(launches).singleElement().extracting(Launch::image).isEqualTo(image);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --privileged a|option_denied",
                "run --privileged=1 a|option_denied",
                "run -it a|option_denied",
                "run -dit a|option_denied",
                "run -v /:/h a|option_denied",
                "run -v/:/h a|option_denied",
                "run -dv /:/h a|option_denied",
                "run --volume=/:/h a|option_denied",
                "run --mount type=bind,source=/,target=/h a|option_denied",
                "run --net=host a|option_denied",
                "run --network name=bridge,alias=x a|option_denied",
                "run --pid host a|option_denied",
                "run --entrypoint= a|option_denied",
                "run --cap-add=ALL a|option_denied",
                "run --env-file /etc/passwd a|option_denied",
                "run -p 80:80 a|option_denied",
                "run -P a|option_denied",
                "run --gpus all a|option_denied",
                "run --mount type=bind,source=/srv/data,target=/d,bind-propagation=shared a|argument_invalid",
                "run --name a --name b c|argument_invalid",
                "run|argument_invalid",
                "run --rm|argument_invalid",
                "run --frobnicate a|launch_unclear",
                "run --use-api-socket a|launch_unclear",
                "run --privilege a|launch_unclear",
                "run -Z a|launch_unclear",
                "run - a|launch_unclear",
                "run --rm=maybe a|launch_unclear",
                "run -e|launch_unclear",
                "pull a b|launch_unclear",
                "pull --all-tags a|option_denied",
                "-H tcp://other run a|launch_unclear",
                "--context other run a|launch_unclear",
                "frobnicate a|launch_unclear",
                "docker run a|launch_unclear",
            })
    void saysWhatIsInTheWay(String line, String code) {
        assertThat(LaunchReadingTest.violations("docker", arguments(line)))
                .first()
                .extracting(violation -> violation.code().code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build .",
                "tag ubuntu python:3.9-slim",
                "exec x sh",
                "cp a b:/c",
                "image build .",
                "container exec x sh",
                "container commit x y",
                "compose up",
                "buildx build .",
                "load",
                "import x",
                "volume create x",
                "plugin install x",
            })
    void knowsCommandsThatAreNoLaunch(String line) {
        assertThat(read(line)).isInstanceOf(Reading.OtherUse.class);
    }

    @Test
    void takesNoArgumentsBesideTheCommandLine() {
        assertThat(LaunchReadingTest.read("docker", "{'args':['run','a'],'host':'tcp://other'}"))
                .isInstanceOf(Reading.Unclear.class);
    }

    @Test
    void everyFlagIsAnOption() {
        Stream.of(CommandFlags.RUN, CommandFlags.PULL)
                .flatMap(flags -> flags.all().stream())
                .forEach(flag -> assertThat(flag.option().shape() == Shape.FLAG)
                        .as(flag.name())
                        .isEqualTo(!flag.valued() && flag.option() != ContainerOption.HEALTHCHECK));
    }

    private static Reading read(String line) {
        return LaunchReadingTest.read("docker", arguments(line));
    }

    private static String arguments(String line) {
        return Stream.of(line.split(" "))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(",", "{'args':[", "]}"));
    }
}
