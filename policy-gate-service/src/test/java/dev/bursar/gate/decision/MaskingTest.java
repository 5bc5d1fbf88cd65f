package dev.bursar.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    private static final String QUESTION =
            "{'subject':{'type':'agent','id':'coder-1'},'action':{'name':'%1$s'},'resource':{'type':'tool','id':'%1$s'},"
                    + "'context':{'arguments':%2$s}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "docker_run|{'image':'python:3.9-slim','environment':{'KEY':'hunter2'}}|permitted",
                "docker_run|{'image':'python:3.9-slim','environment':['KEY=hunter2']}|permitted",
                "docker_run|{'image':'python:3.9-slim','hostConfig':{'Env':['KEY=hunter2']}}|permitted",
                "docker_run|{'image':'python:3.9-slim','env':{'K':'hunter2'},'environment':{'K':'hunter2'}}|permitted",
                "docker_run|{'image':'python:3.9-slim','env':{'K':'hunter2'},'environment':{'K':'other'}}|argument_invalid",
                "docker_run|{'image':'python:3.9-slim','registry_password':'hunter2'}|argument_unknown",
                "docker_pull|{'image':'python:3.9-slim','auth_config':{'username':'u','auth':'hunter2'}}|argument_unknown",
                "docker|{'args':['run','-e','KEY=hunter2','--env=B=hunter2','-eC=hunter2','python:3.9-slim']}|permitted",
                "deploy-compose|{'compose_yaml':'services: {a: {image: python:3.9-slim, environment: {K: hunter2}}}'}|permitted",
                "deploy-compose|{'compose_yaml':'services: {a: {image: python:3.9-slim, environment: [K=$hunter2]}}'}|launch_unclear",
                "deploy-compose|{'compose_yaml':'services: {a: {environment: {K: hunter2}'}|launch_unclear",
            })
    void recordsNoSecretsAndTheRecordGivesTheSameVerdict(String tool, String arguments, String reason) {
        // Given
        var decisions = new ArrayList<Decision>();
        var desk = Desks.with(Optional.of(Desks.policy(Desks.example())), Desks.unlimited(), decisions);

        // When
        Desks.ask(desk, QUESTION.formatted(tool, arguments).replace('\'', '"'));

        // Then
        var first = decisions.get(0);
        assertThat(first.verdict().reason().code()).isEqualTo(reason);
        assertThat(first.request().context().toString()).contains("masked:").doesNotContain("hunter2");

        // When: the record is asked again
        desk.answer(new AccessRequest.One(first.request()), Desks.CODER, System.nanoTime());

        // Then
        assertThat(decisions.get(1).verdict().reason())
                .isEqualTo(first.verdict().reason());
    }
}
