package io.meepa.credentials.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/, /x/../y",
        "/v1, /v1",
        "/v1, /v1/",
        "/v1, /v1/x",
        "/v1/, /v1/x",
        "/v1, /v1/a..b",
        "/v1, /v1/.x",
        "/v1, /v1/100%25",
        "/v1, /v1/%2525",
        "/v1, /v1/x;y=..",
        "/v1, /v1/x%3Fy=..",
        "/v1, /v1/x%E2%80%8By",
        "/v1, /v1/%E2%82%AC",
        "/v1, /v1//x"
    })
    void covers(String prefix, String path) {
        assertThat(PathPrefix.covers(prefix, path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v",
                "/v1x",
                "/V1/x",
                "/x/v1",
                "//v1/x",
                "/v1/..",
                "/v1/../x",
                "/v1/./x",
                "/v1/...",
                "/v1/%2e%2e/x",
                "/v1/.%2e/x",
                "/v1/%252e%252e/x",
                "/v1/%25252e%25252e/x",
                "/v1/..;/x",
                "/v1/..%3Fx",
                "/v1/%2e%2e%3F/admin",
                "/v1/..%23x/admin",
                "/v1/..%EF%BC%9Fx",
                "/v1/..%E2%80%8B/admin",
                "/v1/;/../x",
                "/v1/%2fx",
                "/v1/%5cx",
                "/v1/%255cx",
                "/v1/%00",
                "/v1/%c0%ae",
                "/v1/%EF%BC%8F",
                "/v1/%EF%BC%8E%EF%BC%8E",
                "/v1/%20../x",
                "/v1/..%20/x",
                "/v1/%2525252525252e"
            })
    void doesNotCover(String path) {
        assertThat(PathPrefix.covers("/v1", path)).isFalse();
    }
}
