package dev.bursar.source.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/**
 * What a provider answered, as it came.
 *
 * @param provider the provider's word or one of its aliases, see {@link ProviderResponses#provider}
 * @param api which of the provider's interfaces was called, where the sender says so; the body's own shape decides
 * @param body an object, an array (a stream without framing), or the text of a body, of server-sent events or of JSON
 *     lines
 * @param model the model that was asked for; stands in where the body names none
 */
public record ProviderResponse(String provider, Optional<String> api, JsonNode body, Optional<String> model) {

    public static ProviderResponse of(String provider, JsonNode body) {
        return new ProviderResponse(provider, Optional.empty(), body, Optional.empty());
    }

    public static ProviderResponse of(String provider, String text) {
        return of(provider, TextNode.valueOf(text));
    }

    public ProviderResponse withModel(String asked) {
        return new ProviderResponse(provider, api, body, Optional.of(asked));
    }
}
