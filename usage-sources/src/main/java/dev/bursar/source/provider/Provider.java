package dev.bursar.source.provider;

import java.util.List;
import java.util.Optional;

/** How one provider words its answers. Another provider is one more class, listed in {@link ProviderResponses}. */
interface Provider {

    /** The provider's name everywhere: path, event, rate card. */
    String word();

    /**
     * Reads every call of a payload.
     *
     * @param askedFor the model that stands in where the payload names none
     * @throws Refusal when nothing of it can be understood
     */
    List<CallOutcome> read(Payload payload, Optional<String> askedFor);
}
