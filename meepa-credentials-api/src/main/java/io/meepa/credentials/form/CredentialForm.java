package io.meepa.credentials.form;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a host asks a person for to make a credential. Immutable; plain values that any serialiser can write out.
 *
 * @param category what is made
 * @param title what people read above it
 * @param fields the fields, in the order to show
 * @param alternatives groups of field names of which at least one must be filled in
 */
public record CredentialForm(Category category, String title, List<FormField> fields, List<List<String>> alternatives) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if two fields have one name, or a group names no field
     */
    public CredentialForm {
        fields = List.copyOf(fields);
        alternatives = alternatives.stream().map(List::copyOf).toList();
        Set<String> names = new HashSet<>();
        for (FormField field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException("two fields are called " + field.name());
            }
        }
        if (!alternatives.stream().allMatch(group -> !group.isEmpty() && names.containsAll(group))) {
            throw new IllegalArgumentException("alternatives must name fields of the form");
        }
    }

    /**
     * Returns the form of a category: one of its own for each of the six known ones, and one with a single secret value
     * for any other.
     *
     * @param category the category
     * @return the form
     */
    public static CredentialForm of(Category category) {
        return CategoryForms.of(category);
    }

    /**
     * Returns the form without service and name, for a credential that has them already.
     *
     * @return the fields for items and metadata
     */
    public CredentialForm details() {
        List<FormField> kept = fields.stream()
                .filter(field -> !(field.target() instanceof FieldTarget.Address))
                .toList();
        return new CredentialForm(category, title, kept, alternatives);
    }

    /**
     * Reports what is wrong with what was filled in.
     *
     * @param values what was filled in
     * @param clock the current time, for what is past
     * @return every problem, without a value; empty if there is none
     */
    public List<FieldProblem> problems(FormValues values, Clock clock) {
        return FormReading.of(this, values, clock).problems();
    }

    /**
     * Creates a credential of what was filled in: an operator's own, existing. The form must ask for the service.
     *
     * @param values what was filled in
     * @param clock the current time, for what is past
     * @return the credential
     * @throws InvalidFormException if anything is wrong; lists all of it, without a value
     */
    public AgentCredential credential(FormValues values, Clock clock) {
        return FormReading.of(this, values, clock).credential();
    }

    /**
     * Puts what was filled in into a credential that waits for it. Service, name and origin stay, as do items and metadata
     * that the form does not ask for.
     *
     * @param waiting the credential
     * @param values what was filled in; service and name are not asked for
     * @param clock the current time, for what is past
     * @return the credential, existing and not managed
     * @throws InvalidFormException if anything is wrong; lists all of it, without a value
     */
    public AgentCredential complete(AgentCredential waiting, FormValues values, Clock clock) {
        return FormReading.of(details(), values, clock).into(waiting);
    }
}
