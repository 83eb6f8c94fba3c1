package io.meepa.examples.terminal.prompt;

import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FieldProblem;
import io.meepa.credentials.form.FormField;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.output.Plain;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks for the fields of a form, one after the other, and again for those that cannot be used.
 *
 * @param prompt asks
 */
public record FormPrompt(Prompt prompt) {

    /**
     * Asks for every field.
     *
     * @param form the form
     * @return what was filled in, which the form accepts
     */
    public FormValues fill(CredentialForm form) {
        FormValues values = asked(FormValues.empty(), form.fields());
        List<FieldProblem> problems = form.problems(values, Clock.systemUTC());
        while (!problems.isEmpty()) {
            problems.forEach(problem -> prompt.out().println(Plain.text(problem.field() + " " + problem.message())));
            List<String> wrong = problems.stream().map(FieldProblem::field).toList();
            values = asked(
                    values,
                    form.fields().stream()
                            .filter(field -> wrong.contains(field.name()))
                            .toList());
            problems = form.problems(values, Clock.systemUTC());
        }
        return values;
    }

    private FormValues asked(FormValues before, List<FormField> fields) {
        FormValues values = before;
        for (FormField field : fields) {
            values = values.with(field.name(), answer(field));
        }
        return values;
    }

    private Secret answer(FormField field) {
        return Secret.of(field.secret() ? prompt.hidden(label(field)) : prompt.line(label(field)));
    }

    private static String label(FormField field) {
        String choices = field.choices().isEmpty()
                ? ""
                : field.choices().stream().map(choice -> choice.value()).collect(Collectors.joining(", ", " (", ")"));
        return field.label()
                + (field.required() ? "" : ", may be empty")
                + choices
                + (field.help().isEmpty() ? "" : ". " + field.help());
    }
}
