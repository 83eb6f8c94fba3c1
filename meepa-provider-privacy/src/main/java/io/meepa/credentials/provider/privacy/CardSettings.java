package io.meepa.credentials.provider.privacy;

import io.meepa.credentials.provider.support.BaseUrl;
import io.meepa.credentials.provider.support.CallSettings;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;

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
