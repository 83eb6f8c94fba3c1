package io.meepa.examples.terminal.argument;

import io.meepa.examples.terminal.prompt.ItemSpecification;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an item from an argument, where no value may stand. */
public final class ItemText implements ITypeConverter<ItemSpecification> {

    @Override
    public ItemSpecification convert(String text) {
        if (text.indexOf('=') >= 0) {
            // Somebody wrote item=value: the value must not be repeated.
            throw new TypeConversionException("name the item only; its value is asked for, or read with --stdin");
        }
        try {
            return ItemSpecification.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
