package dev.bursar.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/ledger?model=a%00b",
                "/api/v1/budgets/a%00",
                "/api/v1/budgets/%",
                "/api/v1/budgets/%2",
                "/x?tags.a%00=x",
                "/x?team=%zz",
                "/x%%20"
            })
    void anAddressThatNamesNothingIsBroken(String uri) {
        assertThat(AddressFilter.isBroken(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/budgets/a%2Fb", "/x?team=%25", "/x?team=%2500", "/x?tags.a=%E6%BC%A2"})
    void anyOtherIsNot(String uri) {
        assertThat(AddressFilter.isBroken(uri)).isFalse();
    }
}
