package dev.bursar.source.provider;

import static dev.bursar.source.provider.Understanding.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies as the providers' own libraries write them; Google's are in {@link GoogleTest}. */
class LibraryNamesTest {

    @Test
    void whatMistralsLibraryForTypeScriptWritesIsTheSame() {
        assertThat(counts(call("mistral", """
                        {"id": "a7952046ef794d1697627b54231df17a", "object": "chat.completion", "model": "mistral-small-latest",
                         "usage": {"promptTokens": 28, "completionTokens": 13, "totalTokens": 41, "numCachedTokens": 20},
                         "choices": [{"index": 0, "finishReason": "stop"}]}"""))).isEqualTo(Map.of("input", 8L, "cache_read", 20L, "output", 13L));
        assertThat(counts(call("mistral", "{\"model\": \"mistral-ocr-2512\", \"usageInfo\": {\"pagesProcessed\": 3}}")))
                .isEqualTo(Map.of("page", 3L));
    }

    @Test
    void whatCoheresLibraryForTypeScriptWritesIsTheSame() {
        assertThat(counts(call("cohere", """
                        {"id": "5a50480a-cf52-46f0-af01-53d18539bd31", "finishReason": "COMPLETE", "usage": {
                          "billedUnits": {"inputTokens": 5, "outputTokens": 418}, "tokens": {"inputTokens": 71, "outputTokens": 418}}}"""))).isEqualTo(Map.of("input", 5L, "output", 418L));
        assertThat(counts(call("cohere", "{\"id\": \"r\", \"meta\": {\"billedUnits\": {\"searchUnits\": 1}}}")))
                .isEqualTo(Map.of("search", 1L));
    }

    private static UnderstoodCall call(String provider, String text) {
        var outcomes =
                ProviderResponses.understand(ProviderResponse.of(provider, text).withModel("m"));
        return ((CallOutcome.Understood) outcomes.get(0)).call();
    }
}
