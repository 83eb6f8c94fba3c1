package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.util.List;
import java.util.stream.Stream;

/** The provider's section of the configuration. */
record CardSettings(
        String path,
        SecretSource accountKey,
        BaseUrl baseUrl,
        CardTerms terms,
        boolean keepsNumber,
        CallSettings calls) {

    private static final String LIMIT = "default_spend_limit";
    private static final long USUAL_LIMIT = 5000;

    static CardSettings read(Settings settings) {
        CallSettings calls = CallSettings.read(settings);
        boolean sandbox = settings.flag("sandbox").orElse(false);
        return new CardSettings(
                settings.path(),
                settings.secretFromEnvironment("api_key_env", "PRIVACY_API_KEY"),
                calls.baseUrl().orElse(sandbox ? CardAssumptions.SANDBOX : CardAssumptions.PRODUCTION),
                terms(settings),
                settings.flag("keep_card_number").orElse(false),
                calls);
    }

    static List<SettingDescription> described() {
        List<SettingDescription> own = List.of(
                SettingDescription.of("api_key_env", SettingType.VARIABLE, "the variable that holds the account's key")
                        .withDefault("PRIVACY_API_KEY")
                        .withExample("CARD_KEY"),
                SettingDescription.of(LIMIT, SettingType.NUMBER, "in cents")
                        .withDefault(Long.toString(USUAL_LIMIT))
                        .withExample("2000"),
                SettingDescription.choice(
                                "default_spend_limit_duration",
                                List.of("TRANSACTION", "MONTHLY", "ANNUALLY", "FOREVER"),
                                "TRANSACTION, MONTHLY, ANNUALLY or FOREVER")
                        .withDefault("MONTHLY")
                        .withExample("FOREVER"),
                SettingDescription.choice(
                                "card_type",
                                List.of("SINGLE_USE", "MERCHANT_LOCKED", "UNLOCKED", "DIGITAL_WALLET"),
                                "SINGLE_USE, MERCHANT_LOCKED, UNLOCKED or DIGITAL_WALLET")
                        .withDefault("MERCHANT_LOCKED")
                        .withExample("SINGLE_USE"),
                SettingDescription.of(
                                "keep_card_number",
                                SettingType.FLAG,
                                "whether number, verification value and expiry are stored, where Privacy.com shows them")
                        .withDefault("false")
                        .withExample("true"),
                SettingDescription.of("sandbox", SettingType.FLAG, "whether cards are made in Privacy.com's sandbox")
                        .withDefault("false")
                        .withExample("true"));
        return Stream.concat(own.stream(), CallSettings.described().stream()).toList();
    }

    private static CardTerms terms(Settings settings) {
        long limit = settings.integer(LIMIT, 0, CardAssumptions.LARGEST_LIMIT).orElse(USUAL_LIMIT);
        if (limit % CardAssumptions.CENTS_A_DOLLAR != 0) {
            throw settings.invalid(LIMIT, CardTerms.WHOLE_DOLLARS);
        }
        return new CardTerms(
                settings.choice("card_type", CardTerms.Type.class).orElse(CardTerms.Type.MERCHANT_LOCKED),
                limit,
                settings.choice("default_spend_limit_duration", CardTerms.Period.class)
                        .orElse(CardTerms.Period.MONTHLY));
    }
}
