package io.meepa.verification.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import io.meepa.credentials.model.Secret;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Where secrets may be seen. Every entry of a list here was looked at by a person and says why. */
final class SecretRules {

    /** Adapters that must turn a secret into text: documents, child environments, request bodies and headers. */
    private static final String[] REVEALERS = {
        "io.meepa.credentials.core.document..",
        // What a sign-in that is under way keeps beside tokens: digests, times, a handle.
        "io.meepa.credentials.core.connect..",
        "io.meepa.credentials.core.tool..",
        "io.meepa.credentials.core.migration..",
        // What a form asks for openly: service, name and metadata are texts that listings show.
        "io.meepa.credentials.form..",
        "io.meepa.credentials.provider..",
        "io.meepa.credentials.sops.sealed..",
        // The driver takes the database's password as text.
        "io.meepa.credentials.store.postgres",
        // Stand-ins answer as the upstream does, and contract tests compare.
        "io.meepa.credentials.standin..",
        "io.meepa.credentials.testkit.."
    };

    private static final Pattern SUSPICIOUS = Pattern.compile("(?i).*(secret|password|passwd|token|key).*");

    /** What a key or secret is called, or where it lies, is no secret. */
    private static final Pattern NAMES_ONE = Pattern.compile(
            "(?i)(item|api)?key(path|name|id)|itemkey|\\w*(key|token|secret|password)(id|env|variable|uri)");

    private static final Set<Class<?>> PLAIN_HOLDERS = Set.of(String.class, char[].class, byte[].class);

    /** Cipher code works on raw keys; it keeps them no longer than a call, and wipes them. */
    private static final Pattern CIPHER_CODE =
            Pattern.compile("io\\.meepa\\.credentials\\.sops\\.(age|crypto)(\\..*)?");

    /** Stand-ins hold made-up values, and repeat them to every caller as the upstream does. */
    private static final String MADE_UP = "io.meepa.credentials.standin";

    /** Fields that only sound like a secret. */
    private static final Map<String, String> HARMLESS = Map.of(
            "io.meepa.credentials.model.CredentialItem.key", "what the item is called within its credential",
            "io.meepa.credentials.model.ItemSummary.key", "what the item is called within its credential",
            "io.meepa.credentials.provider.support.BaseUrl.key", "a path in the configuration",
            "io.meepa.credentials.spi.call.Connected.accountKey", "what identifies an account",
            "io.meepa.credentials.spi.call.Connected$Account.key", "what identifies an account",
            "io.meepa.credentials.provider.oauth.service.Account.key", "what identifies an account",
            "io.meepa.credentials.provider.oauth.protocol.token.TokenSet.tokenType", "bearer, for instance",
            "io.meepa.credentials.form.FieldTarget$Item.key", "what the item is called within its credential",
            "io.meepa.credentials.spi.store.Revision.token", "a store's word for a version");

    /** Who compares bytes that anybody may know. */
    private static final Map<String, String> COMPARES_PUBLIC_BYTES = Map.of(
            "io.meepa.credentials.sops.crypto.EncText", "ciphertext, as it stands in the file",
            "io.meepa.credentials.sops.traversal.CipherTexts$Value", "paths of keys, which stand in clear",
            "io.meepa.credentials.sops.Identities", "the fixed first line of a file format",
            "io.meepa.credentials.sops.disk.DurableFiles",
                    "what was written with what the disk gives back: no caller's guess");

    static final ArchRule REVEALED_BY_ADAPTERS_ONLY = noClasses()
            .that()
            .resideOutsideOfPackages(REVEALERS)
            .and()
            .doNotHaveFullyQualifiedName(Secret.class.getName())
            .should()
            .accessTargetWhere(describe("is Secret.reveal", access -> isUseOf(access, Secret.class, "reveal")))
            .because("every text of a secret is one more that cannot be wiped");

    static final ArchRule HELD_BY_SECRET_ONLY = noFields()
            .that(describe("could hold a secret in plain", SecretRules::soundsLikeASecret))
            .should(be(describe("there", field -> true)))
            .because("a value that nobody may see is a Secret");

    static final ArchRule NOT_COMPARED_BYTE_BY_BYTE = noClasses()
            .that(describe("were not looked at", type -> !COMPARES_PUBLIC_BYTES.containsKey(type.getName())))
            .should()
            .accessTargetWhere(describe("stops at the first difference", SecretRules::isHastyComparison))
            .because("how long a comparison takes must not show where contents differ");

    static final ArchRule COMPARED_IN_CONSTANT_TIME = classes()
            .that()
            .haveFullyQualifiedName(Secret.class.getName())
            .should()
            .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class);

    static final ArchRule CIPHERS_ARE_THE_CODECS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.meepa.credentials.sops..",
                    "io.meepa.credentials.core.audit..",
                    "io.meepa.credentials.core.connect..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.crypto..")
            .because("one place to audit, and keyed digests for the audit trail and sessions, which encrypt nothing");

    private SecretRules() {}

    private static boolean isHastyComparison(JavaAccess<?> access) {
        return isUseOf(access, Secret.class, "equals")
                || (isUseOf(access, Arrays.class, "equals") && comparesBytesOrCharacters(access));
    }

    private static boolean comparesBytesOrCharacters(JavaAccess<?> access) {
        JavaClass compared = ((CodeUnitAccessTarget) access.getTarget())
                .getRawParameterTypes()
                .get(0);
        return compared.isEquivalentTo(byte[].class) || compared.isEquivalentTo(char[].class);
    }

    private static boolean isUseOf(JavaAccess<?> access, Class<?> owner, String name) {
        return access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals(name);
    }

    private static boolean soundsLikeASecret(JavaField field) {
        return SUSPICIOUS.matcher(field.getName()).matches()
                && !NAMES_ONE.matcher(field.getName()).matches()
                && PLAIN_HOLDERS.stream().anyMatch(field.getRawType()::isEquivalentTo)
                && !isConstant(field)
                && !field.getOwner().isEquivalentTo(Secret.class)
                && !CIPHER_CODE.matcher(field.getOwner().getPackageName()).matches()
                && !field.getOwner().getPackageName().startsWith(MADE_UP)
                && !HARMLESS.containsKey(field.getFullName());
    }

    private static boolean isConstant(JavaField field) {
        return field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL));
    }
}
