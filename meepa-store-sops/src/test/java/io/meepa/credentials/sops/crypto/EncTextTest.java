package io.meepa.credentials.sops.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.sops.text.Defect;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncTextTest {

    private static final String VALUE =
            "ENC[AES256_GCM,data:I/M=,iv:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=,tag:c/imPZNQGMKZCWNgpL91OQ==,type:int]";

    @Test
    void readsAndWritesTheSameText() {
        EncText parsed = EncText.parse(VALUE, "here");

        assertThat(parsed.text()).isEqualTo(VALUE);
        assertThat(parsed.type()).isEqualTo("int");
        assertThat(parsed.iv()).hasSize(32);
        assertThat(parsed).isEqualTo(EncText.parse(VALUE, "there")).hasSameHashCodeAs(EncText.parse(VALUE, "there"));
        assertThat(parsed).hasToString("EncText[redacted]");
    }

    @ParameterizedTest
    @CsvSource({"type:int, type:str", "data:I/M=, data:I/I=", "iv:ICEi, iv:ICEj", "tag:c/im, tag:c/in"})
    void differsWhereAnyPartDiffers(String part, String other) {
        EncText changed = EncText.parse(VALUE.replace(part, other), "here");

        assertThat(changed).isNotEqualTo(EncText.parse(VALUE, "here"));
        assertThat(changed.text()).isNotEqualTo(VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "ENC[]",
                "ENC[AES256_GCM,data:I/M=]",
                "ENC[AES256_GCM,data:,iv:AA==,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str]",
                "ENC[AES256_GCM,data:I/M=,iv:,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str]",
                "ENC[AES256_GCM,data:I/M=,iv:AA==,tag:,type:str]",
                "ENC[AES256_GCM,data:I/M=,iv:AA==,tag:AAAA,type:str]",
                "ENC[AES256_GCM,data:I/N=,iv:AA==,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str]",
                "ENC[AES256_GCM,data:I/M,iv:AA==,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str]",
                "ENC[AES256_GCM,data:I_M=,iv:AA==,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str]",
                "ENC[AES256_GCM,data:I/M=,iv:AA==,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str] ",
                "ENC[AES256_GCM,data:I/M=,iv:AA==,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str]x",
                " ENC[AES256_GCM,data:I/M=,iv:AA==,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str]",
                "ENC[AES256_CBC,data:I/M=,iv:AA==,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str]",
                "ENC[AES256_GCM,iv:AA==,data:I/M=,tag:c/imPZNQGMKZCWNgpL91OQ==,type:str]",
            })
    void refusesEveryOtherSpelling(String text) {
        assertThatThrownBy(() -> EncText.parse(text, "[\"a\"]"))
                .isInstanceOf(Defect.class)
                .hasMessageContaining("[\"a\"]")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("I/M");
    }

    @Test
    void refusesEveryTruncation() {
        for (int length = 0; length < VALUE.length(); length++) {
            String cut = new String(Arrays.copyOf(VALUE.toCharArray(), length));
            assertThatThrownBy(() -> EncText.parse(cut, "here")).isInstanceOf(Defect.class);
        }
    }
}
