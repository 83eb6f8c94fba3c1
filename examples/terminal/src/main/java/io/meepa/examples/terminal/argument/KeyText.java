package io.meepa.examples.terminal.argument;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an address: {@code login/github}. */
public final class KeyText implements ITypeConverter<CredentialKey> {

    @Override
    public CredentialKey convert(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new TypeConversionException("write category/service, for instance login/github");
        }
        try {
            return CredentialKey.of(Category.of(text.substring(0, slash)), text.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
