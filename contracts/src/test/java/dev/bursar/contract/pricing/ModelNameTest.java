package dev.bursar.contract.pricing;

import static org.assertj.core.api.Assertions.assertThat;

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
        "llama3.2:1b,                                       llama3.2:1b"
    })
    void pathContextMarkCaseAndDateAreNotPartOfAModelsName(String reported, String undated) {
        assertThat(ModelName.undated(reported)).isEqualTo(undated);
    }
}
