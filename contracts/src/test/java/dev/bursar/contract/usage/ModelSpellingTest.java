package dev.bursar.contract.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSpellingTest {

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, bedrock",
        "anthropic.claude-3-haiku-20240307-v1:0:48k, bedrock",
        "ai21.jamba-1-5-large-v1:0, bedrock",
        "global.openai.gpt-5.6-sol, bedrock",
        "us-gov.amazon.nova-pro-v1:0, bedrock",
        "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/x, bedrock",
        "claude-sonnet-4-5@20250929, google",
        "claude-opus-4-6@default[1m], google",
        "projects/p/locations/us-east5/publishers/anthropic/models/claude-opus-4-6, google"
    })
    void aCloudHasItsOwnSpelling(String model, String cloud) {
        assertThat(ModelSpelling.cloud(model)).contains(cloud);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-sonnet-4-5-20250929", "gpt-5.5", "anthropic/claude-sonnet-4.5", "claude@home", ""})
    void aMakersSpellingTellsOfNone(String model) {
        assertThat(ModelSpelling.cloud(model)).isEmpty();
    }
}
