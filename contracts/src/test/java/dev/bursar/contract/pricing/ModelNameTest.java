package dev.bursar.contract.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNameTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,                                            gpt-4o",
        "GPT-4o,                                            gpt-4o",
        "gpt-4o-2024-08-06,                                 gpt-4o",
        "claude-sonnet-4-5-20250929,                        claude-sonnet-4-5",
        "claude-sonnet-4-5@20250929,                        claude-sonnet-4-5",
        "claude-sonnet-4-5[1m],                             claude-sonnet-4-5",
        "claude-sonnet-4-5-20250929[1m],                    claude-sonnet-4-5",
        "models/gemini-2.5-pro,                             gemini-2.5-pro",
        "publishers/google/models/gemini-2.5-pro,           gemini-2.5-pro",
        "gpt-4-0613,                                        gpt-4-0613",
        "gpt-3.5-turbo-1106,                                gpt-3.5-turbo-1106",
        "model-2024-13-06,                                  model-2024-13-06",
        "model-20241345,                                    model-20241345",
        "gpt-4o-2024-08-06-custom,                          gpt-4o-2024-08-06-custom",
        "gemini-2.5-flash-preview-09-2025,                  gemini-2.5-flash-preview-09-2025",
        "mistral-large-2411,                                mistral-large-2411"
    })
    void pathContextMarkCaseAndDateAreNotPartOfAModelsName(String reported, String canonical) {
        assertThat(ModelName.canonical(reported)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-3-haiku-20240307-v1:0,                     claude-3-haiku",
        "anthropic.claude-3-5-sonnet-20241022-v2:0,                  claude-3-5-sonnet",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0,               claude-sonnet-4-5",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0[1m],           claude-sonnet-4-5",
        "global.anthropic.claude-opus-4-6-v1,                        claude-opus-4-6",
        "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0,           claude-sonnet-4-5",
        "in.openai.gpt-5.6-luna,                                     gpt-5.6-luna",
        "sa.amazon.nova-lite-v1:0,                                   nova-lite",
        "us.claude-sonnet-4-5,                                       us.claude-sonnet-4-5",
        "amazon.nova-lite-v1:0:300k,                                 nova-lite",
        "amazon.titan-embed-text-v2:0,                               titan-embed-text-v2",
        "openai.gpt-oss-120b-1:0,                                    gpt-oss-120b",
        "meta.llama3-1-8b-instruct-v1:0,                             llama3-1-8b-instruct",
        "mistral.mistral-7b-instruct-v0:2,                           mistral-7b-instruct",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0, claude-3-haiku",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
        "arn:aws-us-gov:bedrock:us-gov-west-1:1:application-inference-profile/k3x9, k3x9"
    })
    void whereBedrockRunsAModelIsNotPartOfItsName(String reported, String canonical) {
        assertThat(ModelName.canonical(reported)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-sonnet-4.5,                                                claude-sonnet-4.5",
        "meta-llama/llama-4-scout-17b-16e-instruct,                                  llama-4-scout-17b-16e-instruct",
        "openai/gpt-5-mini-2025-08-07,                                               gpt-5-mini",
        "openai/gpt-5-mini:nitro,                                                    gpt-5-mini",
        "anthropic/claude-sonnet-4.5:beta,                                           claude-sonnet-4.5",
        "openai/gpt-5-mini:online,                                                   gpt-5-mini:online",
        "deepseek/deepseek-r1:free,                                                  deepseek-r1:free",
        "projects/p/locations/europe-west1/publishers/google/models/gemini-2.5-pro,  gemini-2.5-pro",
        "claude-sonnet-4-5@default,                                                  claude-sonnet-4-5",
        "llama3.2:1b,                                                                llama3.2:1b",
        "llama3.2:latest,                                                            llama3.2",
        "ft:gpt-4o-2024-08-06:acme::9xYz,                                            ft:gpt-4o",
        "ft:gpt-4o-mini-2024-07-18:acme:mine:9xYz:ckpt-step-80,                      ft:gpt-4o-mini",
        "whisper-large-v3,                                                           whisper-large-v3",
        "a/,                                                                         a/",
        "[1m],                                                                       [1m]"
    })
    void whoRoutesAModelIsNotPartOfItsNameAndWhatChangesItsPriceIs(String reported, String canonical) {
        assertThat(ModelName.canonical(reported)).isEqualTo(canonical);
    }

    @Test
    void theNameAsItWasReportedIsTheFirstForm() {
        assertThat(ModelName.forms("OpenAI/gpt-5-mini-2025-08-07"))
                .containsExactly(
                        "openai/gpt-5-mini-2025-08-07", "openai/gpt-5-mini", "gpt-5-mini-2025-08-07", "gpt-5-mini");
    }
}
