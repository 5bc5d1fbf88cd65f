package dev.bursar.contract.pricing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * All prices of one model, from {@code effectiveFrom} until its next version takes over; superseded, never edited.
 *
 * @param id as in {@code anthropic/claude-sonnet-4-5}; the versions of a card share it
 * @param version 1 and up, in the order in which they were made
 * @param tokenizer what cuts texts into the model's tokens, where somebody knows: {@code o200k_base}
 * @param source where the figures are from
 * @param asOf the day they were read there, {@link #UNDATED} where nobody said
 */
public record RateCard(
        String id,
        int version,
        Origin origin,
        String provider,
        ModelMatch match,
        Instant effectiveFrom,
        Tariff tariff,
        Optional<String> tokenizer,
        String source,
        LocalDate asOf) {

    /** Stands for a day that is not known. */
    public static final LocalDate UNDATED = LocalDate.EPOCH;

    /** Who made a card. Where both cover a name equally closely, the operator's counts. */
    public enum Origin {
        BUILT_IN,
        OPERATOR;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which version of which card priced an entry. */
    public record Reference(String id, int version, Instant effectiveFrom) {}

    public RateCard {
        if (version < 1) {
            throw new IllegalArgumentException("a rate card's version begins at 1: " + version);
        }
    }

    public Reference reference() {
        return new Reference(id, version, effectiveFrom);
    }

    public Prices prices() {
        return tariff.prices();
    }

    public RateCard withVersion(int other) {
        return new RateCard(id, other, origin, provider, match, effectiveFrom, tariff, tokenizer, source, asOf);
    }

    public RateCard withOrigin(Origin other) {
        return new RateCard(id, version, other, provider, match, effectiveFrom, tariff, tokenizer, source, asOf);
    }
}
