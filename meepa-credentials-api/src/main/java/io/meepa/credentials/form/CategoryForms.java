package io.meepa.credentials.form;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The forms of the six known categories, and one for all others. */
final class CategoryForms {

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_FILE = 16_384;

    private static final Map<Category, CredentialForm> KNOWN = Map.of(
            Category.EMAIL, email(),
            Category.PHONE, phone(),
            Category.CREDIT_CARD, creditCard(),
            Category.LOGIN, login(),
            Category.API_KEY, apiKey(),
            Category.TOKEN, token());

    private CategoryForms() {}

    static CredentialForm of(Category category) {
        CredentialForm known = KNOWN.get(category);
        return known == null ? other(category) : known;
    }

    private static CredentialForm email() {
        return form(
                Category.EMAIL,
                "Mailbox",
                List.of(),
                FormField.item(FieldKind.EMAIL, ItemKeys.ADDRESS, "Address", ItemType.EMAIL)
                        .required()
                        .autocomplete("email")
                        .atMost(LONGEST_ADDRESS),
                username(),
                password(),
                secret(ItemKeys.API_KEY, "API key", ItemType.API_TOKEN));
    }

    private static CredentialForm phone() {
        return form(
                Category.PHONE,
                "Telephone number",
                List.of(),
                FormField.item(FieldKind.PHONE, ItemKeys.NUMBER, "Number", ItemType.PHONE)
                        .required()
                        .autocomplete("tel")
                        .atMost(16)
                        .help("With + and country code, such as +15550100000"),
                FormField.note(FieldKind.TEXT, "carrier", "Carrier").atMost(LONGEST_NAME),
                secret("pin", "SIM PIN", ItemType.OTHER).pattern("[0-9]{4,8}"));
    }

    private static CredentialForm creditCard() {
        return form(
                Category.CREDIT_CARD,
                "Payment card",
                List.of(List.of("card_number", ItemKeys.LAST_FOUR)),
                secret("card_number", "Card number", ItemType.CARD_NUMBER)
                        .rule(FieldRule.CARD_NUMBER)
                        .autocomplete("cc-number")
                        .atMost(19)
                        .help("Leave out to keep the last four digits only"),
                FormField.item(FieldKind.TEXT, ItemKeys.LAST_FOUR, "Last four digits", ItemType.OTHER)
                        .shown()
                        .rule(FieldRule.LAST_FOUR)
                        .pattern("[0-9]{4}")
                        .atMost(4),
                FormField.item(FieldKind.TEXT, "exp_month", "Expires, month", ItemType.OTHER)
                        .shown()
                        .rule(FieldRule.CARD_MONTH)
                        .autocomplete("cc-exp-month")
                        .atMost(2),
                FormField.item(FieldKind.TEXT, "exp_year", "Expires, year", ItemType.OTHER)
                        .shown()
                        .rule(FieldRule.CARD_YEAR)
                        .autocomplete("cc-exp-year")
                        .atMost(4),
                secret("cvv", "Security code", ItemType.CVV)
                        .pattern("[0-9]{3,4}")
                        .autocomplete("cc-csc")
                        .atMost(4),
                FormField.item(FieldKind.TEXT, "holder", "Name on the card", ItemType.OTHER)
                        .shown()
                        .autocomplete("cc-name")
                        .atMost(LONGEST_NAME),
                FormField.note(FieldKind.NUMBER, "spend_limit", "Spend limit, in cents")
                        .pattern("[0-9]{1,10}")
                        .atMost(10));
    }

    private static CredentialForm login() {
        return form(
                Category.LOGIN,
                "Login",
                List.of(List.of(ItemKeys.PASSWORD, ItemKeys.TOKEN)),
                username(),
                password(),
                secret(ItemKeys.TOKEN, "Token", ItemType.API_TOKEN).help("Instead of a password, or beside it"),
                secret("totp", "One-time code seed", ItemType.TOTP).pattern("[A-Za-z2-7 ]{16,128}=*"),
                url());
    }

    private static CredentialForm apiKey() {
        return form(
                Category.API_KEY,
                "API key",
                List.of(List.of(ItemKeys.API_KEY, "key_file")),
                secret(ItemKeys.API_KEY, "Key", ItemType.API_TOKEN),
                FormField.item(FieldKind.MULTILINE, "key_file", "Key file's content", ItemType.OTHER)
                        .secret()
                        .atMost(LONGEST_FILE),
                url());
    }

    private static CredentialForm token() {
        return form(
                Category.TOKEN,
                "Token",
                List.of(),
                secret(ItemKeys.TOKEN, "Token", ItemType.API_TOKEN).required().atMost(LONGEST_FILE),
                secret("refresh_token", "Refresh token", ItemType.API_TOKEN).atMost(LONGEST_FILE),
                FormField.note(FieldKind.CHOICE, "token_kind", "Kind")
                        .choices(
                                new FieldChoice("oauth", "OAuth"),
                                new FieldChoice("jwt", "JWT"),
                                new FieldChoice("personal", "Personal access token"),
                                new FieldChoice("other", "Other")),
                FormField.note(FieldKind.TEXT, "expires_at", "Expires")
                        .rule(FieldRule.MOMENT)
                        .atMost(40)
                        .help("A date or a moment in UTC, such as 2027-01-31T00:00:00Z"));
    }

    private static CredentialForm other(Category category) {
        return form(
                category,
                "Credential",
                List.of(),
                secret("value", "Value", ItemType.OTHER).required(),
                FormField.note(FieldKind.MULTILINE, "remark", "Remark").help("Shown in listings: nothing secret"));
    }

    private static FormFieldBuilder username() {
        return FormField.item(FieldKind.TEXT, ItemKeys.USERNAME, "User name", ItemType.USERNAME)
                .autocomplete("username")
                .atMost(LONGEST_ADDRESS);
    }

    private static FormFieldBuilder password() {
        return secret(ItemKeys.PASSWORD, "Password", ItemType.PASSWORD).autocomplete("current-password");
    }

    private static FormFieldBuilder url() {
        return FormField.item(FieldKind.TEXT, "url", "Web address", ItemType.URL)
                .rule(FieldRule.WEB_ADDRESS)
                .autocomplete("url");
    }

    private static FormFieldBuilder secret(String name, String label, ItemType type) {
        return FormField.item(FieldKind.SECRET, name, label, type);
    }

    private static CredentialForm form(
            Category category, String title, List<List<String>> alternatives, FormFieldBuilder... details) {
        List<FormField> fields = new ArrayList<>();
        fields.add(FormField.address(FieldTarget.Address.SERVICE, "service", "Service")
                .required()
                .atMost(LONGEST_NAME)
                .build());
        fields.add(FormField.address(FieldTarget.Address.NAME, "name", "Name")
                .atMost(LONGEST_NAME)
                .help("What people call it; needed where a service has two")
                .build());
        for (FormFieldBuilder detail : details) {
            fields.add(detail.build());
        }
        return new CredentialForm(category, title, fields, alternatives);
    }
}
