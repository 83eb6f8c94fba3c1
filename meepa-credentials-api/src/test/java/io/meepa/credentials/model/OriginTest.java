package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OriginTest {

    @Test
    void hasTheDocumentsTwoNames() {
        assertThat(Origin.values()).extracting(Origin::wireName).containsExactly("operator_provided", "agent_created");
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(Origin origin) {
        assertThat(Origin.ofWireName(origin.wireName())).contains(origin);
    }

    @Test
    void isNotGuessed() {
        assertThat(Origin.ofWireName("OPERATOR_PROVIDED")).isEmpty();
        assertThat(Origin.ofWireName("")).isEmpty();
    }
}
