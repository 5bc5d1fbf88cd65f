package dev.bursar.source.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.contract.usage.Meter;
import dev.bursar.contract.usage.RejectionReason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a payload and says what is to come of it. */
final class Understanding {

    private Understanding() {}

    static List<CallOutcome> of(String provider, String text) {
        return ProviderResponses.understand(ProviderResponse.of(provider, text));
    }

    /** The only call of a payload. */
    static UnderstoodCall call(String provider, String text) {
        return calls(provider, text).get(0);
    }

    static List<UnderstoodCall> calls(String provider, String text) {
        return of(provider, text).stream()
                .map(outcome -> {
                    assertThat(outcome).isInstanceOf(CallOutcome.Understood.class);
                    return ((CallOutcome.Understood) outcome).call();
                })
                .toList();
    }

    static Map<String, Long> counts(UnderstoodCall call) {
        var counts = new TreeMap<String, Long>();
        for (Map.Entry<Meter, Long> count : call.usage().counts().entrySet()) {
            counts.put(count.getKey().name(), count.getValue());
        }
        return counts;
    }

    static void assertRefused(String provider, String text, RejectionReason reason) {
        assertThat(of(provider, text))
                .singleElement()
                .isInstanceOfSatisfying(
                        CallOutcome.Refused.class,
                        refused -> assertThat(refused.reason())
                                .as(refused.detail())
                                .isEqualTo(reason));
    }
}
