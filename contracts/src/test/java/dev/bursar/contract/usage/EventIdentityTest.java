package dev.bursar.contract.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIdentityTest {

    private static final Dimensions CALL = call("coder-1", "anthropic", "claude-sonnet-4-5");
    private static final Optional<String> LONG = Optional.of("msg_01Qb7xR2mK9tVw3nLs8dYc4E");
    private static final Optional<String> SHORT = Optional.of("chatcmpl-42");
    private static final Optional<String> NONE = Optional.empty();

    @ParameterizedTest
    @CsvSource({
        "msg_01Qb7xR2mK9tVw3nLs8dYc4E,           true",
        "chatcmpl-Fx018090dde0711a,              true",
        "resp_fx014a3492f64acd,                  true",
        "fx688f6d357505,                         true",
        "00000000-0000-4000-8000-000000000001,   true",
        "chatcmpl-123456789012,                  true",
        "gSuCabnHAvmUmtkP1cv-sQQ,                true",
        "mYSWaZ3BEq-Vm9IPqOTA_c,                 true",
        "chatcmpl-Llama-3-8B-v1-7,               false",
        "GSUCABNHAVMUMTKP1CV-SQQ,                false",
        "gSuCabnHAvmUmtkP1cv-7,                  false",
        "chatcmpl-12345678901,                   false",
        "a-very-long-prefix-that-counts-for-no-more_7, false",
        "chatcmpl-0,                             false",
        "42,                                     false",
        "msg_,                                   false"
    })
    void anIdIsUniqueWhenItsLastSegmentHasTwelveCharacters(String responseId, boolean unique) {
        assertThat(EventIdentity.isUnique(responseId)).isEqualTo(unique);
    }

    @Test
    void aCallThatTheProviderNamedIsTheSameBySeveralMessages() {
        assertThat(EventIdentity.of(CALL, "http", "1", LONG, NONE))
                .isEqualTo(EventIdentity.of(CALL, "otlp", "span-9", LONG, NONE));
    }

    @Test
    void theModelIsNoPartOfANamedCallsIdentity() {
        assertThat(EventIdentity.of(call("coder-1", "anthropic", "claude-sonnet-4-5-20250929"), "s", "1", LONG, NONE))
                .isEqualTo(EventIdentity.of(CALL, "s", "1", LONG, NONE));
    }

    @Test
    void aShortIdOfTheProviderCountsForNothing() {
        assertThat(EventIdentity.of(CALL, "s", "1", SHORT, NONE))
                .isEqualTo(EventIdentity.of(CALL, "s", "1", NONE, NONE))
                .isNotEqualTo(EventIdentity.of(CALL, "s", "2", SHORT, NONE));
    }

    @Test
    void principalsProvidersSourcesIdsAndPartsTellCallsApart() {
        // When
        var identities = List.of(
                EventIdentity.of(CALL, "s", "1", LONG, NONE),
                EventIdentity.of(CALL, "s", "1", LONG, Optional.of("claude-haiku-4-5")),
                EventIdentity.of(call("coder-2", "anthropic", "m"), "s", "1", LONG, NONE),
                EventIdentity.of(call("coder-1", "bedrock", "m"), "s", "1", LONG, NONE),
                EventIdentity.of(CALL, "s", "1", NONE, NONE),
                EventIdentity.of(CALL, "t", "1", NONE, NONE),
                EventIdentity.of(CALL, "s", "2", NONE, NONE),
                EventIdentity.of(CALL, "s", "1", NONE, Optional.of("0")),
                EventIdentity.of(call("coder-2", "anthropic", "m"), "s", "1", NONE, NONE));

        // Then
        assertThat(identities).doesNotHaveDuplicates();
    }

    @Test
    void theProviderIsNoPartOfAMessagesIdentity() {
        assertThat(EventIdentity.of(call("coder-1", "bedrock", "m"), "s", "1", NONE, NONE))
                .isEqualTo(EventIdentity.of(CALL, "s", "1", NONE, NONE));
    }

    @Test
    void anIdentityIsWhatItWasYesterday() {
        // Kept forever in the books: this must never change.
        assertThat(EventIdentity.of(CALL, "agents/coder-1", "msg_01A", LONG, NONE)
                        .sha256())
                .isEqualTo("2656a1775d261dfaff4b1571b11df42b629f7f05b2441d2022817d9492bd50a7");
    }

    @Property(tries = 200)
    void partsThatRunIntoEachOtherAreStillApart(
            @ForAll @StringLength(max = 8) String source, @ForAll @StringLength(min = 1, max = 8) String id) {
        assertThat(EventIdentity.of(CALL, source, id, NONE, NONE))
                .isNotEqualTo(EventIdentity.of(CALL, source + id, "", NONE, NONE));
    }

    private static Dimensions call(String principal, String provider, String model) {
        return Dimensions.of(Map.of("principal", principal, "provider", provider, "model", model));
    }
}
