package dev.bursar.gate.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bursar.contract.Glob;
import dev.bursar.contract.Json;
import dev.bursar.contract.policy.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchReadingTest {

    private static final ContainerRules RULES = new ContainerRules(
            Set.of(
                    "name",
                    "command",
                    "environment",
                    "labels",
                    "ports",
                    "detach",
                    "auto_remove",
                    "working_dir",
                    "memory",
                    "cpus",
                    "user"),
            Set.of("default", "bridge", "none"),
            1025,
            Set.of("NET_BIND_SERVICE"),
            List.of("/srv/data"),
            List.of(new Glob("cache-*")));

    private static final Adapters ADAPTERS =
            Adapters.with(List.of(new Adapters.Described("my_runner", "docker_run", "/spec/image")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'privileged':false, 'cap_add':[], 'devices':null, 'entrypoint':'', 'network_mode':'default', 'volumes':{}",
                "'HostConfig':{'Privileged':false,'Binds':null,'CapAdd':[],'Memory':0,'RestartPolicy':{'Name':''}}, 'Tty':false",
                "'restart':'no', 'restart_policy':{'Name':'no'}, 'memswap_limit':0",
                "'name':'x', 'containerName':'x'",
                "'mem_limit':'512m', 'Memory':536870912",
                "'environment':{'A':'b','C':null}, 'labels':['a=b'], 'command':['x','y'], 'user':1000, 'nano_cpus':500000000",
                "'ports':{'80/tcp':8080}",
                "'ports':{'80/tcp':['127.0.0.1',8080]}",
                "'ports':{'80/tcp':[8080,8081]}",
                "'ports':{'8080':'80/tcp'}",
                "'ports':{'80/tcp':null}",
                "'ports':['8080:80','127.0.0.1:8081:81/udp','3000-3005:3000-3005','90',91,'[::1]:8082:82']",
                "'ports':[{'host_port':8080,'container_port':80},{'published':'8081','target':80,'protocol':'tcp'}]",
                "'HostConfig':{'PortBindings':{'80/tcp':[{'HostIp':'','HostPort':'8080'}]}}",
                "'network':'bridge', 'networks':['none'], 'networking_config':{'EndpointsConfig':{'bridge':{}}}",
                "'cap_add':['CAP_NET_BIND_SERVICE'], 'capAdd':'net_bind_service'",
                "'volumes':['/srv/data/in:/in:ro','cache-1:/c'], 'binds':['/srv/data:/d']",
                "'volumes':{'/srv/data/x':{'bind':'/x','mode':'ro'},'cache-2':{'bind':'/c'}}",
                "'mounts':[{'Type':'bind','Source':'/srv//data/./y','Target':'/y','ReadOnly':true,'Consistency':'default'}]",
                "'mounts':[{'type':'volume','source':'cache-x','target':'/c','volume':{}}]",
            })
    void takesWhatThePolicyAllowsInEverySpelling(String options) {
        assertThat(violations("docker_run", "{'image':'python:3.9-slim', " + options + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'privileged':true|option_denied",
                "'Privileged':true|option_denied",
                "'PRIVILEGED':true|option_denied",
                "'hostConfig':{'Privileged':true}|option_denied",
                "'host_config':{'HostConfig':{'privileged':true}}|option_denied",
                "'Config':{'Entrypoint':['/bin/sh']}|option_denied",
                "'entrypoint':['']|option_denied",
                "'privileged':'true'|option_denied",
                "'privileged':1|option_denied",
                "'masked_paths':[]|option_denied",
                "'HostConfig':{'ReadonlyPaths':[]}|option_denied",
                "'pid_mode':'host'|option_denied",
                "'pid':'container:other'|option_denied",
                "'ipc_mode':'host'|option_denied",
                "'uts_mode':'host'|option_denied",
                "'userns_mode':'host'|option_denied",
                "'security_opt':['seccomp=unconfined']|option_denied",
                "'device_requests':[{'count':-1}]|option_denied",
                "'gpus':'all'|option_denied",
                "'sysctls':{'kernel.msgmax':1}|option_denied",
                "'volumes_from':['other']|option_denied",
                "'tmpfs':{'/run':''}|option_denied",
                "'env_file':'/etc/passwd'|option_denied",
                "'publish_all_ports':true|option_denied",
                "'restart':'always'|option_denied",
                "'network_mode':'host'|option_denied",
                "'networkMode':'container:other'|option_denied",
                "'networks':{'internal':null}|option_denied",
                "'networking_config':{'EndpointsConfig':{'bridge':{'IPAddress':'10.0.0.1'}}}|option_denied",
                "'ports':{'80/tcp':80}|option_denied",
                "'ports':{'80/tcp':[['127.0.0.1',443]]}|option_denied",
                "'ports':{'80/tcp':[{'HostPort':'1024'}]}|option_denied",
                "'ports':{'22':'8080'}|option_denied",
                "'ports':['22:22']|option_denied",
                "'ports':['1000-2000:1000-2000']|option_denied",
                "'cap_add':['SYS_ADMIN']|option_denied",
                "'cap_add':['ALL']|option_denied",
                "'volumes':['/:/host']|option_denied",
                "'volumes':['/srv/database:/d']|option_denied",
                "'volumes':['/srv/data/docker.sock:/s']|option_denied",
                "'volumes':['/var/run/docker.sock:/var/run/docker.sock']|option_denied",
                "'volumes':['/data']|option_denied",
                "'volumes':['other:/d']|option_denied",
                "'Volumes':{'/data':{}}|option_denied",
                "'mounts':[{'type':'tmpfs','target':'/t'}]|option_denied",
                "'volumes':['/srv/data/../../etc:/e']|argument_invalid",
                "'volumes':['/srv/data:/d:shared']|argument_invalid",
                "'volumes':['~/x:/x']|argument_invalid",
                "'volumes':['C:/x:/x:ro']|argument_invalid",
                "'mounts':[{'type':'volume','source':'cache-1','target':'/c','volume_options':{'DriverConfig':{'Name':'local'}}}]|argument_invalid",
                "'mounts':[{'type':'npipe','source':'x','target':'/c'}]|argument_invalid",
                "'ports':{'80/tcp':70000}|argument_invalid",
                "'ports':{'80/tcp':'8080/tcp'}|argument_invalid",
                "'ports':['a:b']|argument_invalid",
                "'ports':['1:2:3:4']|argument_invalid",
                "'memory':-1|argument_invalid",
                "'memory':'lots'|argument_invalid",
                "'name':'../x'|argument_invalid",
                "'detach':'yes'|argument_invalid",
                "'command':{'a':1}|argument_invalid",
                "'environment':{'A':{'b':1}}|argument_invalid",
                "'privileged':false,'Privileged':true|argument_invalid",
                "'name':'a','containerName':'b'|argument_invalid",
                "'hostConfig':'x'|argument_invalid",
                "'tag':'3.10'|argument_invalid",
                "'imageName':'python:3.10'|argument_invalid",
                "'frobnicate':1|argument_unknown",
                "'hostConfig':{'Frobnicate':null}|argument_unknown",
                "'privileg\u0435d':true|argument_unknown",
                "'all_tags':true|argument_unknown",
            })
    void saysWhatIsInTheWay(String options, String code) {
        assertThat(violations("docker_run", "{'image':'python:3.9-slim', " + options + "}"))
                .isNotEmpty()
                .first()
                .extracting(violation -> violation.code().code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pull_image|{'repository':'python','tag':'3.9-slim'}|python:3.9-slim",
                "pull_image|{'repository':'python'}|python",
                "pull_image|{'repository':'python','tag':null}|python",
                "pull_image|{'repository':'python:3','tag':'3'}|python:3",
                "docker_pull|{'image':'localhost:5000/python','tag':'3'}|localhost:5000/python:3",
                "docker_pull|{'image':'python','imageName':'docker.io/library/python:latest'}|python",
                "my_runner|{'spec':{'image':'python:3','name':'x'},'detach':true}|python:3",
            })
    void findsTheImage(String tool, String arguments, String image) {
        assertThat(read(tool, arguments))
                .isInstanceOfSatisfying(
                        Reading.Launches.class,
                        launches -> assertThat(launches.launches())
                                .singleElement()
                                .extracting(Launch::image)
                                .isEqualTo(image));
    }

    @Test
    void putsADigestBehindTheRepository() {
        // Given
        var digest = "sha256:" + "1f".repeat(32);

        // When
        var reading = read("pull_image", "{'repository':'postgres','tag':'" + digest + "'}");

        // Then
        assertThat(((Reading.Launches) reading).launches().get(0).image()).isEqualTo("postgres@" + digest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "docker_run|{}",
                "pull_image|{'tag':'3'}",
                "pull_image|{'repository':'python','tag':'3/evil'}",
                "pull_image|{'repository':'python@sha256:0','tag':'3'}",
                "pull_image|{'repository':'python','privileged':true}",
                "my_runner|{'image':'python:3','spec':{'image':'python:3'}}",
            })
    void isUnclearWithoutOneImage(String tool, String arguments) {
        assertThat(read(tool, arguments)).isInstanceOf(Reading.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "docker_run|{'image':null}|/image",
                "docker_run|{'image':['a']}|/image",
                "docker_run|{'image':'a','imageName':1}|/imageName",
                "docker_run|{'HostConfig':{'Image':{}}}|/HostConfig/Image",
                "pull_image|{'repository':'a','tag':1}|/tag",
                "my_runner|{'spec':{'image':7}}|/spec/image",
                "docker|{}|/args",
                "docker|{'args':'run a'}|/args",
                "docker|{'args':['run',1]}|/args",
                "deploy-compose|{'compose_yaml':{}}|/compose_yaml",
            })
    void isMalformedWhereAnImageHasTheWrongType(String tool, String arguments, String pointer) {
        assertThat(read(tool, arguments))
                .isInstanceOfSatisfying(
                        Reading.Malformed.class,
                        malformed -> assertThat(malformed.pointer()).isEqualTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"docker_build", "docker_tag", "docker_load", "docker_exec", "recreate_container", "build_image"})
    void knowsToolsThatAreNoLaunch(String tool) {
        assertThat(read(tool, "{'image':'python:3.9-slim'}")).isInstanceOf(Reading.OtherUse.class);
    }

    @Test
    void knowsNoOtherTool() {
        assertThat(ADAPTERS.read("docker_frobnicate", Json.object(), Optional.empty()))
                .isEmpty();
    }

    static List<Violation> violations(String tool, String arguments) {
        return violations(tool, RULES, arguments);
    }

    static List<Violation> violations(String tool, ContainerRules rules, String arguments) {
        var reading = read(tool, arguments);
        if (reading instanceof Reading.Launches launches) {
            return launches.launches().stream()
                    .flatMap(launch -> rules.judge(launch).stream())
                    .toList();
        }
        return ((Reading.Unclear) reading).violations();
    }

    static Reading read(String tool, String arguments) {
        try {
            var tree = (ObjectNode) Json.read(arguments.replace('\'', '"'));
            return ADAPTERS.read(tool, tree, Optional.empty()).orElseThrow();
        } catch (IOException e) {
            throw new IllegalArgumentException(arguments, e);
        }
    }
}
