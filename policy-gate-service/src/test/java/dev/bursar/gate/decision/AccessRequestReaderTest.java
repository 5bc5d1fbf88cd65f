package dev.bursar.gate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRequestReaderTest {

    private static final String RUN = "'subject':{'type':'agent','id':'coder-1'},'action':{'name':'docker_run'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|``",
                "'x'|``",
                "{}|/subject",
                "{'subject':'coder-1'}|/subject",
                "{'subject':{'id':'a'},'action':{},'resource':{}}|/subject/type",
                "{'subject':{'type':'a','id':1},'action':{},'resource':{}}|/subject/id",
                "{'subject':{'type':'a','id':'a','properties':1}}|/subject/properties",
                "{'subject':{'type':'a','id':'a'},'action':{},'resource':{}}|/action/name",
                "{'subject':{'type':'a','id':'a'},'action':{'name':'x'}}|/resource",
                "{'subject':{'type':'a','id':'a'},'action':{'name':'x'},'resource':{'type':'x','id':null}}|/resource/id",
                "{'subject':{'type':'a','id':'a'},'action':{'name':'x'},'resource':{'type':'x','id':'y'},'context':[]}|/context",
                "{'evaluations':{}}|/evaluations",
                "{'evaluations':[{}],'options':[]}|/options",
                "{'evaluations':[{}],'options':{'evaluations_semantic':'all'}}|/options/evaluations_semantic",
                "{'evaluations':[{}],'options':{'evaluations_semantic':null}}|/options/evaluations_semantic",
            })
    void saysWhereABodyIsNoQuestion(String body, String pointer) {
        // When
        var read = AccessRequestReader.several(json(body));

        // Then
        assertThat(read)
                .isInstanceOfSatisfying(
                        AccessRequest.Malformed.class,
                        malformed -> assertThat(malformed.pointer()).isEqualTo(pointer));
    }

    @ParameterizedTest
    @CsvSource({
        "execute_all, PDPDP",
        "deny_on_first_deny, PD",
        "permit_on_first_permit, P",
    })
    void endsABatchAsItsSemanticSays(String semantic, String answers) {
        // Given
        var body = ("{" + RUN + ",'evaluations':[" + image("python:3.9-slim") + "," + image("ubuntu") + ","
                        + image("node:18-alpine") + "," + image("alpine") + "," + image("postgres:15")
                        + "],'options':{'evaluations_semantic':'" + semantic + "'}}")
                .replace('\'', '"');

        // When
        var answer = Desks.ask(Desks.withExamplePolicy(), body);

        // Then
        assertThat(decisions(answer)).isEqualTo(answers);
    }

    @Test
    void keepsTheOthersWhenOneQuestionOfABatchIsNone() {
        // Given
        var body = ("{" + RUN + ",'evaluations':[" + image("python:3.9-slim")
                        + ",{'resource':7},7,{'resource':{'type':'tool','id':'docker_run'},'context':{'arguments':{'image':[]}}},"
                        + "{'subject':{'type':'agent','id':'someone-else'},'resource':{'type':'container_image','id':'python:3.9-slim'}},"
                        + image("node:18-alpine") + "]}")
                .replace('\'', '"');

        // When
        var answer = Desks.ask(Desks.withExamplePolicy(), body);

        // Then
        assertThat(decisions(answer)).isEqualTo("PDDDDP");
        var items = ((Desk.Answer.Body) answer).json().path("evaluations");
        assertThat(items.at("/1/context/error/status").intValue()).isEqualTo(400);
        assertThat(items.at("/4/context/reason").textValue()).isEqualTo("not_authorized");
    }

    @Test
    void asksOneQuestionWhereThereIsNoList() {
        // Given
        var body = ("{" + RUN + "," + image("python:3.9-slim").substring(1)).replace('\'', '"');

        // When
        var answer = Desks.ask(Desks.withExamplePolicy(), body);

        // Then
        assertThat(((Desk.Answer.Body) answer).json().path("decision").booleanValue())
                .isTrue();
    }

    private static String image(String name) {
        return "{'resource':{'type':'container_image','id':'" + name + "'}}";
    }

    private static String decisions(Desk.Answer answer) {
        var text = new StringBuilder();
        ((Desk.Answer.Body) answer)
                .json()
                .path("evaluations")
                .forEach(item -> text.append(item.path("decision").booleanValue() ? 'P' : 'D'));
        return text.toString();
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
