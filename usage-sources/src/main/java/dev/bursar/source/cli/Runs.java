package dev.bursar.source.cli;

import dev.bursar.contract.usage.Usage;
import dev.bursar.contract.usage.UsageEvent.Scope;
import dev.bursar.source.provider.UnderstoodCall;
import java.util.Optional;

/** Makes what a run used into the form that a provider's call has: several calls summed, none of them named. */
final class Runs {

    private Runs() {}

    static UnderstoodCall call(String provider, String model, Usage usage, boolean approximate) {
        return call(provider, model, usage, Scope.RUN, Price.PLAIN, approximate);
    }

    static UnderstoodCall call(
            String provider, String model, Usage usage, Scope scope, Price price, boolean approximate) {
        return new UnderstoodCall(
                provider,
                model,
                Optional.empty(),
                Optional.empty(),
                usage,
                scope,
                price.serviceTier(),
                price.region(),
                approximate,
                Optional.empty());
    }

    /** What else the price depends on, as far as the output says it. */
    record Price(Optional<String> serviceTier, Optional<String> region) {

        static final Price PLAIN = new Price(Optional.empty(), Optional.empty());
    }
}
