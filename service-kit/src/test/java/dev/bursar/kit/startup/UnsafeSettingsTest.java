package dev.bursar.kit.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kit.startup.UnsafeSettings.Unsafe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnsafeSettingsTest {

    private static List<Unsafe> find(Map<String, String> settings) {
        return UnsafeSettings.find(name -> Optional.ofNullable(settings.get(name)));
    }

    @Test
    void anIssuerOfItsOwnIsSafe() {
        assertThat(find(Map.of("BURSAR_JWT_ISSUERS", "bursar=.bursar/keys/jwks.json")))
                .isEmpty();
    }

    @Test
    void keysOverPlainHttpStopTheStart() {
        assertThat(find(Map.of("BURSAR_JWT_ISSUERS", "corp=http://sso.example/keys", "BURSAR_JWT_AUDIENCE", "bursar")))
                .singleElement()
                .satisfies(unsafe -> assertThat(unsafe.severe()).isTrue());
    }

    @Test
    void trustInATopicAndDroppedRevocationsAreSaid() {
        assertThat(find(Map.of(
                        "BURSAR_JWT_ISSUERS", "bursar=jwks.json",
                        "BURSAR_RAW_TRUST", "topic",
                        "BURSAR_REVOCATIONS", "off")))
                .extracting(Unsafe::name)
                .containsExactly("BURSAR_RAW_TRUST", "BURSAR_REVOCATIONS");
    }

    @Test
    void aSharedIssuerWithoutAudienceIsSaid() {
        assertThat(find(Map.of("BURSAR_JWT_ISSUERS", "https://sso.example")))
                .extracting(Unsafe::name)
                .containsExactly("BURSAR_JWT_AUDIENCE");
    }
}
