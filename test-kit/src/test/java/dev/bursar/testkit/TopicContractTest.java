package dev.bursar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bursar.contract.CloudEvent;
import dev.bursar.contract.Json;
import dev.bursar.contract.Topics;
import dev.bursar.contract.pricing.BuiltInRateCards;
import dev.bursar.contract.pricing.RateCardJson;
import dev.bursar.embedded.kafka.Topic;
import dev.bursar.embedded.kafka.TopicSetup;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicContractTest {

    private static final JsonNode DOCUMENT = TopicContract.asyncApi();

    /** Nobody writes to these yet. */
    private static final Set<String> UNUSED =
            Set.of(new Topics("x").policyDecisions(), new Topics("x").tasks(), new Topics("x").missions());

    @Test
    void everyTopicThatIsWrittenIsDescribed() {
        // When
        var addresses = new ArrayList<String>();
        DOCUMENT.path("channels")
                .forEach(channel -> addresses.add(channel.path("address").asText()));

        // Then
        var topics = new TopicSetup(new Topics("x"))
                .topics().stream()
                        .map(Topic::name)
                        .filter(name -> !UNUSED.contains(name))
                        .map(name -> "{prefix}" + name.substring(1))
                        .toList();
        assertThat(addresses).containsExactlyInAnyOrderElementsOf(topics);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        // When
        var references = new ArrayList<String>();
        collect(DOCUMENT, references);

        // Then
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").textValue());
        }
        node.forEach(child -> collect(child, references));
    }

    @Test
    void aMessageAsDescribedIsTaken() {
        // When
        var message = card("USD").bytes();

        // Then
        assertThatCode(() -> TopicContract.require(message)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotAsDescribedIsSeen() {
        // When
        var message = card("EUR").bytes();

        // Then
        assertThatThrownBy(() -> TopicContract.require(message))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/data/currency");
    }

    @Test
    void aMessageThatNobodyDescribedIsSeen() throws IOException {
        // When
        var message = new CloudEvent("dev.bursar.unheard.v1", "s", "i", Instant.EPOCH, Json.read("{}")).bytes();

        // Then
        assertThatThrownBy(() -> TopicContract.require(message)).hasMessageContaining("no message dev.bursar.unheard");
    }

    private static CloudEvent card(String currency) {
        var data = RateCardJson.write(BuiltInRateCards.load().all().get(0)).put("currency", currency);
        return new CloudEvent(CloudEvent.RATE_CARD, "test", "card", Instant.EPOCH, data);
    }
}
